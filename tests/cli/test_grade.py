"""`deckhand grade`, `cards grade` and `cards try`, as a person and a program call them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.errors import CommandFailed
from bot.cli.main import app

DECK = """
format = 1
title = "Tea"
[[card]]
id = "oolong"
ask = "What is oolong?"
points = [{ say = "tea that is partly oxidized", core = true }, "mostly from China and Taiwan"]
need = 1
[[card]]
id = "caddy"
ask = "What is a box for tea called?"
answer = ["tea caddy"]
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck file in a folder of its own."""
    folder = tmp_path / "cards"
    folder.mkdir()
    file = folder / "tea.toml"
    file.write_text(DECK, "utf-8")
    return file


def run(*words: str, typed: str = "") -> str:
    """Run the command and return what it printed."""
    result = CliRunner().invoke(app, list(words), input=typed, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_verdict_is_drawn_with_signs_as_well_as_colours(deck: Path) -> None:
    """Which words earned which point, and the outcome in words."""
    drawn = run("grade", "oolong", "tea, partly oxidized", "--cards", str(deck.parent))
    assert re.search(r"✓ 1\. +\d+% tea that is partly oxidized", drawn)
    assert "✗ 2." in drawn
    assert "Right" in drawn
    assert "“partly oxidized”" in drawn


def test_a_rule_is_drawn_with_what_it_cost(deck: Path) -> None:
    """A negation is named."""
    drawn = run("grade", "tea/oolong", "tea that is not oxidized", "--deck-file", str(deck))
    assert "reverses the meaning" in drawn
    assert "−" in drawn


def test_json_is_for_programs(deck: Path) -> None:
    """Card, score, outcome, points with spans, rules."""
    row = json.loads(run("grade", "caddy", "a tea cady", "--deck-file", str(deck), "--json"))
    assert row["card"] == "tea/caddy"
    assert row["outcome"] == "right"
    assert 0.7 <= row["score"] <= 1
    assert [span[2] for span in row["points"][0]["spans"]] == ["a tea cady"]
    assert row["rules"] == []


def test_an_unknown_card_names_near_ones(deck: Path) -> None:
    """One line, no traceback."""
    with pytest.raises(CommandFailed, match="tea/oolong"):
        run("grade", "oolon", "x", "--deck-file", str(deck))


def test_a_file_of_answers_keeps_order_and_other_keys(deck: Path, tmp_path: Path) -> None:
    """Rows pass through with the verdict's keys added."""
    answers = tmp_path / "answers.jsonl"
    rows = [{"card": 2, "answer": "tea caddy", "who": "ada"}, {"card": "oolong", "answer": "coffee", "n": 7}]
    answers.write_text("\n".join(map(json.dumps, rows)) + "\n\n", "utf-8")
    graded = [json.loads(line) for line in run("cards", "grade", str(deck), str(answers)).splitlines()]
    assert [row["outcome"] for row in graded] == ["right", "wrong"]
    assert [row["card"] for row in graded] == ["tea/caddy", "tea/oolong"]
    assert graded[0]["who"] == "ada"
    assert graded[1]["n"] == 7


def test_a_right_answer_that_does_not_count_says_what_to_accept(deck: Path, tmp_path: Path) -> None:
    """Where the file says that it is right; where the card has it, or nobody said so, nothing is suggested."""
    answers = tmp_path / "answers.jsonl"
    texts = (("halfway fermented leaves", "right"), ("partly oxidized tea", "right"), ("a kind of coffee", "wrong"))
    rows = [{"card": "oolong", "answer": text, "band": band} for text, band in texts]
    answers.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    first, *others = [json.loads(line) for line in run("cards", "grade", str(deck), str(answers)).splitlines()]
    assert first["suggest"]["accept"] == "halfway fermented leaves"
    assert len(first["suggest"]["points"]) == 1
    assert all("suggest" not in row for row in others)


@pytest.mark.parametrize("line", ["{", "[]", '{"card": 9, "answer": "x"}', '{"card": 1}'])
def test_a_bad_row_is_named_by_its_line(deck: Path, tmp_path: Path, line: str) -> None:
    """The author finds the row."""
    answers = tmp_path / "answers.jsonl"
    answers.write_text(line + "\n", "utf-8")
    with pytest.raises(CommandFailed, match="line 1"):
        run("cards", "grade", str(deck), str(answers))


def test_an_author_tries_answers_and_sees_what_to_accept(deck: Path) -> None:
    """A right answer draws no suggestion, one that should have counted does; an empty line goes on."""
    drawn = run("cards", "try", str(deck), typed="partly oxidized tea\nhalfway fermented leaves\n\ntea caddy\n")
    assert drawn.count("accept:") == 1
    assert '"halfway fermented leaves"\n    as a wording of “' in drawn
    assert "caddy  What is a box for tea called?" in drawn
