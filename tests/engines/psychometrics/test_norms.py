"""Norms: a percentile holds what its interval promises, and there is none where there is nothing to compare with."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm, skewnorm

from vakwerk.engines.psychometrics import scoring, simulate_responses
from vakwerk.engines.psychometrics.items import Items, Population
from vakwerk.engines.psychometrics.norm_fitting import SKEW_LIMIT, Likelihood, Sample, normal_place
from vakwerk.engines.psychometrics.norms import NoNorms, Norms, PercentileInterval, fit_norms, unshrunken
from vakwerk.engines.psychometrics.weighting import Weights, rake

YEAR = 2026


def sample(count: int = 1500, seed: int = 1, b_share: float = 0.4) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    stream = rng.choice(["A", "B"], count, p=[1 - b_share, b_share])
    age = rng.uniform(11.5, 14.5, count)
    mean, sd = np.where(stream == "A", 0.3, -0.6) + 0.3 * (age - 13), np.where(stream == "A", 0.9, 1.1)
    true, se = mean + sd * rng.standard_normal(count), rng.uniform(0.2, 0.5, count)
    return {"stream": stream, "age": age, "se": se, "z": (true - mean) / sd, "score": true + rng.normal(0, se)}


def fitted(rows: dict[str, np.ndarray], **options: object) -> Norms | NoNorms:
    return fit_norms(
        rows["score"], rows["age"], rows["stream"].tolist(), se=rows["se"], year=YEAR, **options  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture(scope="module")
def norms() -> Norms:
    found = fitted(sample())
    assert isinstance(found, Norms)
    return found


def test_the_interval_holds_the_true_percentile_in_95_of_100_cases() -> None:
    """Twelve small norm samples, so that their own error counts; `python -m tools.simulate_norms` does it at length."""
    hits = []
    for seed in range(12):
        norms, probes = fitted(sample(700, seed), degree=1, least=100), sample(150, 1000 + seed)
        assert isinstance(norms, Norms)
        for score, se, age, stream, z in zip(
            *(probes[name] for name in ("score", "se", "age", "stream", "z")), strict=True
        ):
            found = norms.percentile(score, se, age, stream, in_year=YEAR)
            if isinstance(found, PercentileInterval):
                hits.append(found.low <= 50 * (1 + math.erf(z / math.sqrt(2))) <= found.high)
    assert len(hits) > 1700
    assert 0.93 <= np.mean(hits) <= 0.97


def test_norms_find_the_population_behind_scores_with_errors(norms: Norms) -> None:
    for stream, mean, sd in (("A", 0.3, 0.9), ("B", -0.6, 1.1)):
        found = norms.distribution(13, stream)
        assert found[0] == pytest.approx(mean, abs=0.12)
        assert found[1] == pytest.approx(sd, abs=0.08)
    assert not norms.skewed
    assert norms.distribution(14, "A")[0] - norms.distribution(12, "A")[0] == pytest.approx(0.6, abs=0.15)


def test_a_small_norm_sample_widens_the_interval() -> None:
    large, small = (fitted(sample(count), degree=1, least=50) for count in (4000, 250))
    wide, narrow = (norms.percentile(0.5, 0.3, 13, "B", in_year=YEAR) for norms in (small, large))
    assert isinstance(wide, PercentileInterval)
    assert isinstance(narrow, PercentileInterval)
    assert wide.high - wide.low > narrow.high - narrow.low
    assert wide.score_share < narrow.score_share < 1


def test_an_exact_score_still_has_the_error_of_the_norms(norms: Norms) -> None:
    found = norms.percentile(0.3, 0.0, 13, "A", in_year=YEAR)
    assert isinstance(found, PercentileInterval)
    assert found.low < found.percentile < found.high
    assert found.score_share == 0
    assert found.percentile == pytest.approx(50, abs=6)


def test_a_child_of_the_b_stream_is_never_held_against_the_a_stream() -> None:
    only_a = fitted(sample(600, b_share=0.0))
    few_b = fitted(sample(1500, b_share=0.05))
    assert isinstance(only_a, Norms)
    assert isinstance(few_b, Norms)
    assert only_a.percentile(0, 0.3, 13, "B", in_year=YEAR).reason == "no_such_stream"  # type: ignore[union-attr]
    assert few_b.percentile(0, 0.3, 13, "B", in_year=YEAR).reason == "too_few"  # type: ignore[union-attr]
    assert set(few_b.refused) == {"B"}


@pytest.mark.parametrize(
    ("at", "se", "year", "reason"),
    [(10, 0.3, YEAR, "outside_range"), (13, math.nan, YEAR, "no_score"), (13, 0.3, YEAR + 16, "outdated")],
)
def test_no_norms_is_an_answer_with_a_reason(norms: Norms, at: float, se: float, year: int, reason: str) -> None:
    found = norms.percentile(0, se, at, "A", in_year=year)
    assert isinstance(found, NoNorms)
    assert found.reason == reason
    assert found.detail
    assert found.percentile(0, 0.3, 13, "A", in_year=YEAR) is found


def test_too_few_pupils_give_no_norms_at_all() -> None:
    found = fitted(sample(200))
    assert isinstance(found, NoNorms)
    assert found.reason == "too_few"
    nobody = fit_norms([], [], [], year=YEAR)
    assert isinstance(nobody, NoNorms)
    assert nobody.reason == "no_sample"


def test_rows_without_a_value_are_left_out_and_counted() -> None:
    rows = sample(800)
    rows["score"][:3], rows["age"][2:7] = np.nan, np.nan
    rows["stream"][700] = ""
    found = fitted(rows, least=100)
    assert isinstance(found, Norms)
    assert found.left_out == {"score": 3, "age or grade": 5, "stream": 1, "standard error": 0, "weight": 0}
    assert found.pupils.sum() == 800 - 8


def test_skewed_abilities_get_skewed_norms() -> None:
    rng = np.random.default_rng(2)
    shape = 4.0
    mean, variance = skewnorm.stats(shape)
    z = (skewnorm.rvs(shape, size=2000, random_state=rng) - mean) / np.sqrt(variance)
    found = fit_norms(z + rng.normal(0, 0.3, 2000), rng.integers(1, 3, 2000), ["A"] * 2000, se=0.3, by="grade", year=1)
    assert isinstance(found, Norms)
    assert found.skewed
    assert found.degree == 1
    assert found.distribution(1, "A")[2] == pytest.approx(float(skewnorm.stats(shape, moments="s")), abs=0.15)
    for place in (-1.2, 0.0, 1.8):
        want = 100 * skewnorm.cdf(mean + place * np.sqrt(variance), shape)
        got = found.percentile(place, 0.2, 1.5, "A", in_year=1)
        assert isinstance(got, PercentileInterval)
        assert got.percentile == pytest.approx(want, abs=4)


def test_the_place_in_a_skew_normal_is_that_of_its_distribution_function() -> None:
    """Against scipy's skew normal, in its own parameters: shape 2, location 0, scale 1."""
    delta = 2 / math.sqrt(5)
    mean, sd = delta * math.sqrt(2 / math.pi), math.sqrt(1 - 2 * delta**2 / math.pi)
    z = normal_place(0.7, mean, sd, float(skewnorm.stats(2, moments="s")))
    assert 0.5 * (1 + math.erf(z / math.sqrt(2))) == pytest.approx(skewnorm.cdf(0.7, 2), abs=1e-9)


def test_norms_keep_their_numbers_in_json(norms: Norms) -> None:
    again = Norms.from_json(norms.to_json())
    assert again == norms
    place = norms.percentile(0.4, 0.3, 12.5, "B", in_year=YEAR)
    assert again.percentile(0.4, 0.3, 12.5, "B", in_year=YEAR) == place
    assert PercentileInterval.from_json(place.to_json()) == place


def test_one_age_gives_norms_without_a_slope() -> None:
    rows = sample(600)
    rows["age"][:] = 12
    found = fitted(rows, least=100)
    assert isinstance(found, Norms)
    assert found.degree == 0
    assert isinstance(found.percentile(0, 0.2, 12, "A", in_year=YEAR), PercentileInterval)
    with pytest.raises(ValueError, match="needs more than 1"):
        fitted(rows, least=100, degree=1)


def test_scores_that_the_prior_pulled_in_are_let_out_again() -> None:
    """By hand: score 1.2 with error 0.5 under N(0.1, 0.8^2) has posterior precision 4 + 1.5625."""
    precision = 4 + 1 / 0.64
    eap, sd = (4 * 1.2 + 0.1 / 0.64) / precision, 1 / math.sqrt(precision)
    score, se = unshrunken([eap], [sd], Population(0.1, 0.8))
    assert score[0] == pytest.approx(1.2)
    assert se[0] == pytest.approx(0.5)


@pytest.mark.parametrize("length", [20, 60])
def test_from_answers_to_norms_the_spread_of_ability_is_found(length: int) -> None:
    """By EAP with its prior, not that of the group, taken out. Plain WLE finds a spread that is 0.1 too small."""
    rng = np.random.default_rng(length)
    items = Items.two_pl(rng.lognormal(0.2, 0.3, length), rng.normal(0, 1, length))
    theta = 0.3 + 0.9 * rng.standard_normal(3000)
    scores = scoring.score(items, simulate_responses(items, theta, seed=length), "eap")
    values, errors = unshrunken(scores.theta, scores.se)
    found = fit_norms(values, rng.uniform(12, 15, 3000), ["A"] * 3000, se=errors, year=YEAR)
    assert isinstance(found, Norms)
    mean, sd, _ = found.distribution(13.5, "A")
    assert mean == pytest.approx(theta.mean(), abs=0.04)
    assert sd == pytest.approx(theta.std(), abs=0.04)


def test_weights_bring_every_margin_to_the_population() -> None:
    rng = np.random.default_rng(1)
    stream, network = rng.choice(["A", "B"], 500, p=[0.9, 0.1]).tolist(), rng.choice(["free", "GO!"], 500).tolist()
    wanted = {"stream": {"A": 0.7, "B": 0.3}, "network": {"free": 700, "GO!": 300}}
    found = rake({"stream": stream, "network": network}, wanted)
    assert found.converged
    assert found.weights[np.array(stream) == "B"].sum() / 500 == pytest.approx(0.3)
    assert found.weights[np.array(network) == "GO!"].sum() / 500 == pytest.approx(0.3)
    assert found.effective < 500
    assert Weights.from_json(found.to_json()) == found


def test_who_has_no_known_stream_stays_in_and_is_counted() -> None:
    found = rake({"stream": ["A"] * 8 + ["B"] * 2 + [""] * 5}, {"stream": {"A": 0.5, "B": 0.5}})
    assert found.missing == {"stream": 5}
    assert len(found.weights) == 15
    np.testing.assert_allclose(found.weights[10:], 1.0)
    assert found.weights[:8].sum() == pytest.approx(found.weights[8:10].sum())


@pytest.mark.parametrize("shares", [{"A": 1.0}, {"A": 0.5, "B": 0.4, "primary": 0.1}])
def test_a_group_on_one_side_only_gets_no_weight_in_silence(shares: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="one side only"):
        rake({"stream": ["A", "B"]}, {"stream": shares})


def test_weights_move_the_norms_to_the_population() -> None:
    """Girls score half a point higher and are three of four in the sample; in the population half."""
    rng = np.random.default_rng(5)
    girl = rng.random(2000) < 0.75
    score = np.where(girl, 0.5, 0.0) + rng.standard_normal(2000)
    weights = rake({"gender": np.where(girl, "f", "m").tolist()}, {"gender": {"f": 1, "m": 1}}).weights
    plain, weighted = (
        fit_norms(score, np.full(2000, 12.0), ["A"] * 2000, weights=w, year=YEAR) for w in (1.0, weights)
    )
    assert isinstance(plain, Norms)
    assert isinstance(weighted, Norms)
    assert plain.distribution(12, "A")[0] == pytest.approx(0.375, abs=0.07)
    assert weighted.distribution(12, "A")[0] == pytest.approx(0.25, abs=0.07)
    assert weighted.weighted


@pytest.mark.parametrize("wrong", [{"se": -1.0}, {"weights": -1.0}])
def test_negative_errors_and_weights_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="negative"):
        fit_norms([0.0], [12.0], ["A"], year=YEAR, **wrong)  # type: ignore[arg-type]


def test_one_score_one_age_one_stream() -> None:
    with pytest.raises(ValueError, match="per pupil"):
        fit_norms([0.0, 1.0], [12.0], ["A"], year=YEAR)


def test_the_order_of_pupils_changes_nothing_and_nobody_s_data_are_touched() -> None:
    rows = sample(600)
    order = np.random.default_rng(1).permutation(600)
    kept = {name: values.copy() for name, values in rows.items()}
    one, other = fitted(rows, least=100), fitted({name: values[order] for name, values in rows.items()}, least=100)
    assert isinstance(one, Norms)
    assert isinstance(other, Norms)
    np.testing.assert_allclose(one.coefficients, other.coefficients, atol=1e-4)
    assert all((rows[name] == kept[name]).all() for name in rows)
    streams = rows["stream"].tolist()
    weights, turned = (rake({"stream": names}, {"stream": {"A": 1, "B": 1}}).weights
                       for names in (streams, [streams[place] for place in order]))  # fmt: skip
    np.testing.assert_allclose(weights[order], turned)


@pytest.mark.parametrize(("theta", "se"), [(np.zeros(400), 0.0), (np.linspace(-0.2, 0.2, 400), 0.5)])
def test_scores_that_differ_by_chance_only_give_no_norms(theta: np.ndarray, se: float) -> None:
    found = fit_norms(theta, np.full(400, 12.0), ["A"] * 400, se=se, year=YEAR)
    assert isinstance(found, NoNorms)
    assert found.reason == "no_spread"


def test_pupils_without_weight_are_nobody() -> None:
    found = fit_norms(np.arange(400.0), np.full(400, 12.0), ["A"] * 400, weights=0.0, year=YEAR)
    assert isinstance(found, NoNorms)
    assert found.reason == "too_few"


def test_whole_classes_say_less_than_as_many_pupils_from_everywhere() -> None:
    """Fifty classes of twenty that differ by half a spread: the mean is known as well as 50 class means tell it."""
    rng = np.random.default_rng(3)
    room = np.repeat(np.arange(50), 20)
    score = 0.5 * rng.standard_normal(50)[room] + rng.standard_normal(1000)
    ages, streams = np.full(1000, 12.0), ["A"] * 1000
    loose, tight = (
        fit_norms(score, ages, streams, year=YEAR, clusters=names) for names in ((), [f"class {n}" for n in room])
    )
    assert isinstance(loose, Norms)
    assert isinstance(tight, Norms)
    assert (loose.clusters, tight.clusters) == (0, 50)
    means = score.reshape(50, 20).mean(axis=1)
    assert math.sqrt(tight.covariance[0, 0]) == pytest.approx(means.std(ddof=1) / math.sqrt(50), rel=0.01)
    assert math.sqrt(loose.covariance[0, 0]) == pytest.approx(score.std() / math.sqrt(1000), rel=0.01)


def test_who_has_no_class_stands_alone() -> None:
    rows = sample(600)
    assert isinstance(found := fitted(rows, least=100, clusters=["one", "one", *[""] * 598]), Norms)
    assert found.clusters == 599
    with pytest.raises(ValueError, match="class or school"):
        fitted(rows, clusters=["one"])


def test_the_likelihood_of_a_score_is_ability_and_error_folded_together() -> None:
    """Against the integral of scipy's skew normal times the error, point by point."""
    mean, sd, skewness = 0.4, 1.2, 0.7
    ratio = (2 * skewness / (4 - math.pi)) ** (1 / 3)
    shift = ratio / math.sqrt(1 + ratio**2)
    delta, width = shift * math.sqrt(math.pi / 2), sd / math.sqrt(1 - shift**2)
    ability = skewnorm(delta / math.sqrt(1 - delta**2), mean - width * shift, width)
    scores, se, one = np.array([-1.5, 0.3, 2.8]), 0.9, np.ones((3, 1))
    rows = Sample(scores, one[:, 0], np.array(["A"] * 3), se * one[:, 0], one[:, 0], np.arange(3))
    found = Likelihood(rows, one, one, skewed=True).rows(
        np.array([mean, math.log(sd), math.atanh(skewness / SKEW_LIMIT)])
    )
    wanted = [quad(lambda t, x=x: ability.pdf(t) * norm.pdf(x, t, se), -9, 9)[0] for x in scores]
    np.testing.assert_allclose(np.exp(found), wanted, rtol=1e-6)
