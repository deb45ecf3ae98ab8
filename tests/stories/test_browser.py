"""The daily quiz in a real browser, through `deckhand try` as a newcomer starts it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.conftest import SCHEMES, TOO_WIDE

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0
QUESTION = "Which are the four suits of playing cards?"
DECK = f"""
format = 1
title = "At the card table"

[[card]]
id = "suits"
ask = "{QUESTION}"
items = ["clubs", "diamonds", "hearts", "spades"]
hints = ["Two are red, two are black.", "One is worn on a ring."]
note = "They are the French suits, drawn in Rouen."
"""
#: The longest names of a weekday and of a month, and two digits; a Wednesday.
STARTS_AT = datetime(2026, 9, 30, 12)  # noqa: DTZ001 - local, as the option takes it
RIGHT = "clubs, diamonds, hearts, spades"
PARTLY = "hearts and diamonds"
WRONG = "a fish soup with onions"


@contextlib.asynccontextmanager
async def tried(folder: Path, *more: str) -> AsyncIterator[str]:
    """Run `deckhand try` on a free port; yield its address, and see that it ends as told.

    Its clock begins where dates are longest: nothing depends on the day it is run.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DECKHAND_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try", "--no-open", "--port", "0", "--start", f"{STARTS_AT:%Y-%m-%dT%H:%M:%S}"),
        *("--database", str(folder / "try.sqlite"), *more),
        cwd=ROOT,
        env=environment | {"PYTHONUNBUFFERED": "1", "TZ": "UTC"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = b""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not (found := re.search(rb"http://127\.0\.0\.1:\d+", said)):
                line = await process.stdout.readline()
                assert line, said.decode()
                said += line
        yield found[0].decode()
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        rest, _ = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert process.returncode == 0, (said + rest).decode()
    assert b"Traceback" not in said + rest


@pytest.fixture
def table(tmp_path: Path) -> tuple[str, str]:
    """Return the options that make one known question the only one."""
    cards = tmp_path / "cards"
    cards.mkdir()
    (cards / "table.toml").write_text(DECK, "utf-8")
    return ("--cards", str(cards))


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Return where pictures go: `DECKHAND_SHOTS`, for those who want to look at them."""
    folder = Path(os.environ.get("DECKHAND_SHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def button(page: Page, name: str) -> Any:
    """Return the newest button of that name in the open channel."""
    return page.locator("#messages").get_by_role("button", name=name, exact=True).last


def newest(page: Page) -> Any:
    """Return the newest message of the open channel."""
    return page.locator("#messages .message").last


async def answer(page: Page, text: str) -> None:
    """Press Answer on the question, write, submit."""
    await page.locator("#messages").get_by_role("button", name="Answer", exact=True).first.click()
    await page.get_by_role("dialog").get_by_role("textbox").fill(text)
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def to_closing(page: Page) -> None:
    """Move the clock by its panel until nothing is open."""
    await page.locator("#clock-button").click()
    await page.get_by_role("button", name=re.compile("^To closing")).click()
    await expect(page.get_by_role("button", name="Nothing is open")).to_be_visible()
    await page.keyboard.press("Escape")


async def run(page: Page, command: str) -> None:
    """Type a command without options and run it."""
    await page.locator("#composer-text").fill(f"/{command}")
    await expect(page.get_by_role("option", name=f"/{command}").first).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name=f"Run /{command}")).to_be_visible()
    await page.keyboard.press("Enter")


async def test_an_evening_of_three(tabs: Any, tmp_path: Path, table: tuple[str, str], shots: Path) -> None:
    """Right, partly after a hint, and wrong; the clock to closing; the result, one's own, and the leaderboard."""
    async with (
        tried(tmp_path, *table) as base,
        tabs(base, "ada") as ada,
        tabs(base, "ben", scheme="light") as ben,
        tabs(base, "chiyo", width=360, height=740) as chiyo,
    ):
        overheard: list[str] = []

        def overhear(frame: str | bytes) -> None:
            overheard.append(str(frame))

        ben.on("websocket", lambda socket: socket.on("framereceived", overhear))
        await ben.reload()
        await expect(ada.locator("#messages").get_by_text(QUESTION)).to_be_visible()
        await ada.screenshot(path=shots / "1-question.png")

        await answer(ada, RIGHT)
        await expect(newest(ada)).to_contain_text("4 of 4")
        await expect(newest(ada)).to_contain_text("Only you can see this")
        await ada.screenshot(path=shots / "2-right.png")

        await answer(chiyo, WRONG)
        await expect(newest(chiyo)).to_contain_text("0 of 4")
        await chiyo.screenshot(path=shots / "3-wrong-narrow.png")

        await button(ben, "Hint (costs 25%)").click()
        await expect(newest(ben)).to_contain_text("Two are red, two are black.")
        await answer(ben, PARTLY)
        await expect(newest(ben)).to_contain_text("2 of 4")
        await expect(newest(ben)).not_to_contain_text("spades")
        await ben.screenshot(path=shots / "4-partly-light.png")

        assert "spades" not in await ben.content()
        assert overheard
        assert not [frame for frame in overheard if "spades" in frame or "fish soup" in frame]

        await button(ada, "Answer").click()
        await expect(ada.locator("#messages .message-mine-only")).to_have_count(2)
        await expect(newest(ada)).to_contain_text("4 of 4")
        await ada.screenshot(path=shots / "5-again.png")

        await to_closing(ada)
        for page in (ada, ben, chiyo):
            await expect(newest(page)).to_contain_text("spades")
            await expect(newest(page)).to_contain_text("3 answered: 1 right, 1 partly, 1 wrong.")
        await ada.screenshot(path=shots / "6-result.png")
        await chiyo.screenshot(path=shots / "7-result-narrow.png")

        await button(ben, "My result").click()
        await expect(newest(ben)).to_contain_text("Your result")
        await expect(newest(ben)).to_contain_text(PARTLY)
        await expect(newest(ben)).to_contain_text("2nd of 3")
        await ben.screenshot(path=shots / "8-mine-light.png")
        assert "Your result" not in await ada.locator("#messages").inner_text()

        await run(ada, "leaderboard")
        await expect(newest(ada)).to_contain_text(re.compile(r"1st\s+Ada.*2nd\s+Ben.*3rd\s+Chiyo", re.DOTALL))
        await ada.screenshot(path=shots / "9-leaderboard.png")
        for page in (ada, ben, chiyo):
            assert await tabs.faults(page) == []


async def test_an_evening_by_keyboard_alone(tabs: Any, tmp_path: Path, table: tuple[str, str]) -> None:
    """Without a mouse: a command, the answer, the clock, the result, one's place."""
    async with tried(tmp_path, *table) as base, tabs(base, "chiyo") as page:
        focused = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"

        async def tab_to(name: str, *, back: bool = False) -> None:
            for _ in range(120):
                await page.keyboard.press("Shift+Tab" if back else "Tab")
                if re.match(name, (await page.evaluate(focused)).strip()):
                    return
            pytest.fail(f"no Tab leads to {name!r}")

        await expect(page.locator("#messages").get_by_text(QUESTION)).to_be_visible()
        await tab_to("Answer$")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await page.keyboard.type(PARTLY)
        await tab_to("Submit")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(newest(page)).to_contain_text("2 of 4")
        await tab_to("Sandbox time", back=True)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name=re.compile("^To closing"))).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="Nothing is open")).to_be_visible()
        await page.keyboard.press("Escape")
        # The post and the reply that brings its result: before both are there, Tab has nowhere to lead.
        await expect(page.get_by_role("button", name="My result")).to_have_count(2)
        await tab_to("My result$")
        await page.keyboard.press("Enter")
        await expect(newest(page)).to_contain_text("Your result")
        await page.keyboard.press("Escape")
        await page.keyboard.type("/leader")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="Run /leaderboard")).to_be_visible()
        await page.keyboard.press("Enter")
        await expect(newest(page)).to_contain_text(re.compile(r"1st\s+Chiyo"))


async def test_the_shipped_deck_is_there_at_once(tabs: Any, tmp_path: Path, shots: Path) -> None:
    """A newcomer finds a question about AWS Bedrock, needs only to press Answer, and axe finds nothing serious."""
    async with tried(tmp_path) as base, tabs(base, width=1280, height=800) as page:

        async def looks(what: str) -> None:
            for scheme in SCHEMES:
                await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                await page.screenshot(path=shots / f"{what}-{scheme}.png")
                assert await tabs.faults(page) == [], scheme

        await expect(newest(page)).to_contain_text("AWS Bedrock")
        await looks("question")
        await answer(page, "It looks things up in your own documents and adds them to the prompt.")
        await expect(newest(page)).to_contain_text("Only you can see this")
        await looks("verdict")
        await page.locator("#composer-text").fill("/")
        await expect(page.get_by_role("option", name="/daily add")).to_be_visible()
        await page.screenshot(path=shots / "commands.png")
        await page.keyboard.press("Escape")
        await page.set_viewport_size({"width": 360, "height": 740})
        assert await page.evaluate(TOO_WIDE) == []


async def test_the_clock_goes_to_the_next_question(tabs: Any, tmp_path: Path, table: tuple[str, str]) -> None:
    """From the evening of a Friday one press leads to Monday's question; while the quiz is paused, none is offered."""
    friday = "2027-06-04T18:30:00"
    async with tried(tmp_path, *table, "--start", friday) as base, tabs(base) as page:
        await to_closing(page)
        await page.locator("#clock-button").click()
        await page.get_by_role("button", name="To next question, in 2 days").click()
        await expect(page.locator(".clock-day", has_text=re.compile("Monday.*7 June"))).to_be_visible()
        await expect(page.locator("#messages .embed", has_text=QUESTION)).to_have_count(3)
        await page.keyboard.press("Escape")
        await run(page, "daily pause")
        await expect(newest(page)).to_contain_text("Paused")
        await page.locator("#clock-button").click()
        await expect(page.get_by_text("No question is scheduled.")).to_be_visible()
        await expect(page.get_by_role("button", name=re.compile("next question"))).to_have_count(0)
