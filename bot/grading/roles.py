"""Roles: who does what to whom, as far as small words tell: "noise into images" is not "images into noise".

Source: role-based matching in short-answer grading (Sukkarieh & Blackmore 2009, c-rater: relations, not bags of
words), here without a parser: the words left and right of a directing word, in one clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.grading.context import Lexicon
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
_REACH = 2


@dataclass(frozen=True, slots=True)
class Role:
    """Two groups of stems and what relates them."""

    relation: str
    left: frozenset[str]
    right: frozenset[str]


def roles_of(tokens: Tokens, lexicon: Lexicon) -> tuple[Role, ...]:
    """Find the roles that directing words give to the up to two words with meaning on either side."""
    if lexicon.language.tag != "en" or _MARKERS.keys().isdisjoint(tokens.keys):
        return ()
    found = []
    keys, clause = tokens.keys, tokens.clause
    stems = lexicon.concepts([*map(lexicon.language.stem, keys)])
    stop = lexicon.language.stop

    def side(places: range) -> frozenset[str]:
        """Return the stems of the nearest words with meaning in the clause."""
        near: list[str] = []
        for place in places:
            if clause[place] != clause[at]:
                break
            if keys[place] not in stop:
                near.append(stems[place])
                if len(near) == _REACH:
                    break
        return frozenset(near)

    for at in [at for at, key in enumerate(keys) if key in _MARKERS]:
        if keys[at] in _OF_NEEDED and keys[at + 1 : at + 2] != ["of"]:
            continue
        relation, turned = _MARKERS[keys[at]]
        left, right = side(range(at - 1, -1, -1)), side(range(at + 1, len(keys)))
        if left and right:
            found.append(Role(relation, right, left) if turned else Role(relation, left, right))
    return tuple(found)


def swapped(wanted: tuple[Role, ...], given: tuple[Role, ...]) -> bool:
    """Tell whether an answer gives the roles of a wording the wrong way round, and nowhere the right way."""
    turned = False
    for role in wanted:
        for other in given:
            if role.relation != other.relation:
                continue
            if role.left & other.left and role.right & other.right:
                return False
            turned = turned or bool((role.left - role.right) & other.right and (role.right - role.left) & other.left)
    return turned
