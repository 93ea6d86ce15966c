"""The field ledger: every personal field says why it exists, on which ground, for whom and for how long.

Each room has a `privacy.py`:

    PERSONAL = {"people.Person": {"first_name": Field(purpose=..., ground=Ground.PUBLIC_TASK, controller=...,
                                                      recipients=..., retention=...)}}
    NOT_PERSONAL = {"people.Site"}
    RETENTION = {"people.Person": delete_persons_without_reason}   # optional: today -> number of rows removed

Names are `app_label.ModelName`. Every model of the installation stands in PERSONAL or NOT_PERSONAL of exactly one
room (models of libraries too), and every field of a personal model but its automatic key is declared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import AutoField, Model


class Ground(Enum):
    """The six lawful grounds of GDPR article 6(1), a to f."""

    CONSENT = "6.1.a"
    CONTRACT = "6.1.b"
    LEGAL_OBLIGATION = "6.1.c"
    VITAL_INTERESTS = "6.1.d"
    PUBLIC_TASK = "6.1.e"
    LEGITIMATE_INTERESTS = "6.1.f"


@dataclass(frozen=True, kw_only=True)
class Field:
    """The account of one personal field. Texts are short English sentences; `retention` says when the value goes."""

    purpose: str
    ground: Ground
    controller: str
    recipients: str
    retention: str

    def __post_init__(self) -> None:
        empty = [
            name for name in ("purpose", "controller", "recipients", "retention") if not getattr(self, name).strip()
        ]
        if empty:
            raise ValueError(f"A personal field needs: {', '.join(empty)}.")


Retention = Callable[[date], int]


@dataclass
class Ledger:
    """The declarations of all rooms together."""

    personal: dict[str, dict[str, Field]] = field(default_factory=dict)
    not_personal: set[str] = field(default_factory=set)
    retention: dict[str, Retention] = field(default_factory=dict)
    declared: Counter[str] = field(default_factory=Counter)

    def add(
        self, personal: dict[str, dict[str, Field]], not_personal: set[str], retention: dict[str, Retention]
    ) -> None:
        self.personal |= personal
        self.not_personal |= set(not_personal)
        self.retention |= retention
        self.declared.update([*personal, *not_personal])


def collect() -> Ledger:
    """Reads `privacy.py` of every installed room."""
    ledger = Ledger()
    for config in apps.get_app_configs():
        if config.name.startswith("vakwerk.") and find_spec(f"{config.name}.privacy"):
            room = import_module(f"{config.name}.privacy")
            ledger.add(room.PERSONAL, getattr(room, "NOT_PERSONAL", set()), getattr(room, "RETENTION", {}))
    return ledger


def personal_field_names(model: type[Model]) -> set[str]:
    """Names of the fields that a personal model must declare: all columns and relations but the automatic key."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {
        f.name for f in fields if not isinstance(f, AutoField) and not getattr(f.remote_field, "parent_link", False)
    }


def faults(ledger: Ledger, models: list[type[Model]]) -> Iterator[str]:
    """What is missing, double or unknown in the ledger, one sentence each."""
    installed = {model._meta.label: model for model in models}
    for label in installed.keys() - ledger.declared.keys():
        yield f"{label} stands in no privacy.py."
    for label, times in ledger.declared.items():
        if label not in installed:
            yield f"{label} is declared but is no model."
        if times > 1:
            yield f"{label} is declared {times} times."
    for label in ledger.personal.keys() & installed.keys():
        names, declared = personal_field_names(installed[label]), ledger.personal[label].keys()
        yield from (f"{label}.{name} is not declared." for name in names - declared)
        yield from (f"{label}.{name} is declared but is no field." for name in declared - names)
    yield from (
        f"Retention of {label} has no personal model." for label in ledger.retention.keys() - ledger.personal.keys()
    )


def all_faults() -> list[str]:
    return sorted(faults(collect(), apps.get_models()))
