"""Recounts: a spreadsheet whose formulas compute every share again, with the sources of the key beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from vakwerk.budgets.regimes import GROUP_NAMES
from vakwerk.budgets.wording import Shown
from vakwerk.core import clock
from vakwerk.core.language import page_language, say
from vakwerk.engines.money import Division, Sheet, TooLargeError, recount_sheet


def recount(division: Division, names: Mapping[str, str], parameters: Iterable[Shown], title: str = "") -> list[Sheet]:
    """Sheets for `core.downloads.recount`. `TooLargeError` when the figures do not fit in a spreadsheet exactly."""
    parts = [replace(part, label=say(GROUP_NAMES[part.label])) for part in division.parts]
    first = recount_sheet(division.allocation, names=names, parts=parts, rate=division.fixed, language=page_language())
    return [first, _sources(parameters, title)]


def fits(division: Division) -> bool:
    """Whether a spreadsheet can compute it exactly."""
    try:
        recount_sheet(division.allocation, rate=division.fixed)
    except TooLargeError:
        return False
    return True


def _sources(parameters: Iterable[Shown], title: str) -> Sheet:
    rows = [(say(each.title), say(each.value), str(each.label), each.source) for each in parameters]
    heads = (_("Parameter"), _("Value"), _("Status"), _("Source"))
    day = _("As of %(day)s") % {"day": clock.as_of().isoformat()}
    return Sheet(_("Sources"), ((title or day,), heads, *rows), first_row=3)
