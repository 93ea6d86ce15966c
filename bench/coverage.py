"""Do intervals of 95% hold the true item parameter 95% of the time?

    python -m bench.coverage [--replications 1000] [--models rasch 2pl 3pl grm] [--persons 1000] [--items 12]

Made-up items and persons, drawn anew with each replication's own seed, a fifth of the answers missing; calibrated,
and the share of intervals estimate +/- 1.96 standard errors that hold the truth printed by parameter, with the mean of
error over standard error and the spread of it (1 when errors are right). With three parameters the estimates are
posterior modes, whose intervals hold on average over the prior: there c is drawn anew from that prior, Beta(5, 17), in
each replication, persons are four times as many and items at least 30: three parameters are only near normal with
much data (12 items and 4,000 persons give 92% for the slope). Ends with 1 when a share is outside 93-97%.
"""

from __future__ import annotations

import argparse
import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from vakwerk.engines.psychometrics import Items, calibrate, simulate_responses

LOW, HIGH = 0.93, 0.97
GUESSING = (5.0, 17.0)
LONG = 30


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--replications", type=int, default=1000)
    parser.add_argument("--models", nargs="+", default=["rasch", "2pl", "grm", "3pl"])
    parser.add_argument("--persons", type=int, default=1000)
    parser.add_argument("--items", type=int, default=12)
    options = parser.parse_known_args()[0]
    print(f"{options.replications} replications of {options.persons} persons x {options.items} items, 20% missing")
    print(f"{'':14s}{'coverage':>10s}{'mean z':>9s}{'sd z':>8s}   not sound")
    missed = False
    for model in options.models:
        persons, items = options.persons, options.items
        if model == "3pl":
            persons, items = 4 * persons, max(items, LONG)
        missed |= _study(model, options.replications, persons, items)
    return int(missed)


def _study(model: str, replications: int, persons: int, n_items: int) -> bool:
    gathered: dict[str, list[np.ndarray]] = {"a": [], "b": [], "d": [], "c": []}
    unsound = 0
    for seed in range(replications):
        rng = np.random.default_rng([seed, 20261123])
        truth = _bank(model, n_items, rng)
        seen = rng.random((persons, n_items)) >= 0.2
        found = calibrate(simulate_responses(truth, rng.normal(size=persons), seed=seed, seen=seen), model)  # type: ignore[arg-type]
        unsound += not found.certificate.sound
        errors = found.standard_errors
        if not found.certificate.sound or len(found.items) < n_items or found.items.b.shape != truth.b.shape:
            continue
        for name, off in (("a", found.items.a - truth.a), ("b", found.items.b - truth.b)):
            gathered[name].append((off / getattr(errors, name)).ravel())
        gathered["d"].append(((found.items.intercepts - truth.intercepts) / errors.d).ravel())
        gathered["c"].append((found.items.c - truth.c) / errors.c)
    return _report(model, gathered, unsound)


def _report(model: str, gathered: dict[str, list[np.ndarray]], unsound: int) -> bool:
    missed = False
    for name, parts in gathered.items():
        z = np.concatenate(parts)
        z = z[np.isfinite(z)]
        if not len(z):
            continue
        share = float(np.mean(np.abs(z) < 1.96))
        outside = not LOW <= share <= HIGH
        missed |= outside
        mark = "  outside" if outside else ""
        print(f"{model:6s}{name:8s}{share:10.4f}{z.mean():9.3f}{z.std():8.3f}{unsound:12d}{mark}", flush=True)
    return missed


def _bank(model: str, n_items: int, luck: np.random.Generator) -> Items:
    rng = np.random.default_rng(20261123)
    a, b = np.exp(rng.normal(0.2, 0.25, n_items)), rng.normal(0, 0.9, n_items)
    if model == "grm":
        return Items.graded(a, 0.5 * b[:, None] + np.array([-1.2, 0.0, 1.2]))
    if model == "3pl":
        return Items.three_pl(a, b, luck.beta(*GUESSING, n_items))
    return Items.rasch(b) if model == "rasch" else Items.two_pl(a, b)


if __name__ == "__main__":
    sys.exit(main())
