"""Tables as people have them: spreadsheets, CSV of every making, and Quizlet's exports."""

from __future__ import annotations

import pytest

from bot.core.ids import DeckId
from bot.decks.card_columns import answers
from bot.decks.draft import DeckFormat, Parsed
from bot.decks.fault import FaultCode
from bot.decks.reading import read_deck

CELL = [("mitochondria", "powerhouse of the cell"), ("ribosome", "makes proteins"), ("nucleus", "control center")]
CAPITALS = [("What is the capital of France?", "Paris"), ("What is the capital of Italy?", "Rome")]

#: What it is -> (file's name, its text, questions with their answers).
TABLES: dict[str, tuple[str, str | bytes, list[tuple[str, str]]]] = {
    "Google Sheets without a header": (
        "sheet1.csv",
        'What is the capital of France?,Paris\r\n"Who wrote ""Dune""?",Frank Herbert\r\n"Name two, please","one\ntwo"',
        [
            ("What is the capital of France?", "Paris"),
            ('Who wrote "Dune"?', "Frank Herbert"),
            ("Name two, please", "one\ntwo"),
        ],
    ),
    "Google Sheets with a header and empty columns": (
        "sheet1.csv",
        (
            "Question,Answer,,,\r\nWhat is the capital of France?,Paris,,,\r\n,,,,\r\n"
            "What is the capital of Italy?,Rome,,,\r\n"
        ),
        CAPITALS,
    ),
    "Excel in German, Windows-1252": (
        "vokabeln.csv",
        "Frage;Antwort\r\nWas ist Käse?;ein Milchprodukt\r\nWas kostet 1,50 €?;ein Brötchen\r\n".encode("cp1252"),
        [("Was ist Käse?", "ein Milchprodukt"), ("Was kostet 1,50 €?", "ein Brötchen")],
    ),
    "Excel's sep line": (
        "a.csv",
        "sep=;\r\nQuestion;Answer\r\nOne, two or three?;two\r\n",
        [("One, two or three?", "two")],
    ),
    "Excel's Unicode text": (
        "a.txt",
        "Front\tBack\r\nÄpfel\tapples\r\nÖl\toil\r\n".encode("utf-16"),
        [("Äpfel", "apples"), ("Öl", "oil")],
    ),
    "strokes": ("a.txt", "Term|Definition\nosmosis|water moves\n", [("osmosis", "water moves")]),
    "a header with the answer first": (
        "a.csv",
        "Definition,Term\ncontrol center,nucleus\n",
        [("nucleus", "control center")],
    ),
    "a header of two languages": (
        "a.csv",
        "English,Spanish\ndog,perro\ncat,gato\n",
        [("dog", "perro"), ("cat", "gato")],
    ),
    "a header in Spanish": ("a.csv", "Pregunta;Respuesta\n¿Capital de Perú?;Lima\n", [("¿Capital de Perú?", "Lima")]),
    "a header known by its shape": (
        "a.csv",
        "Thing,What\n" + "".join(f"What is {name}?,{name}\n" for name in "abcd"),
        [(f"What is {name}?", name) for name in "abcd"],
    ),
    "a count in front": (
        "a.csv",
        "1,What is a?,one\n2,What is b?,two\n",
        [("What is a?", "one"), ("What is b?", "two")],
    ),
    "a title above": (
        "a.csv",
        "Capitals,\nQuestion,Answer\nCapital of France?,Paris\n",
        [("Capital of France?", "Paris")],
    ),
    "quotes around everything, ending .txt": (
        "a.txt",
        '"What is a?","b, c"\n"What is d?","e"\n',
        [("What is a?", "b, c"), ("What is d?", "e")],
    ),
    "quotes that mean quotes": (
        "a.txt",
        '"Hello" he said\tgreeting\n"Bye" he said\tparting\n',
        [('"Hello" he said', "greeting"), ('"Bye" he said', "parting")],
    ),
    "HTML in cells": (
        "a.csv",
        "Front,Back\nWhat is <b>ATP</b>?,energy<br>carrier\n",
        [("What is ATP?", "energy\ncarrier")],
    ),
    "backticks in every row": (
        "a.csv",
        "Question,Answer\n`ls`?,`a`\n`cd`?,`b`\n",
        [("`ls`?", "`a`"), ("`cd`?", "`b`")],
    ),
    "a deck about HTML": (
        "a.csv",
        "Front,Back\nWhat does <b>x</b> do in HTML?,bold\n",
        [("What does <b>x</b> do in HTML?", "bold")],
    ),
    "Quizlet: tab, new line": ("a.txt", "\n".join("\t".join(pair) for pair in CELL), CELL),
    "Quizlet: tab, semicolon": ("a.txt", ";".join("\t".join(pair) for pair in CELL) + ";", CELL),
    "Quizlet: comma, new line": ("a.txt", "\n".join(",".join(pair) for pair in CELL), CELL),
    "Quizlet: comma, semicolon": ("a.txt", ";".join(",".join(pair) for pair in CELL), CELL),
    "Quizlet: dash, new line": ("a.txt", "\n".join(" - ".join(pair) for pair in CELL), CELL),
    "Quizlet: bare dash, new line": ("a.txt", "\n".join("-".join(pair) for pair in CELL), CELL),
    "Quizlet: dash, semicolon": ("a.txt", ";".join(" - ".join(pair) for pair in CELL), CELL),
    "Quizlet: tab, empty line": ("a.txt", "\n\n".join("\t".join(pair) for pair in CELL), CELL),
    "Quizlet: definitions of several lines": (
        "a.txt",
        "photosynthesis\tplants make sugar\nfrom light\nrespiration\tcells burn sugar\nfor energy\n",
        [("photosynthesis", "plants make sugar\nfrom light"), ("respiration", "cells burn sugar\nfor energy")],
    ),
    "Quizlet: terms of several lines": (
        "a.txt",
        "What is it?\nOne word\tsugar\n\nWhat else?\tlight\nand water\n",
        [("What is it?\nOne word", "sugar"), ("What else?", "light\nand water")],
    ),
    "Quizlet below a title": ("a.txt", "Cells\n\n" + "\n".join("\t".join(pair) for pair in CELL), CELL),
    "equals signs": ("a.txt", "Animals\nperro = dog\ngato = cat\n", [("perro", "dog"), ("gato", "cat")]),
    "tabs for alignment": (
        "a.txt",
        "dog\t\tperro\nelephant\telefante\n",
        [("dog", "perro"), ("elephant", "elefante")],
    ),
}


def read(name: str, text: str | bytes) -> Parsed:
    """Read a file."""
    return read_deck(text.encode() if isinstance(text, str) else text, file=name, deck=DeckId("deck"))


def asked(parsed: Parsed) -> list[tuple[str, str]]:
    """The questions and their answers."""
    assert parsed.deck is not None, parsed.faults
    return [(card.ask, "\n".join(answers(card))) for card in parsed.deck.cards]


def faults(parsed: Parsed) -> list[tuple[FaultCode, int | None]]:
    """What is wrong, and in which row."""
    return [(fault.code, fault.line) for fault in parsed.faults]


@pytest.mark.parametrize("kind", TABLES)
def test_every_table_becomes_its_cards(kind: str) -> None:
    """Each row is a card, the header is none, and cells are what their author wrote."""
    name, text, cards = TABLES[kind]
    assert asked(read(name, text)) == cards


def test_a_row_says_more_than_question_and_answer() -> None:
    """Tags, hints, remarks, sources, other answers and sections have columns of their own."""
    parsed = read(
        "a.csv",
        "Question,Answer,Also accept,Hint,Source,Note,Tags,Chapter\n"
        "Who wrote Dune?,Frank Herbert,Herbert; F. Herbert,An American,https://example.org/d,1965,"
        '"books, sand",Novels\n',
    )
    assert parsed.deck is not None
    (card,) = parsed.deck.cards
    assert {"Frank Herbert", "Herbert", "F. Herbert"} == set(card.answer)
    assert (card.hints, card.note, card.source) == (("An American",), "1965", "https://example.org/d")
    assert set(card.tags) == {"books", "sand", "novels"}
    assert parsed.about is not None
    assert parsed.about.format is DeckFormat.TABLE
    assert parsed.about.header[:2] == ("Question", "Answer")
    assert parsed.about.sections == ("Novels",)


@pytest.mark.parametrize(
    "text",
    [
        "Question,A,B,C,Correct\nWhich is a mammal?,whale,shark,eel,A\n",
        "question,optionA,optionB,optionC,correctAnswer\nWhich is a mammal?,whale,shark,eel,1\n",
        "Question,Options,Answer\nWhich is a mammal?,a) whale; b) shark; c) eel,A\n",
        "Question,Option 1,Option 2,Option 3,Right answer\nWhich is a mammal?,whale,shark,eel,whale\n",
        "Question,Correct Answer,Incorrect Answer 1,Wrong 2 (Optional)\nWhich is a mammal?,whale,shark,eel\n",
        (
            '"Blooket\nImport Template",,,,,\nQuestion #,Question Text,Answer 1,Answer 2,"Answer 3\n(Optional)",'
            '"Correct Answer(s)\n(Only include Answer #)"\n1,Which is a mammal?,whale,shark,eel,1\n'
        ),
        (
            "Question Text,Question Type,Option 1,Option 2,Option 3,Option 4,Correct Answer,Time in seconds\n"
            "Which is a mammal?,Multiple Choice,whale,shark,eel,,1,20\n"
        ),
    ],
    ids=["letters", "one word", "one cell", "texts", "Gimkit", "Blooket", "Quizizz"],
)
def test_options_make_a_choice(text: str) -> None:
    """The templates of quiz programs say which option is right by number, letter, text or column."""
    parsed = read("a.csv", text)
    assert parsed.deck is not None
    (card,) = parsed.deck.cards
    assert (card.ask, card.right, card.wrong) == ("Which is a mammal?", ("whale",), ("shark", "eel"))


def test_what_is_wrong_with_a_row_is_said_with_its_row() -> None:
    """A row with too many cells, without an answer, without a question: each is named, the others are cards."""
    parsed = read(
        "a.csv", "Question,Answer\nWhat is a?,the first letter, mostly the best\nWhat is d?\n,e\nWhat is f?,g\n"
    )
    assert set(faults(parsed)) == {
        (FaultCode.TABLE_ROW_LONG, 2),
        (FaultCode.NOTES_ANSWER_MISSING, 3),
        (FaultCode.TABLE_QUESTION_MISSING, 4),
    }
    assert asked(parsed) == [("What is a?", "the first letter, mostly the best"), ("What is f?", "g")]


def test_a_line_that_lost_its_tab_is_named() -> None:
    """Among rows, a line without a separator may be more of the answer above; a person is told."""
    parsed = read("a.txt", "".join(f"term {row}\tdefinition {row}\n" for row in range(9)) + "no tab here\n")
    assert faults(parsed) == [(FaultCode.TABLE_LINE_JOINED, 10)]


def test_an_open_quote_swallows_nothing() -> None:
    """A quote that never closes is a fault with its row, or just a sign; never one card of many rows."""
    parsed = read("a.csv", 'Question,Answer\nWhat is a?,b\n"What is c?,d, e\nWhat is f?,g\n')
    assert parsed.deck is None
    assert faults(parsed) == [(FaultCode.TABLE_BROKEN, 3)]
    assert asked(read("a.tsv", 'a\t"b\nc\td"\ne\tf\n')) == [("a", '"b'), ("c", 'd"'), ("e", "f")]


@pytest.mark.parametrize(
    "text",
    [
        "Tea\nwhat is tea, really?\nleaves, dried\nwhat is milk, really?\nwhite, wet\n",
        "Tea\nwhat is oolong?\nblack tea - oxidized\n",
        "Q: What is tea?\nA: a drink\nQ: What is milk?\nA: another\n",
        "# Tea\n\n| Question | Answer |\n|---|---|\n| What is tea? | a drink |\n",
        "Tea\nwhat is tea?\n\ta drink\nwhat is milk?\n\tanother\n",
        "Tea\nWhat is tea?::a drink\nWhat is milk?::another\n",
    ],
    ids=["commas", "dashes", "labels", "Markdown", "indents", "Obsidian"],
)
def test_notes_are_no_table(text: str) -> None:
    """Commas, dashes and tabs of notes do not make a table of them."""
    parsed = read("a.txt", text)
    assert parsed.about is not None
    assert parsed.about.format not in {DeckFormat.TABLE, DeckFormat.QUIZLET}


def test_terms_and_definitions_the_other_way_round() -> None:
    """An importer who says so gets each definition asked and its term as the answer."""
    parsed = read_deck(
        b"nucleus\tcontrol center\nribosome\tmakes proteins\n", file="a.txt", deck=DeckId("d"), swapped=True
    )
    assert asked(parsed) == [("control center", "nucleus"), ("makes proteins", "ribosome")]
