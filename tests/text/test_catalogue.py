"""Everything the bot says stands in the catalogue, nothing there is idle, and every placeholder gets its value."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

import bot.app
from bot.appeals.rules import Decision, NoticeKind, Section
from bot.boards.rules import Tallied, Window
from bot.chat.channels import NEEDED
from bot.chat.failures import placeholders
from bot.core.errors import OperatorFault, UserError
from bot.daily.options import PauseReason
from bot.db import errors as db_errors
from bot.decks.card import CardKind
from bot.decks.draft import DeckFormat
from bot.decks.fault import FaultCode
from bot.grading.learning import Fit
from bot.grading.verdict import Outcome, Rule
from bot.library.service.imports import Stage
from bot.questions.service.receipts import PointsReason
from bot.setup.messages import TIME_FIELD, ZONE_FIELD
from bot.text.catalogue import has, locales, say

#: Their module has to be loaded for the family to be whole.
assert db_errors
assert bot.app
BOT = Path(__file__).parents[2] / "bot"
#: Functions whose first argument is a key.
SPEAKERS = {"say", "label"}


def _below(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


#: What leaderboards are ranked by: their own metrics, and those that features bring.
METRICS = (*Tallied, "streak")
#: Families of keys composed at run time, each with the keys that its codes ask for.
FAMILIES: dict[str, set[str]] = {
    "error-": {f"error-{error.code()}" for error in _below(UserError)},
    "fault-": {f"fault-{code.value}" for code in FaultCode},
    "rule-": {f"rule-{rule.value}" for rule in Rule},
    "outcome-": {f"outcome-{code}" for code in (*Outcome, "passed", "unsure")},
    "verdict-weight-": {f"verdict-weight-{weight.value}" for weight in PointsReason},
    "sign-": {f"sign-{code}" for code in (*Outcome, "passed", "unsure")},
    "window-": {f"window-{window.value}" for window in Window},
    "board-row-": {f"board-row-{metric}" for metric in METRICS},
    "board-title-": {"board-title-streak"},
    "board-own-": {"board-own-streak"},
    "board-empty-": {"board-empty-streak"},
    "picture-": {f"picture-{metric}" for metric in METRICS},
    "show-": {"show-list", "show-picture", "show-file"},
    "weekday-": {f"weekday-{day}" for day in range(7)},
    "metric-": {f"metric-{metric}" for metric in METRICS},
    "pause-": {f"pause-{reason.value}" for reason in PauseReason},
    "permission-": {f"permission-{name.replace('_', '-')}" for name in (*NEEDED, "manage_messages", "manage_guild")},
    "notice-": {f"notice-{kind.value}" for kind in NoticeKind},
    "day-": {f"day-{day}" for day in range(7)},
    "section-": {f"section-{section.value}{tail}" for section in Section for tail in ("", "-empty")},
    "decision-": {f"decision-{decision.value}" for decision in Decision},
    "decided-": {f"decided-{code}" for code in (*Decision, "undone")},
    "ruled-": {f"ruled-{code}" for code in (*Decision, "undone")},
    "own-appeal-": {f"own-appeal-{code}" for code in (*Decision, "open")},
    "store-": {fault.code() for fault in _below(OperatorFault) if not fault.__subclasses__()},
    "field-": {f"field-{field}" for field in (ZONE_FIELD, TIME_FIELD)},
    "format-": {f"format-{format_.value}" for format_ in DeckFormat},
    "import-how-": {f"import-how-{kind.value}" for kind in CardKind},
    "import-stage-": {f"import-stage-{stage.value}" for stage in Stage},
    "learn-fit-": {f"learn-fit-{fit}" for fit in (*Fit, "added-point") if fit is not Fit.KNOWN},
    "button-learn-": {f"button-learn-{act}" for act in ("add", "change", "dismiss", "all", "file")},
    "kind-": {
        f"kind-{kind}" for kind in ("text", "list", "point", "table", "switch", "whole", "number", "cards", "other")
    },
}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - the visitor's naming
        self.names.add(node.id.name)


def _messages(locale: str) -> dict[str, Message]:
    text = (resources.files("bot.text") / f"{locale}.ftl").read_text("utf-8")
    entries = FluentParser().parse(text).body
    found = [entry for entry in entries if isinstance(entry, Message)]
    names = [entry.id.name for entry in found]
    assert len(names) == len(set(names)), sorted(name for name in set(names) if names.count(name) > 1)
    assert not [entry for entry in entries if type(entry).__name__ == "Junk"]
    return dict(zip(names, found, strict=True))


def _variables(message: Message) -> set[str]:
    visitor = _Variables()
    visitor.visit(message)
    return visitor.names


def _spoken(argument: ast.expr) -> Iterator[ast.expr]:
    if isinstance(argument, ast.IfExp):
        yield from _spoken(argument.body)
        yield from _spoken(argument.orelse)
    else:
        yield argument


MESSAGES = _messages("en")
NODES = [node for path in sorted(BOT.rglob("*.py")) for node in ast.walk(ast.parse(path.read_text("utf-8")))]
# That commands, options and choices have these keys and no others is proved where they are made, in tests/chat.
FAMILIES |= {
    family: {key for key in MESSAGES if key.startswith(family)}
    for family in ("cmd-", "opt-", "choice-", "members-see-")
}
CALLS = [
    key
    for node in NODES
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKERS and node.args
    for key in _spoken(node.args[0])
]
TEXTS = {node.value for node in NODES if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_key_used_exists() -> None:
    """No call asks for a message that is not there."""
    used = {key.value for key in CALLS if isinstance(key, ast.Constant)}
    assert used
    assert used - MESSAGES.keys() == set()


def test_every_key_is_used() -> None:
    """No message is idle: its key stands in the code, or belongs to a family that is composed."""
    composed = set().union(*FAMILIES.values())
    tails = {f"{key}-text" for key in TEXTS & MESSAGES.keys()}
    assert MESSAGES.keys() - TEXTS - composed - tails == set()


def test_keys_are_composed_in_stated_families_only() -> None:
    """A key made at run time begins like a family, so that the two tests above see all of them."""
    heads = {
        part.value
        for key in CALLS
        if isinstance(key, ast.JoinedStr)
        for part in key.values[:1]
        if isinstance(part, ast.Constant)
    }
    assert heads - FAMILIES.keys() == set()


def test_a_family_is_whole() -> None:
    """Every code of a family has words."""
    assert set().union(*FAMILIES.values()) - MESSAGES.keys() == set()


def test_an_error_fills_its_placeholders() -> None:
    """The fields of every error are all its sentence asks for."""
    for error in _below(UserError):
        blank = error.__new__(error)
        for field in fields(error):
            setattr(blank, field.name, "")
        assert _variables(MESSAGES[f"error-{error.code()}"]) <= placeholders(blank).keys(), error


def test_a_sentence_is_short_and_calm() -> None:
    """At most one emoji, no shouting, and short enough for any place it may stand in."""
    for key, message in MESSAGES.items():
        said = say(key, **dict.fromkeys(_variables(message), 1))
        assert said.strip(), key
        assert len(said) <= 400, key
        assert len(re.findall(r"[\U0001F300-\U0001FAFF✅❌➖]", said)) <= 1, key
        assert "!!" not in said, key
        assert not re.search(r"\b(invalid|error|illegal|failed)\b", said, re.IGNORECASE), key


def test_commands_are_named_as_discord_wants() -> None:
    """Names in small letters, descriptions within a hundred characters."""
    for key in (key for key in MESSAGES if key.startswith(("cmd-", "opt-"))):
        said = say(key)
        if key.endswith("-about") and key != "cmd-about":
            assert len(said) <= 100, key
        else:
            assert re.fullmatch("[a-z_]{1,32}", said), key


def test_other_languages_have_the_same_keys() -> None:
    """Every catalogue has the keys of the English one, with the same placeholders."""
    for locale in locales():
        theirs = _messages(locale)
        assert theirs.keys() == MESSAGES.keys()
        assert {key: _variables(theirs[key]) for key in theirs} == {key: _variables(MESSAGES[key]) for key in MESSAGES}


def test_an_unknown_key_is_a_bug() -> None:
    """Neither a missing message nor a missing placeholder passes in silence."""
    with pytest.raises(KeyError):
        say("no-such-message")
    with pytest.raises(KeyError):
        say("post-line", number=1)
    assert not has("no-such-message")
    assert has("post-line")


def test_an_unknown_language_gets_english() -> None:
    """A language without a catalogue is answered in English."""
    assert say("button-answer", "tlh") == say("button-answer")
    assert say("button-answer", "en-US") == "Answer"
