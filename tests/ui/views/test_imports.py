"""Imports as messages: what would change, what is at fault, and the way back."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.chat.message import Shown
from bot.core.ids import CardId, ImportId, UserId
from bot.decks.card import Card
from bot.decks.diff import Change, Diff
from bot.decks.fault import Fault, FaultCode, Level
from bot.library.messages import imports as views
from bot.library.service.import_outcomes import Imported, Preview, Removal, Versions, VersionView
from bot.text.clip import LIMITS, Limit

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _card(name: str, answer: str = "SECRET") -> Card:
    return Card(id=CardId(name), ask=f"What is {name}?", answer=(answer,))


def _labels(shown: Shown) -> list[tuple[str, str]]:
    buttons = () if shown.buttons is None else shown.buttons.children
    return [(item.label, item.custom_id) for item in buttons]  # type: ignore[attr-defined]


def _text(shown: Shown) -> str:
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
    assert _labels(shown) == [("Import", "deck:import:5"), ("Cancel", "deck:cancel:5")]
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


def test_faults_leave_nothing_to_confirm() -> None:
    """Faults come by line, with what to write instead, and there is no button."""
    faults = (
        Fault(line=3, code=FaultCode.TYPE_WRONG, fields={"key": "ask", "wanted": "text"}),
        Fault(code=FaultCode.FILE_KIND, fields={"given": ".exe", "known": ".toml"}),
    )
    shown = views.preview(Preview(id=None, stem="tea", faults=faults))
    assert "tea can't be imported yet" in _text(shown)
    assert "✗ line 3: “ask” must be text in quotes." in _text(shown)
    assert "✗ the file: “.exe” is not a deck format" in _text(shown)
    assert _labels(shown) == []


def test_nothing_new_is_said() -> None:
    """The same file again has nothing to confirm."""
    shown = views.preview(Preview(id=None, stem="tea", title="T", cards=1, known=True, diff=Diff(same=1)))
    assert "nothing to import" in _text(shown)
    assert _labels(shown) == []


def test_each_outcome_has_a_way_back() -> None:
    """Undo leads to the version before; of a first import to its removal, and of a removal to the deck."""
    made = Imported(id=ImportId(5), stem="tea", title="T", cards=1, before=ImportId(4), paused=2)
    assert "2 daily quizzes were paused" in _text(views.imported(made))
    assert _labels(views.imported(made)) == [("Undo", "deck:undo:4")]
    first = Imported(id=ImportId(5), stem="tea", title="T", cards=1, before=None, paused=0)
    assert _labels(views.imported(first)) == [("Undo", "deck:remove:5")]
    removal = Removal(id=ImportId(5), stem="tea", title="T", cards=1, schedules=1)
    assert _labels(views.removing(removal)) == [("Remove", "deck:remove:5"), ("Keep", "deck:keep:5")]
    assert _labels(views.removed(removal)) == [("Undo", "deck:undo:5")]
    assert "stays as it is" in (views.kept().content or "")
    assert "Nothing was imported" in (views.cancelled().content or "")


def test_versions_are_numbered() -> None:
    """The newest earlier ones have a button each; the present one has none."""
    versions = tuple(
        VersionView(id=ImportId(9 - number), file="tea.toml", cards=1, by=UserId(7), at=NOW, present=not number)
        for number in range(8)
    )
    shown = views.versions(Versions(stem="tea", title="T", versions=versions))
    assert "asked now" in _text(shown)
    assert _labels(shown)[0] == ("Back to 2", "deck:undo:8")
    assert len(_labels(shown)) == 5
