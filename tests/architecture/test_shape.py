"""The shape of the house: small functions and files, pure engines, nothing of one machine in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import ROOT
from vakwerk.core.translations import KEYWORDS

LONGEST_FUNCTION, LONGEST_FILE = 50, 500
SOURCE = [p for folder in ("vakwerk", "config", "tools", "bench") for p in sorted((ROOT / folder).rglob("*.py"))]
# The generator of placement instances is kept letter by letter, so that its figures stay comparable.
KEPT_AS_IT_IS = {ROOT / "bench" / "matching_gen.py"}
CODE = [path for path in SOURCE if "migrations" not in path.parts and path not in KEPT_AS_IT_IS]
TEXT = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".toml",
    ".in",
    ".po",
    ".css",
    ".js",
    ".json",
    ".yaml",
    ".yml",
    ".csv",
    ".typ",
    ".sh",
    "",
}
# Spelled apart, so that this file does not name what it forbids.
MACHINE = re.compile("|".join(("/wo" + r"rk/(main|shared)", r"\.\./sha" + "red", "/tmp/br" + "ief", "/ro" + r"ot/")))
REGISTRY = re.compile(
    "|".join(("py" + r"pi\.(org|python)", "python" + r"hosted\.org", "registry" + r"\.npmjs", "artifact" + "ory"))
)


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_function_is_longer_than_fifty_lines() -> None:
    lengths = [each for path in CODE for each in _functions(path)]
    assert len(lengths) > 500
    assert [each for each in lengths if each[1] > LONGEST_FUNCTION] == []


def test_no_file_of_code_is_longer_than_five_hundred_lines() -> None:
    counts = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {name: count for name, count in counts.items() if count > LONGEST_FILE} == {}


def test_no_text_to_translate_hides_in_an_f_string() -> None:
    """What extracts the texts does not look inside one."""
    hidden = [
        f"{path.relative_to(ROOT)}:{part.lineno}"
        for path in CODE
        for part in ast.walk(ast.parse(path.read_text()))
        if isinstance(part, ast.JoinedStr) and any(_asks_for_text(inner) for inner in ast.walk(part))
    ]
    assert hidden == []


def _asks_for_text(part: ast.AST) -> bool:
    return isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in KEYWORDS


def _tracked() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listed.stdout.splitlines())
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


@pytest.mark.parametrize("forbidden", [MACHINE, REGISTRY], ids=["paths of one machine", "hosts of registries"])
def test_no_file_names(forbidden: re.Pattern[str]) -> None:
    found = []
    for path in _tracked():
        match = forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
        if match:
            found.append(f"{path.relative_to(ROOT)}: {match.group()}")
    assert found == []


def _python(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_engines_load_without_django() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in CODE
        if path.is_relative_to(ROOT / "vakwerk" / "engines") and path.stem != "__init__"
    ]
    assert modules
    script = f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
    assert _python(script + "print([m for m in sys.modules if m.split('.')[0] in ('django', 'config')])") == "[]"


def test_a_web_process_loads_nothing_heavy() -> None:
    script = """
import os, sys
os.environ.update(VAKWERK_MODE="test", DJANGO_SETTINGS_MODULE="config.settings")
import config.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(sorted({m.split(".")[0] for m in sys.modules} & {"scipy", "numba", "ortools", "pytest", "hypothesis", "babel"}))
"""
    assert _python(script) == "[]"


def test_settings_are_the_only_reader_of_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in CODE
        if path.is_relative_to(ROOT / "vakwerk")
        and re.search(r"os\.environ|os\.getenv", path.read_text(encoding="utf-8"))
    ]
    assert readers == []


def test_every_room_says_what_it_is_for() -> None:
    rooms = list((ROOT / "vakwerk").glob("*/__init__.py"))
    silent = [path.parent.name for path in rooms if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert len(rooms) >= 8
    assert silent == []
