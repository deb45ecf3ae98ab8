"""Appeals as moderators and appellants see them, within Discord's limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.appeals import messages as views
from bot.appeals.messages import appeal_form, report_form, ruling_form
from bot.appeals.rules import Decision, Section
from bot.appeals.service.entries import (
    AppealEntry,
    CardShown,
    DuplicateEntry,
    FormOpened,
    OwnAppeal,
    ReportEntry,
)
from bot.appeals.service.moderation_queue import QueuePage
from bot.chat.router import CustomId, PressUnknown
from bot.core.ids import DuplicateId, UserId
from bot.daily.messages.my_result import mine
from bot.grading.verdict import Outcome

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CARD: Any = CardShown(
    question=17,  # type: ignore[arg-type]
    ask="Which animal has stripes?",
    deck_title="Animals",
    answer="zebra",
    points=("it lives on grass", "it has stripes"),
    withheld=False,
)
ENTRY: Any = AppealEntry(
    id=3,  # type: ignore[arg-type]
    guild=1,  # type: ignore[arg-type]
    card=CARD,
    text="an okapi",
    outcome=Outcome.WRONG,
    points=0,
    appellant=7,  # type: ignore[arg-type]
    argument="It has some.",
    others=2,
    opened_at=NOON,
    decision=None,
    undone=False,
    moderator=None,
    reason="",
    decided_at=None,
)


def _page(
    entry: Any, *, section: Section = Section.OPEN, number: int = 2, count: int = 3, channel: Any = None
) -> QueuePage:
    counts = dict.fromkeys(Section, 1) | {section: count}
    return QueuePage(section=section, entry=entry, number=number, counts=counts, channel=channel)


def test_an_open_appeal_shows_what_one_judges_by(text_of: Any, buttons_of: Any, takes: Any) -> None:
    """Question, answer and key points of the card, what was answered and how many said the same."""
    shown = views.entry(ENTRY)
    takes(shown)
    text = text_of(shown)
    for words in (
        "Which animal",
        "**Animals**",
        "zebra",
        "it lives on grass",
        "an okapi",
        "<@7> and 2 other",
        "It has",
    ):
        assert words in text
    assert [button["custom_id"] for button in buttons_of(shown)] == [
        "appeal:accept:3",
        "appeal:partly:3",
        "appeal:deny:3",
    ]


@pytest.mark.parametrize("decision", Decision)
def test_a_decided_appeal_says_by_whom_and_why(decision: Decision, text_of: Any, buttons_of: Any) -> None:
    """And can be taken back; taken back, it can be decided anew."""
    decided = replace(ENTRY, decision=decision, moderator=9, reason="because", decided_at=NOON)
    shown = views.entry(decided)
    assert "by <@9>" in text_of(shown)
    assert "> because" in text_of(shown)
    assert [button["custom_id"] for button in buttons_of(shown)] == ["appeal:undo:3"]
    undone = views.entry(replace(decided, decision=None, undone=True, reason=""))
    assert "Taken back by <@9>" in text_of(undone)
    assert len(buttons_of(undone)) == 3


def test_a_card_that_is_open_keeps_its_answer(text_of: Any) -> None:
    """Only the question is shown, and why."""
    text = text_of(views.entry(replace(ENTRY, card=replace(CARD, answer="", points=(), withheld=True))))
    assert "zebra" not in text
    assert "stays hidden until it closes" in text


def test_a_page_turns(text_of: Any, buttons_of: Any, takes: Any) -> None:
    """Older and newer where there are any, the other sections with their counts, and the switch of the channel."""
    shown = views.page(_page(ENTRY, channel=77))
    takes(shown)
    assert "2 of 3" in text_of(shown)
    labels = [button["label"] for button in buttons_of(shown)]
    assert labels == [
        "Accept",
        "Partly right",
        "Deny",
        "Older",
        "Newer",
        "Not sure (1)",
        "Decisions (1)",
        "Reports (1)",
        "Same text (1)",
        "Stop announcing",
    ]
    first = views.page(_page(ENTRY, number=1, count=1))
    assert not {"Older", "Newer", "Stop announcing"} & {button["label"] for button in buttons_of(first)}
    report: Any = ReportEntry(id=5, card=CARD, user=7, text="a typo", at=NOON)  # type: ignore[arg-type]
    shown = views.page(_page(report, section=Section.REPORTS))
    takes(shown)
    assert "> a typo" in text_of(shown)
    assert buttons_of(shown)[0]["custom_id"] == "report:settle:5"
    for section in Section:
        assert text_of(views.page(_page(None, section=section, number=0, count=0)))


def test_turns_are_read_back(buttons_of: Any) -> None:
    """What a button names is where it leads; anything else is none of ours."""
    older, newer, decided = (
        CustomId("appeals", "turn", "open", "back~3"),
        CustomId("appeals", "turn", "open", "forward~3"),
        CustomId("appeals", "turn", "decided"),
    )
    ids = [button["custom_id"] for button in buttons_of(views.page(_page(ENTRY)))]
    assert {str(older), str(newer), str(decided)} <= set(ids)
    assert views.read_turn(older) == (Section.OPEN, 3, False)
    assert views.read_turn(newer) == (Section.OPEN, 3, True)
    assert views.read_turn(decided) == (Section.DECIDED, None, True)
    for strange in ("open", "no longer announced"):
        with pytest.raises(PressUnknown):
            views.read_turn(CustomId("appeals", "turn", strange, "up~x"))


def test_equal_texts_name_who_and_when_and_blame_nobody(text_of: Any, buttons_of: Any, takes: Any) -> None:
    """Who typed the same, the first ten of them, what it means and what to do; in the channel and in the queue."""
    people = tuple((UserId(number), ENTRY.opened_at) for number in range(1, 15))
    found = DuplicateEntry(id=DuplicateId(8), guild=ENTRY.guild, card=ENTRY.card, text="w" * 4_000, people=people)
    for shown in (views.entry(found), views.page(_page(found, section=Section.DUPLICATES))):
        takes(shown)
        text = text_of(shown)
        for words in ("14 accounts", "<@1>", "<@10>", "and 4 more", "Nobody lost a point"):
            assert words in text
        assert "<@11>" not in text
        assert buttons_of(shown)[0]["custom_id"] == "duplicate:settle:8"
    erased = replace(found, text="", people=())
    assert "no longer known" in text_of(views.entry(erased))


def test_the_longest_of_everything_fits(takes: Any) -> None:
    """However long question, answer, points and reasons are."""
    card = replace(CARD, ask="*" * 1_000, answer="x" * 500, points=("y" * 300,) * 12, deck_title="z" * 200)
    entry = replace(
        ENTRY,
        card=card,
        text="*\n" * 2_000,
        argument="_" * 300,
        decision=Decision.DENY,
        moderator=9,
        reason="~" * 300,
        decided_at=NOON,
    )
    takes(views.entry(entry))
    takes(views.page(_page(entry, section=Section.DECIDED, channel=77)))
    report: Any = ReportEntry(id=5, card=card, user=7, text="a\n" * 250, at=NOON)  # type: ignore[arg-type]
    takes(views.page(_page(report, section=Section.REPORTS)))
    for form in (ruling_form(entry, Decision.ACCEPT), appeal_form(_opened("*" * 1_000, "x" * 4_000))):
        assert len(str(form.to_dict())) < 9_000


def test_forms_are_named_and_ask_for_little() -> None:
    """A reason is optional, a report is not."""
    forms = {
        "appeal:send:17": (appeal_form(_opened("Which?", "okapi")), False),
        "report:send:17": (report_form(_opened("Which?", "")), True),
        "appeal:rule:3:partly": (ruling_form(ENTRY, Decision.PARTLY), False),
    }
    for name, (form, required) in forms.items():
        sent: Any = form.to_dict()
        assert sent["custom_id"] == name
        assert len(sent["title"]) <= 45
        assert sent["components"][1]["component"]["required"] is required


def test_my_result_offers_what_may_be_done(make: Any, text_of: Any, buttons_of: Any, takes: Any) -> None:
    """An appeal where there is one to make, a report of each card, and how one's appeals stand."""
    own = make.own()
    question = own.result.question.id
    shown = mine(make.mine(own, appealable=(question,)))
    takes(shown)
    assert [button["custom_id"] for button in buttons_of(shown)] == [
        f"appeal:begin:{question}",
        f"report:begin:{question}",
    ]
    for decision, said in ((None, "with the moderators"), (Decision.ACCEPT, "was accepted"), (Decision.DENY, "denied")):
        appeal = OwnAppeal(question=question, decision=decision, reason="so")
        text = text_of(mine(make.mine(own, appeals=(appeal,))))
        assert said in text
        assert ("“so”" in text) is (decision is not None)


def test_confirmations_say_what_happens(text_of: Any) -> None:
    """Each in a sentence."""
    assert "with the moderators" in text_of(views.appealed())
    assert "moderators" in text_of(views.reported())
    assert "no longer announced" in text_of(views.quiet())
    for decision in Decision:
        assert text_of(views.ruled(replace(ENTRY, decision=decision)))
    assert "as they were" in text_of(views.ruled(replace(ENTRY, undone=True)))


def _opened(ask: str, text: str) -> Any:
    question: Any = 17
    return FormOpened(question=question, ask=ask, text=text)
