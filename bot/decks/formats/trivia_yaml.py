"""Trivia lists in YAML, as Red-DiscordBot has them: a question, and below it the answers that it takes.

Texts are taken as written: what YAML reads as `true` or as a number (Yes, No, 12, 1_000, 3.10) is an answer here.

Source: Red-DiscordBot's guide "Trivia list creation", and its `cogs/trivia/schema.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.decks.draft import DeckFormat, Draft, Entry
from bot.decks.fault import Fault, FaultCode
from bot.decks.formats.columns import Row, columns_of, questions_of
from bot.decks.formats.csv_rows import ROWS_MOST, too_many
from bot.decks.formats.html_text import plain
from bot.decks.validation import quoted

#: Endings of files that are YAML whatever they say.
NAMED = (".yaml", ".yml")
#: What a list says of itself; `CONFIG` holds settings of Red's game.
_ABOUT = frozenset({"AUTHOR", "AUTHORS", "DESCRIPTION", "CONFIG"})
_HEAD = re.compile(r"^(?:AUTHOR|DESCRIPTION|CONFIG)\s*:", re.MULTILINE)
_QUESTION = re.compile(r"^[^\s#-].*\?[\"']?\s*:\s*(?:\[.*\]\s*|#.*)?$", re.MULTILINE)
_TOP = re.compile(r"^[^\s#-].*$", re.MULTILINE)
_TITLE_MOST = 100
#: Different keys in a list of records.
_KEYS_MOST = 50


def is_trivia(text: str, file: str = "") -> bool:
    """Say whether a text is such a list, by its first keys or its questions, or else by the file's ending."""
    if file.lower().endswith(NAMED):
        return True
    tops = len(_TOP.findall(text))
    questions = len(_QUESTION.findall(text))
    return tops > 0 and (questions == tops or (_HEAD.search(text) is not None and 2 * questions >= tops - len(_ABOUT)))


def read_trivia(text: str) -> Draft:
    """Read a trivia list, or a list of maps that have a question and an answer each."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # Composed, never constructed: nodes keep the text as written, and an alias is not multiplied.
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _failed(line, error.problem or "")
    except (yaml.YAMLError, RecursionError) as error:
        return _failed(1, str(error))
    if isinstance(root, yaml.CollectionNode) and len(root.value) > ROWS_MOST:
        return Draft(format=DeckFormat.TRIVIA_YAML, faults=(too_many(len(root.value)),))
    if isinstance(root, yaml.MappingNode):
        return _trivia(root)
    if isinstance(root, yaml.SequenceNode):
        return _records(root)
    return _failed(1, "no questions")


def _failed(line: int, detail: str) -> Draft:
    fault = Fault(line=line, code=FaultCode.YAML_BROKEN, fields={"detail": quoted(detail)})
    return Draft(format=DeckFormat.TRIVIA_YAML, faults=(fault,))


def _trivia(root: object) -> Draft:
    entries: list[Entry] = []
    faults: list[Fault] = []
    title = ""
    for key, value in _pairs(root):
        ask = _scalar(key)
        if ask in _ABOUT:
            said = _scalar(value) or ""
            title = said if ask == "DESCRIPTION" and len(said) <= _TITLE_MOST else title
            continue
        answers = [_scalar(item) for item in getattr(value, "value", ())] if _is_list(value) else [_scalar(value)]
        if ask is None or None in answers:
            fields = {"detail": quoted(f"{ask or '?'}: a list of answers is expected")}
            faults.append(Fault(line=_line(key), code=FaultCode.YAML_BROKEN, fields=fields))
            continue
        first, *others = [plain(answer) for answer in answers if answer] or [""]
        aliases = tuple(dict.fromkeys(answer for answer in others if answer != first))
        entries.append(Entry(ask=plain(ask), answer=first, aliases=aliases, line=_line(key)))
    return Draft(format=DeckFormat.TRIVIA_YAML, title=title, entries=tuple(entries), faults=tuple(faults))


def _records(root: object) -> Draft:
    """Read `- question: …` with `answer: …` below it, by the names of the keys."""
    names: dict[str, int] = {}
    rows: list[Row] = []
    for item in getattr(root, "value", ()):
        cells: dict[int, str] = {}
        if len(names) > _KEYS_MOST:
            return _failed(_line(item), "records with other keys each")
        for key, value in _pairs(item):
            parts = getattr(value, "value", ()) if _is_list(value) else (value,)
            texts = [text for part in parts if (text := _scalar(part))]
            cells[names.setdefault(_scalar(key) or "", len(names))] = "\n".join(texts)
        rows.append(Row(number=_line(item), cells=tuple(cells.get(place, "") for place in range(len(names)))))
    columns = columns_of([Row(number=1, cells=tuple(names))])
    if not columns.header:
        return _failed(1, "no question and answer")
    questions = questions_of(rows, columns.roles)
    return Draft(format=DeckFormat.TRIVIA_YAML, entries=tuple(questions.entries), faults=tuple(questions.faults))


def _pairs(node: object) -> Iterator[tuple[object, object]]:
    from yaml import MappingNode

    if isinstance(node, MappingNode):
        yield from node.value


def _is_list(node: object) -> bool:
    from yaml import SequenceNode

    return isinstance(node, SequenceNode)


def _scalar(node: object) -> str | None:
    """Return a node's text as it stands in the file; None where it is a list or a map."""
    from yaml import ScalarNode

    return str(node.value) if isinstance(node, ScalarNode) else None


def _line(node: object) -> int:
    mark = getattr(node, "start_mark", None)
    return int(mark.line) + 1 if mark is not None else 1
