"""The keys in words: what each divides, over whom, and what no source says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.budgets.models import ClaimState, ExpenseState, Regime, RoundState
from vakwerk.engines.rules import Parameter, Reading, Status
from vakwerk.engines.words import Words

ABOUT: Mapping[str, Promise] = {
    Regime.MATERIAL_2017: _(
        "Each regular pupil in ten study areas and in 33 programmes of OV3 brought the same amount, in ordinary "
        "secondary education and OV4. It had to buy durable teaching equipment that the curriculum needs, or secure "
        "what was there; else it was reclaimed."
    ),
    Regime.MATERIAL_2019: _(
        "Ten million euros were divided by the number of regular pupils who counted, personal care included. Each "
        "school got that amount per pupil, rounded so that the shares sum to the pool."
    ),
    Regime.MATERIAL_2022: _(
        "Programmes that use much material and energy were put in three groups that weigh 2, 1.5 and 1. We found no "
        "source for the amount, and did not read the list of programmes."
    ),
    Regime.MATERIAL: _(
        "Ten million euros every year. We did not find the key. Here stand the three groups and weights of 2022-2023, "
        "to be confirmed: compute with other weights to see what changes."
    ),
    Regime.PLACES: _(
        "Ten million euros a year from 2024 to 2027 for schools that create places in the B-stream or BSO. We did not "
        "find how it is divided. Until then: the amount divided by all additional regular pupils that were accepted, "
        "compared with a reference count, each pupil counting the same; a site that lost pupils counts as zero."
    ),
}
STATUS: Mapping[Status, tuple[Promise, str]] = {
    Status.CONFIRMED: (_("confirmed"), "success"),
    Status.TO_BE_CONFIRMED: (_("to be confirmed"), "warning"),
    Status.NOT_FOUND: (_("not found"), "error"),
}
ROUND_KINDS: Mapping[str, str] = {RoundState.DRAFT: "neutral", RoundState.DECIDED: "success", RoundState.CLOSED: "info"}
EXPENSE_KINDS: Mapping[str, str] = {
    ExpenseState.HANDED_IN: "info",
    ExpenseState.ACCEPTED: "success",
    ExpenseState.REFUSED: "error",
}
CLAIM_KINDS: Mapping[str, str] = {
    ClaimState.DRAFT: "neutral",
    ClaimState.HANDED_IN: "info",
    ClaimState.ACCEPTED: "success",
    ClaimState.REFUSED: "error",
}


@dataclass(frozen=True)
class Shown:
    """A parameter of a key as a page shows it; for a decided round as it was on the day of the decision."""

    name: str
    title: Words
    value: Words
    status: Status
    source: str

    @classmethod
    def of(cls, reading: Reading) -> Shown:
        source = reading.entry.source if reading.entry else ""
        return cls(reading.parameter.name, reading.parameter.title, reading.written, reading.status, source)

    @classmethod
    def typed(cls, parameter: Parameter, value: Words, source: str) -> Shown:
        """A value that a civil servant entered: never more than "to be confirmed"."""
        return cls(parameter.name, parameter.title, value, Status.TO_BE_CONFIRMED, source)

    @classmethod
    def frozen(cls, kept: Mapping[str, str]) -> Shown:
        title, value = Words(kept["title"], kept["title_en"]), Words(kept["value"], kept["value_en"])
        return cls(kept["name"], title, value, Status(kept["status"]), kept["source"])

    def as_json(self) -> dict[str, str]:
        return {
            "name": self.name,
            "title": self.title.nl,
            "title_en": self.title.en,
            "value": self.value.nl,
            "value_en": self.value.en,
            "status": self.status.value,
            "source": self.source,
        }

    @property
    def label(self) -> Promise:
        return STATUS[self.status][0]

    @property
    def kind(self) -> str:
        return STATUS[self.status][1]

    @property
    def unsure(self) -> bool:
        return self.status is not Status.CONFIRMED
