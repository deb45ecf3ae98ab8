"""Questions as messages, as they are put to one person in private."""

from __future__ import annotations

import discord

from bot.chat import forms
from bot.chat.message import OutgoingMessage, Tone, embed
from bot.chat.router import Buttons, CustomId, PressUnknown
from bot.questions.forms import Form
from bot.questions.service.asked import AskedQuestion
from bot.questions.service.receipts import HintShown
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import LIMITS, Limit, clip
from bot.text.dates import Style, moment
from bot.text.escape import escape, one_line

LETTERS = "ABCDE"
#: Code points of an escaped question and of one option, so that both and the rest fit one embed.
ASK_MOST = 2_000
_OPTION_MOST = 350


def asked(question: AskedQuestion, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Put a question to one person."""
    text = f"{whole(question, locale)}\n\n{closes(question, locale)}".rstrip()
    return OutgoingMessage(
        embed=embed(title=heading(question, locale), text=text), buttons=answer_buttons(question, locale)
    )


def hinted(shown: HintShown, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Show the hints taken so far, with the question and the way on; to someone who answered, all hints and no more."""
    question = shown.question
    fields = [
        (say("hint-title", locale, number=number, of=question.hints), escape(hint))
        for number, hint in enumerate(shown.hints, 1)
    ]
    answered = shown.points_left == 0
    below = closes(question, locale) if answered else say("hint-left", locale, points=shown.points_left)
    made = embed(title=heading(question, locale), text=f"{whole(question, locale)}\n\n{below}", fields=fields)
    return OutgoingMessage(
        embed=made, buttons=None if answered else answer_buttons(question, locale, hints_taken=len(shown.hints))
    )


def sure(question: AskedQuestion, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Ask back before a question is given up."""
    text = f"{whole(question, locale)}\n\n{_what_passing_means(question, locale)}"
    buttons = _ways_to_answer(question, locale)
    yes = CustomId("question", "giveup", question.id, "yes")
    buttons.add(say("button-give-up-yes", locale), yes, style=discord.ButtonStyle.danger, row=row_below(question))
    return OutgoingMessage(embed=embed(title=say("sure-title", locale), text=text, tone=Tone.QUIET), buttons=buttons)


def answer_buttons(question: AskedQuestion, locale: str = DEFAULT_LOCALE, *, hints_taken: int = 0) -> Buttons:
    """Make the buttons under a question: the ways to answer, then a hint if there is one, and giving up."""
    buttons = _ways_to_answer(question, locale)
    row = row_below(question)
    if question.hints > hints_taken:
        key = "button-hint-more" if hints_taken else "button-hint"
        label = say(key, locale, cost=question.hint_cost)
        buttons.add(label, CustomId("question", "hint", question.id), row=row)
    return buttons.add(say("button-give-up", locale), CustomId("question", "giveup", question.id), row=row)


def option_of(custom_id: CustomId) -> int:
    """Return which option a choice's button stands for, from 0.

    Raises:
        PressUnknown: None of ours.
    """
    if len(custom_id.arg) != 1 or custom_id.arg not in LETTERS:
        raise PressUnknown(str(custom_id))
    return LETTERS.index(custom_id.arg)


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


def _what_passing_means(question: AskedQuestion, locale: str) -> str:
    if question.closes_at is None:
        return say("sure-text-at-once", locale)
    key = "sure-text-changeable" if question.changeable else "sure-text"
    return say(key, locale, relative=moment(question.closes_at, Style.RELATIVE))


def whole(question: AskedQuestion, locale: str) -> str:
    """Return a question's text and its options."""
    options = [
        say("option-line", locale, letter=letter, text=clip(one_line(option), _OPTION_MOST))
        for letter, option in zip(LETTERS, question.options, strict=False)
    ]
    return "\n".join((ask_of(question), *([""] if options else []), *options))


def closes(question: AskedQuestion, locale: str) -> str:
    """Tell when a question closes; "" where nobody knows."""
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
        name = CustomId("question", "answer", question.id)
        return buttons.add(say("button-answer", locale), name, style=discord.ButtonStyle.primary, row=0)
    for letter, _ in zip(LETTERS, question.options, strict=False):
        buttons.add(
            letter, CustomId("question", "choose", question.id, letter), style=discord.ButtonStyle.primary, row=0
        )
    return buttons


def row_below(question: AskedQuestion) -> int:
    """Return the row of what is no answer: beside *Answer*, but below the letters of a choice."""
    return 1 if question.form is Form.CHOICE else 0


def answer_form(question: AskedQuestion, locale: str = DEFAULT_LOCALE, *, text: str = "") -> forms.Form:
    """Make the form for one question, with the text to begin with."""
    several = of_several(question)
    key = "form-title" if several else "form-one"
    title = say(key, locale, number=question.number, of=question.of or 1)
    form = forms.Form(title=clip(title, Limit.MODAL_TITLE), custom_id=str(CustomId("question", "submit", question.id)))
    form.add_item(discord.ui.TextDisplay(f"**{clip(escape(question.ask), LIMITS[Limit.TEXT_DISPLAY] - 4)}**"))
    field: discord.ui.TextInput[forms.Form] = discord.ui.TextInput(
        custom_id=forms.FIELD,
        style=discord.TextStyle.paragraph,
        max_length=LIMITS[Limit.TEXT_INPUT],
        default=text or None,
    )
    return form.add_item(
        discord.ui.Label(
            text=clip(say("form-label", locale), Limit.MODAL_LABEL),
            description=clip(say("form-hint", locale), Limit.MODAL_DESCRIPTION),
            component=field,
        )
    )
