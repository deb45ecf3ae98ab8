"""Playing a round: *Play*, *Next question*, *My result*, *I was right*, *Who answered*, and replies after closing."""

from __future__ import annotations

import discord

from bot.appeals.messages import appeal_form
from bot.appeals.service.appeals import Appeals
from bot.chat.replies import defer_if_slow, locale_of, open_form, player_of, show, time_of
from bot.chat.router import CustomId, Interaction, Press, Presses, custom_ids_in
from bot.core.ids import RoundId
from bot.daily.messages.my_result import mine
from bot.daily.messages.playing import attended, page_of, progress
from bot.daily.owner import owner_of
from bot.daily.service.attendance import Attendance
from bot.daily.service.playing import Playing
from bot.questions.commands import NOT_TAKEN, react, text_of_reply
from bot.questions.messages.question import asked
from bot.questions.service.asked import AskedQuestion


class PlayingPresses:
    """What people do with a round, besides answering."""

    def __init__(self, playing: Playing, appeals: Appeals) -> None:
        self._playing = playing
        self._appeals = appeals

    def presses(self) -> Presses:
        """Return the presses."""
        return {
            "round:play": Press(self.play),
            "result:mine": Press(self.my_result),
            "result:appeal": Press(self.appeal),
        }

    async def play(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Lead on to the next question of a post."""
        round_id = RoundId(custom_id.number)
        played = self._playing.play(round_id, player_of(interaction), time_of(interaction))
        ahead, locale = await defer_if_slow(interaction, played), locale_of(interaction)
        await show(interaction, asked(ahead, locale) if isinstance(ahead, AskedQuestion) else progress(ahead, locale))

    async def my_result(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show everything about one's own answers."""
        found = self._playing.my_result(RoundId(custom_id.number), player_of(interaction))
        await show(interaction, mine(await defer_if_slow(interaction, found), locale_of(interaction)))

    async def appeal(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Open the form of an appeal if there is one answer to appeal, else show what each of them came to."""
        player = player_of(interaction)
        left = await self._appeals.appealable(owner_of(RoundId(custom_id.number)), player)
        if len(left) != 1:
            await self.my_result(interaction, custom_id)
            return
        opened = await self._appeals.begin(left[0], player, time_of(interaction))
        await open_form(interaction, appeal_form(opened, locale_of(interaction)))

    async def heard(self, message: discord.Message) -> bool:
        """Mark a reply to a question that shows its result already as too late; nothing becomes due by it."""
        round_id = _round_of(message)
        if round_id is not None and text_of_reply(message) and await self._playing.took_typed(round_id):
            await react(message, NOT_TAKEN)
        return False


def _round_of(message: discord.Message) -> RoundId | None:
    """Return the round whose question a message replies to, if that shows the result by now."""
    origin = message.reference.resolved if message.reference is not None else None
    # The reply that brings a result is no question: what is said below it is talk.
    if not isinstance(origin, discord.Message) or origin.reference is not None:
        return None
    found = {name.number for name in custom_ids_in(origin) if (name.noun, name.verb) == ("result", "mine")}
    return RoundId(found.pop()) if len(found) == 1 else None


class Who:
    """Who has answered."""

    def __init__(self, attendance: Attendance) -> None:
        self._attendance = attendance

    def presses(self) -> Presses:
        """Return the presses."""
        return {"round:who": Press(self.who)}

    async def who(self, interaction: Interaction, custom_id: CustomId) -> None:
        """Show a page of names."""
        found = self._attendance.page(RoundId(custom_id.number), player_of(interaction), page_of(custom_id))
        await show(interaction, attended(await defer_if_slow(interaction, found), locale_of(interaction)))
