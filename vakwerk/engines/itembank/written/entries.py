"""From the data of a bank to tasks: checked when read, shuffled the same way for ever."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from vakwerk.engines.itembank.tasks import Option, Task, WrittenScale
from vakwerk.engines.words import Words

DATA = Path(__file__).parent / "data"
LANGUAGES = ("nl", "en")
# What editors expect of easy, middling and hard, in logits, and how unsure that is; ours, until there is data.
LEVELS = {1: -1.0, 2: 0.0, 3: 1.0}
LEVEL_SD = 1.0


class BrokenBank(ValueError):
    """The data of a written bank is not sound; the message names the task."""


def read(name: str) -> dict[str, Any]:
    """The data file of this bank. Its tasks are numbered from 1, without gaps, so that an id stays what it is."""
    data: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    if [entry["number"] for entry in data["tasks"]] != list(range(1, len(data["tasks"]) + 1)):
        raise BrokenBank(f"{name}: tasks must be numbered from 1 on, in order.")
    return data


def words(pair: Mapping[str, str]) -> Words:
    """A text with both languages, from `{nl: ..., en: ...}`."""
    return Words(pair["nl"], pair["en"])


def choice_task(scale: WrittenScale, version: int, entry: Mapping[str, Any], errors: Mapping[str, Any]) -> Task:
    """A question with answers of which the first is right in the data. Raises `BrokenBank`."""
    number = entry["number"]
    _check(f"{scale} {number}", entry, errors)
    name = f"{scale}-{version}-{number}"
    options = _options(entry)
    order = _order(scale, version, number, len(options))
    return Task(
        id=name,
        generator=scale,
        version=version,
        seed=number,
        scale=scale,
        problem={"ask": entry["nl"]["ask"], "kind": entry["kind"], "trade": entry["trade"]},
        radicals={"level": float(entry["level"])},
        prompt=_text(entry, "ask"),
        picture=None,
        options=tuple(options[place] for place in order),
        key=order.index(0),
        explanation=_text(entry, "why"),
        difficulty=LEVELS[entry["level"]],
        difficulty_sd=LEVEL_SD,
    )


def _order(scale: str, version: int, number: int, count: int) -> list[int]:
    """Wrong answers by lot; the right one at a place of its own lot, drawn so that each place has its turn in every
    `count` tasks and none holds more right answers than another."""
    block, turn = divmod(number - 1, count)
    places = list(range(count))
    random.Random(f"{scale}-{version}/{block}").shuffle(places)  # noqa: S311 a lot, not a secret
    wrong = list(range(1, count))
    random.Random(f"{scale}-{version}-{number}").shuffle(wrong)  # noqa: S311
    return [*wrong[: places[turn]], 0, *wrong[places[turn] :]]


def _text(entry: Mapping[str, Any], field: str) -> Words:
    return Words(entry["nl"][field], entry["en"][field])


def _options(entry: Mapping[str, Any]) -> list[Option]:
    """The identity of an answer is its Dutch text."""
    both = zip(entry["nl"]["answers"], entry["en"]["answers"], ["", *entry["errors"]], strict=True)
    return [Option(nl, error, Words(nl, en)) for nl, en, error in both]


def _check(name: str, entry: Mapping[str, Any], errors: Mapping[str, Any]) -> None:
    """Both languages complete, answers different, every wrong one tied to an error that the bank explains."""
    answers: list[Sequence[str]] = [entry[language]["answers"] for language in LANGUAGES]
    for said in answers:
        if len(set(said)) != len(said) or len(said) != len(entry["errors"]) + 1 or not all(said):
            raise BrokenBank(f"{name}: needs different answers, and an error for each wrong one, in every language.")
    if not all(entry[language][field] for language in LANGUAGES for field in ("ask", "why")):
        raise BrokenBank(f"{name}: needs a question and an explanation in every language.")
    if entry["level"] not in LEVELS or not set(entry["errors"]) <= set(errors):
        raise BrokenBank(f"{name}: level must be 1 to 3, and every error explained by the bank.")
