"""Own decks: a manager brings a deck, mends it, schedules it, edits it, goes back and removes it."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.client_view import CannotAct
from bot.sandbox.interaction_dispatch import InteractionResult
from bot.sandbox.person import Person
from bot.sandbox.wire import Upload
from tests.stories.evening import PATIENCE_S, Evening, plain

THERE = "Elsewhere/#daily-quiz"
CARD = '[[card]]\nid = "{id}"\nask = "{ask}"\nanswer = ["{answer}"]\n'
HEAD = 'format = 1\ntitle = "House rules"\n'
LEAF = CARD.format(id="leaf", ask="Who waters the plants?", answer="Ada")
KEYS = CARD.format(id="keys", ask="Where are the spare keys?", answer="under the flowerpot")
ONE, TWO = HEAD + LEAF, HEAD + LEAF + KEYS


async def _imports(person: Person, text: str, file: str = "house.toml", **options: object) -> InteractionResult:
    return await person.runs("library import", file=Upload(filename=file, data=text.encode()), **options)


async def test_a_deck_is_mended_imported_and_asked(evening: Evening) -> None:
    """Faults come with their line and remedy; the mended file is previewed, imported, scheduled and answered."""
    refused = await _imports(evening.ada, ONE.replace("ask =", "aks ="))
    assert "can't be imported yet" in refused.text
    assert "line 5" in refused.text
    assert evening.rows("SELECT count(*) FROM imports") == [(0,)]

    shown = await _imports(evening.ada, TWO)
    assert "A new deck, `house`, with 2 cards." in shown.text
    assert "2. Where are the spare keys?\n↳ typed: ||under the flowerpot||" in plain(shown.text)
    assert evening.rows("SELECT count(*) FROM decks WHERE guild IS NOT NULL") == [(0,)]
    done = await evening.ada.presses("Import")
    assert "House rules** is ready" in done.text

    post = await evening.asks("house")
    ask = "plants" if "plants" in str(post) else "keys"
    receipt = await evening.answers(evening.ben, "Ada" if ask == "plants" else "under the flowerpot")
    assert "Right" in plain(receipt.text)
    result = await evening.closes()
    assert "House rules" in result
    board = await evening.ben.runs("leaderboard", deck="house")
    assert "Ben" in board.text
    assert str(evening.guild.id) not in board.text


async def test_an_edit_is_compared_and_undone(evening: Evening) -> None:
    """A new version shows what it changes; Undo and /library undo go back, and Cancel changes nothing."""
    await _imports(evening.ada, TWO)
    await evening.ada.presses("Import")
    later = HEAD + LEAF.replace('"Ada"', '"Ben"') + CARD.format(id="bin", ask="Who empties the bin?", answer="Chiyo")
    shown = await _imports(evening.ada, later)
    for line in ("1 new, 1 changed, 1 removed, 0 as before", "~ Who waters the plants? (answer)", "+ Who empties"):
        assert line in plain(shown.text)
    assert "− Where are the spare keys?" in shown.text
    await evening.ada.presses("Cancel")
    assert "keys" in (await evening.ada.runs("deck show", deck="house")).text

    await _imports(evening.ada, later)
    await evening.ada.presses("Import")
    assert "bin" in (await evening.ada.runs("deck show", deck="House rules")).text
    choices = await evening.ada.suggestions("library undo", "version", "", deck="house")
    assert len(choices) == 2
    await evening.ada.runs("library undo", deck="house", version=str(choices[1]["value"]))
    assert "keys" in (await evening.ada.runs("deck show", deck="house")).text
    again = await _imports(evening.ada, TWO)
    assert "nothing to import" in again.text
    await evening.ada.runs("library undo", deck="house")
    await evening.ada.presses("Back to 1")
    assert "bin" in (await evening.ada.runs("deck show", deck="house")).text


async def test_a_question_that_is_open_keeps_its_version(evening: Evening) -> None:
    """Edited and removed while its question is open, the deck's card is judged and shown as it was asked."""
    await _imports(evening.ada, ONE)
    await evening.ada.presses("Import")
    await evening.asks("house")
    await _imports(evening.ada, ONE.replace('"Ada"', '"Nobody"'))
    await evening.ada.presses("Import")
    removing = await evening.ada.runs("library remove", deck="house")
    assert "1 daily quiz asks it" in removing.text
    await evening.ada.presses("Keep")
    await evening.ada.runs("library remove", deck="house")
    removed = await evening.ada.presses("Remove")
    assert "1 daily quiz is paused" in removed.text
    assert "Right" in plain((await evening.answers(evening.ben, "Ada")).text)
    assert "Ada" in await evening.closes()
    assert "the deck is gone" in (await evening.ada.runs("daily list")).text or evening.rows(
        "SELECT paused FROM schedules"
    ) == [("deck-gone",)]
    back = await evening.ada.presses("Undo")
    assert "/daily resume" in back.text
    assert "Running again" in (await evening.ada.runs("daily resume")).text


async def test_nobody_else_sees_it(evening: Evening) -> None:
    """Another server neither lists, schedules, shows nor exports it; members of this one cannot change it."""
    await _imports(evening.ada, ONE)
    await evening.ada.presses("Import")
    listed = await evening.ben.runs("deck list")
    assert "House rules" in listed.text
    assert "Rivers" in listed.text
    assert "House rules" not in (await evening.dora.runs("deck list", where=THERE)).text
    suggested = await evening.dora.suggestions("daily add", "deck", "house", where=THERE)
    assert "House rules" not in {choice["name"] for choice in suggested}
    inside = f"{evening.guild.id}/house"
    for name in ("house", inside, "House rules"):
        for command in ("deck show", "library export", "library remove", "library undo", "daily add"):
            assert "no deck" in (await evening.dora.runs(command, where=THERE, deck=name)).text, command
    assert evening.rows("SELECT count(*) FROM schedules") == [(0,)]
    for command in ("library import", "library export", "library remove", "library undo", "library reload"):
        with pytest.raises(CannotAct, match="/library is not offered"):
            await evening.ben.runs(command, deck="house")


async def test_a_restart_between_preview_and_confirm(evening: Evening) -> None:
    """What was previewed before a restart is imported after it, and a crash loses it no more."""
    await _imports(evening.ada, ONE)
    await evening.restart()
    assert "is ready" in (await evening.ada.presses("Import")).text
    await _imports(evening.ada, TWO)
    await evening.kill()
    await evening.start()
    assert "2 cards" in (await evening.ada.presses("Import")).text
    assert "2 cards" in (await evening.ada.runs("library export", deck="house")).text


async def test_what_is_open_is_withheld(evening: Evening) -> None:
    """While a card is open a member is not shown it, nor elsewhere if they were seen here; a manager is."""
    post = await evening.asks("rivers")
    assert "Cairo" in str(post)
    assert "Cairo" not in (await evening.ben.runs("deck show", deck="rivers")).text
    assert "keep it to yourself" in (await evening.ada.runs("deck show", deck="rivers")).text
    assert "Nile" in (await evening.dora.runs("deck show", where=THERE, deck="rivers")).text
    evening.sandbox.admin.joins(evening.guild, evening.dora.user)
    await evening.answers(evening.dora, "the Thames")
    for command in ("deck show", "library export"):
        shown = await evening.dora.runs(command, where=THERE, deck="rivers")
        assert "in another server you are in" in shown.text, command
        assert "Nile" not in str(shown.message), command
    await evening.closes()
    assert "Nile" in (await evening.ben.runs("deck show", deck="rivers")).text


async def test_members_are_told_what_was_asked(evening: Evening) -> None:
    """Members see the answers of what was asked here, until a manager lets them see everything."""
    shown = await evening.ben.runs("deck show", deck="rivers")
    assert "Cairo" in shown.text
    assert "Nile" not in shown.text
    assert "asked here and closed" in (await evening.ada.runs("library show")).text
    told = await evening.ada.runs("library show", members="everything")
    assert "members see every answer" in told.text
    assert "Nile" in (await evening.ben.runs("deck show", deck="rivers")).text


async def test_an_undone_import_says_what_is_true(evening: Evening) -> None:
    """After Undo the message tells which version is asked, and its button leads back; a late Undo changes nothing."""
    await _imports(evening.ada, ONE)
    await evening.ada.presses("Import")
    evening.passes(seconds=1)
    await _imports(evening.ada, TWO)
    await evening.ada.presses("Import")
    evening.passes(seconds=1)
    back = await evening.ada.presses("Undo")
    assert "ready" not in back.text
    assert "Back at an earlier version" in back.text
    assert "(`house`, 1 card) is asked" in plain(back.text)
    evening.passes(seconds=1)
    again = await evening.ada.presses("Redo")
    assert "(`house`, 2 cards) is asked" in plain(again.text)
    await _imports(evening.ada, HEAD + KEYS)
    await evening.ada.presses("Import")
    late = await evening.ada.presses("Undo", message=again)
    assert "Nothing was changed now" in late.text
    assert "keys" in (await evening.ada.runs("deck show", deck="house")).text


async def test_a_long_diff_comes_as_a_file(evening: Evening) -> None:
    """Where a preview is long, all of it is attached, and the file goes once it is decided."""
    cards = "".join(CARD.format(id=f"c{n}", ask=f"Which one is number {n} of them?", answer="x") for n in range(150))
    shown = await _imports(evening.ada, HEAD + cards)
    (attached,) = shown.message["attachments"]
    assert attached["filename"] == "house-changes.txt"
    done = await evening.ada.presses("Import")
    assert done.message["attachments"] == []
    pages = await evening.ben.runs("deck show", deck="house")
    assert "page 1 of 19" in pages.text
    assert "page 2 of 19" in (await evening.ben.presses("Next")).text


async def test_strange_files(evening: Evening) -> None:
    """Whatever is sent, a sentence comes back."""
    files = {
        "deck.exe": b"MZ",
        "latin.txt": b"Caf\xe9\n",
        "nul.txt": b"a\0b",
        "deep.toml": b"a = " + b"[" * 50_000,
        "@everyone.toml": ONE.encode(),
    }
    for file, data in files.items():
        shown = await evening.ada.runs("library import", file=Upload(filename=file, data=data))
        assert "can't be imported yet" in shown.text or "A new deck" in shown.text, file
    big = await evening.ada.runs("library import", file=Upload(filename="big.toml", data=b"#" * (5 * 1024 * 1024 + 1)))
    assert "larger than 5 MiB" in big.text
    named = await _imports(evening.ada, ONE, "a b.toml", name="rules")
    assert "`rules`" in named.text


async def test_the_folder_is_read_again(evening: Evening) -> None:
    """The bot's owner has the folder read again; a broken file keeps its deck, and an open question its version."""
    await evening.asks("rivers")
    file = evening.settings.cards / "rivers.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('"Nile", "River Nile"', '"Thames"'), "utf-8")
    (evening.settings.cards / "planets.toml").write_text("[[card", "utf-8")
    refused = await evening.dora.runs("library reload", where=THERE)
    assert "Only the owner of this bot" in refused.text
    told = await evening.ada.runs("library reload")
    assert "planets" in told.text
    assert any("deck-fault" in line for line in evening.log.lines())
    assert "Right" in plain((await evening.answers(evening.ben, "Nile")).text)
    await evening.closes()
    assert "Thames" in (await evening.ben.runs("deck show", deck="rivers")).text
    assert "planet" in (await evening.ben.runs("deck show", deck="planets")).text


async def test_a_changed_file_is_read_by_itself(set_table: Evening) -> None:
    """A file that changes while the bot runs is read again soon, without anyone asking."""
    set_table.settings = set_table.settings.model_copy(update={"cards_look_s": 0.02})
    await set_table.start()
    file = set_table.settings.cards / "rivers.toml"
    file.write_text(file.read_text("utf-8") + CARD.format(id="rhine", ask="Which river passes Basel?", answer="Rhine"))
    async with asyncio.timeout(PATIENCE_S):
        while set_table.rows("SELECT cards FROM decks WHERE id = 'rivers'") != [(2,)]:  # noqa: ASYNC110 - a file
            await asyncio.sleep(0.02)
    assert "Basel" in (await set_table.ben.runs("deck show", deck="rivers")).text
