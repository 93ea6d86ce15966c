"""How a share came about, in sentences that somebody can check with a pocket calculator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vakwerk.budgets.figures import shown
from vakwerk.budgets.regimes import GROUP_NAMES
from vakwerk.core.language import say
from vakwerk.core.money import euros
from vakwerk.engines.money import Division, Key

CENT_PLACES = 8


@dataclass(frozen=True)
class Step:
    """One line of the sum: what is computed, and the sum itself."""

    title: str
    text: str


def explain(key: Key, division: Division, school: str) -> list[Step]:
    """The steps from pupils to the share of `school` (its key in the division)."""
    if key.rate is not None:
        return [*_own_weight(key, division, school), *_by_rate(key, division, school)]
    return [
        *_total(key, division),
        _unit(key, division),
        *_own_weight(key, division, school),
        *_share(division, school),
    ]


def _weighted(key: Key) -> bool:
    return len(key.factors) > 1


def _total(key: Key, division: Division) -> Iterator[Step]:
    title = _("All pupils who count")
    amounts = {part.label: sum((Fraction(n) for n in part.amounts.values()), Fraction(0)) for part in division.parts}
    if not _weighted(key):
        yield Step(title, _("%(n)s pupils in all.") % {"n": shown(division.weight)})
        return
    yield Step(title, f"{_sum(key, amounts)} = {shown(division.weight)}.")


def _sum(key: Key, amounts: Mapping[str, Fraction]) -> str:
    parts = (
        f"{say(GROUP_NAMES[group])}: {shown(n)} × {shown(Fraction(key.factors[group]))}" for group, n in amounts.items()
    )
    return "; ".join(parts)


def _unit(key: Key, division: Division) -> Step:
    numbers = {
        "pool": euros(key.pool or 0),
        "weight": shown(division.weight),
        "unit": shown(division.rate * Fraction(1, 100), CENT_PLACES),
    }
    if key.cap is not None:
        text = _(
            "%(pool)s over %(weight)s, and no school above the highest amount: %(unit)s euros for a weight of one."
        )
    else:
        text = _("%(pool)s : %(weight)s = %(unit)s euros for a weight of one.")
    return Step(_("The unit"), text % numbers)


def _own_weight(key: Key, division: Division, school: str) -> Iterator[Step]:
    own = {part.label: Fraction(part.amounts.get(school, 0)) for part in division.parts}
    weight = sum((own[group] * Fraction(key.factors[group]) for group in own), Fraction(0))
    title = _("The pupils of the school")
    if not _weighted(key):
        yield Step(title, _("%(n)s pupils who count.") % {"n": shown(weight)})
        return
    yield Step(title, f"{_sum(key, {group: n for group, n in own.items() if n})} = {shown(weight)}.")


def _by_rate(key: Key, division: Division, school: str) -> Iterator[Step]:
    line = next(line for line in division.allocation.lines if line.claim.key == school)
    numbers = {"rate": euros(key.rate or 0), "n": shown(Fraction(line.claim.weight)), "share": euros(line.share)}
    yield Step(_("The share"), _("%(rate)s × %(n)s = %(share)s.") % numbers)


def _share(division: Division, school: str) -> Iterator[Step]:
    line = next(line for line in division.allocation.lines if line.claim.key == school)
    if line.bound == "cap":
        yield Step(_("The share"), _("No school gets more than %(share)s.") % {"share": euros(line.share)})
        return
    numbers = {
        "pool": euros(division.allocation.pool),
        "unit": shown(division.rate * Fraction(1, 100), CENT_PLACES),
        "n": shown(Fraction(line.claim.weight)),
        "weight": shown(division.weight),
        "quota": shown(line.quota * Fraction(1, 100), CENT_PLACES),
    }
    # Without the unit in between, a pocket calculator gives the same digits: the unit is cut off on the screen.
    capped = division.allocation.rate * division.weight != division.allocation.pool
    text = _("%(unit)s × %(n)s = %(quota)s euros.") if capped else _("%(pool)s × %(n)s : %(weight)s = %(quota)s euros.")
    yield Step(_("The share, unrounded"), text % numbers)
    yield Step(_("Rounding"), _rounding(division, line.down, line.extra, line.rank))


def _rounding(division: Division, down: int, extra: int, rank: int) -> str:
    left = sum(line.extra for line in division.allocation.lines)
    text = _("Rounded down: %(down)s.") % {"down": euros(down)} + " "
    text += ngettext(
        "After rounding down %(left)s cent was left, for the largest remainder.",
        "After rounding down %(left)s cents were left, one each for the largest remainders.",
        left,
    ) % {"left": left} if left else _("Nothing was left to hand out.")  # fmt: skip
    if extra:
        added = _("This remainder came at place %(rank)s, so one cent is added: %(share)s.")
        return f"{text} {added % {'rank': rank, 'share': euros(down + extra)}}"
    if left and rank:
        text += " " + _("This remainder came at place %(rank)s, so no cent is added.") % {"rank": rank}
    return text
