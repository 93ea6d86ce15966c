"""Adaptive testing beside its peers: 500 items (3PL), 1,000 made-up pupils, 20 items each, the same luck for all.

    .venv-bench/bin/python -m bench.adaptive [--rounds 3] [--sessions 300]

Each engine runs in a process of its own with one thread; rounds take turns, so that a busy minute of the machine hits
all. One step = taking an answer in and choosing the next item; ours keeps a blueprint of four areas and controls
exposure, the peers do neither. Importing is not timed, working out tables of the bank is; learning exposure prices,
done once in the life of a bank, stands on a line of its own. Ends with exit code 1 when a
bar is missed. Bars: step p99 at most 0.05 x mirt's; 1,000 sittings at most 0.2 x the fastest batch; RMSE within .002
of the exact engines (.2683); exposure at most .25, overlap at most .20, at an RMSE at most 8 % higher; under 300 MiB.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from bench import psychometric_data as data

LENGTH, ITEMS = 20, 500
AREAS = ("A", "B", "C", "D")
LOTS = 10
"""Exposure is drawn by lot: its figures are means (maxima for the greatest exposure) over so many lots."""
EXACT_RMSE = 0.2683
BARS = {"step": 0.05, "batch": 0.2, "rmse": 0.002, "exposure": 0.25, "overlap": 0.20, "cost": 0.08, "memory": 300.0}
Result = dict[str, Any]


def chances(theta: float, bank: data.Floats) -> data.Floats:
    a, b, c, d = bank.T
    return np.asarray(c + (d - c) / (1 + np.exp(-a * (theta - b))))


def quality(estimates: Any, items: Any, theta: data.Floats) -> Result:
    """RMSE, greatest exposure, unused items and overlap, worked out the same way for every engine."""
    given = np.asarray(items)
    counts = np.bincount(given.ravel(), minlength=ITEMS)
    pupils, rates = len(theta), counts / len(theta)
    return {
        "rmse": float(np.sqrt(np.mean((np.asarray(estimates) - theta) ** 2))),
        "exposure": float(rates.max()),
        "unused": int((counts == 0).sum()),
        "overlap": float((pupils * (rates**2).sum() / LENGTH - 1) / (pupils - 1)),
    }


def our_bank(areas: bool = True) -> Any:
    from vakwerk.engines.psychometrics.adaptive import Bank
    from vakwerk.engines.psychometrics.items import Items

    a, b, c, d = data.bank_3pl(ITEMS).T
    ids = [f"{number:03d}" for number in range(ITEMS)]
    return Bank.of(Items.three_pl(a, b, c, d, ids), [AREAS[4 * row // ITEMS] for row in range(ITEMS)] if areas else ())


def our_design() -> Any:
    """Four areas, 4 to 6 items of each; the exposure that we advise for a bank of this size: prices learned once per
    bank on made-up pupils, some luck at the start, and eligibility as the guard.
    """
    from vakwerk.engines.psychometrics.adaptive import Blueprint, Design, Exposure, learn_prices

    blueprint = Blueprint(LENGTH, dict.fromkeys(AREAS, 4), dict.fromkeys(AREAS, 6))
    design = Design(blueprint, Exposure(maximum=0.245, price=0.1, progressive=0.25))
    return replace(design, exposure=learn_prices(our_bank(), design, target=0.24, seed=1))


def without_prices(design: Any) -> Any:
    """The same with nothing learned: eligibility and the price of the rate so far."""
    from vakwerk.engines.psychometrics.adaptive import Exposure

    return replace(design, exposure=Exposure(maximum=0.245, price=0.4))


def ours_steps(sessions: int) -> Result:
    from vakwerk.engines.psychometrics.adaptive import AdaptiveTest, Session, simulate

    bank, design, theta = our_bank(), our_design(), data.examinees(sessions)
    raw, luck = data.bank_3pl(ITEMS), data.uniforms(1000, ITEMS)
    usage = simulate(bank, data.examinees(1000, seed=1), design, seed=1).usage  # a bank in use, not a fresh one
    test, steps, estimates, items = AdaptiveTest(bank, design), [], [], []
    for person, ability in enumerate(theta):
        session = Session(test, test.start(seed=person, usage=usage))
        chance = chances(ability, raw)
        begin = time.perf_counter()
        choice = session.next_item()
        while choice is not None:
            row = int(choice.item)
            session.answer(choice.item, int(luck[person, row] < chance[row]))
            choice = session.next_item()
            end = time.perf_counter()
            steps.append(end - begin)
            begin = end
        estimates.append(session.theta)
        items.append([int(item) for item in session.sitting.items])
        usage = usage.after([session.sitting])
    return {"steps": steps, **quality(estimates, items, theta)}


def _mirt_engine(**more: Any) -> Any:
    import mirt
    from mirt.cat import CATEngine, MaxItemsStop

    bank = data.bank_3pl(ITEMS)
    model = mirt.ThreeParameterLogistic(n_items=ITEMS)
    model.set_parameters(discrimination=bank[:, 0].copy(), difficulty=bank[:, 1].copy(), guessing=bank[:, 2].copy())
    with contextlib.suppress(AttributeError):
        model._is_fitted = True
    return CATEngine(model, stopping_rule=MaxItemsStop(LENGTH), max_items=LENGTH, n_quadpts=61, seed=1, **more)


def mirt_steps(sessions: int) -> Result:
    engine, theta = _mirt_engine(), data.examinees(sessions)
    raw, luck = data.bank_3pl(ITEMS), data.uniforms(1000, ITEMS)
    steps, estimates, items = [], [], []
    for person, ability in enumerate(theta):
        chance = chances(ability, raw)
        engine.reset()
        begin = time.perf_counter()
        state = engine.get_current_state()
        while not state.is_complete:
            row = state.next_item
            state = engine.administer_item(int(luck[person, row] < chance[row]))
            end = time.perf_counter()
            steps.append(end - begin)
            begin = end
        estimates.append(float(state.theta))
        items.append(list(state.items_administered))
    return {"steps": steps, **quality(estimates, items, theta)}


def ours_batch(_: int) -> Result:
    from vakwerk.engines.psychometrics.adaptive import simulate

    theta, luck = data.examinees(1000), data.uniforms(1000, ITEMS)
    begin = time.perf_counter()
    design = our_design()
    learned = time.perf_counter() - begin
    begin = time.perf_counter()
    result = simulate(our_bank(), theta, design, seed=1, uniforms=luck)
    seconds = time.perf_counter() - begin
    return {"seconds": seconds, "learned": learned, **quality(result.estimate, result.items, theta)}


def mirt_batch(_: int) -> Result:
    import mirt.cat  # noqa: F401  (so that loading it is not timed)

    theta = data.examinees(1000)
    begin = time.perf_counter()
    found = _mirt_engine(min_items=LENGTH).run_batch_simulation(theta)
    seconds = time.perf_counter() - begin
    items = [list(result.items_administered) for result in found]
    return {"seconds": seconds, **quality([float(result.theta) for result in found], items, theta)}


def catsim_batch(sessions: int) -> Result:
    """Maximum likelihood; draws its own luck. Time is stated per 1,000 sittings."""
    from catsim.estimation import NumericalSearchEstimator
    from catsim.initialization import FixedPointInitializer
    from catsim.item_bank import ItemBank
    from catsim.selection import MaxInfoSelector
    from catsim.simulation import Simulator
    from catsim.stopping import TestLengthStopper

    theta = data.examinees(min(sessions, 100))
    begin = time.perf_counter()
    simulator = Simulator(ItemBank(data.bank_3pl(ITEMS)), theta, seed=1)
    estimator, stopper = NumericalSearchEstimator(), TestLengthStopper(max_items=LENGTH)
    simulator.simulate(FixedPointInitializer(0.0), MaxInfoSelector(), estimator, stopper)
    seconds = (time.perf_counter() - begin) * 1000 / len(theta)
    return {"seconds": seconds, **quality(simulator.latest_estimations, simulator.administered_items, theta)}


def ours_quality(_: int) -> Result:
    """Precision without exposure control and with it, on the same pupils and luck."""
    from vakwerk.engines.psychometrics.adaptive import Blueprint, Design, simulate

    theta, luck, design = data.examinees(1000), data.uniforms(1000, ITEMS), our_design()
    plain = simulate(our_bank(areas=False), theta, Design(Blueprint(LENGTH)), seed=1, uniforms=luck)
    kept = {
        name: [simulate(our_bank(), theta, design, seed=seed, uniforms=luck) for seed in range(LOTS)]
        for name, design in (("controlled", design), ("unpriced", without_prices(design)))
    }
    return {
        "expected": _expected_cost(design),
        "floor": _floor(design.exposure.maximum),
        "plain": quality(plain.estimate, plain.items, theta),
        **{name: _mean([quality(run.estimate, run.items, theta) for run in runs]) for name, runs in kept.items()},
    }


def _expected_cost(design: Any) -> float:
    """Cost by the posterior error of 5 x 1,000 other pupils: the same thing as by RMSE, with far less noise."""
    from vakwerk.engines.psychometrics.adaptive import Blueprint, Design, simulate

    squares = {"plain": 0.0, "kept": 0.0}
    for seed in range(100, 105):
        theta = data.examinees(1000, seed=seed)
        squares["plain"] += float(
            (simulate(our_bank(False), theta, Design(Blueprint(LENGTH)), seed=seed).se ** 2).mean()
        )
        squares["kept"] += float((simulate(our_bank(), theta, design, seed=seed).se ** 2).mean())
    return float(np.sqrt(squares["kept"] / squares["plain"])) - 1


def _floor(maximum: float) -> float:
    """What control would cost at the least if every ability were known beforehand: the best way to share the bank out
    over 25 equally large groups of pupils, by linear programming (it maximises information, which is nearly that).
    """
    from statistics import NormalDist

    from scipy.optimize import linprog
    from scipy.sparse import eye_array, kron

    groups = 25
    theta = [NormalDist().inv_cdf((group + 0.5) / groups) for group in range(groups)]
    information = our_bank().items.information(theta)
    per_item = kron(np.full((1, groups), 1 / groups), eye_array(ITEMS))
    per_group = kron(eye_array(groups), np.ones((1, ITEMS)))

    def error(most: float) -> float:
        found = linprog(
            -information.ravel(), A_ub=per_item, b_ub=np.full(ITEMS, most), A_eq=per_group,
            b_eq=np.full(groups, LENGTH), bounds=(0, 1),
        )  # fmt: skip
        gathered = (found.x.reshape(groups, ITEMS) * information).sum(axis=1)
        return float(np.sqrt(np.mean(1 / (1 + gathered))))

    return error(maximum) / error(1.0) - 1


def _mean(runs: list[Result]) -> Result:
    means = {name: statistics.mean(run[name] for run in runs) for name in runs[0]}
    return {**means, "exposure": max(run["exposure"] for run in runs)}


ENGINES: dict[str, Callable[[int], Result]] = {
    "ours_steps": ours_steps,
    "mirt_steps": mirt_steps,
    "ours_batch": ours_batch,
    "mirt_batch": mirt_batch,
    "catsim_batch": catsim_batch,
    "ours_quality": ours_quality,
}


def main() -> int:
    options = _options()
    if options.engine:
        return _run_engine(options.engine, options.sessions)
    print(f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors; one thread each")
    rounds = [_round(options.sessions) for _ in range(options.rounds)]
    learned = statistics.median(found["ours_batch"]["learned"] for found in rounds)
    print(f"exposure prices learned in {learned:.2f} s, once per bank")
    catsim = data.run_apart("bench.adaptive", "--engine", "catsim_batch", "--sessions", str(options.sessions))
    print(f"{'catsim (100 pupils)':<22} {catsim['seconds']:8.2f} s per 1,000 sittings   RMSE {catsim['rmse']:.4f}")
    found = _quality() | _speed(rounds)
    return _judge(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sessions", type=int, default=300, help="sittings per round, one by one (at most 1,000)")
    parser.add_argument("--engine", choices=sorted(ENGINES), help=argparse.SUPPRESS)
    return parser.parse_known_args()[0]


def _run_engine(name: str, sessions: int) -> int:
    with contextlib.redirect_stdout(io.StringIO()):
        result = ENGINES[name](sessions)
    steps = result.pop("steps", None)
    if steps:
        result |= {f"p{part}": float(np.percentile(steps, part)) * 1000 for part in (50, 95, 99)}
    print(json.dumps(result | {"memory": data.peak_mib(), "load": os.getloadavg()[0]}))
    return 0


def _round(sessions: int) -> dict[str, Result]:
    found = {}
    for name in ("ours_steps", "mirt_steps", "ours_batch", "mirt_batch"):
        found[name] = data.run_apart("bench.adaptive", "--engine", name, "--sessions", str(sessions))
        print(f"{name:<12} {_line(found[name])}", flush=True)
    return found


def _line(result: Result) -> str:
    timed = (
        f"step p50 {result['p50']:.4f} p95 {result['p95']:.4f} p99 {result['p99']:.4f} ms"
        if "p50" in result
        else f"{result['seconds']:.3f} s for 1,000 sittings"
    )
    return f"{timed:<52} {_figures(result)}   {result['memory']:.0f} MiB   load {result['load']:.1f}"


def _figures(result: Result) -> str:
    exposed = f"exposure {result['exposure']:.3f} overlap {result['overlap']:.3f} unused {result['unused']:.0f}"
    return f"RMSE {result['rmse']:.4f} {exposed}"


def _quality() -> Result:
    found = data.run_apart("bench.adaptive", "--engine", "ours_quality")
    for name in ("plain", "controlled", "unpriced"):
        print(f"{name:<12} {_figures(found[name])}")
    plain, kept = found["plain"], found["controlled"]
    print(f"expected cost of control, by posterior error over 5,000 other pupils: {found['expected']:.1%}")
    print(f"least cost of control if every ability were known beforehand: {found['floor']:.1%}")
    return {
        "rmse": abs(plain["rmse"] - EXACT_RMSE),
        "exposure": kept["exposure"],
        "overlap": kept["overlap"],
        "cost": kept["rmse"] / plain["rmse"] - 1,
    }


def _speed(rounds: list[dict[str, Result]]) -> Result:
    def ratio(ours: str, theirs: str, what: str) -> float:
        return statistics.median(found[ours][what] / found[theirs][what] for found in rounds)

    return {
        "step": ratio("ours_steps", "mirt_steps", "p99"),
        "batch": ratio("ours_batch", "mirt_batch", "seconds"),
        "memory": max(found[name]["memory"] for found in rounds for name in ("ours_steps", "ours_batch")),
    }


def _judge(found: Result) -> int:
    missed = [name for name, bar in BARS.items() if found[name] > bar]
    for name, bar in BARS.items():
        print(f"{name:<10} {found[name]:8.4f}   at most {bar:<6} {'MISSED' if name in missed else 'met'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
