"""An allocation as a spreadsheet that computes it again, in integers only.

A spreadsheet counts in binary floating point, which is exact for integers below 2^53. So weights are scaled to
integers, quotas are divided as integers (`QUOTIENT`, corrected by one where a program rounds it the wrong way), and
remainders over one common denominator are ranked by `COUNTIF`. Rows stand in the order of the keys, so that equal
remainders fall as in `apportion`. Which claims stand at a floor or cap is given, and checked by formulas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm

from vakwerk.engines.words import Words

from .apportionment import Allocation, Line, Weight, exact

LIMIT = 10**15
"""Every integer in the sheet stays below it (and so below 2^53): programs keep 15 digits of a number."""
FIRST_ROW = 10
"""Row of the first claim; sums and checks stand above it."""


class TooLargeError(ValueError):
    """The integers of this allocation do not fit in a spreadsheet exactly."""


@dataclass(frozen=True)
class Formula:
    """A formula of our own making, without the equals sign; no text from outside is ever part of one."""

    text: str


Cell = str | int | Decimal | Formula | None


@dataclass(frozen=True)
class Sheet:
    """Rows of cells, from row 1; claims begin at `first_row`, under their heads; `money` names columns of euros."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    money: tuple[str, ...] = ()
    first_row: int = FIRST_ROW


@dataclass(frozen=True)
class Part:
    """A count that makes up the weight: `factor` for each of the `amounts` by key (pupils of a group, halves too)."""

    label: str
    factor: Weight
    amounts: Mapping[str, Weight]


def recount_sheet(
    allocation: Allocation,
    *,
    title: str = "",
    names: Mapping[str, str] | None = None,
    parts: Sequence[Part] = (),
    rate: int | None = None,
    language: str = "nl",
) -> Sheet:
    """The sheet of an allocation. `names` says what a key is called; `parts` shows what the weights are made of; with a
    `rate` (cents for a weight of one) the pool is not given but follows from the weights.

    ValueError when the parts do not make up the weights; TooLargeError when the integers do not fit.
    """
    lines = tuple(sorted(allocation.lines, key=lambda line: line.claim.key))
    build = _Build(allocation, lines, tuple(parts), names or {}, rate, language)
    build.check()
    return Sheet(title or TITLE.text(language), tuple(build.rows()), (build.columns["euro"],))


TITLE = Words("Narekening", "Recount")
HEADS = {
    "key": Words("Sleutel", "Key"),
    "name": Words("Naam", "Name"),
    "weight": Words("Gewicht", "Weight"),
    "scaled": Words("Gewicht als geheel getal", "Weight as an integer"),
    "floor": Words("Minimum (cent)", "Floor (cents)"),
    "cap": Words("Maximum (cent)", "Cap (cents)"),
    "bound": Words("Grens die beslist", "Bound that decides"),
    "fixed": Words("Door de grens (cent)", "By the bound (cents)"),
    "free": Words("Vrij gewicht", "Free weight"),
    "first": Words("Eerste deling", "First division"),
    "down": Words("Naar beneden afgerond (cent)", "Rounded down (cents)"),
    "rest": Words("Rest", "Remainder"),
    "rank": Words("Rang van de rest", "Rank of the remainder"),
    "share": Words("Aandeel (cent)", "Share (cents)"),
    "euro": Words("Aandeel (euro)", "Share (euros)"),
    "holds": Words("Grens klopt", "Bound holds"),
}
BOUNDS = {"": Words("", ""), "floor": Words("minimum", "floor"), "cap": Words("maximum", "cap")}
YES, NO = Words("ja", "yes"), Words("nee", "no")
# Rows 1 to 7, with the formula of the figure; names between braces are ranges of the claims.
SUMS = (
    (Words("Te verdelen (cent)", "To divide (cents)"), ""),
    (Words("Schaal van de gewichten", "Scale of the weights"), ""),
    (Words("Voor wie geen grens beslist (cent)", "For those whom no bound decides (cents)"), "$C$1-SUM({fixed})"),
    (Words("Som van hun gewichten", "Sum of their weights"), "SUM({free})"),
    (Words("Over na naar beneden afronden (cent)", "Left after rounding down (cents)"), "$C$3-SUM({down})"),
    (Words("Som van de aandelen klopt", "The shares sum to the pool"), 'IF(SUM({share})=$C$1,"{yes}","{no}")'),
    (Words("Alle grenzen kloppen", "All bounds hold"), 'IF(COUNTIF({holds},"{no}")=0,"{yes}","{no}")'),
)
# With a rate it stands at the end of row 1, and the pool is a formula of it.
RATE = Words("Tarief (cent)", "Rate (cents)")
BY_RATE = "ROUND($E$1*SUM({scaled})/$C$2,0)"
# Formulas of one row; a name stands for the cell of that column, `{rests}` for all remainders and `{rests_so_far}` for
# those down to this row.
ROW = {
    "fixed": 'IF({bound}="{at_floor}",{floor},IF({bound}="{at_cap}",{cap},0))',
    "free": 'IF({bound}="",{scaled},0)',
    "first": "IF($C$4=0,0,QUOTIENT($C$3*{free},$C$4))",
    "down": "IF($C$4=0,0,{first}+IF($C$3*{free}-{first}*$C$4<0,-1,0)+IF($C$3*{free}-{first}*$C$4>=$C$4,1,0))",
    "rest": "$C$3*{free}-{down}*$C$4",
    "rank": 'IF({rest}=0,0,COUNTIF({rests},">"&{rest})+COUNTIF({rests_so_far},{rest}))',
    "share": "{fixed}+{down}+IF(AND({rank}>0,{rank}<=$C$5),1,0)",
    "euro": "{share}/100",
    "holds": (
        'IF({bound}="{at_floor}",IF({scaled}*$C$3<={floor}*$C$4,"{yes}","{no}"),'
        'IF({bound}="{at_cap}",IF({scaled}*$C$3>={cap}*$C$4,"{yes}","{no}"),'
        'IF(AND({floor}*$C$4<=$C$3*{free},OR({cap}="",$C$3*{free}<={cap}*$C$4)),"{yes}","{no}")))'
    ),
}


@dataclass(frozen=True)
class _Build:
    """One sheet in the making. Rows 1 to 7 hold `SUMS`, row 8 the factors, row 9 the heads, then the claims."""

    allocation: Allocation
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    names: Mapping[str, str]
    rate: int | None
    language: str

    @cached_property
    def scale(self) -> int:
        return lcm(*(exact(line.claim.weight).denominator for line in self.lines))

    @cached_property
    def columns(self) -> dict[str, str]:
        """The letters of each column; those of the parts are called 0, 1 and so on."""
        parts = [str(number) for number in range(len(self.parts))]
        keys = ["key", "name", *parts, *(key for key in HEADS if key not in ("key", "name"))]
        return {key: _letters(number) for number, key in enumerate(keys, start=1)}

    @cached_property
    def words(self) -> dict[str, str]:
        texts = {"yes": YES, "no": NO, "at_floor": BOUNDS["floor"], "at_cap": BOUNDS["cap"]}
        return {name: words.text(self.language) for name, words in texts.items()}

    @cached_property
    def ranges(self) -> dict[str, str]:
        last = FIRST_ROW + max(len(self.lines), 1) - 1
        return {key: f"${column}${FIRST_ROW}:${column}${last}" for key, column in self.columns.items()}

    def check(self) -> None:
        """The parts make up the weights, and every integer fits."""
        for line in self.lines:
            made = sum(exact(part.factor) * exact(part.amounts.get(line.claim.key, 0)) for part in self.parts)
            if self.parts and made != exact(line.claim.weight):
                raise ValueError(f"The parts of {line.claim.key} make {made}, its weight is {line.claim.weight}.")
        total = sum(self.scaled(line) for line in self.lines)
        bounds = max((max(line.claim.floor, line.claim.cap or 0) for line in self.lines), default=0)
        if max(self.allocation.pool, bounds, self.rate or 0) * max(total, 1) >= LIMIT:
            raise TooLargeError("These amounts and weights are too large to recount exactly in a spreadsheet.")

    def scaled(self, line: Line) -> int:
        return int(exact(line.claim.weight) * self.scale)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        yield self.pool()
        yield SUMS[1][0].text(self.language), None, self.scale
        for label, formula in SUMS[2:]:
            yield label.text(self.language), None, Formula(formula.format(**self.ranges, **self.words))
        yield (None, None, *(_plain(part.factor) for part in self.parts))
        yield tuple(
            HEADS[key].text(self.language) if key in HEADS else self.parts[int(key)].label for key in self.columns
        )
        for row, line in enumerate(self.lines, start=FIRST_ROW):
            yield tuple(self.cell(key, row, line) for key in self.columns)

    def pool(self) -> tuple[Cell, ...]:
        label = SUMS[0][0].text(self.language)
        if self.rate is None:
            return label, None, self.allocation.pool
        return label, None, Formula(BY_RATE.format(**self.ranges)), RATE.text(self.language), self.rate

    def cell(self, key: str, row: int, line: Line) -> Cell:
        claim = line.claim
        if key in ROW:
            return self.formula(ROW[key], row)
        if key.isdigit():
            return _plain(self.parts[int(key)].amounts.get(claim.key, 0))
        values: dict[str, Cell] = {
            "key": claim.key,
            "name": self.names.get(claim.key, ""),
            "weight": _plain(claim.weight),
            "scaled": self.integer_weight(row, line),
            "floor": claim.floor,
            "cap": claim.cap,
            "bound": BOUNDS[line.bound].text(self.language),
        }
        return values[key]

    def formula(self, pattern: str, row: int) -> Formula:
        cells = {key: f"{column}{row}" for key, column in self.columns.items()}
        rest = self.columns["rest"]
        so_far = f"{rest}${FIRST_ROW}:{rest}{row}"
        return Formula(pattern.format(**cells, **self.words, rests=self.ranges["rest"], rests_so_far=so_far))

    def integer_weight(self, row: int, line: Line) -> Cell:
        """A formula of the weight or its parts, so that who changes those sees the shares move; a third stays given."""
        shown = [_plain(part.amounts.get(line.claim.key, 0)) for part in self.parts]
        shown += [_plain(part.factor) for part in self.parts] or [_plain(line.claim.weight)]
        if any(isinstance(each, str) for each in shown):
            return self.scaled(line)
        if not self.parts:
            return Formula(f"ROUND($C$2*{self.columns['weight']}{row},0)")
        first, last = self.columns["0"], self.columns[str(len(self.parts) - 1)]
        return Formula(f"ROUND($C$2*SUMPRODUCT({first}$8:{last}$8,{first}{row}:{last}{row}),0)")


def _letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _plain(weight: Weight) -> int | Decimal | str:
    """A number as a cell: an integer, a decimal that ends, or the fraction in words ("1/3")."""
    value = exact(weight)
    if value.denominator == 1:
        return value.numerator
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return decimal if Fraction(decimal) == value and len(decimal.as_tuple().digits) <= 15 else str(value)
