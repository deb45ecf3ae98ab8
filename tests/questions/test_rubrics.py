"""Cards are made ready once, beside the event loop, and kept while there is room."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.core.ids import CardId, CardVersionId
from bot.db.database import Database
from bot.decks.card import Card
from bot.grading.verdict import Outcome
from bot.questions.queries import questions
from bot.questions.service import rubrics as module
from bot.questions.service.rubrics import Rubrics
from tests.database import writing


@pytest.fixture
def rubrics(db: Database) -> Rubrics:
    """Return rubrics of their own."""
    return Rubrics(db)


async def test_a_card_is_compiled_once(db: Database, rubrics: Rubrics, asking: Any) -> None:
    """Many who ask for the same card in the same second get the same rubric, and it grades."""
    with writing(db) as tx:
        asked = asking.question(tx)
    versions = (asked.card_version, asked.deck_version)
    prepared = await asyncio.gather(*(rubrics.of(*versions) for _ in range(20)))
    assert len({id(one) for one in prepared}) == 1
    assert prepared[0].card.id == "rag"
    assert (await rubrics.judge(*versions, "Retrieval Augmented Generation")).outcome is Outcome.RIGHT
    assert (await rubrics.judge(*versions, "")).outcome is Outcome.WRONG
    with pytest.raises(LookupError):
        await rubrics.of(CardVersionId(99), asked.deck_version)


async def test_cards_not_asked_for_long_make_room(
    db: Database, rubrics: Rubrics, asking: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded: the card used least recently goes, and is compiled again when it is asked for."""
    monkeypatch.setattr(module, "_CARDS_KEPT", 2)
    monkeypatch.setattr(module, "_CONTEXTS_KEPT", 1)
    with writing(db) as tx:
        asked = [
            asking.question(tx, deck=f"deck-{n}", card=Card(id=CardId(f"c{n}"), ask="?", answer=(f"answer {n}",)))
            for n in range(3)
        ]
    first = await rubrics.of(asked[0].card_version, asked[0].deck_version)
    await rubrics.of(asked[1].card_version, asked[1].deck_version)
    assert await rubrics.of(asked[0].card_version, asked[0].deck_version) is first
    await rubrics.of(asked[2].card_version, asked[2].deck_version)
    assert await rubrics.of(asked[0].card_version, asked[0].deck_version) is first
    for one, n in zip(asked, range(3), strict=True):
        assert (await rubrics.judge(one.card_version, one.deck_version, f"answer {n}")).outcome is Outcome.RIGHT


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Write down in which thread cards are compiled and answers are graded."""
    seen: list[tuple[str, str]] = []

    def noted(name: str) -> Callable[..., Any]:
        real = getattr(module, name)

        def run(*given: Any, **more: Any) -> Any:
            seen.append((name, threading.current_thread().name))
            return real(*given, **more)

        return run

    for name in ("compile", "grade"):
        monkeypatch.setattr(module, name, noted(name))
    return seen


async def test_slow_work_is_done_beside_the_loop(
    db: Database, rubrics: Rubrics, asking: Any, threads: list[tuple[str, str]]
) -> None:
    """Cards are compiled and long answers graded in another thread; a short answer is quicker than a thread."""
    with writing(db) as tx:
        asked = asking.question(tx)
    prepared = await rubrics.of(asked.card_version, asked.deck_version)
    short, long = await rubrics.grade(prepared, "RAG"), await rubrics.grade(prepared, "something else " * 100)
    assert (short.outcome, long.outcome) == (Outcome.WRONG, Outcome.WRONG)
    loop = threading.current_thread().name
    assert [name for name, _ in threads] == ["compile", "grade", "grade"]
    assert [thread == loop for _, thread in threads] == [False, True, False]


async def test_one_card_at_a_time_whoever_gives_up_waiting(
    db: Database, rubrics: Rubrics, asking: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is cancelled leaves the work to be finished: nobody begins a second one beside it."""
    began, go_on = threading.Event(), threading.Event()
    at_once: list[int] = []
    lock, running, real = threading.Lock(), 0, module.compile

    def slow(*given: Any) -> Any:
        nonlocal running
        with lock:
            running += 1
            at_once.append(running)
        began.set()
        go_on.wait(timeout=10)
        try:
            return real(*given)
        finally:
            with lock:
                running -= 1

    monkeypatch.setattr(module, "compile", slow)
    with writing(db) as tx:
        cards = [asking.question(tx, card=Card(id=CardId(name), ask="?", answer=(name,))) for name in ("a", "b")]
    versions = [(one.card_version, one.deck_version) for one in cards]
    waiting = asyncio.create_task(rubrics.of(*versions[0]))
    await asyncio.to_thread(began.wait, 10)
    waiting.cancel()
    others = [asyncio.create_task(rubrics.of(*which)) for which in (*versions, *versions)]
    await asyncio.sleep(0)
    go_on.set()
    found = await asyncio.gather(*others)
    assert [one.card.id for one in found] == ["a", "b", "a", "b"]
    assert at_once == [1, 1]


async def test_open_cards_are_made_ready_before_anyone_answers(
    db: Database, rubrics: Rubrics, asking: Any, threads: list[tuple[str, str]]
) -> None:
    """In the background, at start and once more are opened; and it ends when it is told to."""
    with writing(db) as tx:
        first = asking.question(tx, card=Card(id=CardId("a"), ask="?", answer=("a",)))
        done = asking.question(tx, card=Card(id=CardId("b"), ask="?", answer=("b",)))
        questions.close(tx, done.question.owner)
    background = asyncio.create_task(rubrics.keep_ready())
    await _until(lambda: len(threads) == 1)
    with writing(db) as tx:
        second = asking.question(tx, card=Card(id=CardId("c"), ask="?", answer=("c",)))
    rubrics.look_again()
    await _until(lambda: len(threads) == 2)
    for one in (first, second):
        await rubrics.of(one.card_version, one.deck_version)
    assert len(threads) == 2
    background.cancel()
    with pytest.raises(asyncio.CancelledError):
        await background


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - what is waited for happens in a thread
            await asyncio.sleep(0.01)
