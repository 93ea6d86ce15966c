"""Which programmes reach a menu when pupils differ at random? Figures for docs/measurement.md.

    python -m tools.simulate_menus [PUPILS]

Every simulated pupil has true levels (own general level N(3, 0.5), six types N(0, 0.8) around it), answers the 60
activities, and gets a menu for the 2nd grade, the 3rd grade and the basic options of each stream. Nothing here says
that real pupils are like this: it shows what the engine itself favours before any child has answered.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Hashable

import numpy as np

from vakwerk.engines.psychometrics import advise, check, estimate_interests, menu
from vakwerk.engines.psychometrics.advice import ProgrammeProfiles
from vakwerk.engines.psychometrics.menus import Menu, MenuEntry
from vakwerk.engines.psychometrics.overlap import form_overlap, simulate_answers
from vakwerk.talent.bank import bank
from vakwerk.talent.profiles import ProgrammeProfile, all_profiles, profiles_for

SEED = 2026


def choice(pick: Callable[[ProgrammeProfile], bool]) -> ProgrammeProfiles:
    return profiles_for([number for number, row in all_profiles().items() if pick(row)])


CHOICES = {
    "2nd grade": lambda row: row.grade == 2 and row.kind in {"standard", "dual_only"},
    "3rd grade": lambda row: row.grade == 3 and row.kind == "standard",
    "2A": lambda row: row.kind == "basic_option" and row.stream in {"A", ""},
    "2B": lambda row: row.kind == "basic_option" and row.stream in {"B", ""},
}


SAME: dict[str, Callable[[MenuEntry], Hashable]] = {
    "programme": lambda entry: entry.key,
    "domain and finality": lambda entry: (entry.domain, entry.finality),
    "domain": lambda entry: entry.domain,
}


def true_levels(pupils: int) -> np.ndarray:
    rng = np.random.default_rng(SEED)
    return np.clip(3 + rng.normal(0, 0.5, (pupils, 1)) + rng.normal(0, 0.8, (pupils, 6)), 1, 5)


def expected_answers(levels: np.ndarray) -> np.ndarray:
    """What somebody with these levels answers on average: rounding and the ends of the scale pull it to the middle."""
    noise = np.random.default_rng(SEED).normal(0, 1.1, 4000)
    return np.array([np.clip(np.round(level + noise), 1, 5).mean() for level in levels.ravel()]).reshape(levels.shape)


def shares(menus: list[Menu], what: str, reason: str | None) -> str:
    """Share of menus with at least one entry of that kind; with `reason="fit"` leaving out what breadth added."""
    counts = Counter(
        name
        for one in menus
        for name in {getattr(entry, what) for entry in one.entries if reason in (None, entry.reason)}
    )
    return ", ".join(f"{name or '-'} {100 * count / len(menus):.0f} %" for name, count in counts.most_common())


def report(name: str, programmes: ProgrammeProfiles, menus: list[Menu]) -> None:
    print(f"\n{name}: {len(programmes.keys)} programmes")
    groups = {group: np.mean([len(one.group(group)) for one in menus]) for group in ("clear", "maybe", "surprising")}
    breadth = np.mean([sum(entry.reason == "breadth" for entry in one.entries) for one in menus])
    print("  mean size", {key: f"{size:.1f}" for key, size in groups.items()}, f"for breadth {breadth:.1f}")
    entries = Counter(entry.finality for one in menus for entry in one.entries)
    print(
        "  entries by finality:", {key or "-": f"{100 * n / entries.total():.0f} %" for key, n in entries.most_common()}
    )
    print("  finality by fit:", shares(menus, "finality", "fit"))
    print("  domain by fit:  ", shares(menus, "domain", "fit"))
    print("  domain in all:  ", shares(menus, "domain", None))
    keys = Counter(entry.key for one in menus for entry in one.entries)
    titles = all_profiles()
    print(
        "  most shown:",
        "; ".join(f"{titles[key].title} {100 * n / len(menus):.0f} %" for key, n in keys.most_common(8)),
    )
    print(
        "  least shown:",
        "; ".join(f"{titles[key].title} {100 * n / len(menus):.1f} %" for key, n in keys.most_common()[-4:]),
    )
    never = [titles[key].title for key in programmes.keys if not keys[key]]
    print(f"  never shown: {len(never)}", "; ".join(never[:12]))


def main(pupils: int = 2000) -> None:
    levels, items = true_levels(pupils), bank().measured
    answers = [simulate_answers(level, items, seed=SEED + n) for n, level in enumerate(levels)]
    profiles = [estimate_interests(given, items) for given in answers]
    means, errors = (np.array([getattr(one, name) for one in profiles]) for name in ("means", "ses"))
    covered = np.abs(means - expected_answers(levels)) <= 1.96 * errors
    print(f"{pupils} pupils, 95 % interval covers {100 * covered.mean():.1f} %, mean se {errors.mean():.2f}")
    print("notices", Counter(code for given in answers for code in check(given, items).codes))
    for name, pick in CHOICES.items():
        programmes = choice(pick)
        report(name, programmes, [menu(advise(one, programmes, seed=SEED + n)) for n, one in enumerate(profiles)])
    print("\nparallel forms of 30, 2nd grade, Jaccard overlap of what fits")
    for name, by in SAME.items():
        overlap = form_overlap(levels[:300], items, choice(CHOICES["2nd grade"]), seed=SEED, by=by)
        low, high = np.quantile(overlap, [0.25, 0.75])
        print(f"  {name}: mean {overlap.mean():.2f}, quartiles {low:.2f} and {high:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
