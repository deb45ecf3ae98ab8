"""Packages of Anki: what Anki wrote is read, what we write Anki reads, and what is hostile ends soon."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.ids import CardId, DeckId
from bot.decks.card import Card
from bot.decks.card_columns import answers
from bot.decks.deck import Deck
from bot.decks.draft import DeckFormat, Draft, Parsed
from bot.decks.fault import FaultCode, Level
from bot.decks.formats.apkg import COLLECTION_MOST, TEXT_MOST, read_apkg
from bot.decks.reading import read_deck
from bot.decks.writing.apkg import to_apkg

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).parent / "witness" / "anki_program.py"
AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
DECK = Deck(
    id=DeckId("tea"),
    title="Tea",
    cards=(
        Card(id=CardId("caddy"), ask="What is a <box> for tea called?", answer=("tea caddy", "caddy"), tags=("box",)),
        Card(id=CardId("black"), ask="Which one is black?", right=("Assam",), wrong=("Sencha", "Rooibos")),
    ),
)
NOTES = [
    {
        "type": "Basic",
        "deck": "Bio::Cells",
        "fields": {"Front": "What does <b>ATP</b> store?", "Back": "energy &amp; more<br>[sound:a.mp3]"},
        "tags": ["bio", "x::y"],
    },
    {"type": "Basic (and reversed card)", "deck": "Bio::Cells", "fields": {"Front": "dog", "Back": "perro"}},
    {"type": "Basic (type in the answer)", "deck": "Bio::Cells", "fields": {"Front": "2 + 2?", "Back": "4"}},
    {
        "type": "Cloze",
        "deck": "Bio::Places",
        "fields": {"Text": "{{c1::Paris::city}} is the capital of {{c2::France}}", "Back Extra": "Europe"},
    },
    {
        "type": "Geography",
        "deck": "Bio::Places",
        "fields": {"Country": "Italy", "Capital": "Rome", "Flag": "<img src='pot.jpg'>", "Capital info": "on a river"},
    },
    {"type": "Basic", "deck": "Bio::Places", "fields": {"Front": "<img src='pot.jpg'>", "Back": "a pot"}},
]


@pytest.fixture(scope="module")
def anki() -> Callable[..., str]:
    """Anki as a program, in the Python that has it."""
    own = ROOT / ".venv" / "anki" / "bin" / "python"
    named = os.environ.get("DECKHAND_ANKI") or (str(own) if own.exists() else "")
    if not named and find_spec("anki"):
        named = sys.executable
    if not named:
        if os.environ.get("CI"):
            pytest.fail("Anki is not there: `make test` installs it")
        pytest.skip("Anki is not there: `make test` installs it, or name a Python that has it in DECKHAND_ANKI")

    def run(*words: str | Path, given: object = None) -> str:
        command = [named, str(PROGRAM), *map(str, words)]
        done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def read(raw: bytes) -> Parsed:
    """Read a package."""
    parsed = read_deck(raw, file="deck.apkg", deck=DeckId("deck"))
    assert parsed.about is not None
    assert parsed.about.format is DeckFormat.APKG
    return parsed


@pytest.mark.parametrize("version", ["old", "new"])
def test_what_anki_writes_is_read(anki: Callable[..., str], tmp_path: Path, version: str) -> None:
    """Note types, clozes, decks and tags of both kinds of packages; no card of a picture or of "please update"."""
    package = tmp_path / "deck.apkg"
    anki("write", package, version, given=NOTES)
    with zipfile.ZipFile(package) as file:
        assert ("collection.anki21b" in file.namelist()) is (version == "new")
    parsed = read(package.read_bytes())
    assert parsed.deck is not None
    assert [(card.ask, list(answers(card))) for card in parsed.deck.cards] == [
        ("What does ATP store?", ["energy & more"]),
        ("dog", ["perro"]),
        ("2 + 2?", ["4"]),
        ("____ is the capital of France", ["Paris"]),
        ("Paris is the capital of ____", ["France"]),
        ("What is the capital of Italy?", ["Rome"]),
    ]
    assert parsed.about is not None
    assert (parsed.deck.title, parsed.about.sections) == ("Bio", ("Cells", "Places"))
    assert parsed.deck.cards[0].tags == ("bio", "x-y", "cells")
    assert parsed.deck.cards[3].hints == ("city",)
    assert parsed.deck.cards[3].note == "Europe"
    assert parsed.deck.cards[5].note == "Capital info: on a river"
    assert [(fault.code, fault.level, fault.line) for fault in parsed.faults if fault.code is FaultCode.MEDIA_ONLY] == [
        (FaultCode.MEDIA_ONLY, Level.WARNING, 6)
    ]


def test_anki_reads_what_we_write_and_updates_it(anki: Callable[..., str], tmp_path: Path) -> None:
    """Every card is a note of one card in the deck of its title; a later package changes the notes that are there."""
    first, second = tmp_path / "first.apkg", tmp_path / "second.apkg"
    first.write_bytes(to_apkg(DECK, at=AT))
    noted = DECK.cards[0].model_copy(update={"note": "of wood"})
    later = DECK.model_copy(update={"cards": (noted, DECK.cards[1])})
    second.write_bytes(to_apkg(later, at=AT + timedelta(days=1)))
    found = json.loads(anki("read", first, second))
    assert found["sound"] is True
    caddy, black = found["notes"]
    assert (caddy["deck"], caddy["cards"], caddy["tags"]) == ("Tea", 1, ["box"])
    assert caddy["fields"]["Question"] == "What is a &lt;box&gt; for tea called?"
    assert caddy["fields"]["Note"] == "of wood"
    assert "Rooibos" in black["question"]


def test_our_package_read_by_anki_and_written_again_is_the_same(anki: Callable[..., str], tmp_path: Path) -> None:
    """A deck that went through Anki comes back whole, in the new format too."""
    ours, theirs = tmp_path / "ours.apkg", tmp_path / "theirs.apkg"
    ours.write_bytes(to_apkg(DECK, at=AT))
    anki("pass", ours, theirs)
    parsed = read(theirs.read_bytes())
    assert parsed.deck is not None
    assert (parsed.deck.title, parsed.deck.cards) == (DECK.title, DECK.cards)


def package(collection: bytes, name: str = "collection.anki2", **others: bytes) -> bytes:
    """A package with this collection in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, collection)
        for other, content in others.items():
            file.writestr(other, content)
    return out.getvalue()


def altered(*statements: str) -> bytes:
    """Our own collection after some SQL."""
    with zipfile.ZipFile(io.BytesIO(to_apkg(DECK, at=AT))) as file:
        content = file.read("collection.anki2")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(content)
        for statement in statements:
            db.execute(statement)
        return db.serialize()


def refused(raw: bytes) -> tuple[FaultCode, ...]:
    """Why a package is not read."""
    draft: Draft = read_apkg(raw)
    assert draft.entries == ()
    return tuple(fault.code for fault in draft.faults)


RECURSION = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS id, n, n, n FROM r"
HOSTILE: dict[str, Callable[[], bytes]] = {
    "no collection": lambda: package(b"x", "notes.txt", **{"collection.anki2.txt": b"x"}),
    "no SQLite": lambda: package(b"collection" * 100),
    "cut off": lambda: package(altered()[:3_000]),
    "no tables": lambda: package(b"SQLite format 3\0" + bytes(600)),
    "a view": lambda: package(altered("DROP TABLE notes", f"CREATE VIEW notes AS {RECURSION}")),
    "a virtual table": lambda: package(
        altered("DROP TABLE notes", "CREATE VIRTUAL TABLE notes USING fts5(id, mid, tags, flds)")
    ),
    "a function": lambda: package(
        altered(
            "DROP TABLE notes",
            "CREATE TABLE notes (id integer PRIMARY KEY, mid, tags, flds AS /* no */ (hex(zeroblob(1000))))",
            "INSERT INTO notes (id, mid, tags) VALUES (1, 1, '')",
        )
    ),
    "deep JSON": lambda: package(altered(f"UPDATE col SET models = '{'[' * 100_000}'")),
    "other JSON": lambda: package(altered("UPDATE col SET models = '{\"a\": 1}'")),
    "broken zstd": lambda: package(b"\x28\xb5\x2f\xfd nothing", "collection.anki21b"),
    "no zstd": lambda: package(altered(), "collection.anki21b"),
    "encrypted": lambda: package(altered()).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    ),
    "lzma": lambda: _lzma(altered()),
    "a ZIP file without an end": lambda: package(altered())[:-30],
}


def _lzma(collection: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("collection.anki2", collection)
    return out.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
def test_broken_and_hostile_packages_are_refused(kind: str) -> None:
    """Nothing of a package runs, and what cannot be read is said to be broken."""
    assert refused(HOSTILE[kind]()) == (FaultCode.PACKAGE_BROKEN,)


BIG = """
import io, resource, sys, zipfile
from backports import zstd
from bot.decks.formats.apkg import COLLECTION_MOST, read_apkg
kind = sys.argv[1]
zeros = bytes(1024 * 1024)
out = io.BytesIO()
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
    with file.open("collection.anki21b" if kind == "zstd" else "collection.anki2", "w", force_zip64=True) as entry:
        press = zstd.ZstdCompressor() if kind == "zstd" else None
        for _ in range(600):
            entry.write(press.compress(zeros) if press else zeros)
        entry.write(press.flush() if press else b"")
raw = out.getvalue()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(fault,) = read_apkg(raw).faults
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(fault.code.value, (after - before) // 1024)
"""


@pytest.mark.parametrize("kind", ["zip", "zstd"])
def test_bombs_take_no_more_memory_than_the_limit(kind: str) -> None:
    """600 MiB of zeros in a small file are refused before they are all unpacked."""
    done = subprocess.run(
        [sys.executable, "-c", BIG, kind], cwd=ROOT, capture_output=True, text=True, check=True, env={"PYTHONPATH": "."}
    )
    code, mebibytes = done.stdout.split()
    assert code == FaultCode.PACKAGE_BIG
    assert int(mebibytes) < 4 * COLLECTION_MOST // 1024**2


def test_too_much_text_is_refused() -> None:
    """Fields may have so many characters together and no more."""
    assert refused(package(altered(f"UPDATE notes SET flds = '{'a' * (3 * TEXT_MOST)}'"))) == (FaultCode.PACKAGE_BIG,)


def test_triggers_and_media_are_left_alone() -> None:
    """A trigger has nothing to be triggered by; a file that leads out of the package is not looked at."""
    content = altered("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END")
    draft = read_apkg(package(content, **{"../../etc/passwd": b"x", "0": b"\xff" * 1_000}))
    assert [entry.ask for entry in draft.entries] == [card.ask for card in DECK.cards]


def test_only_the_please_update_of_a_new_package_is_no_card() -> None:
    """The collection beside the new one, meant for old versions of Anki, is not read."""
    new = zstd.compress(altered())
    draft = read_apkg(
        package(new, "collection.anki21b", **{"collection.anki2": altered("UPDATE notes SET flds = 'Please update'")})
    )
    assert [entry.ask for entry in draft.entries] == [card.ask for card in DECK.cards]


@settings(max_examples=150)
@given(st.data())
def test_damaged_collections_raise_nothing(data: Any) -> None:
    """Whatever bytes of a collection are changed, it is read or refused."""
    content = bytearray(altered())
    for _ in range(data.draw(st.integers(1, 10))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_apkg(package(bytes(content)))
