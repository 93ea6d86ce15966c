"""Scores equal the published ones, the fast ways equal the plain formulas, and what cannot be scored says why."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, csr_matrix

from vakwerk.engines.psychometrics import (
    DataProblem,
    Items,
    Population,
    information,
    score,
    scoring,
    simulate_responses,
    sum_score_table,
)
from vakwerk.engines.psychometrics.curves import answer_slopes, curves
from vakwerk.engines.psychometrics.quadrature import grid
from vakwerk.engines.psychometrics.scoring import METHODS

from .published import (
    BANK_ANSWERS,
    BANK_I,
    BANK_ITEMS,
    BANK_P,
    GRADED_ANSWERS,
    GRADED_I,
    GRADED_ITEMS,
    LSAT7_ITEMS,
)

FOUR = [[0, 0, 0, 0, 0], [0, 0, 0, 0, 1], [0, 1, 1, 1, 1], [1, 1, 1, 1, 1]]
RNG = np.random.default_rng(11)
MODELS = {
    "rasch": Items.rasch(RNG.normal(0, 1, 8)),
    "2pl": Items.two_pl(np.exp(RNG.normal(0.2, 0.3, 8)), RNG.normal(0, 1, 8)),
    "3pl": Items.three_pl(np.exp(RNG.normal(0.2, 0.3, 8)), RNG.normal(0, 1, 8), 0.2),
    "grm": Items.graded(np.exp(RNG.normal(0.2, 0.3, 8)), np.sort(RNG.normal(0, 1, (8, 3)), axis=1)),
}


def plain_log_likelihood(items: Items, answers: list[int], theta: np.ndarray) -> np.ndarray:
    """The sum of ln P by the formulas of `Items`, an answer at a time: an independent slow twin."""
    chance = items.probabilities(theta)
    return sum(
        (np.log(chance[:, item, code]) for item, code in enumerate(answers) if code >= 0), start=np.zeros(len(theta))
    )


class TestPublished:
    def test_eap_of_lsat7(self) -> None:
        scores = score(LSAT7_ITEMS, FOUR)
        assert scores.theta == pytest.approx([-1.869783, -1.527258, 0.141150, 0.727185], abs=5e-6)
        assert scores.se == pytest.approx([0.692700, 0.673627, 0.741019, 0.800932], abs=5e-6)

    def test_map_of_lsat7(self) -> None:
        scores = score(LSAT7_ITEMS, FOUR, "map")
        assert scores.theta == pytest.approx([-1.816388, -1.494638, 0.058599, 0.638151], abs=5e-6)
        assert scores.se == pytest.approx([0.674990, 0.649608, 0.729584, 0.803533], abs=5e-5)

    def test_wle_of_lsat7(self) -> None:
        scores = score(LSAT7_ITEMS, FOUR, "wle")
        assert scores.theta == pytest.approx([-4.137072, -2.599833, -0.217280, 1.088187], abs=5e-6)
        assert scores.se == pytest.approx(information(LSAT7_ITEMS, scores.theta).se), "our error: 1 / sqrt(I)"

    def test_ml_of_lsat7(self) -> None:
        scores = score(LSAT7_ITEMS, FOUR, "ml")
        assert scores.theta[1:3] == pytest.approx([-3.124308, 0.127040], abs=5e-6)
        assert scores.se[1:3] == pytest.approx([1.382034, 1.095113], abs=1e-4)

    def test_sum_scores_of_lsat7_with_the_expected_numbers(self) -> None:
        table = sum_score_table(LSAT7_ITEMS)
        assert table.theta == pytest.approx([-1.870, -1.432, -0.949, -0.413, 0.152, 0.727], abs=5e-4)
        assert table.se == pytest.approx([0.693, 0.684, 0.694, 0.721, 0.759, 0.801], abs=5e-4)
        assert 1000 * table.share == pytest.approx([10.090, 44.659, 109.773, 207.738, 319.186, 308.554], abs=5e-4)
        scores = score(LSAT7_ITEMS, FOUR, "eapsum")
        assert scores.theta == pytest.approx(table.theta[[0, 1, 4, 5]])

    def test_the_six_item_bank(self) -> None:
        """With guessing and slipping: item 5 has an upper asymptote of .98."""
        at = curves(BANK_ITEMS, [0.3])
        assert at.chance[:, 1, 0] == pytest.approx(BANK_P, abs=1e-9)
        assert at.information[:, 0] == pytest.approx(BANK_I, abs=1e-9)
        for method, expected in {
            "ml": (0.304532876974, 0.880768974483),
            "map": (0.173644621358, 0.675121086336),
            "wle": (0.393845669406, 0.859839733972),
        }.items():
            scores = score(BANK_ITEMS, BANK_ANSWERS, method)  # type: ignore[arg-type]
            assert (scores.theta[0], scores.se[0]) == pytest.approx(expected, abs=1e-5)
        scores = score(BANK_ITEMS, BANK_ANSWERS, nodes=np.linspace(-4, 4, 33))
        assert (scores.theta[0], scores.se[0]) == pytest.approx((0.0757239500058, 0.707978844152), abs=1e-10)
        scores = score(BANK_ITEMS, BANK_ANSWERS, nodes=np.linspace(-6, 6, 241))
        assert scores.theta[0] == pytest.approx(0.0757196424752, abs=1e-10)

    def test_the_graded_bank(self) -> None:
        assert curves(GRADED_ITEMS, [0.5]).information[:, 0] == pytest.approx(GRADED_I, abs=1e-9)
        ml, wle = (score(GRADED_ITEMS, GRADED_ANSWERS, method) for method in ("ml", "wle"))  # type: ignore[arg-type]
        assert (ml.theta[0], ml.se[0]) == pytest.approx((1.24094824094, 0.839273089685), abs=2e-5)
        assert (wle.theta[0], wle.se[0]) == pytest.approx((1.18644660573, 0.835589416873), abs=1e-7)
        eap = score(GRADED_ITEMS, GRADED_ANSWERS, nodes=np.linspace(-4, 4, 33))
        assert (eap.theta[0], eap.se[0]) == pytest.approx((0.703648773622, 0.665361226255), abs=1e-10)


class TestAgainstThePlainFormula:
    @pytest.mark.parametrize("model", MODELS)
    def test_eap_is_the_mean_of_the_posterior(self, model: str) -> None:
        rng = np.random.default_rng(1)
        items, prior = MODELS[model], Population(0.3, 1.4)
        answers = simulate_responses(items, [-1, 0.5, 2], seed=4, seen=rng.random((3, 8)) < 0.7)
        scores, points = score(items, answers, population=prior), grid(prior, 241)
        for person, codes in enumerate(answers.tolist()):
            weight = points.weights * np.exp(plain_log_likelihood(items, codes, points.nodes))
            mean = weight @ points.nodes / weight.sum()
            assert scores.theta[person] == pytest.approx(mean, abs=1e-7)
            assert scores.se[person] ** 2 == pytest.approx(weight @ (points.nodes - mean) ** 2 / weight.sum(), abs=1e-7)

    @pytest.mark.parametrize("model", MODELS)
    def test_ml_and_map_are_the_highest_points_of_a_fine_grid(self, model: str) -> None:
        items, fine = MODELS[model], np.linspace(-8, 8, 16001)
        answers = simulate_responses(items, np.linspace(-1.5, 1.5, 12), seed=6)
        ml, peak = score(items, answers, "ml"), score(items, answers, "map")
        for person, codes in enumerate(answers.tolist()):
            height = plain_log_likelihood(items, codes, fine)
            if np.isfinite(ml.theta[person]) and abs(ml.theta[person]) < 8:
                assert ml.theta[person] == pytest.approx(fine[height.argmax()], abs=1e-3)
            assert peak.theta[person] == pytest.approx(fine[(height - fine**2 / 2).argmax()], abs=1e-3)

    def test_with_guessing_the_highest_of_several_tops_is_found(self) -> None:
        """Steep items, guessing, slipping and answers at odds with them: no place on a long fine line is higher."""
        fine = np.concatenate([-np.geomspace(2000, 10, 100), np.linspace(-10, 10, 4001), np.geomspace(10, 2000, 100)])
        for seed in range(8):
            rng = np.random.default_rng(seed)
            a, c, d = np.exp(rng.normal(0.5, 0.8, 6)), rng.uniform(0, 0.4, 6), rng.uniform(0.8, 1, 6)
            items = Items.three_pl(a, rng.normal(0, 2, 6), c, d)
            answers = rng.integers(0, 2, (12, 6))
            for method, prior in (("ml", 0.0), ("map", 0.5)):
                found = score(items, answers, method).theta  # type: ignore[arg-type]
                for codes, theta in zip(answers.tolist(), np.clip(found, -2000, 2000), strict=True):
                    height = plain_log_likelihood(items, codes, fine) - prior * fine**2
                    own = plain_log_likelihood(items, codes, np.array([theta]))[0] - prior * theta**2
                    assert own >= height.max() - 1e-4

    @pytest.mark.parametrize("model", ["rasch", "2pl"])
    def test_wle_is_the_top_of_the_likelihood_times_the_root_of_the_information(self, model: str) -> None:
        """Warm 1989: for these models the weighted likelihood is L sqrt(I)."""
        items, fine = MODELS[model], np.linspace(-8, 8, 16001)
        root = 0.5 * np.log(items.information(fine).sum(axis=1))
        answers = simulate_responses(items, np.linspace(-2, 2, 8), seed=2)
        found = score(items, answers, "wle").theta
        for person, codes in enumerate(answers.tolist()):
            top = fine[(plain_log_likelihood(items, codes, fine) + root).argmax()]
            assert found[person] == pytest.approx(top, abs=1e-3)

    def test_sum_score_estimates_count_every_pattern_with_that_sum(self) -> None:
        items, points = MODELS["grm"].select([0, 1, 2]), grid(Population(), 61)
        table = sum_score_table(items)
        patterns = [list(codes) for codes in np.ndindex(4, 4, 4)]
        likelihood = np.array([np.exp(plain_log_likelihood(items, codes, points.nodes)) for codes in patterns])
        for total in range(10):
            weight = points.weights * likelihood[[sum(codes) == total for codes in patterns]].sum(axis=0)
            assert table.share[total] == pytest.approx(weight.sum())
            assert table.theta[total] == pytest.approx(weight @ points.nodes / weight.sum())

    def test_interpolated_scores_are_the_computed_ones_to_the_ninth_digit(self) -> None:
        """Enough persons for the table by weighted sum score; a graded copy of the items takes the general way."""
        rng = np.random.default_rng(2)
        items = Items.two_pl(np.append(np.exp(rng.normal(0, 0.5, 12)), -0.7), rng.normal(0, 1, 13))
        answers = simulate_responses(items, rng.normal(0, 1.5, 6000), seed=3)
        twin = Items.three_pl(items.a, items.b, 0.0, np.append(np.ones(12), 1 - 1e-15))
        for nodes in (61, 9, np.linspace(-3, 3, 5)):
            fast, plain = score(items, answers, nodes=nodes), score(twin, answers, nodes=nodes)
            assert np.abs(fast.theta - plain.theta).max() < 1e-9
            assert np.abs(fast.se - plain.se).max() < 1e-8

    @pytest.mark.parametrize("method", ["ml", "map", "wle"])
    def test_estimates_read_off_a_table_are_the_searched_ones(self, method: str) -> None:
        """1,500 persons take the table by weighted sum score; in two halves each is searched. Extremes included."""
        rng = np.random.default_rng(20)
        items = Items.two_pl(np.append(np.exp(rng.normal(0, 0.4, 9)), -0.6), rng.normal(0, 1.2, 10))
        answers = simulate_responses(items, rng.normal(0, 2.5, 1500), seed=3)
        prior = Population(0.5, 1.3)
        quick = score(items, answers, method, population=prior)  # type: ignore[arg-type]
        halves = [score(items, part, method, population=prior) for part in (answers[:750], answers[750:])]  # type: ignore[arg-type]
        assert quick.theta == pytest.approx(np.concatenate([half.theta for half in halves]), abs=1e-8)
        assert quick.se == pytest.approx(np.concatenate([half.se for half in halves]), abs=1e-8)
        assert method != "ml" or np.isinf(quick.theta).any()

    def test_a_long_test_gets_the_nodes_that_it_needs(self) -> None:
        """400 steep items make a posterior of width .03; 61 nodes lie .2 apart."""
        items = Items.two_pl(np.full(400, 3.0), np.linspace(-2, 2, 400))
        answers = simulate_responses(items, [0.1, 0.77], seed=1)
        scores, fine = score(items, answers), score(items, answers, nodes=6001)
        assert scores.theta == pytest.approx(fine.theta, abs=1e-7)
        assert scores.se == pytest.approx(fine.se, abs=1e-7)
        assert score(items, answers, nodes=61).se[0] != pytest.approx(fine.se[0], rel=0.05), "that is why"


class TestWhatCannotBeScored:
    def test_without_answers_only_the_population_speaks(self) -> None:
        empty, prior = [[-1] * 5], Population(0.4, 1.3)
        for method in ("eap", "eapsum", "map"):
            scores = score(LSAT7_ITEMS, empty, method, population=prior)  # type: ignore[arg-type]
            assert (scores.theta[0], scores.se[0]) == pytest.approx((0.4, 1.3), abs=1e-6)
            assert scores.reason(0) == ""
        for method in ("ml", "wle"):
            scores = score(LSAT7_ITEMS, empty, method)  # type: ignore[arg-type]
            assert np.isnan([scores.theta[0], scores.se[0]]).all()
            assert scores.reason(0) == "no_answers"

    def test_all_wrong_and_all_right_have_no_finite_maximum(self) -> None:
        for items in MODELS.values():
            answers = np.stack([np.zeros(8), items.categories - 1])
            ml = score(items, answers, "ml")
            assert ml.theta.tolist() == [-np.inf, np.inf]
            assert ml.se.tolist() == [np.inf, np.inf]
            assert ml.reason(0) == ml.reason(1) == "unbounded"
            for method in ("eap", "map", "wle", "eapsum"):
                scores = score(items, answers, method)  # type: ignore[arg-type]
                assert np.isfinite(scores.theta).all()
                assert np.isfinite(scores.se).all()

    def test_only_a_hard_item_right_means_guessing_under_3pl(self) -> None:
        items = Items.three_pl([2.0, 2, 2, 2], [-2, -1.5, -1, 2.5], 0.25)
        assert score(items, [[0, 0, 0, 1]], "ml").theta[0] == -np.inf

    def test_items_without_slope_say_nothing(self) -> None:
        assert score(Items.two_pl([0.0, 0.0], [0.0, 1.0]), [[0, 1]], "ml").reason(0) == "no_information"

    def test_answers_must_belong_to_the_items(self) -> None:
        with pytest.raises(DataProblem, match="5 items") as problem:
            score(LSAT7_ITEMS, [[0, 1]])
        assert problem.value.code == "shape"
        codes = [[0, 1, 0, 0, 1], [0, 0, 2, 0, 0]]
        stored = csr_matrix((np.ravel(codes), np.tile(np.arange(5), 2), [0, 5, 10]), shape=(2, 5))
        for data in (codes, stored):
            with pytest.raises(DataProblem) as problem:
                score(LSAT7_ITEMS, data)
            assert (problem.value.code, problem.value.row, problem.value.column) == ("category", 1, 2)

    def test_ordered_answers_have_no_slope_below_zero(self) -> None:
        with pytest.raises(ValueError, match="turn its codes"):
            Items.graded([1.0, -1.0], [[-1, 1], [0, 1]])

    def test_no_items_leave_the_population(self) -> None:
        for model in MODELS.values():
            none = model.select([])
            for method in ("eap", "map", "eapsum"):
                scores = score(none, np.empty((3, 0), dtype=np.int8), method)  # type: ignore[arg-type]
                assert scores.theta == pytest.approx(0, abs=1e-9)
            assert np.isnan(score(none, np.empty((3, 0), dtype=np.int8), "wle").theta).all()

    def test_what_is_asked_must_exist(self) -> None:
        with pytest.raises(ValueError, match="no method"):
            score(LSAT7_ITEMS, FOUR, "mle")  # type: ignore[arg-type]
        for method in METHODS:
            with pytest.raises(ValueError, match="spread"):
                score(LSAT7_ITEMS, FOUR, method, population=Population(0, 0))
        with pytest.raises(ValueError, match="two finite nodes"):
            score(LSAT7_ITEMS, FOUR, nodes=[0.0])


class TestForms:
    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("model", MODELS)
    def test_sparse_answers_score_as_dense_ones(self, model: str, method: str) -> None:
        rng = np.random.default_rng(3)
        items = MODELS[model]
        answers = simulate_responses(items, rng.normal(0, 1, 40), seed=8, seen=rng.random((40, 8)) < 0.6)
        rows, columns = np.nonzero(answers >= 0)
        offsets = np.searchsorted(rows, np.arange(41))
        sparse = csr_matrix((answers[rows, columns], columns, offsets), shape=answers.shape)
        dense, other = score(items, answers, method), score(items, sparse, method)  # type: ignore[arg-type]
        assert other.theta == pytest.approx(dense.theta, abs=1e-8, nan_ok=True)
        assert other.se == pytest.approx(dense.se, abs=1e-8, nan_ok=True)
        assert other.answered.tolist() == dense.answered.tolist()

    @settings(max_examples=25, deadline=None)
    @given(shift=st.floats(-3, 3), stretch=st.floats(0.3, 3))
    def test_the_zero_and_the_unit_of_the_scale_are_free(self, shift: float, stretch: float) -> None:
        items, answers = MODELS["2pl"], [[0, 1, 1, 0, 1, 1, 0, 1], [1, 0, 0, 0, -1, 0, 1, 0]]
        moved = Items.two_pl(items.a / stretch, items.b * stretch + shift)
        for method in METHODS:
            here = score(items, answers, method)
            there = score(moved, answers, method, population=Population(shift, stretch))
            assert there.theta == pytest.approx(here.theta * stretch + shift, abs=1e-6)
            assert there.se == pytest.approx(here.se * stretch, abs=1e-6)


class TestCurves:
    @pytest.mark.parametrize("model", MODELS)
    def test_slopes_are_the_derivatives_of_the_chances(self, model: str) -> None:
        items, theta, step = MODELS[model], np.array([-2.0, 0.1, 1.7]), 1e-4
        at, less, more = (curves(items, theta + sign * step) for sign in (0, -1, 1))
        first = (more.chance - less.chance) / (2 * step)
        second = (more.chance - 2 * at.chance + less.chance) / step**2
        assert at.chance * at.slope == pytest.approx(first, abs=1e-6)
        assert at.chance * at.bend == pytest.approx(second, abs=1e-5)
        assert at.information_change == pytest.approx((more.information - less.information) / (2 * step), abs=1e-5)
        assert at.chance.sum(axis=1) == pytest.approx(1.0)
        assert at.chance == pytest.approx(items.probabilities(theta).transpose(1, 2, 0))
        for code in range(at.chance.shape[1]):
            asked = answer_slopes(items, np.full(8, code), np.full(8, 0.1))
            assert asked == pytest.approx(at.slope[:, code, 1])

    def test_far_out_nothing_cancels(self) -> None:
        at = curves(GRADED_ITEMS, [-60.0, 60.0])
        assert np.isfinite(at.log_chance).all()
        assert at.slope[:, 0, 1] == pytest.approx(-GRADED_ITEMS.a)
        assert at.slope[:, 3, 0] == pytest.approx(GRADED_ITEMS.a)

    def test_items_with_fewer_categories_stand_beside_others(self) -> None:
        items = Items.graded([1.0, 1.5], [[-1, 0, 1], [0.5, np.nan, np.nan]])
        assert curves(items, [0.2]).chance[1, :, 0].tolist()[2:] == [0.0, 0.0]
        assert score(items, [[3, 1]], "wle").theta[0] > score(items, [[2, 1]], "wle").theta[0]
        with pytest.raises(DataProblem, match="0 to 1"):
            score(items, [[0, 2]])


def test_the_interval_of_a_score_holds_the_truth_as_often_as_it_says() -> None:
    """Persons drawn from the prior: 95% intervals cover 93 to 97%."""
    rng = np.random.default_rng(4)
    items = Items.two_pl(np.exp(rng.normal(0.2, 0.3, 30)), rng.normal(0, 1, 30))
    theta = rng.normal(0, 1, 4000)
    answers = simulate_responses(items, theta, seed=21)
    for method in ("eap", "map", "wle"):
        scores = score(items, answers, method)  # type: ignore[arg-type]
        covered = (np.abs(scores.theta - theta) < 1.96 * scores.se).mean()
        assert 0.93 < covered < 0.97, method


@pytest.mark.parametrize("gaps", [False, True])
def test_a_wide_bank_is_scored_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch, gaps: bool) -> None:
    rng = np.random.default_rng(1)
    items = Items.graded(rng.uniform(0.8, 1.6, 40), np.sort(rng.normal(size=(40, 3)), axis=1))
    seen = rng.random((30, 40)) < (0.6 if gaps else 2.0)
    answers = simulate_responses(items, rng.standard_normal(30), seed=2, seen=seen)
    rows, places = np.nonzero(answers >= 0)
    sparse = csr_array((answers[rows, places], (rows, places)), shape=answers.shape)
    whole = score(items, answers)
    monkeypatch.setattr(scoring, "ROOM", 61 * 4 * 7)
    for same in (answers, sparse):
        parts = score(items, same)
        assert np.allclose(parts.theta, whole.theta, atol=1e-12)
        assert np.allclose(parts.se, whole.se, atol=1e-12)
