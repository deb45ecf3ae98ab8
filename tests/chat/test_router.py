"""Names of buttons go out and come back, and never outgrow Discord."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.router import Buttons, CustomId, PressUnknown, decode

WORDS = st.from_regex(r"[a-z]{1,10}", fullmatch=True)


@given(WORDS, WORDS, st.integers(0, 2**63 - 1), st.text(max_size=40))
def test_a_name_is_read_back(noun: str, verb: str, number: int, arg: str) -> None:
    """Whatever is encoded is decoded to the same."""
    name = CustomId(noun, verb, number, arg)
    assert decode(str(name)) == name


@pytest.mark.parametrize(
    ("custom_id", "wanted"),
    [
        (CustomId("question", "answer", 17), "question:answer:17"),
        (CustomId("question", "choose", 17, "C"), "question:choose:17:C"),
        (CustomId("question", "giveup", 17, "yes"), "question:giveup:17:yes"),
        (CustomId("round", "play", 5), "round:play:5"),
        (CustomId("result", "mine", 5), "result:mine:5"),
    ],
)
def test_names_read_like_sentences(custom_id: CustomId, wanted: str) -> None:
    """Noun, verb, id and perhaps an argument; buttons already sent keep working only if this stays."""
    assert str(custom_id) == wanted


@pytest.mark.parametrize("custom_id", ["", "question", "question:answer", "Question:answer:1", "a:b:", "a1:b:1"])
def test_strange_names_are_none_of_ours(custom_id: str) -> None:
    """What was not made here is not read."""
    assert decode(custom_id) is None


def test_a_name_that_would_not_fit_is_a_bug() -> None:
    """A custom id beyond 100 characters, or one that could not be read back, is never sent."""
    for name in (
        CustomId("board", "page", "week", "x" * 90),
        CustomId("board", "page", "a:b"),
        CustomId("Board", "page", 1),
    ):
        with pytest.raises(ValueError, match="not a custom id"):
            str(name)


@pytest.mark.parametrize("number", ["x", "1.5", "²", 2**63])
def test_an_id_that_is_no_number_is_unknown(number: str) -> None:
    """A name that was tampered with leads nowhere."""
    with pytest.raises(PressUnknown):
        _ = CustomId("question", "answer", number).number


def test_labels_are_clipped_and_nothing_is_kept() -> None:
    """A long label fits, and the library is told to forget the view."""
    buttons = Buttons().add("x" * 100, CustomId("a", "b", 1))
    assert len(buttons.to_components()[0]["components"][0]["label"]) == 80
    assert buttons.is_finished()
    assert buttons.timeout is None
