"""Decks as messages: own ones first, answers behind spoilers, what is open marked or left out."""

from __future__ import annotations

from bot.chat.router import Name
from bot.core.ids import CardId, DeckId
from bot.decks.card import Card, Point
from bot.library.messages import deck as views
from bot.library.service.decks import Reloaded
from bot.library.service.import_outcomes import DeckFile, DeckPage
from bot.questions.service.outcomes import DeckView

TERM = Card(id=CardId("t"), ask="Which *animal*?", answer=("zebra", "horse"))
POINTS = Card(id=CardId("p"), ask="What is tea?", points=(Point(say="a drink"), Point(say="of || leaves")))
NUMBER = Card(id=CardId("n"), ask="How hot?", value=96.0, unit="°C")


def _page(**changes: object) -> DeckPage:
    facts: dict[str, object] = {
        "stem": "tea",
        "title": "Tea",
        "language": "en",
        "own": True,
        "cards": (TERM, POINTS, NUMBER),
        "first": 9,
        "page": 2,
        "pages": 3,
        "total": 19,
        "withheld": 0,
        "open": frozenset(),
    }
    return DeckPage(**{**facts, **changes})  # type: ignore[arg-type]


def test_own_decks_stand_first() -> None:
    """Each deck is called by its stem, never by its name inside; no deck at all leads on."""
    own = DeckView(id=DeckId("123/house"), title="House", cards=1, language="en")
    shipped = DeckView(id=DeckId("tea"), title="Tea", cards=2, language="de")
    shown = views.listed((shipped, own))
    assert shown.embed is not None
    assert [field.value for field in shown.embed.fields] == [
        "**House** · `house` · 1 card · en",
        "**Tea** · `tea` · 2 cards · de",
    ]
    assert "/deck import" in (views.listed(()).content or "")


def test_answers_stand_behind_spoilers() -> None:
    """Every kind of answer is hidden until it is pressed, and nothing in it opens the spoiler."""
    shown = views.page(_page())
    assert shown.embed is not None
    assert shown.embed.description == (
        "**9.** Which \\*animal\\*? ||zebra||\n"
        "**10.** What is tea? ||a drink; of \\|\\| leaves||\n"
        "**11.** How hot? ||96 °C||"
    )


def test_what_is_open_is_marked_or_counted() -> None:
    """Managers see what is open, marked; others are told how many cards are left out."""
    marked = views.page(_page(open=frozenset({TERM.id}))).embed
    assert marked is not None
    assert "||zebra|| (open right now" in (marked.description or "")
    counted = views.page(_page(cards=(), withheld=2)).embed
    assert counted is not None
    assert "2 cards are open here" in (counted.description or "")


def test_pages_turn() -> None:
    """Buttons name the neighbouring pages, with the longest name too; one page has none."""
    shown = views.page(_page(stem="x" * 64, page=2_499, pages=2_500))
    assert shown.buttons is not None
    names = [item.custom_id for item in shown.buttons.children]  # type: ignore[attr-defined]
    assert names == [str(Name("deck", "show", 2_498, "x" * 64)), str(Name("deck", "show", 2_500, "x" * 64))]
    assert views.read_page(Name("deck", "show", 2, "tea")) == (2, "tea")
    assert views.page(_page(page=1, pages=1)).buttons is None


def test_a_deck_goes_along_as_a_file() -> None:
    """The file is attached; what is left out is said."""
    shown = views.file(DeckFile(name="tea.txt", content="Tea", stem="tea", title="Tea", cards=1, withheld=1))
    assert shown.picture is not None
    assert (shown.picture.name, shown.picture.content) == ("tea.txt", b"Tea")
    assert "1 card is open here" in (shown.content or "")


def test_a_reload_names_what_is_broken() -> None:
    """Counts, and the decks that stay as they were."""
    said = views.reloaded(Reloaded(decks=2, cards=9, broken=("one", "two"))).content or ""
    assert "2 decks, 9 cards" in said
    assert "one, two" in said
    assert "\n" not in (views.reloaded(Reloaded(decks=2, cards=9, broken=())).content or "")
