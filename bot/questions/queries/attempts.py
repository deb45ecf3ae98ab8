"""Attempts: of an answer that was changed the last one counts, and it counts once its question has closed.

Why then and not at once: points on a board would tell, attempt by attempt, which answer is right. So while a
changeable question is open its answers stand in the log alone; settling counts them in the same unit that closes it,
and a recount, a regrading and every list of answers follow the same two rules.
"""

from __future__ import annotations

from sqlalchemy import and_, exists, not_, or_

from bot.questions.queries.states import QuestionState
from bot.questions.tables import answers, questions

_later = answers.alias()
#: Keeps the attempt that counts, of each person and question.
LATEST = not_(
    exists()
    .where(
        and_(
            _later.c.question == answers.c.question,
            _later.c.user == answers.c.user,
            _later.c.attempt > answers.c.attempt,
        )
    )
    .correlate(answers)
)
#: Keeps answers whose question counts them already.
COUNTED_NOW = or_(questions.c.changeable.is_not(True), questions.c.state == QuestionState.CLOSED.value)
