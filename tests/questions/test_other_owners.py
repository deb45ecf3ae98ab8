"""An owner that is no round: asked of one person, open-ended, revealed at once, and answered by the very same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.chat.feature import AnswerRecorded, AroundVerdict, Feature, Features, Framing, QuestionsClosed, VerdictGiven
from bot.core.ids import GuildId, Owner, Player, QuestionId, SourceId, UserId
from bot.db.database import Database, Transaction
from bot.decks.card import Card, Point
from bot.grading.verdict import Outcome
from bot.questions.errors import QuestionGone, QuestionOpen
from bot.questions.queries import questions
from bot.questions.queries.withheld import withheld
from bot.questions.rules import Policy, RevealRule
from bot.questions.service.answering import Answering
from bot.questions.service.receipts import AnswerForm, Receipt, Solution
from bot.questions.service.record import Record
from bot.questions.service.rubrics import Rubrics
from tests.database import reading, tables, writing
from tests.fixtures.services import listeners

#: In direct messages: in no server.
ADA = Player(guild=GuildId(0), user=UserId(7), name="Ada")
SESSION = Owner("session", 3)
CARD = Card.model_validate(
    {
        "id": "lamp",
        "ask": "What is a lighthouse?",
        "points": [Point(say="a tower on the coast with a strong lamp"), Point(say="it warns ships of rocks")],
        "hints": ["It stands by the sea."],
        "note": "Some are automatic.",
    },
    strict=False,
)


@dataclass
class Session:
    """Somebody practises a card alone; what a feature of practice would learn is kept."""

    db: Database
    answering: Answering
    record: Record
    question: QuestionId
    learned: list[object]


@pytest.fixture
async def session(db: Database, asking: Any) -> Session:
    """Ask the card in direct messages, without an end."""
    learned: list[object] = []

    def read(_tx: Transaction, given: VerdictGiven) -> str:
        return f"session {given.owner.id}"

    practice = Feature(
        name="practice",
        on_answer=lambda _tx, answer: learned.append(answer),
        on_closed=lambda _tx, closed: learned.append(closed),
        around_verdict=AroundVerdict(kind="session", read=read, show=lambda value, _locale: Framing(lines=(value,))),
    )
    features = Features()
    features.add(*listeners(), practice)
    record, rubrics = Record(features), Rubrics(db)
    policy = Policy(closes_at=None, counts=False, reveal=RevealRule.AT_ONCE, hint_cost=0)
    with writing(db) as tx:
        asked = asking.question(tx, card=CARD).question
        questions.close(tx, asked.owner)
        mine = replace(asked, owner=SESSION, of=None, guild=None, channel=None, policy=policy)
        (written,) = questions.insert_all(tx, [mine])
    return Session(db, Answering(db, record, rubrics, features), record, written, learned)


async def test_from_the_press_to_the_verdict(session: Session, asking: Any) -> None:
    """A year later the form still opens; the verdict reveals all, and has what its owner adds."""
    later = asking.noon + timedelta(days=365)
    opened = await session.answering.begin(session.question, ADA, later)
    assert isinstance(opened, AnswerForm)
    assert (opened.question.closes_at, opened.question.of) == (None, None)
    await session.answering.hint(session.question, ADA, later)
    text = "A tower on the coast with a strong lamp. It warns ships of rocks."
    told = await session.answering.answer(session.question, ADA, source=SourceId(1), text=text, at=later)
    assert isinstance(told, Receipt)
    # Hints are free here.
    assert (told.outcome, told.points, told.hints_taken, told.new) == (Outcome.RIGHT, round(100 * told.score), 1, True)
    assert told.around == "session 3"
    assert told.solution == Solution(
        answer="", points=tuple(point.say for point in CARD.points), note="Some are automatic.", source=""
    )
    again = await session.answering.begin(session.question, ADA, later)
    assert isinstance(again, Receipt)
    assert again == replace(told, new=False)


async def test_listeners_learn_of_it_and_boards_do_not(session: Session, asking: Any) -> None:
    """The answer and the closing reach every feature; what does not count is in no tally."""
    await session.answering.give_up(session.question, ADA, source=SourceId(1), at=asking.noon)
    with writing(session.db) as tx:
        session.record.close(tx, SESSION, asking.noon)
    answer, closed = session.learned
    assert isinstance(answer, AnswerRecorded)
    assert (answer.owner, answer.guild, answer.counts, answer.counted) == (SESSION, None, False, False)
    assert closed == QuestionsClosed(owner=SESSION, guild=None, questions=(session.question,), at=asking.noon)
    with reading(session.db) as tx:
        assert tx.execute(select(func.count()).select_from(tables["tallies"])).scalar() == 0


async def test_it_is_asked_there_alone_and_withheld_from_nobody(session: Session, asking: Any) -> None:
    """In a server there is no such question; others may see the card meanwhile, and so may its person."""
    with pytest.raises(QuestionGone):
        await session.answering.begin(session.question, replace(ADA, guild=GuildId(1)), asking.noon)
    with reading(session.db) as tx:
        asked = questions.one(tx, session.question)
        assert asked is not None
        assert not withheld(tx, None, ADA.user, asked.deck, False)  # noqa: FBT003 - as `Features` calls it


@pytest.mark.parametrize(("reveal", "shown"), [(RevealRule.CLOSING, False), (RevealRule.AT_ONCE, True)])
async def test_what_closes_tells_no_more_than_it_may(
    session: Session,
    asking: Any,
    reveal: RevealRule,
    shown: bool,  # noqa: FBT001 - a case
) -> None:
    """A match round has an end: its solution stays hidden until then, unless its policy says otherwise."""
    closes_at = asking.noon + timedelta(seconds=20)
    policy = Policy(closes_at=closes_at, reveal=reveal, settle_after=timedelta(seconds=1.5))
    with writing(session.db) as tx:
        first = questions.one(tx, session.question)
        assert first is not None
        (written,) = questions.insert_all(tx, [replace(first, owner=Owner("match", 1), policy=policy)])
    told = await session.answering.answer(written, ADA, source=SourceId(2), text="a tower", at=asking.noon)
    assert isinstance(told, Receipt)
    assert (told.solution is not None) is shown
    assert told.around is None
    settled: Callable[[], None] = lambda: policy.admit_reveal(closes_at + timedelta(seconds=1))  # noqa: E731
    if shown:
        settled()
    else:
        with pytest.raises(QuestionOpen):
            settled()
