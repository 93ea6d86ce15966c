"""How long does the whole measurement behind one pupil's report take, and what does each part cost?

    python -m bench.advice

Twelve scales of ten graded answers are scored (EAP with error), each gets a percentile, the advice is drawn from the
posteriors (200 programmes, 1,000 draws), the menu is served, and the stability of the advice is foreseen. Fictitious
pupils and programmes. Aim: 20 ms for all but the stability, which a sitting asks only now and then.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from vakwerk.engines.psychometrics import (
    RIASEC,
    Items,
    Norms,
    ProfilePosterior,
    ProgrammeProfiles,
    advise,
    fit_norms,
    graded_profile,
    menu,
    score,
    simulate_responses,
    stability,
)
from vakwerk.engines.psychometrics.advice import balanced_standard

AIM_MS, SCALES, PROGRAMMES, DRAWS, TIMES = 20, 12, 200, 1000, 30
ABOVE = SCALES - len(RIASEC)


def programmes() -> ProgrammeProfiles:
    """Half of them in a few crowds of nearly the same profile, as crafts are."""
    rng = np.random.default_rng(1)
    mean = rng.uniform(1, 7, (PROGRAMMES, 6))
    mean[: PROGRAMMES // 2] = mean[rng.integers(0, 6, PROGRAMMES // 2)] + rng.normal(0, 0.3, (PROGRAMMES // 2, 6))
    domains = [f"domain-{row % 8}" for row in range(PROGRAMMES)]
    finalities = tuple(("A", "DU", "DO")[row % 3] for row in range(PROGRAMMES))
    keys = tuple(f"P-{row:03d}" for row in range(PROGRAMMES))
    standard = balanced_standard(mean, domains)
    return ProgrammeProfiles(keys, mean, np.full(mean.shape, 0.7), finalities, tuple(domains), standard)


class Pupil:
    """One pupil's answers, and the steps from them to a menu."""

    def __init__(self) -> None:
        rng = np.random.default_rng(2)
        thresholds = np.sort(rng.normal(0, 1, (10, 4)), axis=1)
        self.banks = [Items.graded(rng.lognormal(0.4, 0.2, 10), thresholds) for _ in range(SCALES)]
        levels = rng.standard_normal(SCALES)
        self.answers = [
            simulate_responses(bank, [level], seed=n)
            for n, (bank, level) in enumerate(zip(self.banks, levels, strict=True))
        ]
        self.programmes = programmes()
        norms = fit_norms(rng.standard_normal(2000), 12 + 2 * rng.random(2000), ["1A"] * 2000, year=2026)
        assert isinstance(norms, Norms)
        self.norms = norms
        self.scored()

    def scored(self) -> None:
        found = [score(bank, answers, "eap") for bank, answers in zip(self.banks, self.answers, strict=True)]
        self.theta = np.array([one.theta[0] for one in found])
        self.se = np.array([one.se[0] for one in found])

    def placed(self) -> list[Any]:
        rows = zip(self.theta[-ABOVE:], self.se[-ABOVE:], strict=True)
        return [self.norms.percentile(float(theta), float(se), 13, "1A", in_year=2026) for theta, se in rows]

    def advised(self) -> None:
        interests = dict(zip(RIASEC, self.banks[: len(RIASEC)], strict=True))
        self.posterior = ProfilePosterior.of_theta(self.theta[:6], self.se[:6])
        profile = graded_profile(interests, self.theta[:6], self.se[:6])
        self.advice = advise(profile, self.programmes, seed=1, draws=DRAWS, posterior=self.posterior)

    def served(self) -> None:
        self.menu = menu(self.advice)

    def whole(self) -> None:
        for step in (self.scored, self.placed, self.advised, self.served):
            step()

    def foreseen(self) -> None:
        stability(self.posterior, self.programmes, seed=1)


def measure(name: str, run: Callable[[], Any], aim: str = "") -> None:
    run()
    clock, cpu = [], []
    for _ in range(TIMES):
        begin, worked = time.perf_counter(), time.process_time()
        run()
        clock.append(1000 * (time.perf_counter() - begin))
        cpu.append(1000 * (time.process_time() - worked))
    print(f"{name:<46} median {statistics.median(clock):6.2f} ms  processor {statistics.median(cpu):6.2f} ms  {aim}")


def main() -> None:
    print("load " + "/".join(f"{value:.1f}" for value in os.getloadavg()))
    pupil = Pupil()
    measure(f"{SCALES} scales of 10 graded answers, EAP and error", pupil.scored)
    measure(f"{ABOVE} percentiles with their interval", pupil.placed)
    measure(f"advice, {PROGRAMMES} programmes x {DRAWS} draws", pupil.advised)
    measure("menu", pupil.served)
    measure("all of it", pupil.whole, f"aim {AIM_MS} ms")
    measure("stability, 20 virtual sittings of 200 draws", pupil.foreseen)


if __name__ == "__main__":
    main()
