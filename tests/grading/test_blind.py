"""On lists written blind the grader and the readers stay as good as they are; see answers/blind/README.md."""

from __future__ import annotations

import pytest

from tests.grading.blind import HALVES, files, identity, ordinary, shares


@pytest.mark.parametrize("half", HALVES)
def test_ordinary_cards_are_graded_fairly(half: str) -> None:
    """Cards without a word under `accept`: most answers in band, few taken for their opposite."""
    found = shares(ordinary(half))
    assert found.in_band >= 0.67
    assert found.right_wrong <= 0.16
    assert found.wrong_right <= 0.18


@pytest.mark.parametrize("half", HALVES)
def test_another_thing_is_never_right(half: str) -> None:
    """Names, numbers, dates, yes or no: the same thing is right in all its spellings, another one is not."""
    found = shares(identity(half))
    assert found.in_band >= 0.92
    assert found.right_wrong <= 0.12
    assert found.wrong_right <= 0.01


@pytest.mark.parametrize("half", HALVES)
def test_files_become_their_cards(half: str) -> None:
    """Every format as people export it, with its questions and answers."""
    assert {kind: why for kind, why in files(half).items() if why} == {}
