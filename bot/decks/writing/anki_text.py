"""A deck as Anki's text: notes in rows below lines that say how they are laid out.

Source: the Anki manual, "Importing text files", section "File headers".
"""

from __future__ import annotations

import csv
import io

from bot.decks.card_columns import FIELDS, NOTE_TYPE
from bot.decks.deck import Deck
from bot.decks.writing.anki_html import fields_of, tags_of
from bot.decks.writing.guids import guid


def to_anki_text(deck: Deck) -> str:
    """Write a deck as tab-separated notes; Anki updates those it has when they are imported again."""
    out = io.StringIO(newline="")
    title = " ".join(deck.title.split())
    out.write("#separator:tab\n#html:true\n")
    out.write("\t".join(("#columns:Guid", *FIELDS, "Tags")) + "\n")
    out.write(f"#notetype:{NOTE_TYPE}\n#deck:{title}\n#guid column:1\n#tags column:{len(FIELDS) + 2}\n")
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    for card in deck.cards:
        rows.writerow([guid(deck, card), *fields_of(card), " ".join(tags_of(card))])
    return out.getvalue()
