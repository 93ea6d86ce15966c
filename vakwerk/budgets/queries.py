"""Reads. Decided rounds are public, with the share of every school; drafts belong to their administration."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from vakwerk.budgets.models import (
    ClaimState,
    EligibleProgramme,
    Expense,
    ExpenseState,
    InvestmentPlan,
    PlacesClaim,
    PlanItem,
    PupilCount,
    Regime,
    Round,
    RoundState,
    Share,
)
from vakwerk.budgets.rights import OFFICIALS, SCHOOLS, may_manage
from vakwerk.core.access import visible_or_404
from vakwerk.core.viewer import Viewer
from vakwerk.people.models import Organisation, OrganisationKind, Site

MOST_TOTALS = 10
PUBLIC = (RoundState.DECIDED, RoundState.CLOSED)


# What everybody reads


def decided_rounds(regime: str = "") -> QuerySet[Round]:
    """The newest first, with `schools` and `total_cents`."""
    rows = Round.objects.filter(state__in=PUBLIC).select_related("owner")
    rows = rows.filter(regime=regime) if regime else rows
    return rows.annotate(schools=Count("shares"), total_cents=Sum("shares__amount_cents"))


def decided_round(public_id: UUID) -> Round:
    found = decided_rounds().filter(public_id=public_id).first()
    return visible_or_404(found, found is not None)


def totals(regime: str) -> list[tuple[Round, dict[str, Decimal]]]:
    """The latest decided rounds under a key, with the pupils that each counted by group; two queries."""
    rounds = list(decided_rounds(regime)[:MOST_TOTALS])
    sums = PupilCount.objects.filter(round__in=rounds).order_by().values_list("round", "group")
    found: dict[int, dict[str, Decimal]] = {each.pk: {} for each in rounds}
    for pk, group, pupils in sums.annotate(sum=Sum("pupils")):
        found[pk][group] = pupils
    return [(each, found[each.pk]) for each in rounds]


def shares_of(found: Round) -> QuerySet[Share]:
    return Share.objects.filter(round=found).select_related("school", "commitment")


def public_share(public_id: UUID) -> Share:
    found = Share.objects.select_related("round", "school").filter(public_id=public_id).first()
    return visible_or_404(found, found is not None)


def eligible(regime: str = "", day: date | None = None) -> QuerySet[EligibleProgramme]:
    rows = EligibleProgramme.objects.select_related("component__group")
    rows = rows.filter(regime=regime) if regime else rows
    if day:
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    return rows


# Rounds of an administration


def managed_rounds(viewer: Viewer) -> QuerySet[Round]:
    if not viewer.has_role(*OFFICIALS):
        return Round.objects.none()
    rows = Round.objects.filter(owner=viewer.organisation_id).select_related("envelope")
    return rows.annotate(counted=Count("counts__school", distinct=True))


def managed_round(viewer: Viewer, public_id: UUID) -> Round:
    found = Round.objects.select_related("envelope", "owner", "decided_by").filter(public_id=public_id).first()
    return visible_or_404(found, found is not None and may_manage(viewer, found))


def counts_of(found: Round) -> QuerySet[PupilCount]:
    return PupilCount.objects.filter(round=found).select_related("school")


def managed_count(viewer: Viewer, pk: int) -> PupilCount:
    found = PupilCount.objects.select_related("round").filter(pk=pk).first()
    return visible_or_404(found, found is not None and may_manage(viewer, found.round))


def managed_share(viewer: Viewer, public_id: UUID) -> Share:
    found = _shares().filter(public_id=public_id).first()
    return visible_or_404(found, found is not None and may_manage(viewer, found.round))


def managed_expense(viewer: Viewer, public_id: UUID) -> Expense:
    found = _expenses().filter(public_id=public_id).first()
    return visible_or_404(found, found is not None and may_manage(viewer, found.share.round))


def checked_shares(found: Round) -> QuerySet[Share]:
    """Shares with what was handed in, accepted and is still to be checked, in cents."""
    return shares_of(found).annotate(
        handed_in_cents=_sum_of(ExpenseState.HANDED_IN),
        accepted_cents=_sum_of(ExpenseState.ACCEPTED),
        waiting=Count("expenses", filter=Q(expenses__state=ExpenseState.HANDED_IN)),
    )


def _sum_of(state: ExpenseState) -> Sum:
    return Sum("expenses__amount_cents", filter=Q(expenses__state=state), default=0)


def claims_of(found: Round) -> QuerySet[PlacesClaim]:
    """Claims that were handed in, for who checks them."""
    return PlacesClaim.objects.filter(round=found).exclude(state="draft").select_related("site__organisation")


def managed_claim(viewer: Viewer, public_id: UUID) -> PlacesClaim:
    found = _claims().filter(public_id=public_id).exclude(state="draft").first()
    return visible_or_404(found, found is not None and may_manage(viewer, found.round))


def claimed_elsewhere(found: Round) -> dict[int, list[str]]:
    """Titles of other divisions of the same school year in which a site claims as well, by site."""
    rows = PlacesClaim.objects.filter(
        round__school_year=found.school_year, state__in=[ClaimState.HANDED_IN, ClaimState.ACCEPTED]
    ).exclude(round=found)
    titles: dict[int, list[str]] = {}
    for site, title in rows.order_by("round__title").values_list("site", "round__title"):
        titles.setdefault(site, []).append(title)
    return titles


Invoice = tuple[str, date, int]


def invoice(expense: Expense) -> Invoice:
    """By what one recognises an invoice that came before."""
    return expense.supplier.strip().casefold(), expense.invoiced_on, expense.amount_cents


def handed_in_twice(school_id: int) -> set[Invoice]:
    """What a school handed in more than once, in whichever division, and was not refused."""
    rows = Expense.objects.filter(share__school=school_id).exclude(state=ExpenseState.REFUSED)
    times = Counter(invoice(expense) for expense in rows.only("supplier", "invoiced_on", "amount_cents"))
    return {found for found, number in times.items() if number > 1}


# What a school has


def _shares() -> QuerySet[Share]:
    return Share.objects.select_related("round", "school", "commitment__envelope")


def _expenses() -> QuerySet[Expense]:
    return Expense.objects.select_related("share__round", "share__school", "item")


def _claims() -> QuerySet[PlacesClaim]:
    return PlacesClaim.objects.select_related("round", "site__organisation")


def _is_school(viewer: Viewer) -> bool:
    return viewer.organisation_id is not None and viewer.has_role(*SCHOOLS)


def own_shares(viewer: Viewer) -> QuerySet[Share]:
    rows = checked_of(_shares())
    return rows.filter(school=viewer.organisation_id) if _is_school(viewer) else rows.none()


def checked_of(rows: QuerySet[Share]) -> QuerySet[Share]:
    return rows.annotate(
        handed_in_cents=_sum_of(ExpenseState.HANDED_IN), accepted_cents=_sum_of(ExpenseState.ACCEPTED)
    ).order_by("-round__school_year", "round__title")


def own_share(viewer: Viewer, public_id: UUID) -> Share:
    found = own_shares(viewer).filter(public_id=public_id).first()
    return visible_or_404(found, found is not None)


def own_plans(viewer: Viewer) -> QuerySet[InvestmentPlan]:
    if not _is_school(viewer):
        return InvestmentPlan.objects.none()
    rows = InvestmentPlan.objects.filter(school=viewer.organisation_id).select_related("school")
    return rows.annotate(planned_cents=Sum("items__planned_cents", default=0))


def own_plan(viewer: Viewer, public_id: UUID) -> InvestmentPlan:
    found = own_plans(viewer).filter(public_id=public_id).first()
    return visible_or_404(found, found is not None)


def items_of(plan: InvestmentPlan) -> QuerySet[PlanItem]:
    """With `spent_cents`: what was spent on it and not refused."""
    kept = ~Q(expenses__state=ExpenseState.REFUSED)
    return PlanItem.objects.filter(plan=plan).annotate(
        spent_cents=Sum("expenses__amount_cents", filter=kept, default=0)
    )


def spent_on(item: PlanItem) -> int:
    """What `items_of` found to be spent on an investment, in cents."""
    return int(getattr(item, "spent_cents", 0))


def own_items(viewer: Viewer) -> QuerySet[PlanItem]:
    return PlanItem.objects.filter(plan__in=own_plans(viewer).values("pk")).select_related("plan")


def own_item(viewer: Viewer, pk: int) -> PlanItem:
    found = own_items(viewer).filter(pk=pk).first()
    return visible_or_404(found, found is not None)


def expenses_of(share: Share) -> QuerySet[Expense]:
    return Expense.objects.filter(share=share).select_related("item")


def own_expense(viewer: Viewer, public_id: UUID) -> Expense:
    found = _expenses().filter(public_id=public_id).first()
    return visible_or_404(found, found is not None and _is_own(viewer, found.share.school_id))


def seen_expense(viewer: Viewer, public_id: UUID) -> Expense:
    """For the school itself and for who checks it."""
    found = _expenses().filter(public_id=public_id).first()
    seen = found and (_is_own(viewer, found.share.school_id) or may_manage(viewer, found.share.round))
    return visible_or_404(found, bool(seen))


def _is_own(viewer: Viewer, school_id: int) -> bool:
    return _is_school(viewer) and viewer.organisation_id == school_id


def plans_of(school: Organisation) -> QuerySet[InvestmentPlan]:
    """Plans that a school handed in, with their items, for who checks its evidence."""
    rows = InvestmentPlan.objects.filter(school=school, handed_in_at__isnull=False)
    return rows.prefetch_related(Prefetch("items", PlanItem.objects.order_by("year", "pk")))


def managed_plan(viewer: Viewer, public_id: UUID) -> InvestmentPlan:
    """A handed in plan of a school in a round of the viewer's administration."""
    found = InvestmentPlan.objects.select_related("school").filter(public_id=public_id).first()
    seen = found is not None and found.handed_in_at is not None and viewer.has_role(*OFFICIALS)
    mine = Share.objects.filter(school=found.school, round__owner=viewer.organisation_id) if found else None
    return visible_or_404(found, seen and mine is not None and mine.exists())


# Created places


def open_places_rounds() -> QuerySet[Round]:
    """Rounds in which a school can claim: being prepared. Their shares are not public, that they are open is."""
    return Round.objects.filter(regime=Regime.PLACES, state=RoundState.DRAFT)


def places_round(public_id: UUID) -> Round:
    found = Round.objects.filter(regime=Regime.PLACES, public_id=public_id).first()
    return visible_or_404(found, found is not None)


def own_sites(viewer: Viewer) -> QuerySet[Site]:
    if not _is_school(viewer):
        return Site.objects.none()
    kind = OrganisationKind.SECONDARY_SCHOOL
    rows = Site.objects.filter(organisation=viewer.organisation_id, organisation__kind=kind)
    return rows.select_related("organisation").order_by("number")


def own_site(viewer: Viewer, pk: int) -> Site:
    found = own_sites(viewer).filter(pk=pk).first()
    return visible_or_404(found, found is not None)


def own_claims(viewer: Viewer) -> QuerySet[PlacesClaim]:
    rows = _claims()
    return rows.filter(site__organisation=viewer.organisation_id) if _is_school(viewer) else rows.none()


def own_claim(viewer: Viewer, public_id: UUID) -> PlacesClaim:
    found = own_claims(viewer).filter(public_id=public_id).first()
    return visible_or_404(found, found is not None)


def seen_claim(viewer: Viewer, public_id: UUID) -> PlacesClaim:
    """For the school itself, and once it is handed in for who checks it."""
    found = _claims().filter(public_id=public_id).first()
    own = found is not None and _is_own(viewer, found.site.organisation_id)
    checks = found is not None and found.state != "draft" and may_manage(viewer, found.round)
    return visible_or_404(found, own or checks)
