"""Marginal maximum likelihood (Bock & Aitkin 1981) with a grid that is checked, and a certificate of that check."""

from __future__ import annotations

import dataclasses
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vakwerk.engines.psychometrics.items import MODELS, Items, Model
from vakwerk.engines.psychometrics.records import FloatArray, IntArray
from vakwerk.engines.psychometrics.responses import Responses

from .answers import Answers, prepare
from .ascent import Point, Summit, climb
from .certify import STABLE
from .fit import Fit, Trail
from .layout import Layout
from .likelihood import Grid, Likelihood, likelihood_of
from .metric import Information, Metric
from .outcome import outcome
from .priors import Penalty
from .results import Calibration, ItemPrior
from .start import first_values, lay_out, limits, upper_asymptotes

METHOD = "mml-trapezoid-1"
NODES = 61
MOST_NODES = 961
TOLERANCE = 1e-11
"""The climb goes on until the log-likelihood can rise by no more than about this: estimates hold six decimals."""
WORK = 1e11
"""Answers x nodes that one climb after another may take together: some minutes, enough for any answers that follow
a model in a table of 10^7 cells. Counted and not timed, so that the same data stop at the same place everywhere."""
NEAR = 1e-7
"""How near a first climb on half the nodes goes, where nodes cost time."""
GUESSING = (5.0, 17.0)
"""Beta prior of the lower asymptote: mode 0.2, 95% between 0.08 and 0.42, worth 20 answers. Ours, for four to six
choices; for k choices take about (20 / k + 1, 20 - 20 / k + 1)."""


def calibrate(
    responses: Any,
    model: Model,
    *,
    item_ids: Sequence[str] = (),
    anchors: Items | None = None,
    prior: ItemPrior | None = None,
    guessing: tuple[float, float] = GUESSING,
    standard_errors: bool = True,
    nodes: int = NODES,
    max_iterations: int = 500,
) -> Calibration:
    """Item parameters by marginal maximum likelihood, on the scale of the group (mean 0, spread 1) or of `anchors`.

    `responses`: `Responses`, persons x items with -1 for not answered, or CSR. `model`: "rasch" (a = 1, spread of the
    group free), "2pl", "3pl" (Beta prior `guessing` on c) or "grm" (any number of categories, which may differ by
    item). `item_ids`: one a column; item1, item2, ... when left out. `anchors`: items whose parameters stay as they
    are, found by id; then mean and spread of the group are free and the other items come out on the anchors' scale.
    `prior`: for pilot items with few answers. `nodes`: where the grid starts; it is refined up to 961 until the
    log-likelihood moves by no more than 0.01.

    Never raises because an estimate fails: `.certificate` says so. An item that nobody answered, or all in the same
    way, is left out of `.items` and named in `.certificate.left_out`; so is a graded item with a negative slope (its
    thresholds could not ascend). A category that nobody chose is taken together with the one below: its threshold
    equals the next. Raises `DataProblem` for a table that cannot be read so, ValueError for impossible arguments.
    """
    answers = Responses.of(responses)
    names = _names(answers, item_ids)
    _check(model, anchors, guessing, nodes)
    known = _rows_of(names, anchors)
    options = _Options(model, anchors, prior, guessing if model == "3pl" else None, nodes, max_iterations)
    refused: dict[int, str] = {}
    while True:
        fit = _fit(answers, known, refused, options)
        falling = fit.falling_graded()
        if not len(falling):
            return outcome(fit, names, versions(), with_errors=standard_errors)
        refused |= {int(place): "slope_negative" for place in falling}


@dataclass(frozen=True)
class _Options:
    model: Model
    anchors: Items | None
    prior: ItemPrior | None
    guessing: tuple[float, float] | None
    nodes: int
    max_iterations: int


def versions() -> dict[str, str]:
    return {"method": METHOD, "python": platform.python_version(), "numpy": np.__version__}


def _names(answers: Responses, item_ids: Sequence[str]) -> tuple[str, ...]:
    names = tuple(str(name) for name in item_ids) or tuple(f"item{n}" for n in range(1, answers.n_items + 1))
    if len(names) != answers.n_items or len(set(names)) != len(names):
        raise ValueError(f"There are {answers.n_items} items; every one needs an id of its own.")
    return names


def _check(model: Model, anchors: Items | None, guessing: tuple[float, float], nodes: int) -> None:
    if model not in MODELS:
        raise ValueError(f"There is no model {model!r}; choose one of {', '.join(MODELS)}.")
    if anchors is not None and anchors.model != model:
        raise ValueError(f"The anchors are items of model {anchors.model!r}, not {model!r}.")
    if anchors is not None and model != "3pl" and ((anchors.c != 0).any() or (anchors.d != 1).any()):
        raise ValueError("Anchors with asymptotes take the model '3pl'.")
    if anchors is not None and model == "rasch" and (anchors.a != 1).any():
        raise ValueError("Rasch anchors have slope 1.")
    if min(guessing) <= 1:
        raise ValueError("Both numbers of the Beta prior must be above 1; then the guessing rate stays off 0 and 1.")
    if not 5 <= nodes <= MOST_NODES:
        raise ValueError(f"The grid has 5 to {MOST_NODES} nodes.")


def _rows_of(names: Sequence[str], anchors: Items | None) -> IntArray:
    if anchors is None:
        return np.full(len(names), -1, dtype=np.int64)
    row = {name: number for number, name in enumerate(anchors.ids)}
    found = np.array([row.get(name, -1) for name in names], dtype=np.int64)
    if not (found >= 0).any():
        raise ValueError("None of the anchors stands among the items; compare the ids.")
    return found


def _fit(responses: Responses, known: IntArray, refused: dict[int, str], options: _Options) -> Fit:
    answers = prepare(responses, options.model, options.anchors, known, refused)
    anchored = known[answers.kept]
    layout = lay_out(answers, options.model, options.anchors, anchored)
    penalty = Penalty(layout.free, options.guessing, options.prior)
    fit = Fit(options.model, options.anchors, options.prior, answers, anchored, layout, penalty)
    hopeless = _hopeless(answers, anchored, options)
    if hopeless:
        return fit.without_estimates(hopeless)
    guessing = options.model == "3pl"
    likelihood = likelihood_of(answers, upper_asymptotes(answers, options.anchors, anchored), guessing)
    trail = _refine(likelihood, layout, penalty, _first(layout, answers, options), options, answers.n_answers)
    return fit.with_estimates(likelihood, trail)


def _hopeless(answers: Answers, anchored: IntArray, options: _Options) -> str:
    """The code of why no estimation can start, or nothing."""
    if not len(answers.kept) or not answers.n_answers:
        return "nothing_to_estimate"
    if options.anchors is not None:
        return "" if answers.answered[anchored >= 0].any() else "anchors_not_answered"
    return "too_few_items" if len(answers.kept) < (2 if options.model == "rasch" else 3) else ""


def _first(layout: Layout, answers: Answers, options: _Options) -> FloatArray:
    guess = 0.0
    if options.guessing is not None:
        p, q = options.guessing
        guess = (p - 1) / (p + q - 2)
    return first_values(layout, answers.counts, guess)


@dataclass
class _Purse:
    """What is left of `WORK`."""

    n_answers: int
    follows_nodes: bool
    spent: float = 0.0

    @property
    def empty(self) -> bool:
        return self.spent >= WORK

    def _price(self, grid: Grid) -> float:
        return float(max(self.n_answers, 1) * (len(grid.nodes) if self.follows_nodes else 1))

    def evaluations(self, grid: Grid) -> int:
        return max(2, int((WORK - self.spent) / self._price(grid)))

    def pay(self, grid: Grid, evaluations: int) -> None:
        self.spent += self._price(grid) * evaluations


def _refine(
    likelihood: Likelihood,
    layout: Layout,
    penalty: Penalty,
    start: FloatArray,
    options: _Options,
    n_answers: int,
) -> Trail:
    """Climb on ever finer grids until the log-likelihood stands still, or the work allowed is done."""
    lower, upper = limits(layout, guessing=options.guessing is not None, positive=options.prior is not None)
    nodes, grids, differences = options.nodes, [], []
    iterations = evaluations = 0
    memory = None
    purse = _Purse(n_answers, follows_nodes=likelihood.cost_follows_nodes)

    def climbed(grid: Grid, tolerance: float) -> Summit:
        surface = _Surface(likelihood, layout, penalty, grid)
        most = {"max_iterations": options.max_iterations, "max_evaluations": purse.evaluations(grid)}
        summit = climb(surface, start, lower, upper, tolerance=tolerance, memory=memory, **most)
        purse.pay(grid, summit.evaluations)
        return summit

    if likelihood.cost_follows_nodes:
        near = climbed(Grid.of((nodes + 1) // 2), NEAR)
        start, iterations, evaluations, memory = near.values, near.iterations, near.evaluations, near.memory
    while True:
        grid, finer = Grid.of(nodes), Grid.of(2 * nodes - 1)
        summit = climbed(grid, TOLERANCE)
        iterations, evaluations = iterations + summit.iterations, evaluations + summit.evaluations
        table = layout.table(summit.values)
        value = summit.point.value - penalty.value(table)
        check, spread = likelihood.judge(table, finer)
        grids.append(nodes)
        differences.append(check - value)
        if abs(check - value) <= STABLE or 2 * nodes - 1 > MOST_NODES or purse.empty:
            return Trail(summit, grid, value, check, spread, tuple(grids), tuple(differences), iterations, evaluations)
        nodes, start, memory = 2 * nodes - 1, summit.values, summit.memory


class _Surface:
    """Log-likelihood plus log prior as a function of the free values; None where steps are out of order."""

    def __init__(self, likelihood: Likelihood, layout: Layout, penalty: Penalty, grid: Grid) -> None:
        self._likelihood, self._layout, self._penalty, self._grid = likelihood, layout, penalty, grid

    def __call__(self, values: FloatArray) -> Point | None:
        table = self._layout.table(values)
        if _out_of_order(table, self._layout, guessing=self._penalty.guessing is not None):
            return None
        found = self._likelihood.evaluate(table, self._grid)
        if not np.isfinite(found.value):
            return None
        gradient = found.gradient + self._penalty.gradient(table)
        metric = Metric(self._layout, self._with_priors(found.information, table))
        return Point(found.value + self._penalty.value(table), self._layout.pull_back(gradient), metric.solve)

    def _with_priors(self, information: Information, table: FloatArray) -> Information:
        items = information.items.copy()
        own = np.arange(items.shape[1])
        items[:, own, own] += self._penalty.information(table, exact=False)
        return dataclasses.replace(information, items=items)


def _out_of_order(table: FloatArray, layout: Layout, *, guessing: bool) -> bool:
    """Whether the steps of a free item do not descend (anchors may have equal steps)."""
    steps = table[:, 1 : table.shape[1] - guessing]
    with np.errstate(invalid="ignore"):
        return bool((np.diff(steps, axis=1)[layout.free[:, 1]] >= 0).any())
