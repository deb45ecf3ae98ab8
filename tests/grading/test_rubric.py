"""A compiled card is ready for its first answer."""

from __future__ import annotations

from collections.abc import Iterator

from bot.grading.grade import grade
from bot.grading.rubric import Rubric, compile  # noqa: A004 - the trade's word for it
from bot.grading.wording import RARE
from tests.grading.coffee import CARDS, CONTEXT

ANSWERS = (
    "heat turns green beans into brown coffee, not the grinder heats the water",
    "lungo with a drop of foam, macchiato",
    "no, 15 minutes; the bean is crakced",
    "raosting RAG fms",
)


def _parts(rubric: Rubric) -> Iterator[object]:
    """Find everything that compiling makes and grading looks at."""
    judges = [judge for target in rubric.targets for judge in target.judges]
    judges += [reject.judge for reject in rubric.reject]
    yield from (rubric.index, rubric.bonds, *rubric.reject, *judges)
    for judge in judges:
        yield from (judge.wording, judge.wording.reading)


def test_an_answer_leaves_nothing_behind_that_compiling_could_have_made() -> None:
    """Else the first answer would wait for it on the event loop."""
    for rubric in [compile(card, CONTEXT) for card in CARDS]:
        before = [{*vars(part)} for part in _parts(rubric)]
        for answer in ANSWERS:
            grade(rubric, answer)
        after = [{*vars(part)} for part in _parts(rubric)]
        assert set[str]().union(*after) - set[str]().union(*before) <= RARE
        assert [made - RARE for made in before] == [made - RARE for made in after]
