"""The house rules that no other tool checks: names, captions, late imports, thin commands, and the map."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"
LONGEST_COMMAND = 20
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers", "stuff"}
#: Heavy libraries that are imported where they are used, so that starting stays lean.
LATE_IMPORTS = {"alembic", "matplotlib", "holidays", "genanki"}

FILES = sorted(path for path in BOT.rglob("*.py") if "versions" not in path.parts)
MODULES = [path for path in FILES if path.name != "__init__.py"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _caption(path: Path) -> str:
    return (ast.get_docstring(_tree(path)) or "").splitlines()[0]


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_file_begins_with_its_caption(path: Path) -> None:
    """The map shows the first line of each."""
    assert _caption(path).strip()


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_names_say_something(path: Path) -> None:
    """No file or folder is named after a role instead of a thing."""
    assert not EMPTY_WORDS & {*path.relative_to(BOT).parts[:-1], path.stem}


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "__init__.py"], ids=_name)
def test_packages_re_export_nothing(path: Path) -> None:
    """An `__init__.py` holds its caption; a feature's also its `feature()`, and what that imports."""
    body = _tree(path).body[1:]
    assert [node.name for node in body if not isinstance(node, ast.Import | ast.ImportFrom)] in ([], ["feature"])
    assert not body or any(isinstance(node, ast.FunctionDef) for node in body)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_stand_at_the_top(path: Path) -> None:
    """Only heavy libraries, and a command's own block, are imported inside functions."""
    if path.is_relative_to(BOT / "cli"):
        return
    late = {
        alias
        for function in _functions(_tree(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names])
    }
    assert {name for name in late if name.split(".")[0] not in LATE_IMPORTS} == set()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_is_global(path: Path) -> None:
    """No function rebinds a module's names."""
    assert not [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Global)]


def _commands() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in MODULES:
        inside = path.relative_to(BOT)
        if (path.stem == "commands" and inside.parts[0] not in ("sandbox", "cli")) or "commands" in inside.parts[:-1]:
            for function in _functions(_tree(path)):
                yield f"{_name(path)}:{function.name}", function


@pytest.mark.parametrize(("name", "function"), [pytest.param(*one, id=one[0]) for one in _commands()])
def test_commands_are_thin(name: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    """A command or press stays within 20 lines of body and loops over nothing."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    lines = body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0
    assert lines <= LONGEST_COMMAND, name
    assert not [node for node in ast.walk(function) if isinstance(node, ast.For | ast.AsyncFor | ast.While)], name


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
