"""How a value moved through time, for people who would rather look than read."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vakwerk.core.charts import Chart, Series, line
from vakwerk.core.language import say
from vakwerk.engines.rules import Parameter, Unit


def history(parameter: Parameter) -> Chart | None:
    """A line over the days on which the value changed; None for fewer than three figures, or for what is no figure."""
    steps = [(one.valid_from, one.value) for one in parameter.values if one.valid_from]
    figures = [(day, value) for day, value in steps if isinstance(value, Decimal)]
    if len(figures) < 3:
        return None
    months = "j M Y" if get_language() == "en" else "j b Y"  # Dutch writes months without a capital
    points = [date_format(day, months) for day, _value in figures]
    factor = 100 if parameter.unit is Unit.SHARE else 1
    heights = [float(value * factor) for _day, value in figures]
    exact = [say(parameter.on(day).written) for day, _value in figures]
    title = say(parameter.title)
    name = f"{title} (euro)" if parameter.unit is Unit.EURO else title
    unit = "%" if parameter.unit is Unit.SHARE else ""
    return line(title, points, [Series(name, heights, exact)], unit=unit, head=_("From"))
