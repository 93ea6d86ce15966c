"""The plan as printed: reads `data/plan.yaml` once into frozen objects.

Amounts are integer cents with the words they were printed in. A sum over actions is nowhere offered: the paper mixes
global, yearly and "among others" amounts, and adding them would invent a figure.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vakwerk.core.language import say
from vakwerk.engines.words import Words
from vakwerk.funding.selected import selected
from vakwerk.ledger.models import AmountKind

DATA = Path(__file__).parent / "data" / "plan.yaml"


@dataclass(frozen=True)
class Text(Words):
    """A text in both languages, which a template prints in the reader's."""

    def __str__(self) -> str:
        return say(self)


@dataclass(frozen=True)
class Amount:
    """Money as printed; `cents` is None when the paper names no figure."""

    printed: str
    cents: int | None
    kind: AmountKind
    period: Text
    purpose: Text
    paragraph: str


@dataclass(frozen=True)
class Figure:
    """A number other than money that binds the action."""

    printed: str
    meaning: Text
    paragraph: str


@dataclass(frozen=True)
class DatedPoint:
    printed: str
    date: datetime.date
    meaning: Text
    paragraph: str


@dataclass(frozen=True)
class Outcome:
    key: str
    sentence: Text
    paragraph: str


@dataclass(frozen=True)
class Feature:
    """A page of Vakwerk that carries out (part of) an action today."""

    url_name: str
    label: Text


@dataclass(frozen=True)
class Contest:
    name: str
    organiser: str


@dataclass(frozen=True)
class Minister:
    name: str
    office: Text


@dataclass(frozen=True)
class Action:
    """One action of the plan. The paper names both ministers for all of them and splits no ownership."""

    number: str
    title: Text
    promise: Text
    period: Text
    organisations: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    amounts: tuple[Amount, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DatedPoint, ...] = ()
    periods: tuple[Figure, ...] = ()
    goals: tuple[Text, ...] = ()
    contests: tuple[Contest, ...] = ()
    features: tuple[Feature, ...] = ()
    span: tuple[datetime.date, datetime.date | None] | None = None

    @property
    def spearhead(self) -> int:
        return int(self.number[0])

    @property
    def section(self) -> str:
        """The section of the paper: "2.1" for action "2.1b"."""
        return self.number.rstrip("abcd")

    @property
    def points(self) -> tuple[Figure | DatedPoint, ...]:
        """Every figure, date and period of the action, apart from money."""
        return (*self.figures, *self.dates, *self.periods)

    @property
    def built(self) -> bool:
        return bool(self.features)


@dataclass(frozen=True)
class Spearhead:
    number: int
    title: Text
    promise: Text
    actions: tuple[Action, ...]

    @property
    def built(self) -> int:
        return sum(action.built for action in self.actions)


@dataclass(frozen=True)
class Plan:
    title: Text
    status: Text
    period: Text
    definition: Text
    definition_paragraph: str
    ministers: tuple[Minister, ...]
    outcomes: tuple[Outcome, ...]
    spearheads: tuple[Spearhead, ...]

    @property
    def source(self) -> str:
        return f"{self.status}: {self.title} ({self.period})"

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(action for spearhead in self.spearheads for action in spearhead.actions)

    def action(self, number: str) -> Action | None:
        return next((action for action in self.actions if action.number == number), None)


def _text(row: dict[str, Any], prefix: str = "") -> Text:
    return Text(str(row[f"{prefix}nl"]), str(row[f"{prefix}en"]))


def _amount(row: dict[str, Any]) -> Amount:
    return Amount(
        row["printed"], row["cents"], AmountKind(row["kind"]), _text(row["period"]), _text(row["for"]), row["paragraph"]
    )


def _contests(school_year: int | None) -> tuple[Contest, ...]:
    """The contests that the paper names for a school year: the one list, which the calendar shows too."""
    found = selected()
    return tuple(Contest(*pair) for pair in found.contests) if school_year == found.school_year else ()


def _action(row: dict[str, Any], outcomes: dict[str, Outcome]) -> Action:
    return Action(
        number=row["number"],
        title=_text(row["title"]),
        promise=_text(row["promise"]),
        period=_text(row["period"]),
        organisations=tuple(row["organisations"]),
        outcomes=tuple(outcomes[key] for key in row["outcomes"]),
        span=tuple(row["span"]) if "span" in row else None,
        amounts=tuple(_amount(a) for a in row.get("amounts", ())),
        figures=tuple(Figure(f["printed"], _text(f, "meaning_"), f["paragraph"]) for f in row.get("figures", ())),
        dates=tuple(
            DatedPoint(d["printed"], d["date"], _text(d, "meaning_"), d["paragraph"]) for d in row.get("dates", ())
        ),
        periods=tuple(Figure(p["printed"], _text(p, "meaning_"), p["paragraph"]) for p in row.get("periods", ())),
        goals=tuple(_text(goal) for goal in row.get("goals", ())),
        contests=_contests(row.get("contests")),
        features=tuple(Feature(name, Text(nl, en)) for name, nl, en in row.get("does", ())),
    )


@cache
def the_plan() -> Plan:
    """The whole plan, read once per process."""
    raw = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    outcomes = {row["key"]: Outcome(row["key"], _text(row), row["paragraph"]) for row in raw["outcomes"]}
    actions = [_action(row, outcomes) for row in raw["actions"]]
    return Plan(
        title=_text(raw["title"]),
        status=_text(raw["status"]),
        period=_text(raw["period"]),
        definition=_text(raw["definition"]),
        definition_paragraph=raw["definition"]["paragraph"],
        ministers=tuple(Minister(row["name"], _text(row["office"])) for row in raw["ministers"]),
        outcomes=tuple(outcomes.values()),
        spearheads=tuple(
            Spearhead(
                row["number"],
                _text(row),
                _text(row, "promise_"),
                tuple(a for a in actions if a.spearhead == row["number"]),
            )
            for row in raw["spearheads"]
        ),
    )
