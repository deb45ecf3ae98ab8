"""Lint: what a person should look at in a deck that loads; nothing here needs grading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.decks.card import Card, CardKind
from bot.decks.deck import Deck
from bot.decks.fault import Fault, FaultCode, Level

#: Above the answer field of a form a phone shows about this many characters of the question.
FORM_QUESTION_MOST = 300
#: Options a choice needs beside the right one to be worth asking.
_DISTRACTORS_LEAST = 2
_TELLING_LEAST = 3
_TAG = re.compile(r"^[^\W_A-Z][\w-]*$")

_Found = tuple[FaultCode, dict[str, str | int | float]]


def lint(deck: Deck) -> list[Fault]:
    """Return warnings, in the order of the cards; file and line are for the caller to fill in."""
    found: list[Fault] = []
    first_asked: dict[str, Card] = {}
    sisters = sum(1 for card in deck.cards if card.kind in {CardKind.CHOICE, CardKind.TERM})
    for card in deck.cards:
        asked = first_asked.setdefault(_plain(card.ask), card)
        about: list[_Found] = []
        if asked is not card:
            about.append((FaultCode.QUESTION_TWICE, {"other": asked.id}))
        about += _about_question(card)
        about += _about_answer(card)
        if card.kind is CardKind.CHOICE and max(len(card.wrong), 0 if card.wrong else sisters - 1) < _DISTRACTORS_LEAST:
            about.append((FaultCode.DISTRACTORS_FEW, {"least": _DISTRACTORS_LEAST}))
        found += [Fault(card=card.id, level=Level.WARNING, code=code, fields=fields) for code, fields in about]
    return found


def _about_question(card: Card) -> Iterator[_Found]:
    if len(card.ask) > FORM_QUESTION_MOST:
        yield FaultCode.QUESTION_LONG, {"length": len(card.ask), "limit": FORM_QUESTION_MOST}
    if told := _told_by(card.ask, card):
        yield FaultCode.QUESTION_TELLS, {"answer": told}
    for number, hint in enumerate(card.hints, 1):
        if told := _told_by(hint, card):
            yield FaultCode.HINT_TELLS, {"number": number, "answer": told}
    for tag in card.tags:
        if not _TAG.match(tag):
            yield FaultCode.TAG_UNTIDY, {"tag": tag}


def _about_answer(card: Card) -> Iterator[_Found]:
    question = _plain(card.ask)
    seen: set[str] = set()
    for text in _says(card):
        plain = _plain(text)
        if question and f" {question} " in f" {plain} ":
            yield FaultCode.ANSWER_REPEATS_QUESTION, {"text": text[:100]}
        if plain in seen:
            yield FaultCode.POINT_TWICE, {"text": text[:100]}
        seen.add(plain)


def _told_by(text: str, card: Card) -> str:
    """Return the answer that a question or hint gives away whole, "" for none."""
    answers = _says(card) if card.kind is not CardKind.CHOICE else card.right
    plain = f" {_plain(text)} "
    for answer in answers:
        wanted = _plain(answer)
        if len(wanted) >= _TELLING_LEAST and f" {wanted} " in plain:
            return answer[:100]
    return ""


def _says(card: Card) -> tuple[str, ...]:
    return (*card.answer, *(point.say for point in (*card.points, *card.items, *card.steps)), *card.right)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
