"""Forms: the ways one card can be asked, and what may be shown of it before closing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.chance import Chance
from bot.decks.card import Card, CardKind
from bot.grading.values import yes_no
from bot.grading.values.numbers import LANGUAGES
from bot.grading.verdict import Outcome, PointVerdict, Verdict
from bot.grading.words.normalise import answer_key
from bot.text.dates import date_name

_LETTER = re.compile(r"\(?([a-e])[.):]?", re.IGNORECASE)
#: Options of a choice are shown as A-E.
OPTIONS_MOST = 5
#: A choice between fewer options is not worth asking.
OPTIONS_LEAST = 2
#: A choice that its author did not write needs more of them, or guessing pays.
DERIVED_LEAST = 3
#: Longest option that still reads as one line of a list.
OPTION_LENGTH_MOST = 200


class Form(StrEnum):
    """How a card is put to people."""

    RECALL = "recall"
    CHOICE = "choice"


class FormsMix(StrEnum):
    """Which forms a schedule asks its cards in; cards written as a choice always are one."""

    #: To be typed.
    RECALL = "recall"
    #: As a choice, wherever there is enough to choose between.
    CHOICE = "choice"
    #: Either of the two, by chance.
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A card in the form it is asked in; stored with the question, so that it never changes while it is open."""

    form: Form
    #: Options of a choice in the order shown; empty for other forms.
    options: tuple[str, ...] = ()


def ask(card: Card, sisters: Iterable[Card], chance: Chance, mix: FormsMix = FormsMix.RECALL) -> Asked:
    """Choose a card's form and, for a choice, its options and their order.

    Args:
        card: The card to ask.
        sisters: Cards of the same deck, from which missing distractors are taken; the card itself may be among them.
        chance: Where the order comes from.
        mix: What becomes of cards that are not written as a choice.

    Returns:
        A choice for cards of that kind and, if the mix says so, of others; recall where there is too little to choose
        between.
    """
    right = right_options(card)
    wished = card.kind is CardKind.CHOICE or (right and _wants_choice(mix, chance))
    wrong = _distinct(card.wrong, right) or _distinct(_distractors(card, sisters), _taken(card)) if wished else []
    if len(wrong) < (OPTIONS_LEAST if card.kind is CardKind.CHOICE else DERIVED_LEAST) - 1:
        return Asked(form=Form.RECALL)
    # One right option is shown even where several would do, so that one press can be the whole answer.
    options = [chance.choice(right), *chance.sample(wrong, min(len(wrong), OPTIONS_MOST - 1))]
    chance.shuffle(options)
    return Asked(form=Form.CHOICE, options=tuple(options))


def judge_choice(card: Card, chosen: str) -> Verdict:
    """Judge the option a person chose: exactly right or exactly wrong.

    Args:
        card: The card as it was asked.
        chosen: The option's text.
    """
    right = chosen in (card.right or card.answer or right_options(card))
    return Verdict(
        score=1.0 if right else 0.0,
        outcome=Outcome.RIGHT if right else Outcome.WRONG,
        points=(PointVerdict(say=chosen, earned=1.0, covered=True),) if right else (),
    )


def option_meant(typed: str, options: Sequence[str]) -> int | None:
    """Return the index of the option that was typed, by its letter, its text or as a yes or no; None: by none."""
    letter = _LETTER.fullmatch(typed.strip())
    if letter is not None:
        index = ord(letter[1].casefold()) - ord("a")
        return index if index < len(options) else None
    key = answer_key(typed)
    named = next((index for index, option in enumerate(options) if key and answer_key(option) == key), None)
    return _side_meant(typed, options) if named is None else named


def _side_meant(typed: str, options: Sequence[str]) -> int | None:
    """Return the index of the option that a typed "yep" or "not true" means, where the options are a yes and a no."""
    if len(options) != 2:  # noqa: PLR2004 - yes, no
        return None
    for tag in LANGUAGES:
        sides = [yes_no.read(option, tag) for option in options]
        meant = yes_no.read(typed, tag)
        if None not in sides and sides[0] is not sides[1] and meant is not None:
            return sides.index(meant)
    return None


def right_options(card: Card) -> tuple[str, ...]:
    """Return what may stand as the right option of a choice; empty for kinds that cannot be asked as one.

    A definition is chosen by its heart: the first core point, else the first of all.
    """
    match card.kind:
        case CardKind.CHOICE:
            return card.right
        case CardKind.TERM:
            options = card.answer[:1]
        case CardKind.DEFINITION:
            options = tuple(point.say for point in sorted(card.points, key=lambda point: not point.core)[:1])
        case _:
            options = ()
    return tuple(option for option in options if len(option) <= OPTION_LENGTH_MOST)


def answer_of(card: Card, asked: Asked | None = None) -> str:
    """Return what to say the answer was, after closing; "" for cards made of points, which say it themselves.

    Args:
        card: The card as it was asked.
        asked: Its form and options; None: as it is written.
    """
    if asked is not None and asked.form is Form.CHOICE and card.kind is not CardKind.CHOICE:
        return next((option for option in asked.options if option in right_options(card)), "")
    match card.kind:
        case CardKind.TERM:
            return card.answer[0]
        case CardKind.CHOICE:
            return " / ".join(card.right)
        case CardKind.NUMBER:
            # 3.0 reads as 3, and a stored 0.1 as 0.1.
            number = "" if card.value is None else f"{card.value:.12g}"
            return f"{number} {card.unit}".strip()
        case CardKind.DATE:
            return date_name(card.date)
        case _:
            return ""


def points_of(card: Card, asked: Asked | None = None) -> tuple[str, ...]:
    """Return the key points (items, steps) in the author's words, in order; empty for cards without.

    Only these may be named one by one to someone who hit them: the text of a term, a choice or a number is the answer.

    Args:
        card: The card as it was asked.
        asked: Its form and options: a choice has no points, whatever its card has. None: as it is written.
    """
    if asked is not None and asked.form is Form.CHOICE:
        return ()
    return tuple(point.say for point in card.points or card.items or card.steps)


def _wants_choice(mix: FormsMix, chance: Chance) -> bool:
    return mix is FormsMix.CHOICE or (mix is FormsMix.MIXED and chance.choice((True, False)))


def _distractors(card: Card, sisters: Iterable[Card]) -> list[str]:
    if card.kind is CardKind.CHOICE:
        return [answer for sister in sisters if sister.id != card.id for answer in (sister.right or sister.answer)[:1]]
    # Only cards of the same kind look alike, and those that share a tag most; what an author rejects is a mix-up.
    alike = [sister for sister in sisters if sister.id != card.id and sister.kind is card.kind]
    tagged = [sister for sister in alike if set(sister.tags) & set(card.tags)]
    chosen = tagged if len(tagged) >= OPTIONS_MOST else alike
    rejected = card.reject if card.kind is CardKind.TERM else ()
    return [*rejected, *(option for sister in chosen for option in right_options(sister))]


def _taken(card: Card) -> tuple[str, ...]:
    return (*card.right, *card.answer, *(say for point in card.points for say in (point.say, *point.accept)))


def _distinct(options: Iterable[str], taken: Sequence[str]) -> list[str]:
    seen = {option.strip().casefold() for option in taken}
    distinct = []
    for option in options:
        key = option.strip().casefold()
        if key and key not in seen and len(option) <= OPTION_LENGTH_MOST:
            seen.add(key)
            distinct.append(option)
    return distinct
