"""Profile correlation and Euclidean distance with their error: each measure over draws from what is known of the pupil
and of the programmes, 2.5 % cut off at either side.

For research and the counsellor. A measured profile scatters, so it lies farther from everything than the true one: an
interval of distances stands mostly above the distance of the means, and says so by not hiding it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .advice import ProgrammeProfiles, standard_levels
from .fit import centred, euclidean_distance, profile_correlation
from .posteriors import ProfilePosterior
from .records import FloatArray, Record


@dataclass(frozen=True, eq=False)
class FitIntervals(Record):
    """(n,) each, in order of `keys`: both measures at the means, and the interval of each at `level`.

    Profiles are standardised and about their own level. The correlation of a flat profile is NaN.
    """

    keys: tuple[str, ...]
    correlation: FloatArray
    correlation_low: FloatArray
    correlation_high: FloatArray
    distance: FloatArray
    distance_low: FloatArray
    distance_high: FloatArray
    level: float
    draws: int
    seed: int


def fit_intervals(
    posterior: ProfilePosterior,
    programmes: ProgrammeProfiles,
    *,
    seed: int,
    draws: int = 1000,
    level: float = 0.95,
) -> FitIntervals:
    """Both measures of fit for every programme. Raises ValueError without programmes or draws."""
    if not programmes.keys or draws < 1:
        raise ValueError("intervals need at least one programme and one draw")
    pupil = standard_levels(posterior, posterior.draws(draws, seed=seed))
    planes, length = programmes.drawn(draws)
    product, own = np.einsum("dk,kdn->dn", pupil, planes), np.linalg.norm(pupil, axis=1)[:, np.newaxis]
    shape = product / np.maximum(own * length, np.float32(1e-6))
    gap = np.sqrt(np.maximum(own**2 + length**2 - 2 * product, 0))
    ends = [(1 - level) / 2, (1 + level) / 2]
    shapes, gaps = (np.quantile(values, ends, axis=0).astype(np.float64) for values in (shape, gap))
    middle, profiles = centred(posterior.mean) / posterior.spread, programmes.standardised()
    plain = [profile_correlation(middle, row) for row in profiles]
    return FitIntervals(
        keys=programmes.keys,
        correlation=np.array([np.nan if value is None else value for value in plain]),
        correlation_low=shapes[0],
        correlation_high=shapes[1],
        distance=np.array([euclidean_distance(middle, row) for row in profiles]),
        distance_low=gaps[0],
        distance_high=gaps[1],
        level=level,
        draws=draws,
        seed=seed,
    )
