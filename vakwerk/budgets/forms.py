"""Forms of civil servants (a division, its counts, its decision) and of schools (plan, expense, claim)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.budgets.actions.rounds import Content, CountEntry
from vakwerk.budgets.divisions import Computed
from vakwerk.budgets.figures import PupilsField, WeightField
from vakwerk.budgets.models import PlanItem, Regime, Round
from vakwerk.budgets.regimes import GROUP_NAMES, day_of, groups_of, holds_on
from vakwerk.core import attachments, clock
from vakwerk.core.language import say
from vakwerk.core.money import AmountField
from vakwerk.core.viewer import Viewer
from vakwerk.ledger.forms import OnceForm
from vakwerk.ledger.models import Envelope, EnvelopeStatus
from vakwerk.people import queries as people
from vakwerk.people.models import NumberScheme, OrganisationKind
from vakwerk.rules import queries as rules

_DAY = {"type": "date"}


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(_DAY, format="%Y-%m-%d"), **options)


def year_field(first: int, last: int, **options: Any) -> forms.TypedChoiceField:
    choices = [(year, clock.school_year_label(year)) for year in range(first, last + 1)]
    return forms.TypedChoiceField(choices=choices, coerce=int, **options)


def envelopes_of(viewer: Viewer) -> Any:
    """Open envelopes with an amount, of the plan or of the own administration."""
    mine = Q(owner__isnull=True) | Q(owner=viewer.organisation_id)
    return Envelope.objects.filter(mine, status=EnvelopeStatus.OPEN, amount_cents__isnull=False).order_by("code")


class EnvelopeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def __init__(self, viewer: Viewer, **options: Any) -> None:
        super().__init__(envelopes_of(viewer), label=_("Envelope"), empty_label=_("None yet"), **options)


class RoundForm(OnceForm):
    """What a division is about."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    regime = forms.ChoiceField(label=gettext_lazy("Key"), choices=Regime.choices)

    def __init__(self, data: Any, *, viewer: Viewer, found: Round | None = None) -> None:
        super().__init__(data, initial=self._initial(found))
        now = clock.school_year()
        self.fields["school_year"] = year_field(2016, now + 2, label=_("School year"))
        self.fields["day"] = day_field(
            label=_("Day whose parameters count"),
            required=False,
            help_text=_("Empty: the first day of the school year, or of a key that was used once."),
        )
        self.fields["counting_date"] = day_field(label=_("Counting date of the pupils"), required=False)
        self.fields["pool_cents"] = AmountField(
            label=_("Amount to divide"), required=False, help_text=_("Only when the parameter has none, or another.")
        )
        self.fields["pool_source"] = forms.CharField(label=_("Source of that amount"), required=False, max_length=200)
        self.fields["envelope"] = EnvelopeField(viewer, required=False)

    @staticmethod
    def _initial(found: Round | None) -> dict[str, Any]:
        if found is None:
            return {"school_year": clock.school_year(), "regime": Regime.MATERIAL}
        names = ("title", "regime", "school_year", "day", "counting_date", "pool_cents", "pool_source", "envelope")
        return {name: getattr(found, name) for name in names}

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("pool_cents") is not None and not values.get("pool_source"):
            self.add_error("pool_source", ValidationError(_("Say where this amount comes from.")))
        day, regime = values.get("day"), values.get("regime")
        if day and regime and not holds_on(Regime(regime), day, rules.register()):
            self.add_error("day", ValidationError(_("This key did not hold on that day. Leave it empty if you doubt.")))
        return values

    def content(self) -> Content:
        values = {name: value for name, value in self.cleaned_data.items() if name != "public_id"}
        values["day"] = values["day"] or day_of(Regime(values["regime"]), date(values["school_year"], 9, 1))
        values["pool_source"] = values["pool_source"] if values["pool_cents"] is not None else ""
        return Content(**values)


class CountForm(forms.Form):
    """Pupils of one school in one group."""

    number = forms.CharField(label=gettext_lazy("Institution number"), max_length=16)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200)

    def __init__(self, data: Any, *, found: Round) -> None:
        super().__init__(data)
        groups = groups_of(Regime(found.regime))
        self.fields["group"] = forms.ChoiceField(
            label=_("Group"), choices=[(group, say(GROUP_NAMES[group])) for group in groups]
        )
        self.fields["pupils"] = PupilsField(label=_("Regular pupils who count"))
        self.order_fields(["number", "group", "pupils", "source"])

    def clean_number(self) -> int:
        school = people.organisation_with_number(NumberScheme.INSTITUTION, self.cleaned_data["number"].strip())
        if school is None or school.kind != OrganisationKind.SECONDARY_SCHOOL:
            raise ValidationError(_("We know no school with this institution number."))
        return school.pk

    def entry(self) -> CountEntry:
        values = self.cleaned_data
        return CountEntry(values["number"], values["group"], values["pupils"], values["source"])


class ReasonForm(forms.Form):
    """Why a division is decided, and which figures stood on the page."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("Everybody can read this, with the key and every share. Name no persons."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)


class EnvelopeForm(forms.Form):
    """From which envelope the shares are committed."""

    def __init__(self, data: Any, *, viewer: Viewer, found: Round) -> None:
        super().__init__(data, initial={"envelope": found.envelope})
        self.fields["envelope"] = EnvelopeField(viewer)


class VerdictForm(forms.Form):
    """Accept, or refuse with a reason."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Verdict"),
        choices=[("yes", gettext_lazy("Accept")), ("no", gettext_lazy("Do not accept"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=gettext_lazy("Why not"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("verdict") == "no" and not self.cleaned_data.get("reason"):
            self.add_error("reason", ValidationError(_("Say why it is not accepted.")))
        return self.cleaned_data

    @property
    def accepted(self) -> bool:
        return bool(self.cleaned_data["verdict"] == "yes")


class CompareForm(forms.Form):
    """Another pool and other weights beside those of a division."""

    def __init__(self, data: Any, *, computed: Computed) -> None:
        super().__init__(data if any(name.startswith(("bedrag", "gewicht-")) for name in data) else None)
        self.key = computed.key
        if self.key is None or self.key.pool is not None:
            pool = self.key.pool if self.key else None
            self.fields["bedrag"] = AmountField(label=_("Amount to divide"), initial=pool)
        for group, weight in (self.key.factors if self.key else {}).items():
            if len(self.key.factors if self.key else {}) > 1:
                label = _("Weight of %(group)s") % {"group": say(GROUP_NAMES[group]).lower()}
                self.fields[f"gewicht-{group}"] = WeightField(label=label, initial=weight)

    @property
    def pool_cents(self) -> int | None:
        cents: int | None = self.cleaned_data.get("bedrag")
        return cents

    @property
    def weights(self) -> dict[str, Any] | None:
        found = {name.removeprefix("gewicht-"): w for name, w in self.cleaned_data.items() if name.startswith("gew")}
        return found or None


class KeepForm(forms.Form):
    """A "what if" as a draft of its own."""

    title = forms.CharField(label=gettext_lazy("Title of the draft"), max_length=120)
    source = forms.CharField(label=gettext_lazy("Where the other figures come from"), max_length=200)


# Schools


class PlanForm(forms.Form):
    """A period of one to six school years."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        now = clock.school_year()
        self.fields["from_year"] = year_field(now - 3, now + 3, label=_("First school year"), initial=now)
        self.fields["to_year"] = year_field(now - 3, now + 8, label=_("Last school year"), initial=now + 3)
        self.fields["motivation"] = forms.CharField(
            label=_("What do you want to reach?"), required=False, max_length=4000, widget=forms.Textarea({"rows": 5})
        )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if "from_year" in values and "to_year" in values and not 0 <= values["to_year"] - values["from_year"] < 6:
            self.add_error("to_year", ValidationError(_("A plan is for one to six school years.")))
        return values


class ItemForm(forms.Form):
    """One investment."""

    programme = forms.CharField(label=gettext_lazy("Programme"), max_length=160)
    description = forms.CharField(label=gettext_lazy("What you will buy"), max_length=200)

    def __init__(self, data: Any, *, first: int, last: int) -> None:
        super().__init__(data)
        self.fields["year"] = year_field(first, last, label=_("School year"))
        self.fields["planned_cents"] = AmountField(label=_("Planned amount"))
        self.order_fields(["year", "programme", "description", "planned_cents"])


class ExpenseForm(OnceForm):
    """An invoice as evidence."""

    supplier = forms.CharField(label=gettext_lazy("Supplier"), max_length=120)
    description = forms.CharField(label=gettext_lazy("What was bought"), max_length=200)
    invoiced_on = day_field(label=gettext_lazy("Date of the invoice"))
    amount_cents = AmountField(label=gettext_lazy("Amount"))
    upload = attachments.AttachmentField(label=gettext_lazy("Invoice"))

    def __init__(self, data: Any, files: Any, *, items: Any) -> None:
        super().__init__(data, files)
        self.fields["item"] = ItemChoice(items, label=_("Investment of your plan"), required=False)
        self.order_fields(["supplier", "description", "invoiced_on", "amount_cents", "item", "upload"])

    def clean_invoiced_on(self) -> Any:
        if self.cleaned_data["invoiced_on"] > clock.today():
            raise ValidationError(_("This date lies in the future."))
        return self.cleaned_data["invoiced_on"]


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def __init__(self, items: Any, **options: Any) -> None:
        super().__init__(items, empty_label=_("None"), **options)

    def label_from_instance(self, item: PlanItem) -> str:
        return f"{clock.school_year_label(item.year)}: {item.description}"


class ClaimForm(forms.Form):
    """Pupils of a site now and in the reference count."""

    explanation = forms.CharField(
        label=gettext_lazy("How you made room"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, data: Any, files: Any, *, initial: dict[str, Any]) -> None:
        super().__init__(data, files, initial=initial)
        about = _("Regular pupils in the B-stream and BSO of this site. Numbers only, no names.")
        self.fields["reference_pupils"] = PupilsField(label=_("Pupils in the reference count"), help_text=about)
        self.fields["pupils"] = PupilsField(label=_("Pupils now"))
        self.fields["upload"] = attachments.AttachmentField(label=_("A file that shows the counts"), required=False)
        self.order_fields(["reference_pupils", "pupils", "explanation", "upload"])
