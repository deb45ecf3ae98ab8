"""Fuzz the readers of deck files: python -m tests.decks.fuzz [HOW_MANY] [SEED].

Files are those of `tests/decks/files`, cut, spliced, repeated and sprinkled with what formats are made of, in several
encodings, Anki packages and workbooks that are damaged inside, and random bytes. No file may raise, take longer than it
may, or become a deck that the native format does not take; memory is measured over all of them.
"""

from __future__ import annotations

import io
import resource
import sys
import time
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import xlsxwriter
from backports import zstd

from bot.core.ids import DeckId
from bot.decks.folder import load_file
from bot.decks.reading import read_deck
from bot.decks.toml_deck import parse_toml
from bot.decks.writing.apkg import to_apkg
from bot.decks.writing.toml import to_toml

FILES = Path(__file__).parent / "files"
ROOT = Path(__file__).parents[2]
PIECES = (
    "?", "？", "؟", ";", "か。", "____", "[...]", "- ", "1. ", "a) ", "Q: ", "A: ", "Answer: ", "**", "__", "# ",
    "###### ", "> ", "```\n", "---\n", "===\n", "|", "|---|---|\n", "::", ":::", "\n?\n", "??",
    "#flashcards ", "<!--", "-->", "<details>", "<summary>", "</summary>", "</details>", "<br>", "<b>",
    "{{c1::", "}}", "`", "*", "\t", ",", '"', "'", ";", "\n", "\n\n", "\r\n", "\r", "\x85", "\u2028", "\0",
    "\x07", "\ud7ff", "\ufeff", "\u200b", "é", "日本", "🎉", "#separator:tab\n", "#html:true\n",
    "question,answer\n", "format = 1\n", "[[card]]\n", "title: x\n", "[", "]", "(", ")", "![", "](", "&amp;",
    "\\", "==", " - ", ": ", " = ", " -> ", "Name the ", "What is ", "Nenne ",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1251", "shift_jis", "latin-1")
ENDINGS = (".txt", ".md", ".csv", ".tsv", ".toml", ".yaml", ".apkg", ".xlsx", "")
#: Seconds of the processor that a file may take.
_SECONDS_A_MEGABYTE, _SECONDS_LEAST = 30.0, 2.0
#: Every so many files one is large.
_LARGE_EVERY, _LARGE_MOST = 2_500, 1_000_000
#: Every so many files one is a package or a workbook.
_PACKAGE_EVERY = 5


def main(count: int, seed: int) -> None:
    """Read that many files; any exception, slow file or unfit deck ends it."""
    chance = Random(seed)
    texts = [case["text"] for file in sorted(FILES.glob("*.toml")) for case in tomllib.loads(file.read_text())["file"]]
    texts += [file.read_text()[:4_000] for file in sorted((ROOT / "cards").iterdir())]
    packages = _packages()
    loaded = slowest = 0
    before = _memory_mb()
    for index in range(count):
        if index % _LARGE_EVERY == _LARGE_EVERY - 1:
            raw = _large(chance, texts)
        elif index % _PACKAGE_EVERY == 0:
            raw = _damaged(chance, chance.choice(packages))
        else:
            raw = _raw(chance, texts)
        file = f"deck{chance.choice(ENDINGS)}"
        started = time.process_time()
        try:
            parsed = read_deck(raw, file=file, deck=DeckId("deck"), swapped=chance.random() < 0.1)
        except Exception as error:
            raise SystemExit(f"file {index} of seed {seed} ({file}): {error!r}: {raw[:500]!r}") from error
        taken = time.process_time() - started
        slowest = max(slowest, taken)
        if taken > max(_SECONDS_LEAST, _SECONDS_A_MEGABYTE * len(raw) / 1e6):
            raise SystemExit(f"file {index} of seed {seed} ({file}): {taken:.1f} s for {len(raw)} bytes: {raw[:300]!r}")
        if parsed.deck is not None:
            loaded += 1
            again = parse_toml(to_toml(parsed.deck), deck=parsed.deck.id) if len(raw) < 100_000 else parsed
            if again.deck != parsed.deck:
                raise SystemExit(f"file {index} of seed {seed} ({file}): {again.faults[:3]}: {raw[:500]!r}")
    grown = _memory_mb() - before
    sys.stdout.write(f"{count} files, {loaded} became decks, slowest {slowest:.2f} s, {grown:.0f} MB more memory\n")


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _raw(chance: Random, texts: list[str]) -> bytes:
    if chance.random() < 0.05:
        return chance.randbytes(chance.randrange(2_000))
    text = chance.choice(texts)
    if chance.random() < 0.3:
        other = chance.choice(texts)
        text = text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]
    for _ in range(chance.choice((0, 1, 3, 10))):
        at = chance.randrange(len(text) + 1)
        piece = chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 40))
        text = text[:at] + piece + text[at + chance.choice((0, 0, 1, 5, 50)) :]
    raw = text.encode(chance.choice(ENCODINGS if chance.random() < 0.3 else ("utf-8",)), "replace")
    if chance.random() < 0.1 and raw:
        at = chance.randrange(len(raw))
        raw = raw[:at] + chance.randbytes(chance.randrange(4)) + raw[at + 1 :]
    return raw


def _packages() -> list[bytes]:
    """Return a package of Anki, old and new, and a workbook."""
    (deck,) = load_file(ROOT / "cards" / "git.toml").decks
    old = to_apkg(deck.model_copy(update={"cards": deck.cards[:6]}), at=datetime(2026, 11, 28, tzinfo=UTC))
    with zipfile.ZipFile(io.BytesIO(old)) as file:
        collection = file.read("collection.anki2")
    new, workbook = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(new, "w") as file:
        file.writestr("collection.anki21b", zstd.compress(collection))
    book = xlsxwriter.Workbook(workbook)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("Question", "Answer 1", "Answer 2", "Time limit (sec)", "Correct answer(s)"))
    sheet.write_row(1, 0, ("Which?", "a", 2.5, 20, "1,2"))
    book.close()
    return [old, new.getvalue(), workbook.getvalue()]


def _damaged(chance: Random, package: bytes) -> bytes:
    """Change bytes of one of the files in a ZIP file, or of the whole."""
    if chance.random() < 0.2:
        return _changed(chance, package)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as good, zipfile.ZipFile(out, "w") as bad:
        victim = chance.choice(good.namelist())
        for name in good.namelist():
            bad.writestr(name, _changed(chance, good.read(name)) if name == victim else good.read(name))
    return out.getvalue()


def _changed(chance: Random, raw: bytes) -> bytes:
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(raw) + 1)
        raw = raw[:at] + chance.randbytes(chance.choice((0, 1, 1, 1, 8))) + raw[at + chance.choice((0, 1, 1, 1, 40)) :]
    return raw


def _large(chance: Random, texts: list[str]) -> bytes:
    piece = chance.choice((chance.choice(texts), chance.choice(PIECES), chance.choice(PIECES) + chance.choice(PIECES)))
    begin = chance.choice(("", "Title\nWhat is it?\n", "# ", "a"))
    return (begin + piece * (chance.randrange(_LARGE_MOST) // len(piece.encode()))).encode()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
