"""Results that keep: frozen dataclasses with read-only arrays, and a JSON form that says its own name and version.

A result is a `Record`. Its arrays cannot be written to, two records are equal when their JSON is, and
`from_json(to_json())` gives the same numbers to the last bit. NaN travels as null, infinity as "inf" or "-inf".
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


class RecordError(ValueError):
    """This JSON is not the record that was asked for, or of a version that this program does not read."""


class Record:
    """Base of every result. A subclass is a frozen dataclass (`eq=False`) of numbers, texts, arrays and records."""

    SCHEMA: ClassVar[int] = 1

    def __post_init__(self) -> None:
        for field in dataclasses.fields(typing.cast(Any, self)):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                object.__setattr__(self, field.name, _frozen(value))

    def as_dict(self) -> dict[str, Any]:
        """Plain data: what `to_json` writes. `record` and `schema` come first."""
        head: dict[str, Any] = {"record": type(self).__name__, "schema": self.SCHEMA}
        fields = dataclasses.fields(typing.cast(Any, self))
        return head | {field.name: _plain(getattr(self, field.name)) for field in fields}

    def to_json(self) -> str:
        return json.dumps(self.as_dict(), ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The record again. Raises `RecordError` for another record, another version, or missing fields."""
        if data.get("record") != cls.__name__:
            raise RecordError(f"This is a {data.get('record')!r}, not a {cls.__name__}.")
        if data.get("schema") != cls.SCHEMA:
            raise RecordError(f"{cls.__name__} of version {data.get('schema')!r}; this program reads {cls.SCHEMA}.")
        hints = typing.get_type_hints(cls)
        names = [field.name for field in dataclasses.fields(typing.cast(Any, cls))]
        missing = [name for name in names if name not in data]
        if missing:
            raise RecordError(f"{cls.__name__} lacks {', '.join(missing)}.")
        return cls(**{name: _typed(hints[name], data[name]) for name in names})

    @classmethod
    def from_json(cls, text: str) -> Self:
        return cls.from_dict(json.loads(text))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Record) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash(self.to_json())


def _frozen(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A view that cannot be written to; a copy when the array is somebody else's and could still change."""
    if array.flags.writeable:
        array = array.copy()
        array.setflags(write=False)
    return array


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.as_dict()
    if isinstance(value, np.ndarray):
        return _plain(value.tolist()) if value.size else {"shape": list(value.shape)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return _plain_number(value)


def _plain_number(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else ("inf" if value > 0 else "-inf")
    return value


def _typed(hint: Any, value: Any) -> Any:
    """Plain data back to the type that the field declares."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _typed_union(arguments, value)
    if origin is np.ndarray:
        return _array(arguments, value)
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint.from_dict(value)
    if origin is tuple:
        return _typed_tuple(arguments, value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _typed(arguments[1], item) for key, item in value.items()}
    return _typed_number(hint, value)


def _typed_union(choices: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in choices:
        return None
    others = [choice for choice in choices if choice is not type(None)]
    for choice in others:
        if isinstance(choice, type) and issubclass(choice, Record) and value.get("record") == choice.__name__:
            return choice.from_dict(value)
    return _typed(others[0], value)


def _typed_tuple(arguments: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(_typed(arguments[0], item) for item in value)
    return tuple(_typed(hint, item) for hint, item in zip(arguments, value, strict=True))


def _typed_number(hint: Any, value: Any) -> Any:
    if hint is float:
        return math.nan if value is None else float(value)
    return value


def _array(arguments: tuple[Any, ...], value: Any) -> npt.NDArray[Any]:
    dtype = typing.get_args(arguments[1])[0]
    if isinstance(value, dict):
        return np.empty(value["shape"], dtype=dtype)
    return np.asarray(value, dtype=object if _holds_words(value) else dtype).astype(dtype)


def _holds_words(value: Any) -> bool:
    """Whether null or "inf" stand among the numbers; NumPy reads both, once it is told to look cell by cell."""
    if isinstance(value, list):
        return any(_holds_words(item) for item in value)
    return value is None or isinstance(value, str)
