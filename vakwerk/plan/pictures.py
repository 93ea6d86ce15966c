"""The plan drawn: when each action runs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vakwerk.core import charts, clock
from vakwerk.plan.paper import the_plan


def periods() -> charts.Chart:
    """Actions with a printed period, in order of their beginning; the dashed line is the reference date."""
    dated = [(action, action.span) for action in the_plan().actions if action.span]
    spans = [charts.Span(f"{action.number} {action.title}", *span) for action, span in dated]
    title = _("When the actions run, as far as the paper names a period")
    return charts.timeline(title, sorted(spans, key=lambda span: span.start), today=clock.as_of())
