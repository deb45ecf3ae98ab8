"""*Who answered*: the press that shows who took part."""

from __future__ import annotations

from bot.chat.replies import locale_of, player_of, promptly, show
from bot.chat.router import Interaction, Name, Press, Presses
from bot.core.ids import RoundId
from bot.daily.messages.attendance import attended, page_of
from bot.daily.service.attendance import Attendance


class Who:
    """Who has answered."""

    def __init__(self, attendance: Attendance) -> None:
        self._attendance = attendance

    def presses(self) -> Presses:
        """Return the presses."""
        return {"round:who": Press(self.who)}

    async def who(self, interaction: Interaction, name: Name) -> None:
        """Show a page of names."""
        found = self._attendance.page(RoundId(name.number), player_of(interaction), page_of(name))
        await show(interaction, attended(await promptly(interaction, found), locale_of(interaction)))
