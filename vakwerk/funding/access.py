"""Who does what in this room: roles for the routes, and rights on one application."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied

from vakwerk.core.viewer import Role, Viewer
from vakwerk.funding.models import Application, ApplicationState, CallState, PartnerState, Phase

BUILDERS = (Role.CIVIL_SERVANT,)
# Those who may bind an organisation to a project. Elsewhere (contest organisers, municipalities) coordinators do.
APPLICANTS = (
    Role.PRINCIPAL,
    Role.COORDINATOR,
    Role.COMPANY,
    Role.SECTOR,
    Role.RTC,
    Role.VDAB,
    Role.CENTRE_LEAD,
    Role.RESEARCHER,
)
PARTIES = (*APPLICANTS, *BUILDERS)


def require(allowed: bool) -> None:
    """Raises PermissionDenied: a page asked for something that its own buttons do not offer."""
    if not allowed:
        raise PermissionDenied


def require_builder(viewer: Viewer) -> None:
    require(viewer.has_role(*BUILDERS))


def leads(viewer: Viewer, application: Application) -> bool:
    """The organisation that applies; for an example of a dry run the civil servants."""
    if application.trial:
        return viewer.has_role(*BUILDERS)
    return viewer.has_role(*APPLICANTS) and viewer.organisation_id == application.lead_id


def takes_part(viewer: Viewer, application: Application) -> bool:
    """Lead or confirmed partner: they write it together."""
    if leads(viewer, application):
        return True
    if application.trial or not viewer.has_role(*APPLICANTS):
        return False
    partners = application.partners.filter(organisation=viewer.organisation_id, state=PartnerState.CONFIRMED)
    return viewer.organisation_id is not None and partners.exists()


def is_open_for_writing(application: Application, now: datetime) -> bool:
    """A draft of an open call, what must be completed and is not too late, or an example of a dry run."""
    call = application.call
    if application.trial:
        return call.state in (CallState.DRAFT, CallState.DRY_RUN)
    if application.state == ApplicationState.DRAFT:
        return call.phase(now) == Phase.OPEN
    if application.state != ApplicationState.TO_COMPLETE:
        return False
    return application.completions.filter(answered_at=None, until__gt=now).exists()
