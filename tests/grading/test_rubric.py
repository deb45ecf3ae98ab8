"""A card is compiled at once, and read as answers ask for it."""

from __future__ import annotations

from bot.grading.grade import grade
from bot.grading.rubric import compile as compile_card
from tests.grading.coffee import CARDS, CONTEXT


def test_only_cards_of_many_wordings_are_read_ahead() -> None:
    """Of others the first answer takes no time to speak of, and most are not answered soon."""
    for card, ahead in zip(CARDS, (True, True, False), strict=True):
        rubric = compile_card(card, CONTEXT)
        wordings = [judge.wording for target in rubric.targets for judge in target.judges]
        assert {"reading" in vars(wording) for wording in wordings} == {ahead}
        grade(rubric, "heat turns green beans into brown coffee")
        assert all("reading" in vars(wording) for wording in wordings)


def test_few_wordings_fit_nothing_by_chance() -> None:
    """An accepted wording more does not raise the bar for other answers, unless there are many."""
    roasting = CARDS[0]
    bars = []
    for count in (0, 3, 30):
        accept = tuple(f"wording {number}" for number in range(count))
        points = (roasting.points[0].model_copy(update={"accept": accept}),)
        bars.append(compile_card(roasting.model_copy(update={"points": points}), CONTEXT).by_chance)
    assert bars[0] == bars[1] == 0 < bars[2]
