"""Which rules have a page, under which address, for whom. One line here and a rule of `engines.rules` has its page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.engines.rules import Case, Rule
from vakwerk.engines.rules.formulas import RULES
from vakwerk.parameters import loading


class Asker(Enum):
    """Who comes with the question."""

    FAMILY = "family"
    SCHOOL = "school"
    COMPANY = "company"
    GUEST_TEACHER = "guest_teacher"

    @property
    def label(self) -> str | Promise:
        return _LABELS[self]


_LABELS = {
    Asker.FAMILY: _("For pupils and parents"),
    Asker.SCHOOL: _("For schools"),
    Asker.COMPANY: _("For companies"),
    Asker.GUEST_TEACHER: _("For guest teachers and lateral entrants"),
}


@dataclass(frozen=True)
class Calculator:
    """A rule with a page at `/rekenhulp/<slug>/`."""

    slug: str
    name: str
    askers: tuple[Asker, ...]
    icon: str

    @property
    def rule(self) -> Rule:
        return RULES[self.name]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that the tests run; on the page they are the examples."""
        return tuple(case for case in loading.cases() if case.rule == self.name)


SHELF = (
    Calculator("leervergoeding", "learner_allowance", (Asker.FAMILY, Asker.COMPANY), "coins"),
    Calculator("oao-of-sao", "contract_type", (Asker.SCHOOL, Asker.COMPANY), "contract"),
    Calculator("premies", "workplace_premiums", (Asker.FAMILY, Asker.COMPANY), "gift"),
    Calculator("zoektijd-werkplek", "search_clock", (Asker.FAMILY, Asker.SCHOOL), "calendar"),
    Calculator("stage-halve-dagen", "internship_half_days", (Asker.SCHOOL, Asker.FAMILY), "halves"),
    Calculator("uurrooster-minderjarige", "minors_working_time", (Asker.COMPANY, Asker.SCHOOL, Asker.FAMILY), "clock"),
    Calculator("verboden-werk", "minors_forbidden_work", (Asker.COMPANY, Asker.SCHOOL), "shield"),
    Calculator("leerjob", "learning_job", (Asker.FAMILY, Asker.COMPANY), "briefcase"),
    Calculator("mentor", "mentor_conditions", (Asker.SCHOOL, Asker.COMPANY), "mentor"),
    Calculator("plaats-voor-leerlingen", "workplace_capacity", (Asker.COMPANY, Asker.SCHOOL), "seats"),
    Calculator("tien-dagen-vdab", "vdab_days", (Asker.SCHOOL,), "machine"),
    Calculator("gastleraar", "guest_teacher_route", (Asker.SCHOOL, Asker.COMPANY, Asker.GUEST_TEACHER), "signpost"),
    Calculator("zij-instromer", "lateral_seniority", (Asker.GUEST_TEACHER,), "ladder"),
    Calculator("richting-starten", "programme_start", (Asker.SCHOOL,), "school"),
    Calculator("norm-nieuwe-richting", "pupil_norm", (Asker.SCHOOL,), "signpost"),
    Calculator("norm-vooruitblik", "norm_forecast", (Asker.SCHOOL,), "ladder"),
)
BY_SLUG = {calculator.slug: calculator for calculator in SHELF}
BY_NAME = {calculator.name: calculator for calculator in SHELF}


def groups() -> list[tuple[Asker, list[Calculator]]]:
    """The calculators by who asks; a calculator for two stands with both."""
    found = [(asker, [calculator for calculator in SHELF if asker in calculator.askers]) for asker in Asker]
    return [(asker, calculators) for asker, calculators in found if calculators]
