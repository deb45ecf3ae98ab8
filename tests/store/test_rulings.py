"""Rulings, wordings, equal answers and reports are kept and found again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.grading.verdict import Outcome, Verdict
from bot.quiz.forms import Form
from bot.store import answers, community, dues, equals, gradings, reports, rulings, wordings
from bot.store.answers import NewAnswer
from bot.store.equals import Equal
from bot.store.gradings import NewGrading
from bot.store.reports import NewReport
from bot.store.rulings import IN_FORCE, Judgement, NewRuling
from bot.store.states import Cause, Purpose, RulingState
from bot.store.store import Store, Unit
from bot.store.wordings import Wording
from bot.terms.ids import AnswerId, CardId, DeckId, GuildId, RulingId, SourceId, UserId

HERE, ELSEWHERE = GuildId(1), GuildId(2)
DECK, CARD = DeckId("demo"), CardId("rag")
WRONG = Verdict(score=0.1, outcome=Outcome.WRONG)
OKAPI = Wording(guild=HERE, deck=DECK, card=CARD, form=Form.RECALL, answer_key="okapi")


async def answered(unit: Unit, asking: Any, asked: Any, user: int, key: str, *, attempt: int = 1) -> AnswerId:
    """Write an answer that was wrong."""
    new = NewAnswer(
        question=asked.place.question,
        user=UserId(user),
        source=SourceId(asked.place.question * 1_000 + user * 10 + attempt),
        text=key.title(),
        answer_key=key,
        gave_up=False,
        at=asking.noon,
        local_date=asking.noon.date(),
        purpose=Purpose.DAILY,
        hints=0,
        late=False,
        attempt=attempt,
    )
    written = await answers.insert(unit, new)
    assert written is not None
    await gradings.insert_first(
        unit, NewGrading(answer=written, verdict=WRONG, points=0, grader="1", cause=Cause.FIRST, at=asking.noon)
    )
    return written


def _new(asked: Any, answer: AnswerId, asking: Any, user: int = 1) -> NewRuling:
    return NewRuling(
        wording=OKAPI, question=asked.place.question, answer=answer, appellant=UserId(user), plea="why", at=asking.noon
    )


def _judgement(asking: Any, state: RulingState, minutes: int, score: float | None = None) -> Judgement:
    return Judgement(
        state=state, score=score, moderator=UserId(9), reason="so", at=asking.noon + timedelta(minutes=minutes)
    )


async def test_an_appeal_is_kept_once_and_decided(store: Store, asking: Any) -> None:
    """One per answer; what was decided, by whom and why comes back, and so does how far it was applied."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        answer = await answered(unit, asking, asked, 1, "okapi")
        ruling = await rulings.insert(unit, _new(asked, answer, asking))
        assert ruling is not None
        assert await rulings.insert(unit, _new(asked, answer, asking)) is None
        kept = await rulings.one(unit, ruling)
        assert kept is not None
        assert (kept.wording, kept.plea, kept.state, kept.decided_at) == (OKAPI, "why", RulingState.OPEN, None)
        assert await rulings.of_answers(unit, [answer]) == {answer: kept}
        await rulings.judge(unit, ruling, _judgement(asking, RulingState.ACCEPTED, 1, 1.0), asking.noon)
        assert (await dues.of(unit)).ruling == asking.noon
        assert await rulings.due(unit, asking.noon - timedelta(seconds=1), 9) == ()
        assert await rulings.due(unit, asking.noon, 9) == (ruling,)
        await rulings.advance(unit, ruling, answer)
        await rulings.set_due(unit, ruling, None)
        kept = await rulings.one(unit, ruling)
        assert kept is not None
        assert (kept.score, kept.moderator, kept.reason, kept.cursor, kept.due_at) == (1.0, 9, "so", answer, None)
        assert (await dues.of(unit)).ruling is None
        assert await rulings.one(unit, RulingId(99)) is None


async def test_shelves_and_equals(store: Store, asking: Any) -> None:
    """Appeals are counted and turned by state and server; equal ones come in the order they were decided in."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        made = []
        for user in (1, 2, 3):
            answer = await answered(unit, asking, asked, user, "okapi")
            ruling = await rulings.insert(unit, _new(asked, answer, asking, user))
            assert ruling is not None
            made.append(ruling)
        for minutes, ruling in ((2, made[0]), (1, made[1])):
            await rulings.judge(unit, ruling, _judgement(asking, RulingState.ACCEPTED, minutes, 1.0), None)
        assert [one.id for one in await rulings.equal(unit, OKAPI, IN_FORCE)] == [made[1], made[0]]
        assert await rulings.count(unit, HERE, IN_FORCE) == 2
        assert await rulings.count(unit, ELSEWHERE, IN_FORCE) == 0
        assert await rulings.count_before(unit, HERE, IN_FORCE, made[1]) == 1
        found = await rulings.next_to(unit, HERE, IN_FORCE, made[0], forth=True)
        assert found is not None
        assert found.id == made[1]
        found = await rulings.next_to(unit, HERE, IN_FORCE, made[1], forth=False)
        assert found is not None
        assert found.id == made[0]
        assert await rulings.next_to(unit, HERE, IN_FORCE, made[1], forth=True) is None


async def test_wordings_of_a_card(store: Store, asking: Any) -> None:
    """One score per text and form, set anew by a later ruling, and dropped."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        answer = await answered(unit, asking, asked, 1, "okapi")
        ruling = await rulings.insert(unit, _new(asked, answer, asking))
        assert ruling is not None
        assert await wordings.score_of(unit, OKAPI) is None
        await wordings.set_score(unit, OKAPI, 0.5, ruling)
        await wordings.set_score(unit, OKAPI, 1.0, ruling)
        assert await wordings.score_of(unit, OKAPI) == 1.0
        assert await wordings.of_card(unit, HERE, DECK, CARD) == {(Form.RECALL, "okapi"): 1.0}
        assert await wordings.of_card(unit, ELSEWHERE, DECK, CARD) == {}
        assert await wordings.key_of(unit, ruling) == "okapi"
        await wordings.drop(unit, OKAPI)
        assert await wordings.key_of(unit, ruling) is None


async def test_equal_answers(store: Store, asking: Any) -> None:
    """They are those of one text, card, form and server, each person's last attempt, erased ones never."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        again, elsewhere = await asking.question(unit), await asking.question(unit, guild=2)
        first = await answered(unit, asking, asked, 1, "okapi")
        await answered(unit, asking, asked, 2, "okapi")
        changed = await answered(unit, asking, asked, 2, "okapi", attempt=2)
        await answered(unit, asking, asked, 3, "horse")
        await answered(unit, asking, asked, 4, "")
        later = await answered(unit, asking, again, 1, "okapi")
        await answered(unit, asking, elsewhere, 5, "okapi")
        assert await equals.after(unit, OKAPI, AnswerId(0), 9) == (first, changed, later)
        assert await equals.after(unit, OKAPI, first, 1) == (changed,)
        assert await equals.people(unit, OKAPI) == 2
        assert set(await equals.occurrences(unit, OKAPI)) == {asked.occurrence, again.occurrence}
        await gradings.append(
            unit,
            NewGrading(
                answer=first,
                verdict=Verdict(score=1.0, outcome=Outcome.RIGHT),
                points=100,
                grader="2",
                cause=Cause.RULING,
                at=asking.noon,
            ),
        )
        found = await equals.among(unit, OKAPI, [first, changed, AnswerId(99)])
        assert [(one.answer, one.points, one.cause) for one in found] == [
            (first, 100, Cause.RULING),
            (changed, 0, Cause.FIRST),
        ]
        assert isinstance(found[0], Equal)
        assert found[0].own == WRONG
        assert found[0].counted


async def test_reports_wait_until_put_away(store: Store, asking: Any) -> None:
    """Once per person and question, counted, turned one by one, and put away by one moderator alone."""
    async with store.write() as unit:
        asked = await asking.question(unit)
        made = []
        for user in (1, 2, 1):
            kept = await reports.insert(
                unit,
                NewReport(
                    guild=HERE,
                    deck=DECK,
                    card=CARD,
                    question=asked.place.question,
                    user=UserId(user),
                    text="a typo",
                    at=asking.noon,
                ),
            )
            made.append(kept)
        first, second, twice = made
        assert first is not None
        assert second is not None
        assert twice is None
        assert await reports.count_since(unit, HERE, UserId(1), asking.noon) == 1
        assert await reports.count_since(unit, HERE, UserId(1), asking.noon + timedelta(seconds=1)) == 0
        assert (await reports.count(unit, HERE), await reports.count(unit, ELSEWHERE)) == (2, 0)
        assert await reports.count_before(unit, HERE, second) == 1
        found = await reports.next_to(unit, HERE, first, forth=True)
        assert found is not None
        assert (found.id, found.text) == (second, "a typo")
        assert not await reports.settle(unit, ELSEWHERE, first, UserId(9), asking.noon)
        assert await reports.settle(unit, HERE, first, UserId(9), asking.noon)
        assert not await reports.settle(unit, HERE, first, UserId(8), asking.noon)
        assert await reports.next_to(unit, HERE, second, forth=False) is None
        rows = await unit.all(select(community.reports.c.settled_by).order_by(community.reports.c.id))
        assert [row.settled_by for row in rows] == [9, None]
