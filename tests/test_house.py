"""The house rules that no other tool checks: names, captions, late imports, thin commands, and the map."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"
LONGEST_COMMAND = 20
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers", "stuff"}
#: Heavy libraries that are imported where they are used, so that starting stays lean.
LATE_IMPORTS = {
    "alembic",
    "backports",
    "charset_normalizer",
    "holidays",
    "markdown_it",
    "matplotlib",
    "pint",
    "python_calamine",
    "yaml",
}
#: Of our own only the readers of other programs' files: their patterns take a tenth of a second to make.
LATE_MODULES = {"bot.decks.formats.known"}

FILES = sorted(path for path in BOT.rglob("*.py") if "versions" not in path.parts)
MODULES = [path for path in FILES if path.name != "__init__.py"]
PACKAGES = [path for path in FILES if path.name == "__init__.py"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _caption(path: Path) -> str:
    return (ast.get_docstring(_tree(path)) or "\n").splitlines()[0].strip()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_a_file_begins_with_its_caption() -> None:
    """The map shows the first line of each."""
    assert [_name(path) for path in FILES if not _caption(path)] == []


def test_names_say_something() -> None:
    """No file or folder is named after a role instead of a thing."""
    words = {path: {*path.relative_to(BOT).parts[:-1], path.stem} for path in FILES}
    assert [_name(path) for path in FILES if EMPTY_WORDS & words[path]] == []


def test_packages_re_export_nothing() -> None:
    """An `__init__.py` holds its caption; a feature's also its `feature()`, and what that imports."""
    for path in PACKAGES:
        body = _tree(path).body[1:]
        made = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
        assert all(isinstance(node, ast.FunctionDef) and node.name == "feature" for node in made), _name(path)
        assert len(made) == bool(body), _name(path)


def _late(path: Path) -> Iterator[str]:
    for function in _functions(_tree(path)):
        for node in ast.walk(function):
            if isinstance(node, ast.ImportFrom):
                yield node.module or ""
            elif isinstance(node, ast.Import):
                yield from (name.name for name in node.names)


def test_imports_stand_at_the_top() -> None:
    """Only what is heavy, and a command's own block, is imported inside functions."""
    modules = [path for path in MODULES if not path.is_relative_to(BOT / "cli")]
    late = [(_name(path), name) for path in modules for name in _late(path) if name not in LATE_MODULES]
    assert [(path, name) for path, name in late if name.split(".")[0] not in LATE_IMPORTS] == []


def test_nothing_is_global() -> None:
    """No function rebinds a module's names."""
    assert [
        _name(path) for path in MODULES if any(isinstance(node, ast.Global) for node in ast.walk(_tree(path)))
    ] == []


def _commands() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in MODULES:
        inside = path.relative_to(BOT)
        if (path.stem == "commands" and inside.parts[0] not in ("sandbox", "cli")) or "commands" in inside.parts[:-1]:
            for function in _functions(_tree(path)):
                yield f"{_name(path)}:{function.name}", function


def test_commands_are_thin() -> None:
    """A command or press stays within 20 lines of body and loops over nothing."""
    commands = list(_commands())
    assert commands
    for name, function in commands:
        body = function.body[1:] if ast.get_docstring(function) else function.body
        lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
        assert lines <= LONGEST_COMMAND, name
        assert not any(isinstance(node, ast.For | ast.AsyncFor | ast.While) for node in ast.walk(function)), name


def test_the_map_equals_the_tree() -> None:
    """`bot/README.md` lists every module with its caption, and nothing else."""
    drawn = re.findall(r"^\| `(bot/[^`]+)` \| (.+) \|$", (BOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert dict(drawn) == {_name(path): _caption(path).replace("|", "\\|") for path in MODULES}, "make fix draws it"


def test_tests_do_not_skip_or_fake_in_silence() -> None:
    """No test mocks, and none is switched off without words."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path == Path(__file__):
            continue
        text = path.read_text("utf-8")
        assert "unittest.mock" not in text, _name(path)
        assert not re.search(r"mark\.(skip|xfail)\b(?!if)(?!\(reason)", text), _name(path)
