"""A small spreadsheet for the tests: reads an XLSX and computes its formulas in binary floating point, as Excel does.

`nudge` imitates programs that round a quotient just below an integer up to it (LibreOffice's "approximate floor").
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

TOKEN = re.compile(r'"[^"]*"|<=|>=|<>|[-+*/=<>&,():]|\$?[A-Z]{1,3}\$?\d+|[A-Z]+|\d+')
PRECEDENCE = [("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/")]


class Spreadsheet:
    """`sheet["A1"]` is the computed value of a cell: a number as float, text as str, an empty cell as ""."""

    def __init__(self, content: bytes, nudge: bool = False) -> None:
        self.page = load_workbook(BytesIO(content)).worksheets[0]
        self.nudge, self.known = nudge, {}

    def __getitem__(self, name: str) -> Any:
        name = name.replace("$", "")
        if name not in self.known:
            raw = self.page[name].value
            if isinstance(raw, str) and raw.startswith("="):
                self.known[name] = Expression(self, TOKEN.findall(raw[1:])).whole()
            else:
                self.known[name] = "" if raw is None else raw if isinstance(raw, str) else float(raw)
        return self.known[name]

    def range(self, first: str, last: str) -> list[Any]:
        left, top, right, bottom = range_boundaries(f"{first}:{last}".replace("$", ""))
        rows = self.page.iter_rows(top, bottom, left, right)
        return [self[cell.coordinate] for row in rows for cell in row]

    def quotient(self, numerator: float, denominator: float) -> float:
        if not denominator:
            return math.nan  # an error value; IF throws it away
        exact = numerator / denominator
        nearest = round(exact)
        near = self.nudge and abs(exact - nearest) <= 1e-9 * max(1.0, abs(exact))
        return float(nearest if near else math.trunc(exact))

    @cached_property
    def columns(self) -> dict[str, str]:
        """Head of the claims -> letters."""
        return {cell.value: cell.column_letter for cell in self.page[9] if cell.value}

    def column(self, head: str) -> list[Any]:
        letters = self.columns[head]
        return [self[f"{letters}{row}"] for row in range(10, self.page.max_row + 1)]


class Expression:
    """One formula."""

    def __init__(self, sheet: Spreadsheet, tokens: list[str]) -> None:
        self.sheet, self.tokens, self.at = sheet, tokens, 0

    def whole(self) -> Any:
        value = self.level(0)
        assert self.at == len(self.tokens), self.tokens
        return value

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def level(self, depth: int) -> Any:
        if depth == len(PRECEDENCE):
            return self.unit()
        value = self.level(depth + 1)
        while self.peek() in PRECEDENCE[depth]:
            value = OPERATIONS[self.take()](value, self.level(depth + 1))
        return value

    def unit(self) -> Any:
        token = self.take()
        if token == "-":
            return -self.unit()
        if token == "(":
            value = self.level(0)
            assert self.take() == ")"
            return value
        if token.startswith('"'):
            return token[1:-1]
        if token.isdigit():
            return float(token)
        if self.peek() == "(":
            return self.function(token)
        if self.peek() == ":":
            self.take()
            return self.sheet.range(token, self.take())
        return self.sheet[token]

    def function(self, name: str) -> Any:
        return getattr(self, f"do_{name.lower()}")(*self.arguments())

    def arguments(self) -> Iterator[Any]:
        self.take()
        while True:
            yield self.level(0)
            if self.take() == ")":
                return

    def do_sum(self, values: list[Any]) -> float:
        return float(sum(value for value in values if isinstance(value, float)))

    def do_sumproduct(self, first: list[Any], second: list[Any]) -> float:
        return float(sum(a * b for a, b in zip(first, second, strict=True)))

    def do_if(self, condition: Any, yes: Any, no: Any) -> Any:
        return yes if condition else no

    def do_and(self, *values: Any) -> bool:
        return all(values)

    def do_or(self, *values: Any) -> bool:
        return any(values)

    def do_round(self, value: float, digits: float) -> float:
        return float(math.floor(value * 10**digits + 0.5)) / 10**digits

    def do_quotient(self, numerator: float, denominator: float) -> float:
        return self.sheet.quotient(numerator, denominator)

    def do_countif(self, values: list[Any], condition: Any) -> float:
        if isinstance(condition, str) and condition.startswith(">"):
            return float(sum(isinstance(v, float) and v > float(condition[1:]) for v in values))
        return float(sum(v == condition for v in values))


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


def _number(value: Any) -> Any:
    return 0.0 if value == "" else value


OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: _number(a) < _number(b),
    ">": lambda a, b: _number(a) > _number(b),
    "<=": lambda a, b: _number(a) <= _number(b),
    ">=": lambda a, b: _number(a) >= _number(b),
    "&": lambda a, b: _text(a) + _text(b),
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "/": lambda a, b: _number(a) / _number(b),
}
