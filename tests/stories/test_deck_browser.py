"""Bringing a deck in a real browser: the preview with what would change, and the deck in the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.conftest import SCHEMES
from tests.stories.brought import files
from tests.stories.test_browser import DECK, answer, button, newest, run, shots, table, to_closing, tried

assert shots, table  # fixtures of the neighbour
pytestmark = pytest.mark.asyncio(loop_scope="session")

CARD = '\n[[card]]\nid = "{id}"\nask = "{ask}"\nanswer = ["{answer}"]\n'
LATER = DECK.replace('note = "They are', 'note = "These are') + CARD.format(
    id="ace", ask="Which card may count as one or eleven?", answer="the ace"
)


async def _imports(page: Page, file: Path) -> None:
    await page.locator("#composer-text").fill("/library import")
    await expect(page.get_by_role("option", name="/library import").first).to_be_visible()
    await page.keyboard.press("Enter")
    await page.get_by_label("file", exact=True).set_input_files([file])
    await page.get_by_role("button", name="Run /library import").click()


async def test_a_deck_is_brought_along(tabs: Any, tmp_path: Path, table: tuple[str, str], shots: Path) -> None:
    """A broken file is explained by line, a good one previewed, imported, changed and listed."""
    broken, first, later = (tmp_path / name / "house.toml" for name in ("broken", "first", "later"))
    for file, text in ((broken, DECK.replace("ask =", "aks =")), (first, DECK), (later, LATER)):
        file.parent.mkdir()
        file.write_text(text, "utf-8")
    async with tried(tmp_path, *table) as base, tabs(base, "ada") as ada:
        await _imports(ada, broken)
        await expect(newest(ada)).to_contain_text("can't be imported yet")
        await ada.screenshot(path=shots / "import-faults.png")
        await _imports(ada, first)
        await expect(newest(ada)).to_contain_text("A new deck, house, with 1 card.")
        await button(ada, "Import").click()
        await expect(newest(ada)).to_contain_text("is ready")
        await _imports(ada, later)
        await expect(newest(ada)).to_contain_text("1 new, 1 changed, 0 removed, 0 as before")
        await ada.screenshot(path=shots / "import-diff.png")
        await button(ada, "Import").click()
        await expect(button(ada, "Undo")).to_be_visible()
        await ada.screenshot(path=shots / "import-done.png")


#: Of the files, in their order.
PICTURES = (
    "import-csv",
    "import-anki-text",
    "import-quizlet",
    "import-markdown",
    "import-notes",
    "import-apkg",
    "import-xlsx",
)


async def test_what_is_brought_is_shown_as_it_will_be_asked(
    tabs: Any, tmp_path: Path, table: tuple[str, str], shots: Path
) -> None:
    """A file of each format: what was understood and the first cards, on dark and light and on a phone; and swapped."""
    made = files()
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    async with tried(tmp_path, *table) as base, tabs(base, "ada", width=1000, height=900) as ada:
        for name, picture in zip(made, PICTURES, strict=True):
            await _imports(ada, tmp_path / name)
            await expect(newest(ada)).to_contain_text("they will be asked")
            for scheme in SCHEMES:
                await ada.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                await newest(ada).scroll_into_view_if_needed()
                await ada.screenshot(path=shots / f"{picture}-{scheme}.png")
                assert await tabs.faults(ada) == [], (name, scheme)
            if "tea" in name:
                await button(ada, "Swap question and answer").click()
                await expect(newest(ada)).to_contain_text("Swapped")
                await ada.screenshot(path=shots / "import-swapped.png")
            await ada.set_viewport_size({"width": 360, "height": 900})
            await newest(ada).scroll_into_view_if_needed()
            await ada.screenshot(path=shots / f"{picture}-360.png")
            assert await tabs.faults(ada) == [], (name, "360")
            await ada.set_viewport_size({"width": 1000, "height": 900})
            await button(ada, "Import").click()
            await expect(newest(ada)).to_contain_text("is ready")


async def test_what_people_were_right_with_is_learned(tabs: Any, tmp_path: Path, shots: Path) -> None:
    """A manager sees what was accepted, by whom and how often, takes the lines of a shipped deck, or dismisses it."""
    cards = tmp_path / "cards"
    cards.mkdir()
    ace = CARD.format(id="ace", ask="Which card may count as one or eleven?", answer="the ace")
    (cards / "table.toml").write_text(f'format = 1\ntitle = "At the card table"\n{ace}', "utf-8")
    async with tried(tmp_path, "--cards", str(cards)) as base, tabs(base, "ada", width=1000, height=900) as ada:
        await expect(newest(ada)).to_contain_text("one or eleven")
        async with tabs(base, "ben") as ben, tabs(base, "chiyo") as chiyo:
            for person in (ben, chiyo):
                await answer(person, "the single pip")
                await expect(newest(person)).to_contain_text("Only you can see this")
            await to_closing(ada)
            await expect(ben.get_by_role("button", name="My result")).to_have_count(2)
            await button(ben, "My result").click()
            await button(ben, "I was right").click()
            await ben.get_by_role("button", name="Submit").click()
            await expect(newest(ben)).to_contain_text("with the moderators")
        await run(ada, "appeals")
        await button(ada, "Accept").click()
        await ada.get_by_role("button", name="Submit").click()
        await expect(newest(ada)).to_contain_text("Accepted.")
        await ada.locator("#composer-text").fill("/library learn")
        await expect(ada.get_by_role("option", name="/library learn").first).to_be_visible()
        await ada.keyboard.press("Enter")
        await ada.get_by_label("deck", exact=True).fill("table")
        await ada.get_by_role("button", name="Run /library learn").click()
        await expect(newest(ada)).to_contain_text("the single pip")
        for scheme in SCHEMES:
            await ada.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await ada.screenshot(path=shots / f"learn-{scheme}.png")
            assert await tabs.faults(ada) == [], scheme
        await ada.set_viewport_size({"width": 360, "height": 900})
        await newest(ada).scroll_into_view_if_needed()
        await ada.screenshot(path=shots / "learn-360.png")
        assert await tabs.faults(ada) == []
        await button(ada, "Dismiss 1").click()
        await expect(newest(ada)).to_contain_text("Nothing is waiting")
