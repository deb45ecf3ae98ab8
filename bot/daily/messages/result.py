"""Results as messages: everything, for everyone, once a post has closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.message import OutgoingMessage, Tone, embed, fit, share
from bot.chat.router import Buttons, CustomId
from bot.daily.service.results import QuestionResult, Result, ResultRow
from bot.questions.messages.question import LETTERS, ask_of
from bot.questions.messages.verdict import origin_of, outcome_words
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import Limit, clip
from bot.text.dates import duration, ordinal
from bot.text.escape import escape, one_line

#: Code points of the parts, so that question, answer, podium and note together stay within an embed's total.
_ASK_MOST = 1_000
_ANSWER_MOST = 300
_POINT_MOST = 320
_POINTS_MOST = 2_600
_POINT_LEAST = 24
_NOTE_MOST = 600
_SOURCE_MOST = 400
_NAME_MOST = 64
_MINUTE = timedelta(minutes=1)
#: What one of several questions may take, and what of it goes to the question and to each point.
_SHARE_MOST = 440
_SHARE_ASK_MOST = 120
_SHARE_POINT_MOST = 120


def result(closed: Result, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Make what a post becomes when it closes."""
    one = closed.questions[0] if len(closed.questions) == 1 else None
    text = _whole(one, locale) if one else say("result-people", locale, answered=closed.answered)
    fields = [] if one else [_part(question, locale, said=closed.answered > 0) for question in closed.questions]
    fields.append((say("result-scores", locale), _scores(closed.scores, one is not None, locale)))
    if one:
        fields.append((say("result-note", locale), good_to_know(one, locale)))
    title = say("result-title", locale, deck=one_line(closed.deck_title))
    mine = Buttons().add(say("button-mine", locale), CustomId("result", "mine", closed.round_id))
    if closed.answered:
        mine.add(say("button-appeal", locale), CustomId("result", "appeal", closed.round_id))
    return OutgoingMessage(embed=embed(title=title, text=text, fields=fields, tone=Tone.GOOD), buttons=mine)


def reply(closed: Result, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Make the reply that brings the result, because an edit notifies nobody."""
    shown = result(closed, locale)
    return OutgoingMessage(content=say("result-reply", locale), embed=shown.embed, buttons=shown.buttons)


def answer_of(question: QuestionResult, most: int, locale: str = DEFAULT_LOCALE) -> str:
    """Return what the answer was, with its letter where it was a choice; "" for cards of key points."""
    if not question.answer:
        return ""
    options = question.question.options
    letter = LETTERS[options.index(question.answer)] if question.answer in options[: len(LETTERS)] else ""
    answer = clip(one_line(question.answer), most)
    return say("result-answer", locale, answer=f"{letter} · {answer}" if letter else answer)


def good_to_know(question: QuestionResult, locale: str = DEFAULT_LOCALE) -> str:
    """Return a card's note, where it comes from, and when it was true."""
    note = clip(escape(question.note), _NOTE_MOST)
    origin = origin_of(question.source, question.as_of, _SOURCE_MOST, locale)
    return "\n".join(line for line in (note, origin) if line)


def _whole(question: QuestionResult, locale: str) -> str:
    answer = answer_of(question, _ANSWER_MOST, locale)
    points = _points(question, _POINTS_MOST, _POINT_MOST, locale)
    lines = [
        ask_of(question.question, _ASK_MOST),
        *([answer] if answer else []),
        *(["", say("result-points", locale), points] if points else []),
        "",
        _bands(question, locale),
        *_first(question, locale),
    ]
    return "\n".join(lines)


def _first(question: QuestionResult, locale: str) -> list[str]:
    """Return who was the first to be right, and how soon."""
    if question.first is None:
        return []
    name = clip(one_line(question.first.name), _NAME_MOST)
    span = duration(question.first.after, locale) if question.first.after >= _MINUTE else ""
    return [say("result-first", locale, name=name, soon="no" if span else "yes", span=span)]


def _part(question: QuestionResult, locale: str, *, said: bool) -> tuple[str, str]:
    ask = clip(one_line(question.question.ask), _SHARE_ASK_MOST)
    answer = answer_of(question, _SHARE_MOST // 2, locale)
    # Where nobody answered anything, that is said once, above all questions.
    bands = "\n".join([*([_bands(question, locale)] if said else []), *_first(question, locale)])
    room = _SHARE_MOST - len(ask) - len(answer) - len(bands)
    points = _points(question, room, _SHARE_POINT_MOST, locale)
    lines = [part for part in (answer, points, bands) if part]
    return say("result-question", locale, number=question.question.number, ask=ask), "\n".join(lines)


def _points(question: QuestionResult, total: int, most: int, locale: str) -> str:
    key = "result-point" if question.answered else "result-point-bare"
    each = max(_POINT_LEAST, share(total, len(question.points), most))
    lines = [
        say(key, locale, say=clip(one_line(said), each), count=count, answered=question.answered)
        for said, count in question.points
    ]
    return fit(lines, total, locale)


def _bands(question: QuestionResult, locale: str) -> str:
    right, partly, wrong = question.bands
    return say("result-bands", locale, answered=question.answered, right=right, partly=partly, wrong=wrong)


def _scores(scores: Sequence[ResultRow], one: bool, locale: str) -> str:  # noqa: FBT001 - told from its only callers
    lines = []
    for scored in scores:
        name = clip(one_line(scored.name), _NAME_MOST)
        line = say("result-score", locale, place=ordinal(scored.rank, locale), name=name, points=scored.points)
        outcome = outcome_words(scored.outcome, gave_up=False, locale=locale)
        lines.append(say("result-score-one", locale, score=line, outcome=outcome) if one else line)
    return fit(lines, Limit.EMBED_FIELD_VALUE, locale)
