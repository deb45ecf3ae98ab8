"""Columns: what each column of a table holds, from its header row or its shape, and the questions in its rows.

Spreadsheets, CSV, Quizlet, Kahoot and Anki's text all come here once their rows are known. The header words are those
that people and programs write in English, German, Spanish, French, Italian, Portuguese and Dutch.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from bot.decks import card_columns
from bot.decks.draft import Entry
from bot.decks.fault import Fault, FaultCode, Level
from bot.decks.format import is_blank, is_id
from bot.decks.formats.html_text import plain
from bot.decks.validation import Fields, quoted


class Role(StrEnum):
    """What a column holds."""

    ASK = "ask"
    ANSWER = "answer"
    #: Other accepted answers.
    ALIASES = "aliases"
    #: Which options are right: their numbers, letters or texts.
    RIGHT = "right"
    WRONG = "wrong"
    OPTION = "option"
    #: All options in one cell.
    OPTIONS = "options"
    TAGS = "tags"
    SECTION = "section"
    HINTS = "hints"
    NOTE = "note"
    SOURCE = "source"
    ID = "id"
    #: The card's answer key, in a file of our own writing.
    KEY = "key"
    #: Numbers of rows, time limits, pictures: nothing to learn from.
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    #: Line or row of the file, from 1.
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How a table is laid out."""

    roles: tuple[Role, ...]
    #: The header as written; empty where the table has none.
    header: tuple[str, ...] = ()
    #: Number of rows up to the header and with it.
    skip: int = 0


@dataclass(slots=True)
class Questions:
    """What the rows of a table ask, and what is wrong with them."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


_WORDS: Mapping[Role, str] = {
    Role.ASK: "question|questions|question text|q|ask|front|term|terms|word|words|prompt|vocabulary|vocab|frage"
    "|fragen|fragetext|vorderseite|begriff|wort|vokabel|pregunta|preguntas|anverso|término|palabra|recto|terme|mot"
    "|domanda|fronte|termine|parola|pergunta|frente|termo|palavra|vraag|voorkant|woord|вопрос|термин|問題|質問|问题|單字",
    Role.ANSWER: "answer|answers|a|back|true/false|true or false|t/f|richtig/falsch|definition|definitions|meaning"
    "|meanings|translation|antwort|antworten|rückseite|bedeutung|übersetzung|lösung|respuesta|respuestas|reverso"
    "|definición|significado|traducción|réponse|réponses|verso|définition|signification|traduction|risposta|retro"
    "|definizione|significato|traduzione|resposta|definição|tradução|antwoord|achterkant|definitie|betekenis"
    "|vertaling|ответ|определение|答え|解答|回答|答案",
    Role.ALIASES: "alias|aliases|accept|accepted|accepted answers|also accepted|also accept|alternative|alternatives"
    "|alternative answers|alternate answers|other answers|synonym|synonyms|synonyme|auch richtig|sinónimos|synonymes",
    Role.RIGHT: "right|right answer|right option|correct|correct answer|correct answers|correct option"
    "|correct options|correct choice|answer key|richtig|richtige antwort|richtige antworten|lösungsnummer|correcta"
    "|respuesta correcta|respuestas correctas|bonne réponse|bonnes réponses|réponse correcte|risposta corretta"
    "|risposta esatta|risposte corrette|resposta correta|resposta certa|respostas corretas|juiste antwoord"
    "|juist antwoord|correct antwoord",
    Role.OPTIONS: "options|choices|answer options|answer choices|alternativen|opciones|choix|opzioni|opções|opties",
    Role.TAGS: "tag|tags|label|labels|keyword|keywords|schlagwort|schlagwörter|etiqueta|etiquetas|étiquette"
    "|étiquettes|etichetta|etichette|мітки",
    Role.SECTION: "section|topic|topics|category|chapter|unit|lesson|module|subject|deck|kapitel|thema|kategorie"
    "|lektion|fach|abschnitt|tema|categoría|capítulo|unidad|lección|catégorie|chapitre|leçon|thème|categoria|capitolo"
    "|hoofdstuk|onderwerp",
    Role.HINTS: "hint|hints|clue|clues|hinweis|hinweise|tipp|pista|pistas|indice|indices|suggerimento|dica|tip",
    Role.NOTE: "note|notes|explanation|explanations|answer explanation|feedback|comment|comments|remark|remarks|extra"
    "|back extra|example|examples|example sentence|mnemonic|info|erklärung|anmerkung|anmerkungen|notiz|kommentar|kana"
    "|hiragana|katakana|furigana|romaji|pinyin|ipa|transliteration|part of speech|wortart|gender|plural|beispiel"
    "|beispielsatz|nota|notas|explicación|comentario|ejemplo|remarque|commentaire|explication|exemple|spiegazione"
    "|esempio|explicação|exemplo|comentário|uitleg|opmerking|voorbeeld|pronunciation|reading",
    Role.SOURCE: "source|sources|url|link|reference|website|quelle|fuente|enlace|lien|fonte|bron",
    Role.KEY: card_columns.KEY.casefold(),
    Role.ID: "id|guid|uid|uuid|card id|note id",
    Role.IGNORED: "#|no|nr|nº|n°|№|number|nummer|row|index|question number|question no|question id|question type|type"
    "|time|timer|time limit|time in seconds|seconds|points|score|difficulty|level|image|image link|picture|audio"
    "|sound|video|media|flag|note type|notetype|card type|zeitlimit|tiempo|bild|imagen|created|modified|date added"
    "|starred|timestamp|zeitstempel",
}
#: The columns of our own files that say what is in a card beside its question.
_WRITTEN = {
    card_columns.ANSWER: Role.ANSWER,
    card_columns.ALIASES: Role.ALIASES,
    card_columns.WRONG: Role.WRONG,
    card_columns.HINTS: Role.HINTS,
    card_columns.TAGS: Role.TAGS,
    card_columns.KEY: Role.KEY,
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split("|")}
#: Words that name two columns of facts, where a table has nothing but such words in its first row.
_THINGS = frozenset(
    re.findall(
        r"[^|]+",
        "name|names|description|country|countries|capital|capital city|city|continent|land|hauptstadt|state"
        "|abbreviation|acronym|meaning|full form|stands for|year|date|event|events|jahr|datum|ereignis|person|author"
        "|book|title|work|artist|song|element|symbol|formula|command|function|shortcut|key|value|port|protocol"
        "|service|concept|concepts|explanation|expression|phrase|idiom|sentence|side 1|side 2|side a|side b|column 1"
        "|column 2|column a|column b|statement|your name|native|target|item|english|german|spanish|french|italian"
        "|portuguese|dutch|polish|russian|japanese|chinese|korean|latin|greek|arabic|turkish|swedish|norwegian|danish"
        "|finnish|hebrew|hindi|ukrainian|czech|hungarian|romanian|deutsch|englisch|spanisch|französisch|italienisch"
        "|latein|russisch|español|inglés|francés|alemán|italiano|français|anglais|allemand|espagnol|inglese|tedesco"
        "|francese|português|inglês|nederlands|engels|kanji|kana|hiragana|romaji|pinyin|hanzi|país|ciudad|año|fecha"
        "|nombre|pays|capitale|ville|année|nom",
    )
)
_OPTION = re.compile(
    r"(?:answer|answers|ans|option|choice|alternative|response|antwort|auswahl|opción|opcion|respuesta|réponse|risposta"
    r"|opzione|resposta|opção|antwoord|optie)\s*(?:[a-h]|\d)|[a-h]"
)
_WRONG = re.compile(
    r"(?:wrong|incorrect|false|distractor|bad|falsche?|incorrecta|fausse?|sbagliata|errada|fout)s?"
    r"(?: (?:answer|option|choice|antwort|antworten|response)s?)?\s*(?:[a-h]|\d)?"
    r"|(?:respuesta|réponse|risposta|resposta)s? (?:incorrecta|fausse|sbagliata|errada)s?\s*\d?"
)
#: What templates add to the name of a column: "Question - max 120 characters", "Answer 3 (Optional)".
_ADDED = re.compile(r"\s*(?:[(\[\n:]|\s[-\u2013\u2014]\s).*$", re.DOTALL)
_WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z\d])")
_HEADER_CELL_MOST = 120
_HEADER_ROW_LAST = 12
_WORDS_MOST = 4
_SHAPE_ROWS_LEAST = 3
_TAG_MOST = 50
#: A question and an answer.
_PAIR = 2

_URL = re.compile(r"https?://[^\s<>\"]+")
_CHOICES = re.compile(r"\s*[,;/&|+\n]\s*|\s+(?:and|und|y|et)\s+|\s+(?=\w\b)")
_LETTER = re.compile(r"^\s*\(?(?:[a-h]|\d)[.)]\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*[;|\n]\s*")
_TAGS = re.compile(r"\s*[,;|\n]\s*")
_QUESTION_END = re.compile(r"[?\uff1f\u061f\u037e][\s\"')\]\u201d\u2019]*$|_{2,}")
_CLOZE_MARK = re.compile(r"\{\{c\d+::")


def columns_of(rows: Sequence[Row], *, whole_header: bool = False) -> Columns:
    """Find out what the columns of a table hold.

    Args:
        rows: All of them, from the top.
        whole_header: The first row is a header whatever it says.
    """
    for place, row in enumerate(rows[:_HEADER_ROW_LAST]):
        roles = _named(row.cells, weak=place == 0)
        if roles is not None:
            return Columns(roles=roles, header=_shown(row.cells), skip=place + 1)
        if sum(1 for cell in row.cells if not is_blank(cell)) > 1:
            break
    if rows and (whole_header or _is_header_by_shape(rows)):
        return Columns(roles=_guessed(rows[1:]), header=_shown(rows[0].cells), skip=1)
    return Columns(roles=_guessed(rows))


def roles_named(names: Iterable[str]) -> tuple[Role, ...]:
    """Say what columns hold whose names are known; the first two unknown ones are question and answer."""
    return _completed([role_of(name) for name in names])


@lru_cache(maxsize=1024)
def role_of(name: str) -> Role | None:
    """Say what a column or a field of this name holds; None where its name says nothing."""
    return _role(_bare(name))


def _shown(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(plain(cell).split()) for cell in cells if not is_blank(cell))


def _bare(cell: str) -> str:
    name = unicodedata.normalize("NFKC", _parted(cell)).strip().casefold().replace("(s)", "").replace("*", "")
    if name.endswith("#"):
        return "#"
    return re.sub(r"[\s_]+", " ", _ADDED.sub("", name.lstrip("#"))).strip(" .?")


def _parted(cell: str) -> str:
    """Put spaces into what programs write as one word: "correctAnswer", "Option1"."""
    return _WORD_ENDS.sub(" ", cell)


def _role(name: str) -> Role | None:
    if name in _ROLES:
        return _ROLES[name]
    if _WRONG.fullmatch(name):
        return Role.WRONG
    return Role.OPTION if _OPTION.fullmatch(name) else None


def _named(cells: Sequence[str], *, weak: bool) -> tuple[Role, ...] | None:
    """Return what the columns hold if this row names them, else None.

    Args:
        cells: The row.
        weak: Also take a row for a header that has nothing but names of things in it ("country, capital").
    """
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) < _PAIR or any(len(cell) > _HEADER_CELL_MOST for cell in filled):
        return None
    names = [_bare(cell) for cell in cells]
    roles = [_role(name) if name else Role.IGNORED for name in names]
    roles = _without_lone_letters(names, roles)
    known = {role for role in roles if role is not None}
    answers = known & {Role.ANSWER, Role.OPTION, Role.OPTIONS, Role.RIGHT, Role.WRONG}
    if Role.ASK in known and answers:
        return _completed(roles)
    words = {name for name in names if name}
    named = {name for name in words if name in _THINGS or _role(name) not in {None, Role.OPTION, Role.IGNORED}}
    if weak and named == words and len(words) == len(filled) and (known != {Role.ASK} or words & _THINGS):
        return _completed(roles)
    return None


def _without_lone_letters(names: Sequence[str], roles: Sequence[Role | None]) -> list[Role | None]:
    """Take "a" for an option only where there is a "b" too, and for an answer only where there is none."""
    lettered = {"a", "b"} <= set(names)
    out = list(roles)
    for place, name in enumerate(names):
        if len(name) == 1 and name in "abcdefgh":
            out[place] = Role.OPTION if lettered else Role.ANSWER if name == "a" and "q" in names else None
    return out


def _completed(roles: Sequence[Role | None]) -> tuple[Role, ...]:
    """Fill in what the header leaves open: a question, an answer, and remarks."""
    out = list(roles)
    has_options = Role.OPTION in out
    if has_options and Role.RIGHT not in out:
        if Role.ANSWER in out:
            # "Option A, Option B, Answer": the answer says which.
            out[out.index(Role.ANSWER)] = Role.RIGHT
        else:
            # "Answer 1, Answer 2" and nothing that says which is right: all of them are.
            out[out.index(Role.OPTION)] = Role.ANSWER
            out = [Role.ALIASES if role is Role.OPTION else role for role in out]
    for wanted in (Role.ASK, Role.ANSWER):
        fits = Role.ANSWER in out or Role.RIGHT in out if wanted is Role.ANSWER else wanted in out
        if not fits:
            place = out.index(None) if None in out else out.index(Role.NOTE) if Role.NOTE in out else None
            if place is None and wanted is Role.ANSWER and out.count(Role.ASK) > 1:
                place = out.index(Role.ASK, out.index(Role.ASK) + 1)
            if place is not None:
                out[place] = wanted
    seen: set[Role] = set()
    for place, role in enumerate(out):
        if role is None or (role in {Role.ASK, Role.ANSWER, Role.ID, Role.RIGHT, Role.KEY} and role in seen):
            out[place] = Role.NOTE
        else:
            seen.add(role)
    return tuple(role or Role.NOTE for role in out)


def _is_header_by_shape(rows: Sequence[Row]) -> bool:
    """Say whether only the first row asks nothing, has no blank, or has no number where all others have one."""
    first, others = rows[0], rows[1:]
    if others and all(any(map(_CLOZE_MARK.search, row.cells)) for row in others):
        return not any(map(_CLOZE_MARK.search, first.cells))
    if len(others) < _SHAPE_ROWS_LEAST or any(len(cell.split()) > _WORDS_MOST for cell in first.cells):
        return False
    if any(_QUESTION_END.search(cell) or _CLOZE_MARK.search(cell) for cell in first.cells) or len(first.cells) < _PAIR:
        return False
    return all(row.cells and _QUESTION_END.search(row.cells[0]) for row in others) or (
        not any(re.search(r"\d", cell) for cell in first.cells)
        and all(len(row.cells) > 1 and re.fullmatch(r"[\d.,:/\s-]*\d[\d.,:/\s-]*", row.cells[1]) for row in others)
    )


def _guessed(rows: Sequence[Row]) -> tuple[Role, ...]:
    """Lay out a table without a header: question, answer, then sources, tags and remarks; a count in front is none."""
    width = max((len(row.cells) for row in rows), default=0)
    roles: list[Role] = []
    for column in range(width):
        cells = [row.cells[column].strip() if column < len(row.cells) else "" for row in rows]
        filled = [cell for cell in cells if cell]
        if not filled:
            roles.append(Role.IGNORED)
        elif Role.ASK not in roles:
            roles.append(Role.IGNORED if width > _PAIR and _counts(cells) else Role.ASK)
        elif Role.ANSWER not in roles:
            roles.append(Role.ANSWER)
        elif filled and all(_URL.fullmatch(cell) for cell in filled):
            roles.append(Role.SOURCE)
        elif filled and all(len(cell.split()) <= _WORDS_MOST and len(cell) <= _TAG_MOST for cell in filled):
            repeated = 2 * len(set(filled)) <= len(filled) or len(set(filled)) == 1
            roles.append(Role.TAGS if repeated else Role.NOTE)
        else:
            roles.append(Role.NOTE)
    return tuple(roles)


def _counts(cells: Sequence[str]) -> bool:
    numbers = [int(cell.rstrip(".)")) for cell in cells if re.fullmatch(r"\d{1,6}[.)]?", cell)]
    return len(numbers) == len(cells) and all(later == number + 1 for number, later in itertools.pairwise(numbers))


def questions_of(rows: Iterable[Row], roles: Sequence[Role], *, delimiter: str = ",") -> Questions:
    """Read the rows below the header.

    Args:
        rows: Those below the header.
        roles: What each column holds.
        delimiter: What stands between cells; joins those of a row that has too many.
    """
    out = Questions()
    for row in rows:
        cells = [cell.strip() for cell in row.cells]
        while cells and not cells[-1]:
            cells.pop()
        if all(is_blank(cell) for cell in cells):
            continue
        if len(cells) > len(roles):
            cells = _joined(row.number, cells, roles, delimiter, out)
        _read(row.number, cells, roles, out)
    return out


def _joined(number: int, cells: list[str], roles: Sequence[Role], delimiter: str, out: Questions) -> list[str]:
    """Put what a row has too much back to its last cell: its author forgot the quotes."""
    width = len(roles)
    fields = {"cells": len(cells), "wanted": width}
    out.faults.append(Fault(line=number, level=Level.WARNING, code=FaultCode.TABLE_ROW_LONG, fields=fields))
    space = "" if delimiter == "\t" else " "
    return [*cells[: width - 1], f"{delimiter}{space}".join(cells[width - 1 :])]


def _read(number: int, cells: Sequence[str], roles: Sequence[Role], out: Questions) -> None:
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    for cell, role in zip(cells, roles, strict=False):
        if not is_blank(cell) or role is Role.OPTION:
            by_role[role].append(plain(cell))
    ask = plain(" ".join(by_role[Role.ASK]))
    exact = card_columns.exact({column: "\n".join(by_role[role]) for column, role in _WRITTEN.items()})
    options = by_role[Role.OPTION] or [option for cell in by_role[Role.OPTIONS] for option in _options(cell)]
    options = [] if exact else options
    if is_blank(ask):
        said = next((cell for cell in cells if not is_blank(cell)), "")
        if any(by_role[role] for role in (Role.ANSWER, Role.RIGHT, Role.WRONG)) or any(options):
            out.faults.append(
                Fault(line=number, code=FaultCode.TABLE_QUESTION_MISSING, fields={"text": quoted(plain(said))})
            )
        return
    answer = "\n".join(by_role[Role.ANSWER])
    wrong = _unique(option for cell in by_role[Role.WRONG] for option in cell.split("\n"))
    right: tuple[str, ...] = ()
    said = "\n".join(by_role[Role.RIGHT])
    if any(options):
        right = _chosen(said or answer, options)
        if not right:
            fields: Fields = {"text": quoted(said or answer), "options": len([option for option in options if option])}
            out.faults.append(Fault(line=number, code=FaultCode.TABLE_RIGHT_UNKNOWN, fields=fields))
            return
        wrong = _unique((*wrong, *(option for option in options if option and option not in right)))
    elif said or wrong:
        right = _unique((said or answer).split("\n"))
    aliases = _unique(alias for cell in by_role[Role.ALIASES] for alias in _LIST.split(cell) if alias)
    if right and not wrong:
        # Every option is right: that is a question with several names for its answer.
        answer, aliases, right = right[0], _unique((*right[1:], *aliases)), ()
    sources = by_role[Role.SOURCE]
    is_url = len(sources) == 1 and _URL.fullmatch(sources[0]) is not None
    out.entries.append(
        Entry(
            ask=ask,
            answer="" if right else answer,
            aliases=aliases,
            right=right,
            wrong=wrong if right else (),
            line=number,
            section=" ".join(by_role[Role.SECTION]),
            tags=tuple(tag for cell in by_role[Role.TAGS] for tag in tags_of(cell)),
            id=name if is_id(name := "".join(by_role[Role.ID])) else "",
            note="\n".join((*by_role[Role.NOTE], *(() if is_url else sources))),
            source=sources[0] if is_url else "",
            hints=_unique(hint for cell in by_role[Role.HINTS] for hint in cell.split("\n")),
            exact=exact,
        )
    )


def tags_of(cell: str) -> tuple[str, ...]:
    """Split a cell of tags at commas, semicolons, strokes and lines."""
    return _unique(part.strip().lstrip("#") for part in _TAGS.split(cell))


def _options(cell: str) -> list[str]:
    """Split a cell of options: at lines, semicolons or strokes, and where there are none at commas; letters go."""
    parts = _LIST.split(cell) if _LIST.search(cell) else cell.split(",")
    return [option for part in parts if (option := _LETTER.sub("", part).strip())]


def _chosen(said: str, options: Sequence[str]) -> tuple[str, ...]:
    """Return the right options, which are named by number (from 1), letter or text."""
    by_text = {option.casefold(): option for option in options if option}
    if said.casefold() in by_text:
        return (by_text[said.casefold()],)
    chosen: list[str] = []
    for part in filter(None, _CHOICES.split(said)):
        name = part.strip(" .()").casefold().removesuffix(".0")
        if name.isdecimal() and 0 < int(name[:3]) <= len(options):
            chosen.append(options[int(name[:3]) - 1])
        elif len(name) == 1 and 0 <= ord(name) - ord("a") < len(options):
            chosen.append(options[ord(name) - ord("a")])
        elif (number := re.fullmatch(r"(?:answer|option|choice)\s*(\d|[a-h])", name)) is not None:
            return _chosen(number[1], options)
        elif name in by_text:
            chosen.append(by_text[name])
        else:
            return ()
    return _unique(chosen)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
