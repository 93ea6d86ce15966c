"""Ages and months as laws count them."""

from __future__ import annotations

from datetime import date

import pytest

from vakwerk.engines.rules.periods import age_on


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
        (date(2014, 5, 10), date(2027, 5, 9), 12),
        (date(2014, 5, 10), date(2027, 5, 10), 13),
    ],
)
def test_ages_turn_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
