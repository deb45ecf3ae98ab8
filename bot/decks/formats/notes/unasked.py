"""Files without a question mark: numbers that run, requests, terms with definitions, headings, pairs of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.decks.fault import FaultCode
from bot.decks.formats.notes.asking import blocks_of, numbers_run
from bot.decks.formats.notes.found import SENTENCE_END, Found, Reading, section_at
from bot.decks.formats.notes.lines import Line, Role, asked, asks_for, opens_question
from bot.decks.validation import quoted

_PAIRED_LEAST = 2
_TERM_WORDS_MOST = 8
_ASK_WORDS_MOST = 10
_ASK_WORDS_LEAST = 3
#: How questions open that one knows without their mark; "is it …" and "that …" open answers, too.
_WH = re.compile(
    r"^(?:what|who|whom|whose|where|when|which|why|how|wer|wo|wann|warum|wie|welche[rsnm]?|qu[eé]|qui[eé]n|cu[aá]l|d[oó]nde"
    r"|cu[aá]ndo|c[oó]mo|quel(?:le)?s?|comment|pourquoi|combien)\b",
    re.IGNORECASE,
)
_SECTION_WORDS_MOST = 5
_NEARLY = 0.8
#: One request over more lines than these is rather a text that begins with one.
_REQUEST_LINES_MOST = 6
_PAIR = re.compile(
    r"^(?P<term>\S.{0,119}?)(?P<mark>\s*[:;](?=\s)|\s+(?:-{1,2}|[\u2013\u2014=~|]|->|=>|>>|==|\u2192)(?=\s))\s+(?P<rest>\S.*)$"
)
_DEFINED_BELOW = re.compile(r"^:\s+(?=\S)")


def by_numbers(lines: Sequence[Line], out: Reading) -> list[Found]:
    """Gather what stands below numbers, or letters, that count through the file."""
    for mark in ("1", "a"):
        first = next((at for at, line in enumerate(lines) if line.mark == mark), len(lines))
        counted = sum(1 for line in lines if line.mark == mark)
        if first > 1 or counted < _PAIRED_LEAST or not numbers_run(lines, mark):
            continue
        out.head(lines[:first])
        found: list[Found] = []
        for line in lines[first:]:
            if line.mark == mark:
                found.append(Found(line=line, ask=[asked(line.whole)]))
            else:
                found[-1].add(line, line.text)
        return found
    return []


def by_requests(lines: Sequence[Line], out: Reading) -> list[Found]:
    """Gather lines that ask for something ("Name the …"), or open as questions do, each over other lines."""
    requests = _apart(
        [at for at, line in enumerate(lines) if line.role is not Role.CODE and asks_for(line.text)], lines
    )
    requests = requests or _apart([at for at, line in enumerate(lines) if _is_request(line)], lines)
    if not requests:
        return []
    out.head(lines[: requests[0]])
    found: list[Found] = []
    section = ""
    opening = set(requests)
    in_blocks = len(requests) > 1 and all(lines[at].parted for at in requests if at > 1)
    for at in range(requests[0], len(lines)):
        line = lines[at]
        if at in opening or (in_blocks and _opens_block(lines, at)):
            guessed = not asks_for(line.text)
            found.append(Found(line=line, ask=[asked(line.whole)], section=section, guessed=guessed))
        elif found[-1].answer and (name := section_at(lines, at)):
            section = name
        else:
            found[-1].add(line, line.text)
    return found


def _opens_block(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line opens a block of several, as the questions of its file do."""
    line = lines[at]
    more = at + 1 < len(lines) and not lines[at + 1].parted
    return line.parted and more and not line.mark and line.role is Role.TEXT and _could_ask(line)


def _apart(requests: list[int], lines: Sequence[Line]) -> list[int]:
    """Return the places of requests if each has lines below it, and the first opens the file; else none."""
    apart = all(second > first + 1 for first, second in pairwise(requests)) and requests[-1:] != [len(lines) - 1]
    is_text = len(requests) == 1 and len(lines) > _REQUEST_LINES_MOST
    return requests if requests and requests[0] <= 1 and apart and not is_text else []


def _is_request(line: Line) -> bool:
    if line.role is Role.CODE:
        return False
    words = len(line.text.split())
    without_mark = opens_question(line.text) and words >= _ASK_WORDS_LEAST and not SENTENCE_END.search(line.whole)
    return asks_for(line.text) or (without_mark and _WH.match(line.text) is not None)


def by_headings(lines: Sequence[Line], out: Reading) -> list[Found]:
    """Gather headings, or bold lines, each with what stands below it; headings over headings are sections."""
    for role in (Role.HEADING, Role.BOLD):
        heads = [at for at, line in enumerate(lines) if line.role is role]
        leaves = {at for at in heads if at + 1 < len(lines) and lines[at + 1].role is not role}
        if len(leaves) < _PAIRED_LEAST or heads[0] > _PAIRED_LEAST:
            continue
        out.head(lines[: heads[0]])
        found: list[Found] = []
        section = ""
        for at in range(heads[0], len(lines)):
            line = lines[at]
            if at in leaves:
                found.append(Found(line=line, ask=[asked(line.whole).rstrip(":")], section=section, guessed=True))
            elif line.role is role:
                section = line.whole
            else:
                found[-1].add(line, line.text)
        return found
    return []


def by_pairs(lines: Sequence[Line], out: Reading) -> list[Found]:
    """Gather lines with a term, a mark that is the same in all of them, and a definition."""
    counts = Counter(pair["mark"].strip() for line in lines if (pair := _pair(line)))
    if not counts:
        return []
    mark = counts.most_common(1)[0][0]
    sections = {
        at: name for at in range(len(lines)) if _pair(lines[at], mark) is None and (name := _section(lines, at))
    }
    titled = not out.title and _pair(lines[0], mark) is None
    body = [at for at in range(titled, len(lines)) if at not in sections]
    pairs = [pair for at in body if (pair := _pair(lines[at], mark))]
    terms = {pair["term"].casefold() for pair in pairs}
    if len(pairs) < _PAIRED_LEAST or len(pairs) < _NEARLY * len(body) or len(terms) < _NEARLY * len(pairs):
        return []
    out.head(lines[:1] if titled else [])
    found: list[Found] = []
    section = ""
    for at in range(titled, len(lines)):
        line = lines[at]
        if at in sections:
            section = sections[at]
        elif pair := _pair(line, mark):
            found.append(Found(line=line, ask=[pair["term"].strip()], section=section))
            found[-1].add(line, pair["rest"].strip())
        elif found:
            found[-1].add(line, line.text)
            if not line.indent:
                ask = quoted(found[-1].ask[0])
                out.warn(line.number, FaultCode.NOTES_LINE_JOINED, text=quoted(line.whole), ask=ask)
        else:
            out.leave_out([line])
    return found


def _section(lines: Sequence[Line], at: int) -> str:
    """Return the name of a section over terms: also a short line alone between blank lines."""
    if name := section_at(lines, at):
        return name
    line = lines[at]
    alone = line.parted and at + 1 < len(lines) and line.role is not Role.CODE and not line.mark
    short = len(line.whole.split()) <= _SECTION_WORDS_MOST and not SENTENCE_END.search(line.whole.rstrip(":"))
    return line.whole.rstrip(":") if alone and short and at > 0 else ""


def _pair(line: Line, mark: str = "") -> re.Match[str] | None:
    """Split a line at the first mark between a term and what is said of it, or at the first of one kind."""
    if line.role in (Role.CODE, Role.HEADING, Role.FRONT):
        return None
    pair = _PAIR.match(line.text)
    if pair is not None and mark and pair["mark"].strip() != mark:
        # "state-of-the-art: new - or nearly so": the file's own mark may stand further on.
        pair = re.match(rf"^(?P<term>\S.{{0,119}}?)(?P<mark>\s*{re.escape(mark)}(?=\s))\s+(?P<rest>\S.*)$", line.text)
    return pair if pair is not None and len(pair["term"].split()) <= _TERM_WORDS_MOST else None


def by_outline(lines: Sequence[Line], out: Reading) -> list[Found]:
    """Gather bullets, each over deeper ones: a term with what is said of it."""
    listed = [line for line in lines if line.mark == "-"]
    outer = min((line.indent for line in listed), default=0)
    heads = {at for at, line in enumerate(lines) if line.mark == "-" and line.indent == outer}
    over = {at for at in heads if at + 1 < len(lines) and lines[at + 1].indent > outer}
    if len(over) < _PAIRED_LEAST or len(over) < _NEARLY * len(heads) or min(heads) > _PAIRED_LEAST:
        return []
    out.head([line for line in lines[: min(heads)] if line.role is not Role.HEADING])
    found: list[Found] = []
    section = ""
    for at in range(len(lines)):
        line = lines[at]
        if line.role is Role.HEADING:
            section = line.whole
        elif at in heads:
            ask = asked(line.whole).rstrip(":.")
            found.append(Found(line=line, ask=[ask], section=section, guessed=True))
        elif found:
            found[-1].add(line, line.text)
    return found


def by_definitions_below(lines: Sequence[Line], out: Reading) -> list[Found]:
    """Gather lists of definitions: a term, and ": definition" in the lines below it."""
    below = {at for at, line in enumerate(lines) if _DEFINED_BELOW.match(line.whole)}
    first = min(below, default=0) - 1
    if len(below) < _PAIRED_LEAST or first not in (0, 1):
        return []
    out.head(lines[:first])
    found: list[Found] = []
    for at in range(first, len(lines)):
        line = lines[at]
        if at in below:
            found[-1].add(line, _DEFINED_BELOW.sub("", line.whole))
        elif at + 1 in below:
            found.append(Found(line=line, ask=[line.text]))
        else:
            found[-1].add(line, line.text)
    return found


def by_blocks(lines: Sequence[Line], out: Reading) -> list[Found]:
    """Gather blocks of two lines between blank lines, or of more between "---": the first line asks."""
    blocks = list(blocks_of(lines))
    above = blocks.pop(0) if len(blocks[0]) == 1 and len(blocks) > _PAIRED_LEAST else []
    if len(blocks) < _PAIRED_LEAST:
        return []
    ruled = all(block[0].ruled for block in blocks[1:])
    fits = all(len(block) == 2 or (ruled and len(block) > 1) for block in blocks)  # noqa: PLR2004 - a pair
    if not fits or any(not _could_ask(block[0]) for block in blocks):
        return []
    out.head(above)
    found = []
    for block in blocks:
        card = Found(line=block[0], ask=[asked(block[0].whole)], guessed=not asks_for(block[0].text))
        for line in block[1:]:
            card.add(line, line.text)
        found.append(card)
    return found


def _could_ask(line: Line) -> bool:
    short = len(line.whole.split()) <= _ASK_WORDS_MOST and not SENTENCE_END.search(line.whole)
    return line.role is not Role.CODE and (short or asks_for(line.text))
