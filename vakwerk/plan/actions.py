"""What civil servants enter for the plan. Nothing is overwritten; each row says which administration entered it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from vakwerk.core import audit
from vakwerk.core.viewer import Role, Viewer
from vakwerk.plan.models import ActionStatus, Indicator, IndicatorValue, Progress


def _office(viewer: Viewer) -> int:
    if viewer.organisation_id is None or not viewer.has_role(Role.CIVIL_SERVANT):
        raise PermissionDenied
    return viewer.organisation_id


@transaction.atomic
def add_indicator(
    *,
    viewer: Viewer,
    name: str,
    unit: str,
    counts: str,
    source: str,
    action: str = "",
    outcome: str = "",
    name_en: str = "",
    about_pupils: bool = False,
) -> Indicator:
    """Something to count for one action or for one promised outcome; without figures until somebody enters them."""
    made = Indicator.objects.create(
        action=action,
        outcome=outcome,
        name=name,
        name_en=name_en,
        unit=unit,
        counts=counts,
        source=source,
        about_pupils=about_pupils,
        organisation_id=_office(viewer),
        entered_at=timezone.now(),
    )
    audit.record(viewer, "plan.add_indicator", subject=("plan.indicator", made.pk))
    return made


@transaction.atomic
def withdraw_indicator(*, viewer: Viewer, indicator: Indicator) -> None:
    """No more figures for it; what was entered stays to be seen. Only the administration that keeps it may."""
    if _office(viewer) != indicator.organisation_id:
        raise PermissionDenied
    indicator.withdrawn_at = timezone.now()
    indicator.save(update_fields=["withdrawn_at"])
    audit.record(viewer, "plan.withdraw_indicator", subject=("plan.indicator", indicator.pk))


@transaction.atomic
def enter_value(
    *,
    viewer: Viewer,
    indicator: Indicator,
    day: date,
    value: Decimal | None,
    source: str,
    period: str = "",
    link: str = "",
    note: str = "",
) -> IndicatorValue:
    """A figure; for a day that has one already it takes its place. `None` withdraws the figure of that day."""
    made = IndicatorValue.objects.create(
        indicator=indicator,
        day=day,
        period=period,
        value=value,
        source=source,
        link=link,
        note=note,
        organisation_id=_office(viewer),
        entered_at=timezone.now(),
    )
    audit.record(viewer, "plan.enter_value", subject=("plan.indicator", indicator.pk))
    return made


@transaction.atomic
def report_status(
    *, viewer: Viewer, action: str, status: Progress, on: date, text: str, source: str, link: str = ""
) -> ActionStatus:
    """How far an action is on a day, in the words of an administration."""
    made = ActionStatus.objects.create(
        action=action,
        status=status,
        on=on,
        text=text,
        source=source,
        link=link,
        organisation_id=_office(viewer),
        entered_at=timezone.now(),
    )
    audit.record(viewer, "plan.report_status", subject=("plan.actionstatus", made.pk))
    return made
