"""What people do with questions, whoever asked them: presses, forms and typed replies.

A typed reply arrives without the privileged intent because it pings the bot. Its receipt is a reaction, never a
verdict, and what is edited afterwards is ignored, as edits are never listened to.
"""

from __future__ import annotations

import re

import discord

from bot.chat.feature import Features
from bot.chat.forms import text_of
from bot.chat.message import OutgoingMessage
from bot.chat.replies import defer_if_slow, locale_of, open_form, player_of, show, source_of, time_of
from bot.chat.requests import retry
from bot.chat.router import CustomId, Interaction, Press, Presses, custom_ids_in
from bot.core.errors import UserError
from bot.core.ids import GuildId, Player, QuestionId, SourceId, UserId, snowflake_at
from bot.questions.messages.question import answer_form, asked, hinted, option_of, sure
from bot.questions.messages.verdict import told
from bot.questions.service.answering import Answering
from bot.questions.service.receipts import AnswerForm, Noted, Receipt

_MENTION = re.compile(r"<@[!&]?\d{1,20}>")
#: "It is noted", whatever it is worth.
NOTED = "📝"
#: "It was not taken": too late, the second one, or nothing to read.
NOT_TAKEN = "🚫"


class AnsweringPresses:
    """What people do with questions."""

    def __init__(self, answering: Answering, features: Features) -> None:
        self._answering = answering
        self._features = features

    def presses(self) -> Presses:
        """Return the presses and forms."""
        return {
            "question:answer": Press(self.answer),
            "question:submit": Press(self.submit),
            "question:choose": Press(self.choose),
            "question:hint": Press(self.hint),
            "question:giveup": Press(self.give_up),
            "question:again": Press(self.again),
        }

    async def answer(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Open the form, or show the verdict there is; nothing is deferred, for a form must be the first reply."""
        question = QuestionId(custom_id.number)
        opened = await self._answering.begin(question, player_of(interaction), time_of(interaction))
        if isinstance(opened, AnswerForm):
            await open_form(interaction, answer_form(opened.question, locale_of(interaction), text=opened.text))
        else:
            await show(interaction, self._told(interaction, opened))

    async def submit(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Have an answer judged and show the verdict."""
        judged = self._answering.answer(
            QuestionId(custom_id.number),
            player_of(interaction),
            source=source_of(interaction),
            text=text_of(interaction),
            at=time_of(interaction),
        )
        await show(interaction, self._told(interaction, await defer_if_slow(interaction, judged)))

    async def choose(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Have a choice judged and show the verdict."""
        judged = self._answering.choose(
            QuestionId(custom_id.number),
            player_of(interaction),
            source=source_of(interaction),
            option=option_of(custom_id),
            at=time_of(interaction),
        )
        await show(interaction, self._told(interaction, await defer_if_slow(interaction, judged)))

    async def hint(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show the next hint."""
        taken = self._answering.hint(QuestionId(custom_id.number), player_of(interaction), time_of(interaction))
        await show(interaction, hinted(await defer_if_slow(interaction, taken), locale_of(interaction)))

    async def give_up(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Record "I don't know" once it is confirmed, else ask back."""
        question, player, at = QuestionId(custom_id.number), player_of(interaction), time_of(interaction)
        if custom_id.arg:
            given = self._answering.give_up(question, player, source=source_of(interaction), at=at)
            await show(interaction, self._told(interaction, await defer_if_slow(interaction, given)))
            return
        opened = await defer_if_slow(interaction, self._answering.again(question, player, at))
        shown = self._told(interaction, opened) if isinstance(opened, Receipt) else sure(opened, locale_of(interaction))
        await show(interaction, shown)

    async def again(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Put a question again to someone who may change their answer."""
        opened = self._answering.again(QuestionId(custom_id.number), player_of(interaction), time_of(interaction))
        put = await defer_if_slow(interaction, opened)
        shown = self._told(interaction, put) if isinstance(put, Receipt) else asked(put, locale_of(interaction))
        await show(interaction, shown)

    def _told(self, interaction: Interaction, outcome: Receipt | Noted) -> OutgoingMessage:
        locale = locale_of(interaction)
        return told(outcome, self._features.framing(outcome.question.owner, outcome.around, locale), locale)


class TypedReplies:
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
    asked = {name.number for name in custom_ids_in(origin) if name.noun == "question" and isinstance(name.id, int)}
    return QuestionId(asked.pop()) if len(asked) == 1 else None


async def react(message: discord.Message, sign: str) -> None:
    """Add a reaction; where the bot may not, nothing is said at all."""
    try:
        await retry(lambda: message.add_reaction(sign))
    except (discord.Forbidden, discord.NotFound):
        return
