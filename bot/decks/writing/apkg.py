"""A deck as a package for Anki, in the collection format of 2012 (schema 11), which every Anki reads.

Source: Anki's `rslib/src/storage/schema11.sql`, and the JSON that its `col` table held then.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime
from hashlib import sha1

from bot.decks.card_columns import ANSWER, ASK, FIELDS, HINTS, NOTE, NOTE_TYPE, OPTIONS, SOURCE
from bot.decks.deck import Deck
from bot.decks.writing.anki_html import fields_of, tags_of
from bot.decks.writing.guids import guid, number

_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
_VERSION = 11
_FIELD_SEAM = "\x1f"
_MODEL = number(NOTE_TYPE)
_DEFAULT_DECK = 1
_FRONT = f"""<div>{{{{{ASK}}}}}</div>
{{{{#{OPTIONS}}}}}<div class="options">{{{{{OPTIONS}}}}}</div>{{{{/{OPTIONS}}}}}
{{{{hint:{HINTS}}}}}"""
_BACK = f"""{{{{FrontSide}}}}
<hr id="answer">
<div>{{{{{ANSWER}}}}}</div>
<div class="note">{{{{{NOTE}}}}}</div>
<div class="note">{{{{{SOURCE}}}}}</div>"""
_LOOK = """.card { font-family: sans-serif; font-size: 20px; text-align: center; }
.options, .note { margin-top: 1em; font-size: 80%; }
"""


def to_apkg(deck: Deck, *, at: datetime) -> bytes:
    """Write a deck as a package.

    Args:
        deck: The deck.
        at: When it is written: Anki updates a note it has if the imported one is newer.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(_entry("collection.anki2", at), _collection(deck, at))
        package.writestr(_entry("media", at), "{}")
    return out.getvalue()


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _collection(deck: Deck, at: datetime) -> bytes:
    now = int(at.timestamp())
    home = number(deck.id)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(_SCHEMA)
        db.execute(
            "INSERT INTO col VALUES (1, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, '{}')",
            (
                now,
                now * 1000,
                now * 1000,
                _VERSION,
                _conf(),
                _models(now, home),
                _decks(deck, now, home),
                _options(now),
            ),
        )
        db.execute("BEGIN")
        first = number(f"{deck.id}/cards")
        for place, card in enumerate(deck.cards):
            fields = fields_of(card)
            tags = "".join(f" {tag}" for tag in tags_of(card))
            checksum = int(sha1(fields[0].encode(), usedforsecurity=False).hexdigest()[:8], 16)
            db.execute(
                "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')",
                (
                    first + place,
                    guid(deck, card),
                    _MODEL,
                    now,
                    f"{tags} " if tags else "",
                    _FIELD_SEAM.join(fields),
                    fields[0],
                    checksum,
                ),
            )
            db.execute(
                "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
                (first + place, first + place, home, now, place + 1),
            )
        db.execute("COMMIT")
        return db.serialize()


def _conf() -> str:
    return json.dumps(
        {
            "activeDecks": [_DEFAULT_DECK],
            "addToCur": True,
            "collapseTime": 1200,
            "curDeck": _DEFAULT_DECK,
            "curModel": str(_MODEL),
            "dueCounts": True,
            "estTimes": True,
            "newBury": True,
            "newSpread": 0,
            "nextPos": 1,
            "sortBackwards": False,
            "sortType": "noteFld",
            "timeLim": 0,
        }
    )


def _models(now: int, home: int) -> str:
    field = {"font": "Arial", "media": [], "rtl": False, "size": 20, "sticky": False}
    template = {"afmt": _BACK, "bafmt": "", "bqfmt": "", "did": None, "name": "Card 1", "ord": 0, "qfmt": _FRONT}
    model = {
        "css": _LOOK,
        "did": home,
        "flds": [{**field, "name": name, "ord": place} for place, name in enumerate(FIELDS)],
        "id": str(_MODEL),
        "latexPost": "\\end{document}",
        "latexPre": "\\documentclass[12pt]{article}\n\\pagestyle{empty}\n\\begin{document}\n",
        "mod": now,
        "name": NOTE_TYPE,
        "req": [[0, "any", [0]]],
        "sortf": 0,
        "tags": [],
        "tmpls": [template],
        "type": 0,
        "usn": -1,
        "vers": [],
    }
    return json.dumps({str(_MODEL): model})


def _decks(deck: Deck, now: int, home: int) -> str:
    today = {"lrnToday": [0, 0], "newToday": [0, 0], "revToday": [0, 0], "timeToday": [0, 0]}
    common = {**today, "collapsed": False, "conf": 1, "desc": "", "dyn": 0, "extendNew": 0, "extendRev": 50, "mod": now}
    named = {_DEFAULT_DECK: "Default", home: " ".join(deck.title.split()).replace("::", ": ")}
    return json.dumps({str(key): {**common, "id": key, "name": name, "usn": -1} for key, name in named.items()})


def _options(now: int) -> str:
    options = {
        "autoplay": True,
        "id": 1,
        "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
        "maxTaken": 60,
        "mod": now,
        "name": "Default",
        "new": {
            "bury": True,
            "delays": [1, 10],
            "initialFactor": 2500,
            "ints": [1, 4, 7],
            "order": 1,
            "perDay": 20,
            "separate": True,
        },
        "replayq": True,
        "rev": {"bury": True, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 100},
        "timer": 0,
        "usn": 0,
    }
    return json.dumps({"1": options})
