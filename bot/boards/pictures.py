"""Images: a leaderboard as a picture, drawn with matplotlib away from the event loop.

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
_ROW_IN, _HEAD_IN, _FOOT_IN = 0.46, 0.95, 0.35
_PAPER, _INK, _FAINT, _BAR, _OWN = "#1E222B", "#F4F6FB", "#A9B1C3", "#4F6BED", "#C58B1B"
_NAME_MOST, _TITLE_MOST = 22, 62
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

    title: str
    foot: str
    bars: tuple[Bar, ...]
    #: Stands for a name that cannot be drawn.
    unnamed: str
    #: Marks the own bar.
    you: str


def drawable(name: str, letters: Collection[int]) -> str | None:
    """Return what can be drawn of a name; None: it has letters that cannot be.

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
    kept = " ".join(kept.split())
    return (kept if len(kept) <= _NAME_MOST else f"{kept[: _NAME_MOST - 1].rstrip()}…") or None


def draw(chart: Chart) -> bytes:
    """Draw a picture, as PNG. Slow: call it in a thread of its own."""
    with _one_at_a_time:
        return _draw(chart)


def _draw(chart: Chart) -> bytes:
    import matplotlib  # noqa: ICN001 - the module is asked for its folder alone
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties, get_font
    from matplotlib.patches import FancyBboxPatch

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    plain, bold = fonts / "DejaVuSans.ttf", fonts / "DejaVuSans-Bold.ttf"
    letters = get_font(str(plain)).get_charmap().keys() & get_font(str(bold)).get_charmap().keys()
    height = _HEAD_IN + _ROW_IN * len(chart.bars) + _FOOT_IN
    figure = Figure(figsize=(_WIDTH_IN, height), dpi=_DPI, facecolor=_PAPER)
    canvas = FigureCanvasAgg(figure)

    def fitted(words: str, size: float, share: float, *, strong: bool) -> str:
        """Cut words to a share of the picture's width: letters are as wide as they are, an M three times an i."""
        font = get_font(str(bold if strong else plain))
        font.set_size(size, _DPI)
        kept = words
        while len(kept) > 1:
            font.set_text(kept, 0.0)
            if font.get_width_height()[0] / 64 <= share * _WIDTH_IN * _DPI:
                break
            kept = f"{kept.removesuffix('…')[:-1].rstrip()}…"
        return kept

    def write(x: float, y: float, words: str, size: float, colour: str, *, strong: bool, align: str = "left") -> None:
        # A name is no formula: "$x$" stays as it is.
        figure.text(
            x,
            y,
            words,
            color=colour,
            fontproperties=FontProperties(fname=str(bold if strong else plain), size=size),
            ha=align,
            va="center",
            parse_math=False,
        )

    head = drawable(chart.title, letters) if len(chart.title) <= _NAME_MOST else _title(chart.title, letters)
    write(0.03, 1 - 0.45 / height, fitted(head or "", 18, 0.94, strong=True), 18, _INK, strong=True)
    foot = fitted(_title(chart.foot, letters) or "", 12, 0.94, strong=False)
    write(0.03, 0.22 / height, foot, 12, _FAINT, strong=False)
    most = max((bar.value for bar in chart.bars), default=0) or 1
    for number, bar in enumerate(chart.bars):
        y = 1 - (_HEAD_IN + _ROW_IN * (number + 0.5)) / height
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
        name = drawable(bar.name, letters)
        size = 14.5 if name else 12
        shown = fitted(name or chart.unnamed, size, _BARS_AT - _NAMES_AT - 0.015, strong=bar.own)
        write(_NAMES_AT, y, shown, size, _INK if name else _FAINT, strong=bar.own)
        worded = f"{bar.worded} ({chart.you})" if bar.own else bar.worded
        write(_BARS_AT + length + 0.012, y, worded, 13, _INK, strong=bar.own)
    held = io.BytesIO()
    canvas.print_png(held)  # type: ignore[no-untyped-call]
    return held.getvalue()


def _title(text: str, letters: Collection[int]) -> str:
    kept = "".join(sign for sign in text if ord(sign) in letters)
    return kept if len(kept) <= _TITLE_MOST else f"{kept[: _TITLE_MOST - 1]}…"
