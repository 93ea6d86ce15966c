"""What an applicant fills in. The form of a part is made from the questions of the call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vakwerk.core.attachments import AttachmentField
from vakwerk.core.formhelp import DayField
from vakwerk.funding.content import Content, Question, QuestionKind
from vakwerk.funding.content.naming import fitting
from vakwerk.funding.forms.fields import AmountField, LenientForm
from vakwerk.funding.queries.calls import organisations_called

YES_NO = (("ja", _("Yes")), ("nee", _("No")))
EMPTY_ROWS = 3
MAX_ROWS = 60


class OrganisationField(forms.CharField):
    """An organisation by name or official number; the answer is its name, and its key when we know it."""

    def prepare_value(self, value: Any) -> Any:
        return value.get("name", "") if isinstance(value, dict) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = organisations_called(text, limit=2)
        exact = found[:1] if len(found) == 1 or (found and found[0].name.casefold() == text.casefold()) else []
        return {"id": exact[0].pk, "name": exact[0].name} if exact else {"id": None, "name": text}


def _text(question: Question) -> forms.Field:
    limit = question.max_length or 20_000
    rows = 2 if limit <= 300 else 8
    return forms.CharField(max_length=limit, widget=forms.Textarea(attrs={"rows": rows}))


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(choice.key, choice.label) for choice in question.choices]


MAKERS: dict[QuestionKind, Callable[[Question], forms.Field]] = {
    QuestionKind.TEXT: _text,
    QuestionKind.NUMBER: lambda q: forms.DecimalField(max_digits=12, decimal_places=4, localize=True),
    QuestionKind.AMOUNT: lambda q: AmountField(),
    QuestionKind.DATE: lambda q: DayField(),
    QuestionKind.CHOICE: lambda q: forms.ChoiceField(choices=_choices(q), widget=forms.RadioSelect),
    QuestionKind.CHOICES: lambda q: forms.MultipleChoiceField(choices=_choices(q), widget=forms.CheckboxSelectMultiple),
    QuestionKind.YES_NO: lambda q: forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect),
    QuestionKind.FILE: lambda q: AttachmentField(),
    QuestionKind.ORGANISATION: lambda q: OrganisationField(max_length=200, help_text=_("Name or official number.")),
}


class PartForm(LenientForm):
    """The questions of one part that are asked now. What is missing is told at the check, not here."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, files: Any, *, questions: Iterable[Question], answers: Mapping[str, Any], seen: str
    ) -> None:
        self.questions = tuple(questions)
        initial = {q.key: shown(q, answers.get(q.key)) for q in self.questions}
        super().__init__(data, files, initial={"seen": seen, **initial})
        for question in self.questions:
            self.fields[question.key] = _field(question)

    def answers(self) -> dict[str, Any]:
        """The answers as they are kept, files aside."""
        kept = (q for q in self.questions if q.kind != QuestionKind.FILE)
        return {q.key: stored(q, self.cleaned_data.get(q.key)) for q in kept}

    def uploads(self) -> dict[str, Any]:
        found = {q.key: self.cleaned_data.get(q.key) for q in self.questions if q.kind == QuestionKind.FILE}
        return {key: upload for key, upload in found.items() if upload}


def _field(question: Question) -> forms.Field:
    field = MAKERS[question.kind](question)
    field.label, field.required = question.label, question.required
    hints = [question.hint, str(field.help_text or "")]
    if question.max_length:
        hints.append(str(_("At most %(most)s characters.") % {"most": question.max_length}))
    field.help_text = " ".join(hint for hint in hints if hint)
    return field


def stored(question: Question, value: Any) -> Any:
    """A cleaned value as JSON: numbers and dates as text, the answer to a yes-or-no question as truth."""
    if question.kind == QuestionKind.YES_NO:
        return value == "ja" if value else None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


def shown(question: Question, answer: Any) -> Any:
    """A kept answer as the field shows it."""
    answer = fitting(question, answer)
    if answer is None:
        return None
    if question.kind == QuestionKind.YES_NO:
        return "ja" if answer else "nee"
    if question.kind == QuestionKind.NUMBER:
        return Decimal(answer)
    return date.fromisoformat(answer) if question.kind == QuestionKind.DATE else answer


class CostForm(LenientForm):
    """One row of costs; a row of which nothing is filled in is no row."""

    line = forms.ChoiceField(label=_("Budget line"))
    description = forms.CharField(label=_("What for"), max_length=160)
    amount_cents = AmountField(label=_("Amount"))

    def __init__(self, *args: Any, content: Content, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "-"), *((line.key, line.label) for line in content.budget_lines)]
        self.fields["line"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return _whole_row(self, ("line", "description", "amount_cents"))


class ContributionForm(LenientForm):
    """One row of co-financing."""

    source = forms.CharField(label=_("Who pays it"), max_length=160)
    amount_cents = AmountField(label=_("Amount"))

    def clean(self) -> dict[str, Any]:
        return _whole_row(self, ("source", "amount_cents"))


def _whole_row(form: forms.Form, names: tuple[str, ...]) -> dict[str, Any]:
    cleaned = form.cleaned_data
    given = [name for name in names if cleaned.get(name)]
    if given and len(given) < len(names) and not form.errors:
        raise ValidationError(_("Fill in the whole row, or empty it; an amount is more than zero."))
    return cleaned


CostFormSet = forms.formset_factory(CostForm, extra=EMPTY_ROWS, max_num=MAX_ROWS, absolute_max=MAX_ROWS)
ContributionFormSet = forms.formset_factory(ContributionForm, extra=EMPTY_ROWS, max_num=MAX_ROWS, absolute_max=MAX_ROWS)


class RequestForm(LenientForm):
    """What is asked of the call, above the rows."""

    seen = forms.CharField(widget=forms.HiddenInput)
    requested_cents = AmountField(label=_("Amount that you ask for"))


class PartnerForm(forms.Form):
    organisation = forms.IntegerField(widget=forms.HiddenInput)
    contribution = forms.CharField(label=_("What this partner does in the project"), max_length=300, required=False)


class SearchForm(forms.Form):
    zoek = forms.CharField(label=_("Find an organisation"), help_text=_("Name or official number."), max_length=100)
