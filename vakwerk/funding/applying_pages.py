"""What the pages of applicants show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from vakwerk.core.language import say
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import APPLICANTS, is_open_for_writing, leads, takes_part
from vakwerk.funding.actions.applications import Contribution, Cost, budget_mark, fingerprint
from vakwerk.funding.building_pages import VERDICTS, moment, phase_kind
from vakwerk.funding.content import Content, Question, QuestionKind
from vakwerk.funding.content.assessing import Lack, RuleOutcome
from vakwerk.funding.content.naming import fitting
from vakwerk.funding.forms import applying as forms
from vakwerk.funding.models import Application, ApplicationState, Call, PartnerState, Phase
from vakwerk.funding.queries import applications as application_queries
from vakwerk.funding.queries.applications import Dossier
from vakwerk.funding.queries.calls import amendments, organisations_called
from vakwerk.people.models import Organisation

STATE_KINDS = {
    ApplicationState.DRAFT: "neutral",
    ApplicationState.TO_COMPLETE: "warning",
    ApplicationState.ADMISSIBLE: "success",
    ApplicationState.AWARDED: "success",
    ApplicationState.INADMISSIBLE: "error",
    ApplicationState.REJECTED: "error",
    ApplicationState.RESERVE: "warning",
    ApplicationState.SUBMITTED: "info",
    ApplicationState.WITHDRAWN: "neutral",
}
PARTNER_KINDS = {PartnerState.CONFIRMED: "success", PartnerState.DECLINED: "error", PartnerState.INVITED: "warning"}


def call_url(call: Call) -> str:
    return reverse("funding:call", args=[call.public_id])


def may_start(viewer: Viewer, call: Call, content: Content) -> dict[str, Any]:
    """Whether the viewer can start an application here, and when not, why not."""
    is_open = call.phase(timezone.now()) == Phase.OPEN
    applicant = viewer.has_role(*APPLICANTS) and viewer.organisation_id is not None
    kind = Organisation.objects.filter(pk=viewer.organisation_id or 0).values_list("kind", flat=True).first()
    return {
        "may_start": is_open and applicant and kind in content.lead_kinds,
        "wrong_kind": is_open and applicant and kind not in content.lead_kinds,
        "must_sign_in": is_open and not viewer.is_authenticated,
        "own": application_queries.mine(viewer).filter(call=call)[:20],
    }


def overview(viewer: Viewer, dossier: Dossier) -> dict[str, Any]:
    """The task list while it can be written, and all that was written for who reads."""
    application = dossier.application
    writable = is_open_for_writing(application, timezone.now()) and takes_part(viewer, application)
    return {
        "application": application,
        "call": application.call,
        "call_kind": phase_kind(application.call),
        "state_kind": STATE_KINDS[ApplicationState(application.state)],
        "writable": writable,
        "leads": leads(viewer, application),
        "tasks": list(_tasks(dossier)) if writable else [],
        "answers": answers(dossier),
        "budget": budget_rows(dossier),
        "partners": partner_rows(dossier),
        "completion": application.completions.filter(answered_at=None).first(),
        "admissibility": getattr(application, "admissibility", None),
        "amendments": amendments(application.call).filter(number__gt=application.version.number),
        "may_withdraw": leads(viewer, application) and _may_withdraw(application),
        "may_take_back": leads(viewer, application)
        and application.state == ApplicationState.SUBMITTED
        and application.call.phase(timezone.now()) == Phase.OPEN,
        "closes": moment(application.call.closes_at),
        "sent": moment(application.submitted_at),
    }


def _may_withdraw(application: Application) -> bool:
    still = (
        ApplicationState.DRAFT,
        ApplicationState.SUBMITTED,
        ApplicationState.TO_COMPLETE,
        ApplicationState.ADMISSIBLE,
    )
    return application.state in still


def _tasks(dossier: Dossier) -> Iterator[dict[str, Any]]:
    key = dossier.application.public_id
    lacking: dict[str, int] = {}
    for lack in dossier.lacks:
        lacking[lack.place] = lacking.get(lack.place, 0) + 1
    for section in dossier.content.sections:
        if any(question.section == section.key for question in dossier.asked):
            url = reverse("funding:part", args=[key, section.key])
            yield {"label": section.title, "url": url, **_progress(lacking.get(section.key, 0))}
    yield {
        "label": _("Partners"),
        "url": reverse("funding:partners", args=[key]),
        **_progress(lacking.get("partners", 0)),
    }
    if dossier.content.budget_lines:
        url = reverse("funding:budget", args=[key])
        yield {"label": _("Budget"), "url": url, **_progress(lacking.get("budget", 0))}
    yield {"label": _("Check and submit"), "url": reverse("funding:check", args=[key]), "status": "", "kind": "neutral"}


def _progress(count: int) -> dict[str, str]:
    if count:
        return {"status": _("%(count)s to do") % {"count": count}, "kind": "warning"}
    return {"status": _("Complete"), "kind": "success"}


def questions_of(dossier: Dossier, section: str) -> list[Question]:
    """The questions of one part that are asked now; none for a part that does not exist."""
    return [question for question in dossier.asked if question.section == section]


def mark_of(dossier: Dossier, questions: list[Question]) -> str:
    keys = [q.key for q in questions if q.kind != QuestionKind.FILE]
    return fingerprint({key: dossier.answers.get(key) for key in keys})


def part_page(dossier: Dossier, section: str) -> dict[str, Any]:
    found = next((each for each in dossier.content.sections if each.key == section), None)
    files = [(q, dossier.files.get(q.key, [])) for q in questions_of(dossier, section) if q.kind == QuestionKind.FILE]
    return {"application": dossier.application, "section": found, "files": [pair for pair in files if pair[1]]}


def next_page(dossier: Dossier, section: str) -> str:
    """The address of the part after this one; after the last the overview."""
    keys = [each.key for each in dossier.content.sections if questions_of(dossier, each.key)]
    later = keys[keys.index(section) + 1 :] if section in keys else []
    key = dossier.application.public_id
    return reverse("funding:part", args=[key, later[0]]) if later else reverse("funding:application", args=[key])


def say_stale(form: Any, mark: str) -> None:
    """Tells that a partner was first. The form now bears the mark of what is there: saving again is then a choice."""
    message = _(
        "A partner saved this page meanwhile. Look at it in another window, then save yours again to replace it."
    )
    form.add_error(None, message)
    form.data = form.data.copy()
    form.data["seen"] = mark


def shown_answer(question: Question, answer: Any, files: list[Any]) -> str:
    """An answer as text; empty when there is none."""
    if question.kind == QuestionKind.FILE:
        return ", ".join(str(each.file_name) for each in files)
    answer = fitting(question, answer)
    if answer is None or answer == []:
        return ""
    return _WRITERS.get(question.kind, _as_it_is)(question, answer)


def _as_it_is(question: Question, answer: Any) -> str:
    return str(answer)


def _chosen(question: Question, answer: Any) -> str:
    keys = answer if isinstance(answer, list) else [answer]
    labels = {choice.key: choice.label for choice in question.choices}
    return ", ".join(str(labels.get(key, key)) for key in keys)


_WRITERS: dict[QuestionKind, Callable[[Question, Any], str]] = {
    QuestionKind.YES_NO: lambda q, a: _("yes") if a else _("no"),
    QuestionKind.AMOUNT: lambda q, a: euros(a),
    QuestionKind.NUMBER: lambda q, a: number_format(Decimal(a)),
    QuestionKind.DATE: lambda q, a: str(date_format(date.fromisoformat(a), "j F Y")),
    QuestionKind.CHOICE: _chosen,
    QuestionKind.CHOICES: _chosen,
    QuestionKind.ORGANISATION: lambda q, a: str(a["name"]),
}


def answers(dossier: Dossier) -> list[dict[str, Any]]:
    """Every part with (question, answer, files), of the questions that are asked."""
    parts = []
    for section in dossier.content.sections:
        rows = [
            (q, shown_answer(q, dossier.answers.get(q.key), dossier.files.get(q.key, [])), dossier.files.get(q.key, []))
            for q in questions_of(dossier, section.key)
        ]
        parts.append({"section": section, "rows": rows})
    return [each for each in parts if each["rows"]]


def budget_rows(dossier: Dossier) -> dict[str, Any]:
    """The budget as texts, and whether it adds up."""
    labels = {line.key: line.label for line in dossier.content.budget_lines}
    facts = dossier.facts
    return {
        "costs": [(labels.get(c.line, c.line), c.description, euros(c.amount_cents)) for c in dossier.costs],
        "co_financing": [(each.source, euros(each.amount_cents)) for each in dossier.co_financing],
        "total": euros(facts.total_cents),
        "requested": euros(facts.requested_cents),
        "contributed": euros(facts.co_financing_cents),
        "missing": facts.total_cents - facts.requested_cents - facts.co_financing_cents,
        "missing_text": euros(abs(facts.total_cents - facts.requested_cents - facts.co_financing_cents)),
    }


def partner_rows(dossier: Dossier) -> list[dict[str, Any]]:
    return [
        {
            "pk": each.pk,
            "name": each.organisation.name,
            "kind": each.organisation.get_kind_display(),
            "contribution": each.contribution,
            "state": each.get_state_display(),
            "state_kind": PARTNER_KINDS[PartnerState(each.state)],
        }
        for each in dossier.partners
    ]


class BudgetForms:
    """The three parts of the budget page, read together."""

    def __init__(self, dossier: Dossier, data: Any) -> None:
        mark = {"seen": budget_mark(dossier), "requested_cents": dossier.application.requested_cents or None}
        costs = [{"line": c.line, "description": c.description, "amount_cents": c.amount_cents} for c in dossier.costs]
        given = [{"source": each.source, "amount_cents": each.amount_cents} for each in dossier.co_financing]
        options = {"content": dossier.content}
        self.request = forms.RequestForm(data, initial=mark)
        self.costs = forms.CostFormSet(data, initial=costs, prefix="kosten", form_kwargs=options)
        self.co_financing = forms.ContributionFormSet(data, initial=given, prefix="bijdragen")

    def is_valid(self) -> bool:
        parts = (self.request, self.costs, self.co_financing)
        valid = [part.is_valid() for part in parts if part.is_bound]
        if len(valid) == len(parts) and not all(valid[1:]):
            for message in self._row_messages():
                self.request.add_error(None, message)
        return len(valid) == len(parts) and all(valid)

    def _row_messages(self) -> Iterator[str]:
        """What is wrong in the rows, for the summary on top of the page."""
        for title, formset in ((_("Costs"), self.costs), (_("Co-financing"), self.co_financing)):
            yield from map(str, formset.non_form_errors())
            for number, row in enumerate(formset.forms, 1):
                for messages in row.errors.values():
                    place = {"table": title, "number": number, "message": " ".join(map(str, messages))}
                    yield _("%(table)s, row %(number)s: %(message)s") % place

    def values(self) -> dict[str, Any]:
        """What `actions.save_budget` takes."""
        costs = [Cost(**row) for row in self._rows(self.costs)]
        given = [Contribution(**row) for row in self._rows(self.co_financing)]
        asked = self.request.cleaned_data["requested_cents"] or 0
        seen = self.request.cleaned_data["seen"]
        return {"requested_cents": asked, "costs": costs, "co_financing": given, "seen": seen}

    @staticmethod
    def _rows(formset: Any) -> list[dict[str, Any]]:
        return [row.cleaned_data for row in formset.forms if row.cleaned_data.get("amount_cents")]


def budget_page(dossier: Dossier, form: BudgetForms) -> dict[str, Any]:
    return {
        "application": dossier.application,
        "content": dossier.content,
        "costs": form.costs,
        "co_financing": form.co_financing,
        "budget": budget_rows(dossier),
    }


def partners_page(dossier: Dossier, search: str, leading: bool) -> dict[str, Any]:
    here = {dossier.application.lead_id, *(each.organisation_id for each in dossier.partners)}
    found = [each for each in organisations_called(search) if each.pk not in here] if leading else []
    return {
        "application": dossier.application,
        "content": dossier.content,
        "partners": partner_rows(dossier),
        "leads": leading,
        "search_form": forms.SearchForm({"zoek": search} if search else None),
        "search": search,
        "found": [
            (each, forms.PartnerForm(initial={"organisation": each.pk}, auto_id=f"o{each.pk}_%s")) for each in found
        ],
        "lacks": [lack.message for lack in dossier.lacks if lack.place == "partners"],
    }


def organisation_to_invite(form: django_forms.Form, dossier: Dossier) -> Organisation | None:
    if not form.is_valid():
        return None
    return (
        Organisation.objects.exclude(pk=dossier.application.lead_id)
        .filter(pk=form.cleaned_data["organisation"])
        .first()
    )


def check_page(viewer: Viewer, dossier: Dossier) -> dict[str, Any]:
    application = dossier.application
    return {
        "application": application,
        "lacks": [{"message": lack.message, "url": _place(dossier, lack)} for lack in dossier.lacks],
        "outcomes": outcome_rows(dossier.outcomes),
        "waiting": [row["name"] for row in partner_rows(dossier) if row["state_kind"] == "warning"],
        "answers": answers(dossier),
        "budget": budget_rows(dossier),
        "leads": leads(viewer, application),
        "writable": is_open_for_writing(application, timezone.now()),
        "closes": moment(application.call.closes_at),
    }


def _place(dossier: Dossier, lack: Lack) -> str:
    key = dossier.application.public_id
    if lack.place in ("partners", "budget"):
        return reverse(f"funding:{lack.place}", args=[key])
    return reverse("funding:part", args=[key, lack.place])


def outcome_rows(outcomes: list[RuleOutcome]) -> list[dict[str, Any]]:
    """Each condition with its verdict and the sentences that explain it."""
    rows = []
    for outcome in outcomes:
        verdict, kind = VERDICTS[outcome.holds]
        told = tuple(say(sentence) for sentence in outcome.sentences)
        rows.append({"message": outcome.rule.message, "verdict": verdict, "kind": kind, "sentences": told})
    return rows


def too_late(closed_at: datetime | None) -> str:
    return _("Too late: the call closed on %(moment)s. Nothing was submitted.") % {"moment": moment(closed_at)}


def submitted(application: Application) -> str:
    told = {"reference": application.reference, "moment": moment(application.submitted_at)}
    return _("Submitted as %(reference)s, received on %(moment)s.") % told


def pdf_data(dossier: Dossier) -> dict[str, Any]:
    """The application as the document prints it."""
    application = dossier.application
    state = str(application.get_state_display())
    sent = moment(application.submitted_at)
    return {
        "title": application.title,
        "subtitle": application.call.title,
        "facts": [
            [_("Number"), application.reference or _("not submitted")],
            [_("Applicant"), application.lead.name],
            [_("State"), state],
            *([[_("Received on"), sent]] if sent else []),
        ],
        "parts": [
            {"title": each["section"].title, "rows": [[q.label, text or "-"] for q, text, _files in each["rows"]]}
            for each in answers(dossier)
        ],
        "partners": [
            [row["name"], row["kind"], row["contribution"] or "-", row["state"]] for row in partner_rows(dossier)
        ],
        "budget": {name: value for name, value in budget_rows(dossier).items() if name != "missing"},
        "words": _pdf_words(),
    }


def _pdf_words() -> dict[str, str]:
    return {
        "partners": _("Partners"),
        "partner": _("Partner"),
        "kind": _("Kind"),
        "does": _("What it does"),
        "state": _("State"),
        "budget": _("Budget"),
        "line": _("Budget line"),
        "what": _("What for"),
        "amount": _("Amount"),
        "total": _("Total costs"),
        "requested": _("Requested"),
        "co_financing": _("Co-financing"),
        "source": _("Who pays it"),
    }
