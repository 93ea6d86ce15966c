"""A civil servant prepares a division, decides it and commits its money. A decided division never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vakwerk.budgets import divisions
from vakwerk.budgets.models import EligibleProgramme, PupilCount, Regime, Round, RoundState, Share
from vakwerk.budgets.regimes import groups_of
from vakwerk.budgets.rights import Refused, must_be_official, must_manage
from vakwerk.core import audit
from vakwerk.core.language import say
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.ledger import actions as ledger
from vakwerk.ledger.models import Envelope
from vakwerk.people.models import Person

SUBJECT = "budgets.round"
BATCH = 1_000


@dataclass(frozen=True)
class Content:
    """What a division is about, before any pupil is counted."""

    regime: str
    school_year: int
    title: str
    day: date
    counting_date: date | None = None
    pool_cents: int | None = None
    pool_source: str = ""
    envelope: Envelope | None = None


@dataclass(frozen=True)
class CountEntry:
    school_id: int
    group: str
    pupils: Decimal
    source: str


@dataclass
class Tally:
    new: int = 0
    changed: int = 0
    unchanged: int = 0


@transaction.atomic
def create_round(*, viewer: Viewer, content: Content, public_id: UUID | None = None) -> Round:
    """`public_id`: what a form chose for it beforehand, so that a form that comes twice makes one."""
    owner = must_be_official(viewer)
    if public_id and (twin := Round.objects.filter(public_id=public_id, owner=owner).first()):
        return twin
    made = Round.objects.create(owner_id=owner, public_id=public_id or uuid4(), **vars(content))
    audit.record(viewer, "budgets.create_round", subject=(SUBJECT, made.pk))
    return made


@transaction.atomic
def change_round(*, viewer: Viewer, found: Round, content: Content) -> Round:
    """The regime stays when pupils were counted: their groups belong to it."""
    found = _draft(viewer, found)
    if content.regime != found.regime and (found.counts.exists() or found.claims.exists()):
        raise Refused(_("Pupils were counted for this key already. Make another division for another key."))
    if content.regime != found.regime:
        found.weights, found.weights_source = {}, ""
    for name, value in vars(content).items():
        setattr(found, name, value)
    found.save()
    audit.record(viewer, "budgets.change_round", subject=(SUBJECT, found.pk))
    return found


@transaction.atomic
def delete_round(*, viewer: Viewer, found: Round) -> None:
    """Only a draft without claims: what a school handed in is never thrown away."""
    found = _draft(viewer, found)
    if found.claims.exists():
        raise Refused(_("Schools made claims in this division."))
    audit.record(viewer, "budgets.delete_round", subject=(SUBJECT, found.pk))
    found.delete()


@transaction.atomic
def draft_with(
    *,
    viewer: Viewer,
    found: Round,
    title: str,
    source: str,
    pool_cents: int | None = None,
    weights: Mapping[str, Decimal] | None = None,
) -> Round:
    """A "what if" becomes a draft of its own, with the same counts; `source` says where its figures come from."""
    owner = must_be_official(viewer)
    must_manage(viewer, found)
    if found.regime == Regime.PLACES:
        raise Refused(_("Claims stay in the division in which schools made them."))
    counts = list(PupilCount.objects.filter(round=found))
    made = Round.objects.create(
        owner_id=owner,
        regime=found.regime,
        school_year=found.school_year,
        title=title,
        day=found.day,
        counting_date=found.counting_date,
        pool_cents=pool_cents,
        pool_source=source if pool_cents is not None else "",
        weights={group: str(weight) for group, weight in (weights or {}).items()},
        weights_source=source if weights else "",
    )
    for count in counts:
        count.pk, count.round = None, made
    PupilCount.objects.bulk_create(counts, batch_size=BATCH)
    audit.record(viewer, "budgets.create_round", subject=(SUBJECT, made.pk))
    return made


# What is counted


@transaction.atomic
def enter_counts(*, viewer: Viewer, found: Round, entries: Iterable[CountEntry]) -> Tally:
    """Adds counts, or replaces those of the same school and group. ValueError for a group that the key lacks."""
    found, tally = _draft(viewer, found), Tally()
    if found.regime == Regime.PLACES:
        raise Refused(_("This key counts what schools claim."))
    known = {(row.school_id, row.group): row for row in PupilCount.objects.filter(round=found)}
    new, changed = [], []
    for entry in entries:
        if entry.group not in groups_of(Regime(found.regime)):
            raise ValueError(entry.group)
        row = known.get((entry.school_id, entry.group))
        if row is None:
            new.append(PupilCount(round=found, **vars(entry)))
        elif (row.pupils, row.source) == (entry.pupils, entry.source):
            tally.unchanged += 1
        else:
            row.pupils, row.source = entry.pupils, entry.source
            changed.append(row)
    PupilCount.objects.bulk_create(new, batch_size=BATCH)
    PupilCount.objects.bulk_update(changed, ["pupils", "source"], batch_size=BATCH)
    tally.new, tally.changed = len(new), len(changed)
    audit.record(viewer, "budgets.enter_counts", subject=(SUBJECT, found.pk))
    return tally


@transaction.atomic
def remove_count(*, viewer: Viewer, count: PupilCount) -> None:
    found = _draft(viewer, count.round)
    count.delete()
    audit.record(viewer, "budgets.enter_counts", subject=(SUBJECT, found.pk))


@transaction.atomic
def enter_eligible(*, viewer: Viewer, rows: Iterable[EligibleProgramme]) -> Tally:
    """Adds programmes that count; one that starts on the same day under the same key is replaced."""
    must_be_official(viewer)
    tally = Tally()
    for row in rows:
        same: dict[str, Any] = {"regime": row.regime, "title": row.title, "valid_from": row.valid_from}
        values: dict[str, Any] = {
            "group": row.group,
            "valid_to": row.valid_to,
            "provisional": row.provisional,
            "source": row.source,
            "component": row.component,
        }
        created = EligibleProgramme.objects.update_or_create(defaults=values, **same)[1]
        tally.new, tally.changed = tally.new + created, tally.changed + (not created)
    audit.record(viewer, "budgets.enter_eligible")
    return tally


# The decision and its money


@transaction.atomic
def decide(*, viewer: Viewer, found: Round, reason: str, seen: str = "") -> Round:
    """Freezes the key and writes the share of every school. `Refused` while nothing can be computed.

    `seen`: `divisions.fingerprint` of what stood when somebody asked; refused when that changed meanwhile.
    """
    found = _draft(viewer, found)
    computed = divisions.compute(found)
    if seen and seen != divisions.fingerprint(computed):
        raise Refused(_("The figures changed while you looked at them. Check the shares again before you decide."))
    if computed.division is None:
        raise Refused(say(computed.trouble or divisions.NO_POOL))
    if found.claims.filter(state="handed_in").exists():
        raise Refused(_("First accept or refuse every claim that was handed in."))
    found.key, found.state, found.reason = divisions.freeze(computed), RoundState.DECIDED, reason
    found.decided_at = timezone.now()
    found.decided_by = Person.objects.filter(pk=viewer.person_id or 0).first()
    found.save()
    shares = computed.shares
    rows = [Share(round=found, school=school, amount_cents=shares[key]) for key, school in computed.schools.items()]
    Share.objects.bulk_create(rows, batch_size=BATCH)
    audit.record(viewer, "budgets.decide_round", subject=(SUBJECT, found.pk))
    return found


@transaction.atomic
def choose_envelope(*, viewer: Viewer, found: Round, envelope: Envelope) -> None:
    """From which envelope a decided division is committed, as long as nothing was."""
    must_manage(viewer, found)
    found = _locked(found)
    if found.shares.filter(commitment__isnull=False).exists():
        raise Refused(_("Money of this division was committed already."))
    found.envelope = envelope
    found.save(update_fields=["envelope"])
    audit.record(viewer, "budgets.choose_envelope", subject=(SUBJECT, found.pk))


@transaction.atomic
def commit_shares(*, viewer: Viewer, found: Round) -> int:
    """Commits every share in the ledger, all of them or none; returns how many. `Refused` beyond the envelope."""
    must_manage(viewer, found)
    found = _locked(found)
    if found.state != RoundState.DECIDED or found.envelope is None:
        raise Refused(_("Choose an envelope for a decided division first."))
    open_shares = found.shares.filter(commitment__isnull=True, checked_at__isnull=True, amount_cents__gt=0)
    shares = list(open_shares.select_related("school"))
    _must_fit(found.envelope, sum(share.amount_cents for share in shares))
    try:
        for share in shares:
            share.commitment = ledger.commit(viewer=viewer, envelope=found.envelope, **_promise(found, share))
    except ledger.Refused as refused:
        raise Refused(str(refused)) from None
    Share.objects.bulk_update(shares, ["commitment"], batch_size=BATCH)
    audit.record(viewer, "budgets.commit_shares", subject=(SUBJECT, found.pk))
    return len(shares)


def _promise(found: Round, share: Share) -> dict[str, Any]:
    return {
        "amount_cents": share.amount_cents,
        "purpose": found.title,
        "organisation": share.school,
        "reference": f"budgets.share:{share.pk}",
    }


def _must_fit(envelope: Envelope, cents: int) -> None:
    """A clear sentence beforehand; the ledger itself refuses whatever another writer took in between."""
    left = Envelope.objects.get(pk=envelope.pk).left_cents
    if left is None:
        raise Refused(_("The envelope has no amount yet: nothing can be committed from it."))
    if cents > left:
        text = _("The shares sum to %(cents)s, and the envelope has %(left)s left. Nothing was committed.")
        raise Refused(text % {"cents": euros(cents), "left": euros(left)})


def _draft(viewer: Viewer, found: Round) -> Round:
    must_manage(viewer, found)
    found = _locked(found)
    if not found.is_draft:
        raise Refused(_("This division was decided; it no longer changes."))
    return found


def _locked(found: Round) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("envelope").get(pk=found.pk)
