"""`make bench`: speed, as ratios against a baseline measured in the same run.

The baseline for grading is rapidfuzz's `token_set_ratio`; for everything else a bare discord.py bot with the same
intents, cache flags and `guild_ready_timeout`, on the same sandbox; for boards a bare read of the same index.
`make bench ARGS=--full` takes the largest data too.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import boards, grading, planning, ruling, rush, wire
from tests.bench.boards import Pages
from tests.bench.grading import Measured
from tests.bench.planning import Planning
from tests.bench.ruling import Ruling
from tests.bench.rush import Rush
from tests.bench.wire import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table; `holds` says whether the figure keeps to its limit."""

    what: str
    ours: str
    bare: str
    figure: str
    limit: str
    holds: bool


def p99(times: list[float]) -> float:
    """Return the 99th percentile."""
    return sorted(times)[int(len(times) * 0.99)]


def rows(ours: Figures, bare: Figures) -> list[Row]:
    """Compare the two sides, figure by figure."""
    more_s, more_mb = ours.start_s - bare.start_s, ours.memory_mb - bare.memory_mb
    found = [
        Row(
            what="start to ready",
            ours=f"{ours.start_s:.2f} s",
            bare=f"{bare.start_s:.2f} s",
            figure=f"{more_s:+.2f} s",
            limit="≤ +0.7 s",
            holds=more_s <= 0.7,
        ),
        Row(
            what="resident memory",
            ours=f"{ours.memory_mb:.0f} MiB",
            bare=f"{bare.memory_mb:.0f} MiB",
            figure=f"{more_mb:+.0f} MiB",
            limit="≤ +64 MiB",
            holds=more_mb <= 64,
        ),
    ]
    lost = f"{ours.storm_lost} of {wire.STORM}"
    found += [
        _ratio("memory per server", ours.memory_per_guild_kb, bare.memory_per_guild_kb, "KiB", most=1.2),
        _ratio("unrelated messages", ours.messages_per_s, bare.messages_per_s, "/s", least=0.9),
        _ratio("command that reads, p50", *_medians(ours.command_ms, bare.command_ms), "ms", most=2),
        _ratio("submit → durable → verdict, p50", *_medians(ours.submit_ms, bare.submit_ms), "ms", most=5),
        _ratio("500 answers in 5 s, p99", p99(ours.storm_ms), p99(bare.storm_ms), "ms", most=2),
        _ratio("event loop held, longest", ours.held_ms, bare.held_ms, "ms", most=3),
        Row(what="500 answers in 5 s, lost", ours=lost, bare="", figure=lost, limit="0", holds=not ours.storm_lost),
    ]
    return found


def _medians(ours: list[float], bare: list[float]) -> tuple[float, float]:
    return statistics.median(ours), statistics.median(bare)


def _ratio(
    what: str, ours: float, bare: float, unit: str, *, most: float | None = None, least: float | None = None
) -> Row:
    ratio = ours / bare
    return Row(
        what=what,
        ours=f"{ours:.1f} {unit}",
        bare=f"{bare:.1f} {unit}",
        figure=f"{ratio:.2f} ×",
        limit=f"≤ {most} ×" if most is not None else f"≥ {least} ×",
        holds=ratio <= most if most is not None else ratio >= (least or 0),
    )


def board_rows(pages: Pages) -> list[Row]:
    """Compare pages of a board with a bare read of the same index."""
    bare = p99(pages.bare_ms)
    return [
        _ratio("board page with own rank, all time, p99", p99(pages.page_ms), bare, "ms", most=3),
        _ratio("board page with own rank, week, p99", p99(pages.week_ms), bare, "ms", most=3),
        Row(
            what="board by accuracy, counted person by person, p50",
            ours=f"{statistics.median(pages.accuracy_ms):.0f} ms",
            bare="",
            figure=f"{boards.MEMBERS:,} members, {pages.answers:,} answers",
            limit="",
            holds=True,
        ),
    ]


def ruling_rows(found: Ruling) -> list[Row]:
    """Compare answers while a ruling is applied with answers at rest."""
    what = f"answer while {ruling.EQUAL:,} equal ones are graded again, p99"
    return [_ratio(what, p99(found.meanwhile_ms), p99(found.idle_ms), "ms", most=3)]


def grading_rows(found: list[Measured]) -> list[Row]:
    """Show the figures of grading."""
    return [
        Row(
            what=one.what,
            ours=one.ours,
            bare=one.bare,
            figure="" if one.figure is None else f"{one.figure:.1f} {one.unit}",
            limit="" if one.most is None else f"≤ {one.most:g} {one.unit}",
            holds=one.figure is None or one.most is None or one.figure <= one.most,
        )
        for one in found
    ]


def planning_rows(found: Planning) -> list[Row]:
    """Compare planning after a start with reading the schedules."""
    read, blocked = statistics.median(found.read_s) * 1000, max(found.blocked_ms)
    what = f"plan {planning.SCHEDULES:,} schedules after a start"
    return [
        _ratio(what, statistics.median(found.plan_s) * 1000, read, "ms", most=3),
        _ratio(f"{what}, a tenth moved by their zones", statistics.median(found.replan_s) * 1000, read, "ms", most=3),
        Row(
            what="event loop blocked meanwhile, longest",
            ours=f"{blocked:.0f} ms",
            bare="",
            figure=f"{blocked:.0f} ms",
            limit="≤ 50 ms",
            holds=blocked <= 50,
        ),
    ]


def rush_rows(found: Rush) -> list[Row]:
    """Compare a minute in which many are due with what Discord's limit allows."""
    what = f"{rush.POSTS:,} schedules due in one minute"
    wrong = f"{found.wrong} wrong, {found.refused} refused"
    return [
        _ratio(what, found.took_s, rush.ALLOWED_S, "s", most=1.1),
        Row(what=f"{what}: posted once", ours=wrong, bare="", figure=wrong, limit="0", holds=not found.wrong),
    ]


async def main(*, full: bool = False) -> int:
    """Measure both sides and print the table; returns how many limits are missed.

    Args:
        full: Take the largest data too, which takes some minutes to write.
    """
    console = Console(width=110)
    console.print("measuring grading …", style="dim")
    table = grading_rows(grading.measure())
    with tempfile.TemporaryDirectory() as folder:
        sides = {}
        for name in ("bare", "ours"):
            console.print(f"measuring {name} …", style="dim")
            sides[name] = await wire.measure(name, Path(folder))
        table += rows(sides["ours"], sides["bare"])
        console.print("measuring a ruling …", style="dim")
        table += ruling_rows(await ruling.measure(Path(folder)))
        console.print("measuring a rush …", style="dim")
        table += rush_rows(await rush.measure(Path(folder)))
        console.print("measuring planning …", style="dim")
        table += planning_rows(await planning.measure(Path(folder)))
        console.print("measuring boards …", style="dim")
        table += board_rows(await boards.measure(Path(folder), full=full))
    drawn = Table(title="Deckhand against a bare discord.py bot (grading: token_set_ratio)")
    for column in ("", "what", "ours", "baseline", "figure", "limit"):
        drawn.add_column(column)
    for row in table:
        drawn.add_row("✓" if row.holds else "✗", row.what, row.ours, row.bare, row.figure, row.limit)
    console.print(drawn)
    return sum(not row.holds for row in table)


if __name__ == "__main__":
    # A figure that misses is for a person to weigh: the machine may be busy. It is not a failed test.
    asyncio.run(main(full="--full" in sys.argv[1:]))
    sys.exit(0)
