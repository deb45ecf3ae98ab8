"""Suggest: which wording an author might accept, out of an answer that should have counted."""

from __future__ import annotations

from bot.grading.asked import ask
from bot.grading.rubric import Rubric

_WORDS_MOST = 12


def suggest(rubric: Rubric, answer: str) -> str:
    """Cut an answer down to what it says beyond the question: from its first telling word to its last.

    Returns:
        At most twelve words of the answer as typed; "" where it says nothing new.
    """
    given = ask(answer, rubric.question, rubric.lexicon)
    spans = [given.reading.spans[at] for at in sorted(given.rarity)][:_WORDS_MOST]
    if not spans:
        return ""
    return " ".join(answer[spans[0][0] : max(end for _, end in spans)].split())
