"""Who does what: civil servants for the rounds of their own administration, schools for themselves."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from vakwerk.budgets.models import Round
from vakwerk.core.viewer import Role, Viewer

OFFICIALS = (Role.CIVIL_SERVANT,)
SCHOOLS = (Role.PRINCIPAL, Role.COORDINATOR)


class Refused(Exception):
    """Something that the state of a round, plan or claim does not allow; the sentence is for who tried."""


def may_manage(viewer: Viewer, found: Round) -> bool:
    return viewer.has_role(*OFFICIALS) and viewer.organisation_id == found.owner_id


def must_manage(viewer: Viewer, found: Round) -> None:
    require(may_manage(viewer, found))


def must_be_official(viewer: Viewer) -> int:
    """The administration for which the viewer acts."""
    require(viewer.has_role(*OFFICIALS))
    return _organisation(viewer)


def must_be_school(viewer: Viewer, school_id: int | None = None) -> int:
    """The school for which the viewer acts; with `school_id` only that one."""
    require(viewer.has_role(*SCHOOLS) and school_id in (None, viewer.organisation_id))
    return _organisation(viewer)


def _organisation(viewer: Viewer) -> int:
    if viewer.organisation_id is None:
        raise PermissionDenied
    return viewer.organisation_id


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
