"""What moderators and managers see in a real browser: appeals, equal texts, the digest with its picture, `/setup`."""

from __future__ import annotations

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.stories.test_browser import RIGHT, STARTS_AT, answer, button, newest, run, shots, table, to_closing, tried

assert shots, table  # fixtures of the neighbour
pytestmark = pytest.mark.asyncio(loop_scope="session")

PASTED = "The black ones are clover and pikes, and the red ones are tiles and hearts."


#: As the clock's panel does it.
ADVANCE = """async (seconds) => {
  const body = JSON.stringify({ person: "ada", device: "", seconds });
  await fetch("/control/clock", { method: "POST", headers: { "Content-Type": "application/json" }, body });
}"""


async def test_moderators_at_work(tabs: Any, tmp_path: Path, table: tuple[str, str], shots: Path) -> None:
    """An appeal is read and decided, two equal texts are shown, a week is summed up with its picture."""
    async with tried(tmp_path, *table) as base, tabs(base, "ada", width=1280, height=900) as ada:
        await expect(newest(ada)).to_contain_text("four suits")
        async with tabs(base, "ben") as ben, tabs(base, "chiyo") as chiyo:
            await answer(ben, PASTED)
            await expect(newest(ben)).to_contain_text("Only you can see this")
            await answer(chiyo, PASTED)
            await expect(newest(chiyo)).to_contain_text("Only you can see this")
            await answer(ada, RIGHT)
            await to_closing(ada)
            # The post and the reply that brings its result: what is private comes after both.
            await expect(ben.get_by_role("button", name="My result")).to_have_count(2)
            await button(ben, "My result").click()
            await expect(newest(ben)).to_contain_text("Your result")
            await button(ben, "I was right").click()
            await ben.get_by_role("dialog").get_by_role("textbox").fill("That is what they are called where I live.")
            await ben.screenshot(path=shots / "appeal-form.png")
            await ben.get_by_role("button", name="Submit").click()
            await expect(newest(ben)).to_contain_text("with the moderators")
        await run(ada, "appeals")
        await expect(newest(ada)).to_contain_text("That is what they are called")
        await ada.screenshot(path=shots / "appeal-queue.png")
        assert await tabs.faults(ada) == []
        await button(ada, "Same text (1)").click()
        await expect(newest(ada)).to_contain_text("2 accounts typed the same text")
        await ada.screenshot(path=shots / "appeal-same-text.png")
        await run(ada, "digest set")
        await expect(newest(ada)).to_contain_text("The digest comes to")
        await ada.screenshot(path=shots / "digest-set.png")
        comes_at = int(str(await newest(ada).locator("time.moment").get_attribute("data-unix")))
        closed_at = (STARTS_AT + timedelta(hours=8)).replace(tzinfo=UTC)
        await ada.evaluate(ADVANCE, comes_at - int(closed_at.timestamp()) + 1)
        picture = ada.locator("#messages .message", has_text="How it went").get_by_role("img").last
        await expect(picture).to_be_visible(timeout=20_000)
        await ada.wait_for_function("[...document.images].every((one) => one.complete && one.naturalWidth)")
        await picture.scroll_into_view_if_needed()
        await ada.screenshot(path=shots / "digest.png")
        assert await tabs.faults(ada) == []


async def test_setting_up(tabs: Any, tmp_path: Path, shots: Path) -> None:
    """The card of `/setup`, and the question to try."""
    async with tried(tmp_path) as base, tabs(base, "ada", width=1280, height=900) as ada:
        await expect(newest(ada)).to_contain_text("AWS Bedrock")
        await run(ada, "setup")
        await expect(button(ada, "Start it")).to_be_visible()
        await ada.screenshot(path=shots / "setup.png")
        assert await tabs.faults(ada) == []
        await button(ada, "Try a question").click()
        await expect(newest(ada)).to_contain_text("To try")
        await ada.screenshot(path=shots / "setup-try.png")


async def test_what_the_grader_is_not_sure_about(tabs: Any, tmp_path: Path, shots: Path) -> None:
    """The verdict says so, with one press to a moderator; the queue has a section for what nobody appealed."""
    cards = tmp_path / "cards"
    cards.mkdir()
    notes = "Tea\nWhat is oolong?\ntea that is partly oxidized, between green and black\n"
    (cards / "tea.txt").write_text(notes, "utf-8")
    async with tried(tmp_path, "--cards", str(cards)) as base, tabs(base, "ada", width=1000, height=900) as ada:
        await expect(newest(ada)).to_contain_text("oolong")
        async with tabs(base, "ben") as ben, tabs(base, "chiyo", width=360, scheme="light") as chiyo:
            await answer(ben, "a tea from China, a bit brown")
            await expect(newest(ben)).to_contain_text("I'm not sure")
            await ben.screenshot(path=shots / "unsure-verdict.png")
            await answer(chiyo, "a tea from China, a bit brown")
            await expect(newest(chiyo)).to_contain_text("I'm not sure")
            await chiyo.screenshot(path=shots / "unsure-verdict-360.png")
            assert await tabs.faults(chiyo) == []
        await to_closing(ada)
        # Nobody sees what was answered before the question has closed.
        await expect(ada.locator("#messages")).to_contain_text("Who scored")
        await run(ada, "appeals")
        await button(ada, "Not sure (1)").click()
        await expect(newest(ada)).to_contain_text("2 people answered")
        await ada.screenshot(path=shots / "unsure-queue.png")
        assert await tabs.faults(ada) == []
        await button(ada, "Accept").click()
        await expect(newest(ada)).to_contain_text("1 other person who gave it")
