"""Accepted answers, kept in memory: what a server accepts beside what a card says.

They are read and forgotten only by transactions that write, of which there is one at a time, so nothing kept can be
stale. That holds for one process on a database, which is what there is.
"""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Mapping

from bot.core.ids import CardId, DeckId, GuildId
from bot.db.database import Transaction
from bot.grading.verdict import Verdict
from bot.grading.words.normalise import answer_key
from bot.questions.forms import Form
from bot.questions.queries import accepted
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.queries.questions import Question
from bot.questions.rules import Cause, as_accepted

_CARDS_KEPT = 4_096


class AcceptedAnswers:
    """What servers accept for the cards that are being answered."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[GuildId, DeckId, CardId], Mapping[tuple[Form, str], float]] = OrderedDict()

    def judged(self, tx: Transaction, question: Question, text: str, verdict: Verdict) -> tuple[Verdict, Cause]:
        """Judge an answer as the server ruled, if it did; asks the database once per card.

        Args:
            tx: The transaction.
            question: What was asked.
            text: The answer; "" after giving up.
            verdict: What the grader says.

        Returns:
            The verdict that counts, and why it does.
        """
        if question.guild is None or not text:
            return verdict, Cause.FIRST
        there = self._of(tx, question.guild, question.deck, question.card)
        score = there.get((question.asked.form, answer_key(text))) if there else None
        if score is None:
            return verdict, Cause.FIRST
        better = as_accepted(verdict, score)
        return better, Cause.FIRST if better is verdict else Cause.RULING

    def forget(self, changed: AcceptedAnswer) -> None:
        """Read a card's accepted answers again next time; call it as soon as a transaction that changed them ended."""
        self._kept.pop((changed.guild, changed.deck, changed.card), None)

    def _of(self, tx: Transaction, guild: GuildId, deck: DeckId, card: CardId) -> Mapping[tuple[Form, str], float]:
        key = (guild, deck, card)
        there = self._kept.get(key)
        if there is None:
            there = self._kept[key] = accepted.of_card(tx, guild, deck, card)
        # `forget` is called beside the database's thread, also between these two lines.
        with contextlib.suppress(KeyError):
            self._kept.move_to_end(key)
        while len(self._kept) > _CARDS_KEPT:
            self._kept.popitem(last=False)
        return there
