"""Kinds of messages of the daily quiz: questions, results, the threads below them, and why a schedule was paused."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.message import OutgoingMessage
from bot.chat.outbox.kinds import AnyKind, MessageKind, Thread, Where
from bot.daily.messages import post, result, schedule
from bot.daily.owner import PAUSE, QUESTION, RESULT, THREAD
from bot.daily.service import posts
from bot.daily.service.posts import OpenPost, ThreadOf
from bot.daily.service.results import Result
from bot.text.catalogue import say
from bot.text.dates import day_name
from bot.text.escape import plain


def _post(value: OpenPost | Result, where: Where) -> OutgoingMessage:
    return post.post(value, where.locale) if isinstance(value, OpenPost) else result.result(value, where.locale)


def _thread(value: ThreadOf, where: Where) -> Thread:
    named = {"deck": plain(value.deck_title), "day": day_name(value.on, where.locale)}
    return Thread(name=say("thread-name", where.locale, **named))


MESSAGES: tuple[AnyKind, ...] = (
    MessageKind(
        purpose=QUESTION,
        compose=posts.compose_question,
        show=_post,
        # A question is wanted at its time: it is tried every minute until it is too late.
        pause_most=timedelta(minutes=1),
        sent=posts.question_sent,
        edited=posts.question_edited,
        refused=posts.question_refused,
        unknown=posts.question_unknown,
        missed=posts.question_missed,
    ),
    MessageKind(
        purpose=RESULT,
        compose=posts.compose_result,
        show=lambda value, where: result.reply(value, where.locale),
        sent=posts.result_sent,
        refused=posts.result_refused,
    ),
    MessageKind(purpose=THREAD, compose=posts.compose_thread, show=_thread),
    MessageKind(
        purpose=PAUSE,
        compose=posts.compose_pause,
        show=lambda value, where: schedule.pause_message(value, where.guild_name, where.locale),
        refused=posts.pause_refused,
    ),
)
