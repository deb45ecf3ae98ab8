"""Draws the map: writes the tree's captions into `bot/README.md` (`make fix` calls it; the house test compares)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "bot" / "README.md"
FOLDERS = (
    ".",
    "cli",
    "setup",
    "privacy",
    "daily",
    "appeals",
    "boards",
    "questions",
    "library",
    "guilds",
    "chat",
    "text",
    "db",
    "grading",
    "decks",
    "calendar",
    "core",
    "ops",
    "sandbox",
)


def caption(path: Path) -> str:
    """Return the first line of a module's docstring, safe in a table."""
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()[0].replace("|", "\\|")


def modules(folder: str) -> list[Path]:
    """Return a folder's modules, in the tree's order; migrations tell their own story."""
    there = ROOT / "bot" / folder
    found = there.glob("*.py") if folder == "." else there.rglob("*.py")
    return sorted(path for path in found if path.name != "__init__.py" and "versions" not in path.parts)


def draw() -> str:
    """Return the map: a table per folder, from the top down."""
    parts = []
    for folder in FOLDERS:
        title = "" if folder == "." else f"**{caption(ROOT / 'bot' / folder / '__init__.py')}**\n\n"
        rows = "".join(f"| `{path.relative_to(ROOT).as_posix()}` | {caption(path)} |\n" for path in modules(folder))
        parts.append(f"{title}| file | what it is |\n|---|---|\n{rows}")
    return "\n".join(parts)


if __name__ == "__main__":
    text = README.read_text("utf-8")
    between = re.compile(r"(<!-- map -->\n).*(<!-- end of map -->)", re.DOTALL)
    README.write_text(between.sub(lambda found: found[1] + draw() + found[2], text), "utf-8")
