"""Fields and forms that more pages of this room use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vakwerk.core import money


class AmountField(money.AmountField):
    """An amount of a call or application: nothing is an amount too, and many stand on a page, without a hint each."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"least": 0, "help_text": "", **options})


class TimeField(forms.TimeField):
    """A time of the day, to the second."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time", "step": "1"}, format="%H:%M:%S")
        super().__init__(widget=widget, **options)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text field that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class LenientForm(forms.Form):
    """A form that keeps what is not finished: it shows what is required, and takes it empty all the same."""

    use_required_attribute = False

    def full_clean(self) -> None:
        required = [field for field in self.fields.values() if field.required]
        for field in required:
            field.required = False
        super().full_clean()
        for field in required:
            field.required = True


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Name of the project"), max_length=160)
