"""Pictures of boards: small files, names in any script, and nothing told by colour alone."""

from __future__ import annotations

import struct

import pytest

from bot.boards.pictures import Bar, Chart, draw, drawable

LETTERS = {*range(0x20, 0x180), *range(0x370, 0x530), 0x5D0, 0x627}


def chart(*names: str, own: int | None = None, titles: tuple[str, ...] = ("Leaderboard",)) -> Chart:
    """Make a chart of people who have less and less."""
    bars = tuple(
        Bar(place=f"{at + 1}.", name=name, value=1000 - at, worded=f"{1000 - at} points", own=at == own)
        for at, name in enumerate(names)
    )
    return Chart(titles=titles, foot="all time", bars=bars, unnamed="(see the list)", you="you")


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Ada", "Ada"),
        ("Ada 🚀", "Ada"),
        ("👩‍🚀 Zoë ✨", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("Чижо", "Чижо"),
        ("Ωmega", "Ωmega"),
        ("$x_1$", "$x_1$"),
        ("a\nb\tc", "a b c"),
        ("陳大文", None),
        ("Ada 陳", None),
        ("مريم", None),
        ("שרה", None),
        ("กานต์", None),
        ("🎉🎉", None),
        ("", None),
        ("x\u202ey", "xy"),
        ("A" * 40, "A" * 40),
    ],
)
def test_a_name_is_drawn_right_or_not_at_all(name: str, drawn: str | None) -> None:
    """Emoji are left out; a name with letters the font cannot set is left to the list."""
    assert drawable(name, LETTERS) == drawn


def test_any_board_makes_a_small_picture() -> None:
    """Ten hard names make a PNG of 800 points' width and less than 200 KB, without a glyph missing."""
    names = ["Ada 🚀", "陳大文", "مريم", "$x$ \\frac", "🎉", "", "W" * 100, "Zoë", "Ωmega", "Dan", "Eve"]
    content = draw(chart(*names, own=3))
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">I", content[16:20]) == (800,)
    assert len(content) < 200_000


def test_wide_letters_stay_off_the_bars() -> None:
    """A name is cut where its bar begins, however wide its letters are."""
    assert draw(chart("M" * 18)) == draw(chart("M" * 32))
    assert draw(chart("i" * 18)) != draw(chart("i" * 22))


def test_the_end_of_a_long_title_is_drawn() -> None:
    """It has a second line: the week and the metric stand last, and nobody can tell boards apart without."""
    ends = ("week of 21 September 2026 · by accuracy", "week of 21 September 2025 · by accuracy", "all time")
    titles = [f"Leaderboard of AWS certified solutions architect · {end}" for end in ends]
    assert len({draw(chart("Ada", titles=(title,))) for title in titles}) == len(titles)


def test_a_title_in_another_script_gives_way() -> None:
    """Half a deck's name is none: the next title is taken."""
    other = "Leaderboard of one deck"
    assert draw(chart("Ada", titles=("Leaderboard of 日本語 words", other))) == draw(chart("Ada", titles=(other,)))


def test_the_own_bar_is_told_by_words() -> None:
    """Who looks at a picture without colours finds themselves all the same: the pictures differ by frame and words."""
    assert draw(chart("Ada", "Ben", own=1)) != draw(chart("Ada", "Ben"))


def test_nobody_having_anything_is_a_picture_too() -> None:
    """No division by nothing."""
    bar = Bar(place="1st", name="Ada", value=0, worded="0 points")
    assert draw(Chart(titles=("",), foot="", bars=(bar,), unnamed="-", you="you")).startswith(b"\x89PNG")
