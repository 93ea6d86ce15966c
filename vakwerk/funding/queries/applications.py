"""Applications, for the organisations that write them and for civil servants. For everybody else they do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vakwerk.core import attachments, clock
from vakwerk.core.access import visible_or_404
from vakwerk.core.attachments.models import Attachment
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import APPLICANTS, BUILDERS
from vakwerk.funding.content import Content, QuestionKind, load
from vakwerk.funding.content.assessing import Lack, RuleOutcome, lacks, outcomes
from vakwerk.funding.content.checking import asked
from vakwerk.funding.content.naming import Facts
from vakwerk.funding.models import Application, ApplicationState, Partner, PartnerState
from vakwerk.people.models import Organisation

FILES = "funding.answer"


def owner_of(application: Application, question: str) -> tuple[str, str]:
    """Whose the files of one question are, for `core.attachments`."""
    return FILES, f"{application.pk}:{question}"


def mine(viewer: Viewer) -> QuerySet[Application]:
    """What the viewer's organisation leads or takes part in."""
    if viewer.organisation_id is None or not viewer.has_role(*APPLICANTS):
        return Application.objects.none()
    confirmed = Q(partners__organisation=viewer.organisation_id, partners__state=PartnerState.CONFIRMED)
    own = Application.objects.filter(Q(lead=viewer.organisation_id) | confirmed, trial=False).distinct()
    return own.select_related("call", "lead").order_by("-saved_at", "-pk")


def invitations(viewer: Viewer) -> QuerySet[Partner]:
    """Invitations to take part that the viewer's organisation has not answered."""
    if viewer.organisation_id is None or not viewer.has_role(*APPLICANTS):
        return Partner.objects.none()
    waiting = Partner.objects.filter(organisation=viewer.organisation_id, state=PartnerState.INVITED)
    return waiting.select_related("application__call", "application__lead").order_by("-invited_at")


def invitation(viewer: Viewer, public_id: UUID) -> Partner:
    """An invitation of the viewer's own organisation, answered or not; 404 for all others."""
    found = Partner.objects.select_related("application__call", "application__lead").filter(public_id=public_id).first()
    own = found is not None and viewer.has_role(*APPLICANTS) and found.organisation_id == viewer.organisation_id
    return visible_or_404(found, own)


def application(viewer: Viewer, public_id: UUID) -> Application:
    """One that the viewer may see: lead, confirmed partner, or a civil servant once it was handed in.

    Not a civil servant who declared an interest in it as a member of the jury.
    """
    found = Application.objects.select_related("call", "lead", "version").filter(public_id=public_id).first()
    return visible_or_404(found, found is not None and _may_see(viewer, found))


def _may_see(viewer: Viewer, found: Application) -> bool:
    if viewer.has_role(*BUILDERS):
        interested = found.declarations.filter(conflict=True, member__person=viewer.person_id)
        return found.trial or (found.submitted_at is not None and not interested.exists())
    return mine(viewer).filter(pk=found.pk).exists()


def handed_in(viewer: Viewer, public_id: UUID) -> Application:
    """One that was submitted, for a civil servant who checks it."""
    found = application(viewer, public_id)
    return visible_or_404(found, viewer.has_role(*BUILDERS) and not found.trial)


@dataclass
class Dossier:
    """An application with all that hangs on it, read once."""

    application: Application

    @cached_property
    def content(self) -> Content:
        return load(self.application.version.content)

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.application.answers)

    @cached_property
    def costs(self) -> list[Any]:
        return list(self.application.budget.order_by("position"))

    @cached_property
    def co_financing(self) -> list[Any]:
        return list(self.application.co_financing.order_by("position"))

    @cached_property
    def partners(self) -> list[Partner]:
        return list(self.application.partners.select_related("organisation").order_by("pk"))

    @cached_property
    def files(self) -> dict[str, list[Attachment]]:
        """By the key of the question."""
        keys = [q.key for q in self.content.questions if q.kind == QuestionKind.FILE]
        if not keys:
            return {}
        found = attachments.of_many(FILES, (f"{self.application.pk}:{key}" for key in keys))
        return {key: found.get(f"{self.application.pk}:{key}", []) for key in keys}

    @cached_property
    def facts(self) -> Facts:
        sent = self.application.submitted_at
        confirmed = [p.organisation.kind for p in self.partners if p.state == PartnerState.CONFIRMED]
        return Facts(
            lead_kind=self.application.pretended_kind or self.application.lead.kind,
            requested_cents=self.application.requested_cents,
            costs=[(item.line, item.amount_cents) for item in self.costs],
            co_financing_cents=sum(item.amount_cents for item in self.co_financing),
            partner_kinds=confirmed,
            submitted_on=timezone.localtime(sent).date() if sent else clock.today(),
            files={key: len(found) for key, found in self.files.items()},
        )

    @cached_property
    def asked(self) -> list[Any]:
        return asked(self.content, self.answers, self.facts)

    @cached_property
    def lacks(self) -> list[Lack]:
        return lacks(self.content, self.answers, self.facts)

    @cached_property
    def outcomes(self) -> list[RuleOutcome]:
        return outcomes(self.content, self.answers, self.facts)


def unfinished() -> QuerySet[Application]:
    """Drafts of published calls with somebody to mail: for the reminders."""
    drafts = Application.objects.filter(state=ApplicationState.DRAFT, trial=False, call__state="published")
    return drafts.exclude(contact=None).exclude(contact__email="").select_related("call", "contact", "lead")


def silent_partners(application: Application) -> list[Partner]:
    """Who was asked to take part and has not answered."""
    waiting = application.partners.filter(state=PartnerState.INVITED)
    return list(waiting.select_related("organisation").order_by("organisation__name"))


def addresses(organisation: Organisation) -> list[str]:
    """Mail addresses of who may bind this organisation today."""
    from vakwerk.people.models import Membership, valid_on

    today = Membership.objects.filter(valid_on(clock.today()), organisation=organisation, role__in=APPLICANTS)
    return sorted(set(today.exclude(person__email="").values_list("person__email", flat=True)))
