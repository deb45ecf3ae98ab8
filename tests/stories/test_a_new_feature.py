"""A new feature is a folder with its words and its table: the bot takes it whole, and no other file knows of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.db.columns import metadata
from bot.db.database import Database
from bot.sandbox.permissions import Permission
from tests.database import writing
from tests.stories.evening import Evening, plain

FOLDER = Path(__file__).parents[1] / "feature"


@pytest.fixture
def cheers_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the folder be found, and afterwards let nothing of it be left: other tests look at all tables."""
    monkeypatch.syspath_prepend(FOLDER)
    yield
    metadata.remove(metadata.tables["cheers"])
    for name in [name for name in sys.modules if name.split(".")[0] == "cheers"]:
        del sys.modules[name]


@pytest.mark.usefixtures("cheers_known")
async def test_a_feature_brings_itself(set_table: Evening) -> None:
    """Its command and words, guarded press, owed message, chore, listener to answers and personal data all work."""
    evening = set_table
    from cheers import feature
    from cheers.tables import cheers

    db = await Database.open(f"sqlite+aiosqlite:///{evening.database}")
    with writing(db) as tx:
        cheers.create(tx)
    await db.close()
    evening.extra_features = lambda opened: (feature(opened),)
    await evening.start()

    await evening.asks("rivers")
    await evening.answers(evening.ben, "Nile")
    await evening.reads(evening.chiyo, "One answer was given here")
    await evening.restart()
    await evening.answers(evening.chiyo, "the Thames")
    await evening.quiet()
    assert len(evening.posts()) == 2, "the question, and one message of cheers"
    assert "2 answers were given here" in (await evening.ada.runs("cheers")).text

    kept = await (await evening.ben.runs("privacy export")).filled()
    assert kept.message is not None
    ((file,),) = [kept.message["attachments"]]
    stored = evening.sandbox.state.files.get(int(file["id"]))
    assert stored is not None
    assert '"cheers"' in stored.data.decode()

    role = evening.sandbox.world.add_role(evening.guild, "hosts", Permission.MANAGE_GUILD)
    evening.guild.members[evening.ben.user.id].roles.add(role.id)
    shown = await evening.ben.runs("cheers")
    evening.guild.members[evening.ben.user.id].roles.remove(role.id)
    assert "You need Manage Server for this" in plain((await evening.ben.presses("Clear", message=shown)).text)
    shown = await evening.ada.runs("cheers")
    assert "2 answers" in shown.text
    assert "All cheers are gone" in (await evening.ada.presses("Clear", message=shown)).text
    assert "0 answers" in (await evening.ada.runs("cheers")).text

    await evening.answers(evening.ada, "Nile")
    assert "One answer" in (await evening.ada.runs("cheers")).text
    evening.passes(days=1, seconds=6)
    await evening.quiet()
    assert "0 answers" in (await evening.ada.runs("cheers")).text
