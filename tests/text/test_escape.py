"""Escaping shows text as it was written, and lets it act on nothing and nobody."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.escape import escape, fenced, one_line, plain, quoted
from tests.text.discord_markup import readings

#: Pieces that markup is made of, so that Hypothesis soon puts some together.
PIECES = (
    *"*_~|`<>[]()\\#-.:!@& \n\t1aé",
    *("](", "](https://x.co)", "https://x.co/", "**", "__", "~~", "||", "```", ">>> ", "-# ", "1. ", "- ", "<@1>"),
    *("<t:1:R>", "<:a:1>", "</a:1>", "@everyone", "@here", "\u202e", "\u200d", "\u200b", "\u2028", "\r", "\x1b"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain text, 2 < 3 - ok", "plain text, 2 < 3 - ok"),
        ("snake_case_name", "snake_case_name"),
        ("_so_ *and* **so**", "\\_so\\_ \\*and\\* \\*\\*so\\*\\*"),
        ("a__b__c \u00e9_x_\u00e9", "a\\_\\_b\\_\\_c \u00e9\\_x\\_\u00e9"),
        ("~~gone~~ ~1", "\\~\\~gone\\~\\~ ~1"),
        ("||secret|| a|b", "\\|\\|secret\\|\\| a|b"),
        ("`code`", "\\`code\\`"),
        ("# big\n> said\n-# small", "\\# big\n\\> said\n\\-# small"),
        ("- one\n  - two\n1. three", "\\- one\n  \\- two\n1\\. three"),
        ("C# is #1, 3.11 or 1.5", "C# is #1, 3.11 or 1.5"),
        ("list[0] and [note] (see below)", "list[0] and [note] (see below)"),
        ("[click](https://evil.example)", "\\[click\\](https://evil.example)"),
        ("[free [nitro]](https://x.co)", "\\[free \\[nitro]\\](https://x.co)"),
        ("[a\nb](https://x.co)", "\\[a\nb\\](https://x.co)"),
        ("a\\*b", "a\\\\\\*b"),
        ("C:\\dir and \\", "C:\\dir and \\\\"),  # a last backslash would escape the stars around a name
        ("<@123> <@&1> <#2> <:x:3> <t:1:R>", "\\<@123> \\<@&1> \\<#2> \\<:x:3> \\<t:1:R>"),
        ("https://example.com/a_b_c?x=1#y", "https://example.com/a_b_c?x=1#y"),
        ("https://a.co/*b* https://a.co/*", "https://a.co/%2Ab%2A https://a.co/%2A"),
    ],
)
def test_markup_is_shown(text: str, wanted: str) -> None:
    """Only what Discord would act on is escaped; in web addresses such signs are percent-encoded."""
    assert escape(text) == wanted


@given(TEXTS)
@example("[free [nitro]](https://x.co)")
@example("[a\nb](https://x.co)")
@example("[x https://e.co](https://evil.co)")
@example("https://a** x https://b**")
def test_no_text_is_markup(text: str) -> None:
    """Whatever a person types, no client finds markup in it, and all of them show what was typed."""
    for seen, kinds in readings(escape(text)):
        assert kinds == set()
        if "://" not in text:
            assert seen.replace("\u200b", "") == plain(text)


@given(TEXTS)
def test_no_name_escapes_what_follows(name: str) -> None:
    """A name ends in no open backslash, which would act on the stars that we set after it."""
    made = one_line(name)
    assert (len(made) - len(made.rstrip("\\"))) % 2 == 0


@given(TEXTS)
def test_nothing_invisible_acts(text: str) -> None:
    """No control of direction and no other control or format character is left, but joiners where they join."""
    left = {sign for sign in plain(text) if unicodedata.category(sign) in {"Cc", "Cf"}} - {"\n", "\t"}
    assert left <= {"\u200c", "\u200d"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("abc\u202edef\u2066g\u2069", "abcdefg"),
        ("a\u200bd\u200em\u2060i\ufeffn\u00ad", "admin"),
        ("A\u200dda", "Ada"),
        ("👩\u200d🚀 ❤\ufe0f", "👩\u200d🚀 ❤\ufe0f"),
        ("می\u200cشود", "می\u200cشود"),
        ("می\u200c\u200cشود", "میشود"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("a\U000e0067b", "ab"),
        ("one\r\ntwo\u2028three\x1b[31m", "one\ntwo\nthree [31m"),
    ],
)
def test_what_is_kept_of_the_unseen(text: str, wanted: str) -> None:
    """Emoji and scripts that need joiners keep them; what only misleads is taken out."""
    assert plain(text) == wanted


def test_nobody_is_called() -> None:
    """Mass mentions are broken by an invisible sign."""
    assert "@everyone" not in escape("hi @everyone")
    assert "@here" not in escape("@here")
    assert "@everyone" not in escape("@every\u200bone")
    assert escape("me@example.com") == "me@example.com"


def test_names_stay_on_one_line() -> None:
    """A name with line breaks cannot fake a second line."""
    assert one_line("Eve\n# Winner\u2028- 2nd") == "Eve # Winner - 2nd"


def test_a_quotation_marks_every_line() -> None:
    """Each line of a quoted text is a quotation."""
    assert quoted("one\n\n> two\n") == "> one\n> \n> \\> two"


def test_a_fence_cannot_be_closed_from_inside() -> None:
    """Backticks in the text end no code block."""
    block = fenced("a```b````c\n")
    assert block.startswith("```\n")
    assert block.endswith("\n```")
    assert block.count("```") == 2
