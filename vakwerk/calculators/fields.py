"""Form fields made from the questions of a rule. What is typed is read by the question itself, as in the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from vakwerk.core.language import say
from vakwerk.engines.rules import Case, Given, Kind, Question, Refused

MOST_RADIOS = 7
SHIFT_PARTS = (
    ("start", _("Work starts"), {"type": "time"}),
    ("end", _("Work ends"), {"type": "time"}),
    ("pause", _("Break (minutes)"), {"inputmode": "numeric"}),
    ("school", _("Hours of lessons"), {"inputmode": "decimal"}),
)


class ShiftWidget(forms.Widget):
    """Four small inputs for one day: `mon_start`, `mon_end`, `mon_pause`, `mon_school`."""

    template_name = "calculators/_shift.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> dict[str, Any]:
        return {part: data.get(f"{name}_{part}") for part, _label, _attrs in SHIFT_PARTS}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        filled = value if isinstance(value, Mapping) else {}
        parts = [
            {"name": f"{name}_{part}", "label": label, "attrs": more, "value": filled.get(part) or ""}
            for part, label, more in SHIFT_PARTS
        ]
        return {"parts": parts, "widget": {"name": name}, "attrs": attrs or {}}


class QuestionField(forms.Field):
    """One question; `clean` gives its typed answer or says what is wrong in the language of the page."""

    def __init__(self, question: Question, initial: Any = None) -> None:
        self.question = question
        super().__init__(
            required=question.needed,
            label=say(question.label),
            help_text=say(question.hint) if question.hint else "",
            widget=_widget(question),
            initial=initial,
        )

    @property
    def is_shift(self) -> bool:
        return self.question.kind is Kind.SHIFT

    @property
    def is_yes_no(self) -> bool:
        return self.question.kind is Kind.YES_NO

    def clean(self, value: Any) -> Given:
        try:
            return self.question.read(value)
        except Refused as refused:
            raise ValidationError(say(refused.words)) from refused


def _widget(question: Question) -> forms.Widget:
    options = [(option.key, say(option.label)) for option in question.options]
    match question.kind:
        case Kind.CHOICE if len(options) > MOST_RADIOS:
            return forms.Select(choices=[("", ""), *options])
        case Kind.CHOICE:
            return forms.RadioSelect(choices=options)
        case Kind.SEVERAL:
            return forms.CheckboxSelectMultiple(choices=options)
        case Kind.YES_NO:
            return forms.RadioSelect(choices=_yes_no(question))
        case Kind.SHIFT:
            return ShiftWidget()
        case Kind.DATES:
            return forms.Textarea(attrs={"rows": 3})
    return forms.TextInput(attrs=_ATTRIBUTES.get(question.kind, {"maxlength": 500}))


def _yes_no(question: Question) -> list[tuple[str, Any]]:
    known = [("ja", _("Yes")), ("nee", _("No"))]
    return known if question.needed else [*known, ("", _("I do not know"))]


_ATTRIBUTES: dict[Kind, dict[str, Any]] = {
    Kind.DATE: {"type": "date", "class": "ca-short"},
    Kind.TIME: {"type": "time", "class": "ca-short"},
    Kind.COUNT: {"inputmode": "numeric", "class": "ca-short", "maxlength": 20},
    Kind.NUMBER: {"inputmode": "decimal", "class": "ca-short", "maxlength": 20},
    Kind.AMOUNT: {"inputmode": "decimal", "class": "ca-short", "maxlength": 20},
}


def names(question: Question) -> tuple[str, ...]:
    """The parameters of the address in which the answer to a question stands."""
    if question.kind is Kind.SHIFT:
        return tuple(f"{question.key}_{part}" for part, _label, _attrs in SHIFT_PARTS)
    return (question.key,)


def filled_in(question: Question, value: object) -> Iterator[tuple[str, str]]:
    """The address parameters that stand for an answer as a case gives it."""
    match value:
        case None:
            return
        case Mapping():
            yield from ((f"{question.key}_{part}", str(found)) for part, found in value.items())
        case list() | tuple() if question.kind is Kind.SEVERAL:
            yield from ((question.key, str(item)) for item in value)
        case list() | tuple():
            yield question.key, ", ".join(map(str, value))
        case bool():
            yield question.key, "ja" if value else "nee"
        case _:
            yield question.key, str(value)


def example(case: Case, questions: tuple[Question, ...], day_name: str) -> MultiValueDict[str, str]:
    """A case as the form would send it."""
    data: MultiValueDict[str, str] = MultiValueDict({day_name: [_iso(case.day)]})
    for question in questions:
        for name, value in filled_in(question, case.given.get(question.key)):
            data.appendlist(name, value)
    return data


def _iso(day: date) -> str:
    return day.isoformat()
