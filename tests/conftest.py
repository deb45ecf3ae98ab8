"""What several rooms need: a migrated database each, and something asked in it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from hypothesis import HealthCheck, settings
from playwright.async_api import Browser, Page, async_playwright
from sqlalchemy import insert

from bot.core.ids import CardVersionId, ChannelId, DeckId, DeckVersionId, GuildId, RoundId
from bot.core.instants import to_ms
from bot.daily.owner import owner_of
from bot.daily.queries.rounds import RoundState
from bot.db.database import Database, Transaction
from bot.db.statements import upsert
from bot.decks.card import Card
from bot.decks.deck import DeckContext
from bot.questions.forms import Asked as FormAsked
from bot.questions.forms import Form
from bot.questions.queries import questions
from bot.questions.queries.questions import Question
from bot.questions.rules import Policy
from tests.database import tables

#: Fixtures that tests of several features share.
pytest_plugins = ["tests.fixtures.services", "tests.fixtures.house", "tests.fixtures.messages"]

# No timed assertions: a busy machine is not a fault.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = NOON.date()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty, migrated database to copy: migrating one for each test would take most of the time."""
    path = tmp_path_factory.mktemp("store") / "migrated.sqlite"

    async def make() -> None:
        await (await Database.open(f"sqlite:///{path}")).close()

    asyncio.run(make())
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    """Return the path of a migrated database of the test's own."""
    return Path(shutil.copy(migrated, tmp_path / "deckhand.sqlite"))


@pytest.fixture
async def db(database: Path) -> AsyncIterator[Database]:
    """Open a store for one test."""
    opened = await Database.open(f"sqlite:///{database}")
    yield opened
    await opened.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that a test can answer."""

    question: Question
    round_id: RoundId
    card_version: CardVersionId
    deck_version: DeckVersionId


class Asking:
    """Puts questions straight into the tables, for tests of what comes after."""

    noon = NOON

    def question(
        self,
        tx: Transaction,
        *,
        guild: int = 1,
        channel: int = 10,
        deck: str = "demo",
        local_date: date = DAY,
        counts: bool = True,
        changeable: bool = False,
        card: Card | None = None,
    ) -> Asked:
        """Ask one question at noon, for eight hours."""
        card = card or Card.model_validate(
            {"id": "rag", "ask": "What is RAG?", "answer": ["retrieval augmented generation"]}, strict=False
        )
        context = DeckContext(texts=("What is RAG?",)).model_dump_json()
        version = _kept(
            tx, tables["deck_versions"], {"deck": deck, "hash": _sha(context), "context": context}, ("deck", "hash")
        )
        content = card.model_dump_json()
        card_version = _kept(
            tx,
            tables["card_versions"],
            {"deck": deck, "card": card.id, "hash": _sha(content), "content": content, "position": 0},
            ("deck", "card", "hash"),
        )
        facts = {"title": deck, "language": "en", "source": "", "cards": 1, "version": version}
        tx.execute(upsert(tables["decks"]).on_conflict_do_nothing(), {"id": deck, **facts})
        opens, closes = to_ms(NOON), to_ms(NOON + timedelta(hours=8))
        where = {"guild": guild, "channel": channel, "deck": deck}
        schedule = _new(
            tx,
            tables["schedules"],
            {
                **where,
                "at_minute": 720,
                "zone": "UTC",
                "days": 31,
                "questions": 1,
                "open_for_s": 28_800,
                "state": "active",
                "made_by": 1,
                "made_at_ms": opens,
            },
        )
        round_id = _new(
            tx,
            tables["rounds"],
            {
                **where,
                "schedule": schedule,
                "local_date": local_date.isoformat(),
                "slot": "auto",
                "state": RoundState.OPEN,
                "due_at_ms": opens,
                "opens_at_ms": opens,
                "closes_at_ms": closes,
                "settle_at_ms": closes + 5_000,
            },
        )
        question = Question(
            owner=owner_of(RoundId(round_id)),
            guild=GuildId(guild),
            channel=ChannelId(channel),
            deck=DeckId(deck),
            card=card.id,
            card_version=CardVersionId(card_version),
            deck_version=DeckVersionId(version),
            asked=FormAsked(form=Form.RECALL),
            opens_at=NOON,
            local_date=local_date,
            policy=Policy(closes_at=NOON + timedelta(hours=8), counts=counts, changeable=changeable),
        )
        (written,) = questions.insert_all(tx, [question])
        return Asked(
            question=replace(question, id=written),
            round_id=RoundId(round_id),
            card_version=CardVersionId(card_version),
            deck_version=DeckVersionId(version),
        )


@pytest.fixture
def asking() -> Asking:
    """Return the hand that asks."""
    return Asking()


def _new(tx: Transaction, table: Any, row: dict[str, object]) -> int:
    return int(tx.execute(insert(table).returning(table.c.id), row).scalar())


def _kept(tx: Transaction, table: Any, row: dict[str, object], key: tuple[str, ...]) -> int:
    statement = upsert(table)
    same = statement.on_conflict_do_update(index_elements=key, set_={"hash": statement.excluded.hash})
    return int(tx.execute(same.returning(table.c.id), row).scalar())


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# --- a browser ------------------------------------------------------------------------------------

#: No sandbox of Chromium's own (tests run as root in containers), and nothing that looks for the internet.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start the Chromium that is there, once for all tests.

    Tests that use it run on the session's loop: `pytestmark = pytest.mark.asyncio(loop_scope="session")`.
    Where there is none they skip and say so; on CI that is a failure.
    """
    async with async_playwright() as playwright:
        found = next(filter(None, map(shutil.which, _CHROMIUMS)), None) or playwright.chromium.executable_path
        if not os.path.exists(found):  # noqa: ASYNC240, PTH110 - one look, before anything runs
            reason = "no Chromium: install the system's, or run `playwright install chromium`"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        started = await playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield started
        await started.close()


#: What a system may prefer.
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")

#: Finds what is wider than the place it stands in: parts of the page that scroll sideways, and dates that leave a card.
TOO_WIDE = """() => [
  ...[...document.querySelectorAll("html, #log, #channels, #people, #members, .clock-panel")]
    .filter((one) => one.scrollWidth > one.clientWidth).map((one) => `${one.id || one.tagName} scrolls`),
  ...[...document.querySelectorAll(".embed *")]
    .filter((one) => one.getBoundingClientRect().right > one.closest(".embed").getBoundingClientRect().right)
    .map((one) => `${one.textContent} leaves its card`),
]"""


class Tabs:
    """Opens pages of a sandbox in the browser, and holds them to account for what they did."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    @contextlib.asynccontextmanager
    async def __call__(
        self,
        base: str,
        person: str = "ada",
        *,
        width: int = 1440,
        height: int = 900,
        scheme: Literal["dark", "light"] = "dark",
        may_complain: bool = False,
        **how: Any,
    ) -> AsyncIterator[Page]:
        """Open the page as a person; at the end it must have been quiet and have asked nobody but the sandbox.

        Args:
            base: Where the sandbox is served.
            person: Whose page.
            width: Of the window, in pixels.
            height: Of the window, in pixels.
            scheme: What the system prefers.
            may_complain: Whether the console may hold errors, as it does while the sandbox is away.
            how: Further options of Playwright's `new_context`.
        """
        context = await self._browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, timezone_id="UTC", **how
        )
        page = await context.new_page()
        page.set_default_timeout(30_000)
        complaints: list[str] = []
        page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith((base, "data:")) else complaints.append(sent.url))
        try:
            await page.goto(f"{base}/?as={person}")
            await page.locator("#app[data-link='online']").wait_for()
            yield page
        finally:
            await context.close()
        assert may_complain or not complaints

    async def faults(self, page: Page) -> list[str]:
        """Return what axe-core finds serious or critical on a page as it stands."""
        found = await Axe().run(page)
        return [
            f"{fault['id']}: {fault['help']}: {[node['html'][:200] for node in fault['nodes']]}"
            for fault in found.response["violations"]
            if fault["impact"] in ("serious", "critical")
        ]


@pytest.fixture
def tabs(browser: Browser) -> Tabs:
    """Return what opens pages."""
    return Tabs(browser)
