"""The post of a round, as everyone sees it while its questions are open."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.chat.message import OutgoingMessage, embed
from bot.chat.router import Buttons, CustomId
from bot.daily.service.posts import OpenPost
from bot.questions.messages.question import answer_buttons, row_below, whole
from bot.questions.service.asked import AskedQuestion
from bot.text.catalogue import DEFAULT_LOCALE, say
from bot.text.clip import clip
from bot.text.dates import Style, moment
from bot.text.escape import one_line

#: Code points that a list of questions shares.
_LIST_MOST = 3_400


def post(open_post: OpenPost, locale: str = DEFAULT_LOCALE) -> OutgoingMessage:
    """Make the post of an round_id: one question whole, or a list of several with one *Play*."""
    questions = open_post.questions
    several = len(questions) > 1
    title = say(
        "post-many" if several else "post-one", locale, count=len(questions), deck=one_line(open_post.deck_title)
    )
    body = _list(questions, locale) if several else whole(questions[0], locale)
    closes = say(
        "post-closes",
        locale,
        at=moment(open_post.closes_at, Style.DATE_AND_TIME),
        relative=moment(open_post.closes_at, Style.RELATIVE),
    )
    count = say("post-count", locale, count=open_post.answered)
    lines = [body, "", *_terms(open_post, closes, locale), count]
    buttons = _play(open_post, locale) if several else answer_buttons(questions[0], locale)
    who = CustomId("round", "who", open_post.round_id)
    buttons.add(say("button-who", locale), who, row=None if several else row_below(questions[0]))
    ping = open_post.options.ping
    made = embed(title=title, text="\n".join(lines))
    return OutgoingMessage(content=None if ping is None else f"<@&{ping}>", embed=made, buttons=buttons, ping=ping)


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


def _play(open_post: OpenPost, locale: str) -> Buttons:
    name = CustomId("round", "play", open_post.round_id)
    return Buttons().add(say("button-play", locale), name, style=discord.ButtonStyle.primary)
