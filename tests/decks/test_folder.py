"""Folder: bad files are reported, good ones load, nothing outside is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.core.ids import DeckId
from bot.decks.deck import FILE_BYTES_MOST, TEXT_BYTES_MOST
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.folder import FAULTS_MOST, joined, load_bytes, load_file, load_folder

GOOD = "format = 1\ntitle = 'Tea'\n[[card]]\nid = 'a'\nask = 'What?'\nanswer = ['tea']\n"
SHIPPED = Path(__file__).parents[2] / "cards"


def codes(faults: tuple[Fault, ...]) -> list[tuple[str, FaultCode]]:
    """The faults as (file name, code)."""
    return [(Path(fault.file).name, fault.code) for fault in faults]


def test_the_shipped_decks_load() -> None:
    """Every deck we ship is free of faults and warnings, and a first server has a choice of them."""
    loaded = load_folder(SHIPPED)
    assert len(loaded.decks) > 3
    assert loaded.faults == ()


def test_shipped_cards_stay_maintainable() -> None:
    """At most 20 other wordings and 12 rejected answers a card: more of them repeat each other."""
    cards = [card for deck in load_folder(SHIPPED).decks for card in deck.cards]
    wordings = {c.id: sum(len(point.accept) for point in (*c.points, *c.items, *c.steps)) for c in cards}
    assert {card: count for card, count in wordings.items() if count > 20} == {}
    assert [card.id for card in cards if len(card.reject) > 12] == []
    assert [card.id for card in cards if not (card.hints and card.note)] == []


def test_bad_files_do_not_stop_the_good(tmp_path: Path) -> None:
    """Both kinds of deck load beside every kind of bad file, and each bad file is named."""
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    (tmp_path / "notes.txt").write_text("Tea\nwhat is tea?\na drink\n", "utf-8-sig")
    (tmp_path / "README.md").write_text("not a deck", "utf-8")
    (tmp_path / ".hidden.toml").write_text("[", "utf-8")
    (tmp_path / "big.toml").write_bytes(b"#" * 30_000_000)
    (tmp_path / "broken.toml").write_text("[[card]\n", "utf-8")
    (tmp_path / "latin.txt").write_bytes("Tea\nwhat?\ncafé".encode("latin-1"))
    (tmp_path / "nul.toml").write_bytes(GOOD.encode() + b"\n#\0\n")
    (tmp_path / "utf16.txt").write_text("Tea\nwhat?\nthis", "utf-16")
    (tmp_path / "empty.toml").write_bytes(b"")
    (tmp_path / "two words.toml").write_text(GOOD, "utf-8")
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    loaded = load_folder(tmp_path)
    assert [deck.id for deck in loaded.decks] == ["good", "latin", "notes", "two-words", "utf16"]
    assert codes(loaded.faults) == [
        ("big.toml", FaultCode.FILE_BIG),
        ("broken.toml", FaultCode.TOML_BROKEN),
        ("empty.toml", FaultCode.KEY_MISSING),
        ("empty.toml", FaultCode.KEY_MISSING),
        ("empty.toml", FaultCode.CARDS_NONE),
        ("folder.toml", FaultCode.FILE_IRREGULAR),
        ("latin.txt", FaultCode.FILE_WESTERN),
        ("nul.toml", FaultCode.FILE_NUL),
        ("pipe.txt", FaultCode.FILE_IRREGULAR),
    ]


def test_the_line_of_a_bad_byte_is_named(tmp_path: Path) -> None:
    """So that an author can find it."""
    (tmp_path / "odd.txt").write_bytes(b"Tea\nwhat?\ncaf\x81")
    (fault,) = load_folder(tmp_path).faults
    assert (fault.line, fault.fields) == (3, {"byte": "0x81"})


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    """A link within the folder is followed (containers mount so), one that leads out or nowhere is a fault."""
    folder = tmp_path / "cards"
    (folder / "..data").mkdir(parents=True)
    (folder / "..data" / "inside.toml").write_text(GOOD, "utf-8")
    (tmp_path / "secret.txt").write_text("secret?\nyes", "utf-8")
    (folder / "inside.toml").symlink_to(Path("..data") / "inside.toml")
    (folder / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    loaded = load_folder(folder)
    assert [deck.id for deck in loaded.decks] == ["inside"]
    assert codes(loaded.faults) == [
        ("device.txt", FaultCode.FILE_OUTSIDE),
        ("loop.txt", FaultCode.FILE_UNREADABLE),
        ("nowhere.txt", FaultCode.FILE_UNREADABLE),
        ("outside.txt", FaultCode.FILE_OUTSIDE),
    ]


def test_a_folder_may_be_a_link_itself(tmp_path: Path) -> None:
    """What an operator names is meant."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "tea.toml").write_text(GOOD, "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert len(load_folder(tmp_path / "link").decks) == 1


def test_an_id_stands_for_one_deck(tmp_path: Path) -> None:
    """Of `tea.toml` and `Tea.txt` the first loads; the other is named."""
    (tmp_path / "Tea.txt").write_text("Tea\nwhat is tea?\na drink\n", "utf-8")
    (tmp_path / "tea.toml").write_text(GOOD, "utf-8")
    loaded = load_folder(tmp_path)
    assert [deck.id for deck in loaded.decks] == ["Tea"]
    assert codes(loaded.faults) == [("tea.toml", FaultCode.DECK_ID_TWICE)]


def test_one_file_named_twice_is_one_deck(tmp_path: Path) -> None:
    """A folder and a file in it may be asked for together."""
    (tmp_path / "tea.toml").write_text(GOOD, "utf-8")
    loaded = joined([load_folder(tmp_path), load_file(tmp_path / "tea.toml")])
    assert len(loaded.decks) == 1
    assert loaded.faults == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [("no.toml", FaultCode.FILE_MISSING), ("x.txt", FaultCode.FILE_MISSING)],
)
def test_a_missing_file_is_a_fault(tmp_path: Path, name: str, code: FaultCode) -> None:
    """So is one that is no deck."""
    assert codes(load_file(tmp_path / name).faults) == [(name, code)]


def test_an_empty_folder_is_a_warning_and_a_missing_one_a_fault(tmp_path: Path) -> None:
    """A bot may start without decks; a wrong path is a mistake."""
    (warning,) = load_folder(tmp_path).faults
    (fault,) = load_folder(tmp_path / "gone").faults
    assert (warning.code, warning.level) == (FaultCode.FOLDER_EMPTY, Level.WARNING)
    assert (fault.code, fault.level) == (FaultCode.FILE_MISSING, Level.FAULT)


def test_faults_without_end_are_counted(tmp_path: Path) -> None:
    """A hundred are shown, the rest is a number, and the worst comes first."""
    cards = "".join(
        f"[[card]]\nask = 'What is {number}?'\nvalue = {'[]' if number % 2 else 1}\n" for number in range(900)
    )
    (tmp_path / "many.toml").write_text("format = 1\ntitle = 'Many'\n" + cards, "utf-8")
    faults = load_folder(tmp_path).faults
    assert len(faults) == FAULTS_MOST + 1
    assert faults[-1].code is FaultCode.MORE_FAULTS
    assert faults[-1].fields == {"count": 900 - FAULTS_MOST}
    assert all(fault.level is Level.FAULT for fault in faults)


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    """5 MiB of text are allowed, one byte more is not."""
    good = GOOD.encode()
    (tmp_path / "a.toml").write_bytes(good + b"#" * (TEXT_BYTES_MOST - len(good)))
    (tmp_path / "b.toml").write_bytes(good + b"#" * (TEXT_BYTES_MOST - len(good) + 1))
    loaded = load_folder(tmp_path)
    assert [deck.id for deck in loaded.decks] == ["a"]
    assert codes(loaded.faults) == [("b.toml", FaultCode.FILE_BIG)]


def test_a_missing_picture_is_a_warning(tmp_path: Path) -> None:
    """The card can be asked without it."""
    (tmp_path / "tea.toml").write_text(GOOD + "image = 'pot.png'\n", "utf-8")
    loaded = load_folder(tmp_path)
    assert codes(loaded.faults) == [("tea.toml", FaultCode.IMAGE_MISSING)]
    assert loaded.faults[0].line == 3
    (tmp_path / "pot.png").write_bytes(b"")
    assert load_folder(tmp_path).faults == ()


def test_places_tell_where_a_card_stands(tmp_path: Path) -> None:
    """A finder that knows only the card gets file and line filled in."""
    (tmp_path / "tea.toml").write_text(GOOD, "utf-8")
    place = load_folder(tmp_path).places[DeckId("tea")]
    found = place.locate(Fault(card="a", code=FaultCode.OWN_ANSWER_FAILS))
    assert (found.file, found.line) == (str(tmp_path / "tea.toml"), 3)


def test_bytes_load_like_a_file() -> None:
    """What somebody sent is read by its name's ending, under its stem or under another name."""
    (deck,) = load_bytes(GOOD.encode("utf-8-sig"), file="tea.toml").decks
    assert deck.id == "tea"
    (notes,) = load_bytes(b"Tea\nwhat is tea?\na drink\n", file="tea.TXT", stem="drinks").decks
    assert notes.id == "drinks"


def test_an_odd_name_is_no_reason_to_refuse() -> None:
    """A deck is called after its file as far as it can be, and titled as the file is where it has no title."""
    notes = b"what is tea?\na drink\n\nwhat is coffee?\nanother drink\n"
    named = {"My Deck (1).txt": "my-deck-1", "Tea_2.txt": "Tea_2", "\u8336.txt": "\u8336", "???.txt": "deck"}
    for file, deck in named.items():
        assert load_bytes(notes, file=file).decks[0].id == deck, file
    assert load_bytes(notes, file="My Deck (1).txt").decks[0].title == "My Deck"
    assert load_bytes(GOOD.encode(), file="../.toml").decks[0].id == "toml"


@pytest.mark.parametrize(
    ("file", "raw", "code"),
    [
        ("deck.exe", b"MZ\0\0", FaultCode.FILE_NUL),
        ("odd.txt", b"Caf\x81\n", FaultCode.FILE_NOT_UTF8),
        ("nul.txt", b"Tea\0\n", FaultCode.FILE_NUL),
        ("big.toml", b"#" * (FILE_BYTES_MOST + 1), FaultCode.FILE_BIG),
        ("broken.toml", b"[[card]\n", FaultCode.TOML_BROKEN),
        ("deep.toml", b"a = " + b"[" * 100_000, FaultCode.TOO_DEEP),
        ("many.toml", b"[[card]]\n" * 30_000, FaultCode.CARDS_MANY),
        ("empty.txt", b"", FaultCode.CARDS_NONE),
    ],
    ids=lambda value: str(value)[:20],
)
def test_hostile_bytes_are_faults(file: str, raw: bytes, code: FaultCode) -> None:
    """Whatever is sent, it ends in words, not in a crash."""
    loaded = load_bytes(raw, file=file)
    assert loaded.decks == ()
    assert code in {fault.code for fault in loaded.faults}


def test_bytes_look_at_no_file_here() -> None:
    """A picture that a sent deck names is never looked for on this machine."""
    raw = GOOD + 'image = "conftest.png"\n'
    assert FaultCode.IMAGE_MISSING in {fault.code for fault in load_bytes(raw.encode(), file="tea.toml").faults}
