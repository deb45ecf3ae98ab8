"""Learning: what moderators accepted is offered to the deck, written into it by a press, or put away for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.appeals.rules import Decision
from bot.core.ids import GuildId, QuestionId, UserId
from bot.decks.folder import load_bytes
from bot.grading.learning import Fit
from bot.grading.verdict import Outcome
from bot.library.errors import DeckUnknown, WordingGone, WordingUnfit
from bot.library.service.browsing import Browsing, Viewer
from bot.library.service.wordings import PAGE, Offers

HERE, ELSEWHERE = GuildId(1), GuildId(2)
ADA, BEN, CHIYO = "Ada", "Ben", "Chiyo"
CARD = "[[card]]\nid = '{id}'\nask = 'What has {id}?'\nanswer = ['{id} animal']\n"
STRIPES = "format = 1\ntitle = 'Stripes'\n" + CARD.format(id="stripes")


class Bench:
    """A server that was asked a card of its own deck, and whose moderators accepted what people said."""

    def __init__(self, evening: Any) -> None:
        self.evening = evening
        self.wordings, self.imports = evening.services.wordings, evening.services.imports
        self.ada = UserId(evening.player(ADA).user)

    async def brings(self, text: str = STRIPES, file: str = "stripes.toml") -> None:
        """Import a deck."""
        shown = await self.imports.preview(guild=HERE, by=self.ada, file=file, raw=text.encode())
        assert shown.id is not None, shown.faults
        await self.imports.confirm(HERE, shown.id)

    async def accepts(self, *texts: str, deck: str = "stripes", people: tuple[str, ...] = (BEN, CHIYO)) -> None:
        """Ask the deck once for each text, have it answered so by some people, and accept that."""
        for text in texts:
            order = await self.evening.posted(deck=deck, days="every day")
            question = QuestionId(order.open.questions[0].id)
            for name in people:
                await self.evening.answers(question, self.evening.player(name), text)
            await self.evening.closes(order)
            at = self.evening.clock.now()
            made = await self.evening.services.appeals.appeal(
                question, self.evening.player(people[0]), argument="", at=at
            )
            await self.evening.services.appeals.decide(
                HERE, made, Decision.ACCEPT, moderator=self.ada, reason="", at=at + timedelta(seconds=1)
            )
            await self.evening.deliver(await self.evening.due())

    async def offered(self, deck: str = "stripes", page: int = 1) -> Offers:
        """Return what is offered."""
        found: Offers = await self.wordings.page(HERE, deck, page)
        return found

    async def answers(self) -> tuple[str, ...]:
        """Return what the deck accepts for its first card."""
        viewer = Viewer(guild=HERE, user=self.ada, manages=True)
        shown = await Browsing(self.evening.db, self.evening.clock, self.evening.features).page(viewer, "stripes")
        return tuple(shown.cards[0].answer)


@pytest.fixture
def bench(evening: Any) -> Bench:
    """Return an evening."""
    return Bench(evening)


async def test_what_was_accepted_is_offered_and_written_by_a_press(bench: Bench) -> None:
    """With how many gave it, who decided and when; the deck then knows it by itself, and Undo takes it back."""
    await bench.brings()
    await bench.accepts("an okapi")
    shown = await bench.offered()
    (offer,) = shown.offers
    assert (shown.own, shown.title, shown.addable, shown.pages) == (True, "Stripes", 1, 1)
    assert (offer.wording.text, offer.wording.people, offer.wording.decided_by) == ("an okapi", 2, bench.ada)
    assert (offer.card.id, offer.learned.fit) == ("stripes", Fit.ADDED)

    done, count = await bench.wordings.add(HERE, shown.deck, offer.key[:16], by=bench.ada)
    assert (done.cards, count) == (1, 1)
    assert await bench.answers() == ("stripes animal", "an okapi")
    assert (await bench.offered()).offers == ()
    with pytest.raises(WordingGone):
        await bench.wordings.add(HERE, shown.deck, offer.key[:16], by=bench.ada)
    assert (await bench.imports.versions(HERE, "stripes")).versions[0].by == bench.ada

    assert done.before is not None
    await bench.imports.go_back(HERE, done.before.id)
    assert await bench.answers() == ("stripes animal",)
    assert len((await bench.offered()).offers) == 1


async def test_what_was_dismissed_is_offered_no_more(bench: Bench) -> None:
    """Answers are judged as before."""
    await bench.brings()
    await bench.accepts("an okapi")
    shown = await bench.offered()
    for _ in range(2):
        await bench.wordings.dismiss(HERE, shown.deck, shown.offers[0].key[:16], by=bench.ada)
    assert (await bench.offered()).offers == ()
    order = await bench.evening.posted(deck="stripes", days="every day")
    question = order.open.questions[0].id
    receipt = await bench.evening.answers(question, bench.evening.player("Dora"), "An okapi!")
    assert receipt.outcome is Outcome.RIGHT


async def test_many_are_paged_and_added_at_once(bench: Bench) -> None:
    """Each of what was decided becomes an answer, in one version."""
    await bench.brings()
    texts = ("okapi", "tiger", "bongo", "numbat", "tapir calf", "zebra", "kudu")
    await bench.accepts(*texts, people=(BEN,))
    first, last = await bench.offered(), await bench.offered(page=9)
    assert (first.pages, first.addable, len(first.offers)) == (2, len(texts), PAGE)
    assert (last.page, len(last.offers)) == (2, len(texts) - PAGE)
    _, count = await bench.wordings.add(HERE, first.deck, by=bench.ada)
    assert count == len(texts)
    assert await bench.answers() == ("stripes animal", *texts)
    assert len((await bench.imports.versions(HERE, "stripes")).versions) == 2


async def test_a_shipped_deck_gets_lines_for_its_file(bench: Bench, make_deck: Any) -> None:
    """The cards that learned something, whole, as TOML that can be loaded; the deck itself stays as it came."""
    await bench.evening.decks.sync([make_deck("stripes", "zebra")])
    await bench.accepts("an okapi")
    shown = await bench.offered()
    assert not shown.own
    with pytest.raises(WordingGone):
        await bench.wordings.add(HERE, shown.deck, by=bench.ada)
    made = await bench.wordings.file(HERE, shown.deck)
    assert (made.name, made.cards, made.wordings) == ("stripes-learned.toml", 1, 1)
    (deck,) = load_bytes(made.content.encode(), file=made.name).decks
    assert [(card.id, card.answer) for card in deck.cards] == [("zebra", ("zebra", "an okapi"))]


async def test_what_was_erased_is_not_offered(bench: Bench) -> None:
    """Who is forgotten takes their words along, unless somebody else said the same."""
    await bench.brings()
    await bench.accepts("an okapi", people=(BEN,))
    await bench.accepts("tiger", people=(BEN, CHIYO))
    bench.evening.clock.advance(minutes=1)
    await bench.evening.services.privacy.erase(bench.evening.player(BEN).user, HERE)
    await bench.evening.due()
    assert [offer.wording.text for offer in (await bench.offered()).offers] == ["tiger"]


async def test_partly_and_elsewhere_are_not_offered(bench: Bench) -> None:
    """A deck has no word for partly; what one server accepted is no business of another."""
    await bench.brings()
    order = await bench.evening.posted(deck="stripes", days="every day")
    question = QuestionId(order.open.questions[0].id)
    await bench.evening.answers(question, bench.evening.player(BEN), "okapi")
    await bench.evening.closes(order)
    at = bench.evening.clock.now()
    made = await bench.evening.services.appeals.appeal(question, bench.evening.player(BEN), argument="", at=at)
    await bench.evening.services.appeals.decide(HERE, made, Decision.PARTLY, moderator=bench.ada, reason="", at=at)
    shown = await bench.offered()
    assert shown.offers == ()
    with pytest.raises(DeckUnknown):
        await bench.wordings.turn(ELSEWHERE, shown.deck, 1)


async def test_a_manager_says_it_better(bench: Bench) -> None:
    """The card learns what the manager made of it, and the wording waits no more; what it cannot learn is refused."""
    await bench.brings()
    await bench.accepts("well I would think some kind of okapi")
    shown = await bench.offered()
    key = shown.offers[0].key[:16]
    one, card = await bench.wordings.one(HERE, shown.deck, key)
    assert (one.text, card.id) == ("well I would think some kind of okapi", "stripes")
    with pytest.raises(WordingUnfit):
        await bench.wordings.add_changed(HERE, shown.deck, key, "Stripes animal", by=bench.ada)
    await bench.wordings.add_changed(HERE, shown.deck, key, " okapi ", by=bench.ada)
    assert await bench.answers() == ("stripes animal", "okapi")
    assert (await bench.offered()).offers == ()
    with pytest.raises(WordingGone):
        await bench.wordings.one(HERE, shown.deck, key)
