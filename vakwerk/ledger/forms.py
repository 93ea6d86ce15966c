"""Forms of civil servants. Amounts are typed as people write them and come out as cents."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vakwerk.core import attachments, clock
from vakwerk.core.money import AmountField, euros
from vakwerk.ledger.accounts import parse_iban
from vakwerk.ledger.books import Refused
from vakwerk.ledger.models import Commitment, Payment
from vakwerk.people import queries as people
from vakwerk.people.models import NumberScheme, Organisation

_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,49}")
RESERVED = frozenset({"nieuw", "betaalrun", "vastlegging", "betaling", "terugvordering", "bewijs"})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class IbanField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("IBAN, for instance BE68 5390 0754 7034."))
        super().__init__(required=False, max_length=50, **options)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> str:
        try:
            return parse_iban(super().clean(value) or "")
        except Refused as refused:
            raise ValidationError(str(refused), code="iban") from None


class OnceForm(forms.Form):
    """Carries the id of what it will make, so that a form that is sent twice makes it once."""

    public_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class EnvelopeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=50, help_text=_("Short, for the address: small letters, digits, - and point.")
    )
    title = forms.CharField(label=_("What the money is for"), max_length=200)
    amount_cents = AmountField(label=_("Ceiling"))
    period = forms.CharField(label=_("Period"), max_length=200, required=False)
    source = forms.CharField(
        label=_("Decision"), max_length=200, help_text=_("Which decision gives this amount, with its date.")
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].lower()
        if not _CODE.fullmatch(code) or code in RESERVED:
            raise ValidationError(_("Use small letters, digits, - and points, beginning with a letter or digit."))
        return code


class CeilingForm(forms.Form):
    amount_cents = AmountField(label=_("Ceiling"), least=0)
    reason = forms.CharField(
        label=_("Decision"), max_length=200, help_text=_("Which decision gives this amount, with its date.")
    )


class CommitForm(OnceForm):
    number = forms.CharField(
        label=_("Institution or enterprise number"),
        max_length=20,
        required=False,
        help_text=_("Fill in a number that Vakwerk knows, or the name below."),
    )
    beneficiary = forms.CharField(label=_("Name of the beneficiary"), max_length=200, required=False)
    purpose = forms.CharField(label=_("What it is for"), max_length=200)
    amount_cents = AmountField(label=_("Amount"))
    iban = IbanField(label=_("Account number"))

    organisation: Organisation | None = None

    def clean_number(self) -> str:
        number: str = re.sub(r"[\s.]", "", self.cleaned_data["number"])
        if number:
            self.organisation = people.organisation_with_number(
                NumberScheme.INSTITUTION, number
            ) or people.organisation_with_number(NumberScheme.ENTERPRISE, number)
            if self.organisation is None:
                raise ValidationError(_("Vakwerk knows no organisation with this number. Fill in the name instead."))
        return number

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("beneficiary") and "number" in found and self.organisation is None:
            self.add_error("beneficiary", _("Fill in who gets the money."))
        return found


class PaymentForm(OnceForm):
    label = forms.CharField(
        label=_("What is paid"), max_length=140, help_text=_("For instance: first instalment. The bank passes it on.")
    )
    amount_cents = AmountField(label=_("Amount"))
    due_on = forms.DateField(label=_("To pay on"), widget=DAY)

    def __init__(self, *arguments: Any, commitment: Commitment, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["amount_cents"].help_text = _("At most %(amount)s.") % {"amount": euros(commitment.to_plan_cents)}
        self.fields["due_on"].initial = clock.today()


class ReleaseForm(forms.Form):
    amount_cents = AmountField(label=_("Amount"))
    reason = forms.CharField(label=_("Why"), max_length=200)
    seen_cents = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: Any, commitment: Commitment, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["amount_cents"].help_text = _("At most %(amount)s.") % {"amount": euros(commitment.to_plan_cents)}
        self.fields["amount_cents"].initial = commitment.to_plan_cents
        self.fields["seen_cents"].initial = commitment.amount_cents


class RecoverForm(OnceForm):
    amount_cents = AmountField(label=_("Amount"))
    reason = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *arguments: Any, commitment: Commitment, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["amount_cents"].help_text = _("At most %(amount)s.") % {
            "amount": euros(commitment.recoverable_cents)
        }


class AccountForm(forms.Form):
    iban = IbanField(label=_("Account number"))

    def __init__(self, *arguments: Any, commitment: Commitment, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["iban"].initial = commitment.iban


class PaymentChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Payment) -> str:
        return f"{obj.commitment.beneficiary}: {obj.label}, {euros(obj.amount_cents)}"


class RunForm(forms.Form):
    payments = PaymentChoice(label=_("Payments"), queryset=Payment.objects.none(), widget=forms.CheckboxSelectMultiple)
    execute_on = forms.DateField(label=_("To be executed on"), widget=DAY)
    payer = forms.CharField(label=_("Name on the account that pays"), max_length=70, required=False)
    payer_iban = IbanField(label=_("Account that pays"), help_text=_("Needed for the bank file, not for the list."))

    def __init__(self, *arguments: Any, planned: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["payments"].queryset = planned  # type: ignore[attr-defined]
        self.fields["payments"].initial = [payment.pk for payment in planned]
        self.fields["execute_on"].initial = clock.today()


class PayerForm(forms.Form):
    payer = forms.CharField(label=_("Name on the account that pays"), max_length=70)
    payer_iban = IbanField(label=_("Account that pays"))

    def clean_payer_iban(self) -> str:
        iban: str = self.cleaned_data["payer_iban"]
        if not iban:
            raise ValidationError(_("Fill in the account that pays."))
        return iban


class EvidenceForm(forms.Form):
    upload = attachments.AttachmentField(label=_("File"))
