"""From euro to activity to pupils, as far as it is known; where the trail stops, it says why.

A commitment of the ledger refers to what it stands for in another room ("funding.grant:12"). Here the plan, which
stands above those rooms, asks them what that was and how many pupils it reached. Nothing is estimated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vakwerk.budgets.models import PupilCount, RoundState, Share
from vakwerk.core.viewer import Viewer
from vakwerk.funding.models import CallState, Grant
from vakwerk.ledger.models import Commitment
from vakwerk.ledger.rights import may_manage

Text = str | Promise
FEWEST = 5
"""A number of pupils under this is withheld."""


@dataclass(frozen=True)
class Reach:
    """What a room tells of one of its things: the activity it belongs to, and how many pupils it reached.

    `pupils` is None where the trail stops; `why` then says for what reason, else what was counted and when.
    """

    activity: Text
    why: Text
    pupils: Decimal | None = None
    address: str = ""


NO_REFERENCE = Reach(
    _("Commitments without a public description"),
    _("The commitment does not refer to an application or a share in Vakwerk, so nothing says whom it reached."),
)
UNKNOWN = Reach(
    _("Commitments without a public description"),
    _("Vakwerk does not know the thing that this commitment refers to."),
)


def _grants(keys: Iterable[int]) -> dict[int, Reach]:
    """Grants of calls; the contests that one paid for count their teams, and nobody counts the pupils in them."""
    entered = Count("contests__entries", filter=Q(contests__entries__withdrawn_at__isnull=True))
    rows = Grant.objects.filter(pk__in=list(keys)).select_related("application__call")
    return {grant.pk: _grant(grant, grant.teams) for grant in rows.annotate(teams=entered)}


def _grant(grant: Grant, teams: int) -> Reach:
    call = grant.application.call
    why: Text = _("A report on this grant holds no number of pupils.")
    if teams:
        said = ngettext(
            "%(teams)d team entered; who is in a team is not recorded.",
            "%(teams)d teams entered; who is in a team is not recorded.",
            teams,
        )
        why = said % {"teams": teams}
    if call.state == CallState.DRAFT:
        return Reach(_("A call that is not public yet"), why)
    return Reach(call.title, why, address=reverse("funding:call", args=[call.public_id]))


def _shares(keys: Iterable[int]) -> dict[int, Reach]:
    """Shares of schools: the pupils that counted in the key of their division."""
    shares = list(Share.objects.filter(pk__in=list(keys)).select_related("round"))
    rounds = {share.round_id for share in shares}
    counts = PupilCount.objects.filter(round__in=rounds).order_by().values_list("round", "school")
    pupils = {(of, school): number for of, school, number in counts.annotate(number=Sum("pupils"))}
    return {share.pk: _share(share, pupils.get((share.round_id, share.school_id))) for share in shares}


def _share(share: Share, pupils: Decimal | None) -> Reach:
    of = share.round
    address = "" if of.state == RoundState.DRAFT else reverse("budgets:decided", args=[of.public_id])
    if pupils is None:
        return Reach(of.title, _("This share rests on something else than a count of pupils."), address=address)
    if of.counting_date is None:
        return Reach(of.title, _("Pupils that counted in the key."), pupils, address)
    day = date_format(of.counting_date, "j F Y")
    return Reach(of.title, _("Pupils that counted in the key, on %(day)s.") % {"day": day}, pupils, address)


ROOMS: dict[str, Callable[[Iterable[int]], dict[int, Reach]]] = {"funding.grant": _grants, "budgets.share": _shares}
_BATCH = 5000  # keys that a statement takes on every database


@dataclass(frozen=True)
class Step:
    """One activity: the commitments of one envelope that serve the same thing. `pupils` is None where it stops."""

    reach: Reach
    code: str
    commitments: tuple[Commitment, ...]
    counted: Decimal | None

    @property
    def amount_cents(self) -> int:
        return sum(commitment.amount_cents for commitment in self.commitments)

    @property
    def paid_cents(self) -> int:
        return sum(commitment.paid_cents for commitment in self.commitments)

    @property
    def withheld(self) -> bool:
        return self.counted is not None and 0 < self.counted < FEWEST

    @property
    def pupils(self) -> Decimal | None:
        return None if self.withheld else self.counted


@dataclass(frozen=True)
class Trail:
    """The whole way of one action. `manages`: the viewer may see whom the money went to."""

    steps: tuple[Step, ...]
    manages: bool = False

    @property
    def lost(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.counted is None)

    @property
    def pupils(self) -> Decimal | None:
        """Adds what rooms counted: who takes part in two activities is counted twice."""
        known = [step.pupils for step in self.steps if step.pupils is not None]
        return sum(known, Decimal()) if known else None


def trail(viewer: Viewer, action: str) -> Trail:
    """Every live commitment of an action's envelopes, by activity; queries do not grow with their number."""
    rows = Commitment.objects.filter(envelope__action=action, amount_cents__gt=0).select_related("envelope")
    commitments = list(rows.order_by("envelope__code", "made_on", "pk"))
    reaches = _reaches(commitments)
    grouped: dict[tuple[str, str, str], list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        reach = _reach(commitment, reaches)
        grouped[commitment.envelope.code, str(reach.activity), str(reach.why)].append(commitment)
    steps = tuple(_step(code, group, reaches) for (code, _activity, _why), group in grouped.items())
    return Trail(steps, all(may_manage(viewer, commitment.envelope) for commitment in commitments))


def _reaches(commitments: list[Commitment]) -> dict[str, Reach]:
    """What each reference leads to, a question for each room (and for each few thousand keys)."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for commitment in commitments:
        kind, _colon, key = commitment.reference.partition(":")
        if kind in ROOMS and key.isdecimal():
            wanted[kind].append(int(key))
    found: dict[str, Reach] = {}
    for kind, keys in wanted.items():
        for start in range(0, len(keys), _BATCH):
            answers = ROOMS[kind](keys[start : start + _BATCH])
            found |= {f"{kind}:{key}": reach for key, reach in answers.items()}
    return found


def _reach(commitment: Commitment, reaches: dict[str, Reach]) -> Reach:
    return reaches.get(commitment.reference, UNKNOWN) if commitment.reference else NO_REFERENCE


def _step(code: str, commitments: list[Commitment], reaches: dict[str, Reach]) -> Step:
    found = [_reach(commitment, reaches) for commitment in commitments]
    known = [reach.pupils for reach in found if reach.pupils is not None]
    return Step(found[0], code, tuple(commitments), sum(known, Decimal()) if known else None)
