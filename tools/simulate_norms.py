"""Does the percentile with its interval hold what it promises? Coverage in simulation, for docs/measurement.md.

    python -m tools.simulate_norms [SAMPLES] [PUPILS]

Fictitious norm samples: abilities that grow with age, two streams that differ in level and spread, scores with standard
errors of 0.2 to 0.5, and once with skewed abilities. Norms are fitted to one sample; the intervals of other pupils are
then held against their true percentile.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from scipy.stats import skewnorm

from vakwerk.engines.psychometrics.norms import Norms, PercentileInterval, fit_norms

SEED, YEAR, PROBES = 2026, 2026, 200
SHAPES = {"normal": 0.0, "skewed": 4.0}


def truth(stream: np.ndarray, age: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and sd of the ability: the B stream lower and more varied, growth that slows down."""
    years = age - 13
    mean = np.where(stream == "A", 0.2, -0.6) + 0.25 * years - 0.03 * years**2
    return mean, np.exp(np.where(stream == "A", -0.1, 0.05) + 0.05 * years)


def pupils(count: int, shape: float, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Pupils with true percentile, ability, and a score with its error."""
    stream, age = rng.choice(["A", "B"], count, p=[0.7, 0.3]), rng.uniform(11.5, 14.5, count)
    mean, sd = truth(stream, age)
    standard = skewnorm(shape, *_centred(shape))
    z = standard.rvs(count, random_state=rng)
    se = rng.uniform(0.2, 0.5, count)
    theta = mean + sd * z
    return {
        "stream": stream,
        "age": age,
        "true": 100 * standard.cdf(z),
        "se": se,
        "score": theta + rng.normal(0, se),
    }


def _centred(shape: float) -> tuple[float, float]:
    """Location and scale that give mean 0 and sd 1."""
    mean, variance = skewnorm.stats(shape)
    return float(-mean / np.sqrt(variance)), float(1 / np.sqrt(variance))


def covered(sample: int, size: int, shape: float) -> tuple[np.ndarray, np.ndarray, bool]:
    """(PROBES,) whether the interval holds the true percentile, its width, and whether the norms saw the skewness."""
    rng = np.random.default_rng([SEED, sample + 1])
    base, probes = pupils(size, shape, rng), pupils(PROBES, shape, rng)
    norms = fit_norms(base["score"], base["age"], base["stream"].tolist(), se=base["se"], year=YEAR)
    assert isinstance(norms, Norms)
    hits, widths = [], []
    for row in zip(*(probes[name] for name in ("score", "se", "age", "stream", "true")), strict=True):
        found = norms.percentile(*row[:4], in_year=YEAR)
        if isinstance(found, PercentileInterval):
            hits.append(found.low <= row[4] <= found.high)
            widths.append(found.high - found.low)
    return np.array(hits), np.array(widths), norms.skewed


def main(samples: int = 60, size: int = 2000) -> None:
    print(f"{samples} norm samples of {size} pupils, {PROBES} other pupils each; 95 % intervals")
    for name, shape in SHAPES.items():
        begin = time.perf_counter()
        hits, widths, skewed = zip(*(covered(sample, size, shape) for sample in range(samples)), strict=True)
        took = (time.perf_counter() - begin) / samples
        cover, width = 100 * np.concatenate(hits).mean(), np.concatenate(widths).mean()
        print(
            f"{name:<8} cover {cover:.1f} %, mean width {width:.0f} "
            f"percentile points, skewness fitted in {100 * np.mean(skewed):.0f} %, {1000 * took:.0f} ms a sample"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
