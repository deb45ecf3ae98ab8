"""Typed answers: a reply to a post, where its schedule takes that; the receipt is a reaction, never a verdict.

The text arrives without the privileged intent because the reply pings the bot. What is edited afterwards is ignored,
as edits are never listened to.
"""

from __future__ import annotations

import re

import discord

from bot.chat.retry import insist
from bot.chat.router import names_in
from bot.core.errors import UserError
from bot.core.ids import GuildId, QuestionId, SourceId, UserId, snowflake_at
from bot.core.player import Player
from bot.questions.service.answering import Answering

_MENTION = re.compile(r"<@[!&]?\d{1,20}>")
#: "It is noted", whatever it is worth.
NOTED = "📝"
#: "It was not taken": too late, the second one, or nothing to read.
NOT_TAKEN = "🚫"


class Typed:
    """What people type below a post."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def heard(self, message: discord.Message) -> bool:
        """Take a reply to a post of ours as an answer, if it is one; returns whether it was taken."""
        question = question_of(message)
        text = text_of_reply(message)
        if question is None or not text:
            return False
        player = Player(
            guild=GuildId(message.guild.id if message.guild else 0),
            user=UserId(message.author.id),
            name=message.author.display_name,
        )
        try:
            source = SourceId(message.id)
            taken = await self._answering.reply(question, player, source=source, text=text, at=snowflake_at(source))
        except UserError:
            taken = False
        if taken is not None:
            await react(message, NOTED if taken else NOT_TAKEN)
        return bool(taken)


def text_of_reply(message: discord.Message) -> str:
    """Return what a message says, without whom it mentions."""
    return _MENTION.sub("", message.content).strip()


def question_of(message: discord.Message) -> QuestionId | None:
    """Return the one question of the post that a message replies to; None: it holds none, or several."""
    origin = message.reference.resolved if message.reference is not None else None
    if not isinstance(origin, discord.Message):
        return None
    asked = {name.number for name in names_in(origin) if name.noun == "question" and isinstance(name.id, int)}
    return QuestionId(asked.pop()) if len(asked) == 1 else None


async def react(message: discord.Message, sign: str) -> None:
    """Add a reaction; where the bot may not, nothing is said at all."""
    try:
        await insist(lambda: message.add_reaction(sign))
    except (discord.Forbidden, discord.NotFound):
        return
