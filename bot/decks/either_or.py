"""Either-or: questions that name their answers: "A or B?", "True or false: …", and yes or no with or without a reason.

The options become a choice. A yes or no with a reason asks for the yes or no first, and then for the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.decks.card import POINT_MOST, Point

_OPTION_MOST = 100
_OPTION_WORDS, _NAME_WORDS, _MORE_WORDS = 8, 3, 2
_NOTE_MOST = 1_000

#: Pairs that answer each other, as they are offered; the first is what a yes means.
_TRUE_FALSE = (
    ("True", "False"), ("Wahr", "Falsch"), ("Richtig", "Falsch"), ("Vrai", "Faux"), ("Verdadero", "Falso"),
    ("Verdadeiro", "Falso"),
    ("Vero", "Falso"), ("Waar", "Onwaar"), ("Juist", "Onjuist"), ("Sant", "Falskt"), ("Верно", "Неверно"), ("Правда",
    "Ложь"),
    ("Right", "Wrong"), ("Correct", "Incorrect"),
)  # fmt: skip
_YES_NO = (
    ("Yes", "No"), ("Ja", "Nein"), ("Oui", "Non"), ("Sí", "No"), ("Sim", "Não"), ("Sì", "No"), ("Ja", "Nee"), ("Ja",
    "Nej"), ("Да", "Нет"),
)  # fmt: skip
_PAIRS = (*_TRUE_FALSE, *_YES_NO)
_TRUE_FALSE_ASKED = re.compile(
    r"\b(?:true\s*(?:or|/)\s*false|false\s*(?:or|/)\s*true|t\s*(?:or|/)\s*f|right\s+or\s+wrong|correct\s+or\s+incorrect"
    r"|(?:wahr|richtig)\s+oder\s+falsch|[wr]\s*(?:oder|/)\s*f|(?:vrai\s+ou\s+faux|v\s*(?:ou|/)\s*f)"
    r"|verdadero\s+o\s+falso|v\s*(?:o|/)\s*f|verdadeiro\s+ou\s+falso|vero\s+o\s+falso|(?:waar|juist)\s+of\s+(?:niet\s+waar|onwaar|onjuist)"
    r"|sant\s+eller\s+falskt|(?:верно|правда)\s+или\s+\w+)\b",
    re.IGNORECASE,
)
_LETTERS = {"t": True, "f": False, "w": True, "v": True, "r": True, "y": True, "n": False}
#: A yes or no that opens an answer, and what may stand between it and a reason.
_OPENING = re.compile(
    r"^(?P<side>[^\W\d_]{1,10})(?:\s*[,.;:!]+\s*|\s+[\u2013\u2014-]+\s+"
    r"|\s+(?=(?:because|since|as|but|weil|denn|parce|car|porque|perch\u00e9|omdat)\b)|$)",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|name|was|welche[rsnm]?|wer|wen|wem|wann|wo|warum|wie|quel(?:le)?s?|qui|que|qué"
    r"|quand|o[u\u00f9]|pourquoi|comment|combien|cu\u00e1l(?:es)?|qui\u00e9n|cu\u00e1ndo|d\u00f3nde|c\u00f3mo|cu\u00e1nt[oa]s?|qual|quem|quale|chi|quando|dove|wat|welk"
    r"e?|wanneer|waar|waarom|hoe|vad|vilke[nt]|vilka|vem|n\u00e4r|hur|что|как\w*|кто|когда|где|почему|сколько)\b",
    re.IGNORECASE,
)
#: "or" where it can be no other word, and what it is in languages where it looks like one.
_OR = re.compile(r",?\s+(?:or|oder|ou|oppure|eller|или)\s+", re.IGNORECASE)
_ALSO_OR = {
    "es": re.compile(r",?\s+[ou]\s+", re.IGNORECASE),
    "it": re.compile(r",?\s+(?:o|oppure)\s+", re.IGNORECASE),
    "nl": re.compile(r",?\s+of\s+", re.IGNORECASE),
}
_ARTICLE = re.compile(
    r"^(?:(?:a|an|the|it|is|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|o|a|os|as|il|lo|gli|de|het|een|en|ett)\s+)+(?=\S)",
    re.IGNORECASE,
)
_EDGES = " \t\n.!?,;:\u2026\"'\u201c\u201d\u2018\u2019()[]*_`"


def answer_key(ask: str, answer: str, language: str = "en") -> dict[str, Any] | None:
    """Derive the answer key of a question that names its answers.

    Args:
        ask: The question.
        answer: Its answer, in one line or more.
        language: BCP 47 tag of the deck; "or" is "of" in one of them.

    Returns:
        Fields for `Card`: a choice, with what else the answer says as its note, or a yes or no with its reason as
        points; None for any other question.
    """
    first, _, rest = answer.strip().partition("\n")
    return _side(ask, " ".join(answer.split())) or _either(
        ask, " ".join(first.split()), " ".join(rest.split()), language
    )


def is_offered(ask: str, wrong: Sequence[str]) -> bool:
    """Tell whether one wrong option is all there can be: the question offers it, or it is a yes, no, true or false."""
    sides = {side.casefold() for pair in _PAIRS for side in pair}
    return bool(wrong) and all(one.casefold() in sides or _bare(one) in _bare(ask) for one in wrong)


def _side(ask: str, answer: str) -> dict[str, Any] | None:
    """Read a yes, no, true or false, and the reason behind it."""
    opened = _OPENING.match(answer)
    if opened is None:
        return None
    said, reason = opened["side"].casefold(), answer[opened.end() :].strip()
    true_false = _TRUE_FALSE_ASKED.search(ask) is not None
    pair = _pair_of(said, true_false=true_false)
    if pair is None or (not true_false and (_ASKS_WHICH.match(ask.strip(_EDGES)) is not None or _names(ask, said))):
        return None
    options, side = pair
    right, wrong = options if side else options[::-1]
    if not re.search(r"\w", reason):
        return {"right": (right,), "wrong": (wrong,)}
    reason = reason[:1].upper() + reason[1:]
    if len(reason) > POINT_MOST:
        return None
    return {"points": (Point(say=right, core=True), Point(say=reason)), "need": 1}


def _pair_of(said: str, *, true_false: bool) -> tuple[tuple[str, str], bool] | None:
    """Return the pair that a word belongs to, and whether it is the yes of it."""
    if true_false and said in _LETTERS:
        return _TRUE_FALSE[0], _LETTERS[said]
    for pair in (_TRUE_FALSE + _YES_NO) if true_false else (*_YES_NO, *_TRUE_FALSE):
        sides = [side.casefold() for side in pair]
        if said in sides:
            return pair, said == sides[0]
    return None


def _names(ask: str, said: str) -> bool:
    """Tell whether a word is one of two that the question offers: "Is it right or left?"."""
    return any(said in {_bare(option) for option in options} for options in _options(ask, "en"))


def _either(ask: str, answer: str, more: str, language: str) -> dict[str, Any] | None:
    """Make a choice of a question that offers what its answer names: "…, Redis or PostgreSQL?"."""
    said, _, reason = answer.partition(", ")
    if not reason:
        said, _, reason = answer.partition(" because ")
        reason = f"because {reason}" if reason else ""
    bare = _bare(answer)
    if not bare or len(_bare(said).split()) > _OPTION_WORDS:
        return None
    for options in _options(ask, language):
        fitting = [option for option in options if _is_answer(_bare(option), bare)]
        others = [option for option in options if option not in fitting]
        if len(fitting) != 1 or not others:
            continue
        short, whole = fitting[0], answer.strip(_EDGES)
        # "AWS Config" is another name of the option; what says more than a name stands in the note.
        longer = _bare(short) != bare and (len(whole.split()) > _NAME_WORDS or bool(reason))
        right = (short,) if longer or _bare(short) == bare else (short, whole)
        note = "\n".join(filter(None, (answer if longer else "", more)))
        if all(len(option) <= _OPTION_MOST for option in (*right, *others)) and len(note) <= _NOTE_MOST:
            return {"right": right, "wrong": tuple(dict.fromkeys(others)), **({"note": note} if note else {})}
    return None


def _is_answer(option: str, answer: str) -> bool:
    """Tell whether an answer names an option: is it, or holds it as whole words ("AWS Config" for "Config")."""
    if not option or option == answer:
        return bool(option)
    more = len(answer.split()) - len(option.split())
    return answer.startswith(f"{option} ") or (more <= _MORE_WORDS and f" {option} " in f" {answer} ")


def _options(ask: str, language: str) -> list[list[str]]:
    """Return what a question may offer to choose between, in the order of likelihood: parts around its last "or"."""
    sentence = ask.strip().rstrip("?\uff1f\u061f ").strip()
    tag = "es" if ask.lstrip().startswith("\u00bf") else language[:2]
    separator = next((one for one in (_ALSO_OR.get(tag, _OR), _OR) if one.search(sentence)), _OR)
    found = list(separator.finditer(sentence))
    if not found:
        return []
    last = found[-1]
    before, after = sentence[: last.start()], sentence[last.end() :]
    # The options end a sentence, or open it: "Redis or PostgreSQL: which one keeps rows?"
    after = re.split(r"[:;?]|,\s|\s[\u2013\u2014-]\s", after)[0].strip(_EDGES)
    tail = re.split(r"[:;?.]\s|\s[\u2013\u2014-]\s", before)[-1]
    listed = [part.strip(_EDGES) for piece in tail.split(",") for part in separator.split(piece)]
    ways: list[list[str]] = []
    if len(listed) > 1:
        if not _ASKS_WHICH.match(ask.strip(_EDGES)):
            # "Is a whale a fish, a mammal or a bird?"
            ways.append([" ".join(listed[0].split()[-len(listed[1].split()) :]), *listed[1:], after])
        ways += [[*listed[place:], after] for place in range(1, len(listed))]
    words = tail.split()
    # Without a comma the first option has about as many words as the second.
    count = len(after.split())
    ways += [[" ".join(words[-size:]), after] for size in _sizes(count, len(words))]
    # "Is a tomato a fruit or a vegetable in the kitchen?": the second option may be followed by more.
    if count > 1:
        ways += [
            [" ".join(words[-size:]), " ".join(after.split()[:size])] for size in _sizes(1, min(len(words), count))
        ]
    return [[_whole(option.strip(_EDGES), after) for option in way if option.strip(_EDGES)] for way in ways]


def _whole(option: str, other: str) -> str:
    """Complete "single-" by what it shares with "double-stranded"."""
    return option[:-1] + other[other.index("-") :] if option.endswith("-") and "-" in other else option


def _sizes(count: int, most: int) -> list[int]:
    return [size for size in dict.fromkeys((count, 1, 2, 3, count + 1)) if 0 < size <= min(most, _OPTION_WORDS)]


def _bare(text: str) -> str:
    """Write an option without marks, case and articles, to compare it."""
    plain = " ".join(re.findall(r"[\w+#./'-]+", text.strip(_EDGES).casefold()))
    return _ARTICLE.sub("", plain).strip(_EDGES)
