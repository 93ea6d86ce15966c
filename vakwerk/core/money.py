"""Amounts on screen, and in fields that people fill in. Everywhere else an amount is an `int` of cents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vakwerk.core.language import page_language, say
from vakwerk.engines.money import AmountError, parse_amount, written


def euros(cents: int) -> str:
    """ "€ 1.234,56" for a Dutch page, "€1,234.56" for an English one."""
    return written(cents, page_language())


class AmountField(forms.CharField):
    """An amount in euros as people write it; its value is an `int` of cents of `least` (a cent) or more."""

    def __init__(self, *, least: int = 1, **options: Any) -> None:
        self.least = least
        options.setdefault("help_text", _("In euros, for instance 1,234.56."))
        options.setdefault("max_length", 40)
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            cents = parse_amount(text, page_language())
        except AmountError as error:
            raise ValidationError(say(error.words), code="amount") from None
        if cents < self.least:
            raise ValidationError(_("At least %(amount)s."), code="too_small", params={"amount": euros(self.least)})
        return cents

    def prepare_value(self, value: Any) -> Any:
        """Cents from the code as people write them; what somebody typed stays as it is."""
        return euros(value).replace("€", "").strip() if isinstance(value, int) else value
