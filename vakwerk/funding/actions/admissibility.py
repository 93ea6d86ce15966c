"""The administration's check of what was handed in: points by hand, asking to complete, deciding with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vakwerk.core import audit, mail
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import require, require_builder
from vakwerk.funding.models import (
    Admissibility,
    Application,
    ApplicationState,
    Call,
    CompletionRequest,
    Finding,
    Phase,
)
from vakwerk.funding.queries.applications import Dossier

DECIDED = (ApplicationState.ADMISSIBLE, ApplicationState.INADMISSIBLE)


def _to_check(viewer: Viewer, application: Application) -> Application:
    require_builder(viewer)
    locked = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    require(locked.state in (ApplicationState.SUBMITTED, ApplicationState.TO_COMPLETE))
    return locked


@transaction.atomic
def note_findings(*, viewer: Viewer, application: Application, findings: Mapping[str, tuple[bool, str]]) -> None:
    """What a civil servant found of each point: met or not, with a note."""
    locked = _to_check(viewer, application)
    for point, (met, note) in findings.items():
        Finding.objects.update_or_create(application=locked, point=point, defaults={"met": met, "note": note})
    audit.record(viewer, "funding.note_findings", subject=("funding.application", locked.pk))


@transaction.atomic
def ask_completion(*, viewer: Viewer, application: Application, question: str, until: datetime, site: str) -> None:
    """Opens the application for its writers again, until a moment, with what must be completed."""
    locked = _to_check(viewer, application)
    require(locked.state == ApplicationState.SUBMITTED and until > timezone.now())
    CompletionRequest.objects.create(application=locked, question=question, asked_at=timezone.now(), until=until)
    locked.state = ApplicationState.TO_COMPLETE
    locked.save(update_fields=["state"])
    _tell(
        locked,
        "funding/mail/completion",
        {"question": question, "until": f"{timezone.localtime(until):%d/%m/%Y %H:%M}"},
        site,
    )
    audit.record(viewer, "funding.ask_completion", subject=("funding.application", locked.pk))


@transaction.atomic
def decide_admissibility(
    *, viewer: Viewer, application: Application, admissible: bool, reasons: str, site: str
) -> Admissibility:
    """A person decides, after closing; what the conditions said is kept beside the reasons, and decides nothing."""
    locked = _to_check(viewer, application)
    now = timezone.now()
    require(locked.call.phase(now) == Phase.CLOSED)
    decision = Admissibility.objects.create(
        application=locked, admissible=admissible, reasons=reasons, checks=checks_of(Dossier(locked)), decided_at=now
    )
    locked.completions.filter(answered_at=None).update(answered_at=now)
    _settle(locked, decision, site)
    audit.record(viewer, "funding.decide_admissibility", subject=("funding.application", locked.pk))
    return decision


def _settle(application: Application, decision: Admissibility, site: str) -> None:
    state = ApplicationState.ADMISSIBLE if decision.admissible else ApplicationState.INADMISSIBLE
    application.state = state
    application.save(update_fields=["state"])
    told = {"admissible": decision.admissible, "reasons": decision.reasons}
    _tell(application, "funding/mail/admissibility", told, site)


@transaction.atomic
def change_admissibility(
    *, viewer: Viewer, application: Application, admissible: bool, reasons: str, site: str
) -> Admissibility:
    """Another decision, as long as the meeting of the jury is not closed; the reasons repeat the one it replaces.

    What the jury gave on an application that is no longer admissible does not count, and counts again when it is.
    """
    require_builder(viewer)
    # The call first: nothing is ranked while this is decided.
    call = Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)
    locked = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    require(call.phase(timezone.now()) == Phase.CLOSED and locked.state in DECIDED)
    decision = Admissibility.objects.get(application=locked)
    told = {"day": date_format(timezone.localtime(decision.decided_at), "j F Y"), "reasons": decision.reasons}
    decision.admissible, decision.decided_at = admissible, timezone.now()
    replaced = _("This replaces the decision of %(day)s: “%(reasons)s”") % told
    decision.reasons = f"{reasons}\n\n{replaced}"
    decision.checks = checks_of(Dossier(locked))
    decision.save()
    _settle(locked, decision, site)
    audit.record(viewer, "funding.change_admissibility", subject=("funding.application", locked.pk))
    return decision


def checks_of(dossier: Dossier) -> list[dict[str, Any]]:
    """What the conditions say, to keep."""
    return [
        {
            "key": outcome.rule.key,
            "text": outcome.rule.text,
            "message": outcome.rule.message,
            "holds": outcome.holds,
            "nl": [sentence.nl for sentence in outcome.sentences],
            "en": [sentence.en for sentence in outcome.sentences],
        }
        for outcome in dossier.outcomes
    ]


def _tell(application: Application, template: str, more: Mapping[str, Any], site: str) -> None:
    if application.contact and application.contact.email:
        link = site.rstrip("/") + reverse("funding:application", args=[application.public_id])
        letter = {"title": application.title, "reference": application.reference, "link": link, **more}
        mail.send(template, application.contact.email, letter)
