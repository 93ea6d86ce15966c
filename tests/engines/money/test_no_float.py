"""No amount ever passes through a float: not as a number, a name, or a true division."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import ROOT

ROOMS = ["engines/money", "ledger", "funding", "budgets"]
FILES = [path for room in ROOMS for path in sorted((ROOT / "vakwerk" / room).rglob("*.py"))]
CODE = [path for path in FILES if "migrations" not in path.parts] + [ROOT / "vakwerk" / "core" / "money.py"]
# Divisions of exact fractions and decimals, and of things that are no numbers (paths).
EXACT_DIVISIONS = {"recount.py": ["Decimal(value.numerator) / Decimal(value.denominator)"]}


# A score is no amount, and a chart draws with floats.
DRAWN = {"deciding_pages.py": ["float"]}


def _floats(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{node.lineno}: {node.value}"
        named = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if named in ("float", "FloatField", "is_float") and named not in DRAWN.get(path.name, []):
            yield f"{node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            text = ast.unparse(node)
            if text not in EXACT_DIVISIONS.get(path.name, []) and "Path(" not in text:
                yield f"{node.lineno}: {text}"


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_float_touches_money(path: Path) -> None:
    assert list(_floats(path)) == []


def test_the_search_sees_floats(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("a = 1.5\nb = float(a)\nc = a / b\nd = models.FloatField()\n", encoding="utf-8")
    assert [line[0] for line in sorted(_floats(tmp_path / "x.py"))] == ["1", "2", "3", "4"]
    assert len(CODE) > 10
