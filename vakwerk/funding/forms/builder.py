"""The steps in which a civil servant builds a call. Each form reads a part of the content and writes it back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vakwerk.core.formhelp import DayField
from vakwerk.core.language import say
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.engines.rules.conditions import ConditionError, Vocabulary, parse
from vakwerk.funding.content import (
    BudgetLine,
    Choice,
    Content,
    Criterion,
    PartnerRule,
    Point,
    Question,
    QuestionKind,
    Rule,
    RuleSubject,
    Section,
)
from vakwerk.funding.content.naming import new_key, vocabulary, vocabulary_before
from vakwerk.funding.forms.fields import AmountField, TimeField, lines
from vakwerk.funding.models import Call, CallKind
from vakwerk.ledger.models import Envelope, EnvelopeStatus
from vakwerk.people.models import OrganisationKind

AREA = forms.Textarea(attrs={"rows": 4})


class NewCallForm(forms.Form):
    title = forms.CharField(label=_("Title of the call"), max_length=160)
    reference = forms.RegexField(
        r"^[A-Z0-9-]{3,20}\Z",
        label=_("Short name"),
        help_text=_("Capitals, digits and hyphens, such as EXC-2026. Each application gets this name and a number."),
    )
    start = forms.ChoiceField(label=_("Start from"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, starts: Iterable[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["start"].choices = list(starts)  # type: ignore[attr-defined]

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"]
        if Call.objects.filter(reference=reference).exists():
            raise ValidationError(_("Another call has this short name."))
        return reference


class ContentForm(forms.Form):
    """Fields of the content itself; those that are named alike are copied, the others in `part` and `values`."""

    def __init__(self, data: Any, content: Content) -> None:
        super().__init__(data, initial=self.part(content))
        self.content = content

    @classmethod
    def part(cls, content: Content) -> dict[str, Any]:
        names = set(cls.base_fields) & {field.name for field in dataclasses.fields(Content)}
        return {name: getattr(content, name) for name in names}

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def applied(self, content: Content) -> Content:
        """The content with what this form says."""
        return dataclasses.replace(content, **self.values())


class GeneralForm(ContentForm):
    title = forms.CharField(label=_("Title of the call"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind of call"), choices=CallKind.choices)
    summary = forms.CharField(
        label=_("Summary"), max_length=400, widget=AREA, help_text=_("Two sentences on top of the call.")
    )
    description = forms.CharField(
        label=_("What the call is for"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    opens_day = DayField(label=_("Opens on"))
    opens_time = TimeField(label=_("Opens at"), help_text=_("Time in Brussels."))
    closes_day = DayField(label=_("Closes on"))
    closes_time = TimeField(
        label=_("Closes at"), help_text=_("Who submits at this very second is too late: the last moment is before it.")
    )
    budget_cents = AmountField(
        label=_("Available amount"), required=False, help_text=_("Leave empty when no decision gives one yet.")
    )
    minimum_scores = forms.IntegerField(label=_("Jury members who score each application"), min_value=2, max_value=20)
    contact = forms.CharField(label=_("Where applicants can ask questions"), max_length=200, required=False)
    sources = forms.CharField(label=_("Sources"), required=False, widget=AREA, help_text=_("One on each line."))
    to_confirm = forms.CharField(
        label=_("To be confirmed"),
        required=False,
        widget=AREA,
        help_text=_("What no source gives, one on each line. The public page shows it."),
    )

    @classmethod
    def part(cls, content: Content) -> dict[str, Any]:
        initial = super().part(content)
        for name in ("opens", "closes"):
            moment = getattr(content, f"{name}_at")
            if moment is not None:
                local = timezone.localtime(moment)
                initial |= {f"{name}_day": local.date(), f"{name}_time": local.time().replace(microsecond=0)}
        return initial | {name: "\n".join(initial[name]) for name in ("sources", "to_confirm")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = self._moment("opens"), self._moment("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes_day", _("The call must close after it opens."))
        return cleaned

    def _moment(self, name: str) -> datetime | None:
        day, hour = self.cleaned_data.get(f"{name}_day"), self.cleaned_data.get(f"{name}_time", time())
        return timezone.make_aware(datetime.combine(day, hour)) if day and hour is not None else None

    def values(self) -> dict[str, Any]:
        values = super().values()
        for name in ("opens", "closes"):
            values[f"{name}_at"] = self._moment(name)
            del values[f"{name}_day"], values[f"{name}_time"]
        values["kind"] = CallKind(values["kind"])
        return values | {name: lines(values[name]) for name in ("sources", "to_confirm")}


class WhoForm(ContentForm):
    lead_kinds = forms.MultipleChoiceField(
        label=_("Who may apply"), choices=OrganisationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    least_partners = forms.IntegerField(
        label=_("Partners that must confirm"), min_value=0, max_value=20, help_text=_("0: one may apply alone.")
    )

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"lead_kinds": tuple(self.cleaned_data["lead_kinds"])}


class ItemForm(forms.Form):
    """One item of a list of the content: a question, a criterion, a condition ..."""

    made: ClassVar[type[Any]]

    def __init__(self, data: Any, content: Content, item: Any = None) -> None:
        super().__init__(data, initial=self.part(item) if item is not None else None)
        self.content, self.item = content, item

    @classmethod
    def part(cls, item: Any) -> dict[str, Any]:
        return {name: getattr(item, name) for name in cls.base_fields if hasattr(item, name)}

    def label_of_item(self) -> str:
        return str(self.cleaned_data.get("label") or self.cleaned_data.get("title") or "")

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def built(self, taken: Iterable[str]) -> Any:
        """The item; a new one gets a key that none of `taken` is, a changed one keeps its own."""
        key = self.item.key if self.item is not None else new_key(self.label_of_item(), taken, self.prefix_of_key)
        return self.made(key=key, **self.values())

    prefix_of_key = "x"


class SectionForm(ItemForm):
    made, prefix_of_key = Section, "deel"
    title = forms.CharField(label=_("Title of the part"), max_length=120)
    intro = forms.CharField(label=_("Introduction"), max_length=1000, required=False, widget=AREA)


class ConditionField(forms.CharField):
    """A condition as somebody types it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "class": "fu-code"})
        super().__init__(widget=widget, max_length=2000, **options)


class ConditionMixin(forms.Form):
    """Reads a condition; `marked` shows where it is wrong."""

    marked = ""

    def read_condition(self, text: str, words: Vocabulary) -> None:
        try:
            parse(text, words)
        except ConditionError as error:
            self.marked = error.marks(text)
            told = {
                "place": error.start + 1,
                "problem": say(error.problem),
                "advice": say(error.advice),
            }
            raise ValidationError(_("At character %(place)s: %(problem)s %(advice)s") % told) from None


class QuestionForm(ConditionMixin, ItemForm):
    made, prefix_of_key = Question, "vraag"
    section = forms.ChoiceField(label=_("Part of the form"))
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=QuestionKind.choices)
    label = forms.CharField(label=_("Question"), max_length=200)
    hint = forms.CharField(label=_("Explanation"), max_length=500, required=False, widget=AREA)
    required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    max_length = forms.IntegerField(
        label=_("Longest text, in characters"),
        min_value=0,
        max_value=20_000,
        required=False,
        help_text=_("0: no limit."),
    )
    choices = forms.CharField(
        label=_("Choices"), required=False, widget=AREA, help_text=_("For a question with choices: one on each line.")
    )
    shown_when = ConditionField(
        label=_("Only ask when"),
        required=False,
        help_text=_("A condition on an earlier question; leave empty to ask always."),
    )

    def __init__(self, data: Any, content: Content, item: Any = None) -> None:
        super().__init__(data, content, item)
        self.fields["section"].choices = [(s.key, s.title) for s in content.sections]  # type: ignore[attr-defined]

    @classmethod
    def part(cls, item: Any) -> dict[str, Any]:
        return super().part(item) | {"choices": "\n".join(choice.label for choice in item.choices)}

    def clean_max_length(self) -> int:
        return self.cleaned_data["max_length"] or 0

    def clean_shown_when(self) -> str:
        text: str = self.cleaned_data["shown_when"].strip()
        if text:
            self.read_condition(text, self._before())
        return text

    def _before(self) -> Vocabulary:
        """The names of what stands before this question, at the end of its part when it is new."""
        if self.item is not None:
            return vocabulary_before(self.content, self.item.key)
        section = self.cleaned_data.get("section") or (self.content.sections or (Section("", ""),))[-1].key
        later = [s.key for s in self.content.sections]
        later = later[later.index(section) + 1 :] if section in later else []
        kept = tuple(q for q in self.content.questions if q.section not in later)
        return vocabulary_before(dataclasses.replace(self.content, questions=kept), "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needs_choices = cleaned.get("kind") in (QuestionKind.CHOICE, QuestionKind.CHOICES)
        if needs_choices and len(lines(cleaned.get("choices", ""))) < 2:
            self.add_error("choices", _("Give at least two choices."))
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        known = {choice.label: choice.key for choice in self.item.choices} if self.item is not None else {}
        taken: list[str] = list(known.values())
        made = []
        for label in dict.fromkeys(lines(values["choices"])):
            key = known.get(label) or new_key(label, taken, "keuze")
            taken.append(key)
            made.append(Choice(key, label))
        return values | {"choices": tuple(made), "kind": QuestionKind(values["kind"])}


class BudgetLineForm(ItemForm):
    made, prefix_of_key = BudgetLine, "post"
    label = forms.CharField(label=_("Name of the line"), max_length=120)
    hint = forms.CharField(label=_("Explanation"), max_length=500, required=False, widget=AREA)


class CriterionForm(ItemForm):
    made, prefix_of_key = Criterion, "criterium"
    label = forms.CharField(label=_("Criterion"), max_length=120)
    description = forms.CharField(label=_("What the jury looks at"), max_length=2000, required=False, widget=AREA)
    weight = forms.IntegerField(label=_("Counts how many times"), min_value=1, max_value=100, initial=1)
    top = forms.IntegerField(label=_("Highest score"), min_value=1, max_value=100, initial=5)


class RuleForm(ConditionMixin, ItemForm):
    made, prefix_of_key = Rule, "voorwaarde"
    subject = forms.ChoiceField(label=_("It is about"), choices=RuleSubject.choices)
    text = ConditionField(label=_("Condition"))
    message = forms.CharField(
        label=_("What it means, for applicants"),
        max_length=200,
        help_text=_("For example: at most € 50,000 is asked."),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip()
        self.read_condition(text, vocabulary(self.content))
        return text

    def label_of_item(self) -> str:
        return str(self.cleaned_data["message"])

    def values(self) -> dict[str, Any]:
        return super().values() | {"subject": RuleSubject(self.cleaned_data["subject"])}


class PointForm(ItemForm):
    made, prefix_of_key = Point, "punt"
    label = forms.CharField(
        label=_("What is checked by hand"), max_length=200, help_text=_("A statement that is met or not.")
    )


class PartnerRuleForm(ItemForm):
    made, prefix_of_key = PartnerRule, "partner"
    kinds = forms.MultipleChoiceField(
        label=_("One of these kinds"), choices=OrganisationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    least = forms.IntegerField(label=_("At least how many"), min_value=1, max_value=20, initial=1)

    def label_of_item(self) -> str:
        return str(self.cleaned_data["kinds"][0])

    def values(self) -> dict[str, Any]:
        return super().values() | {"kinds": tuple(self.cleaned_data["kinds"])}


class AmendmentForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the call changes"),
        max_length=1000,
        widget=AREA,
        help_text=_("Everybody reads this on the page of the call; who started an application gets it by mail."),
    )


class CancelForm(forms.Form):
    cancel_reason = forms.CharField(
        label=_("Why the call is cancelled"),
        max_length=900,
        widget=AREA,
        help_text=_("Everybody reads this on the page of the call; who started an application gets it by mail."),
    )


class EnvelopeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Credits share their titles: code, period and what is left tell them apart."""

    def label_from_instance(self, obj: Envelope) -> str:
        named = ", ".join(filter(None, (f"{obj.code}: {obj}", obj.period_text)))
        if obj.left_cents is None:
            return _("%(credit)s; no amount yet") % {"credit": named}
        return _("%(credit)s; %(left)s left") % {"credit": named, "left": euros(obj.left_cents)}


class EnvelopeForm(forms.Form):
    envelope = EnvelopeChoice(
        Envelope.objects.filter(status=EnvelopeStatus.OPEN),
        label=_("Credit"),
        required=False,
        empty_label=_("Not chosen yet"),
        help_text=_("Grants of this call are committed from it."),
    )

    def __init__(self, data: Any = None, *, viewer: Viewer, **options: Any) -> None:
        """Offers the credits that the viewer's administration manages, and those of the plan."""
        super().__init__(data, **options)
        own = Q(owner=None) | Q(owner=viewer.organisation_id)
        field: Any = self.fields["envelope"]
        field.queryset = field.queryset.filter(own)


class TrialForm(forms.Form):
    """An example for the dry run."""

    title = forms.CharField(label=_("Name of the example"), max_length=160)
    pretended_kind = forms.ChoiceField(label=_("As if applied by"), choices=OrganisationKind.choices)
