"""ONE QUESTION: form, policy, answer, record, verdict, hints."""

from bot.chat.feature import Feature, Features
from bot.questions.commands import AnsweringPresses, TypedReplies
from bot.questions.queries.withheld import revealed, withheld
from bot.questions.service.answering import Answering
from bot.questions.service.rubrics import Rubrics


def feature(answering: Answering, rubrics: Rubrics, features: Features) -> Feature:
    """Return what this folder brings.

    Args:
        answering: What people do with questions.
        rubrics: Makes cards ready in the background.
        features: All of them, some of which add to verdicts.
    """
    return Feature(
        name="questions",
        presses=AnsweringPresses(answering, features).presses(),
        on_reply=TypedReplies(answering).heard,
        withheld=withheld,
        revealed=revealed,
        background=rubrics.kept_ready,
    )
