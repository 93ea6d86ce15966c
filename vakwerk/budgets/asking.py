""" "What would my school get?": the question as people type it, the division, and how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.budgets import sheets, steps
from vakwerk.budgets.figures import PupilsField, WeightField
from vakwerk.budgets.models import Regime
from vakwerk.budgets.regimes import ALL, GROUP_NAMES, DatedKey, day_of, groups_of, key_on
from vakwerk.budgets.wording import Shown
from vakwerk.core import clock
from vakwerk.core.language import say
from vakwerk.core.money import AmountField
from vakwerk.engines.money import Count, Division, Key, Sheet, UncountableError, divide
from vakwerk.engines.rules import Register

OWN, REST = "1", "2"
NO_TOTAL = gettext_lazy("Type how many pupils count in all. We found no source for it.")


@dataclass(frozen=True)
class Total:
    """What a decided round counted in all and divided, for who does not know the total of the country."""

    code: str
    title: str
    pupils: Mapping[str, Decimal]
    pool_cents: int | None


@dataclass(frozen=True)
class Answer:
    """The share of the school in cents, with its steps."""

    regime: Regime
    key: Key
    division: Division
    parameters: tuple[Shown, ...]
    own_weights: bool

    @property
    def share(self) -> int:
        return self.division.allocation.shares[OWN]

    @property
    def unsure(self) -> list[Shown]:
        return [each for each in self.parameters if each.unsure]

    @cached_property
    def steps(self) -> list[steps.Step]:
        return steps.explain(self.key, self.division, OWN)

    @property
    def by_pool(self) -> bool:
        return self.key.rate is None

    @property
    def recountable(self) -> bool:
        return sheets.fits(self.division)

    def sheets(self) -> list[Sheet]:
        names = {OWN: _("My school"), REST: _("All other schools together")}
        return sheets.recount(self.division, names, self.parameters, str(self.regime.label))


class WhatIfForm(forms.Form):
    """Pupils of the school and of the whole country. The address of the page holds them; nothing is kept."""

    def __init__(self, data: Any, *, regime: Regime, register: Register, totals: Iterable[Total]) -> None:
        self.regime, self.register, self.day = regime, register, day_of(regime, clock.as_of())
        self.totals = {total.code: total for total in totals}
        self.dated = key_on(regime, self.day, register)
        asked = data if any(name.startswith("eigen-") for name in data) else None
        super().__init__(asked)
        self._add_own()
        if self.by_pool:
            self._add_total()
            self._add_pool()
        if regime == Regime.MATERIAL:
            self._add_weights()

    @property
    def by_pool(self) -> bool:
        return self.dated.key is None or self.dated.key.rate is None

    @property
    def groups(self) -> tuple[str, ...]:
        return groups_of(self.regime)

    def _add_own(self) -> None:
        for group in self.groups:
            alone = group == ALL
            label = _("Regular pupils of your school who count") if alone else _("Pupils of your school")
            options = {} if alone else {"help_text": ""}
            self.fields[f"eigen-{group}"] = PupilsField(label=label, required=alone, **options)

    def _add_total(self) -> None:
        if self.totals:
            choices = [("", _("I type it myself")), *((t.code, t.title) for t in self.totals.values())]
            self.fields["totaal"] = forms.ChoiceField(
                label=_("All pupils who count, from"), required=False, choices=choices
            )
        for group in self.groups:
            label = _("All pupils of Flanders who count, yours included")
            label = label if group == ALL else _("All pupils of Flanders, yours included")
            needed = not self.totals and group == ALL
            self.fields[f"totaal-{group}"] = PupilsField(
                label=label, required=needed, help_text="", error_messages={"required": NO_TOTAL}
            )

    def _add_pool(self) -> None:
        if self.dated.key is None:
            self.fields["bedrag"] = AmountField(
                label=_("The amount to divide"),
                required=not self.totals,
                help_text=_("We found no source for it. In euros, for instance 10.000.000."),
            )

    def _add_weights(self) -> None:
        for group, weight in self.dated.factors.items():
            self.fields[f"gewicht-{group}"] = WeightField(
                label=_("Weight (to be confirmed)"), required=False, initial=weight
            )

    def by_group(self) -> list[tuple[str, list[BoundField]]]:
        """Name of each group with its fields side by side; empty for a key without groups."""
        if len(self.groups) == 1:
            return []
        rows = ((group, (f"eigen-{group}", f"totaal-{group}", f"gewicht-{group}")) for group in self.groups)
        return [
            (say(GROUP_NAMES[group]), [self[name] for name in names if name in self.fields]) for group, names in rows
        ]

    def others(self) -> list[BoundField]:
        """Fields that stand by themselves."""
        grouped = {field.name for _name, fields in self.by_group() for field in fields}
        return [field for field in self if field.name not in grouped]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if not any(values.get(f"eigen-{group}") for group in self.groups) and not self.errors:
            self.add_error(f"eigen-{self.groups[0]}", ValidationError(_("Type the pupils of your school.")))
        if self.by_pool:
            for group in self.groups:
                self._check_total(group)
            if "bedrag" in self.fields and not (values.get("bedrag") or values.get("totaal") or self.errors):
                self.add_error("bedrag", ValidationError(_("Type the amount. We found no source for it.")))
        return values

    def _check_total(self, group: str) -> None:
        if self.errors.get(f"totaal-{group}") or self.errors.get(f"eigen-{group}"):
            return
        own, all_pupils = self._own(group), self._all(group)
        name = "totaal" if self.cleaned_data.get("totaal") else f"totaal-{group}"
        if all_pupils is None:
            self.add_error(name, ValidationError(NO_TOTAL))
        elif all_pupils < own:
            message = _("All pupils together are fewer than those of your school.")
            self.add_error(name, ValidationError(message))

    def _own(self, group: str) -> Decimal:
        return self.cleaned_data.get(f"eigen-{group}") or Decimal(0)

    def _all(self, group: str) -> Decimal | None:
        """Of the round that was chosen, else what was typed."""
        chosen = self.totals.get(self.cleaned_data.get("totaal") or "")
        if chosen:
            return chosen.pupils.get(group, Decimal(0))
        typed: Decimal | None = self.cleaned_data.get(f"totaal-{group}")
        return typed

    def answer(self) -> Answer | None:
        """None, with an error in the form, when nothing can be divided."""
        weights, dated = self._weights(), self._dated()
        if dated.key is None:
            return None
        try:
            division = divide(dated.key, self._counts(dated.key))
        except UncountableError as error:
            self.add_error(None, say(error.words))
            return None
        shown = tuple(map(Shown.of, dated.readings))
        return Answer(self.regime, dated.key, division, shown, weights is not None and weights != self.dated.factors)

    def _dated(self) -> DatedKey:
        chosen = self.totals.get(self.cleaned_data.get("totaal") or "")
        pool = chosen.pool_cents if chosen else self.cleaned_data.get("bedrag")
        return key_on(self.regime, self.day, self.register, pool, self._weights())

    def _weights(self) -> dict[str, Decimal] | None:
        if self.regime != Regime.MATERIAL:
            return None
        factors = self.dated.factors
        return {group: self.cleaned_data.get(f"gewicht-{group}") or factors[group] for group in factors}

    def _counts(self, key: Key) -> list[Count]:
        own = [Count(OWN, group, self._own(group)) for group in self.groups]
        if key.rate is not None:
            return own
        rest = ((group, (self._all(group) or Decimal(0)) - self._own(group)) for group in self.groups)
        return own + [Count(REST, group, pupils) for group, pupils in rest]


NAMED = {
    Regime.MATERIAL_2017: gettext_lazy("Key of 2017"),
    Regime.MATERIAL_2019: gettext_lazy("Key of 2019"),
    Regime.MATERIAL_2022: gettext_lazy("Key of 2022-2023"),
    Regime.MATERIAL: gettext_lazy("Yearly key from 2023-2024"),
    Regime.PLACES: gettext_lazy("Created places"),
}
