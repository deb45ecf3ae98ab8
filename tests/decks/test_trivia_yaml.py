"""Trivia lists of Red-DiscordBot are read as they are written."""

from __future__ import annotations

import pytest

from bot.core.ids import DeckId
from bot.decks.draft import DeckFormat, Parsed
from bot.decks.fault import FaultCode
from bot.decks.reading import read_deck


def read(text: str, file: str = "trivia.yaml") -> Parsed:
    """Read a list."""
    return read_deck(text.encode(), file=file, deck=DeckId("trivia"))


def answered(parsed: Parsed) -> dict[str, set[str]]:
    """The questions, and what answers each."""
    assert parsed.deck is not None, parsed.faults
    return {
        card.ask: {*card.answer, *card.right, *(point.say for point in card.points), card.date, f"{card.value or ''}"}
        - {""}
        for card in parsed.deck.cards
    }


def test_a_list_as_red_ships_them() -> None:
    """Each key is a question, each line below it an answer that is taken; what the list says of itself is none."""
    parsed = read(
        "AUTHOR: Somebody\nDESCRIPTION: Capitals of the world\nCONFIG:\n  max_score: 10\n"
        "What is the capital of Peru?:\n- Lima\n"
        "What is the capital of the United States?:\n- Washington, D.C.\n- Washington DC\n- Washington\n"
    )
    assert answered(parsed) == {
        "What is the capital of Peru?": {"Lima"},
        "What is the capital of the United States?": {"Washington, D.C.", "Washington DC", "Washington"},
    }
    assert parsed.about is not None
    assert (parsed.about.format, parsed.about.title) == (DeckFormat.TRIVIA_YAML, "Capitals of the world")


def test_words_that_yaml_takes_for_something_else() -> None:
    """Yes, No, numbers and dates are the texts that their author wrote."""
    parsed = read(
        "What is the opposite of stop (road sign)?:\n- On\n- Go\n"
        "Which version came after 3.9?:\n- 3.10\n"
        "Which code is for the Bahamas?:\n- 0x2A\n- null\n"
        "Which country has the code NO, in full?:\n- Norway\n- NO\n"
    )
    said = answered(parsed)
    assert said["What is the opposite of stop (road sign)?"] == {"On", "Go"}
    assert said["Which version came after 3.9?"] == {"3.10"}
    assert said["Which code is for the Bahamas?"] == {"0x2A", "null"}
    assert said["Which country has the code NO, in full?"] == {"Norway", "NO"}


@pytest.mark.parametrize(
    "text",
    [
        '"Who wrote \\"Dune\\"?":\n  - Frank Herbert\n  - Herbert\n',
        "'Who wrote \"Dune\"?': [Frank Herbert, Herbert]\n",
        '? Who wrote "Dune"?\n: - Frank Herbert\n  - Herbert\n',
        "# books\n\nWho wrote \"Dune\"?:\n    - Frank Herbert   # the father\n    - 'Herbert'\n",
        '- question: Who wrote "Dune"?\n  answer: Frank Herbert\n  aliases: [Herbert]\n',
    ],
    ids=["quotes", "flow", "explicit key", "comments", "records"],
)
def test_other_ways_to_write_yaml(text: str) -> None:
    """Whatever style of YAML, the question and its answers are the same."""
    assert answered(read(text)) == {'Who wrote "Dune"?': {"Frank Herbert", "Herbert"}}


def test_the_ending_is_not_asked_where_the_text_says_it() -> None:
    """A list that was sent as .txt is known by its questions or by its first keys."""
    for text in (
        "Who wrote Dune?:\n- Herbert\nWho wrote Emma?:\n- Austen\n",
        "AUTHOR: A\nWho wrote Dune?:\n- Herbert\n",
    ):
        parsed = read(text, "list.txt")
        assert parsed.about is not None
        assert parsed.about.format is DeckFormat.TRIVIA_YAML
    notes = read("Tea\nKinds of tea?\n- green\n- black\n", "list.txt")
    assert notes.about is not None
    assert notes.about.format is DeckFormat.NOTES


@pytest.mark.parametrize(
    "text",
    [
        "What is a: b?:\n- c\n",
        "Who?:\n- [a, b]\n",
        "Who?:\n- {a: b}\n",
        "just a text",
        "!!python/object/apply:os.system ['true']",
        "&a [*a]",
        "[" * 5_000,
        "Who?:\n- a\n---\nWho?:\n- b\n",
    ],
    ids=["colon", "list", "map", "text", "object", "itself", "deep", "two documents"],
)
def test_what_is_no_list_is_said(text: str) -> None:
    """Broken, other and hostile YAML is refused with its line; nothing in it is built or run."""
    parsed = read(text)
    assert parsed.deck is None
    assert {fault.code for fault in parsed.faults} <= {FaultCode.YAML_BROKEN, FaultCode.FILE_KIND}
    assert parsed.faults


def test_a_billion_laughs_are_not_multiplied() -> None:
    """Aliases of aliases stay the few nodes that they are."""
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert answered(read("\n".join(lines))) == {"a0": {"lol"}}
