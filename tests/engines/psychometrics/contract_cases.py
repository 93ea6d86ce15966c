"""One line for each public function of the engine: how to call it on a small made-up world, and what moves with what.

`test_contract.py` puts every line through the same tests. A new function or result gets its line here; the test that
counts them fails until it has one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vakwerk.engines import psychometrics as engine
from vakwerk.engines.psychometrics import Bank, Blueprint, Design, Items, Population
from vakwerk.engines.psychometrics.posteriors import ProfilePosterior

from .makers import items as interest_items
from .makers import profile, programmes

PERSONS, PLACES = 80, 8


@dataclass(frozen=True)
class World:
    """Made-up persons: `codes` with gaps and `whole` without, to the same `items`; all arrays refuse to be written."""

    items: Items
    codes: np.ndarray
    whole: np.ndarray
    focal: np.ndarray
    times: np.ndarray
    theta: np.ndarray

    def __post_init__(self) -> None:
        for name in ("codes", "whole", "focal", "times", "theta"):
            array = np.array(getattr(self, name))
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    def people(self, rows: Sequence[int]) -> World:
        chosen = {name: getattr(self, name)[list(rows)] for name in ("codes", "whole", "focal", "times", "theta")}
        return replace(self, **chosen)

    def places(self, columns: Sequence[int]) -> World:
        chosen = {name: getattr(self, name)[:, list(columns)] for name in ("codes", "whole", "times")}
        return replace(self, items=self.items.select(list(columns)), **chosen)

    def answering(self, codes: np.ndarray) -> World:
        return replace(self, codes=codes, whole=codes)

    @property
    def bank(self) -> Bank:
        return Bank.of(self.items, ["a" if number % 2 else "b" for number in range(len(self.items))])


def world(model: str) -> World:
    rng = np.random.default_rng(20)
    a, b = np.exp(rng.normal(0.2, 0.2, PLACES)), np.sort(rng.normal(0, 1, (PLACES, 2)), axis=1)
    items = {
        "rasch": lambda: Items.rasch(b[:, 0]),
        "2pl": lambda: Items.two_pl(a, b[:, 0]),
        "3pl": lambda: Items.three_pl(a, b[:, 0], 0.15),
        "grm": lambda: Items.graded(a, b),
    }[model]()
    theta = rng.normal(0, 1, PERSONS)
    whole = engine.simulate_responses(items, theta, seed=5)
    codes = np.where(rng.random(whole.shape) < 0.2, -1, whole).astype(np.int8)
    times = rng.uniform(500, 60_000, whole.shape)
    return World(items, codes, whole, np.arange(PERSONS) % 2 == 0, times, theta)


@dataclass(frozen=True)
class Case:
    """`persons` and `places`: fields of the result that move with the persons or the items; None where order is given.

    `unordered`: fields that hold a set as a row. `refuses`: inputs that get a clear ValueError. `models`: on which;
    none of the world's items are asked where it is empty.
    """

    name: str
    call: Callable[[World], Any]
    persons: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    unordered: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    models: tuple[str, ...] = ("2pl", "3pl", "grm")
    tolerance: float = 1e-8

    @property
    def function(self) -> str:
        return self.name.split(" ")[0]


SCORED = ("theta", "se", "answered")
FITTED = ("ids", "x2", "df", "p", "p_adjusted", "rmsea")
COMPARED = ("ids", "chi2", "p", "p_adjusted", "odds_ratio", "odds_ratio_low", "odds_ratio_high", "delta", "delta_se")
LOGISTIC = ("ids", "uniform", "uniform_p", "nonuniform", "nonuniform_p", "both", "both_p", "p_adjusted", "r2_gain")
ERRORS = tuple(f"standard_errors.{name}" for name in ("a", "b", "c", "d"))
ODD = ("nobody", "one person", "one item", "no answers", "all lowest", "all highest")
CALIBRATED = (*(f"items.{name}" for name in ("ids", "a", "thresholds", "c", "d")), *ERRORS, "answered", "anchored")


def _calibrated(there: World) -> Any:
    return engine.calibrate(there.codes, there.items.model, item_ids=there.items.ids)


def _drift(there: World) -> Any:
    half = len(there.codes) // 2
    return engine.item_drift(_calibrated(there.people(range(half))), _calibrated(there.people(range(half, 2 * half))))


def _sitting(there: World) -> Any:
    test = engine.AdaptiveTest(there.bank, Design(Blueprint(4)))
    sitting = test.start(seed=3)
    while (choice := engine.next_item(test, sitting)) is not None:
        session = engine.Session(test, sitting)
        session.answer(choice.item, 1)
        sitting = session.sitting
    return sitting


def _norms(there: World) -> Any:
    rng = np.random.default_rng(1)
    age, scores = rng.uniform(11, 14, 700), rng.normal(0, 1, 700)
    return engine.fit_norms(scores, age, ["A"] * 700, year=2026, se=0.3)


def _posterior() -> ProfilePosterior:
    return ProfilePosterior.of_theta([1, 0.5, 0, -0.5, -1, 0], np.full(6, 0.4))


def _regressed(there: World) -> Any:
    rng = np.random.default_rng(2)
    pupils, courses = rng.normal(size=(120, 6)), rng.normal(size=(120, 6))
    criterion = (pupils * courses).sum(axis=1) + rng.normal(size=120)
    return engine.regressed_fit(pupils, courses, criterion, folds=4, seed=1, name="a made-up outcome")


BY_PERSON = [
    *(
        Case(f"score {method}", lambda there, m=method: engine.score(there.items, there.codes, m), SCORED, ())
        for method in ("eap", "map", "wle", "ml", "eapsum")
    ),
    Case("score whole", lambda there: engine.score(there.items, there.whole), SCORED, ()),
    Case(
        "person_fit",
        lambda there: engine.person_fit(there.items, there.codes, engine.score(there.items, there.codes, "wle")),
        ("lz", "lz_star", "p", "flagged"),
        (),
        tolerance=1e-6,
    ),
    Case(
        "effort",
        lambda there: engine.effort(there.codes, there.times),
        ("rte", "rapid", "longest_run", "same_share", "codes"),
    ),
    Case("rapid_thresholds", lambda there: engine.rapid_thresholds(there.times), (), ("",)),
    Case(
        "simulate_responses",
        lambda there: engine.simulate_responses(there.items, there.theta, seed=1),
    ),
]
BY_ITEM = [
    Case("item_fit", lambda there: engine.item_fit(there.items, there.whole), (), FITTED),
    Case("overall_fit", lambda there: engine.overall_fit(there.items, there.whole), (), (), tolerance=1e-5),
    Case(
        "mantel_haenszel",
        lambda there: engine.mantel_haenszel(there.whole, there.focal, ids=there.items.ids),
        (),
        (*COMPARED, "classes", "difference"),
        unordered=("removed",),
    ),
    Case(
        "logistic_dif",
        lambda there: engine.logistic_dif(there.whole, there.focal, ids=there.items.ids),
        (),
        (*LOGISTIC, "group", "jodoin_gierl", "zumbo_thomas", "converged"),
        unordered=("removed",),
        tolerance=1e-5,
    ),
    Case("information", lambda there: engine.information(there.items, [-1.0, 0.0, 2.0]), (), ()),
    Case("item_information", lambda there: engine.item_information(there.items, [0.5])[0], (), ("",)),
    Case("errors_at_cuts", lambda there: engine.errors_at_cuts(there.items, [0.0]), (), ()),
    Case("sum_score_table", lambda there: engine.sum_score_table(there.items), (), ()),
    Case("marginal_reliability", lambda there: engine.marginal_reliability(there.items), (), ()),
    Case(
        "empirical_reliability",
        lambda there: engine.empirical_reliability(engine.score(there.items, there.codes)),
        (),
        (),
    ),
    Case("alpha", lambda there: engine.alpha(there.whole), (), ()),
    Case("omega", lambda there: engine.omega(there.whole), (), ("loadings", "uniquenesses"), tolerance=1e-5),
    Case("benjamini_hochberg", lambda there: engine.benjamini_hochberg(there.items.a / 10), (), ("",)),
]
CALIBRATION = [
    Case("calibrate", _calibrated, (), CALIBRATED, models=("rasch", "2pl", "3pl", "grm"), tolerance=2e-3),
    Case("item_drift", _drift, refuses=ODD, models=("2pl",)),
]
OF_A_BANK = [
    Case(
        "learn_prices",
        lambda there: engine.learn_prices(there.bank, Design(Blueprint(2)), target=0.5, seed=1, pupils=100),
        refuses=("one item",),
        models=("3pl",),
    ),
    Case("next_item", _sitting, refuses=("one item",)),
    Case(
        "simulate",
        lambda there: engine.simulate(there.bank, there.theta[:10], Design(Blueprint(4)), seed=2),
        refuses=("one item",),
        models=("3pl",),
    ),
    Case(
        "compare",
        lambda there: engine.compare(there.bank, {"short": Design(Blueprint(3))}, there.theta[:10], seed=2)["short"],
        refuses=("one item",),
        models=("3pl",),
    ),
]
OF_PROFILES = [
    Case(
        "chance_of_same",
        lambda there: engine.chance_of_same(
            engine.JointPosterior(("a", "b"), np.array([0.2, 0.1]), np.array([0.3, 0.4])),
            lambda theta: [int(row.argmax()) for row in theta],
            seed=1,
        ),
    ),
    Case("fit_norms", _norms),
    Case("unshrunken", lambda there: engine.unshrunken([0.4, -1.0], [0.3, 0.5], Population(0.0, 1.0))),
    Case("rake", lambda there: engine.rake({"s": ["A", "A", "B", "A"]}, {"s": {"A": 0.6, "B": 0.4}})),
    Case("regressed_fit", _regressed),
    Case("fit_intervals", lambda there: engine.fit_intervals(_posterior(), programmes(20), seed=1, draws=50)),
    Case("stability", lambda there: engine.stability(_posterior(), programmes(20), seed=1, sittings=3, draws=20)),
    Case("advise", lambda there: engine.advise(profile([5, 2, 2, 4, 3, 1]), programmes(20), seed=1, draws=50)),
    Case(
        "menu", lambda there: engine.menu(engine.advise(profile([5, 2, 2, 4, 3, 1]), programmes(20), seed=1, draws=50))
    ),
    Case(
        "graded_profile",
        lambda there: engine.graded_profile(
            dict.fromkeys("RIASEC", Items.graded([1.0, 1.2], [[-1, -0.5, 0.5, 1], [-2, 0, 1, 2]])),
            [0.5, 0, -1, 1, 0, 0],
            np.eye(6) * 0.2,
        ),
    ),
    Case("hexagon_test", lambda there: engine.hexagon_test(np.eye(6) * 0.9 + 0.1)),
    Case(
        "hexagon_interval",
        lambda there: engine.hexagon_interval(np.random.default_rng(3).normal(size=(50, 6)), seed=1, resamples=20),
    ),
    Case("profile_correlation", lambda there: engine.profile_correlation([1, 2, 3, 4, 5, 6], [2, 1, 3, 5, 4, 6])),
    Case("euclidean_distance", lambda there: engine.euclidean_distance([1, 2, 3, 4, 5, 6], [2, 1, 3, 5, 4, 6])),
    Case("combined_fit", lambda there: engine.combined_fit([1, 2, 3, 4, 5, 6], [2, 1, 3, 5, 4, 6])),
    Case("common_odds_ratio", lambda there: engine.common_odds_ratio([[[4, 2], [3, 5]], [[6, 1], [2, 2]]])),
    Case(
        "estimate_interests",
        lambda there: engine.estimate_interests({item.id: 3 for item in interest_items()}, interest_items()),
    ),
    Case("check", lambda there: engine.check({item.id: 3 for item in interest_items()}, interest_items())),
]
CASES = [
    *(*BY_PERSON, *BY_ITEM, *CALIBRATION, *OF_A_BANK),
    *(replace(case, models=()) for case in OF_PROFILES),
]
