"""How much a condition may be and cost. Whoever writes one cannot make the server work longer than this."""

MAX_LENGTH = 2_000
"""Characters of one condition."""
MAX_TOKENS = 400
"""Words, signs and values of one condition."""
MAX_DEPTH = 40
"""Brackets, functions and operators inside each other."""
MAX_DIGITS = 15
"""Digits of a number that somebody types."""
MAX_STEPS = 10_000
"""Operations of one evaluation; more cannot be reached with the limits above, it is a second lock."""
MAX_ITEMS = 1_000
"""Values in one list that is summed or counted."""
MAX_SIZE = 10**30
"""Numerator and denominator of everything computed: exact fractions grow with each operation."""
