"""The form of a rule: its questions and the day for which they are asked."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict

from vakwerk.calculators.fields import QuestionField, names
from vakwerk.core import clock
from vakwerk.core.language import say
from vakwerk.engines.rules import Faults, Kind, Question, Rule

DAY = "dag"


class AskForm(forms.Form):
    """Unbound until somebody answered something, so that the first sight of a page shows no errors."""

    use_required_attribute = False

    def __init__(self, rule: Rule, data: MultiValueDict[str, str] | None = None) -> None:
        self.rule = rule
        today = clock.as_of().isoformat()
        super().__init__(_completed(data, rule, today) if data else None)
        for question in rule.questions:
            self.fields[question.key] = QuestionField(question)
        self.fields[DAY] = QuestionField(Question(DAY, Kind.DATE, rule.day_label), initial=today)
        if rule.day_first:
            self.order_fields([DAY])

    @property
    def main_fields(self) -> list[BoundField]:
        return [bound for bound in self if not _question(bound).aside]

    @property
    def aside_fields(self) -> list[BoundField]:
        """What is folded away, because it is seldom needed."""
        return [bound for bound in self if _question(bound).aside]

    @property
    def has_aside_answers(self) -> bool:
        """True when something that is folded away was answered, or is wrong."""
        return self.is_bound and any(bound.data or bound.errors for bound in self.aside_fields)

    def add_faults(self, faults: Faults) -> None:
        """What the rule itself says about answers that cannot be right together."""
        for key, words in faults.words.items():
            self.add_error(key, say(words))

    @property
    def given(self) -> dict[str, Any]:
        """The typed answers; only of a valid form."""
        return {question.key: self.cleaned_data[question.key] for question in self.rule.questions}

    @property
    def day(self) -> date:
        """The day for which it is asked; only of a valid form."""
        found: date = self.cleaned_data[DAY]
        return found


def _completed(data: MultiValueDict[str, str], rule: Rule, today: str) -> MultiValueDict[str, str] | None:
    """What was answered, for today when no day was given; None when nothing was answered."""
    asked = [name for question in rule.questions for name in names(question)]
    if not any(name in data for name in (DAY, *asked)):
        return None
    filled = data.copy()
    if not filled.get(DAY):
        filled[DAY] = today
    return filled


def _question(bound: BoundField) -> Question:
    return cast(QuestionField, bound.field).question
