"""Many tests at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.records import FloatArray


def benjamini_hochberg(p: npt.ArrayLike) -> FloatArray:
    """Adjusted p values, in the order given; NaN stays NaN and does not count. Raises ValueError outside 0..1.

    Flagging the adjusted values below q keeps the expected share of false flags below q
    (Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289-300).
    """
    values = np.asarray(p, dtype=np.float64)
    if ((values < 0) | (values > 1)).any():
        raise ValueError("A p value lies from 0 to 1.")
    adjusted = np.full(values.shape, np.nan)
    known = np.nonzero(np.isfinite(values))[0]
    order = known[np.argsort(-values[known], kind="stable")]
    ranks = np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.minimum.accumulate(values[order] * len(order) / np.maximum(ranks, 1)), 1.0)
    return adjusted
