"""Officials: is TSO or BSO considered more often after the report than before? Counts only, small cells withheld."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vakwerk.core import charts, clock
from vakwerk.core.access import roles
from vakwerk.talent import queries
from vakwerk.talent.queries import MeasureRow

officials = roles(*queries.MEASURE_ROLES)


@officials
@require_GET
def measure(request: HttpRequest) -> HttpResponse:
    rows = queries.consideration_measures()
    context = {
        "rows": rows,
        "charts": [_chart(row) for row in rows if row.before_share is not None],
        "least": queries.SMALL_CELL,
    }
    return render(request, "talent/measure.html", context)


def _chart(row: MeasureRow) -> charts.Chart:
    title = _("%(period)s, %(context)s: share that names TSO or BSO (%%)") % {
        "period": row.period,
        "context": row.context.label,
    }
    data = [
        charts.Datum(_("Before the questions"), _percent(row.before_share)),
        charts.Datum(_("After the report"), _percent(row.after_share)),
    ]
    return charts.bars(title, data)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


@officials
@require_GET
def measure_json(request: HttpRequest) -> JsonResponse:
    """The same figures for programs; a withheld figure is null."""
    rows = [
        {
            "period": row.period,
            "context": row.context.value,
            "pairs": row.pairs,
            "before": row.before,
            "after": row.after,
        }
        for row in queries.consideration_measures()
    ]
    return JsonResponse(
        {
            "as_of": clock.as_of().isoformat(),
            "source": "Vakwerk, anonymous question before and after the report",
            "definition": "names domain-bound transfer, double or labour-market finality (footnote 1 of the plan)",
            "least": queries.SMALL_CELL,
            "rows": rows,
        }
    )
