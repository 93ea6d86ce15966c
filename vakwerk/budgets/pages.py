"""What the public pages show."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vakwerk.budgets import queries, sheets, steps, wording
from vakwerk.budgets.asking import NAMED, Answer, WhatIfForm
from vakwerk.budgets.divisions import Computed, compute
from vakwerk.budgets.figures import shown
from vakwerk.budgets.models import EligibleProgramme, Regime, Round, Share
from vakwerk.budgets.regimes import GROUP_NAMES, PUBLIC_REGIMES, day_of, key_on
from vakwerk.budgets.rights import SCHOOLS, may_manage
from vakwerk.core import clock
from vakwerk.core.language import say
from vakwerk.core.money import euros
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import Viewer, ViewerRequest
from vakwerk.rules import queries as rules


def overview(request: ViewerRequest) -> dict[str, Any]:
    """The keys with what is known of each, and the decided rounds."""
    register = rules.register()
    regimes = []
    for regime in Regime:
        known = [
            wording.Shown.of(reading) for reading in key_on(regime, day_of(regime, clock.as_of()), register).readings
        ]
        unsure = any(each.unsure for each in known)
        regimes.append((regime, wording.ABOUT[regime], known, regime in PUBLIC_REGIMES, unsure))
    return {
        "regimes": regimes,
        "rounds": queries.decided_rounds(),
        "is_school": request.viewer.has_role(*SCHOOLS),
    }


def what_if(request: HttpRequest, regime: Regime, form: WhatIfForm, answer: Answer | None) -> dict[str, Any]:
    query = request.GET.copy()
    query.pop("format", None)
    shown_parameters = [wording.Shown.of(reading) for reading in form.dated.readings]
    return {
        "regime": regime,
        "about": wording.ABOUT[regime],
        "regimes": [(each.value, NAMED[each], each == regime) for each in PUBLIC_REGIMES],
        "parameters": shown_parameters,
        "unsure": [each for each in shown_parameters if each.unsure],
        "answer": answer,
        "link": request.build_absolute_uri(f"{request.path}?{query.urlencode()}"),
        "query": query.urlencode(),
        "groups_first": len(form.groups) > 1,
    }


def answer_document(answer: Answer, form: WhatIfForm) -> dict[str, Any]:
    """For `answer.typ`."""
    return {
        "title": _("What would my school get?"),
        "subtitle": str(answer.regime.label),
        "headline": euros(answer.share),
        "disclaimer": _("A computation with what was typed. It gives no right to money."),
        "steps_title": _("How this was computed"),
        "steps": [[step.title, step.text] for step in answer.steps],
        "unsure_title": _("What is not certain"),
        "unsure": [f"{say(each.title)}: {say(each.value)} ({each.label})" for each in answer.unsure],
        "own_weights": _("Computed with other weights than the parameters have.") if answer.own_weights else "",
        "sources": [f"{say(each.title)}: {each.source}" for each in answer.parameters],
    }


def decided(viewer: Viewer, found: Round) -> dict[str, Any]:
    computed = compute(found)
    return {
        "round": found,
        "computed": computed,
        "about": wording.ABOUT[found.regime],
        "unit": shown(computed.division.rate * Fraction(1, 100), steps.CENT_PLACES) if computed.division else "",
        "weight": shown(computed.division.weight) if computed.division else "",
        "total": sum(computed.shares.values()),
        "recountable": bool(computed.division and sheets.fits(computed.division)),
        "manages": may_manage(viewer, found),
        "year_label": clock.school_year_label(found.school_year),
        "fictitious": any(school.fictitious for school in computed.schools.values()),
    }


def share_table(request: HttpRequest, found: Round, computed: Computed) -> Table:
    """The share of every school; the same columns as CSV and XLSX."""
    numbers = {school.pk: key for key, school in computed.schools.items()}
    rows = queries.shares_of(found).order_by("school__name")
    return Table(
        list(rows),
        [
            Column(
                "school",
                _("School"),
                value=lambda share: share.school.name,
                sortable=True,
                filter="text",
                url=lambda share: reverse("budgets:share", args=[share.public_id]),
            ),
            Column("number", _("Institution number"), value=lambda share: numbers.get(share.school_id, "")),
            Column("pupils", _("Pupils"), value=lambda share: computed.pupils_of(numbers.get(share.school_id, ""))),
            Column("amount_cents", _("Share"), sortable=True, numeric=True, money=True),
        ],
        request,
        caption=_("Share of each school"),
        filename=f"{found.regime}-{found.school_year}",
        empty=_("No school passes this filter."),
    )


def share(found: Share) -> dict[str, Any]:
    """How the share of one school came about."""
    computed = compute(found.round)
    key = next(key for key, school in computed.schools.items() if school == found.school)
    return {
        "share": found,
        "round": found.round,
        "steps": steps.explain(computed.key, computed.division, key) if computed.key and computed.division else [],
        "unsure": computed.unsure,
        "year_label": clock.school_year_label(found.round.school_year),
    }


def eligible_table(request: HttpRequest, regime: str) -> Table:
    def group(row: EligibleProgramme) -> str:
        return say(GROUP_NAMES[row.group]) if row.group in GROUP_NAMES else row.group

    return Table(
        queries.eligible(regime),
        [
            Column("title", _("Programme or study area"), sortable=True, filter="text"),
            Column("regime", _("Key"), value=lambda row: row.get_regime_display(), filter="choice",
                   choices=Regime.choices, lookup="regime"),
            Column("group", _("Group"), value=group, sortable=True),
            Column("valid_from", _("From"), sortable=True),
            Column("valid_to", _("Until")),
            Column("provisional", _("Provisional"), sortable=True),
            Column("source", _("Source")),
        ],
        request,
        caption=_("Programmes that count"),
        filename="materiaalintensief",
        empty=_("Nobody entered a list of programmes yet."),
    )  # fmt: skip
