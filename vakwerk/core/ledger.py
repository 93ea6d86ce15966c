"""The field ledger: every personal field says why it exists, on which ground, for whom and for how long.

Each room has a `privacy.py`:

    ABOUT = Room(_("Who is who"), _("One sentence that a parent understands."), ...)
    NAMES = {"people.Person": _("A person")}    # of the personal models
    PERSONAL = {"people.Person": {"first_name": Field(purpose=_("..."), ground=Ground.PUBLIC_TASK, controller=...,
                                                      recipients=..., retention=...)}}
    NOT_PERSONAL = {"people.Site"}
    RETENTION = {"people.Person": delete_persons_without_reason}   # optional: today -> number of rows removed

Names are `app_label.ModelName`. Every model of the installation stands in PERSONAL or NOT_PERSONAL of exactly one
room (models of libraries too), and every field of a personal model but its automatic key is declared. Everybody reads
all of it at `/privacy/`, so the texts are translatable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import AutoField, Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Ground(Enum):
    """The six lawful grounds of GDPR article 6(1), a to f."""

    CONSENT = "6.1.a"
    CONTRACT = "6.1.b"
    LEGAL_OBLIGATION = "6.1.c"
    VITAL_INTERESTS = "6.1.d"
    PUBLIC_TASK = "6.1.e"
    LEGITIMATE_INTERESTS = "6.1.f"

    @property
    def words(self) -> Text:
        return GROUND_WORDS[self]


GROUND_WORDS: dict[Ground, Text] = {
    Ground.CONSENT: _("Consent (GDPR, article 6.1.a)"),
    Ground.CONTRACT: _("Contract (GDPR, article 6.1.b)"),
    Ground.LEGAL_OBLIGATION: _("Legal obligation (GDPR, article 6.1.c)"),
    Ground.VITAL_INTERESTS: _("Vital interests (GDPR, article 6.1.d)"),
    Ground.PUBLIC_TASK: _("Task of general interest (GDPR, article 6.1.e)"),
    Ground.LEGITIMATE_INTERESTS: _("Legitimate interest (GDPR, article 6.1.f)"),
}


@dataclass(frozen=True)
class Room:
    """What a room keeps, for a parent: its name and a few sentences."""

    name: Text
    says: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Field:
    """The account of one personal field. Texts are short sentences; `retention` says when the value goes."""

    purpose: Text
    ground: Ground
    controller: Text
    recipients: Text
    retention: Text

    def __post_init__(self) -> None:
        empty = [
            name
            for name in ("purpose", "controller", "recipients", "retention")
            if not str(getattr(self, name)).strip()
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
    rooms: dict[str, Room | None] = field(default_factory=dict)
    names: dict[str, Text] = field(default_factory=dict)
    room_of: dict[str, str] = field(default_factory=dict)

    def add(
        self, personal: dict[str, dict[str, Field]], not_personal: set[str], retention: dict[str, Retention]
    ) -> None:
        self.personal |= personal
        self.not_personal |= set(not_personal)
        self.retention |= retention
        self.declared.update([*personal, *not_personal])

    def describe(self, room: str, about: Room | None, names: dict[str, Text], labels: Iterable[str]) -> None:
        """What people read: about the room, and what its personal models are called."""
        self.rooms[room] = about
        self.names |= names
        self.room_of |= dict.fromkeys(labels, room)


def collect() -> Ledger:
    """Reads `privacy.py` of every installed room."""
    ledger = Ledger()
    for config in apps.get_app_configs():
        if config.name.startswith("vakwerk.") and find_spec(f"{config.name}.privacy"):
            room = import_module(f"{config.name}.privacy")
            ledger.add(room.PERSONAL, getattr(room, "NOT_PERSONAL", set()), getattr(room, "RETENTION", {}))
            ledger.describe(config.label, getattr(room, "ABOUT", None), getattr(room, "NAMES", {}), room.PERSONAL)
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


def unreadable(ledger: Ledger) -> Iterator[str]:
    """What people could not read on the privacy page, one sentence each."""
    yield from (f"{room} does not say what it keeps." for room, about in ledger.rooms.items() if about is None)
    yield from (f"{label} has no name for people." for label in ledger.personal.keys() - ledger.names.keys())
    yield from (f"{label} has a name but is not personal." for label in ledger.names.keys() - ledger.personal.keys())


def all_faults() -> list[str]:
    ledger = collect()
    return sorted([*faults(ledger, apps.get_models()), *unreadable(ledger)])
