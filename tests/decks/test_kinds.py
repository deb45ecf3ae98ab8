"""Kinds of cards that a question with its written answer makes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.decks.kinds import is_answerable, key_of


def kind(ask: str, answer: str, *aliases: str) -> dict[str, Any]:
    """The answer key of a question, its points as texts."""
    key = key_of(ask, answer.split("\n"), aliases)
    assert key is not None
    texts = {name: tuple(point.say for point in key[name]) for name in ("points", "items", "steps") if name in key}
    return {**{name: value for name, value in key.items() if name not in ("name", "need")}, **texts}


@pytest.mark.parametrize(
    ("ask", "answer", "names"),
    [
        ("Who wrote Dune?", "Frank Herbert", ("Frank Herbert",)),
        ("What is the capital of Peru?", "Lima", ("Lima",)),
        ("Which planet is largest?", "the planet Jupiter", ("the planet Jupiter",)),
        ("S3 stores data as ____.", "flat objects", ("flat objects",)),
        ("hola", "hello", ("hello",)),
        ("What does 'gato' mean?", "cat", ("cat",)),
        ("Name a noble gas.", "Helium / Neon / Argon", ("Helium", "Neon", "Argon")),
        ("What is the lift called in London?", "lift or elevator", ("lift", "elevator")),
        ("Which alliance?", "NATO (North Atlantic Treaty Organization)", None),
        ("What is the longest bone?", "the femur (thigh bone)", ("the femur (thigh bone)", "the femur")),
        ("水は何と読みますか？", "みず", ("みず",)),
        ("What does HTTP stand for?", "Hypertext Transfer Protocol", ("Hypertext Transfer Protocol",)),
        ("Which Python has it?", "3.10", ("3.10",)),
        ("What is the code?", "007", ("007",)),
    ],
)
def test_a_short_answer_is_a_name(ask: str, answer: str, names: tuple[str, ...] | None) -> None:
    """Other names stand behind strokes, semicolons or "or", and a long form in parentheses."""
    wanted = names or (answer, "NATO", "North Atlantic Treaty Organization")
    assert kind(ask, answer) == {"answer": wanted}


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        ("What is S3?", "object storage"),
        ("What is a commit?", "A snapshot"),
        ("What does ARP do?", "finds the MAC address of an IP address"),
        ("Why is the sky blue?", "Rayleigh scattering"),
        ("Define osmosis", "movement of water"),
        ("ubiquitous", "found everywhere"),
        ("What layer is IP on?", "layer 3, network"),
    ],
)
def test_an_explanation_is_a_point(ask: str, answer: str) -> None:
    """A question for what something is or does is answered in many words."""
    assert kind(ask, answer) == {"points": (answer,)}


@pytest.mark.parametrize(
    ("ask", "answer", "key"),
    [
        ("Which port does HTTPS use?", "443", {"value": 443.0, "unit": ""}),
        ("How many people live there?", "1,200,000", {"value": 1_200_000.0, "unit": ""}),
        ("How far is it?", "5 km", {"value": 5.0, "unit": "km"}),
        ("How cold is it?", "−40 °C", {"value": -40.0, "unit": "°C"}),
        ("When did the war end?", "1945", {"date": "1945"}),
        ("In which year did it end?", "1945.", {"date": "1945"}),
        ("How many soldiers?", "1945", {"value": 1945.0, "unit": ""}),
    ],
)
def test_a_number_is_a_number_and_a_year_a_date(ask: str, answer: str, key: dict[str, Any]) -> None:
    """What the question asks for decides between the two."""
    assert kind(ask, answer) == key


@pytest.mark.parametrize(
    ("ask", "answer", "items", "need"),
    [
        ("Name the three bones of the ear.", "malleus, incus and stapes", ("malleus", "incus", "stapes"), 3),
        ("List two colours", "red, blue, green", ("red", "blue", "green"), 2),
        ("What are the primary colours?", "red, blue, yellow", ("red", "blue", "yellow"), 2),
        ("Name two fruits", "apple\npear\nplum", ("apple", "pear", "plum"), 2),
    ],
)
def test_a_list_asks_for_as_many_as_its_question(ask: str, answer: str, items: tuple[str, ...], need: int) -> None:
    """In one line or in several; two thirds of it where the question names no number."""
    key = key_of(ask, answer.split("\n"))
    assert key is not None
    assert (tuple(point.say for point in key["items"]), key["need"]) == (items, need)


def test_aliases_make_a_name_of_a_number_too() -> None:
    """What a file accepts beside is not lost."""
    assert kind("How many legs has a spider?", "8", "eight") == {"answer": ("8", "eight")}


@pytest.mark.parametrize(
    ("ask", "answer", "answerable"),
    [
        ("What is it?", "tea", True),
        ("What is it?", "?", False),
        ("What is it?", "…", False),
        ("What is it?", "TODO", False),
        ("What is it?", "n/a", False),
        ("What is it?", "[image]", False),
        ("What is it?", "What is it?", False),
        ("Which operator adds?", "+", True),
        ("How many are left?", "none", True),
        ("Which sign is it?", "√", True),
    ],
)
def test_an_answer_must_say_something(ask: str, answer: str, answerable: bool) -> None:  # noqa: FBT001
    """A placeholder, a mark or the question again is nothing that anybody could type."""
    assert is_answerable(ask, answer) is answerable
