"""Reads. A child reads by the code it holds; staff read only what was shared with their organisation."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from vakwerk.core import clock
from vakwerk.core.viewer import Role, Viewer
from vakwerk.talent.considerations import Considered
from vakwerk.talent.models import Answer, ConsiderationMeasure, Context, Recipient, Session, Share, Sitting

SESSION_ROLES = (Role.CENTRE_STAFF, Role.CENTRE_LEAD, Role.TEACHER, Role.COUNSELLOR)
SHARE_ROLES: dict[Recipient, tuple[Role, ...]] = {
    Recipient.SCHOOL: (Role.TEACHER, Role.COORDINATOR, Role.PRINCIPAL),
    Recipient.GUIDANCE: (Role.COUNSELLOR,),
    Recipient.CENTRE: (Role.CENTRE_STAFF, Role.CENTRE_LEAD),
}
READER_ROLES = tuple(role for roles in SHARE_ROLES.values() for role in roles)
MEASURE_ROLES = (Role.CIVIL_SERVANT, Role.INSPECTOR, Role.RESEARCHER, Role.CENTRE_LEAD, Role.ADMINISTRATOR)
SMALL_CELL = 5


def sitting_in_browser(public_id: str, mark: str) -> Sitting | None:
    """The sitting that this browser is answering; None when another browser took over or it is gone."""
    if not mark or not _is_uuid(public_id):
        return None
    live = Sitting.objects.filter(delete_after__gte=clock.today())
    return live.select_related("session").filter(public_id=public_id, browser=mark).first()


def sitting_by_report(report_hash: str) -> Sitting | None:
    """The finished sitting whose report code has this hash."""
    if not report_hash:
        return None
    live = Sitting.objects.filter(delete_after__gte=clock.today(), finished_on__isnull=False)
    return live.filter(report_hash=report_hash).first()


def answers_of(sitting: Sitting) -> dict[str, int | None]:
    return dict(Answer.objects.filter(sitting=sitting).values_list("item", "value"))


def stances_of(sitting: Sitting) -> dict[str, str]:
    return dict(sitting.stances.values_list("programme", "stance"))


def sessions(viewer: Viewer) -> QuerySet[Session]:
    """The sessions of the viewer's own organisation with how many seats are waiting, busy and done."""
    if viewer.organisation_id is None or not viewer.has_role(*SESSION_ROLES):
        return Session.objects.none()
    own = Session.objects.filter(organisation=viewer.organisation_id)
    return own.annotate(
        seats=Count("sittings"),
        busy=Count("sittings", filter=Q(sittings__started_on__isnull=False, sittings__finished_on__isnull=True)),
        done=Count("sittings", filter=Q(sittings__finished_on__isnull=False)),
    ).order_by("-created_on", "-pk")


def shares_of(sitting: Sitting) -> QuerySet[Share]:
    return sitting.shares.select_related("organisation").order_by("pk")


def shared_with(viewer: Viewer) -> QuerySet[Share]:
    """Reports that children lent to the viewer's organisation, for somebody in the viewer's role."""
    mine = [recipient for recipient, roles in SHARE_ROLES.items() if viewer.has_role(*roles)]
    if viewer.organisation_id is None or not mine:
        return Share.objects.none()
    live = Share.objects.filter(sitting__delete_after__gte=clock.today())
    own = live.filter(organisation=viewer.organisation_id, recipient__in=mine)
    return own.select_related("sitting").order_by("-created_on", "-pk")


@dataclass(frozen=True)
class MeasureRow:
    """How many pairs named TSO or BSO, before and after. Numbers are None when the group is too small to show."""

    period: str
    context: Context
    pairs: int | None
    before: int | None
    after: int | None

    @property
    def before_share(self) -> float | None:
        return self.before / self.pairs if self.pairs and self.before is not None else None

    @property
    def after_share(self) -> float | None:
        return self.after / self.pairs if self.pairs and self.after is not None else None


def consideration_measures() -> list[MeasureRow]:
    """Per school year and context. A count of 1 to 4, or 1 to 4 short of the whole, is withheld with the other."""
    pairs: Counter[tuple[str, str]] = Counter()
    before: Counter[tuple[str, str]] = Counter()
    after: Counter[tuple[str, str]] = Counter()
    for row in ConsiderationMeasure.objects.all().iterator():
        key = (_school_year_of(row.month), row.context)
        pairs[key] += 1
        before[key] += _named(row.before_finalities)
        after[key] += _named(row.after_finalities)
    return [_measure_row(key, pairs[key], before[key], after[key]) for key in sorted(pairs)]


def _measure_row(key: tuple[str, str], pairs: int, before: int, after: int) -> MeasureRow:
    period, context = key[0], Context(key[1])
    if pairs < SMALL_CELL:
        return MeasureRow(period, context, None, None, None)
    if any(0 < count < SMALL_CELL or 0 < pairs - count < SMALL_CELL for count in (before, after)):
        return MeasureRow(period, context, pairs, None, None)
    return MeasureRow(period, context, pairs, before, after)


def _named(finalities: str) -> bool:
    return Considered.from_list(finalities.split(",")).names_tso_bso


def _school_year_of(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return clock.school_year_label(clock.school_year(date(year, number, 1)))


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
