"""Who is looking: the small protocol that every room reads from `request.viewer`.

`people` fulfils it; `core` only knows its shape, so that no floor below `people` depends on how somebody signed in.
"""

from __future__ import annotations

from typing import Protocol, cast

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is at one organisation; rights follow from role and organisation together."""

    PUPIL = "pupil", _("Pupil")
    PARENT = "parent", _("Parent")
    TEACHER = "teacher", _("Teacher")
    COORDINATOR = "coordinator", _("Coordinator")
    PRINCIPAL = "principal", _("Principal")
    COUNSELLOR = "counsellor", _("CLB counsellor")
    CENTRE_STAFF = "centre_staff", _("Talent centre staff")
    CENTRE_LEAD = "centre_lead", _("Talent centre lead")
    RESEARCHER = "researcher", _("Researcher")
    COMPANY = "company", _("Company")
    MENTOR = "mentor", _("Workplace mentor")
    SECTOR = "sector", _("Sector consultant")
    RTC = "rtc", _("RTC staff")
    VDAB = "vdab", _("VDAB staff")
    CIVIL_SERVANT = "civil_servant", _("Civil servant")
    INSPECTOR = "inspector", _("Inspector")
    ADMINISTRATOR = "administrator", _("Administrator")


class Viewer(Protocol):
    """Somebody looking at a page, in one capacity (person, organisation, role) at a time."""

    is_authenticated: bool
    person_id: int | None
    organisation_id: int | None
    role: Role | None
    display_name: str

    def has_role(self, *roles: Role) -> bool:
        """True when the capacity of this moment is one of `roles`."""
        ...


class Nobody:
    """The public: no person, no organisation, no role."""

    is_authenticated = False
    person_id: int | None = None
    organisation_id: int | None = None
    role: Role | None = None
    display_name = ""

    def has_role(self, *roles: Role) -> bool:
        return False


class ViewerRequest(HttpRequest):
    """A request after `people.middleware.ViewerMiddleware`."""

    viewer: Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks, for a view whose request is not declared as a `ViewerRequest`."""
    return cast(ViewerRequest, request).viewer
