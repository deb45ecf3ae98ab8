"""Playing: presses and forms of questions, from *Answer* to *My result*."""

from __future__ import annotations

from bot.chat.forms import answer_form, text_of
from bot.chat.replies import ask, locale_of, player_of, promptly, show, source_of, time_of
from bot.chat.router import Interaction, Name, Routes
from bot.core.ids import OccurrenceId, QuestionId
from bot.daily.messages.mine import mine
from bot.questions.messages.noted import told
from bot.questions.messages.question import asked, hinted, option_of, sure
from bot.questions.messages.verdict import progress, verdict
from bot.questions.service.answering import Answering
from bot.questions.service.outcomes import AskedQuestion, Receipt


class Quiz:
    """What people do with questions."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    def routes(self) -> Routes:
        """Tell which presses and forms these are."""
        return {
            "question:answer": self.answer,
            "question:submit": self.submit,
            "question:choose": self.choose,
            "question:hint": self.hint,
            "question:giveup": self.give_up,
            "question:again": self.again,
            "occurrence:play": self.play,
            "result:mine": self.my_result,
        }

    async def answer(self, interaction: Interaction, name: Name) -> None:
        """Open the form, or show the verdict there is; nothing is deferred, for a form must be the first reply."""
        question = QuestionId(name.number)
        opened = await self._answering.begin(question, player_of(interaction), time_of(interaction))
        if isinstance(opened, Receipt):
            await show(interaction, verdict(opened, locale_of(interaction)))
        else:
            await ask(interaction, answer_form(opened.question, locale_of(interaction), text=opened.text))

    async def submit(self, interaction: Interaction, name: Name) -> None:
        """Have an answer judged and show the verdict."""
        judged = self._answering.answer(
            QuestionId(name.number),
            player_of(interaction),
            source=source_of(interaction),
            text=text_of(interaction),
            at=time_of(interaction),
        )
        receipt = await promptly(interaction, judged)
        await show(interaction, told(receipt, locale_of(interaction)))

    async def choose(self, interaction: Interaction, name: Name) -> None:
        """Have a choice judged and show the verdict."""
        judged = self._answering.choose(
            QuestionId(name.number),
            player_of(interaction),
            source=source_of(interaction),
            option=option_of(name),
            at=time_of(interaction),
        )
        receipt = await promptly(interaction, judged)
        await show(interaction, told(receipt, locale_of(interaction)))

    async def hint(self, interaction: Interaction, name: Name) -> None:
        """Show the next hint."""
        taken = self._answering.hint(QuestionId(name.number), player_of(interaction), time_of(interaction))
        await show(interaction, hinted(await promptly(interaction, taken), locale_of(interaction)))

    async def give_up(self, interaction: Interaction, name: Name) -> None:
        """Record "I don't know" once it is confirmed, else ask back."""
        question, player, at = QuestionId(name.number), player_of(interaction), time_of(interaction)
        locale = locale_of(interaction)
        if name.arg:
            given = self._answering.give_up(question, player, source=source_of(interaction), at=at)
            await show(interaction, told(await promptly(interaction, given), locale))
            return
        opened = await promptly(interaction, self._answering.begin(question, player, at))
        shown = verdict(opened, locale) if isinstance(opened, Receipt) else sure(opened.question, locale)
        await show(interaction, shown)

    async def again(self, interaction: Interaction, name: Name) -> None:
        """Put a question again to someone who may change their answer."""
        opened = self._answering.again(QuestionId(name.number), player_of(interaction), time_of(interaction))
        put, locale = await promptly(interaction, opened), locale_of(interaction)
        await show(interaction, verdict(put, locale) if isinstance(put, Receipt) else asked(put, locale))

    async def play(self, interaction: Interaction, name: Name) -> None:
        """Lead on to the next question of a post."""
        occurrence = OccurrenceId(name.number)
        played = self._answering.play(occurrence, player_of(interaction), time_of(interaction))
        ahead = await promptly(interaction, played)
        locale = locale_of(interaction)
        await show(interaction, asked(ahead, locale) if isinstance(ahead, AskedQuestion) else progress(ahead, locale))

    async def my_result(self, interaction: Interaction, name: Name) -> None:
        """Show everything about one's own answers."""
        found = self._answering.my_result(OccurrenceId(name.number), player_of(interaction))
        await show(interaction, mine(await promptly(interaction, found), locale_of(interaction)))
