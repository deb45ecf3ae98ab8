"""Decks as messages: their cards without what spoils, what an import would change, and what is true after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.chat.feature import DeckUse, Wording
from bot.chat.message import OutgoingMessage
from bot.chat.router import CustomId
from bot.core.ids import CardId, DeckId, GuildId, ImportId, UserId
from bot.decks.card import Card, Point
from bot.decks.draft import About, DeckFormat
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.versions import Change, Diff
from bot.grading.learning import Fit, Learned
from bot.library.messages import decks as deck_views
from bot.library.messages import imports as views
from bot.library.messages import wordings as wording_views
from bot.library.queries.decks import DeckInfo, MembersSee
from bot.library.queries.imports import Version
from bot.library.service.browsing import DeckFile, DeckPage
from bot.library.service.decks import Reloaded
from bot.library.service.imports import OwnDeck, Preview, Versions
from bot.library.service.wordings import Offer, Offers
from bot.text.clip import LIMITS, Limit

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _card(name: str, answer: str = "SECRET") -> Card:
    return Card(id=CardId(name), ask=f"What is {name}?", answer=(answer,))


def _labels(shown: OutgoingMessage) -> list[tuple[str, str]]:
    buttons = () if shown.buttons is None else shown.buttons.children
    return [(item.label, item.custom_id) for item in buttons]  # type: ignore[attr-defined]


def _text(shown: OutgoingMessage) -> str:
    assert shown.embed is not None
    assert len(shown.embed) <= LIMITS[Limit.EMBED_TOTAL]
    return f"{shown.embed.title}\n{shown.embed.description}"


def test_a_preview_lists_what_changes() -> None:
    """Removed, changed and new cards by their questions, warnings with their lines, and two buttons; no answer."""
    warning = Fault(line=7, code=FaultCode.TEXT_EMPTY, level=Level.WARNING, fields={"key": "note"})
    shown = views.preview(
        Preview(
            id=ImportId(5),
            stem="tea",
            title="Tea *time*",
            cards=3,
            known=True,
            diff=Diff(
                new=(_card("new"),),
                changed=(Change(before=_card("old", "x"), after=_card("old")),),
                removed=(_card("gone"),),
                same=1,
            ),
            faults=(warning,),
        )
    )
    text = _text(shown)
    for part in (
        "A new version of `tea`, with 3 cards.",
        "1 new, 1 changed, 1 removed, 1 as before",
        "− What is gone?\n~ What is old? (answer)\n+ What is new?",
        "! line 7: “note” is empty.",
    ):
        assert part in text
    assert "SECRET" not in text
    assert _labels(shown) == [("Import", "library:import:5"), ("Cancel", "library:cancel:5")]
    assert shown.picture is None


def test_a_long_preview_comes_as_a_file_too() -> None:
    """What does not fit is counted in the message and whole in the file."""
    new = tuple(_card(f"number-{number}") for number in range(500))
    faults = tuple(
        Fault(line=number, code=FaultCode.QUESTION_TWICE, level=Level.WARNING, fields={"other": "x"})
        for number in range(1, 101)
    )
    shown = views.preview(
        Preview(id=ImportId(5), stem="tea", title="T", cards=500, diff=Diff(new=new), faults=faults, hides=True)
    )
    assert "more" in _text(shown)
    assert "is hidden here" in _text(shown)
    assert shown.picture is not None
    whole = shown.picture.content.decode()
    assert whole.count("What is number-") == 500
    assert whole.count("! line ") == 100


def test_how_a_file_was_understood_is_shown() -> None:
    """Format, header, headings, the first cards as they will be asked, what is left out, and the way to swap it."""
    first = (
        Card(id=CardId("a"), ask="What is *tea*?", points=(Point(say="leaves"), Point(say="hot water"))),
        Card(id=CardId("b"), ask="How hot?", value=80.0, unit="°C"),
        Card(id=CardId("c"), ask="Which is tea?", right=("oolong",), wrong=("rooibos", "mate")),
    )
    headings = tuple(f"Chapter {number}" for number in range(12))
    about = About(format=DeckFormat.TABLE, title="Tea", header=("Q", "", "A"), sections=headings, count=5, first=first)
    fault = Fault(line=9, code=FaultCode.NOTES_ANSWER_MISSING, fields={"text": "why?"})
    shown = Preview(
        id=ImportId(5),
        stem="tea",
        title="Tea",
        cards=5,
        about=about,
        draft=ImportId(5),
        diff=Diff(new=(*first, _card("d"), _card("e"))),
        faults=(fault,),
    )
    text = _text(views.preview(shown))
    for said in (
        "Read as a table (CSV or TSV)",
        "Header row, not a card: Q | – | A",
        "Chapter 7 and 4 more",
        "**1.** What is \\*tea\\*?\n↳ in own words, 2 key points: ||leaves; hot water||",
        "↳ a number, in °C: ||80 °C||",
        "↳ one of 3 options: ||oolong||, not rooibos, mate",
        "**And 2 more**\n+ What is d?\n+ What is e?",
        "One question can't be asked and is left out",
        "✗ line 9:",
    ):
        assert said in text
    assert [name for _, name in _labels(views.preview(shown))] == [
        "library:import:5",
        "library:swap:5:swapped",
        "library:cancel:5",
    ]
    swapped = views.preview(replace(shown, swapped=True))
    assert "Swapped" in _text(swapped)
    assert ("Swap back", "library:swap:5") in _labels(swapped)
    refused = views.preview(replace(shown, id=None, cards=0, swapped=True))
    assert [name for _, name in _labels(refused)] == ["library:swap:5", "library:cancel:5"]


def test_faults_leave_nothing_to_confirm() -> None:
    """Faults come by line, with what to write instead, and there is no button."""
    faults = (
        Fault(line=3, code=FaultCode.TYPE_WRONG, fields={"key": "ask", "wanted": "text"}),
        Fault(code=FaultCode.FILE_KIND, fields={"kind": "pdf"}),
    )
    shown = views.preview(Preview(id=None, stem="tea", faults=faults))
    assert "tea can't be imported yet" in _text(shown)
    assert "✗ line 3: “ask” must be text in quotes." in _text(shown)
    assert "✗ the file: This is a PDF." in _text(shown)
    assert _labels(shown) == []


def test_nothing_new_is_said() -> None:
    """The same file again has nothing to confirm."""
    shown = views.preview(Preview(id=None, stem="tea", title="T", cards=1, known=True, diff=Diff(same=1)))
    assert "nothing to import" in _text(shown)
    assert _labels(shown) == []


def _version(number: int, *, present: bool = False) -> Version:
    return Version(
        id=ImportId(number),
        guild=GuildId(1),
        deck=DeckId("1/tea"),
        file="tea.toml",
        cards=number,
        by=UserId(7),
        made_at=NOW + timedelta(days=number),
        base=None,
        present=present,
    )


def _own(present: Version | None, before: Version | None, **changes: object) -> OwnDeck:
    facts: dict[str, object] = {"stem": "tea", "title": "T", "use": DeckUse(asking=1, paused=2), **changes}
    return OwnDeck(present=present, before=before, **facts)  # type: ignore[arg-type]


FOURTH, FIFTH = _version(4), _version(5)


def test_each_outcome_has_a_way_back() -> None:
    """Undo leads to the version before; of a first import to its removal, and of a removal to the deck."""
    made = views.imported(_own(FIFTH, FOURTH))
    assert "2 daily quizzes were paused" in _text(made)
    assert _labels(made) == [("Undo", "library:undo:4:5")]
    assert _labels(views.imported(_own(FIFTH, None))) == [("Undo", "library:remove:5")]
    removing = views.removing(_own(FIFTH, FIFTH))
    assert "1 daily quiz asks it" in _text(removing)
    assert _labels(removing) == [("Remove", "library:remove:5"), ("Keep", "library:keep:5")]
    assert _labels(views.removed(_own(None, FIFTH))) == [("Undo", "library:undo:5:0")]
    assert "stays as it is" in (views.kept().content or "")
    assert "Nothing was imported" in (views.cancelled().content or "")


def test_an_undo_tells_what_is_asked_now() -> None:
    """It says which version is asked and never that something was imported; its button leads back again."""
    back = views.restored(_own(FOURTH, FIFTH))
    assert "Back at an earlier version" in _text(back)
    assert "(`tea`, 4 cards) is asked as it was imported" in _text(back)
    assert "ready" not in _text(back)
    assert _labels(back) == [("Redo", "library:undo:5:4")]
    again = views.restored(_own(FIFTH, FOURTH))
    assert "At the later version again" in _text(again)
    assert _labels(again) == [("Undo", "library:undo:4:5")]
    there = views.restored(_own(FIFTH, None))
    assert "The deck is back" in _text(there)
    assert _labels(there) == [("Remove", "library:remove:5")]


def test_what_came_too_late_to_undo_is_said() -> None:
    """Where the deck was changed since, nothing was done; what is asked now is said, without a button."""
    for shown in (
        views.restored(_own(FIFTH, FOURTH, superseded=True)),
        views.removed(_own(FIFTH, FOURTH, superseded=True)),
    ):
        assert "Nothing was changed now" in (shown.content or "")
        assert "(5 cards)" in (shown.content or "")
        assert _labels(shown) == []
    assert "was removed since" in (views.restored(_own(None, FOURTH, superseded=True)).content or "")


def test_versions_are_numbered() -> None:
    """The newest earlier ones have a button each; the present one has none."""
    versions = tuple(_version(9 - number, present=not number) for number in range(8))
    shown = views.versions(Versions(stem="tea", title="T", versions=versions))
    assert "asked now" in _text(shown)
    assert _labels(shown)[0] == ("Back to 2", "library:undo:8:9")
    assert len(_labels(shown)) == 5


def test_what_members_see_is_told() -> None:
    """A change is confirmed; without one, what is set is told with the way to change it."""
    assert "asked here and closed" in (deck_views.members_see(MembersSee.ASKED, changed=True).content or "")
    told = deck_views.members_see(MembersSee.EVERYTHING, changed=False).content or ""
    assert "every answer" in told
    assert "`/library show`" in told


TERM = Card(id=CardId("t"), ask="Which *animal*?", answer=("zebra", "horse"))
POINTS = Card(id=CardId("p"), ask="What is tea?", points=(Point(say="a drink"), Point(say="of || leaves")))
NUMBER = Card(id=CardId("n"), ask="How hot?", value=96.0, unit="°C")


def _page(**changes: object) -> DeckPage:
    facts: dict[str, object] = {
        "stem": "tea",
        "title": "Tea",
        "language": "en",
        "cards": (TERM, POINTS, NUMBER),
        "first": 9,
        "page": 2,
        "pages": 3,
        "withheld": 0,
        "open": frozenset(),
        "untold": frozenset(),
    }
    return DeckPage(**{**facts, **changes})  # type: ignore[arg-type]


def test_own_decks_stand_first() -> None:
    """Each deck is called by its stem, never by its name inside; no deck at all leads on."""
    own = DeckInfo(id=DeckId("123/house"), title="House", cards=1, language="en")
    shipped = DeckInfo(id=DeckId("tea"), title="Tea", cards=2, language="de")
    shown = deck_views.listed((shipped, own))
    assert shown.embed is not None
    assert [field.value for field in shown.embed.fields] == [
        "**House** · `house` · 1 card · en",
        "**Tea** · `tea` · 2 cards · de",
    ]
    assert "/library import" in (deck_views.listed(()).content or "")


def test_answers_stand_behind_spoilers() -> None:
    """Every kind of answer is hidden until it is pressed, and nothing in it opens the spoiler."""
    shown = deck_views.page(_page())
    assert shown.embed is not None
    assert shown.embed.description == (
        "**9.** Which \\*animal\\*? ||zebra||\n"
        "**10.** What is tea? ||a drink; of \\|\\| leaves||\n"
        "**11.** How hot? ||96 °C||"
    )


def test_what_is_open_is_marked_or_counted() -> None:
    """Managers see what is open, marked; others are told how many cards are left out."""
    marked = deck_views.page(_page(open=frozenset({TERM.id}))).embed
    assert marked is not None
    assert "||zebra|| (open right now" in (marked.description or "")
    counted = deck_views.page(_page(cards=(), withheld=2)).embed
    assert counted is not None
    assert "2 cards are open right now" in (counted.description or "")


def test_answers_that_are_not_told_are_explained() -> None:
    """Where the server does not tell an answer yet, the question stands alone, and when the answer comes is said."""
    shown = deck_views.page(_page(untold=frozenset({TERM.id, POINTS.id}))).embed
    assert shown is not None
    assert (shown.description or "").splitlines() == [
        "**9.** Which \\*animal\\*?",
        "**10.** What is tea?",
        "**11.** How hot? ||96 °C||",
        "Answers stand here once a card was asked in this server and its question closed.",
    ]


def test_pages_turn() -> None:
    """Buttons name the neighbouring pages, with the longest name too; one page has none."""
    shown = deck_views.page(_page(stem="x" * 64, page=2_499, pages=2_500))
    assert shown.buttons is not None
    names = [item.custom_id for item in shown.buttons.children]  # type: ignore[attr-defined]
    assert names == [str(CustomId("deck", "show", 2_498, "x" * 64)), str(CustomId("deck", "show", 2_500, "x" * 64))]
    assert deck_views.page(_page(page=1, pages=1)).buttons is None


def test_a_deck_goes_along_as_a_file() -> None:
    """The file is attached; what is left out is said."""
    shown = deck_views.file(DeckFile(name="tea.txt", content=b"Tea", title="Tea", cards=1, withheld=1))
    assert shown.picture is not None
    assert (shown.picture.name, shown.picture.content) == ("tea.txt", b"Tea")
    assert "1 card is open right now" in (shown.content or "")


def test_a_reload_names_what_is_broken() -> None:
    """Counts, and the decks that stay as they were."""
    said = deck_views.reloaded(Reloaded(decks=2, cards=9, broken=("one", "two"))).content or ""
    assert "2 decks, 9 cards" in said
    assert "one, two" in said
    assert "\n" not in (deck_views.reloaded(Reloaded(decks=2, cards=9, broken=())).content or "")


def test_what_a_deck_may_learn_is_shown_with_what_can_be_done(make: Any, takes: Any) -> None:
    """Per card the wordings with how many, by whom and when; an own deck learns by a press, a shipped one as a file."""
    wording = Wording(
        deck=DeckId("1/tea"), card=CardId("a"), text=make.hard(400), people=3, decided_by=UserId(7), at=NOW
    )
    card = Card(id=CardId("a"), ask=make.hard(900), points=(Point(say=make.hard(200)),))
    fits = {
        Fit.ADDED: Learned(fit=Fit.ADDED, card=card, wording="x", points=(make.hard(200),)),
        Fit.CONTRADICTS: Learned(fit=Fit.CONTRADICTS, card=card),
        Fit.UNFIT: Learned(fit=Fit.UNFIT, card=card),
    }
    claim = replace(wording, text="a claim", decided_by=None)
    offers = (
        *(Offer(wording=wording, card=card, learned=learned) for learned in fits.values()),
        Offer(wording=claim, card=card.model_copy(update={"ask": "Another?"}), learned=fits[Fit.ADDED]),
    )
    page = Offers(deck="abc", stem="tea", title="Tea", own=True, page=2, pages=3, offers=offers, addable=2)
    shown = wording_views.offered(page, said="Done.")
    takes(shown)
    text = _text(shown)
    assert "3 people · accepted by <@7>" in text
    assert "nobody decided" in text
    labels = [label for label, _ in _labels(shown)]
    assert labels[:6] == ["Add 1", "Change 1", "Dismiss 1", "Change 2", "Dismiss 2", "Dismiss 3"]
    assert labels[6:] == ["Add 4", "Change 4", "Dismiss 4", "Add all 2", "Back", "Next"]
    names = {name.rpartition(":")[0] for _, name in _labels(shown)}
    assert {"wording:add:2", "wording:change:2", "wording:turn:1", "wording:turn:3"} <= names
    shipped = wording_views.offered(replace(page, own=False))
    takes(shipped)
    assert [label for label, _ in _labels(shipped)][:5] == [
        *(f"Dismiss {number}" for number in range(1, 5)),
        "Get the lines as a file",
    ]
