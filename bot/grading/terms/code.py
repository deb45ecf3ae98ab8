"""Code: shortcuts of keys, commands, operators, expressions; compared sign by sign.

What may differ: spaces, quotes around it, the order of short flags, the case of words of three letters and more, signs
that are spelled out ("C dash a"), the words around it ("the command is …").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import partial
from importlib import resources

from rapidfuzz.fuzz import ratio

from bot.grading.terms.matching import EXACT
from bot.grading.terms.term_card import FILLERS, Asked
from bot.grading.verdict import OTHER_MOST, PARTLY, Comparison, Rule
from bot.grading.words.spelling import slip_cost

_LISTS = tomllib.loads((resources.files("bot.grading") / "data" / "symbols.toml").read_text("utf-8"))
VARIANT = 0.95
#: What is left where a word of a command is mistyped, and what the slip may cost.
_MISTYPED, _SLIP_MOST = 0.9, 0.8
#: Likeness (0..100) from which a wrong answer is told that signs count, and characters it may have more.
_TOLD_FROM, _TOLD_MORE = 50, 10

_KEYS = {name: key for key, names in _LISTS["keys"].items() for name in names.split()}
_KEYS |= {f"f{number}": f"f{number}" for number in range(1, 25)}
_MODIFIERS = frozenset(_LISTS["modifiers"].split())
_AROUND_KEYS, _AROUND_CODE = frozenset(_LISTS["around_keys"].split()), frozenset(_LISTS["around_code"].split())
_PLACEHOLDERS = frozenset(_LISTS["placeholders"].split())
_KEY = re.compile(r"[⌃⌘⌥⇧]|[^\s+,\-⌃⌘⌥⇧]+|[+-](?=\s*$)")
_CARET = re.compile(r"\^(?=\w$)")
_SPELLED = [
    (re.compile(rf"\s*(?<![^\W_])(?:{names})(?![^\W_])\s*", re.IGNORECASE), sign) for sign, names in _LISTS["spelled"]
]
_CODE = re.compile(
    r"""\\|(?:^|\s)--?[A-Za-z]|^[^\w\s]+$|\w\(|</?\w+[^<>]*>      # \d  -a  !=  len(x)  <a>
    |::|->|=>|==|!=|<=|>=|&&|\|\||\w=["']                           # between words
    |^[./~]*/[\w.]|^\.\w+$|\w_\w|[$@]\w|^\#\w|^\w+\.\w+\(           # /etc  .py  a_b  $x  #id
    |^:\w|^\S*[{}\[\]]\S*$|^`.*`$|(?:^|\s)(?:\.{1,2}|\*)(?:\s|$)         # [a-z]  cd ..
    |^(?:git|docker|kubectl|npm|pip|apt-get|brew|cargo|systemctl|terraform|helm|svn|sudo|chmod|chown|grep|ssh|curl|wget)\s+\S
    """,
    re.VERBOSE,
)
#: Names that end or begin in a sign are names.
_NAME = re.compile(r"[A-Za-z]{1,3}[+#-]+|\.[A-Z]\w*")
_TOKEN = re.compile(r"[^\W_]+|\s+|[\W_]")
_SIGN = re.compile(r"[^\w\s]")
_FLAG = re.compile(r"-[A-Za-z]{1,4}|--[a-z][\w-]*(?:=.*)?")
_FILE = re.compile(r"[./]\w+")
_HYPHEN = re.compile(r"(?<=[A-Za-z]{2})-(?=[A-Za-z]{2})")
_TAG = re.compile(r"<(\w+)\s*/?>")
_LOOSE_SPACE = re.compile(r"(?<=[^\w\s])\s+(?=[^\w-])|(?<=\w)\s+(?=[^\w\s-])|(?<=[^\w\s])\s+(?=\w)")
_PROMPT = re.compile(r"^[$>%]\s+")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "--", "−": "-"})
#: Letters from which a word means the same in capitals, and more words that a command may hold.
_CASED_BELOW, _OPERANDS_MORE = 3, 3


def unlike(answer: str, wanted: str, given: str, other: str = "") -> Comparison:
    """Score another symbol; say that signs count only where the answer looks like the wanted one.

    Args:
        answer: As typed.
        wanted: The card's symbol.
        given: The answer's.
        other: What of the answer is not in it; "" for nothing that can be pointed at.
    """
    like = ratio(wanted, given)
    told = like >= _TOLD_FROM and len(answer) <= len(wanted) * 2 + _TOLD_MORE
    return Comparison(OTHER_MOST * like / 100, Rule.SYMBOL_DIFFERS if told else None, other if told else "")


def read_keys(text: str, asked: Asked) -> Callable[[str], Comparison] | None:
    """Return the comparer for a shortcut ("Ctrl+S"): a modifier and other keys; None for any other text."""
    wanted = _keys_of(text, frozenset())
    if wanted is None or len(wanted) < 2 or wanted[0] not in _MODIFIERS:  # noqa: PLR2004 - a modifier and a key
        return None
    return partial(_compare_keys, wanted, asked.lexicon.language.stop | FILLERS)


def _compare_keys(wanted: list[str], fillers: frozenset[str], answer: str) -> Comparison:
    given = _keys_of(answer, fillers)
    if given is None:
        return Comparison(0.0)
    if sorted(given) == sorted(wanted):
        return Comparison(EXACT)
    other = next((key for key in given if key not in wanted), "")
    return unlike(answer, " ".join(wanted), " ".join(given), other)


def _keys_of(text: str, fillers: frozenset[str]) -> list[str] | None:
    """Read the keys of a shortcut; None where a word is no key."""
    found: list[str] = []
    for word in _KEY.findall(_CARET.sub("ctrl ", text.casefold().strip(" .!\"'`"))):
        key = _KEYS.get(word) or (word if len(word) == 1 else None)
        held = bool(found) and found[-1] in _MODIFIERS and len(word) == 1
        if not held and (word in _AROUND_KEYS or (word in fillers and (key is None or word in {"a", "i"}))):
            continue
        if key is None:
            return None
        found.append(key)
    return found


def read_code(text: str, asked: Asked) -> Callable[[str], Comparison] | None:
    """Return the comparer for a piece of code; None for any other text."""
    wanted = _unquote(text)
    if not _CODE.search(text) or _NAME.fullmatch(wanted):
        return None
    return partial(_compare_code, wanted, asked)


def _compare_code(wanted: str, asked: Asked, answer: str) -> Comparison:
    given = _unquote(answer)
    ways = [_strip(given, wanted, asked), given]
    if not all(sign in given for sign in _SIGN.findall(wanted)):
        ways += [_respell(way, wanted) for way in ways]
    if _is_named(wanted, given, ways[0]):
        return Comparison(VARIANT)
    best = max([_same(wanted, way) for way in ways])
    if best:
        return Comparison(best)
    known = wanted.casefold()
    other = next((word for word in _TOKEN.findall(ways[0]) if word.strip() and word.casefold() not in known), "")
    return unlike(answer, wanted, ways[0], other if re.search(r"\w", wanted) else "")


def _is_named(wanted: str, given: str, stripped: str) -> bool:
    """Tell whether a tag or a flag is there without its signs ("a tag", "the f flag")."""
    tag = _TAG.fullmatch(wanted)
    if tag:
        pattern = rf"(?:the |an? )?<?{tag[1]}(?:\s[^<>]*)?/?>?(?: tag| element)?"
        return re.fullmatch(pattern, given, re.IGNORECASE) is not None
    if _FILE.fullmatch(wanted):
        return (
            re.fullmatch(rf"(?:\*?\.|dot )?{re.escape(wanted[1:])}/?|{re.escape(wanted)}/", stripped, re.IGNORECASE)
            is not None
        )
    return _FLAG.fullmatch(wanted) is not None and stripped.split()[:1] == [wanted.lstrip("-")]


def _unquote(text: str) -> str:
    """Strip quotes and prompts from around code."""
    text = text.translate(_QUOTES).strip()
    for quote in ("```", "`", "'", '"'):
        if text.startswith(quote) and text.endswith(quote) and len(text) > 2 * len(quote):
            text = text[len(quote) : -len(quote)].strip()
    return _PROMPT.sub("", text)


def _strip(text: str, wanted: str, asked: Asked) -> str:
    """Strip words around code that only introduce it."""
    words, first = text.replace("`", "").split(), wanted.split(maxsplit=1)[0].casefold()
    stop = asked.lexicon.language.stop

    def is_filler(word: str) -> bool:
        word = word.casefold().strip(".,:;!?\"'")
        if not word.replace("'", "").isalpha() or word == first:
            return False
        return word in stop or word in FILLERS or word in _AROUND_CODE or asked.holds(word)

    while len(words) > 1 and is_filler(words[0]):
        words.pop(0)
    while len(words) > 1 and is_filler(words[-1]):
        words.pop()
    return " ".join(words)


def _respell(text: str, wanted: str) -> str:
    """Write the signs that the wanted code holds and an answer spells out."""
    for pattern, sign in _SPELLED:
        if sign in wanted:
            written = f" {sign}" if f" {sign}" in wanted else sign
            text = pattern.sub(written.replace("\\", r"\\"), text)
    return text.strip()


def _same(wanted: str, given: str) -> float:
    """Say how surely two pieces of code are the same: 0 if they are not."""
    one, two = _tighten(wanted), _tighten(given)
    if _is_equal(one, two):
        return EXACT
    if _is_equal(_HYPHEN.sub("", one), _HYPHEN.sub("", two)):
        return VARIANT
    if any(_FLAG.fullmatch(word) for word in wanted.split()[1:]):
        return _same_command(wanted, given)
    words, typed = one.casefold().split(), given.casefold().split()
    if 1 < len(words) < len(typed) and typed[: len(words)] == words and all(map(_is_operand, typed[len(words) :])):
        return VARIANT
    if not _SIGN.search(one) and len(words) == len(typed):
        costs = [0.0 if word == other else slip_cost(word, other) for word, other in zip(words, typed, strict=True)]
        return _MISTYPED if all(cost is not None and cost < _SLIP_MOST for cost in costs) else 0.0
    return VARIANT if len(one) > 2 and _is_equal(one.rstrip(";"), two.rstrip(";.")) else 0.0  # noqa: PLR2004 - no operator


def _is_operand(word: str) -> bool:
    """Tell whether a word of a command only stands for any name."""
    return word in _PLACEHOLDERS or (not word.startswith("-") and _SIGN.search(word) is not None)


def _same_command(wanted: str, given: str) -> float:
    """Compare commands with flags: the words in their order, the flags in any; more flags are half right."""
    (words, flags), (typed, given_flags) = _split(wanted), _split(given)
    if not flags <= given_flags or not len(words) <= len(typed) <= len(words) + _OPERANDS_MORE:
        return 0.0
    for word, other in zip(words, typed, strict=False):
        pair = {word.casefold(), other.casefold()}
        if len(pair) > 1 and not pair <= _PLACEHOLDERS:
            return 0.0
    return VARIANT if flags == given_flags else PARTLY


def _split(command: str) -> tuple[list[str], set[str]]:
    """Split a command into its words and its flags, short ones one by one."""
    words, flags = list[str](), set[str]()
    for word in command.split():
        if not _FLAG.fullmatch(word):
            words.append(word)
        else:
            flags.update([word] if word.startswith("--") else [f"-{letter}" for letter in word[1:]])
    return words, flags


def _tighten(code: str) -> str:
    """Drop the spaces of a piece of code that only part signs."""
    return _LOOSE_SPACE.sub("", " ".join(code.replace('"', "'").split()))


def _is_equal(one: str, two: str) -> bool:
    """Compare code: words of three letters and more in any case, others as they stand, but for a first capital."""
    if one.casefold() != two.casefold():
        return False
    pairs = zip(_TOKEN.findall(one), _TOKEN.findall(two), strict=False)
    return all(
        a == b or len(a) >= _CASED_BELOW or (not at and len(a) > 1 and a[1:] == b[1:])
        for at, (a, b) in enumerate(pairs)
    )
