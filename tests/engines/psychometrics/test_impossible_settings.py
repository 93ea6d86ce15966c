"""A setting that cannot be is refused where it is given, not found out by its effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from vakwerk.engines.psychometrics import Items, score
from vakwerk.engines.psychometrics.adaptive import Stopping
from vakwerk.engines.psychometrics.manual.document import manual_content
from vakwerk.engines.psychometrics.quality.multiple import benjamini_hochberg

NOTHING: Any = None
FRENCH: Any = "fr"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: benjamini_hochberg([0.1, 1.2]), "p value"),
        (lambda: benjamini_hochberg([0.1, -0.2]), "p value"),
        (lambda: Stopping(se=0.0), "stop at"),
        (lambda: Stopping(se=float("nan")), "stop at"),
        (lambda: manual_content(NOTHING, FRENCH), "no manual in 'fr'"),
        (lambda: score(Items.rasch([0.0, 1.0]), [[0, 1]], nodes=10**9), "nodes"),
    ],
)
def test_what_cannot_be_is_refused(wrong: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        wrong()


def test_a_p_value_that_is_none_stays_none() -> None:
    assert np.isnan(benjamini_hochberg([0.01, np.nan])[1])
