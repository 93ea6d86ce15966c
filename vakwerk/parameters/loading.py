"""Reads the parameter files and the cases. Decimals stay exact; a mistake is told by file, entry and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vakwerk.engines.rules import Case, DatedValue, Parameter, Register, Status, Unit, Value
from vakwerk.engines.words import Words

FOLDER = Path(__file__).parent
CASES = FOLDER / "cases"


class BadFile(ValueError):
    """A parameter file that cannot be used: says where and what to do."""


class _ExactLoader(yaml.SafeLoader):
    """0.29 is the decimal 0.29, not the binary number nearest to it."""


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node).replace("_", ""))


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


@cache
def register() -> Register:
    """Every parameter as the files say, without what administrators confirmed since (`rules.queries` adds that)."""
    return Register.of(parameter for path in sorted(FOLDER.glob("*.yaml")) for parameter in read_parameters(path))


@cache
def cases() -> tuple[Case, ...]:
    """All cases, in the order of their files."""
    return tuple(case for path in sorted(CASES.glob("*.yaml")) for case in read_cases(path))


def read_parameters(path: Path) -> Iterator[Parameter]:
    """The parameters of one file. Raises `BadFile`."""
    for entry in _entries(path):
        with _Place(path, str(entry.get("name", "?"))):
            yield _parameter(entry)


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one file. Raises `BadFile`."""
    for entry in _entries(path):
        with _Place(path, str(entry.get("name", "?"))):
            yield _case(entry)


class _Place:
    """Says in which file and entry a mistake stands."""

    def __init__(self, path: Path, name: str) -> None:
        self.where = f"{path.name}, {name}"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, KeyError):
            raise BadFile(f"{self.where}: the field {error} is missing.") from error
        if isinstance(error, ValueError | TypeError | ArithmeticError):
            raise BadFile(f"{self.where}: {error}") from error


def _entries(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        found = yaml.load(stream, Loader=_ExactLoader)  # noqa: S506 - a SafeLoader with exact decimals
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise BadFile(f"{path.name}: write a list of entries.")
    return found


def _parameter(entry: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=entry["name"],
        title=_words(entry["title"]),
        unit=Unit(entry["unit"]),
        owner=entry["owner"],
        values=tuple(_value(value) for value in entry["values"]),
        about=_words(entry["about"]) if "about" in entry else None,
    )


def _value(entry: Mapping[str, Any]) -> DatedValue:
    _only_known(entry, {"from", "to", "sure_until", "value", "status", "source", "url", "note", "en"})
    return DatedValue(
        value=exact(entry.get("value")),
        status=Status(entry["status"]),
        source=entry["source"],
        valid_from=_day(entry.get("from")),
        valid_to=_day(entry.get("to")),
        sure_until=_day(entry.get("sure_until")),
        url=entry.get("url", ""),
        note=_words(entry["note"]) if "note" in entry else None,
        english=exact(entry.get("en")),
    )


def _case(entry: Mapping[str, Any]) -> Case:
    _only_known(entry, {"name", "rule", "day", "given", "expected", "source", "warns", "waits_for"})
    day = _day(entry["day"])
    if day is None:
        raise ValueError("a case needs a day")
    return Case(
        name=entry["name"],
        rule=entry["rule"],
        day=day,
        given=entry["given"],
        expected={key: exact(value) for key, value in entry.get("expected", {}).items()},
        source=entry["source"],
        warns=entry.get("warns"),
        waits_for=tuple(entry.get("waits_for", ())),
    )


def exact(value: object) -> Value | None:
    """A YAML value as the engine holds it: whole numbers become decimals, lists of texts tuples."""
    match value:
        case None | bool() | Decimal() | date() | str():
            return value
        case int():
            return Decimal(value)
        case list():
            return tuple(str(item) for item in value)
    raise ValueError(f"{value!r} is no value: give a number, a text, a date, true or false, or a list of texts.")


def _day(value: object) -> date | None:
    if value is None or (isinstance(value, date) and type(value) is date):
        return value
    raise ValueError(f"{value!r} is no date: write it as 2024-04-01.")


def _words(value: Mapping[str, str]) -> Words:
    return Words(value["nl"].strip(), value["en"].strip())


def _only_known(entry: Mapping[str, Any], known: set[str]) -> None:
    if strange := sorted(set(entry) - known):
        raise ValueError(f"unknown field {', '.join(strange)}")
