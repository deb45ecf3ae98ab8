"""Wordings: texts that a server accepts for a card, or calls partly right, beside what the card says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.ids import CardId, DeckId, GuildId, RulingId
from bot.db.database import Transaction
from bot.questions.forms import Form
from bot.questions.tables import wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text under which equal answers are equal, in one server, for one card in one form."""

    guild: GuildId
    deck: DeckId
    card: CardId
    form: Form
    answer_key: str

    def facts(self) -> dict[str, object]:
        """Return the columns that name it."""
        return {
            "guild": self.guild,
            "deck": self.deck,
            "card": self.card,
            "form": self.form.value,
            "answer_key": self.answer_key,
        }


_insert = upsert(wordings)
_KEY = (wordings.c.guild, wordings.c.deck, wordings.c.card, wordings.c.form, wordings.c.answer_key)
_SET = _insert.on_conflict_do_update(
    index_elements=list(_KEY), set_={"score": _insert.excluded.score, "ruling": _insert.excluded.ruling}
)
_SAME = [column == bindparam(f"of_{column.name}") for column in _KEY]
_DROP = delete(wordings).where(*_SAME)
_SCORE = select(wordings.c.score).where(*_SAME)
_OF_CARD = select(wordings.c.form, wordings.c.answer_key, wordings.c.score).where(
    wordings.c.guild == bindparam("guild"), wordings.c.deck == bindparam("deck"), wordings.c.card == bindparam("card")
)
_OF_RULING = select(wordings.c.answer_key).where(wordings.c.ruling == bindparam("ruling"))


def set_score(tx: Transaction, wording: Wording, score: float, ruling: RulingId) -> None:
    """Let equal answers be worth a score from now on, because of a ruling."""
    tx.execute(_SET, {**wording.facts(), "score": score, "ruling": ruling})


def drop(tx: Transaction, wording: Wording) -> None:
    """Let the card alone decide again."""
    tx.execute(_DROP, _named(wording))


def score_of(tx: Transaction, wording: Wording) -> float | None:
    """Return what equal answers are worth; None: what the card says."""
    found = tx.execute(_SCORE, _named(wording)).scalar()
    return None if found is None else float(found)


def of_card(tx: Transaction, guild: GuildId, deck: DeckId, card: CardId) -> dict[tuple[Form, str], float]:
    """Return the scores of a card's wordings in a server, by form and text."""
    rows = tx.execute(_OF_CARD, {"guild": guild, "deck": deck, "card": card}).all()
    return {(Form(row.form), row.answer_key): row.score for row in rows}


def key_of(tx: Transaction, ruling: RulingId) -> str | None:
    """Return the text a ruling added; None: it added none, or it was dropped."""
    found = tx.execute(_OF_RULING, {"ruling": ruling}).scalar()
    return None if found is None else str(found)


def _named(wording: Wording) -> dict[str, object]:
    return {f"of_{name}": value for name, value in wording.facts().items()}
