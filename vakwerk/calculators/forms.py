"""The form of a rule: its questions and the day for which they are asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from vakwerk.calculators.fields import QuestionField, names
from vakwerk.core import clock
from vakwerk.engines.rules import Kind, Question, Rule

DAY = "dag"


class AskForm(forms.Form):
    """Unbound until somebody answered something, so that the first sight of a page shows no errors."""

    use_required_attribute = False

    def __init__(self, rule: Rule, data: MultiValueDict[str, str] | None = None) -> None:
        self.rule = rule
        asked = [name for question in rule.questions for name in names(question)]
        super().__init__(data if data and any(name in data for name in (DAY, *asked)) else None)
        for question in rule.questions:
            self.fields[question.key] = QuestionField(question)
        self.fields[DAY] = QuestionField(Question(DAY, Kind.DATE, rule.day_label), initial=clock.as_of().isoformat())

    @property
    def given(self) -> dict[str, Any]:
        """The typed answers; only of a valid form."""
        return {question.key: self.cleaned_data[question.key] for question in self.rule.questions}

    @property
    def day(self) -> date:
        """The day for which it is asked; only of a valid form."""
        found: date = self.cleaned_data[DAY]
        return found
