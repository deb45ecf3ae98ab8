"""Escaping shows text as it was written, and lets it mention nobody."""

from __future__ import annotations

import pytest

from bot.text.escape import escape, fenced, one_line, quoted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain text, 2 < 3 - ok", "plain text, 2 < 3 - ok"),
        ("snake_case_name", "snake_case_name"),
        ("_so_ *and* **so**", "\\_so\\_ \\*and\\* \\*\\*so\\*\\*"),
        ("~~gone~~ ~1", "\\~\\~gone\\~\\~ ~1"),
        ("||secret|| a|b", "\\|\\|secret\\|\\| a|b"),
        ("`code`", "\\`code\\`"),
        ("# big\n> said\n-# small", "\\# big\n\\> said\n\\-# small"),
        ("C# is #1", "C# is #1"),
        ("[click](https://evil.example)", "\\[click](https://evil.example)"),
        ("a\\*b", "a\\\\\\*b"),
        ("<@123> <@&1> <#2> <:x:3> <t:1:R>", "\\<@123> \\<@&1> \\<#2> \\<:x:3> \\<t:1:R>"),
        ("https://example.com/a_b_c*", "https://example.com/a_b_c*"),
    ],
)
def test_markup_is_shown(text: str, wanted: str) -> None:
    """Only what Discord would act on is escaped."""
    assert escape(text) == wanted


def test_nobody_is_called() -> None:
    """Mass mentions are broken by an invisible sign."""
    assert "@everyone" not in escape("hi @everyone")
    assert "@here" not in escape("@here")
    assert escape("me@example.com") == "me@example.com"


def test_names_stay_on_one_line() -> None:
    """A name with line breaks cannot fake a second line."""
    assert one_line("Eve\n# Winner") == "Eve # Winner"


def test_a_quotation_marks_every_line() -> None:
    """Each line of a quoted text is a quotation."""
    assert quoted("one\n\n> two\n") == "> one\n> \n> \\> two"


def test_a_fence_cannot_be_closed_from_inside() -> None:
    """Backticks in the text end no code block."""
    block = fenced("a```b````c\n")
    assert block.startswith("```\n")
    assert block.endswith("\n```")
    assert block.count("```") == 2
