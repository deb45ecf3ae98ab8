r"""Symbols: code, commands, keys and formulas, in which a sign, a digit or a capital is meaning.

They are recognised when a card is compiled and compared sign by sign, not as words: `\d` is not `\D`, CO is not Co and
`ls -a` not `ls -l`. What may differ is how people type them: spaces, the order of flags, subscripts, quotes around code,
"control s" for Ctrl+S, "mc squared" for mc^2, "plus" for +.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from rapidfuzz.fuzz import ratio

from bot.grading.asked import FILLERS, Asked
from bot.grading.matching import EXACT
from bot.grading.spelling import slip_cost
from bot.grading.verdict import OTHER_MOST, PARTLY, Comparison, Rule

_Comparer = Callable[[str], Comparison]
_VARIANT = 0.95
#: Likeness (0..100) from which a wrong answer is told that signs count.
_TOLD_FROM = 50

_KEYS = {
    name: key
    for key, names in {
        "ctrl": "ctrl control ctl strg ⌃", "cmd": "cmd command ⌘", "alt": "alt option opt ⌥", "shift": "shift ⇧ umschalt", "win": "win windows super meta",
        "esc": "esc escape", "del": "del delete entf", "ins": "ins insert", "enter": "enter return ↵", "tab": "tab tabulator ⇥", "space": "space spacebar", "backspace": "backspace bksp ⌫",
        "up": "up uparrow ↑", "down": "down downarrow ↓", "left": "left leftarrow ←", "right": "right rightarrow →", "pageup": "pageup pgup", "pagedown": "pagedown pgdn pgdown", "home": "home pos1", "end": "end ende",
        **{f"f{number}": f"f{number}" for number in range(1, 25)},
    }.items()
    for name in names.split()
}  # fmt: skip
_MODIFIERS = frozenset({"ctrl", "cmd", "alt", "shift", "win"})
_KEY_WORDS = re.compile(r"[⌃⌘⌥⇧]|[^\s+,\-⌃⌘⌥⇧]+|\+(?=\s*$)|-(?=\s*$)")
_KEY_FILLERS = frozenset(
    "press pressing hold holding hit hitting push and then together with key keys button the a plus arrow by using use type shortcut combination combo".split()
)

#: Signs that are spelled out, the longer names first.
_SPELLED = tuple(
    (re.compile(rf"\s*(?<![^\W_])(?:{names})(?![^\W_])\s*", re.IGNORECASE), sign)
    for sign, names in (
        ("===", "triple equals?|three equals(?: signs)?|strict equals?"), ("!==", "strict not equals?"), ("<=", "less than or equals?(?: to)?|smaller or equal"), (">=", "greater than or equals?(?: to)?|greater or equal"),
        ("!=", "(?:is )?not equals?(?: to)?|unequal"), ("==", "double equals?(?: signs?)?|equals equals|equal equal|(?:two|2) equals?(?: signs?)?"), ("=>", "fat arrow|double arrow"), ("->", "(?:thin )?arrow"),
        ("&&", "double (?:ampersand|and)|and and|logical and"), ("||", "double pipe|logical or|or or"), ("**", "double (?:star|asterisk)"), ("++", "plus plus|double plus"), ("--", "minus minus|double (?:dash|minus|hyphen)|dash dash"), ("//", "double slash"), ("<<", "double less than"), (">>", "double greater than"),
        ("+", "plus"), ("-", "minus|dash|hyphen"), ("*", "asterisk|star"), ("\\", "backslash|back slash"), ("/", "(?:forward )?slash"), ("%", "percent(?:age)?|modulo|mod"), ("&", "ampersand"), ("|", "pipe|vertical bar"),
        ("~", "tilde"), ("^", "caret|hat|circumflex"), ("#", "hash|hashtag|pound|number sign|sharp"), ("$", "dollar"), ("@", "at sign|at symbol|at"), ("!", "exclamation (?:mark|point)|bang"), ("?", "question mark"),
        ("<", "less than|left angle bracket"), (">", "greater than|right angle bracket"), ("=", "equals?"), (";", "semi-?colon"), (":", "colon"), (".", "dot|period|full stop|point"), (",", "comma"), ("_", "underscore"),
        ("()", "parenthes[ei]s|parens?|round brackets?"), ("[]", "square brackets?|brackets?"), ("{}", "curly (?:brackets?|braces?)|braces?"), ("'", "single quotes?|apostrophe"), ('"', "(?:double )?quotes?|quotation marks?"), ("`", "back ?ticks?"),
    )
)  # fmt: skip
_CODE = re.compile(
    r"""\\|(?:^|\s)--?[A-Za-z]|^[^\w\s]+$|\w\(|<\/?\w+[^<>]*>|::|->|=>|==|!=|<=|>=|&&|\|\||^[./~]*/[\w.]|^\.\w+$|\w_\w|[$@]\w|^\w+\.\w+\(|^\S*[{}\[\]]\S*$|^`.*`$|(?:^|\s)(?:\.{1,2}|\*)(?:\s|$)|^\#\w|\w=["']""",
    re.VERBOSE,
)
#: Programs whose name begins a command, sure enough to be no other word.
_TOOL = re.compile(
    r"(?:git|docker|kubectl|npm|pip|apt-get|brew|cargo|systemctl|terraform|helm|svn|sudo|chmod|chown|grep|ssh|curl|wget)\s+\S"
)
_CODE_FILLERS = frozenset(
    "command commands operator sign symbol character regex expression run running type typing enter execute code function method tag flag keyword".split()
)
_CODE_TOKEN = re.compile(r"[^\W_]+|\s+|[\W_]")
_FLAG = re.compile(r"-[A-Za-z]{1,4}|--[a-z][\w-]*(?:=.*)?")
_PLACEHOLDERS = frozenset(
    "dir directory folder file filename path name message msg x foo bar branch url <file> <dir> <folder> <name> <message> <path> <branch>".split()
)
_CASED_LETTERS = 3
#: What a slip in a command may cost.
_MISTYPED = 0.8

_ELEMENTS = frozenset(
    """H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In
    Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm
    Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og D T e""".split()
)
_ASKS_FORMULA = re.compile(
    r"\b(?:formula|symbol|element|ion|chemical|compound|molecule|formel|símbolo|symbole)\b", re.IGNORECASE
)
_FORMULA = re.compile(r"(?:\d*(?:[A-Z][a-z]?\d*|[(\[]|[)\]]\d*|[·.*]))+")
_CHARGE = re.compile(r"(?:\^\{?)?(\d*[+-]|[+-]\d*)\}?$")
_ATOM = re.compile(r"[A-Z][a-z]?")
_SUPERSCRIPTS = {ord(sup): plain for sup, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True)}
_RAISED = re.compile(f"[{''.join(map(chr, _SUPERSCRIPTS))}]+")

_MATH = re.compile(
    r"[=^√∫π≤≥±]|(?<![A-Za-z])\d+\s*[·*]?\s*[a-z](?![A-Za-z])|\b(?:sin|cos|tan|log|ln|exp|sqrt)\s*\(?\w|^[a-zA-Z]\s*[+\-*/]\s*[\w]$"
)
_MATH_WORDS = (
    (r"\b(?:is )?equals?(?: to)?\b|\bis\b", "="), (r"\bsquared\b|\bto the (?:power of )?(?:2|two)\b|\bsquare\b(?! root)", "^2"), (r"\bcubed\b", "^3"), (r"\bto the (?:power (?:of )?)?|\*\*", "^"),
    (r"\bplus\b", "+"), (r"\bminus\b", "-"), (r"\btimes\b|\bmultiplied by\b", "*"), (r"\bover\b|\bdivided by\b", "/"), (r"\bpi\b", "π"), (r"\bsqrt\b|\b(?:the )?square root (?:of )?", "√"),
    (r"\bcosine\b", "cos"), (r"\bsine\b", "sin"), (r"\btangent\b", "tan"), (r"\btwo\b", "2"), (r"\bthree\b", "3"), (r"\bhalf\b", "1/2"),
)  # fmt: skip
_FUNCTIONS = frozenset(
    {
        "sin",
        "cos",
        "tan",
        "log",
        "ln",
        "exp",
        "sqrt",
        "pi",
        "lim",
        "mc",
        "ma",
        "mgh",
        "gh",
        "mv",
        "rt",
        "nrt",
        "pv",
        "ir",
        "ax",
        "by",
        "bx",
        "ab",
        "ac",
        "kx",
        "vt",
        "ut",
        "as",
        "at",
    }
)
_FACTOR = re.compile(r"\d+(?:\.\d+)?(?:\^-?\w+)?|[a-zA-Zπ](?:\^-?\w+)?")


def read_symbols(text: str, asked: Asked) -> _Comparer | None:
    """Return the comparer for a text that is made of symbols; None for any other."""
    text = text.strip()
    for read in (_read_keys, _read_formula, _read_math, _read_code):
        found = read(text, asked)
        if found is not None:
            return found
    return None


def spellings(text: str) -> tuple[str, ...]:
    """Return other ways to write a name that holds signs ("C++": "c plus plus", "cpp"), or words for them ("O negative": "O-")."""
    found: list[str] = []
    if re.search(r"[A-Za-z][+#]+$", text):
        for words in (("plus", "sharp"), (" plus", " sharp"), ("p", "sharp")):
            found.append(text.replace("+", words[0]).replace("#", words[1]))
    if re.search(r"^\.[A-Za-z]|[A-Za-z]\.[a-z]{2,3}$", text):
        found += [text.replace(".", "dot").strip(), text.replace(".", " dot ").strip(), text.replace(".", "")]
        if text.lower().endswith(".js"):
            found.append(text[:-3])
    if "&" in text:
        found += [text.replace("&", " and "), text.replace("&", "")]
    for pattern, sign in ((r"\s*\b(?:positive|plus)$", "+"), (r"\s*\b(?:negative|minus)$", "-")):
        if re.search(r"^\w{1,3}" + pattern, text, re.IGNORECASE):
            found.append(re.sub(pattern, sign, text, flags=re.IGNORECASE))
    signed = re.fullmatch(r"([A-Za-z]{1,3})([+-])", text)
    if signed:
        found += [
            f"{signed[1]} {word}"
            for word in (("positive", "plus", "pos") if signed[2] == "+" else ("negative", "minus", "neg"))
        ]
    elif text.lower().endswith(" negative") or text.lower().endswith(" positive"):
        found.append(text[:-5])
    return tuple(found)


def _unlike(answer: str, wanted: str, given: str, other: str = "") -> Comparison:
    """Score another symbol; say that signs count only where the answer looks like the wanted one."""
    like = ratio(wanted, given)
    told = like >= _TOLD_FROM and len(answer) <= len(wanted) * 2 + 10
    return Comparison(OTHER_MOST * like / 100, Rule.SYMBOL_DIFFERS if told else None, other if told else "")


# Keys


def _read_keys(text: str, asked: Asked) -> _Comparer | None:
    wanted = _keys_of(text)
    if wanted is None or len(wanted) < 2 or wanted[0] not in _MODIFIERS:  # noqa: PLR2004
        return None
    language = asked.lexicon.language

    def compare(answer: str) -> Comparison:
        given = _keys_of(answer, language.stop | FILLERS)
        if given is None:
            return Comparison(0.0)
        if set(given) == set(wanted) and (len(given) == len(wanted)):
            return Comparison(EXACT)
        other = next((key for key in given if key not in wanted), "")
        return _unlike(answer, " ".join(wanted), " ".join(given), other)

    return compare


def _keys_of(text: str, fillers: frozenset[str] = frozenset()) -> list[str] | None:
    """Read the keys of a shortcut; None where a word is no key."""
    found: list[str] = []
    for word in _KEY_WORDS.findall(re.sub(r"\^(?=\w$)", "ctrl ", text.casefold().strip(" .!\"'`"))):
        key = _KEYS.get(word) or (word if len(word) == 1 else None)
        if word in _KEY_FILLERS or (
            word in fillers and (key is None or word in {"a", "i"}) and not (found and found[-1] in _MODIFIERS)
        ):
            if not (found and found[-1] in _MODIFIERS and len(word) == 1):
                continue
        if key is None:
            return None
        found.append(key)
    return found


# Code


def _read_code(text: str, asked: Asked) -> _Comparer | None:
    bare = _unquote(text)
    if not (_CODE.search(text) or _TOOL.match(text)) or re.fullmatch(r"[A-Za-z]{1,3}[+#-]+|\.[A-Z]\w*", bare):
        return None
    language = asked.lexicon.language
    first = bare.split()[0].casefold()
    has_flag = any(_FLAG.fullmatch(word) for word in bare.split()[1:])
    tag = re.fullmatch(r"<(\w+)\s*/?>", bare)
    operator = not re.search(r"\w", bare)

    def compare(answer: str) -> Comparison:
        given = _strip_fillers(_unquote(answer), first, language.stop, asked)
        ways = [given, _unquote(answer)]
        if _FLAG.fullmatch(bare) and given.casefold().split()[:1] == [bare.lstrip("-").casefold()] and given[0] == bare.lstrip("-")[0]:
            return Comparison(_VARIANT)
        if tag and re.fullmatch(
            rf"(?:the |an? )?<?{tag[1]}(?:\s[^<>]*)?/?>?(?: tag| element)?", _unquote(answer), re.IGNORECASE
        ):
            return Comparison(_VARIANT)
        if not all(sign in given for sign in re.findall(r"[^\w\s]", bare)):
            ways += [_respell(way, bare) for way in ways]
        best = max((_same_code(bare, way, flags=has_flag) for way in ways))
        if best:
            return Comparison(best)
        other = next(
            (word for word in _CODE_TOKEN.findall(given) if word.strip() and word.casefold() not in bare.casefold()), ""
        )
        return _unlike(answer, bare, given, other if not operator else "")

    return compare


def _unquote(text: str) -> str:
    """Strip quotes and prompts from around code."""
    text = text.translate(
        {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "--", 0x2212: "-"}
    ).strip()
    for quote in ("```", "`", "'", '"'):
        if text.startswith(quote) and text.endswith(quote) and len(text) > 2 * len(quote):
            text = text[len(quote) : -len(quote)].strip()
    return re.sub(r"^(?:\$|>|%)\s+", "", text)


def _strip_fillers(text: str, first: str, stop: frozenset[str], asked: Asked) -> str:
    """Strip words around code that only introduce it."""
    words = text.replace("`", "").split()

    def is_filler(word: str) -> bool:
        word = word.casefold().strip(".,:;!?\"'")
        return word.replace("'", "").isalpha() and (
            word in stop or word in FILLERS or word in _CODE_FILLERS or asked.holds(word)
        )

    while len(words) > 1 and words[0].casefold() != first and is_filler(words[0]):
        words.pop(0)
    while len(words) > 1 and is_filler(words[-1]) and words[-1].casefold() not in asked.question.casefold().split("`"):
        if words[-1].casefold() in first:
            break
        words.pop()
    return " ".join(words)


def _respell(text: str, wanted: str) -> str:
    """Write signs that are spelled out as signs, those that the wanted code holds."""
    for pattern, sign in _SPELLED:
        if sign in wanted:
            space = " " if f" {sign}" in wanted else ""
            text = pattern.sub(lambda _, sign=sign, space=space: space + sign, text)  # type: ignore[misc]
    return text.strip()


def _same_code(wanted: str, given: str, *, flags: bool) -> float:
    """Say how surely two pieces of code are the same: 0 if they are not."""
    one, two = _canonical(wanted), _canonical(given)
    if _cased_equal(one, two):
        return EXACT
    if not flags and re.fullmatch(r"[\w\s]+", one) and len(one.split()) == len(two.split()):
        pairs = [*zip(one.casefold().split(), two.casefold().split(), strict=True)]
        if all(a == b or (slip_cost(a, b) or 9) < _MISTYPED for a, b in pairs):
            return _VARIANT - 0.05
    if not flags:
        return _VARIANT if len(one) > 2 and _cased_equal(one.rstrip(";"), two.rstrip(";.")) else 0.0  # noqa: PLR2004
    (words, options), (typed, given_options) = _split(wanted), _split(given)
    if not options <= given_options or not typed[: len(words)]:
        return 0.0
    matched = len(typed) >= len(words) and all(
        a.casefold() == b.casefold() or ({a.casefold(), b.casefold()} <= _PLACEHOLDERS)
        for a, b in zip(words, typed, strict=False)
    )
    if not matched or typed[0][1:] != words[0][1:].replace(words[0][1:], typed[0][1:]) or len(typed) > len(words) + 3:  # noqa: PLR2004
        return 0.0
    return PARTLY if options != given_options else _VARIANT


def _split(command: str) -> tuple[list[str], set[str]]:
    """Split a command into its words and its flags, short ones one by one."""
    words, options = list[str](), set[str]()
    for word in command.split():
        if _FLAG.fullmatch(word):
            options.update([word] if word.startswith("--") else [f"-{letter}" for letter in word[1:]])
        else:
            words.append(word)
    return words, options


def _canonical(code: str) -> str:
    """Drop the spaces of a piece of code that only part signs."""
    return re.sub(
        r"(?<=[^\w])\s+(?=[^\w-])|(?<=\w)\s+(?=[^\w\s-])|(?<=[^\w\s])\s+(?=\w)",
        "",
        " ".join(code.replace('"', "'").split()),
    )


def _cased_equal(one: str, two: str) -> bool:
    """Compare code: runs of three letters and more in any case, shorter ones as they stand, but for a first capital."""
    if one == two:
        return True
    if one.casefold() != two.casefold():
        return False
    for at, (a, b) in enumerate(zip(_CODE_TOKEN.findall(one), _CODE_TOKEN.findall(two), strict=False)):
        if a != b and len(a) < _CASED_LETTERS and not (at == 0 and a == b[:1].lower() + b[1:] and len(a) > 1):
            return False
    return True


# Formulas of chemistry


def _read_formula(text: str, asked: Asked) -> _Comparer | None:
    wanted = _formulas(text)
    told = _ASKS_FORMULA.search(asked.question) is not None
    if (
        not wanted
        or not (told or re.search(r"\d|[+-]$|[a-z][A-Z]", text))
        or (text.isdigit() or re.fullmatch(r"[A-Z]\d+|[A-Z]{1,3}[+-]", text) and not told)
    ):
        return None
    language = asked.lexicon.language
    letters = re.sub(r"[\s^{}]", "", _raise(text))

    def compare(answer: str) -> Comparison:
        words = [
            word
            for word in answer.split()
            if not (word.casefold().strip(".,:!") in (language.stop | FILLERS) and not _formulas(word) and word.casefold() != letters.casefold())
            and not asked.holds(word.casefold())
        ]
        given = "".join(words).strip(".!,;:")
        found = _formulas(given)
        if wanted & found:
            return Comparison(EXACT)
        typed = re.sub(r"[\s^{}]", "", _raise(given))
        if (
            typed.casefold() == letters.casefold()
            and (typed.islower() or not found or (typed == typed.capitalize() and re.search(r"\d", typed)))
            and re.sub(r"\W|_", "", typed)
        ):
            return Comparison(_VARIANT)
        if "0" in typed and typed.replace("0", "O").casefold() == letters.casefold():
            return Comparison(_VARIANT - 0.05)
        return _unlike(answer, letters.casefold(), typed.casefold())

    return compare


def _raise(text: str) -> str:
    """Write superscripts with a caret, and other small digits plainly."""
    return (
        unicodedata.normalize("NFKC", _RAISED.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text))
        .replace("−", "-")
        .replace("–", "-")
    )


def _formulas(text: str) -> set[tuple[str, str]]:
    """Read a chemical formula: its atoms and its charge, in every way that it can be read; empty for no formula."""
    text = re.sub(r"\((aq|s|l|g)\)$", "", _raise(text.strip()))
    found: set[tuple[str, str]] = set()
    ways = [(text, "")]
    charge = _CHARGE.search(text)
    if charge:
        ways = [(text[: charge.start()], charge[1])]
        number = re.match(r"\d", charge[1])
        if number and not text[charge.start() :].startswith("^"):
            ways += [(text[: charge.end() - 1], charge[1][-1])] + (
                [(text[: charge.end() - 2], charge[1][-2:])] if len(charge[1]) > 2 else []
            )  # noqa: PLR2004
    for atoms, sign in ways:
        body = re.sub(r"\s+", "", atoms)
        if body and _FORMULA.fullmatch(body) and set(_ATOM.findall(body)) <= _ELEMENTS and _ATOM.search(body):
            count = sign.strip("+-") or ("1" if sign else "")
            found.add((re.sub(r"[·.*]", "·", body), count + (("+" if "+" in sign else "-") if sign else "")))
    return found


# Formulas of mathematics


def _read_math(text: str, asked: Asked) -> _Comparer | None:
    runs = re.findall(r"[A-Za-z]+", text)
    known = all(len(run) <= 2 or run.casefold() in _FUNCTIONS for run in runs)  # noqa: PLR2004
    if not runs or not known or not _MATH.search(_raise(text)) or re.search(r"==|!=|<=|>=|=>|->|\\|\w_\w|--", text):
        return None
    cased = any(run.lower() in "".join(runs) and run.upper() in "".join(runs) for run in "".join(runs))
    language = asked.lexicon.language
    wanted = _expression(text, cased=cased)
    flat = _expression(_raise(text).replace("^", ""), cased=cased, ordered=False)

    def compare(answer: str) -> Comparison:
        words = [
            word
            for word in answer.split()
            if not (
                (len(word) > 1 or word.casefold() == "a")
                and word.casefold() in (language.stop | FILLERS) - {"is", "over", "to", "of", "the", "by"}
            )
            or word in text
        ]
        given = _expression(" ".join(words), cased=cased)
        if any(_same_sides(wanted, way) for way in (given, _expression(" ".join(words[1:]), cased=cased))):
            return Comparison(EXACT)
        if "^" not in "".join(given) and _same_sides(flat, _expression(" ".join(words), cased=cased, ordered=False)):
            return Comparison(_VARIANT)
        return _unlike(answer, "=".join(wanted), "=".join(given))

    return compare


def _expression(text: str, *, cased: bool, ordered: bool = True) -> list[str]:
    """Return the sides of an equation, each in a form in which equal expressions are equal."""
    text = _raise(text.strip(" .!?`"))
    for pattern, sign in _MATH_WORDS:
        text = re.sub(pattern, f" {sign} ", text, flags=re.IGNORECASE)
    text = re.sub(r"\bthe\b|\bof\b|\bto\b|\bby\b", "", text)
    text = text if cased else text.casefold()
    text, before = re.sub(r"\s+", "", text), ""
    while text != before:
        text, before = re.sub(r"\((\w+)\)", r"\1", text), text
    return [_sum(side) if ordered else side for side in text.split("=") if side]


def _sum(side: str) -> str:
    """Sort the terms of a sum and the factors of each."""
    terms = re.findall(r"[+-]?[^+-]+", side) if not re.search(r"[(√^][^)]*[+-]|/", side) else [side]
    return "+".join(sorted(_term(term) for term in terms))


def _term(term: str) -> str:
    sign = "-" if term.startswith("-") else ""
    body = term.lstrip("+-")
    flat = re.sub(r"[*·×⋅]", "", body)
    factors = _FACTOR.findall(flat)
    return sign + (
        "".join(sorted(factors)) if "".join(factors) == flat and not re.search(r"\d[*·×⋅]\d", body) else body
    )


def _same_sides(wanted: list[str], given: list[str]) -> bool:
    """Compare equations in either direction, and by the side that counts if one side of one of them is left out."""
    if not given or not wanted:
        return False
    if len(wanted) == len(given):
        return sorted(wanted) == sorted(given)
    short, long = (wanted, given) if len(wanted) < len(given) else (given, wanted)
    return len(short) == 1 and len(long) == 2 and short[0] == long[1]  # noqa: PLR2004
