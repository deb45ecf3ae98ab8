"""Lines of a TOML source: cards and fields are found however the source is laid out."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.decks.toml_lines import Path, outline

SOURCE = '''title = "a [[card]] in a text"
text = """
[[card]]
not a card
"""
[[card]] # a comment = with [ brackets
ask = "a"
points = [ # one
  "text", { say = "x",
  accept = ["y", "z"], weight = 1.5 },
  """
long
""",
  "last",
]
dotted.key = 1979-05-27 07:32:00
  [[ "card" ]]
"ask" = 'b'
[[card.points]]
say = "p"
[[card.points]]
say = "q"
accept = [
  "r",
  "s"
]
[card.x]
y = 1
'''


def test_lines_of_fields() -> None:
    """Multi-line texts, comments, arrays, inline tables, dotted keys and tables of tables are followed."""
    found = outline(SOURCE)
    wanted: dict[Path, int] = {
        ("title",): 1,
        ("text",): 2,
        ("card", 0): 6,
        ("card", 0, "ask"): 7,
        ("card", 0, "points"): 8,
        ("card", 0, "points", 0): 9,
        ("card", 0, "points", 1): 9,
        ("card", 0, "points", 1, "say"): 9,
        ("card", 0, "points", 1, "accept"): 10,
        ("card", 0, "points", 1, "accept", 1): 10,
        ("card", 0, "points", 1, "weight"): 10,
        ("card", 0, "points", 2): 11,
        ("card", 0, "points", 3): 14,
        ("card", 0, "dotted"): 16,
        ("card", 0, "dotted", "key"): 16,
        ("card", 1): 17,
        ("card", 1, "ask"): 18,
        ("card", 1, "points"): 19,
        ("card", 1, "points", 0): 19,
        ("card", 1, "points", 0, "say"): 20,
        ("card", 1, "points", 1): 21,
        ("card", 1, "points", 1, "say"): 22,
        ("card", 1, "points", 1, "accept", 1): 25,
        ("card", 1, "x", "y"): 28,
    }
    assert {path: found.line_of(path) for path in wanted} == wanted


def test_what_is_not_written_has_the_line_of_what_holds_it() -> None:
    """A missing key is looked for in its card."""
    found = outline(SOURCE)
    assert found.line_of(("card", 1, "points", 0, "weight")) == 19
    assert found.line_of(("card", 0, "note")) == 6
    assert found.line_of(("nothing",)) is None


def test_cards_in_one_array_are_found_too() -> None:
    """`card = [{…}, {…}]` is the same deck in other clothes."""
    found = outline("format = 1\ncard = [\n  { ask = 'a' },\n  { ask = 'b',\n  answer = ['x'] },\n]\n")
    assert found.line_of(("card", 1, "ask")) == 4
    assert found.line_of(("card", 1, "answer", 0)) == 5


def test_nesting_is_measured_before_it_is_parsed() -> None:
    """Brackets in texts and comments do not count; those outside do."""
    assert outline("a = '" + "[" * 99 + "' # " + "[" * 99).unsafe_at is None
    assert outline("\n\na = " + "[" * 17).unsafe_at == 3


TEXTS = st.sampled_from(["'a'", '"b"', '"""\nc\n"""', "'''d'''", '"\\" [[card]]"', "1.5", "true", "07:32:00"])
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: "[\n" + ",\n".join(parts) + "\n]")
        | st.lists(inner, max_size=3).map(
            lambda parts: "{" + ", ".join(f"k{number} = {part}" for number, part in enumerate(parts)) + "}"
        )
    ),
    max_leaves=6,
)


@given(cards=st.lists(st.lists(VALUES, max_size=4), max_size=4))
def test_every_path_of_the_parsed_file_has_its_line(cards: list[list[str]]) -> None:
    """Whatever tomllib finds, the outline knows where it stands: within its own card, never before its holder."""
    source = "".join(
        "[[card]]\n" + "".join(f"key{number} = {value} # [\n" for number, value in enumerate(values))
        for values in cards
    )
    found = outline(source)
    assert len(found.heads) == len(cards)

    def walk(value: Any, path: Path, least: int) -> None:
        line = found.line_of(path)
        assert line is not None
        assert line >= least
        if path[-1] != "card" and isinstance(path[-1], str) and path[-1].startswith("key"):
            assert source.splitlines()[line - 1].startswith(f"{path[-1]} =")
        entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, entry in entries:
            walk(entry, (*path, key), line)

    for number, card in enumerate(tomllib.loads(source).get("card", [])):
        walk(card, ("card", number), 1)
