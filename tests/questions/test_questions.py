"""Questions keep what was asked, and tell what is open, asked and unanswered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.ids import CardId, DeckId, GuildId, Owner, QuestionId, ScheduleId, UserId
from bot.daily.owner import owner_of
from bot.daily.queries import recall
from bot.db.database import Database, Transaction
from bot.decks.card import Card
from bot.guilds import queries as guilds
from bot.questions.forms import Asked, Form
from bot.questions.queries import questions
from bot.questions.queries import withheld as module
from bot.questions.queries.questions import Question
from bot.questions.rules import Policy, RevealRule
from tests.database import writing

ADA, BEN = UserId(7), UserId(8)
HERE, THERE, DECK = GuildId(1), GuildId(2), DeckId("demo")


def withheld(tx: Transaction, guild: GuildId | None, user: UserId | None, deck: DeckId) -> frozenset[CardId]:
    """Ask as somebody who does not manage the server."""
    return module.withheld(tx, guild, user, deck, False)  # noqa: FBT003 - as `Features` calls it


def second(tx: Transaction, asked: Any) -> Question:
    """Have the same owner ask a second question, a choice."""
    choice = Asked(form=Form.CHOICE, options=("b", "\u00e4 \u2603", "a"))
    question = replace(asked.question, number=2, of=2, card=CardId("fruit"), asked=choice)
    (written,) = questions.insert_all(tx, [question])
    return replace(question, id=written)


async def test_kept_as_asked(db: Database, asking: Any) -> None:
    """All of a question comes back as it was asked, its policy and the order of its options included."""
    with writing(db) as tx:
        asked = asking.question(tx)
        choice = second(tx, asked)
        assert questions.of_owner(tx, asked.question.owner) == (asked.question, choice)
        assert questions.one(tx, choice.id) == choice
        assert questions.one(tx, QuestionId(99)) is None
        mine = replace(
            asked.question,
            owner=Owner("session", 1),
            guild=None,
            channel=None,
            of=None,
            policy=Policy(
                closes_at=None,
                changeable=True,
                counts=False,
                reveal=RevealRule.AT_ONCE,
                hints=False,
                hint_cost=50,
                typed=True,
                settle_after=timedelta(seconds=1.5),
            ),
        )
        (written,) = questions.insert_all(tx, [mine])
        assert questions.one(tx, written) == replace(mine, id=written)


async def test_standing(db: Database, asking: Any) -> None:
    """What may have changed is read in one look, hints for one person alone."""
    with writing(db) as tx:
        asked = asking.question(tx)
        questions.take_hint(tx, asked.question.id, ADA, 1)
        questions.take_hint(tx, asked.question.id, ADA, 2)
        at = asking.noon + timedelta(hours=1)
        questions.close_at(tx, asked.question.owner, at)
        mine = questions.standing(tx, asked.question.id, ADA)
        theirs = questions.standing(tx, asked.question.id, BEN)
        assert (mine.closes_at, mine.is_open, mine.hints, theirs.hints) == (at, True, 2, 0)
        with pytest.raises(LookupError):
            questions.standing(tx, QuestionId(99), ADA)


async def test_open_and_asked(db: Database, asking: Any) -> None:
    """Open cards are known in their server; what was asked stays counted for the schedule."""
    with writing(db) as tx:
        asked = asking.question(tx)
        second(tx, asked)
        assert questions.open_in(tx, HERE, DECK) == {"rag", "fruit"}
        assert questions.open_in(tx, THERE, DECK) == frozenset()
        assert questions.open_in(tx, HERE, DeckId("other")) == frozenset()
        questions.close(tx, asked.question.owner)
        assert questions.open_in(tx, HERE, DECK) == frozenset()
        assert recall.ages(tx, ScheduleId(1), DECK) == {"rag": 1, "fruit": 0}
        assert recall.ages(tx, ScheduleId(1), DeckId("other")) == {}
        assert recall.ages(tx, ScheduleId(2), DECK) == {}


async def test_withheld_from_a_server_and_from_its_people_everywhere(db: Database, asking: Any) -> None:
    """An open card is withheld where it is asked, and from who was seen there in other servers and outside of them."""
    with writing(db) as tx:
        asked = asking.question(tx)
        guilds.remember_member(tx, HERE, ADA, "Ada", asking.noon)
        guilds.remember_member(tx, THERE, BEN, "Ben", asking.noon)
        assert withheld(tx, HERE, None, DECK) == withheld(tx, HERE, BEN, DECK) == {"rag"}
        assert withheld(tx, THERE, ADA, DECK) == withheld(tx, None, ADA, DECK) == {"rag"}
        assert withheld(tx, THERE, None, DECK) == withheld(tx, THERE, BEN, DECK) == frozenset()
        assert withheld(tx, None, None, DECK) == withheld(tx, None, BEN, DECK) == frozenset()
        # Who manages a server may see what is open there, and nothing of elsewhere.
        assert module.withheld(tx, HERE, ADA, DECK, True) == frozenset()  # noqa: FBT003 - likewise
        assert module.withheld(tx, THERE, ADA, DECK, True) == {"rag"}  # noqa: FBT003 - likewise
        questions.close(tx, asked.question.owner)
        assert withheld(tx, HERE, ADA, DECK) == withheld(tx, THERE, ADA, DECK) == frozenset()


async def test_twins_are_withheld(db: Database, asking: Any) -> None:
    """A card of a copied deck that puts the open question is withheld, and so is the open card under a new id."""
    copied = Card(id=CardId("copy"), ask="What is RAG?", answer=("something else",))
    other = Card(id=CardId("other"), ask="What is RAG not?", answer=("gar",))
    with writing(db) as tx:
        guilds.remember_member(tx, HERE, ADA, "Ada", asking.noon)
        for card in (copied, other):
            questions.close(tx, asking.question(tx, guild=2, deck="2/own", card=card).question.owner)
        assert withheld(tx, THERE, ADA, DeckId("2/own")) == frozenset()
        asking.question(tx)
        assert withheld(tx, THERE, ADA, DeckId("2/own")) == {"copy"}
        assert withheld(tx, HERE, None, DeckId("2/own")) == {"copy"}
        assert withheld(tx, THERE, BEN, DeckId("2/own")) == frozenset()


async def test_what_is_revealed_at_once_is_no_secret(db: Database, asking: Any) -> None:
    """A card that one person practises is not withheld from anyone."""
    with writing(db) as tx:
        asked = asking.question(tx)
        questions.close(tx, asked.question.owner)
        policy = Policy(closes_at=None, reveal=RevealRule.AT_ONCE)
        questions.insert_all(tx, [replace(asked.question, owner=Owner("session", 1), policy=policy)])
        assert withheld(tx, HERE, ADA, DECK) == questions.open_in(tx, HERE, DECK) == frozenset()


async def test_unanswered(db: Database, asking: Any) -> None:
    """Without answers everything an owner asked is unanswered, in its order; of no owner nothing is."""
    with writing(db) as tx:
        asked = asking.question(tx)
        choice = second(tx, asked)
        assert questions.unanswered(tx, asked.question.owner, ADA) == (asked.question.id, choice.id)
        assert questions.unanswered(tx, owner_of(99), ADA) == ()
