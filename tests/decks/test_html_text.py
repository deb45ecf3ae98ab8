"""HTML of cards becomes the text a browser would show."""

from __future__ import annotations

import pytest

from bot.decks.formats.html_text import is_media_only, text_of


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("What does <b>ATP</b> store?", "What does ATP store?"),
        ("in the nucleus<br>and in<br/>mitochondria", "in the nucleus\nand in\nmitochondria"),
        ("<div>one</div><div><br></div><div>two</div>", "one\ntwo"),
        ("<ul><li>one</li>\n<li>two</li></ul>", "one\ntwo"),
        ("Salt &amp; pepper &lt;b&gt; &eacute;&nbsp;!", "Salt & pepper <b> é !"),
        ("a < b and c > d", "a < b and c > d"),
        ("H<sub>2</sub>O, 10<sup>-3</sup>, 1<sup>st</sup>, x<sup>2y</sup>", "H₂O, 10⁻³, 1st, x^(2y)"),
        (
            "<table><tr><td>dog</td><td>perro</td></tr><tr><td>cat</td><td>gato</td></tr></table>",
            "dog: perro\ncat: gato",
        ),
        ("word [sound:word.mp3]<img src='a.jpg'>", "word"),
        ('<img src="heart.png" alt="a human heart">', "a human heart"),
        ("<script>let a = '<b>';</script>shown<style>b {}</style><!-- not <b> this -->", "shown"),
        (r"\(E = mc^2\) and [latex]x[/latex] and [$]y[/$]", "E = mc^2 and x and y"),
        (r"What does \( match?", r"What does \( match?"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字(かんじ)"),
        ("first\nsecond", "first\nsecond"),
        ("<p>wrapped\nin its source</p>", "wrapped in its source"),
        ("<pre>if x:\n  return</pre>", "if x:\n  return"),
        ("[anki:tts lang=en_US]spoken[/anki:tts]", "spoken"),
    ],
)
def test_text_is_what_a_browser_shows(source: str, text: str) -> None:
    """Blocks are lines, entities are signs, media and scripts are nothing."""
    assert text_of(source) == text


def test_media_without_a_word_is_known() -> None:
    """A picture or a sound alone is told from an empty field and from one that says something."""
    assert is_media_only('<img src="a.jpg">')
    assert is_media_only("[sound:a.mp3]")
    assert not is_media_only("<b></b>")
    assert not is_media_only('<img src="a.jpg"> a pot')


@pytest.mark.parametrize(
    "part", ["<!--", "<a ", "<", "<sup>", '<b a="', "&", "[sound:", "<img alt='", "[anki:tts", r"\("]
)
def test_broken_html_takes_one_pass(part: str) -> None:
    """Openings without an end, however many, do not send the reader back and forth."""
    text_of(part * 100_000)
