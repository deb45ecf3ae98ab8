"""Lint: what no single field can show: cards that contradict themselves (faults), and what looks odd (warnings).

Nothing here needs grading; `bot.grading.check` finds what does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.decks.card import Card, CardKind
from bot.decks.deck import Deck
from bot.decks.either_or import is_offered
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import ANSWER_KEYS, CardTable

#: Above the answer field of a form a phone shows about this many characters of the question.
FORM_QUESTION_MOST = 300
#: Options a choice needs beside the right one to be worth asking.
_DISTRACTORS_LEAST = 2
_TELLING_LEAST = 3
_MARKS = ".,;:!?\u2026\"'\u201c\u201d\u2018\u2019()[]*_`\uff1f\u3002"
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_TAG = re.compile(r"^[^\W_A-Z][\w-]*$")

_Found = tuple[FaultCode, dict[str, str | int | float]]
Contradiction = tuple[FaultCode, tuple[str, ...], dict[str, str | int | float]]

#: Keys that mean something only beside one of others.
_COMPANIONS = {
    "wrong": ("right",),
    "unit": ("value",),
    "tolerance": ("value",),
    "need": ("points", "items"),
}


def contradictions(card: CardTable) -> Iterator[Contradiction]:
    """Yield what contradicts itself within a card, as code, path below the card, and fields."""
    given = [key for key in ANSWER_KEYS if getattr(card, key) is not None]
    if not given:
        yield FaultCode.KIND_MISSING, (), {"known": ", ".join(ANSWER_KEYS)}
    elif len(given) > 1:
        yield FaultCode.KIND_TWICE, (given[1],), {"keys": ", ".join(given)}
    for key, wanted in _COMPANIONS.items():
        if key in card.model_fields_set and given and not set(wanted) & set(given):
            yield FaultCode.KEY_MISPLACED, (key,), {"key": key, "wanted": ", ".join(wanted)}
    count = len(card.points or card.items or ())
    if card.need is not None and 0 < count < card.need:
        yield FaultCode.NEED_MUCH, ("need",), {"need": card.need, "count": count}
    seen: set[str] = set()
    for key, options in (("right", card.right or ()), ("wrong", card.wrong)):
        for option in options:
            if option.casefold() in seen:
                yield FaultCode.OPTION_TWICE, (key,), {"option": option}
            seen.add(option.casefold())


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
        offered = max(len(card.wrong), 0 if card.wrong else sisters - 1)
        if card.kind is CardKind.CHOICE and offered < _DISTRACTORS_LEAST and not is_offered(card.ask, card.wrong):
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
    if any(f" {_plain(option)} " in plain for option in card.wrong):  # "True or false?" names both
        return ""
    for answer in answers:
        wanted = _plain(answer)
        if len(wanted) >= _TELLING_LEAST and f" {wanted} " in plain:
            return answer[:100]
    return ""


def _says(card: Card) -> tuple[str, ...]:
    return (*card.answer, *(point.say for point in (*card.points, *card.items, *card.steps)), *card.right)


def _plain(text: str) -> str:
    r"""Write a text as words, without case and the marks around them; "\d" and "\D", "-a" and "a" stay different."""
    words = (word.strip(_MARKS) or word for word in _HYPHEN.sub(" ", text).split())
    return " ".join(word if "\\" in word else word.casefold() for word in words)
