"""`deckhand cards`: what an author reads, and the exit codes programs read."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.cards import app
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.folder import load_file, load_folder
from bot.decks.writing.export import ExportFormat
from bot.text.deck_faults import fault_sentence

ROOT = Path(__file__).parents[2]
HEAD = "format = 1\ntitle = 'Tea'\n"
CARD = "[[card]]\nid = 'a'\nask = 'What is it?'\nanswer = ['tea']\n"
GOOD = HEAD + CARD


def run(*words: str | Path) -> Result:
    """Run `deckhand cards …`."""
    return CliRunner().invoke(app, [str(part) for part in words])


def with_line(line: str, card: str = "[[card]]\nid = 'a'\nask = 'What is it?'\n") -> str:
    """A deck of one card with one more line."""
    return f"{HEAD}{card}{line}\n"


#: A deck for every code that one file alone can cause.
CAUSES: dict[FaultCode, tuple[str, str | bytes]] = {
    FaultCode.FILE_KIND: ("tea.txt", "%PDF-1.4\n"),
    FaultCode.FILE_BIG: ("tea.toml", b"#" * (5 * 1024**2 + 1)),
    FaultCode.FILE_NOT_UTF8: ("tea.txt", b"Tea\n\x81\x8d"),
    FaultCode.FILE_WESTERN: ("tea.txt", "Tea\nWas ist Käse?\nein Essen".encode("cp1252")),
    FaultCode.FILE_NUL: ("tea.txt", "Tea\0"),
    FaultCode.TOML_BROKEN: ("tea.toml", "format = \n"),
    FaultCode.TOO_DEEP: ("tea.toml", "a = " + "[" * 99),
    FaultCode.MORE_FAULTS: ("tea.toml", HEAD + "[[card]]\n" * 500),
    FaultCode.FORMAT_UNKNOWN: ("tea.toml", GOOD.replace("1", "2")),
    FaultCode.CARDS_NONE: ("tea.txt", "Tea"),
    FaultCode.CARDS_MANY: ("tea.toml", HEAD + "[[card]]\n" * 20_001),
    FaultCode.DATE_BAD: ("tea.toml", with_line("date = '1773-13'")),
    FaultCode.KEY_UNKNOWN: ("tea.toml", GOOD + "colour = 'green'\n"),
    FaultCode.KEY_MISSING: ("tea.toml", "format = 1\n" + CARD),
    FaultCode.KEY_MISPLACED: ("tea.toml", GOOD + "unit = 'kg'\n"),
    FaultCode.TYPE_WRONG: ("tea.toml", with_line("answer = 'tea'")),
    FaultCode.TEXT_EMPTY: ("tea.toml", with_line("answer = ['']")),
    FaultCode.TEXT_CONTROL: ("tea.txt", "Tea\nwhat?\n\x07"),
    FaultCode.TEXT_LONG: ("tea.toml", with_line(f"answer = ['{'a' * 301}']")),
    FaultCode.TEXT_PATTERN: ("tea.toml", GOOD + "source = 'example.org'\n"),
    FaultCode.CHOICE_UNKNOWN: ("tea.toml", "strictness = 'hard'\n" + GOOD),
    FaultCode.LIST_EMPTY: ("tea.toml", with_line("answer = []")),
    FaultCode.LIST_LONG: ("tea.toml", with_line(f"steps = {['a'] * 13}")),
    FaultCode.NUMBER_RANGE: ("tea.toml", GOOD + "difficulty = 2\n"),
    FaultCode.DATE_BAD: ("tea.toml", with_line("date = 1989-11-09T18:00:00")),
    FaultCode.ID_TWICE: ("tea.toml", GOOD + CARD),
    FaultCode.KIND_MISSING: ("tea.toml", with_line("note = 'hot'")),
    FaultCode.KIND_TWICE: ("tea.toml", GOOD + "value = 1\n"),
    FaultCode.NEED_MUCH: ("tea.toml", with_line("items = ['a']\nneed = 2")),
    FaultCode.OPTION_TWICE: ("tea.toml", with_line("right = ['a']\nwrong = ['a', 'b']")),
    FaultCode.NOTES_TITLE_MISSING: ("tea.txt", "what is tea?\na drink"),
    FaultCode.NOTES_HEADING_GUESSED: ("tea.txt", "Tea\nwhat is tea?\na drink\nother kinds of tea\ngreen"),
    FaultCode.NOTES_ANSWER_MISSING: ("tea.txt", "Tea\nwhat is tea?"),
    FaultCode.NOTES_ANSWER_LONG: ("tea.txt", f"Tea\nwhat is tea?\n{'a ' * 5_000}"),
    FaultCode.TABLE_BROKEN: ("tea.csv", 'Question,Answer\n"What is tea?,a drink, hot\n'),
    FaultCode.TABLE_ROW_LONG: ("tea.csv", "Question,Answer\nWhat is tea?,a drink, hot\n"),
    FaultCode.TABLE_LINE_JOINED: (
        "tea.tsv",
        "tea\ta drink\nmilk\twhite\nor oaty\nsugar\tsweet\nmug\tround\ncup\tsmall\n",
    ),
    FaultCode.TABLE_QUESTION_MISSING: ("tea.csv", "Question,Answer\n,a drink\n"),
    FaultCode.TABLE_RIGHT_UNKNOWN: ("tea.csv", "Question,Option A,Option B,Correct\nWhich is black?,Assam,Sencha,E\n"),
    FaultCode.MEDIA_ONLY: ("tea.txt", "#html:true\nWhat is this?\t<img src='pot.jpg'>\nWhat is tea?\ta drink\n"),
    FaultCode.PACKAGE_BROKEN: ("tea.apkg", b"PK\x03\x04 collection.anki2"),
    FaultCode.PACKAGE_BIG: ("tea.xlsx", b"PK\x03\x04 xl/workbook.xml" + b"PK\x01\x02" * 3_000),
    FaultCode.YAML_BROKEN: ("tea.yaml", "What is tea?:\n- a: drink\n"),
    FaultCode.NOTES_ANSWER_LINES: ("tea.txt", "Tea\nwhat is tea?\na drink\nwhat is it like?\n" + "like this\n" * 13),
    FaultCode.NOTES_QUESTIONS_FEW: ("tea.txt", "Tea\nwhat is tea?\n" + "a long story\n" * 14),
    FaultCode.NOTES_QUESTIONS_INSIDE: ("tea.txt", "Tea\nwhat is tea?\n- is it a drink?\n- it is"),
    FaultCode.NOTES_LINES_LOOSE: ("tea.txt", "Tea\nby Anna, for all of us.\nwhat is tea?\na drink"),
    FaultCode.NOTES_LINE_JOINED: (
        "tea.md",
        "# Tea\n**black** = oxidized\n**green** = not oxidized\n**oolong** = in between\n**white** = young\nor so",
    ),
    FaultCode.NOTES_QUESTION_MISSING: ("tea.txt", "Q:\nA: this\nQ: What is ice?\nA: cold"),
    FaultCode.CARD_UNANSWERABLE: ("tea.txt", "Tea\nwhat is tea?\nTODO\nwhat is milk?\nwhite"),
    FaultCode.CARD_TWICE: ("tea.csv", "Question,Answer\nWhat is tea?,a drink\nWhat is tea?,a drink\nWhat is ice?,cold"),
    FaultCode.NOTE_CUT: ("tea.csv", f"Question,Answer,Note\nWhat is tea?,a drink,{'long ' * 300}\nWhat is ice?,cold,"),
    FaultCode.ID_MISSING: ("tea.toml", GOOD.replace("id = 'a'\n", "")),
    FaultCode.QUESTION_TWICE: ("tea.toml", GOOD + CARD.replace("'a'", "'b'")),
    FaultCode.QUESTION_LONG: ("tea.toml", GOOD.replace("What", "What " * 90)),
    FaultCode.QUESTION_TELLS: ("tea.toml", GOOD.replace("What is it", "What is tea")),
    FaultCode.ANSWER_REPEATS_QUESTION: ("tea.toml", with_line("points = ['What is it? Tea.']")),
    FaultCode.HINT_TELLS: ("tea.toml", GOOD + "hints = ['tea']\n"),
    FaultCode.HINTS_EMPTY: ("tea.toml", GOOD + "hints = []\n"),
    FaultCode.POINT_TWICE: ("tea.toml", with_line("items = ['a', 'a']")),
    FaultCode.TAG_UNTIDY: ("tea.toml", GOOD + "tags = ['Hot']\n"),
    FaultCode.DISTRACTORS_FEW: ("tea.toml", with_line("right = ['a']")),
    FaultCode.IMAGE_MISSING: ("tea.toml", GOOD + "image = 'pot.png'\n"),
}
#: Codes that need more than one file, or the state of a disk, with their fields.
OTHERS: dict[FaultCode, dict[str, str | int | float]] = {
    FaultCode.FILE_MISSING: {},
    FaultCode.FILE_UNREADABLE: {"why": "Permission denied"},
    FaultCode.FILE_IRREGULAR: {},
    FaultCode.FILE_OUTSIDE: {},
    FaultCode.FOLDER_EMPTY: {},
    FaultCode.DECK_ID_TWICE: {"id": "tea", "other": "cards/Tea.txt"},
}
#: Codes of `bot.grading.check`, proved in its own tests.
GRADED = {
    FaultCode.OWN_ANSWER_FAILS,
    FaultCode.POINT_UNREACHABLE,
    FaultCode.REJECT_PASSES,
    FaultCode.POINT_REPEATS_QUESTION,
    FaultCode.POINTS_ALIKE,
    FaultCode.ACRONYM_ALONE,
}


def test_every_code_is_caused_by_something() -> None:
    """A new code needs a cause here, so that its words are tried."""
    assert set(FaultCode) == set(CAUSES) | set(OTHERS) | GRADED


@pytest.mark.parametrize("code", CAUSES, ids=str)
def test_every_code_has_words_and_a_remedy(tmp_path: Path, code: FaultCode) -> None:
    """Each is caused by a file, and its words take its fields: a sentence, and one that says what to do."""
    name, content = CAUSES[code]
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    caused = [fault for fault in load_file(file).faults if fault.code is code]
    assert caused
    for fault in caused:
        assert_tells_what_to_do(fault)


@pytest.mark.parametrize("code", OTHERS, ids=str)
def test_codes_of_files_have_words_and_a_remedy(code: FaultCode) -> None:
    """The same for what a single file cannot cause."""
    assert_tells_what_to_do(Fault(code=code, fields=OTHERS[code]))


def assert_tells_what_to_do(fault: Fault) -> None:
    """Two sentences at least, nothing left unfilled."""
    said = fault_sentence(fault)
    assert said.count(". ") + said.count("? ") + said.count(": ") + said.count("; ") >= 1, said
    assert "{" not in said.replace('{ say = "…" }', "")
    assert "None" not in said


def test_a_clean_deck_ends_with_zero(tmp_path: Path) -> None:
    """The number of cards is told."""
    (tmp_path / "tea.toml").write_text(GOOD, "utf-8")
    ended = run("check", tmp_path)
    assert ended.exit_code == 0
    assert "1 card, no faults" in ended.output
    assert "1 deck loads, 1 card, 0 faults, 0 warnings" in ended.output


def test_faults_are_grouped_by_file_with_line_card_and_remedy(tmp_path: Path) -> None:
    """All faults of all files in one go; the good deck is counted; exit code 1."""
    (tmp_path / "bad.toml").write_text(GOOD + "colour = 'green'\nhintz = []\n", "utf-8")
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    (tmp_path / "worse.toml").write_text("[", "utf-8")
    ended = run("check", tmp_path)
    assert ended.exit_code == 1
    bad, good, worse = (ended.output.index(str(tmp_path / name)) for name in ("bad.toml", "good.toml", "worse.toml"))
    assert bad < good < worse
    assert ended.output[bad:good].splitlines()[1:6] == [
        "  line 7  a",
        "    ✗ There is no key “colour”. Remove it; cards/README.md lists all keys.",
        "  line 8  a",
        "    ✗ There is no key “hintz”. Did you mean “hints”?",
        "",
    ]
    assert "1 deck loads, 1 card, 3 faults, 0 warnings" in ended.output


def test_warnings_fail_only_where_asked_to(tmp_path: Path) -> None:
    """`--strict` is for decks that are to be shipped."""
    (tmp_path / "tea.toml").write_text(GOOD + "tags = ['Hot']\n", "utf-8")
    assert run("check", tmp_path).exit_code == 0
    assert run("check", "--strict", tmp_path).exit_code == 1
    assert "!" in run("check", tmp_path).output


def test_folders_are_checked_each_by_itself(tmp_path: Path) -> None:
    """Two folders may have a deck of one name; a file named twice is checked once."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tea.toml").write_text(GOOD, "utf-8")
    ended = run("check", tmp_path / "one", tmp_path / "two", tmp_path / "one" / "tea.toml")
    assert ended.exit_code == 0
    assert "2 decks load, 2 cards, 0 faults" in ended.output


def test_wrong_use_ends_with_two() -> None:
    """As everywhere on a command line."""
    assert run("check", "--colour", "cards").exit_code == 2


def test_a_missing_path_is_wrong_use(tmp_path: Path) -> None:
    """Nothing was checked, so nothing is clean."""
    ended = run("check", tmp_path / "gone")
    assert ended.exit_code == 2
    assert "gone" in "".join(ended.output.replace("│", " ").split())  # a long path is broken over lines


def test_the_heading_of_the_notes_is_named() -> None:
    """The line that was taken for a question is a warning with what to write instead."""
    ended = run("check", ROOT / "tests" / "decks" / "notes" / "sourdough-baking.txt")
    assert ended.exit_code == 0
    assert "line 24" in ended.output
    assert "“other tools for sourdough bakers” has no question mark" in ended.output


def test_shipped_decks_are_clean() -> None:
    """What we ship has nothing to mend."""
    ended = run("check", ROOT / "cards")
    assert ended.exit_code == 0, ended.output
    assert [fault for fault in load_folder(ROOT / "cards").faults if fault.level is Level.FAULT] == []


def test_the_schema_is_json() -> None:
    """For an editor's settings: `deckhand cards schema > deck.schema.json`."""
    ended = run("schema")
    assert ended.exit_code == 0
    assert json.loads(ended.output)["title"] == "Deckhand deck, format 1"


def test_text_of_a_deck_is_not_taken_for_markup(tmp_path: Path) -> None:
    """Square brackets and escape sequences of a hostile deck are shown, not obeyed."""
    (tmp_path / "tea.toml").write_text(GOOD + '"[red]\\u001b[31m" = 1\n', "utf-8")
    ended = run("check", tmp_path)
    assert "[red]" in ended.output
    assert "\x1b" not in ended.output


CAPITALS = "Capital,Country\nParis,France\nLima,Peru\nOslo,Norway\nNairobi,Kenya\n"


def test_a_file_of_another_format_is_shown_as_it_was_understood(tmp_path: Path) -> None:
    """Format, header and the first cards as they will be asked; an odd name is no reason to refuse."""
    file = tmp_path / "My Deck (1).csv"
    file.write_text(CAPITALS, "utf-8")
    ended = run("check", file)
    assert ended.exit_code == 0
    for said in (
        "My Deck",
        "a table",
        "Header row, not a card: Capital | Country",
        "The first 3 of 4 cards",
        "1. Paris",
    ):
        assert said in ended.output
    assert "typed: France" in ended.output


def test_the_folder_of_decks_is_checked_where_no_path_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what an operator wants to know."""
    (tmp_path / "tea.toml").write_text(GOOD, "utf-8")
    monkeypatch.setenv("DECKHAND_CARDS", str(tmp_path))
    ended = run("check")
    assert ended.exit_code == 0
    assert "1 deck loads, 1 card" in ended.output


def test_cards_that_need_wordings_are_named(tmp_path: Path) -> None:
    """A point with one long wording takes few of the right answers in other words; one with several does not."""
    one = CARD.replace("answer = ['tea']", "points = ['leaves of a shrub that were dried, rolled and poured over']")
    file = tmp_path / "tea.toml"
    file.write_text(HEAD + one, "utf-8")
    said = run("check", file).output
    assert "A point in one wording only: 1 of 1 cards" in said
    assert "--card a" in said
    several = one.replace("points = ['", "points = [{ say = '").replace("over']", "over', accept = ['a hot drink'] }]")
    file.write_text(HEAD + several, "utf-8")
    assert "one wording only" not in run("check", file).output


def test_a_file_becomes_a_native_deck(tmp_path: Path) -> None:
    """Swapped where that is asked for; what is there is overwritten only where that is asked for, too."""
    file, out = tmp_path / "capitals.csv", tmp_path / "capitals.toml"
    file.write_text(CAPITALS, "utf-8")
    assert run("import", file, "-o", out).exit_code == 0
    (deck,) = load_file(out).decks
    assert [(card.ask, card.answer) for card in deck.cards][:1] == [("Paris", ("France",))]
    again = run("import", file, "-o", out, "--swap")
    assert again.exit_code == 1
    assert "--force" in str(again.exception)
    assert run("import", file, "-o", out, "--swap", "--force").exit_code == 0
    (deck,) = load_file(out).decks
    assert [(card.ask, card.answer) for card in deck.cards][:1] == [("France", ("Paris",))]


def test_a_file_that_is_no_deck_is_not_written(tmp_path: Path) -> None:
    """The reason is told, with exit code 1; a missing file is wrong use."""
    file, out = tmp_path / "tea.toml", tmp_path / "out.toml"
    file.write_text("[", "utf-8")
    ended = run("import", file, "-o", out)
    assert ended.exit_code == 1
    assert not out.exists()
    assert run("import", tmp_path / "gone.csv").exit_code == 2


def test_a_deck_is_exported_by_its_id_or_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown one names those there are."""
    (tmp_path / "tea.toml").write_text(GOOD, "utf-8")
    monkeypatch.setenv("DECKHAND_CARDS", str(tmp_path))
    for deck in ("Tea", tmp_path / "tea.toml"):
        out = tmp_path / "out" / "tea.toml"
        out.parent.mkdir(exist_ok=True)
        assert run("export", deck, "-o", out, "--force").exit_code == 0
        assert [card.id for card in load_file(out).decks[0].cards] == ["a"]
    assert "There are: tea" in str(run("export", "coffee").exception)


@pytest.mark.parametrize("form", ExportFormat)
def test_a_deck_is_exported_in_every_format(tmp_path: Path, form: ExportFormat) -> None:
    """Named after the deck where no name is given, and read back as the same cards."""
    (tmp_path / "tea.toml").write_text(GOOD, "utf-8")
    with contextlib.chdir(tmp_path):
        assert run("export", "tea.toml", "--format", form.value, "--force").exit_code == 0
    (before,), (after,) = (load_file(tmp_path / f"tea{suffix}").decks for suffix in (".toml", form.suffix))
    assert [(card.ask, card.answer) for card in after.cards] == [(card.ask, card.answer) for card in before.cards]
