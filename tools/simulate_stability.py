"""Would a second sitting give the same advice? Parallel-form overlap of the clear group, for docs/measurement.md.

    python -m tools.simulate_stability [PUPILS]

Fictitious pupils who differ at random (as in `tools.simulate_menus`), 2nd grade. Both sittings are independent given
the pupil's true levels, and the lot is the same one. The unit is the kind of programme (`engines.psychometrics.kinds`).

- "questionnaire": answers 1..5 to 30, 60 or 120 activities, method `person-mean-1`; 120 stands for a bank that does not
  exist yet.
- "theta": six calibrated scales, each measured up to the standard error named, as an adaptive sitting stops: normal
  errors, independent scales, population N(0, 1).
- "graded bank": the same with answers to items: per sitting its own bank of 40 graded items per scale (five categories,
  slopes around 1.5), maximum information until the standard error named, at most 25 items a scale.
- "until stable": a sitting that goes on from SE 0.35 to 0.30, 0.25 and at last 0.20 until its own posterior expects an
  overlap of 0.7 (`engines.psychometrics.advice_stability`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

from tools.simulate_menus import CHOICES, SEED, choice, true_levels
from vakwerk.engines.psychometrics import (
    Bank,
    Blueprint,
    Design,
    Items,
    Stopping,
    estimate_interests,
    simulate,
)
from vakwerk.engines.psychometrics.advice import (
    AdviceSet,
    ProgrammeProfiles,
    advice_set,
    draw_fits,
    kind_fits,
    standard_levels,
)
from vakwerk.engines.psychometrics.advice_stability import Agreement, agreement_of_forms, stability
from vakwerk.engines.psychometrics.interests import InterestItem
from vakwerk.engines.psychometrics.overlap import simulate_answers
from vakwerk.engines.psychometrics.posteriors import ProfilePosterior
from vakwerk.talent.bank import bank

BANK = 40
ERRORS = (0.35, 0.30, 0.25, 0.20)
Sittings = Sequence[ProfilePosterior]


def questionnaire(levels: np.ndarray, times: float, sitting: int) -> Sittings:
    """`times` the 60 activities; a half is one of the two parallel halves."""
    if times < 1:
        items = [item for item in bank().measured if item.form == str(sitting + 1)]
    else:
        items = [
            InterestItem(f"{item.id}-{copy}", item.type, item.form)
            for copy in range(int(times))
            for item in bank().measured
        ]
    seeds = (SEED + 2 * (sitting * len(levels) + pupil) for pupil in range(len(levels)))
    return [
        ProfilePosterior.of_profile(estimate_interests(simulate_answers(level, items, seed=seed), items))
        for level, seed in zip(levels, seeds, strict=True)
    ]


def thetas(pupils: int, sitting: int) -> dict[float, Sittings]:
    """Posteriors of one sitting at each error: what comes later adds to what was there."""
    true = np.random.default_rng(SEED).standard_normal((pupils, 6))
    rng = np.random.default_rng(SEED + 1 + sitting)
    total, precision = np.zeros((pupils, 6)), 0.0
    found: dict[float, Sittings] = {}
    for error in ERRORS:
        added = (1 / error**2 - 1) - precision
        total += added * true + np.sqrt(added) * rng.standard_normal(true.shape)
        precision += added
        found[error] = [ProfilePosterior.of_theta(row / (1 + precision), np.full(6, error)) for row in total]
    return found


def graded(pupils: int, error: float, sitting: int) -> tuple[Sittings, float]:
    """Six adaptive sittings per pupil from a made-up graded bank, and the mean number of items in all."""
    true = np.random.default_rng(SEED).standard_normal((pupils, 6))
    rng = np.random.default_rng(SEED + 10 + sitting)
    design = Design(Blueprint(25), stopping=Stopping(se=error))
    theta, se, items = np.empty((pupils, 6)), np.empty((pupils, 6)), 0.0
    for scale in range(6):
        middle = rng.normal(0, 1, (BANK, 1))
        steps = middle + np.sort(rng.normal(0, 0.8, (BANK, 4)), axis=1)
        bank = Bank.of(Items.graded(rng.lognormal(0.4, 0.2, BANK), steps))
        run = simulate(bank, true[:, scale], design, seed=SEED + 100 * sitting + scale)
        theta[:, scale], se[:, scale] = run.estimate, run.se
        items += float(run.lengths.mean())
    return [ProfilePosterior.of_theta(*row) for row in zip(theta, se, strict=True)], items


def until_stable(sittings: dict[float, Sittings], programmes: ProgrammeProfiles) -> tuple[Sittings, list[float]]:
    """Each pupil's posterior where the sitting stopped, and the error it had reached."""
    stopped, reached = [], []
    for pupil in range(len(sittings[ERRORS[0]])):
        for error in ERRORS:
            posterior = sittings[error][pupil]
            if error == ERRORS[-1] or stability(posterior, programmes, seed=SEED + pupil).stable:
                break
        stopped.append(posterior)
        reached.append(error)
    return stopped, reached


def sets(sittings: Sittings, programmes: ProgrammeProfiles) -> list[AdviceSet]:
    fits = (
        draw_fits(standard_levels(one, one.draws(500, seed=SEED + pupil)), programmes)
        for pupil, one in enumerate(sittings)
    )
    return [advice_set(kind_fits(fit, programmes)) for fit in fits]


def compare(one: Sittings, other: Sittings, programmes: ProgrammeProfiles) -> Agreement:
    found = [sets(sittings, programmes) for sittings in (one, other)]
    kinds = [[frozenset(row.kinds.tolist()) for row in rows] for rows in found]
    decided = [[row.decided for row in rows] for rows in found]
    return agreement_of_forms(kinds[0], kinds[1], decided[0], decided[1])


def show(name: str, result: Agreement) -> None:
    low, high = result.interval
    print(
        f"{name:<24} clear group {result.clear:.2f} ({low:.2f} to {high:.2f})  advice set {result.advised:.2f}  "
        f"clear in both {result.clear_in_both:.2f}  with a clear group {100 * result.share_clear:.0f} %  "
        f"kinds {result.mean_length:.1f}"
    )


def main(pupils: int = 500) -> None:
    programmes = choice(CHOICES["2nd grade"])
    levels = true_levels(pupils)
    print(f"{pupils} pupils, {len(programmes.keys)} programmes in {programmes.kinds.max() + 1} kinds; Jaccard overlap")
    for count, times in ((30, 0.5), (60, 1), (120, 2)):
        show(
            f"questionnaire of {count}",
            compare(questionnaire(levels, times, 0), questionnaire(levels, times, 1), programmes),
        )
    first, second = thetas(pupils, 0), thetas(pupils, 1)
    for error in ERRORS:
        show(f"theta, SE {error:.2f}", compare(first[error], second[error], programmes))
    for error in (0.30, 0.25):
        (one, length), (other, _) = (graded(pupils, error, sitting) for sitting in (0, 1))
        show(f"graded bank, SE {error:.2f}", compare(one, other, programmes))
        print(f"{'':<24} {length:.0f} items in all")
    (one, reached), (other, _) = (until_stable(sittings, programmes) for sittings in (first, second))
    show("theta, until stable", compare(one, other, programmes))
    ends = ", ".join(f"SE {error:.2f}: {100 * np.mean(np.array(reached) == error):.0f} %" for error in ERRORS)
    print(f"{'':<24} stopped at {ends}")
    expected = [stability(one, programmes, seed=SEED + n) for n, one in enumerate(first[0.30])]
    print(f"expected overlap at SE 0.30 by the engine itself: {np.mean([row.overlap for row in expected]):.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
