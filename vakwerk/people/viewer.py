"""Who is looking: a person in one capacity. Fulfils `core.viewer.Viewer`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from vakwerk.core.viewer import Nobody, Role, Viewer
from vakwerk.people.models import Account, Membership

CHOSEN = "membership"  # session key: the primary key of the chosen membership


@dataclass(slots=True)
class PersonViewer:
    """Somebody signed in. Without a valid capacity `role` and `organisation_id` are None.

    `capacities` are the memberships valid today, so the page can offer the others.
    """

    person_id: int | None
    display_name: str
    organisation_id: int | None = None
    role: Role | None = None
    membership_id: int | None = None
    organisation_name: str = ""
    capacities: Sequence[Membership] = field(default=(), repr=False)
    is_authenticated: bool = True

    def has_role(self, *roles: Role) -> bool:
        return self.role in roles


def find_viewer(request: HttpRequest) -> Viewer:
    """The viewer of this session. `request.user` costs the only query (see `people.backends`)."""
    account = request.user
    if isinstance(account, AnonymousUser):
        return Nobody()
    return viewer_for(account, request.session.get(CHOSEN))


def viewer_for(account: Account, chosen: int | None = None) -> PersonViewer:
    """An account in the capacity `chosen`. A single capacity needs no choice; an ended one is no capacity."""
    capacities = account.capacities
    membership = next((m for m in capacities if m.pk == chosen), None)
    if membership is None and len(capacities) == 1:
        membership = capacities[0]
    viewer = PersonViewer(account.person_id, str(account.person), capacities=capacities)
    if membership is not None:
        viewer.membership_id = membership.pk
        viewer.organisation_id = membership.organisation_id
        viewer.organisation_name = membership.organisation.name
        viewer.role = Role(membership.role)
    return viewer
