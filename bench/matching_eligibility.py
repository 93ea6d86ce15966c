"""Who may go where, beside the bare KD-tree query: `python -m bench.matching_eligibility [--only p100k]`.

The bare query (`bench.matching_gen.eligible`) finds the nearest recognised places and their distance, nothing more.
Ours also turns distance into minutes, applies every rule of a dual round (recognition and period by date, mentors, age,
region, seats), sorts the pairs by pupil and can say of every other pair which rule excluded it. In turns, best of the
rounds. Then single workplaces change, and pupils ask why.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench.matching import FOLDER, arrays
from bench.matching_gen import eligible
from vakwerk.engines.matching.eligibility import Eligibility, Estimate, Mentors, Options, Places, Pupils, Rules

CHANGES, QUESTIONS, SEED = 400, 200, 1
DAY = np.datetime64("2026-09-01")
AIM_MS = 5.0


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def columns(made: dict[str, Any], cap_km: float) -> tuple[Pupils, Places, Mentors]:
    """The instance with dates, ages and a mentor for each place: most of them pass, as in life."""
    n, m, r, rng = int(made["n"]), int(made["m"]), len(made["rec_w"]), np.random.default_rng(SEED)
    none = np.zeros(1, dtype=np.int32)
    minutes = float(Estimate().minutes(none, none, np.array([cap_km]), np.zeros(1))[0])
    pupils = Pupils.of(
        made["plat"],
        made["plon"],
        made["prog"],
        most_minutes=np.full(n, minutes),
        birth=np.datetime64("2009-01-01") + rng.integers(0, 700, n),
        start=np.full(n, DAY),
        end=np.full(n, np.datetime64("2027-06-30")),
    )
    places = Places.of(
        made["wlat"],
        made["wlon"],
        made["seats"],
        made["rec_w"],
        made["rec_p"],
        recognised_from=np.full(r, np.datetime64("2023-09-01")),
        recognised_until=np.datetime64("2027-03-01") + rng.integers(0, 1500, r),
        end=np.where(rng.random(m) < 0.05, np.datetime64("2027-01-31"), np.datetime64("NaT")),
        mentor_place=np.arange(m),
        mentor=np.arange(m),
    )
    extract = np.where(rng.random(m) < 0.05, np.datetime64("2025-01-01"), np.datetime64("2026-03-01"))
    return pupils, places, Mentors.of(m, birth=np.full(m, np.datetime64("1980-01-01")), extract=extract)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="p100k")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    arrays(chosen.only)  # makes it when it is not there yet
    with np.load(FOLDER / f"{chosen.only}.npz") as kept:
        made = dict(kept)
    k, cap_km, programmes = int(made["k"]), float(made["cap_km"]), int(made["programmes"])
    pupils, places, mentors = columns(made, cap_km)
    names = ("plat", "plon", "prog", "wlat", "wlon", "rec_w", "rec_p")
    limits: Any = (k, cap_km, programmes)
    options, bare, plain, ours = Options(nearest=k, day=DAY), list[float](), list[float](), list[float]()
    without = Rules.standard("internship").changed("H16", on=False)

    def query() -> object:
        return eligible(*(made[name] for name in names), *limits)  # type: ignore[no-untyped-call]

    def graph(rules: Rules) -> Eligibility:
        return Eligibility(pupils, places, mentors=mentors, rules=rules, options=options)

    query()
    for _round in range(chosen.rounds):
        bare.append(timed(query)[0])
        plain.append(timed(lambda: graph(without))[0])
        ours.append(timed(lambda: graph(Rules.standard("dual")))[0])
    found = graph(Rules.standard("dual"))
    print(f"{chosen.only}: {len(pupils)} pupils, {len(places)} places, {len(found.place)} pairs after all rules")
    print(f"bare query {min(bare):.2f} s · no rules {min(plain):.2f} s · all rules {min(ours):.2f} s")
    print(f"  = {min(plain) / min(bare):.2f} and {min(ours) / min(bare):.2f} x the bare query")
    changed(found)
    spent, _counts = timed(lambda: [found.counts(pupil) for pupil in range(QUESTIONS)])
    print(f"which rule excludes which place: {1000 * spent / QUESTIONS:.2f} ms a pupil")


def changed(found: Eligibility) -> None:
    rng, spent = np.random.default_rng(SEED), []
    for place in rng.integers(0, len(found.places), CHANGES).tolist():
        for is_open in (False, True):
            start = time.perf_counter()
            found.update(place, found.places.with_place(place, open=is_open))
            spent.append(time.perf_counter() - start)
    milliseconds = 1000 * np.array(spent)
    middle, late = np.percentile(milliseconds, [50, 99])
    print(f"one workplace left out or back: median {middle:.1f} ms, p99 {late:.1f} ms (aim {AIM_MS:.0f} ms)")


if __name__ == "__main__":
    main()
