"""Verdicts as messages, before closing: the outcome and what was hit, never what was missed."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.chat.message import Shown, Tone, embed
from bot.chat.router import Buttons, Name
from bot.daily.messages.streak import streak_lines
from bot.grading.verdict import Outcome, Rule
from bot.questions.messages.question import ask_of, heading, of_several
from bot.questions.service.outcomes import MyProgress, Receipt
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip, fit_lines
from bot.text.escape import one_line, quoted
from bot.text.spans import Style, moment

_ASK_MOST = 700
_ANSWER_MOST = 700
_WHY_MOST = 80
_HITS_MOST = 1_000
_TONES = {Outcome.RIGHT: Tone.GOOD, Outcome.PARTLY: Tone.MIXED, Outcome.WRONG: Tone.BAD}


def verdict(receipt: Receipt, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell one person how an answer fared; safe while the question is open, even if shown to others."""
    lines = [
        *([say("verdict-again", locale), ""] if not receipt.new else []),
        ask_of(receipt.question, _ASK_MOST),
        *([clip(quoted(receipt.text), _ANSWER_MOST)] if receipt.text.strip() else []),
        "",
        *_covered(receipt, locale),
        *_hits(receipt, locale),
        *rule_lines(receipt.rules, locale),
        _points(receipt, locale),
        *([] if receipt.next is not None else streak_lines(receipt.streak, locale)),
        "",
        _onwards(receipt, locale),
    ]
    outcome = outcome_words(receipt.outcome, gave_up=receipt.gave_up, locale=locale)
    title = outcome if not of_several(receipt.question) else f"{outcome} · {heading(receipt.question, locale)}"
    tone = Tone.QUIET if receipt.gave_up else _TONES[receipt.outcome]
    return Shown(
        embed=embed(title=title, text="\n".join(lines), tone=tone), buttons=_next(receipt, locale), news=receipt.news
    )


def progress(done: MyProgress, locale: str = DEFAULT_LOCALE) -> Shown:
    """Tell someone who answered everything how far they got."""
    at = moment(done.closes_at, Style.SHORT)
    if done.points is None:
        text = say("progress-noted", locale, answered=done.answered, of=done.of, at=at)
        return Shown(embed=embed(title=say("progress-title", locale), text=text), buttons=_changes(done, locale))
    text = say("progress-text", locale, answered=done.answered, of=done.of, points=done.points)
    closes = say("verdict-closes", locale, at=at)
    return Shown(embed=embed(title=say("progress-title", locale), text=f"{text}\n{closes}", tone=Tone.GOOD))


def outcome_words(outcome: Outcome, *, gave_up: bool, locale: str = DEFAULT_LOCALE) -> str:
    """Return an outcome as a sign and a word."""
    code = "passed" if gave_up else outcome.value
    return say("verdict-title", locale, sign=say(f"sign-{code}", locale), outcome=say(f"outcome-{code}", locale))


def marks(covered: Sequence[bool]) -> str:
    """Return one sign per key point, in the card's order: "✓✓✗"."""
    return "".join("✓" if point else "✗" for point in covered)


def counted(covered: Sequence[bool], locale: str = DEFAULT_LOCALE) -> str:
    """Word how many key points were hit, and which: "2 of 3 key points ✓✓✗"."""
    hit = say("verdict-covered", locale, hit=sum(covered), all=len(covered))
    return say("verdict-marked", locale, covered=hit, marks=marks(covered))


def rule_lines(rules: Sequence[tuple[Rule, str]], locale: str = DEFAULT_LOCALE) -> list[str]:
    """Explain what cost something, each rule once, with the answer's own words."""
    lines: dict[str, None] = {}
    for rule, why in rules:
        said = clip(one_line(why), _WHY_MOST)
        lines[f"- {say(f'rule-{rule.value}', locale, why=said, quoted='yes' if said else 'no')}"] = None
    return list(lines)


def _covered(receipt: Receipt, locale: str) -> list[str]:
    if not receipt.covered or receipt.gave_up:
        return []
    return [counted(receipt.covered, locale)]


def _hits(receipt: Receipt, locale: str) -> list[str]:
    if not receipt.hits:
        return []
    hits = [f"- {clip(one_line(hit), _ANSWER_MOST)}" for hit in receipt.hits]
    return [
        say("verdict-hits", locale),
        fit_lines(hits, _HITS_MOST, lambda count: say("and-more", locale, count=count)),
    ]


def _points(receipt: Receipt, locale: str) -> str:
    points = say("verdict-points", locale, points=receipt.points)
    if receipt.hints_taken and not receipt.gave_up:
        return say("verdict-points-hinted", locale, points=points, hints=receipt.hints_taken)
    return points


def _onwards(receipt: Receipt, locale: str) -> str:
    if receipt.next is not None:
        return say("verdict-next", locale)
    closes_at = receipt.question.closes_at
    return "" if closes_at is None else say("verdict-closes", locale, at=moment(closes_at, Style.SHORT))


def _changes(done: MyProgress, locale: str) -> Buttons:
    buttons = Buttons()
    for number, question in enumerate(done.changeable, 1):
        buttons.add(say("button-change-one", locale, number=number), Name("question", "again", question))
    return buttons


def _next(receipt: Receipt, locale: str) -> Buttons | None:
    if receipt.next is None:
        return None
    name = Name("occurrence", "play", receipt.question.owner.id)
    return Buttons().add(say("button-next", locale), name, style=discord.ButtonStyle.primary)
