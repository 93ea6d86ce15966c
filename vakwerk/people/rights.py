"""Which roles exist at which kind of organisation, and who looks after its members.

A principal must not be able to make somebody inspector, nor a company somebody teacher: a role that an organisation
of this kind does not have cannot be granted there, by nobody and by no claim.
"""

from __future__ import annotations

from collections.abc import Iterable

from vakwerk.core.viewer import Role, Viewer
from vakwerk.people.models import Organisation, OrganisationKind

Kind = OrganisationKind
_SCHOOL = frozenset({Role.PUPIL, Role.PARENT, Role.TEACHER, Role.COORDINATOR, Role.PRINCIPAL})
ROLES: dict[str, frozenset[Role]] = {
    Kind.SECONDARY_SCHOOL: _SCHOOL,
    Kind.PRIMARY_SCHOOL: _SCHOOL,
    Kind.ADULT_EDUCATION_CENTRE: _SCHOOL,
    Kind.SCHOOL_BOARD: frozenset({Role.PRINCIPAL, Role.COORDINATOR}),
    Kind.GUIDANCE_CENTRE: frozenset({Role.COUNSELLOR, Role.PRINCIPAL}),
    Kind.TALENT_CENTRE: frozenset({Role.CENTRE_STAFF, Role.CENTRE_LEAD, Role.RESEARCHER}),
    Kind.COMPANY: frozenset({Role.COMPANY, Role.MENTOR}),
    Kind.SECTOR_PARTNERSHIP: frozenset({Role.SECTOR}),
    Kind.CAREERS_HOUSE: frozenset({Role.COORDINATOR}),
    Kind.TECHNOLOGY_CENTRE: frozenset({Role.RTC}),
    Kind.XR_ACADEMY: frozenset({Role.RTC}),
    Kind.EMPLOYMENT_SERVICE: frozenset({Role.VDAB}),
    Kind.HIGHER_EDUCATION: frozenset({Role.RESEARCHER, Role.COORDINATOR}),
    Kind.ADMINISTRATION: frozenset({Role.CIVIL_SERVANT, Role.ADMINISTRATOR}),
    Kind.INSPECTORATE: frozenset({Role.INSPECTOR}),
}
_OTHERS = frozenset({Role.COORDINATOR})

# Who keeps the list of members of their own organisation; everywhere else an administrator of the platform does.
MANAGERS = frozenset(
    {Role.PRINCIPAL, Role.CENTRE_LEAD, Role.COMPANY, Role.SECTOR, Role.RTC, Role.VDAB, Role.ADMINISTRATOR}
)
# Who works with pupils at their school and may open a pupil's page there.
SCHOOL_STAFF = frozenset({Role.TEACHER, Role.COORDINATOR, Role.PRINCIPAL})


def roles_at(kind: str) -> list[Role]:
    """The roles that exist at this kind of organisation, in the order of `Role`."""
    possible = ROLES.get(kind, _OTHERS)
    return [role for role in Role if role in possible]


def grantable_at(kind: str) -> list[Role]:
    """The roles that an invitation can grant. Pupils come in with their class, parents with their child."""
    return [role for role in roles_at(kind) if role not in {Role.PUPIL, Role.PARENT}]


def may_manage(viewer: Viewer, organisation: Organisation) -> bool:
    """Members of one's own organisation, or of any for an administrator of the platform."""
    if is_platform_administrator(viewer):
        return True
    return viewer.organisation_id == organisation.pk and viewer.has_role(*MANAGERS)


def is_platform_administrator(viewer: Viewer) -> bool:
    """The role alone says it: `roles_at` gives it only to the administration."""
    return viewer.has_role(Role.ADMINISTRATOR)


def names(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """Choices for a form."""
    return [(role.value, str(role.label)) for role in roles]
