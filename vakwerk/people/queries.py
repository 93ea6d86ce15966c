"""Reads of persons and organisations. The first argument is the viewer wherever data is not public."""

from __future__ import annotations

from datetime import date

from django.db.models import FilteredRelation, Q, QuerySet

from vakwerk.core import clock
from vakwerk.people.models import Account, Membership


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition that a period (`valid_from`..`valid_to`, both included) holds on `day`."""
    started = Q(**{f"{prefix}valid_from__lte": day})
    return started & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day}))


def account_with_capacities(account_id: int) -> Account | None:
    """The account with its person and the memberships valid today, in one query; None when there is none."""
    rows = (
        Account.objects.filter(pk=account_id)
        .annotate(
            current=FilteredRelation("person__memberships", condition=valid_on(clock.today(), "person__memberships__"))
        )
        .select_related("person", "current", "current__organisation")
        .order_by("current__organisation__name", "current__role")
    )
    found = list(rows)
    if not found:
        return None
    account = found[0]
    account.capacities = [row.current for row in found if row.current is not None]  # type: ignore[attr-defined]
    return account


def capacities_of(person_id: int) -> QuerySet[Membership]:
    """The memberships of a person that are valid today."""
    return (
        Membership.objects.filter(valid_on(clock.today()), person=person_id)
        .select_related("organisation")
        .order_by("organisation__name", "role")
    )


def account_by_login(login: str) -> Account | None:
    return Account.objects.filter(login=login, is_active=True).select_related("person").first()


def own_capacity(account: Account, membership_id: str) -> Membership | None:
    """One of the account's own memberships of today; None for anything else, also for nonsense."""
    return next((m for m in account.capacities if str(m.pk) == membership_id), None)
