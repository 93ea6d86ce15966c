"""Fit statistics beside mirt's, on the same made-up answers and mirt's own estimates: two programs, one number.

    .venv-bench/bin/python -m bench.fit

2,000 persons, 8 items with three ordered answers (graded) and 20 items right or wrong (2PL), 61 nodes. M2 and lz must
agree to five digits, and S-X2 where the degrees of freedom agree (the programs join small cells of graded items by
different rules, so the others differ; both are shown). Ends with exit code 1 when they do not.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from vakwerk.engines.psychometrics import Items, item_fit, overall_fit, person_fit, score, simulate_responses

PERSONS, NODES, CLOSE = 2000, 61, 1e-5


def graded() -> tuple[Items, dict[str, Any]]:
    rng = np.random.default_rng(4)
    return Items.graded(np.exp(rng.normal(0.2, 0.2, 8)), np.sort(rng.normal(0, 1, (8, 2)), axis=1)), {"n_categories": 3}


def two_pl() -> tuple[Items, dict[str, Any]]:
    rng = np.random.default_rng(5)
    return Items.two_pl(np.exp(rng.normal(0.2, 0.2, 20)), rng.normal(0, 1, 20)), {}


def peer_items(model: Any, name: str) -> Items:
    known = model.parameters
    a = np.asarray(known["discrimination"]).ravel()
    return Items.graded(a, np.asarray(known["thresholds"])) if name == "GRM" else Items.two_pl(a, known["difficulty"])


def compared(name: str, truth: Items, more: dict[str, Any]) -> float:
    """The greatest relative difference in what should be equal; prints everything."""
    import mirt
    from mirt.diagnostics.itemfit import compute_itemfit
    from mirt.diagnostics.personfit import compute_personfit

    answers = simulate_responses(truth, np.random.default_rng(6).normal(size=PERSONS), seed=1)
    wide = answers.astype(int)
    fitted = mirt.fit_mirt(wide, model=name, n_quadpts=NODES, tol=1e-6, max_iter=2000, **more)
    items = peer_items(fitted.model, name)
    scores, ours = score(items, answers, "ml"), overall_fit(items, answers, nodes=NODES)
    theirs = mirt.compute_m2(fitted, wide, n_quadpts=NODES)
    near = np.abs(scores.theta) < 5
    lz = person_fit(items, answers, scores).lz[near]
    zh = np.asarray(compute_personfit(fitted.model, wide[near], scores.theta[near, None])["Zh"])
    print(f"{name}: M2 {ours.m2:.6f} ({ours.m2_df}), mirt {theirs['M2']:.6f} ({theirs['df']})")
    print(f"  lz of {near.sum()} persons: at most {np.abs(lz - zh).max():.1e} apart")
    own, other = item_fit(items, answers, nodes=NODES), compute_itemfit(fitted, wide, ["S_X2"], n_quadpts=NODES)
    equal = own.df == np.asarray(other["df"]).astype(int)
    for row in range(len(items)):
        print(f"  S-X2 {own.x2[row]:9.5f} ({own.df[row]}), mirt {other['S_X2'][row]:9.5f} ({other['df'][row]:.0f})")
    apart = np.abs(own.x2 / np.asarray(other["S_X2"]) - 1)[equal]
    return max(abs(ours.m2 / float(theirs["M2"]) - 1), float(np.abs(lz - zh).max()), float(apart.max(initial=0.0)))


def main() -> int:
    worst = max(compared("GRM", *graded()), compared("2PL", *two_pl()))
    print(f"greatest difference {worst:.1e}, at most {CLOSE:.0e}")
    return 1 if worst > CLOSE else 0


if __name__ == "__main__":
    sys.exit(main())
