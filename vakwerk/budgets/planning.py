"""What a school sees of its own: shares, plans, evidence and claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from vakwerk.budgets import managing, queries, wording
from vakwerk.budgets.actions.claims import CLAIM, WRITABLE
from vakwerk.budgets.figures import shown
from vakwerk.budgets.models import InvestmentPlan, PlacesClaim, PlanItem, Round, Share
from vakwerk.capacity.queries import CreatedPlaces, created_places
from vakwerk.core import attachments, clock
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.people.models import Site

YEARS_BACK = 5


def own(viewer: Viewer) -> dict[str, Any]:
    claims = list(queries.own_claims(viewer))
    return {
        "shares": [(share, clock.school_year_label(share.round.school_year)) for share in queries.own_shares(viewer)],
        "plans": [(plan, period(plan)) for plan in queries.own_plans(viewer)],
        "open_rounds": queries.open_places_rounds(),
        "claims": [(claim, shown(claim.additional), wording.CLAIM_KINDS[claim.state]) for claim in claims],
    }


def period(plan: InvestmentPlan) -> str:
    """ "2026-2027" or "2026-2027 - 2029-2030"."""
    first, last = clock.school_year_label(plan.from_year), clock.school_year_label(plan.to_year)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def plan_page(plan: InvestmentPlan) -> dict[str, Any]:
    items = list(queries.items_of(plan))
    return {
        "plan": plan,
        "period": period(plan),
        "items": [(item, clock.school_year_label(item.year)) for item in items],
        "planned": sum(item.planned_cents for item in items),
        "spent": sum(queries.spent_on(item) for item in items),
        "by_year_rows": [(clock.school_year_label(year), euros(cents)) for year, cents in _sums(items, "year")],
        "by_programme_rows": [(name, euros(cents)) for name, cents in _sums(items, "programme")],
        "open": plan.handed_in_at is None,
    }


def _sums(items: Iterable[PlanItem], name: str) -> list[tuple[Any, int]]:
    """Planned cents by year or programme, in order."""
    sums: dict[Any, int] = defaultdict(int)
    for item in items:
        sums[getattr(item, name)] += item.planned_cents
    return sorted(sums.items())


def plan_document(plan: InvestmentPlan) -> dict[str, Any]:
    """For `plan.typ`."""
    page = plan_page(plan)
    rows = [
        [label, item.programme, item.description, euros(item.planned_cents), euros(queries.spent_on(item))]
        for item, label in page["items"]
    ]
    handed_in = plan.handed_in_at
    return {
        "title": _("Investment plan"),
        "subtitle": f"{plan.school}, {page['period']}",
        "motivation": plan.motivation,
        "state": _("Handed in on %(day)s") % {"day": handed_in.date().isoformat()} if handed_in else _("Draft"),
        "heads": [_("School year"), _("Programme"), _("Investment"), _("Planned"), _("Spent")],
        "rows": [*rows, [_("Together"), "", "", euros(page["planned"]), euros(page["spent"])]],
        "year_title": _("By school year"),
        "years": page["by_year_rows"],
        "programme_title": _("By programme"),
        "programmes": page["by_programme_rows"],
        "planned": _("Planned"),
    }


def share_page(share: Share) -> dict[str, Any]:
    rows = managing.expense_rows(share)
    spent = sum(row["expense"].amount_cents for row in rows if row["expense"].state != "refused")
    return {
        "share": share,
        "round": share.round,
        "expenses": rows,
        "money": managing.money_of(share),
        "spent": spent,
        "left": max(0, share.amount_cents - spent),
        "percent": min(100, 100 * spent // share.amount_cents) if share.amount_cents else 100,
        "accepted": sum(row["expense"].amount_cents for row in rows if row["expense"].state == "accepted"),
        "open": share.checked_at is None and share.round.state == "decided",
    }


# Created places


def sites_page(viewer: Viewer, found: Round) -> dict[str, Any]:
    claims = {claim.site_id: claim for claim in queries.own_claims(viewer).filter(round=found)}
    return {
        "round": found,
        "sites": [(site, claims.get(site.pk)) for site in queries.own_sites(viewer)],
        "year_label": clock.school_year_label(found.school_year),
    }


def claim_page(found: Round, site: Site, claim: PlacesClaim | None, reference: int) -> dict[str, Any]:
    """The form of a claim, beside what the room of places knows of this site."""
    known = created_places(site, found.school_year, reference)
    return {
        "round": found,
        "site": site,
        "claim": claim,
        "kind": wording.CLAIM_KINDS[claim.state] if claim else "neutral",
        "files": attachments.of((CLAIM, claim.pk)) if claim else [],
        "additional": shown(claim.additional) if claim else "",
        "reference_pupils": shown(claim.reference_pupils) if claim else "",
        "pupils": shown(claim.pupils) if claim else "",
        "writable": found.is_draft and (claim is None or claim.state in WRITABLE),
        "known": known,
        "year_label": clock.school_year_label(found.school_year),
        "reference_label": clock.school_year_label(reference),
        "references": [
            (year, clock.school_year_label(year), year == reference)
            for year in range(found.school_year - 1, found.school_year - YEARS_BACK, -1)
        ],
        "about": wording.ABOUT[found.regime],
    }


def claim_initial(claim: PlacesClaim | None, known: CreatedPlaces) -> dict[str, Any]:
    """What the school entered before, else the counts that the room of places has."""
    if claim:
        names = ("reference_pupils", "pupils", "explanation")
        return {name: getattr(claim, name) for name in names}
    return {"reference_pupils": known.reference_pupils, "pupils": known.pupils}
