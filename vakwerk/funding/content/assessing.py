"""What an application still lacks, and what the conditions say of it: the same for applicants and officials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vakwerk.engines.rules.conditions import ConditionError, explain, parse
from vakwerk.engines.words import Words
from vakwerk.funding.content.checking import asked
from vakwerk.funding.content.naming import Facts, value_of, values, vocabulary
from vakwerk.funding.content.shape import Content, Question, QuestionKind, Rule
from vakwerk.people.models import OrganisationKind


@dataclass(frozen=True)
class Lack:
    """Something that must be there before an application can be submitted; `place` is the page to mend it."""

    place: str
    message: str


@dataclass(frozen=True)
class RuleOutcome:
    """What one condition says of an application; `holds` is None when it cannot be decided."""

    rule: Rule
    holds: bool | None
    sentences: tuple[Words, ...]


def lacks(content: Content, answers: Mapping[str, Any], facts: Facts) -> list[Lack]:
    """Everything that stands in the way of submitting."""
    questions = asked(content, answers, facts)
    missing = (_answer(question, answers, facts) for question in questions)
    return [*(lack for lack in missing if lack), *_partners(content, facts), *_budget(content, facts)]


def _answer(question: Question, answers: Mapping[str, Any], facts: Facts) -> Lack | None:
    value = value_of(question, answers, facts)
    if question.required and (value is None or (value in ([], 0) and question.kind in _LISTS)):
        return Lack(question.section, _("Answer “%(label)s”.") % {"label": question.label})
    if question.max_length and isinstance(value, str) and len(value) > question.max_length:
        told = {"label": question.label, "most": question.max_length}
        return Lack(question.section, _("“%(label)s” is longer than %(most)s characters.") % told)
    return None


_LISTS = (QuestionKind.FILE, QuestionKind.CHOICES)


def _partners(content: Content, facts: Facts) -> Iterator[Lack]:
    if facts.lead_kind not in content.lead_kinds:
        yield Lack("partners", _("Your kind of organisation cannot apply in this call."))
    confirmed = len(facts.partner_kinds)
    if confirmed < content.least_partners:
        needed = ngettext(
            "At least %(count)s partner must confirm; now %(now)s did.",
            "At least %(count)s partners must confirm; now %(now)s did.",
            content.least_partners,
        )
        yield Lack("partners", needed % {"count": content.least_partners, "now": confirmed})
    for rule in content.partner_rules:
        if sum(kind in rule.kinds for kind in facts.partner_kinds) < rule.least:
            told = {"count": rule.least, "kinds": kinds_in_words(rule.kinds)}
            yield Lack("partners", _("Confirmed partners needed of %(kinds)s: at least %(count)s.") % told)


def kinds_in_words(kinds: tuple[str, ...]) -> str:
    """Kinds of organisations as a list in the reader's language."""
    return ", ".join(str(OrganisationKind(kind).label) for kind in kinds)


def _budget(content: Content, facts: Facts) -> Iterator[Lack]:
    if not content.budget_lines:
        return
    if {line for line, _cents in facts.costs} - {line.key for line in content.budget_lines}:
        yield Lack("budget", _("Some costs stand under a budget line that the call no longer has."))
    if not facts.costs:
        yield Lack("budget", _("Enter the costs of the project."))
    elif facts.requested_cents <= 0:
        yield Lack("budget", _("Enter the amount that you ask for."))
    elif facts.requested_cents + facts.co_financing_cents != facts.total_cents:
        yield Lack("budget", _("What you ask for and the co-financing together are not the total costs."))


def outcomes(content: Content, answers: Mapping[str, Any], facts: Facts) -> list[RuleOutcome]:
    """Each condition of the call with its outcome. An answer to a question that is not asked counts as none."""
    keys = {question.key for question in asked(content, answers, facts)}
    given = {key: answer for key, answer in answers.items() if key in keys}
    known, words = values(content, given, facts), vocabulary(content)
    return [_outcome(rule, words, known) for rule in content.rules]


def _outcome(rule: Rule, words: Any, known: Any) -> RuleOutcome:
    try:
        told = explain(parse(rule.text, words), known)
    except ConditionError as error:
        return RuleOutcome(rule, None, (error.problem,))
    return RuleOutcome(rule, told.holds, told.sentences)
