"""Roles: who does what to whom, as far as small words tell: "noise into images" is not "images into noise".

Source: role-based matching in short-answer grading (Sukkarieh & Blackmore 2009, c-rater: relations, not bags of
words), here without a parser: the words left and right of a directing word, in one clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from bot.grading.reading import Reading
from bot.grading.tokens import Tokens

#: Directing words: what they relate, and whether left and right change places ("images from noise").
_MARKERS = {
    "into": ("becomes", False), "to": ("becomes", False), "onto": ("becomes", False), "toward": ("becomes", False),
    "towards": ("becomes", False), "from": ("becomes", True),
    "than": ("compared", False), "before": ("precedes", False), "after": ("precedes", True),
    "causes": ("causes", False), "cause": ("causes", False), "creates": ("causes", False),
    "kind": ("is-a", False), "type": ("is-a", False), "form": ("is-a", False), "subset": ("is-a", False),
    "part": ("is-a", False),
}  # fmt: skip
_OF_NEEDED = frozenset({"kind", "type", "form", "subset", "part"})
#: Words that tell of turning one thing into another: what is turned stands behind them, or is named before ("turn them
#: into text").
_TURNING = frozenset({
    "turn", "turns", "turned", "turning", "convert", "converts", "converted", "converting", "transform", "transforms",
    "transformed", "transforming", "change", "changes", "changed", "changing", "translate", "translates", "translated",
    "map", "maps", "encode", "encodes",
})  # fmt: skip
_BACK = frozenset({"back", "again", "gradually"})
#: What is done to the one thing, and later in the sentence to the other ("take an image and make noise").
_TAKING = frozenset({
    "take", "takes", "taking", "given", "get", "gets", "read", "reads", "receive", "receives", "start", "starts",
    "starting",
})  # fmt: skip
_MAKING = frozenset({
    "generate", "generates", "produce", "produces", "create", "creates", "write", "writes", "make", "makes", "output",
    "outputs", "return", "returns", "draw", "draws",
})  # fmt: skip
_REACH = 2
#: Wordings of a point whose roles an answer has to swap.
_SEVERAL = 2


class Role(NamedTuple):
    """Two groups of stems and what relates them."""

    relation: str
    left: frozenset[str]
    right: frozenset[str]


def roles_of(reading: Reading) -> tuple[Role, ...]:
    """Find the roles that directing words give to the up to two words with meaning on either side."""
    tokens, language = reading.tokens, reading.lexicon.language
    if language.tag != "en":
        return ()
    made = not _TAKING.isdisjoint(tokens.keys) and not _MAKING.isdisjoint(tokens.keys)
    if not made and _MARKERS.keys().isdisjoint(tokens.keys):
        return ()
    stems = dict(zip(reading.keys, reading.stems, strict=True))
    found = [*_directed(tokens, stems, language.stop)]
    if made:
        found += _made(tokens, stems, language.stop)
    return tuple(found)


def _directed(tokens: Tokens, stems: dict[str, str], stop: frozenset[str]) -> Iterator[Role]:
    """Find what stands on either side of directing words."""
    keys, clause = tokens.keys, tokens.clause

    def told(places: range, parts: list[int]) -> Iterator[int]:
        """Find the words with meaning among places, as long as these lie in the same part of the text."""
        for place in places:
            if parts[place] != parts[at]:
                break
            if keys[place] not in stop:
                yield place

    for at in [at for at, key in enumerate(keys) if key in _MARKERS]:
        if keys[at] in _OF_NEEDED and keys[at + 1 : at + 2] != ["of"]:
            continue
        relation, turned = _MARKERS[keys[at]]
        before, behind = range(at - 1, -1, -1), range(at + 1, len(keys))
        if relation == "becomes":
            # "It" may stand for what the sentence names before.
            left = _turned(told(before, clause), keys) or _turned(told(before, tokens.sentence), keys)
        else:
            left = [*islice(told(before, clause), _REACH)]
        right = [*islice(told(behind, clause), _REACH)]
        if left and right:
            sides = _stems_at(left, keys, stems), _stems_at(right, keys, stems)
            yield Role(relation, *(reversed(sides) if turned else sides))


def _stems_at(places: list[int], keys: list[str], stems: dict[str, str]) -> frozenset[str]:
    # Words beyond those that are read have no stem.
    return frozenset([stems.get(keys[place], keys[place]) for place in places])


def _turned(before: Iterable[int], keys: list[str]) -> list[int]:
    """Of the words before a directing word, nearest first, choose those that are turned into something."""
    found: list[int] = []
    for at in before:
        if keys[at] in _TURNING:
            if found:
                break
        elif keys[at] not in _BACK:
            found.append(at)
            if len(found) == _REACH:
                break
    return found


def _made(tokens: Tokens, stems: dict[str, str], stop: frozenset[str]) -> Iterator[Role]:
    """Find what is taken and what is made of it, in one sentence."""
    keys, sentence = tokens.keys, tokens.sentence
    makes = [at for at, key in enumerate(keys) if key in _MAKING]
    for at in [at for at, key in enumerate(keys) if key in _TAKING]:
        later = next((place for place in makes if place > at and sentence[place] == sentence[at]), None)
        if later is not None:
            left = [i for i in range(at + 1, later) if keys[i] not in stop][:_REACH]
            right = [i for i in range(later + 1, len(keys)) if keys[i] not in stop][:_REACH]
            if left and right:
                yield Role("becomes", _stems_at(left, keys, stems), _stems_at(right, keys, stems))
            return


def turned(wanted: Iterable[tuple[Role, ...]], given: tuple[Role, ...]) -> bool:
    """Tell whether an answer gives roles the wrong way round that several wordings agree on, and none the right way."""
    told = [roles for roles in wanted if roles]
    if sum([swapped(roles, given) for roles in told]) < _SEVERAL:
        return False
    return swapped(tuple([role for roles in told for role in roles]), given)


def swapped(wanted: tuple[Role, ...], given: tuple[Role, ...]) -> bool:
    """Tell whether an answer gives the roles of a wording the wrong way round, and nowhere the right way."""
    turned = False
    lefts = frozenset().union(*[role.left for role in given])
    rights = frozenset().union(*[role.right for role in given])
    if not any(not (role.left.isdisjoint(rights) or role.right.isdisjoint(lefts)) for role in wanted):
        return False
    for role in wanted:
        left, right = role.left, role.right
        for other in given:
            if role.relation != other.relation:
                continue
            if not (left.isdisjoint(other.left) or right.isdisjoint(other.right)):
                return False
            if not (turned or left.isdisjoint(other.right) or right.isdisjoint(other.left)):
                turned = not ((left - right).isdisjoint(other.right) or (right - left).isdisjoint(other.left))
    return turned
