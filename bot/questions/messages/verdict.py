"""Verdicts as messages: the outcome and what was hit, and nothing of what was missed before that may be known."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.feature import Framing
from bot.chat.message import OutgoingMessage, Tone, embed
from bot.chat.router import Buttons, CustomId
from bot.grading.verdict import Outcome, Rule
from bot.questions.messages.question import ask_of, heading, of_several
from bot.questions.service.receipts import Noted, Receipt, Solution
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip, fit_lines
from bot.text.dates import Style, date_name, moment
from bot.text.escape import escape, one_line, quoted

_ASK_MOST = 700
_ANSWER_MOST = 700
_NOTED_MOST = 2_000
_WHY_MOST = 80
_HITS_MOST = 1_000
_RULES_MOST = 1_000
_SOLUTION_MOST = 900
_NOTE_MOST = 900
_SOURCE_MOST = 500
_TONES = {Outcome.RIGHT: Tone.GOOD, Outcome.PARTLY: Tone.MIXED, Outcome.WRONG: Tone.BAD}
_PLAIN = Framing()


def told(outcome: Receipt | Noted, framing: Framing = _PLAIN, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell one person what became of their answer: the verdict, or that it is noted."""
    return noted(outcome, framing, locale) if isinstance(outcome, Noted) else verdict(outcome, framing, locale)


def verdict(receipt: Receipt, framing: Framing = _PLAIN, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Tell one person how an answer fared; while the question is open safe even if shown to others."""
    ends = [] if framing.leads_on else _closes(receipt, locale)
    lines = [
        *([say("verdict-again", locale), ""] if not receipt.new else []),
        ask_of(receipt.question, _ASK_MOST),
        *([clip(quoted(receipt.text), _ANSWER_MOST)] if receipt.text.strip() else []),
        "",
        *([say("verdict-unsure", locale)] if receipt.unsure else []),
        *_covered(receipt, locale),
        *_hits(receipt, locale),
        *_rules(receipt, locale),
        _points(receipt, locale),
        *framing.lines,
        *(["", *ends] if ends else []),
    ]
    outcome = outcome_words(receipt.outcome, gave_up=receipt.gave_up, unsure=receipt.unsure, locale=locale)
    title = f"{outcome} · {heading(receipt.question, locale)}" if of_several(receipt.question) else outcome
    tone = Tone.QUIET if receipt.gave_up else _TONES[receipt.outcome]
    fields = [] if receipt.solution is None else _solution(receipt.solution, locale)
    made = embed(title=title, text="\n".join(lines), fields=fields, tone=tone)
    buttons = framing.buttons
    if receipt.appealable:
        # The grader could not know, so the person need not give reasons: one press asks somebody who can.
        name = CustomId("appeal", "claim", receipt.question.id)
        buttons = (buttons or Buttons()).add(say("button-appeal", locale), name)
    return OutgoingMessage(embed=made, buttons=buttons, news=receipt.news)


def noted(outcome: Noted, framing: Framing = _PLAIN, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Acknowledge an answer that may still be changed."""
    until = outcome.until
    lines = [
        ask_of(outcome.question, _ASK_MOST),
        say("noted-passed", locale) if outcome.gave_up else clip(quoted(outcome.text), _NOTED_MOST),
        "",
        *([] if until is None else [say("noted-until", locale, until=moment(until, Style.DATE_AND_TIME))]),
        *framing.lines,
    ]
    title = say("noted-title" if outcome.attempt == 1 else "noted-title-changed", locale)
    if of_several(outcome.question):
        title = f"{title} · {heading(outcome.question, locale)}"
    buttons = framing.buttons or Buttons()
    buttons.add(say("button-change", locale), CustomId("question", "again", outcome.question.id))
    made = embed(title=title, text="\n".join(lines), tone=Tone.QUIET)
    return OutgoingMessage(embed=made, buttons=buttons, news=outcome.news)


def outcome_words(outcome: Outcome, *, gave_up: bool, unsure: bool = False, locale: str = DEFAULT_LOCALE) -> str:
    """Return an outcome as a sign and a word."""
    code = "passed" if gave_up else "unsure" if unsure else outcome.value
    return say("verdict-title", locale, sign=say(f"sign-{code}", locale), outcome=say(f"outcome-{code}", locale))


def origin_of(source: str, as_of: str, most: int, locale: str = DEFAULT_LOCALE) -> str:
    """Return where a card comes from and when it was true; "" if neither is known.

    Args:
        source: An address; one that is longer than `most`, or none of the web, is left out.
        as_of: A day, month or year as "2026-11"; "" for ever.
        most: Most characters of the address.
        locale: The reader's language.
    """
    named = {"date": date_name(as_of, locale)} if as_of else {}
    if source.startswith(("https://", "http://")) and len(source) <= most:
        url = source.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        return say("result-source-as-of" if named else "result-source", locale, url=url, **named)
    return say("result-as-of", locale, **named) if named else ""


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
    """Return the count of key points, and why the points are not what it suggests."""
    # Who does not know what was said cannot say that nothing of it was hit.
    if not receipt.covered or receipt.gave_up or (receipt.unsure and not any(receipt.covered)):
        return []
    count = counted(receipt.covered, locale)
    if receipt.weight is None:
        return [count]
    return [count, say(f"verdict-weight-{receipt.weight.value}", locale, need=receipt.need)]


def _hits(receipt: Receipt, locale: str) -> list[str]:
    if not receipt.hits:
        return []
    hits = [f"- {clip(one_line(hit), _ANSWER_MOST)}" for hit in receipt.hits]
    return [
        say("verdict-hits", locale),
        fit_lines(hits, _HITS_MOST, lambda count: say("and-more", locale, count=count)),
    ]


def _rules(receipt: Receipt, locale: str) -> list[str]:
    """Return what cost something, told apart from what was hit."""
    lines = rule_lines(receipt.rules, locale)
    if not lines:
        return []
    shown = fit_lines(lines, _RULES_MOST, lambda count: say("and-more", locale, count=count))
    return [say("verdict-cost", locale), shown] if receipt.hits else [shown]


def _points(receipt: Receipt, locale: str) -> str:
    points = say("verdict-points", locale, points=receipt.points)
    if receipt.hints_taken and not receipt.gave_up:
        return say("verdict-points-hinted", locale, points=points, hints=receipt.hints_taken)
    return points


def _closes(receipt: Receipt, locale: str) -> list[str]:
    """Tell when the answer can be known, unless it is already."""
    closes_at = receipt.question.closes_at
    if receipt.solution is not None or closes_at is None:
        return []
    return [say("verdict-closes", locale, questions=1, at=moment(closes_at, Style.SHORT))]


def _solution(solution: Solution, locale: str) -> list[tuple[str, str]]:
    points = [f"- {one_line(point)}" for point in solution.points]
    whole = fit_lines(points, _SOLUTION_MOST, lambda count: say("and-more", locale, count=count))
    note = clip(escape(solution.note), _NOTE_MOST)
    about = [note] if note else []
    if origin := origin_of(solution.source, solution.as_of, _SOURCE_MOST, locale):
        about.append(origin)
    answer = clip(one_line(solution.answer), _SOLUTION_MOST) if solution.answer else whole
    return [(say("verdict-solution", locale), answer), (say("result-note", locale), "\n".join(about))]
