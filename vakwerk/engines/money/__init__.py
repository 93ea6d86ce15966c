"""Public money: amounts as integer cents, shares that sum exactly and can be recounted, double entry.

    parse_amount("1.234,56")                       # 123456
    written(123456, "nl")                          # "€ 1.234,56"
    apportion(1000, [Claim("a", Fraction(3, 2)), Claim("b", 1, cap=300)]).shares
    divide(Key({"1": 2, "2": 1}, pool=1000), counts)  # a budget by pupils of groups of programmes
    verify(allocation)                             # [] when it is right; knows nothing of how it was found
    recount_sheet(allocation)                      # cells with formulas that compute the shares again
    Entry((Posting("available", -5), Posting("committed", 5)))

No float anywhere: weights are `int`, `Fraction` or `Decimal`, and a float is refused with a TypeError.
"""

from .amounts import AmountError, parse_amount, written
from .apportionment import Allocation, Claim, InfeasibleError, Line, apportion
from .journal import Entry, Posting, UnbalancedError, balances
from .keys import Count, Division, Key, UncountableError, divide
from .recount import Formula, Part, Sheet, TooLargeError, recount_sheet
from .verifier import verify

__all__ = [
    "Allocation",
    "AmountError",
    "Claim",
    "Count",
    "Division",
    "Entry",
    "Formula",
    "InfeasibleError",
    "Key",
    "Line",
    "Part",
    "Posting",
    "Sheet",
    "TooLargeError",
    "UnbalancedError",
    "UncountableError",
    "apportion",
    "balances",
    "divide",
    "parse_amount",
    "recount_sheet",
    "verify",
    "written",
]
