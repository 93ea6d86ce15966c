"""What may follow, by grade, finality, stream and attest. No arrow from one programme to another is ever made up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import (
    Finality,
    Grade,
    ProgrammeGroup,
    ProgrammeKind,
    ProgressionOutcome,
    ProgressionRule,
)

CLB_URL = "https://www.onderwijskiezer.be/"
CLB_CHAT_URL = "https://www.clbchat.be/"
# No B attest exists in the last year: a study proof is given or not.
LAST_YEARS = {6, 7}
ATTESTS = ("A", "B", "C")

DESTINATIONS: dict[str, str | Promise] = {
    "year1_A": _("1A"),
    "year1_B": _("1B"),
    "year2_A": _("2A"),
    "year2_B": _("2B"),
    "remediation": _("Extra work or a basic option less"),
    "grade2_DO": _("2nd grade, transfer finality"),
    "grade2_DU": _("2nd grade, double finality"),
    "grade2_A": _("2nd grade, labour-market finality"),
    "grade3_DO": _("3rd grade, transfer finality"),
    "grade3_DU": _("3rd grade, double finality"),
    "grade3_A": _("3rd grade, labour-market finality"),
    "next_year": _("The next year"),
    "next_year_with_exclusions": _("The next year, but not everything"),
    "same_programme": _("The next year of this programme"),
    "repeat": _("The same year again"),
    "appeal": _("Ask for another decision"),
    "dual": _("Dual learning: at school and at a company"),
    "work": _("Going to work"),
    "graduaat": _("Graduate programme (graduaat)"),
    "bachelor": _("Bachelor"),
    "seventh_labour": _("7th year aimed at work"),
    "seventh_he": _("7th year aimed at higher education"),
    "seventh_special": _("7th year after level 4"),
    "extra_qualification": _("An extra professional qualification"),
    "qualification_OK2": _("Educational qualification level 2"),
    "diploma_OK3": _("Diploma of secondary education, level 3"),
    "diploma_OK4": _("Diploma of secondary education, level 4"),
}


@dataclass(frozen=True)
class Situation:
    """What somebody does now. Empty means unknown or both; `year` is the year that ends (0: last of primary)."""

    key: str = ""
    label: str | Promise = ""
    kind: str = ""
    grade: int | None = None
    finality: str = ""
    stream: str = ""
    year: int | None = None
    forms: frozenset[str] = frozenset()

    @property
    def attests(self) -> tuple[str, ...]:
        """The attests that exist at the end of this year."""
        if not self.year:
            return ()
        return ("A", "C") if self.year in LAST_YEARS else ATTESTS


@dataclass(frozen=True)
class Outcome:
    """One thing that may follow, or may not, with where we know it from."""

    destination: str
    label: str
    outcome: ProgressionOutcome
    sentence: str
    confirmed: bool
    source: str
    valid_from: date | None

    @property
    def kind(self) -> str:
        """The kind of tag of the page components."""
        kinds = {ProgressionOutcome.ALLOWED: "success", ProgressionOutcome.COUNCIL: "warning"}
        return kinds.get(self.outcome, "error")


@dataclass(frozen=True)
class Afterwards:
    """The answer to "what may follow": for whom, on which day, and whether everything in it is confirmed."""

    situation: Situation
    attest: str
    as_of: date
    outcomes: tuple[Outcome, ...]

    @property
    def all_confirmed(self) -> bool:
        return all(outcome.confirmed for outcome in self.outcomes)

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(outcome.source for outcome in self.outcomes))


def _situation(key: str, label: str | Promise, **facts: object) -> tuple[str, Situation]:
    return key, Situation(key=key, label=label, **facts)  # type: ignore[arg-type]


SITUATIONS: dict[str, Situation] = dict(
    [
        _situation("lager-6", _("6th year of primary school"), year=0),
        _situation("1a", _("1A"), kind=ProgrammeKind.FIRST_YEAR, grade=1, stream="A", year=1),
        _situation("1b", _("1B"), kind=ProgrammeKind.FIRST_YEAR, grade=1, stream="B", year=1),
        _situation("2a", _("2A"), kind=ProgrammeKind.BASIC_OPTION, grade=1, stream="A", year=2),
        _situation("2b", _("2B"), kind=ProgrammeKind.BASIC_OPTION, grade=1, stream="B", year=2),
        _situation("3", _("3rd year"), grade=2, year=3),
        _situation("4-do", _("4th year, transfer finality"), grade=2, finality=Finality.TRANSFER, year=4),
        _situation("4-du", _("4th year, double finality"), grade=2, finality=Finality.DOUBLE, year=4),
        _situation("4-a", _("4th year, labour-market finality"), grade=2, finality=Finality.LABOUR_MARKET, year=4),
        _situation(
            "4-duaal",
            _("4th year, a programme that is only dual"),
            kind=ProgrammeKind.DUAL_ONLY,
            grade=2,
            finality=Finality.LABOUR_MARKET,
            year=4,
        ),
        _situation("aanloop", _("Preparation for dual learning"), kind=ProgrammeKind.DUAL_PREPARATORY),
        _situation("5", _("5th year"), grade=3, year=5),
        _situation("6-do", _("6th year, transfer finality"), grade=3, finality=Finality.TRANSFER, year=6),
        _situation("6-du", _("6th year, double finality"), grade=3, finality=Finality.DOUBLE, year=6),
        _situation("6-a", _("6th year, labour-market finality"), grade=3, finality=Finality.LABOUR_MARKET, year=6),
        _situation("7-ok3", _("7th year aimed at work"), kind=ProgrammeKind.SEVENTH_AFTER_OK3, grade=3, year=7),
        _situation("7-ok4", _("7th year after level 4"), kind=ProgrammeKind.SEVENTH_AFTER_OK4, grade=3, year=7),
        _situation(
            "7-ho", _("7th year aimed at higher education"), kind=ProgrammeKind.SEVENTH_PREPARING_HE, grade=3, year=7
        ),
    ]
)
_LAST_YEAR_OF_KIND = {
    ProgrammeKind.FIRST_YEAR: 1,
    ProgrammeKind.SECOND_YEAR: 2,
    ProgrammeKind.BASIC_OPTION: 2,
    ProgrammeKind.SEVENTH_AFTER_OK3: 7,
    ProgrammeKind.SEVENTH_AFTER_OK4: 7,
    ProgrammeKind.SEVENTH_PREPARING_HE: 7,
}
_LAST_YEAR_OF_GRADE = {Grade.SECOND: 4, Grade.THIRD: 6}
_WITHOUT_RULES = {ProgrammeKind.OV3, ProgrammeKind.OTHER}


def situation_of(group: ProgrammeGroup) -> Situation:
    """Somebody at the end of the last year of this programme. Reads `group.components` (prefetch them for a list)."""
    year = _LAST_YEAR_OF_KIND.get(ProgrammeKind(group.kind))
    if year is None and group.grade is not None and group.kind != ProgrammeKind.DUAL_PREPARATORY:
        year = _LAST_YEAR_OF_GRADE.get(Grade(group.grade))
    forms = frozenset(component.form for component in group.components.all() if component.form)
    return Situation(
        label=group.title,
        kind=group.kind,
        grade=group.grade,
        finality=group.finality,
        stream=group.stream,
        year=year,
        forms=forms,
    )


def outcomes_for(rules: Iterable[ProgressionRule], situation: Situation, attest: str) -> list[Outcome]:
    """The rules that fit, in their order; of two for one destination and stream the more specific one."""
    if situation.kind in _WITHOUT_RULES:
        return []
    best: dict[tuple[str, str], ProgressionRule] = {}
    for rule in rules:
        key = (rule.destination, rule.from_stream)
        if fits(rule, situation, attest) and specificity(rule) > (specificity(best[key]) if key in best else -1):
            best[key] = rule
    return [_outcome(rule) for rule in sorted(best.values(), key=lambda rule: rule.position)]


def fits(rule: ProgressionRule, situation: Situation, attest: str) -> bool:
    """Whether a rule is about this situation. An unknown stream fits both; an unknown form fits only open rules."""
    if rule.attest and (rule.attest != attest or not situation.attests):
        return False
    if rule.from_form and situation.forms != {rule.from_form}:
        return False
    if rule.from_stream and situation.stream not in {"", rule.from_stream}:
        return False
    if rule.from_grade is not None and rule.from_grade != situation.grade:
        return False
    if rule.from_year is not None and rule.from_year != situation.year:
        return False
    return _same(rule.from_kind, situation.kind) and _same(rule.from_finality, situation.finality)


def _same(wanted: str, actual: str) -> bool:
    return not wanted or wanted == actual


def specificity(rule: ProgressionRule) -> int:
    """How many facts a rule asks for."""
    texts = (rule.from_kind, rule.from_finality, rule.from_form, rule.from_stream, rule.attest)
    numbers = (rule.from_grade, rule.from_year)
    return sum(bool(text) for text in texts) + sum(value is not None for value in numbers)


def _outcome(rule: ProgressionRule) -> Outcome:
    dutch = get_language() == "nl"
    return Outcome(
        destination=rule.destination,
        label=str(DESTINATIONS.get(rule.destination, rule.destination)),
        outcome=ProgressionOutcome(rule.outcome),
        sentence=rule.sentence_nl if dutch else rule.sentence_en,
        confirmed=rule.confirmed,
        source=rule.source,
        valid_from=rule.valid_from,
    )
