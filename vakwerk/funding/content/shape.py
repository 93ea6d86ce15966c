"""The parts of a call's content and how they become JSON and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from vakwerk.funding.models import CallKind

KEY_LENGTH = 30  # with the key of an application before it, it fits the owner of a file


class QuestionKind(TextChoices):
    TEXT = "text", _("Text")
    NUMBER = "number", _("Number")
    AMOUNT = "amount", _("Amount in euro")
    DATE = "date", _("Date")
    CHOICE = "choice", _("One choice")
    CHOICES = "choices", _("Several choices")
    YES_NO = "yes_no", _("Yes or no")
    FILE = "file", _("File")
    ORGANISATION = "organisation", _("Organisation")


class RuleSubject(TextChoices):
    ADMISSIBILITY = "admissibility", _("Admissibility")
    BUDGET = "budget", _("Budget")


@dataclass(frozen=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True)
class Section:
    """A page of the application form."""

    key: str
    title: str
    intro: str = ""


@dataclass(frozen=True)
class Question:
    """`shown_when` is a condition on what stands before it; empty: always asked. `max_length` counts characters."""

    key: str
    section: str
    kind: QuestionKind
    label: str
    hint: str = ""
    required: bool = True
    max_length: int = 0
    choices: tuple[Choice, ...] = ()
    shown_when: str = ""


@dataclass(frozen=True)
class BudgetLine:
    """A heading under which costs may be entered; caps on it are conditions."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Criterion:
    """What the jury scores, 0 to `top` points, counting `weight` times."""

    key: str
    label: str
    description: str = ""
    weight: int = 1
    top: int = 5


@dataclass(frozen=True)
class Rule:
    """A condition that every application must meet; `message` is what it means, for people."""

    key: str
    text: str
    message: str
    subject: RuleSubject = RuleSubject.ADMISSIBILITY


@dataclass(frozen=True)
class Point:
    """Something a civil servant checks by hand."""

    key: str
    label: str


@dataclass(frozen=True)
class PartnerRule:
    """At least `least` confirmed partners of one of these kinds of organisation."""

    key: str
    kinds: tuple[str, ...]
    least: int = 1


@dataclass(frozen=True)
class Content:
    """The whole call. `to_confirm` and `sources` are shown to everybody: what nobody could source says so."""

    title: str
    kind: CallKind
    summary: str = ""
    description: str = ""
    contact: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    budget_cents: int | None = None
    minimum_scores: int = 2
    lead_kinds: tuple[str, ...] = ()
    least_partners: int = 0
    partner_rules: tuple[PartnerRule, ...] = ()
    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()
    budget_hint: str = ""
    budget_lines: tuple[BudgetLine, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    rules: tuple[Rule, ...] = ()
    points: tuple[Point, ...] = ()
    sources: tuple[str, ...] = ()
    to_confirm: tuple[str, ...] = ()

    def questions_of(self, section: str) -> tuple[Question, ...]:
        """The questions of one section, in order."""
        return tuple(question for question in self.questions if question.section == section)

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)


def dump(content: Content) -> dict[str, Any]:
    """The content as JSON."""
    return {name: _plain(value) for name, value in dataclasses.asdict(content).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def load(data: Mapping[str, Any]) -> Content:
    """The content that `dump` made. Raises TypeError or ValueError for anything else."""
    content = _built(Content, data)
    assert isinstance(content, Content)
    return content


def _built(wanted: Any, value: Any) -> Any:
    """`value` of JSON as the type `wanted`; the dataclasses above use no other types than these."""
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        hints = get_type_hints(wanted)
        unknown = set(value) - set(hints)
        if unknown:
            raise ValueError(f"{wanted.__name__} has no {', '.join(sorted(unknown))}")
        return wanted(**{name: _built(hints[name], item) for name, item in value.items()})
    if get_origin(wanted) is tuple:
        return tuple(_built(get_args(wanted)[0], item) for item in value)
    options = [each for each in get_args(wanted) if each is not type(None)]
    if options:
        return None if value is None else _built(options[0], value)
    if wanted is datetime:
        return value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if not isinstance(value, wanted):
        raise TypeError(f"{value!r} is no {wanted.__name__}")
    return value
