"""Wordings: what a server accepts beside what a card says, kept in memory; below all features that take answers.

They are read and forgotten only by units that write, of which there is one at a time, so nothing kept can be stale.
That holds for one process on a database, which is what there is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from bot.appeals.rules import ruled
from bot.core.ids import CardId, DeckId, GuildId
from bot.db.database import Transaction
from bot.grading.normalise import answer_key
from bot.grading.verdict import Verdict
from bot.questions.forms import Form
from bot.questions.queries import wordings
from bot.questions.queries.questions import KeptQuestion
from bot.questions.queries.states import Cause
from bot.questions.queries.wordings import Wording

_CARDS_KEPT = 4_096


class Wordings:
    """The wordings of the cards that are being answered."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[GuildId, DeckId, CardId], Mapping[tuple[Form, str], float]] = OrderedDict()

    def judged(self, tx: Transaction, question: KeptQuestion, text: str, verdict: Verdict) -> tuple[Verdict, Cause]:
        """Judge an answer as the server ruled, if it did; asks the database once per card.

        Args:
            tx: The transaction.
            question: What was asked.
            text: The answer; "" after giving up.
            verdict: What the grader says.

        Returns:
            The verdict that counts, and why it does.
        """
        accepted = self._of(tx, question.guild, question.deck, question.card)
        score = accepted.get((question.asked.form, answer_key(text))) if accepted and text else None
        if score is None:
            return verdict, Cause.FIRST
        better = ruled(verdict, score)
        return better, Cause.FIRST if better is verdict else Cause.RULING

    def forget(self, wording: Wording) -> None:
        """Read a card's wordings again next time; call it as soon as a unit that changed them has ended."""
        self._kept.pop((wording.guild, wording.deck, wording.card), None)

    def _of(self, tx: Transaction, guild: GuildId, deck: DeckId, card: CardId) -> Mapping[tuple[Form, str], float]:
        key = (guild, deck, card)
        if key not in self._kept:
            self._kept[key] = wordings.of_card(tx, guild, deck, card)
        self._kept.move_to_end(key)
        accepted = self._kept[key]
        while len(self._kept) > _CARDS_KEPT:
            self._kept.popitem(last=False)
        return accepted
