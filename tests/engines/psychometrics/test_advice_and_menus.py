"""The promises of the menu: broad for everybody, the same for the same answers, and without a number for a child."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.psychometrics import Breadth, InterestProfile, Menu, ProgrammeProfiles, advise, menu
from vakwerk.engines.psychometrics.advice import (
    Advice,
    balanced_standard,
    best_set_size,
    standard_pupil,
)
from vakwerk.engines.psychometrics.fit import combined_fit
from vakwerk.engines.psychometrics.overlap import form_overlap, jaccard, simulate_answers

from .makers import DOMAINS, FINALITIES, items, profile, programmes

WORLD = programmes(60)
MEANS = st.lists(st.floats(1, 5), min_size=6, max_size=6)
SEEDS = st.integers(0, 2**32)


@settings(deadline=None)
@given(MEANS, st.floats(0.05, 1.2), SEEDS)
def test_every_menu_spans_all_finalities_and_four_domains(means: list[float], se: float, seed: int) -> None:
    shown = menu(advise(profile(means, se), WORLD, seed=seed, draws=100))
    assert shown.finalities == set(FINALITIES)
    assert len(shown.domains) >= 4
    assert all(sum(entry.finality == finality for entry in shown.entries) >= 2 for finality in FINALITIES)
    assert 8 <= len(shown.entries) <= 24
    assert len({entry.key for entry in shown.entries}) == len(shown.entries)


@pytest.mark.parametrize("means", [[3] * 6, [5] * 6, [1] * 6])
def test_a_flat_profile_gets_a_broad_menu_and_no_clear_advice(means: list[float]) -> None:
    shown = menu(advise(profile(means), WORLD, seed=3))
    assert shown.group("clear") == ()
    assert shown.finalities == set(FINALITIES)
    assert len(shown.domains) >= 4


@settings(deadline=None, max_examples=25)
@given(MEANS, SEEDS, st.permutations(range(60)))
def test_the_order_of_programmes_changes_nothing(means: list[float], seed: int, order: list[int]) -> None:
    one, other = (menu(advise(profile(means), world, seed=seed)) for world in (WORLD, programmes(60, order=order)))
    assert one == other


@settings(deadline=None, max_examples=25)
@given(MEANS, SEEDS)
def test_the_same_seed_gives_the_same_menu(means: list[float], seed: int) -> None:
    first, again = (menu(advise(profile(means), programmes(60), seed=seed)) for _ in range(2))
    assert first == again


def test_a_menu_has_no_number_to_show_a_child() -> None:
    shown = menu(advise(profile([5, 2, 2, 4, 3, 1]), WORLD, seed=1))
    assert not [value for value in leaves(shown) if isinstance(value, int | float) and not isinstance(value, bool)]
    assert not any(character.isdigit() for row in shown.as_list() for character in stripped(row))


def leaves(value: object) -> Iterator[object]:
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def stripped(row: dict[str, object]) -> str:
    return json.dumps({name: value for name, value in row.items() if name not in {"key", "alike"}})


def test_entries_of_a_group_stand_in_order_of_key_and_not_of_fit() -> None:
    shown = menu(advise(profile([5, 2, 2, 4, 3, 1]), WORLD, seed=1))
    assert [entry.key for entry in shown.entries] == sorted(entry.key for entry in shown.entries)


def test_who_shares_the_whole_profile_is_in_the_best_set_and_the_opposite_is_not() -> None:
    advice = advise(pupil_like(0), WORLD, seed=1)
    fits = [combined_fit(standard_pupil(advice.profile), row) for row in WORLD.standardised()]
    assert advice.chance[int(np.argmax(fits))] > 0.8
    assert advice.chance[int(np.argmin(fits))] < 0.01


def pupil_like(index: int) -> InterestProfile:
    return profile(list(3 + 0.8 * WORLD.standardised()[index]), se=0.15)


def test_drawn_fits_are_the_documented_fit() -> None:
    """Without uncertainty every draw is the profile itself."""
    exact = programmes(30, se=0.0)
    advice = advise(profile([5, 2, 1, 4, 3, 2], se=0.0), exact, seed=1, draws=3)
    wanted = [combined_fit(standard_pupil(advice.profile), row) for row in exact.standardised()]
    np.testing.assert_allclose(advice.fit, wanted, atol=1e-5)
    np.testing.assert_allclose(advice.fit_sd, 0, atol=1e-6)


def test_more_doubt_about_the_pupil_spreads_the_chances() -> None:
    sure, unsure = (advise(profile([5, 2, 1, 4, 3, 2], se), WORLD, seed=1) for se in (0.1, 1.0))
    assert unsure.chance.max() < sure.chance.max()
    assert (unsure.chance > 0).sum() > (sure.chance > 0).sum()


def test_surprising_is_no_domain_that_fits_clearly() -> None:
    advice = advise(profile([5, 2, 2, 4, 3, 1], 0.4), WORLD, seed=1)
    shown = menu(advice)
    assert shown.group("surprising")
    clear = {entry.domain for entry in shown.group("clear")}
    assert not clear & {entry.domain for entry in shown.group("surprising")}


def test_a_missing_finality_is_sought_in_a_domain_that_fits() -> None:
    """All that fits is practical; what is added for breadth is another finality of the same domain."""
    advice = advise(profile([5, 2, 2, 2, 2, 3]), crowd(20), seed=1)
    practical = replace(
        advice.programmes,
        finalities=tuple(
            f if d == "stem" else "DO"
            for f, d in zip(advice.programmes.finalities, advice.programmes.domains, strict=True)
        ),
    )
    shown = menu(
        replace(advice, programmes=practical),
        Breadth(clear=1, maybe=0, surprising=0, per_finality=1, domains=1, least=1),
    )
    assert {entry.domain for entry in shown.entries} == {"stem"}
    assert shown.finalities == set(FINALITIES)


def test_reasons_are_types_that_pupil_and_programme_share() -> None:
    advice = advise(profile([5, 2, 2, 4, 2, 2]), WORLD, seed=1)
    shown = menu(advice)
    assert {kind for entry in shown.entries for kind in entry.because} <= {"R", "S"}
    assert any(entry.because for entry in shown.group("clear"))


def test_nobody_is_told_to_like_what_they_only_dislike_less() -> None:
    shown = menu(advise(profile([2.8, 1.2, 1.2, 1.2, 1.2, 1.2]), WORLD, seed=1))
    assert not any(entry.because for entry in shown.entries)


def test_programmes_that_hardly_differ_take_turns_over_pupils() -> None:
    """Forty twins in one domain: no single one may stand on every menu, and those left out are named as alike."""
    twins = crowd(40)
    menus = [menu(advise(profile([5, 2, 2, 2, 2, 3]), twins, seed=seed)) for seed in range(40)]
    shown = [{entry.key for entry in one.entries if entry.domain == "stem"} for one in menus]
    assert len(set.union(*shown)) > 30
    assert all(entry.alike for one in menus for entry in one.group("clear") if entry.domain == "stem")
    assert not any(set(entry.alike) & {e.key for e in one.entries} for one in menus for entry in one.entries)


def crowd(twins: int) -> ProgrammeProfiles:
    rng = np.random.default_rng(2)
    mean = np.vstack(
        [np.tile([7.0, 2, 1, 1, 1, 4], (twins, 1)) + rng.normal(0, 0.05, (twins, 6)), rng.uniform(1, 7, (20, 6))]
    )
    domains = ["stem"] * twins + [DOMAINS[1 + i % 6] for i in range(20)]
    return ProgrammeProfiles(
        tuple(f"G-{i:03d}" for i in range(twins + 20)),
        mean,
        np.full(mean.shape, 0.3),
        tuple(FINALITIES[i % 3] for i in range(twins + 20)),
        tuple(domains),
        balanced_standard(mean, domains),
    )


def test_a_short_list_is_shown_as_far_as_it_goes() -> None:
    shown = menu(advise(profile([5, 2, 2, 4, 3, 1]), programmes(5), seed=1))
    assert len(shown.entries) == 5


@pytest.mark.parametrize(("n", "size"), [(1, 1), (3, 1), (6, 2), (13, 3), (23, 5), (40, 8), (600, 12)])
def test_the_best_set_is_a_documented_part_of_the_list(n: int, size: int) -> None:
    assert best_set_size(n) == size


def test_advice_needs_programmes_and_draws() -> None:
    with pytest.raises(ValueError, match="at least one"):
        advise(profile([3] * 6), empty(), seed=1)
    with pytest.raises(ValueError, match="at least one"):
        advise(profile([3] * 6), WORLD, seed=1, draws=0)


def empty() -> ProgrammeProfiles:
    return ProgrammeProfiles((), np.zeros((0, 6)), np.zeros((0, 6)), (), (), WORLD.standard)


@pytest.mark.parametrize(
    "wrong",
    [
        {"keys": ("G-1", "G-1")},
        {"mean": np.zeros((2, 5))},
        {"se": np.full((2, 6), -1.0)},
        {"domains": ("stem",)},
    ],
)
def test_programme_profiles_that_do_not_belong_together_are_refused(wrong: dict[str, object]) -> None:
    right = {
        "keys": ("G-1", "G-2"),
        "mean": np.ones((2, 6)),
        "se": np.ones((2, 6)),
        "finalities": ("A", "DU"),
        "domains": ("stem", "art"),
        "standard": WORLD.standard,
    }
    with pytest.raises(ValueError):
        ProgrammeProfiles(**(right | wrong))  # type: ignore[arg-type]


def test_many_programmes_of_one_domain_do_not_become_the_normal_case() -> None:
    mean = np.array([[6.0] * 6] * 90 + [[2.0] * 6] * 10)
    np.testing.assert_allclose(balanced_standard(mean, ["stem"] * 90 + ["art"] * 10).middle, 4.0)


def test_600_programmes_take_less_than_10_ms() -> None:
    """Best of 20, so that other work on the machine does not fail it; `make bench` reports the usual time."""
    large = programmes(600)
    advise(profile([5, 2, 2, 4, 3, 1]), large, seed=1)
    times = []
    for seed in range(20):
        start = time.perf_counter()
        advise(profile([5, 2, 2, 4, 3, 1]), large, seed=seed)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.010


def test_two_halves_of_the_questionnaire_mostly_lead_to_overlapping_menus() -> None:
    levels = np.clip(3 + np.random.default_rng(3).normal(0, 0.9, (30, 6)), 1, 5)
    precise = form_overlap(levels, items(40), WORLD, seed=1, answer_sd=0.6)
    coarse = form_overlap(levels, items(6), WORLD, seed=1, answer_sd=1.6)
    assert precise.shape == (30,)
    assert ((precise >= 0) & (precise <= 1)).all()
    assert precise.mean() > coarse.mean()


def test_simulated_answers_follow_the_levels() -> None:
    answers = simulate_answers(np.array([5, 1, 3, 3, 3, 3.0]), items(), seed=2)
    by_type = {kind: np.mean([value for item, value in answers.items() if item[0] == kind]) for kind in "RI"}
    assert by_type["R"] > 4 > 2 > by_type["I"]


def test_jaccard() -> None:
    assert jaccard(frozenset("abc"), frozenset("bcd")) == 0.5
    assert jaccard(frozenset(), frozenset()) == 1.0


def test_advice_and_menu_are_different_types_so_that_no_page_mixes_them_up() -> None:
    assert not {field.name for field in fields(Menu)} & {field.name for field in fields(Advice)}
