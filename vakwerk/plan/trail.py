"""From euro to activity to pupils, as far as it is known; where the trail stops, it says why.

A commitment of the ledger refers to what it stands for in another room ("funding.grant:12"). Here the plan, which
stands above those rooms, asks them what that was and how many pupils it reached. Nothing is estimated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.viewer import Viewer
from vakwerk.funding.models import CallState, Grant
from vakwerk.ledger.models import Commitment
from vakwerk.ledger.rights import may_manage

Text = str | Promise
FEWEST = 5
"""A number of pupils under this is withheld."""


@dataclass(frozen=True)
class Reach:
    """What a room tells of one of its things: a name for everybody, and how many pupils it reached.

    `pupils` is None where the trail stops; `why` then says for what reason, else what was counted and when.
    """

    label: Text
    why: Text
    pupils: Decimal | None = None
    address: str = ""


@dataclass(frozen=True)
class Step:
    """One commitment as the viewer may see it; `commitment` only for a civil servant who manages its envelope."""

    reach: Reach
    amount_cents: int
    paid_cents: int
    code: str
    commitment: Commitment | None = None

    @property
    def withheld(self) -> bool:
        return self.reach.pupils is not None and 0 < self.reach.pupils < FEWEST

    @property
    def pupils(self) -> Decimal | None:
        return None if self.withheld else self.reach.pupils


NO_REFERENCE = Reach(
    _("A commitment without a public description"),
    _("The commitment does not refer to an application or a share in Vakwerk, so nothing says whom it reached."),
)
UNKNOWN = Reach(
    _("A commitment without a public description"),
    _("Vakwerk does not know the thing that this commitment refers to."),
)


def _grants(keys: Iterable[int]) -> dict[int, Reach]:
    """Grants of calls; the contests that one paid for count their teams, and nobody counts the pupils in them."""
    entered = Count("contests__entries", filter=Q(contests__entries__withdrawn_at__isnull=True))
    rows = Grant.objects.filter(pk__in=list(keys)).select_related("application__call")
    return {grant.pk: _grant(grant, grant.teams) for grant in rows.annotate(teams=entered)}


def _grant(grant: Grant, teams: int) -> Reach:
    call = grant.application.call
    public = call.state != CallState.DRAFT
    why: Text = _("A report on this grant holds no number of pupils.")
    if teams:
        why = _("%(teams)d teams entered; who is in a team is not recorded.") % {"teams": teams}
    return Reach(
        call.title if public else _("A call that is not public yet"),
        why,
        address=reverse("funding:call", args=[call.public_id]) if public else "",
    )


ROOMS: dict[str, Callable[[Iterable[int]], dict[int, Reach]]] = {"funding.grant": _grants}


def steps(viewer: Viewer, action: str) -> list[Step]:
    """Every live commitment of an action's envelopes, by envelope; queries do not grow with their number."""
    rows = Commitment.objects.filter(envelope__action=action, amount_cents__gt=0).select_related("envelope")
    commitments = list(rows.order_by("envelope__code", "made_on", "pk"))
    reaches = _reaches(commitments)
    return [_step(viewer, commitment, reaches) for commitment in commitments]


def _reaches(commitments: list[Commitment]) -> dict[str, Reach]:
    """What each reference leads to, one question for each room."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for commitment in commitments:
        kind, _colon, key = commitment.reference.partition(":")
        if kind in ROOMS and key.isdecimal():
            wanted[kind].append(int(key))
    return {f"{kind}:{key}": reach for kind, keys in wanted.items() for key, reach in ROOMS[kind](keys).items()}


def _step(viewer: Viewer, commitment: Commitment, reaches: dict[str, Reach]) -> Step:
    reach = reaches.get(commitment.reference, UNKNOWN) if commitment.reference else NO_REFERENCE
    seen = commitment if may_manage(viewer, commitment.envelope) else None
    return Step(reach, commitment.amount_cents, commitment.paid_cents, commitment.envelope.code, seen)


@dataclass(frozen=True)
class Trail:
    """The whole way of one action. `pupils` adds what rooms counted; who is reached twice is counted twice."""

    steps: tuple[Step, ...]

    @property
    def known(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.pupils is not None)

    @property
    def lost(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.pupils is None)

    @property
    def pupils(self) -> Decimal | None:
        return sum((step.pupils for step in self.known if step.pupils is not None), Decimal()) if self.known else None


def trail(viewer: Viewer, action: str) -> Trail:
    return Trail(tuple(steps(viewer, action)))
