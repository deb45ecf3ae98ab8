"""Refusals about boards carry what their sentences need."""

from __future__ import annotations

from bot.boards.errors import DigestTold, ExportTooLarge, ManagersOnly, PeriodUnreadable


def test_codes_and_facts() -> None:
    """Each is named after the fact."""
    assert PeriodUnreadable(given="x").facts() == {"given": "x"}
    assert DigestTold(period="2026-W48").facts() == {"period": "2026-W48"}
    assert ExportTooLarge(rows=3).code() == "export-too-large"
    assert ManagersOnly.code() == "managers-only"
