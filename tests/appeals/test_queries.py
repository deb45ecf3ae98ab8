"""Queries of appeals: rulings, accepted and equal answers, reports and duplicates are kept and found again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.appeals.queries import duplicates, equal_answers, reports, rulings
from bot.appeals.queries import moderation_queue as queue
from bot.appeals.queries.equal_answers import EqualAnswer
from bot.appeals.queries.rulings import Judgement
from bot.appeals.rules import IN_FORCE, RulingState, Section
from bot.core.ids import AnswerId, CardId, DeckId, DuplicateId, GuildId, Player, ReportId, RulingId, SourceId, UserId
from bot.db.database import Database, Transaction
from bot.grading.verdict import Outcome, Verdict
from bot.questions.forms import Form
from bot.questions.queries import accepted, answers, questions
from bot.questions.queries.accepted import AcceptedAnswer
from bot.questions.queries.answers import Grading, Submission
from bot.questions.rules import Cause
from tests.database import tables, writing

HERE, ELSEWHERE = GuildId(1), GuildId(2)
DECK, CARD = DeckId("demo"), CardId("rag")
WRONG = Verdict(score=0.1, outcome=Outcome.WRONG)
OKAPI = AcceptedAnswer(guild=HERE, deck=DECK, card=CARD, form=Form.RECALL, answer_key="okapi")


def answered(tx: Transaction, asking: Any, asked: Any, user: int, key: str, *, attempt: int = 1) -> AnswerId:
    """Write an answer that was wrong."""
    new = Submission(
        question=asked.question,
        player=Player(guild=HERE, user=UserId(user), name="x"),
        source=SourceId(asked.question.id * 1_000 + user * 10 + attempt),
        text=key.title(),
        gave_up=False,
        at=asking.noon,
        hints=0,
        verdict=WRONG,
        attempt=attempt,
    )
    written = answers.insert_one(tx, new)
    assert written is not None
    answers.grade_first(
        tx, Grading(answer=written, verdict=WRONG, points=0, grader="1", cause=Cause.FIRST, at=asking.noon)
    )
    return written


def appealed(tx: Transaction, asking: Any, answer: AnswerId, subject: AcceptedAnswer | None = None) -> RulingId | None:
    """Appeal an answer."""
    kept = answers.by_id(tx, answer)
    assert kept is not None
    return rulings.insert(tx, subject or OKAPI, kept, argument="why", at=asking.noon)


def _judgement(asking: Any, state: RulingState, minutes: int, score: float | None = None) -> Judgement:
    return Judgement(
        state=state, score=score, moderator=UserId(9), reason="so", at=asking.noon + timedelta(minutes=minutes)
    )


async def test_an_appeal_is_kept_once_and_decided(db: Database, asking: Any) -> None:
    """One per answer; what was decided, by whom and why comes back, and so does how far it was applied."""
    with writing(db) as tx:
        asked = asking.question(tx)
        answer = answered(tx, asking, asked, 1, "okapi")
        ruling = appealed(tx, asking, answer)
        assert ruling is not None
        assert appealed(tx, asking, answer) is None
        kept = rulings.one(tx, ruling)
        assert kept is not None
        assert (kept.subject, kept.argument, kept.state, kept.decided_at) == (OKAPI, "why", RulingState.OPEN, None)
        assert rulings.of_answers(tx, [answer]) == {answer: kept}
        rulings.judge(tx, ruling, _judgement(asking, RulingState.ACCEPTED, 1, 1.0), asking.noon)
        assert rulings.next_due(tx) == asking.noon
        assert rulings.due(tx, asking.noon - timedelta(seconds=1), 9) == ()
        assert rulings.due(tx, asking.noon, 9) == (ruling,)
        rulings.advance(tx, ruling, answer)
        rulings.set_due(tx, ruling, None)
        kept = rulings.one(tx, ruling)
        assert kept is not None
        assert (kept.score, kept.moderator, kept.reason, kept.cursor, kept.due_at) == (1.0, 9, "so", answer, None)
        assert rulings.next_due(tx) is None
        assert rulings.one(tx, RulingId(99)) is None


async def test_equal_appeals(db: Database, asking: Any) -> None:
    """Those of equal answers come in the order they were decided in."""
    with writing(db) as tx:
        asked = asking.question(tx)
        made = [appealed(tx, asking, answered(tx, asking, asked, user, "okapi")) for user in (1, 2, 3)]
        first, second, third = made
        assert first is not None
        assert second is not None
        for minutes, ruling in ((2, first), (1, second)):
            rulings.judge(tx, ruling, _judgement(asking, RulingState.ACCEPTED, minutes, 1.0), None)
        assert [one.id for one in rulings.equal(tx, OKAPI, IN_FORCE)] == [second, first]
        assert [one.id for one in rulings.equal(tx, OKAPI, (RulingState.OPEN,))] == [third]


async def test_accepted_answers_of_a_card(db: Database, asking: Any) -> None:
    """One score per text and form, set anew by a later ruling, and dropped."""
    with writing(db) as tx:
        asked = asking.question(tx)
        answer = answered(tx, asking, asked, 1, "okapi")
        ruling = appealed(tx, asking, answer)
        assert ruling is not None
        assert accepted.score_of(tx, OKAPI) is None
        accepted.set_score(tx, OKAPI, 0.5, ruling)
        accepted.set_score(tx, OKAPI, 1.0, ruling)
        assert accepted.score_of(tx, OKAPI) == 1.0
        assert accepted.of_card(tx, HERE, DECK, CARD) == {(Form.RECALL, "okapi"): 1.0}
        assert accepted.of_card(tx, ELSEWHERE, DECK, CARD) == {}
        assert accepted.key_of(tx, ruling) == "okapi"
        accepted.drop(tx, OKAPI)
        assert accepted.key_of(tx, ruling) is None


async def test_equal_answers(db: Database, asking: Any) -> None:
    """They are those of one text, card, form and server, each person's last attempt, erased ones never."""
    with writing(db) as tx:
        asked = asking.question(tx)
        again, elsewhere = asking.question(tx), asking.question(tx, guild=2)
        first = answered(tx, asking, asked, 1, "okapi")
        answered(tx, asking, asked, 2, "okapi")
        changed = answered(tx, asking, asked, 2, "okapi", attempt=2)
        answered(tx, asking, asked, 3, "horse")
        answered(tx, asking, asked, 4, "")
        later = answered(tx, asking, again, 1, "okapi")
        answered(tx, asking, elsewhere, 5, "okapi")
        assert equal_answers.after(tx, OKAPI, AnswerId(0), 9) == (first, changed, later)
        assert equal_answers.after(tx, OKAPI, first, 1) == (changed,)
        assert equal_answers.people(tx, OKAPI) == 2
        assert set(equal_answers.owners(tx, OKAPI)) == {asked.question.owner, again.question.owner}
        answers.grade_again(
            tx,
            [
                Grading(
                    answer=first,
                    verdict=Verdict(score=1.0, outcome=Outcome.RIGHT),
                    points=100,
                    grader="2",
                    cause=Cause.RULING,
                    at=asking.noon,
                )
            ],
        )
        found = equal_answers.among(tx, OKAPI, [first, changed, AnswerId(99)])
        assert [(one.answer, one.points, one.cause) for one in found] == [
            (first, 100, Cause.RULING),
            (changed, 0, Cause.FIRST),
        ]
        assert isinstance(found[0], EqualAnswer)
        assert found[0].own == WRONG


async def test_a_report_is_kept_once(db: Database, asking: Any) -> None:
    """Once per person and question, and counted by the day."""
    with writing(db) as tx:
        asked = asking.question(tx).question
        ada, ben = (Player(guild=HERE, user=UserId(user), name="x") for user in (1, 2))
        made = [reports.insert(tx, asked, player, text="a typo", at=asking.noon) for player in (ada, ben, ada)]
        assert made == [1, 2, None]
        kept = reports.one(tx, ReportId(2))
        assert kept is not None
        assert (kept.question, kept.user, kept.text, kept.at) == (asked.id, 2, "a typo", asking.noon)
        assert reports.count_since(tx, HERE, UserId(1), asking.noon) == 1
        assert reports.count_since(tx, HERE, UserId(1), asking.noon + timedelta(seconds=1)) == 0


async def test_duplicates_are_found_and_kept(db: Database, asking: Any) -> None:
    """Two accounts with one key are one find, however many attempts they made; options that are chosen are none."""
    key = "k" * 40
    with writing(db) as tx:
        asked = asking.question(tx)
        owner, question = asked.question.owner, asked.question.id
        first = answered(tx, asking, asked, 7, key)
        answered(tx, asking, asked, 7, key, attempt=2)
        assert duplicates.among(tx, owner, 40) == ()
        answered(tx, asking, asked, 8, key)
        answered(tx, asking, asked, 9, "short")
        assert duplicates.among(tx, owner, 40) == ((first, question),)
        assert duplicates.among(tx, owner, 41) == ()
        kept = duplicates.insert(tx, HERE, question, first, asking.noon)
        assert kept is not None
        assert duplicates.insert(tx, HERE, question, first, asking.noon) is None
        found = duplicates.one(tx, kept)
        assert found is not None
        assert (found.guild, found.question, found.answer) == (HERE, question, first)
        assert [user for user, _ in duplicates.people(tx, first)] == [7, 8]
        tx.execute(update(tables["questions"]).values(options='["a", "b"]'))
        assert duplicates.among(tx, owner, 40) == ()


@pytest.mark.parametrize("section", [Section.OPEN, Section.DECIDED, Section.REPORTS, Section.DUPLICATES])
async def test_a_section_is_turned_through_in_order(db: Database, asking: Any, section: Section) -> None:
    """Entries are counted, placed and turned by id, those of other servers and sections never."""
    with writing(db) as tx:
        asked = asking.question(tx)
        questions.close(tx, asked.question.owner)
        entries: list[int | None] = []
        for user in (1, 2, 3):
            answer = answered(tx, asking, asked, user, "okapi")
            ruling = appealed(tx, asking, answer)
            assert ruling is not None
            if section is Section.DECIDED:
                rulings.judge(tx, ruling, _judgement(asking, RulingState.DENIED, user), None)
            player = Player(guild=HERE, user=UserId(user), name="x")
            report = reports.insert(tx, asked.question, player, text="a typo", at=asking.noon)
            duplicate = duplicates.insert(tx, HERE, asked.question.id, answer, asking.noon)
            entries.append({Section.REPORTS: report, Section.DUPLICATES: duplicate}.get(section, ruling))
        first, second, third = (entry for entry in entries if entry is not None)
        assert (queue.count(tx, HERE, section), queue.count(tx, ELSEWHERE, section)) == (3, 0)
        assert [queue.count_before(tx, HERE, section, entry) for entry in (first, second, third)] == [0, 1, 2]
        assert queue.next_to(tx, HERE, section, second, forward=True) == third
        assert queue.next_to(tx, HERE, section, second, forward=False) == first
        assert queue.next_to(tx, HERE, section, third, forward=True) is None
        assert queue.next_to(tx, ELSEWHERE, section, 0, forward=True) is None


@pytest.mark.parametrize("section", [Section.REPORTS, Section.DUPLICATES])
async def test_an_entry_is_put_away_once(db: Database, asking: Any, section: Section) -> None:
    """By one moderator of its server alone; it is still known, and waits no more."""
    with writing(db) as tx:
        asked = asking.question(tx)
        answer, player = answered(tx, asking, asked, 1, "okapi"), Player(guild=HERE, user=UserId(1), name="x")
        reports.insert(tx, asked.question, player, text="a typo", at=asking.noon)
        duplicates.insert(tx, HERE, asked.question.id, answer, asking.noon)
        assert not queue.settle(tx, ELSEWHERE, section, 1, by=UserId(9), at=asking.noon)
        assert queue.settle(tx, HERE, section, 1, by=UserId(9), at=asking.noon)
        assert not queue.settle(tx, HERE, section, 1, by=UserId(8), at=asking.noon)
        assert queue.count(tx, HERE, section) == 0
        assert (reports.one(tx, ReportId(1)), duplicates.one(tx, DuplicateId(1))).count(None) == 0
