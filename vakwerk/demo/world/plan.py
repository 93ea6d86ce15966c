"""Entries for the plan in the fictitious world: one figure of the paper itself, the rest invented and saying so."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from decimal import Decimal

from django.db.models import Model

from vakwerk.core import clock
from vakwerk.core.viewer import Viewer
from vakwerk.demo.world.ledger import INVENTED, civil_servant
from vakwerk.plan import actions
from vakwerk.plan.guards import GUARDS
from vakwerk.plan.models import ActionStatus, Indicator, IndicatorValue, Progress

# Children before parents, for `building.empty`.
TABLES: tuple[type[Model], ...] = (IndicatorValue, Indicator, ActionStatus)
PAPER = "Plan ter versterking van TSO en BSO (begin 2024)"
STATUSES = (
    ("1.1", Progress.RUNNING, "Twee centra zijn open, drie provincies wachten nog."),
    ("1.4", Progress.DONE, "De beheersovereenkomst is afgelopen; de afrekening is goedgekeurd."),
    ("2.6", Progress.PREPARING, "De aankoop van de toestellen wordt voorbereid."),
    ("2.9", Progress.RUNNING, "De opnames lopen."),
)
VISITORS = (Decimal(2_140), Decimal(3_985), Decimal(5_260))
"""Invented, for three school years in a row; the last but one was entered wrong at first."""


def lifted() -> ExitStack:
    """A context in which figures and statuses may be emptied: a fictitious world is replaced as a whole."""
    stack = ExitStack()
    for guard in GUARDS:
        stack.enter_context(guard.lifted())
    return stack


def make_plan() -> None:
    """How far some actions are, what is counted, and for most of the plan nothing at all."""
    viewer = civil_servant()
    for action, status, text in STATUSES:
        actions.report_status(
            viewer=viewer, action=action, status=status, on=clock.today(), text=f"{text} ({INVENTED})", source="Nota"
        )
    _dual(viewer)
    _visitors(viewer)


def _dual(viewer: Viewer) -> None:
    """The one figure that the paper gives."""
    made = actions.add_indicator(
        viewer=viewer,
        action="2.2a",
        name="Duale studierichtingen",
        name_en="Dual programmes",
        unit="richtingen",
        counts="Duale studierichtingen in het voltijds gewoon secundair onderwijs",
        source=PAPER,
    )
    actions.enter_value(
        viewer=viewer,
        indicator=made,
        day=date(2023, 9, 1),
        period="2023-2024",
        value=Decimal(180),
        source=f"{PAPER}, 2.2, alinea 1",
    )


def _visitors(viewer: Viewer) -> None:
    made = actions.add_indicator(
        viewer=viewer,
        action="1.1",
        name="Leerlingen in een Talentcenter",
        name_en="Pupils in a talent centre",
        unit="leerlingen",
        counts="Elke leerling die de proeven aflegde, één keer per schooljaar",
        source=f"Jaarverslag ({INVENTED})",
        about_pupils=True,
    )
    first = clock.school_year() - len(VISITORS)
    for year, value in enumerate(VISITORS, start=first):
        if year == first + 1:
            _visit(viewer, made, year, value - 100, f"Voorlopig jaarverslag ({INVENTED})")
        _visit(viewer, made, year, value, f"Jaarverslag ({INVENTED})")


def _visit(viewer: Viewer, indicator: Indicator, year: int, value: Decimal, source: str) -> None:
    day, period = date(year + 1, 8, 31), f"{year}-{year + 1}"
    actions.enter_value(viewer=viewer, indicator=indicator, day=day, period=period, value=value, source=source)
