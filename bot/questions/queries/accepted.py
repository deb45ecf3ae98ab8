"""Accepted answers: texts that a server accepts for a card, or calls partly right, beside what the card says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import CardId, DeckId, GuildId, RulingId
from bot.db.database import Transaction
from bot.questions.forms import Form
from bot.questions.tables import accepted_answers as table


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedAnswer:
    """A text under which equal answers are equal, in one server, for one card in one form."""

    guild: GuildId
    deck: DeckId
    card: CardId
    form: Form
    answer_key: str

    def columns(self) -> dict[str, object]:
        """Return the columns that name it."""
        return {
            "guild": self.guild,
            "deck": self.deck,
            "card": self.card,
            "form": self.form.value,
            "answer_key": self.answer_key,
        }


_insert = upsert(table)
_KEY = (table.c.guild, table.c.deck, table.c.card, table.c.form, table.c.answer_key)
_SET = _insert.on_conflict_do_update(
    index_elements=list(_KEY), set_={"score": _insert.excluded.score, "ruling": _insert.excluded.ruling}
)
_SAME = [column == bindparam(f"of_{column.name}") for column in _KEY]
_DROP = delete(table).where(*_SAME)
_SCORE = select(table.c.score).where(*_SAME)
_OF_CARD = select(table.c.form, table.c.answer_key, table.c.score).where(
    table.c.guild == bindparam("guild"), table.c.deck == bindparam("deck"), table.c.card == bindparam("card")
)
_OF_RULING = select(table.c.answer_key).where(table.c.ruling == bindparam("ruling"))


def set_score(tx: Transaction, accepted: AcceptedAnswer, score: float, ruling: RulingId) -> None:
    """Let equal answers be worth a score from now on, because of a ruling."""
    tx.execute(_SET, {**accepted.columns(), "score": score, "ruling": ruling})


def drop(tx: Transaction, accepted: AcceptedAnswer) -> None:
    """Let the card alone decide again."""
    tx.execute(_DROP, _named(accepted))


def score_of(tx: Transaction, accepted: AcceptedAnswer) -> float | None:
    """Return what equal answers are worth; None: what the card says."""
    found = tx.execute(_SCORE, _named(accepted)).scalar()
    return None if found is None else float(found)


def of_card(tx: Transaction, guild: GuildId, deck: DeckId, card: CardId) -> dict[tuple[Form, str], float]:
    """Return what a server accepts for a card: scores by form and text."""
    rows = tx.execute(_OF_CARD, {"guild": guild, "deck": deck, "card": card}).all()
    return {(Form(row.form), row.answer_key): row.score for row in rows}


def key_of(tx: Transaction, ruling: RulingId) -> str | None:
    """Return the text a ruling added; None: it added none, or it was dropped."""
    found = tx.execute(_OF_RULING, {"ruling": ruling}).scalar()
    return None if found is None else str(found)


def _named(accepted: AcceptedAnswer) -> dict[str, object]:
    return {f"of_{name}": value for name, value in accepted.columns().items()}
