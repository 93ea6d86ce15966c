"""What is wrong with the content of a call, before anybody applies; and which questions an application is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vakwerk.engines.rules.conditions import ConditionError, evaluate, parse
from vakwerk.funding.content.naming import LEAD, Facts, value_of, vocabulary, vocabulary_before
from vakwerk.funding.content.shape import Content, Question, QuestionKind


@dataclass(frozen=True)
class Fault:
    """One thing to mend; `step` is the step of the builder where that is done."""

    step: str
    message: str


def faults(content: Content) -> list[Fault]:
    """Everything that stands in the way of publishing."""
    return [*_general(content), *_questions(content), *_money(content), *_rules(content)]


def _general(content: Content) -> Iterator[Fault]:
    if content.opens_at is None or content.closes_at is None:
        yield Fault("general", _("Say from when until when the call is open."))
    elif content.closes_at <= content.opens_at:
        yield Fault("general", _("The call must close after it opens."))
    if not content.summary:
        yield Fault("general", _("Write a summary."))
    if not content.lead_kinds:
        yield Fault("who", _("Say who may apply."))


def _questions(content: Content) -> Iterator[Fault]:
    if not content.questions:
        yield Fault("questions", _("Ask at least one question."))
    for section in content.sections:
        if not content.questions_of(section.key):
            yield Fault("sections", _("Part “%(title)s” has no questions.") % {"title": section.title})
    for question in content.questions:
        yield from _question(content, question)


def _question(content: Content, question: Question) -> Iterator[Fault]:
    name = {"label": question.label}
    if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES) and len(question.choices) < 2:
        yield Fault("questions", _("Question “%(label)s” needs at least two choices.") % name)
    if question.section not in {section.key for section in content.sections}:
        yield Fault("questions", _("Question “%(label)s” stands in no part.") % name)
    elif question.shown_when and not _reads(question.shown_when, content, question.key):
        yield Fault("questions", _("The condition of question “%(label)s” is not right.") % name)


def _reads(text: str, content: Content, before: str) -> bool:
    try:
        parse(text, vocabulary_before(content, before))
    except ConditionError:
        return False
    return True


def _money(content: Content) -> Iterator[Fault]:
    if not content.budget_lines:
        yield Fault("budget", _("Add at least one budget line."))
    if not content.criteria:
        yield Fault("criteria", _("Add at least one criterion for the jury."))


def _rules(content: Content) -> Iterator[Fault]:
    words = vocabulary(content)
    for rule in content.rules:
        try:
            parse(rule.text, words)
        except ConditionError:
            yield Fault("rules", _("Condition “%(message)s” is not right.") % {"message": rule.message})


def asked(content: Content, answers: Mapping[str, Any], facts: Facts) -> list[Question]:
    """The questions that this application is asked, in the order of the form.

    A question that looks at one that is not asked sees no answer: what somebody filled in before does not count.
    """
    seen: dict[str, Any] = {LEAD.key: facts.lead_kind}
    found = []
    for section in content.sections:
        for question in content.questions_of(section.key):
            if _shown(content, question, seen):
                found.append(question)
                seen[question.key] = value_of(question, answers, facts)
    return found


def _shown(content: Content, question: Question, seen: Mapping[str, Any]) -> bool:
    if not question.shown_when:
        return True
    try:
        condition = parse(question.shown_when, vocabulary_before(content, question.key))
    except ConditionError:
        return True  # only in a draft: a call with such a fault is not published
    return evaluate(condition, seen).holds is True
