"""*My result* as a message: the whole verdict, for one person, once a post has closed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.appeals.messages import own_buttons, own_lines
from bot.chat.message import OutgoingMessage, embed, fit, share
from bot.daily.messages.playing import streak_lines
from bot.daily.messages.result import answer_of, good_to_know
from bot.daily.service.playing import MyResult, OwnAnswer
from bot.grading.verdict import Span
from bot.questions.messages.question import ask_of
from bot.questions.messages.verdict import outcome_words, rule_lines
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.dates import Style, moment, ordinal
from bot.text.escape import one_line, quoted

_ASK_MOST = 900
_ANSWER_MOST = 700
_POINT_MOST = 320
_POINTS_MOST = 1_700
#: What one of several questions may take.
_SHARE_MOST = 470
_SHARE_ASK_MOST = 90
_SHARE_ANSWER_MOST = 120
_SHARE_POINT_MOST = 120
_POINT_LEAST = 24
_WORDS_MOST = 90
#: Words with no more than this between them are shown as one phrase.
_GAP_MOST = 12
#: What stands around them.
_WORDS_EXTRA = 14


def mine(own: MyResult, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Show one person everything about their answers."""
    numbers = {answer.result.question.id: answer.result.question.number for answer in own.answers}
    title, buttons = say("mine-title", locale), own_buttons(own.appealable, numbers, locale)
    head = "\n".join([_head(own, locale), *_ahead(own, locale)])
    if standing := own_lines(own.appeals, numbers, locale):
        head = f"{head}\n{standing}"
    if len(own.answers) == 1:
        text = f"{head}\n\n{_whole(own.answers[0], locale)}"
        note = (say("result-note", locale), good_to_know(own.answers[0].result, locale))
        return OutgoingMessage(embed=embed(title=title, text=text, fields=[note]), buttons=buttons)
    parts = [_part(answer, locale) for answer in own.answers]
    return OutgoingMessage(embed=embed(title=title, text=head, fields=parts), buttons=buttons)


def _head(own: MyResult, locale: str) -> str:
    if own.rank is None:
        return say("mine-absent", locale)
    place = ordinal(own.rank, locale)
    return say("mine-rank", locale, place=place, answered=own.answered, points=own.points)


def _ahead(own: MyResult, locale: str) -> list[str]:
    """Return where one stands with the schedule, and when it goes on."""
    lines = streak_lines(own.streak, locale)
    if own.next_at is not None:
        lines.append(say("mine-next", locale, at=moment(own.next_at, Style.SHORT)))
    return lines


def _costs(answer: OwnAnswer, locale: str) -> list[str]:
    """Return what rules cost something, and how much."""
    lines: dict[str, None] = {}
    for place, rule in enumerate(answer.rules):
        lost = answer.lost[place] if place < len(answer.lost) else 0
        for line in rule_lines([rule], locale):
            lines[say("mine-lost", locale, rule=line, points=lost) if lost else line] = None
    return list(lines)


def _whole(answer: OwnAnswer, locale: str) -> str:
    lines = [
        ask_of(answer.result.question, _ASK_MOST),
        *([clip(quoted(answer.text), _ANSWER_MOST)] if answer.text else []),
        _line(answer, locale),
        "",
        *_key(answer, _POINT_MOST, _POINTS_MOST, locale),
        *_costs(answer, locale),
    ]
    return "\n".join(lines)


def _part(answer: OwnAnswer, locale: str) -> tuple[str, str]:
    question = answer.result.question
    ask = clip(one_line(question.ask), _SHARE_ASK_MOST)
    typed = [f"> {clip(one_line(answer.text), _SHARE_ANSWER_MOST)}"] if answer.text else []
    lines = [*typed, _line(answer, locale)]
    room = _SHARE_MOST - len(ask) - sum(len(line) + 1 for line in lines)
    lines.extend(_key(answer, _SHARE_POINT_MOST, room, locale))
    return say("result-question", locale, number=question.number, ask=ask), clip("\n".join(lines), _SHARE_MOST)


def _line(answer: OwnAnswer, locale: str) -> str:
    if answer.text is None and not answer.gave_up:
        return say("mine-skipped", locale)
    outcome = outcome_words(answer.outcome, gave_up=answer.gave_up, unsure=answer.unsure, locale=locale)
    return say("mine-line", locale, outcome=outcome, points=answer.points)


def _key(answer: OwnAnswer, most: int, total: int, locale: str) -> list[str]:
    """Return what was to be said: key points with what was had, and the answer where the card has one."""
    covered = {point.say for point in answer.verdicts if point.covered}
    right = answer_of(answer.result, most, locale)
    points = answer.result.points
    words = _words(answer, (total - len(right)) // (2 * len(points))) if most > _SHARE_POINT_MOST and points[1:] else {}
    room = total - len(right) - sum(len(by) + _WORDS_EXTRA for by in words.values())
    each = max(_POINT_LEAST, share(room, len(points), most))
    lines = []
    for said, _ in points:
        bare, worded = ("mine-had", "mine-had-by") if said in covered else ("mine-missed", "mine-missed-by")
        shown, by = clip(one_line(said), each), words.get(said, "")
        lines.append(say(worded, locale, say=shown, words=by) if by else say(bare, locale, say=shown))
    return [part for part in (right, fit(lines, total - len(right), locale)) if part]


def _phrases(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Join words that stand close to each other in one sentence, so that they read as they were written."""
    phrases: list[tuple[int, int]] = []
    for span in spans:
        gap = text[phrases[-1][1] : span.start] if phrases else ""
        if phrases and len(gap) <= _GAP_MOST and not set(gap) & set(".;!?\n"):
            phrases[-1] = (phrases[-1][0], span.end)
        else:
            phrases.append((span.start, span.end))
    return phrases


def _words(answer: OwnAnswer, most: int) -> dict[str, str]:
    """Return for each key point the own words that earned it, or came close."""
    most = min(_WORDS_MOST, most - _WORDS_EXTRA)
    text = answer.text or ""
    found = {point.say: [text[start:end] for start, end in _phrases(text, point.spans)] for point in answer.verdicts}
    return {said: clip(one_line(" … ".join(parts)), most) for said, parts in found.items() if any(parts)}
