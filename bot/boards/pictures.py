"""Pictures: a leaderboard as bars, drawn with matplotlib away from the event loop.

Names are people's own and may be in any script. The one font that ships with matplotlib has Latin, Greek, Cyrillic and
more, but no emoji and no Chinese, and it is set letter by letter from the left, which Arabic and Hebrew are not. So
emoji and ornaments are left out of a name, and a name with letters that cannot be set rightly is not drawn at all: its
place says where to look, since the list and the alt text beside the picture have every name whole. That way every
machine draws the same, and nobody finds their name as a row of boxes.
"""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

_WIDTH_IN, _DPI = 8.0, 100
_ROW_IN, _HEAD_IN, _TITLE_LINE_IN, _FOOT_IN = 0.46, 0.36, 0.34, 0.5
_PAPER, _INK, _FAINT, _BAR, _OWN = "#1E222B", "#F4F6FB", "#A9B1C3", "#4F6BED", "#C58B1B"
#: In points; a title of more lines is cut.
_TITLE_SIZE, _TITLE_LINES_MOST = 18, 2
#: Shares of the width: where everything begins, and how wide a line of text may be.
_LEFT, _LINE = 0.03, 0.94
#: Where names end and bars begin and end, as shares of the width.
_NAMES_AT, _BARS_AT, _BARS_END = 0.10, 0.43, 0.79
#: What is left out of a name without harm: ornaments, modifiers and what joins them.
_ORNAMENTS = ("So", "Sk", "Sm", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Cc")
_LEFTWARD = ("R", "AL", "AN")
#: Matplotlib keeps caches that are not made for several threads.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One person in a picture."""

    #: Worded, such as "1st".
    place: str
    name: str
    #: Not negative; the longest bar has the greatest.
    value: float
    #: The value in words.
    worded: str
    #: Whose picture it is: told by words and a frame, not by colour alone.
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a picture shows; all words are chosen by the caller."""

    #: The first that can be drawn whole is taken, else the last.
    titles: tuple[str, ...]
    foot: str
    bars: tuple[Bar, ...]
    #: Stands for a name that cannot be drawn.
    unnamed: str
    #: Marks the own bar.
    you: str


def drawable(name: str, letters: Collection[int]) -> str | None:
    """Return what can be drawn of a name or title; None: it has letters that cannot be, or nothing else.

    Args:
        name: As its owner writes it.
        letters: Code points the font has.
    """
    kept = ""
    for sign in unicodedata.normalize("NFC", name):
        kind = unicodedata.category(sign)
        if unicodedata.bidirectional(sign) in _LEFTWARD:
            return None
        if ord(sign) in letters and kind not in ("Cf", "Cc"):
            kept += sign
        elif kind.startswith("Z") or sign.isspace():
            kept += " "
        elif kind not in _ORNAMENTS:
            return None
    return " ".join(kept.split()) or None


def draw(chart: Chart) -> bytes:
    """Draw a picture, as PNG. Slow: call it in a thread of its own."""
    with _one_at_a_time:
        return _draw(chart)


class _Fonts:
    """The font that ships with matplotlib, plain and bold, and how wide words are in it."""

    def __init__(self) -> None:
        import matplotlib  # noqa: ICN001 - the module is asked for its folder alone
        from matplotlib.font_manager import get_font

        folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        self.plain, self.bold = str(folder / "DejaVuSans.ttf"), str(folder / "DejaVuSans-Bold.ttf")
        self._get = get_font
        # Code points that both have.
        self.letters = get_font(self.plain).get_charmap().keys() & get_font(self.bold).get_charmap().keys()

    def fits(self, words: str, size: float, share: float, *, strong: bool) -> bool:
        """Measure words: letters are as wide as they are, an M three times an i."""
        font = self._get(self.bold if strong else self.plain)
        font.set_size(size, _DPI)
        font.set_text(words, 0.0)
        return bool(font.get_width_height()[0] / 64 <= share * _WIDTH_IN * _DPI)

    def fitted(self, words: str, size: float, share: float, *, strong: bool) -> str:
        """Cut words to a share of the picture's width."""
        kept = words
        while len(kept) > 1 and not self.fits(kept, size, share, strong=strong):
            kept = f"{kept.removesuffix('…')[:-1].rstrip()}…"
        return kept

    def wrapped(self, words: str, size: float) -> list[str]:
        """Break a title into lines; what does not fit is cut from the last one."""
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if len(lines) == _TITLE_LINES_MOST or not lines[-1] or self.fits(longer, size, _LINE, strong=True):
                lines[-1] = longer
            else:
                lines.append(word)
        return [self.fitted(line, size, _LINE, strong=True) for line in lines]


def _draw(chart: Chart) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import FancyBboxPatch

    fonts = _Fonts()
    drawn = (drawable(title, fonts.letters) for title in chart.titles)
    title = fonts.wrapped(next((words for words in drawn if words), ""), _TITLE_SIZE)
    head = _HEAD_IN + _TITLE_LINE_IN * len(title)
    height = head + _ROW_IN * len(chart.bars) + _FOOT_IN
    figure = Figure(figsize=(_WIDTH_IN, height), dpi=_DPI, facecolor=_PAPER)
    canvas = FigureCanvasAgg(figure)

    def write(x: float, y: float, words: str, size: float, colour: str, *, strong: bool, align: str = "left") -> None:
        # A name is no formula: "$x$" stays as it is.
        figure.text(
            x,
            y,
            words,
            color=colour,
            fontproperties=FontProperties(fname=fonts.bold if strong else fonts.plain, size=size),
            ha=align,
            va="center",
            parse_math=False,
        )

    for number, line in enumerate(title):
        write(_LEFT, 1 - (0.38 + _TITLE_LINE_IN * number) / height, line, _TITLE_SIZE, _INK, strong=True)
    foot = fonts.fitted(drawable(chart.foot, fonts.letters) or "", 12, _LINE, strong=False)
    write(_LEFT, 0.24 / height, foot, 12, _FAINT, strong=False)
    most = max((bar.value for bar in chart.bars), default=0) or 1
    for number, bar in enumerate(chart.bars):
        y = 1 - (head + _ROW_IN * (number + 0.5)) / height
        length = max(0.012, (_BARS_END - _BARS_AT) * bar.value / most)
        thick = 0.58 * _ROW_IN / height
        figure.add_artist(
            FancyBboxPatch(
                (_BARS_AT, y - thick / 2),
                length,
                thick,
                boxstyle="round,pad=0,rounding_size=0.006",
                facecolor=_OWN if bar.own else _BAR,
                edgecolor=_INK if bar.own else "none",
                linewidth=1.6 if bar.own else 0,
                mutation_aspect=_WIDTH_IN / height,
            )
        )
        write(0.085, y, bar.place, 13.5, _FAINT, strong=False, align="right")
        name = drawable(bar.name, fonts.letters)
        size = 14.5 if name else 12
        shown = fonts.fitted(name or chart.unnamed, size, _BARS_AT - _NAMES_AT - 0.015, strong=bar.own)
        write(_NAMES_AT, y, shown, size, _INK if name else _FAINT, strong=bar.own)
        worded = f"{bar.worded} ({chart.you})" if bar.own else bar.worded
        write(_BARS_AT + length + 0.012, y, worded, 13, _INK, strong=bar.own)
    held = io.BytesIO()
    canvas.print_png(held)  # type: ignore[no-untyped-call]
    return held.getvalue()
