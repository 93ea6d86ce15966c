"""Which parameters there are, what they say on a day, what uses them and what a new value would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import QuerySet

from vakwerk.core.language import say
from vakwerk.engines.rules import Answer, Case, DatedValue, Faults, Parameter, Register, Rule, Status
from vakwerk.engines.rules.formulas import RULES
from vakwerk.engines.rules.wording import written
from vakwerk.engines.words import Words
from vakwerk.parameters import loading
from vakwerk.rules import values
from vakwerk.rules.models import Proposal, ProposalState
from vakwerk.rules.usage import Example, examples_with

NOT_FOUND = Words("niet gevonden", "not found")


def register() -> Register:
    """What is law as far as we know: the files, and on top of them what was confirmed since (one query)."""
    found = loading.register()
    confirmed = Proposal.objects.filter(state=ProposalState.CONFIRMED).order_by("decided_at", "pk")
    for proposal in confirmed:
        if proposal.parameter in found.parameters:
            found = found.with_value(proposal.parameter, dated_value(proposal, found))
    return found


def dated_value(proposal: Proposal, known: Register) -> DatedValue:
    """The value of a proposal in the engine's terms."""
    return DatedValue(
        value=values.restored(proposal.value, known.parameters[proposal.parameter].unit),
        status=Status(proposal.certainty),
        source=proposal.source,
        valid_from=proposal.valid_from,
        valid_to=proposal.valid_to,
        sure_until=proposal.sure_until,
        url=proposal.url,
    )


def proposals(parameter: str | None = None) -> QuerySet[Proposal]:
    """All proposals with who made and decided them, the latest first."""
    found = Proposal.objects.select_related("proposed_by", "decided_by")
    return found.filter(parameter=parameter) if parameter else found


@cache
def users_of_parameters() -> Mapping[str, tuple[Rule, ...]]:
    """Which rules read which parameter, found by asking every rule its cases."""
    found: dict[str, dict[str, Rule]] = {}
    for case in loading.cases():
        for reading in case.answer(RULES, loading.register()).readings:
            found.setdefault(reading.parameter.name, {})[case.rule] = RULES[case.rule]
    return {name: tuple(rules.values()) for name, rules in found.items()}


@dataclass(frozen=True)
class Checked:
    """A case with what the rule answers, and what is wrong with it (nothing, as it should be)."""

    case: Case
    answer: Answer
    faults: tuple[str, ...]


def cases_reading(parameter: str) -> list[Case]:
    """The cases of the rules that read this parameter."""
    readers = {rule.name for rule in users_of_parameters().get(parameter, ())}
    return [case for case in loading.cases() if case.rule in readers]


def checked_cases() -> list[tuple[Rule, list[Checked]]]:
    """Every case asked again with the values of today, by rule."""
    known = register()
    groups: dict[str, list[Checked]] = {}
    for case in loading.cases():
        faults = tuple(case.faults(RULES, known))
        groups.setdefault(case.rule, []).append(Checked(case, case.answer(RULES, known), faults))
    return [(RULES[name], checked) for name, checked in groups.items()]


@dataclass(frozen=True)
class Shown:
    """A proposal as a page shows it, beside the value it would replace, or replaced when it was decided.

    `before` is None for what was decided before such values were kept.
    """

    proposal: Proposal
    parameter: Parameter
    value: DatedValue
    written: Words
    before: Words | None

    @classmethod
    def of(cls, proposal: Proposal, known: Register) -> Shown:
        """Raises `KeyError` when the files no longer know the parameter."""
        parameter, value = known.parameters[proposal.parameter], dated_value(proposal, known)
        new = parameter.with_value(value).on(proposal.valid_from)
        before = parameter.on(proposal.valid_from).written if proposal.open else _before(proposal, parameter)
        return cls(proposal, parameter, value, new.written, before)


def _before(proposal: Proposal, parameter: Parameter) -> Words | None:
    if proposal.before is None:
        return None
    value = values.restored(proposal.before, parameter.unit) if proposal.before else None
    return NOT_FOUND if value is None else written(value, parameter.unit.value)


@dataclass(frozen=True)
class Replaced:
    """A value that a later decision put another one in the place of, from the same day on."""

    proposal: Proposal
    written: Words


def replaced(register: Register) -> Mapping[str, list[Replaced]]:
    """Of each parameter, the last one replaced first (one query)."""
    starts = {(one.name, value.valid_from) for one in loading.register() for value in one.values}
    found: dict[str, list[Replaced]] = {}
    confirmed = Proposal.objects.filter(state=ProposalState.CONFIRMED).select_related("decided_by")
    for proposal in confirmed.order_by("decided_at", "pk"):
        start, parameter = (proposal.parameter, proposal.valid_from), register.parameters.get(proposal.parameter)
        if parameter and start in starts and (before := _before(proposal, parameter)):
            found.setdefault(parameter.name, []).insert(0, Replaced(proposal, before))
        starts.add(start)
    return found


@dataclass(frozen=True)
class Change:
    """One answer that a new value changes, for the givens of a case."""

    case: Case
    rule: Rule
    day: date
    before: Answer
    after: Answer


@dataclass(frozen=True)
class Moved:
    """One answer of a page that a new value changes; None for what cannot be computed."""

    example: Example
    day: date
    before: Words | None
    after: Words | None


@dataclass(frozen=True)
class Consequences:
    """What a value would change: of `tried` answers the `changes` and `moved`, and which cases no longer hold."""

    tried: int
    changes: tuple[Change, ...]
    broken: tuple[Case, ...]
    moved: tuple[Moved, ...] = ()

    @property
    def changed(self) -> int:
        return len(self.changes) + len(self.moved)


class Unusable(Exception):
    """A rule or a page cannot compute with a value, although it is of the right kind: `title` says which."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


def consequences(parameter: str, value: DatedValue, known: Register) -> Consequences:
    """Asks every case of the rules that read `parameter`, on its own day and on those on which the value turns.

    And the examples of the pages that compute with it. Raises `Unusable` when a rule or a page fails on the value.
    """
    trial = known.with_value(parameter, value)
    readers = {rule.name for rule in users_of_parameters().get(parameter, ())}
    cases = [case for case in loading.cases() if case.rule in readers]
    turns = _turns(value)
    days = [(case, day) for case in cases for day in sorted({case.day, *(max(case.day, turn) for turn in turns)})]
    tried = [change for case, day in days if (change := _change(case, day, known, trial))]
    changed = [change for change in tried if change.before.result != change.after.result]
    broken = [case for case in cases if case.faults(RULES, trial) and not case.faults(RULES, known)]
    examples = [(each, day) for each in examples_with(parameter) for day in sorted({*map(each.day_for, turns)})]
    asked = [moved for example, day in examples if (moved := _moved(example, day, known, trial))]
    differ = tuple(answer for answer in asked if answer.before != answer.after)
    return Consequences(len(tried) + len(asked), tuple(changed), tuple(broken), differ)


def _turns(value: DatedValue) -> list[date]:
    """The first day of a value and the day after its last one, on which nothing may be left to compute with."""
    ends = [value.valid_to + timedelta(days=1)] if value.valid_to and value.valid_to < date.max else []
    return [value.valid_from or date.min, *ends]


def _change(case: Case, day: date, known: Register, trial: Register) -> Change | None:
    """None when the givens of the case cannot be asked on that day, such as an agreement that was over by then."""
    rule = RULES[case.rule]
    try:
        before = rule.ask(case.given, day, known)
    except Faults:
        return None
    try:
        return Change(case, rule, day, before, rule.ask(case.given, day, trial))
    except (ArithmeticError, LookupError, TypeError, ValueError) as failure:
        raise Unusable(say(rule.title)) from failure


def _moved(example: Example, day: date, known: Register, trial: Register) -> Moved | None:
    """None when the page cannot answer on that day, with the value or without it."""
    try:
        before, after = example.answer(day, known), example.answer(day, trial)
    except ValueError as failure:
        raise Unusable(str(example.title)) from failure
    return Moved(example, day, before, after) if before or after else None
