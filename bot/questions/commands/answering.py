"""Answering: presses and forms of questions, whoever asked them."""

from __future__ import annotations

from bot.chat.feature import Features
from bot.chat.forms import text_of
from bot.chat.message import Shown
from bot.chat.replies import ask, locale_of, player_of, promptly, show, source_of, time_of
from bot.chat.router import Interaction, Name, Press, Presses
from bot.core.ids import QuestionId
from bot.questions.messages.form import answer_form
from bot.questions.messages.question import asked, hinted, option_of, sure
from bot.questions.messages.verdict import told
from bot.questions.service.answering import Answering
from bot.questions.service.receipts import AnswerForm, Noted, Receipt


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

    async def answer(self, interaction: Interaction, name: Name) -> None:
        """Open the form, or show the verdict there is; nothing is deferred, for a form must be the first reply."""
        question = QuestionId(name.number)
        opened = await self._answering.begin(question, player_of(interaction), time_of(interaction))
        if isinstance(opened, AnswerForm):
            await ask(interaction, answer_form(opened.question, locale_of(interaction), text=opened.text))
        else:
            await show(interaction, self._told(interaction, opened))

    async def submit(self, interaction: Interaction, name: Name) -> None:
        """Have an answer judged and show the verdict."""
        judged = self._answering.answer(
            QuestionId(name.number),
            player_of(interaction),
            source=source_of(interaction),
            text=text_of(interaction),
            at=time_of(interaction),
        )
        await show(interaction, self._told(interaction, await promptly(interaction, judged)))

    async def choose(self, interaction: Interaction, name: Name) -> None:
        """Have a choice judged and show the verdict."""
        judged = self._answering.choose(
            QuestionId(name.number),
            player_of(interaction),
            source=source_of(interaction),
            option=option_of(name),
            at=time_of(interaction),
        )
        await show(interaction, self._told(interaction, await promptly(interaction, judged)))

    async def hint(self, interaction: Interaction, name: Name) -> None:
        """Show the next hint."""
        taken = self._answering.hint(QuestionId(name.number), player_of(interaction), time_of(interaction))
        await show(interaction, hinted(await promptly(interaction, taken), locale_of(interaction)))

    async def give_up(self, interaction: Interaction, name: Name) -> None:
        """Record "I don't know" once it is confirmed, else ask back."""
        question, player, at = QuestionId(name.number), player_of(interaction), time_of(interaction)
        if name.arg:
            given = self._answering.give_up(question, player, source=source_of(interaction), at=at)
            await show(interaction, self._told(interaction, await promptly(interaction, given)))
            return
        opened = await promptly(interaction, self._answering.again(question, player, at))
        shown = self._told(interaction, opened) if isinstance(opened, Receipt) else sure(opened, locale_of(interaction))
        await show(interaction, shown)

    async def again(self, interaction: Interaction, name: Name) -> None:
        """Put a question again to someone who may change their answer."""
        opened = self._answering.again(QuestionId(name.number), player_of(interaction), time_of(interaction))
        put = await promptly(interaction, opened)
        shown = self._told(interaction, put) if isinstance(put, Receipt) else asked(put, locale_of(interaction))
        await show(interaction, shown)

    def _told(self, interaction: Interaction, outcome: Receipt | Noted) -> Shown:
        locale = locale_of(interaction)
        return told(outcome, self._features.framing(outcome.question.owner, outcome.around, locale), locale)
