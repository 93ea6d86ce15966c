"""Forms that say clearly what is wrong, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BaseForm, BoundField, widgets
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from vakwerk.core import clock

CHECKS = (widgets.CheckboxInput,)
CHOICES = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)
# htmx swaps a 422 in place; a browser without JavaScript shows it as the page.
UNPROCESSABLE = 422


def form_response(
    request: HttpRequest, template: str, form: BaseForm, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page of a form: 200 when it is offered, 422 when it comes back with errors."""
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **(context or {})}, status=status)


def carried_out(
    request: HttpRequest,
    form: BaseForm,
    do: Callable[[dict[str, Any]], str],
    *,
    done: str | Promise,
    refused: tuple[type[Exception], ...] = (),
) -> HttpResponse | None:
    """Does what a right form asks and sends the reader on, with `done` as the message; None: show the form (again).

    `do(cleaned_data)` returns the address. An exception of `refused` becomes an error of the form, in its own words.
    """
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        target = do(form.cleaned_data)
    except refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, str(done))
    return redirect(target)


class DayField(forms.DateField):
    """A day of a year that `core.clock` knows (others break sums over a period), with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and clock.parse_date(day.isoformat()) is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: the field's label and the place it leads to ("" for the form as a whole)."""

    message: str
    label: str = ""
    target: str = ""


def problems(form: BaseForm) -> Iterator[Problem]:
    """Every error of the form, in the order in which the fields stand on the page."""
    for message in form.non_field_errors():
        yield Problem(str(message))
    for field in form:
        for message in field.errors:
            yield Problem(str(message), str(field.label), "" if field.is_hidden else target_of(field))


def target_of(field: BoundField) -> str:
    """The id that takes the focus: the control itself, or the first choice of a group."""
    if not is_group(field):
        return field.id_for_label or str(field.auto_id)
    return f"{field.auto_id}_0"


def is_group(field: BoundField) -> bool:
    return isinstance(field.field.widget, CHOICES)


def is_check(field: BoundField) -> bool:
    return isinstance(field.field.widget, CHECKS)


def css_class(field: BoundField) -> str:
    """Bootstrap's class for the control, after the classes the form itself asked for."""
    widget = field.field.widget
    if isinstance(widget, CHECKS):
        base = "form-check-input"
    else:
        base = "form-select" if isinstance(widget, widgets.Select) else "form-control"
    parts = [widget.attrs.get("class", ""), base, "is-invalid" if field.errors else ""]
    return " ".join(part for part in parts if part)


def control(field: BoundField) -> str:
    return field.as_widget(attrs={"class": css_class(field)})


@dataclass(frozen=True)
class Choice:
    """One radio button or check box of a group."""

    tag: str
    id: str
    label: str


def choices(field: BoundField) -> Iterator[Choice]:
    for sub in field.subwidgets:
        sub.data["attrs"]["class"] = "form-check-input"
        yield Choice(sub.tag(), sub.id_for_label, sub.choice_label)
