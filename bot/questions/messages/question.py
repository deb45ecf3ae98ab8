"""Questions as messages: the post everyone sees, and a question put to one person in private."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.chat.message import Shown, Tone, embed
from bot.chat.router import Buttons, Name, PressUnknown
from bot.questions.forms import Form
from bot.questions.service.outcomes import AskedQuestion, HintShown, OpenPost
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.escape import escape, one_line
from bot.text.spans import Style, moment

LETTERS = "ABCDE"
#: Code points of an escaped question and of one option, so that both and the rest fit one embed.
ASK_MOST = 2_000
_OPTION_MOST = 350
#: Code points that a list of questions shares.
_LIST_MOST = 3_400


def post(open_post: OpenPost, locale: str = DEFAULT_LOCALE) -> Shown:
    """Make the post of an occurrence: one question whole, or a list of several with one *Play*."""
    questions = open_post.questions
    several = len(questions) > 1
    title = say(
        "post-many" if several else "post-one", locale, count=len(questions), deck=one_line(open_post.deck_title)
    )
    body = _list(questions, locale) if several else _whole(questions[0], locale)
    closes = say(
        "post-closes",
        locale,
        at=moment(open_post.closes_at, Style.DATE_AND_TIME),
        relative=moment(open_post.closes_at, Style.RELATIVE),
    )
    count = say("post-count", locale, count=open_post.answered)
    lines = [body, "", *_terms(open_post, closes, locale), count]
    buttons = _play(open_post, locale) if several else answer_buttons(questions[0], locale)
    who = Name("occurrence", "who", open_post.occurrence)
    buttons.add(say("button-who", locale), who, row=None if several else _row_below(questions[0]))
    ping = open_post.options.ping
    made = embed(title=title, text="\n".join(lines))
    return Shown(content=None if ping is None else f"<@&{ping}>", embed=made, buttons=buttons, ping=ping)


def asked(question: AskedQuestion, locale: str = DEFAULT_LOCALE) -> Shown:
    """Put a question to one person."""
    text = f"{_whole(question, locale)}\n\n{_closes(question, locale)}"
    return Shown(embed=embed(title=heading(question, locale), text=text), buttons=answer_buttons(question, locale))


def hinted(shown: HintShown, locale: str = DEFAULT_LOCALE) -> Shown:
    """Show the hints taken so far, with the question and the way on; to someone who answered, all hints and no more."""
    question = shown.question
    fields = [
        (say("hint-title", locale, number=number, of=question.hints), escape(hint))
        for number, hint in enumerate(shown.hints, 1)
    ]
    answered = shown.points_left == 0
    below = _closes(question, locale) if answered else say("hint-left", locale, points=shown.points_left)
    made = embed(title=heading(question, locale), text=f"{_whole(question, locale)}\n\n{below}", fields=fields)
    return Shown(
        embed=made, buttons=None if answered else answer_buttons(question, locale, hints_taken=len(shown.hints))
    )


def sure(question: AskedQuestion, locale: str = DEFAULT_LOCALE) -> Shown:
    """Ask back before a question is given up."""
    key = "sure-text-changeable" if question.changeable else "sure-text"
    relative = "" if question.closes_at is None else moment(question.closes_at, Style.RELATIVE)
    text = f"{_whole(question, locale)}\n\n{say(key, locale, relative=relative)}"
    buttons = _ways_to_answer(question, locale)
    yes = Name("question", "giveup", question.id, "yes")
    buttons.add(say("button-give-up-yes", locale), yes, style=discord.ButtonStyle.danger, row=_row_below(question))
    return Shown(embed=embed(title=say("sure-title", locale), text=text, tone=Tone.QUIET), buttons=buttons)


def answer_buttons(question: AskedQuestion, locale: str = DEFAULT_LOCALE, *, hints_taken: int = 0) -> Buttons:
    """Make the buttons under a question: the ways to answer, then a hint if there is one, and giving up."""
    buttons = _ways_to_answer(question, locale)
    row = _row_below(question)
    if question.hints > hints_taken:
        key = "button-hint-more" if hints_taken else "button-hint"
        buttons.add(say(key, locale), Name("question", "hint", question.id), row=row)
    return buttons.add(say("button-give-up", locale), Name("question", "giveup", question.id), row=row)


def option_of(name: Name) -> int:
    """Return which option a choice's button stands for, from 0.

    Raises:
        PressUnknown: None of ours.
    """
    if len(name.arg) != 1 or name.arg not in LETTERS:
        raise PressUnknown(str(name))
    return LETTERS.index(name.arg)


def heading(question: AskedQuestion, locale: str = DEFAULT_LOCALE) -> str:
    """Return "Question 2 of 5", or what a single one is called."""
    key = "asked-title" if of_several(question) else "asked-one"
    return say(key, locale, number=question.number, of=question.of or 1)


def of_several(question: AskedQuestion) -> bool:
    """Tell whether a question is one of a known number."""
    return question.of is not None and question.of > 1


def ask_of(question: AskedQuestion, most: int = ASK_MOST) -> str:
    """Return a question's text as markup, bold."""
    return f"**{clip(escape(question.ask), most)}**"


def _whole(question: AskedQuestion, locale: str) -> str:
    options = [
        say("option-line", locale, letter=letter, text=clip(one_line(option), _OPTION_MOST))
        for letter, option in zip(LETTERS, question.options, strict=False)
    ]
    return "\n".join((ask_of(question), *([""] if options else []), *options))


def _list(questions: Sequence[AskedQuestion], locale: str) -> str:
    share = _LIST_MOST // len(questions)
    lines = [
        say("post-line", locale, number=question.number, ask=clip(one_line(question.ask), share))
        for question in questions
    ]
    return "\n".join((*lines, "", say("post-play", locale)))


def _terms(open_post: OpenPost, closes: str, locale: str) -> list[str]:
    """Tell until when and how one may answer, as far as this schedule differs from others."""
    if open_post.in_time_until is not None:
        in_time = moment(open_post.in_time_until, Style.DATE_AND_TIME)
        until = moment(open_post.closes_at, Style.DATE_AND_TIME)
        closes = say("post-in-time", locale, at=in_time, until=until)
    lines = [closes]
    if open_post.runs_out:
        lines.append(say("post-runs-out", locale))
    if any(question.typed for question in open_post.questions):
        lines.append(say("post-typed", locale))
    if any(question.changeable for question in open_post.questions):
        lines.append(say("post-changeable", locale))
    return lines


def _closes(question: AskedQuestion, locale: str) -> str:
    if question.closes_at is None:
        return ""
    return say(
        "post-closes",
        locale,
        at=moment(question.closes_at, Style.DATE_AND_TIME),
        relative=moment(question.closes_at, Style.RELATIVE),
    )


def _ways_to_answer(question: AskedQuestion, locale: str) -> Buttons:
    buttons = Buttons()
    if question.form is not Form.CHOICE:
        name = Name("question", "answer", question.id)
        return buttons.add(say("button-answer", locale), name, style=discord.ButtonStyle.primary, row=0)
    for letter, _ in zip(LETTERS, question.options, strict=False):
        buttons.add(letter, Name("question", "choose", question.id, letter), style=discord.ButtonStyle.primary, row=0)
    return buttons


def _row_below(question: AskedQuestion) -> int:
    """Return the row of what is no answer: beside *Answer*, but below the letters of a choice."""
    return 1 if question.form is Form.CHOICE else 0


def _play(open_post: OpenPost, locale: str) -> Buttons:
    name = Name("occurrence", "play", open_post.occurrence)
    return Buttons().add(say("button-play", locale), name, style=discord.ButtonStyle.primary)
