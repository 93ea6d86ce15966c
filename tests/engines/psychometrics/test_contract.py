"""What every function and every result of the engine keeps to, whatever it works out.

The same input gives the same bytes; no input is written to; who comes first, or which item, does not matter; nobody,
one person, one item, gaps and extreme answers are no accident; a result travels through JSON and back.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
import json
import math
import pkgutil
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from vakwerk.engines import psychometrics as engine
from vakwerk.engines.psychometrics import Record, RecordError

from .contract_cases import CASES, Case, World, world

ASKED = [pytest.param(case, model, id=f"{case.name}, {model}") for case in CASES for model in case.models]
PAIRS = [*ASKED, *(pytest.param(case, "2pl", id=case.name) for case in CASES if not case.models)]
SITUATIONS = ("nobody", "one person", "one item", "no answers", "all lowest", "all highest")
TESTED_ELSEWHERE = {
    # A rule to hand on, and a document: neither is a result of numbers.
    "advice_decision": "test_stability",
    "technical_manual": "test_manual",
}


@functools.cache
def there(model: str) -> World:
    return world(model)


@functools.cache
def outcome(name: str, model: str) -> Any:
    return next(case for case in CASES if case.name == name).call(there(model))


def parts(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """(dotted name, array, number or text) of everything in a result."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from parts(getattr(value, one.name), f"{name}.{one.name}".lstrip("."))
    else:
        yield name, value


def same(one: Any, other: Any, tolerance: float) -> bool:
    if isinstance(one, tuple):
        return bool(one == other)
    first, second = np.asarray(one), np.asarray(other)
    if first.shape != second.shape:
        return False
    if first.dtype.kind in "fiub":
        return np.allclose(first, second, rtol=tolerance, atol=tolerance, equal_nan=True)
    return bool((first == second).all())


def moved(value: Any, order: np.ndarray) -> Any:
    return tuple(value[place] for place in order) if isinstance(value, tuple) else np.asarray(value)[order]


def check_moved(case: Case, before: Any, after: Any, order: np.ndarray, moving: tuple[str, ...]) -> None:
    found = dict(parts(after))
    for name, value in parts(before):
        if name.startswith("certificate") or name == "standard_errors.covariance":
            continue
        if name in case.unordered:
            assert [sorted(row) for row in value] == [sorted(row) for row in found[name]], name
        else:
            expected = moved(value, order) if name in moving and len(value) else value
            assert same(expected, found[name], case.tolerance), name


@pytest.mark.parametrize(("case", "model"), PAIRS)
def test_the_same_input_gives_the_same_bytes_and_keeps_its_own(case: Case, model: str) -> None:
    data = there(model)
    before = [(name, np.asarray(value).tobytes()) for name, value in parts(data) if isinstance(value, np.ndarray)]
    first, second = outcome(case.name, model), case.call(data)
    if isinstance(first, Record):
        assert first.to_json() == second.to_json()
    for (name, one), (_, other) in zip(parts(first), parts(second), strict=True):
        if isinstance(one, np.ndarray):
            assert one.tobytes() == other.tobytes(), name
    after = [(name, np.asarray(value).tobytes()) for name, value in parts(data) if isinstance(value, np.ndarray)]
    assert after == before


@pytest.mark.parametrize(("case", "model"), [one for one in PAIRS if one.values[0].persons is not None])
def test_the_order_of_persons_does_not_matter(case: Case, model: str) -> None:
    data = there(model)
    order = np.random.default_rng(1).permutation(len(data.codes))
    check_moved(case, outcome(case.name, model), case.call(data.people(order)), order, case.persons or ())


@pytest.mark.parametrize(("case", "model"), [one for one in PAIRS if one.values[0].places is not None])
def test_the_order_of_items_does_not_matter(case: Case, model: str) -> None:
    data = there(model)
    order = np.random.default_rng(2).permutation(len(data.items))
    check_moved(case, outcome(case.name, model), case.call(data.places(order)), order, case.places or ())


@pytest.mark.parametrize(("case", "model"), PAIRS)
def test_a_record_travels_through_json_and_knows_its_version(case: Case, model: str) -> None:
    result = outcome(case.name, model)
    if not isinstance(result, Record):
        return
    text = result.to_json()
    again = type(result).from_json(text)
    assert again == result
    assert again.to_json() == text
    data = json.loads(text)
    assert (data["record"], data["schema"]) == (type(result).__name__, result.SCHEMA)
    with pytest.raises(RecordError):
        type(result).from_dict(data | {"schema": 99})
    for name, value in parts(result):
        if isinstance(value, np.ndarray):
            assert not value.flags.writeable, name


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize(("case", "model"), ASKED)
def test_nobody_one_person_one_item_and_extreme_answers_are_no_accident(case: Case, model: str, situation: str) -> None:
    """A result, or a ValueError that says what is wrong; never another error or a warning."""
    data = there(model)
    shape, top = data.codes.shape, data.items.categories - 1
    strange = {
        "nobody": lambda: data.people([]),
        "one person": lambda: data.people([3]),
        "one item": lambda: data.places([2]),
        "no answers": lambda: data.answering(np.full(shape, -1, dtype=np.int8)),
        "all lowest": lambda: data.answering(np.zeros(shape, dtype=np.int8)),
        "all highest": lambda: data.answering(np.broadcast_to(top, shape).astype(np.int8)),
    }[situation]()
    if situation in case.refuses:
        with pytest.raises(ValueError, match=r"\w+ \w+"):
            case.call(strange)
        return
    result = case.call(strange)
    if isinstance(result, Record):
        assert type(result).from_json(result.to_json()) == result


def test_every_public_function_has_its_line_here() -> None:
    public = {name for name in engine.__all__ if inspect.isfunction(getattr(engine, name))}
    covered = {case.function for case in CASES} | set(TESTED_ELSEWHERE)
    assert public - covered == set()
    assert covered - public == set()


def records() -> set[type[Record]]:
    for module in pkgutil.walk_packages(engine.__path__, engine.__name__ + "."):
        importlib.import_module(module.name)

    def below(kind: type[Record]) -> Iterator[type[Record]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    return {one for one in below(Record) if one.__module__.startswith(engine.__name__)}


def test_every_result_is_frozen_and_equal_by_what_it_says() -> None:
    for kind in records():
        assert dataclasses.is_dataclass(kind), kind
        assert kind.__dataclass_params__.frozen, kind  # type: ignore[attr-defined]
        assert kind.__eq__ is Record.__eq__, f"{kind}: @dataclass(eq=False)"
        assert kind.__hash__ is Record.__hash__, kind
        assert isinstance(kind.SCHEMA, int)


def test_numbers_that_are_none_travel_too() -> None:
    scores = engine.score(there("2pl").items, [[1] * 8, [0] * 8, [-1] * 8], "ml")
    again = engine.Scores.from_json(scores.to_json())
    assert again.theta[0] == math.inf
    assert again.theta[1] == -math.inf
    assert math.isnan(again.theta[2])
