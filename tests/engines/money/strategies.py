"""Random pools and claims: half pupils, weights of zero, floors and caps, few claims, many ties."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from vakwerk.engines.money import Claim

weights = st.one_of(
    st.integers(0, 6),
    st.integers(0, 4000).map(lambda n: Fraction(n, 2)),
    st.fractions(0, 9, max_denominator=7),
    st.decimals(0, 500, places=1).map(Decimal),
)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    keys = draw(st.lists(st.text("abcXYZ0123é -", min_size=1, max_size=4), unique=True, max_size=9))
    found = []
    for key in keys:
        floor = draw(st.sampled_from([0, 0, 0, 1, 30, 5_000]))
        cap = draw(st.one_of(st.none(), st.integers(floor, floor + 400), st.just(10**9)))
        found.append(Claim(key, draw(weights), floor, cap))
    return found


pools = st.one_of(st.integers(0, 50), st.integers(0, 20_000), st.integers(0, 10**12))
