"""Many made-up pupils: the same as one by one, exposure within bounds, what-if, several scales under one budget."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.engines.psychometrics.adaptive_makers import AREAS, bank, graded, shuffled
from vakwerk.engines.psychometrics.adaptive import (
    AdaptiveTest,
    Bank,
    Battery,
    BatterySession,
    BatterySitting,
    Blueprint,
    Design,
    Exposure,
    JointPosterior,
    Session,
    Simulation,
    Stopping,
    chance_of_same,
    compare,
    learn_prices,
    simulate,
    simulate_battery,
)

CONTENT = Blueprint(10, minimum={"gears": 4, "water": 2}, maximum={"gears": 5, "nets": 1})
THETA = np.random.default_rng(1).normal(size=80)


@pytest.mark.parametrize("made", [bank(), Bank.of(graded(40))], ids=["3pl", "graded"])
@pytest.mark.parametrize("se", [None, 0.45])
def test_together_is_one_by_one(made: Bank, se: float | None) -> None:
    blueprint = CONTENT if made.areas[0] else Blueprint(10)
    design = Design(blueprint, stopping=Stopping(se=se, shortest=3))
    uniforms = np.random.default_rng(2).random((len(THETA), len(made.items)))
    flock = simulate(made, THETA, design, seed=1, uniforms=uniforms, together=30)
    test, place = AdaptiveTest(made, design), {name: row for row, name in enumerate(made.items.ids)}
    reached = np.cumsum(made.items.probabilities(THETA)[:, :, ::-1], axis=2)[:, :, -2::-1]
    for person in range(len(THETA)):
        session = Session(test, test.start(seed=person))
        while not session.stop_reason() and (choice := session.next_item()) is not None:
            row = place[choice.item]
            session.answer(choice.item, int((uniforms[person, row] < reached[person, row]).sum()))
        given = [made.items.ids[row] for row in flock.items[person] if row >= 0]
        assert given == list(session.sitting.items)
        assert flock.estimate[person] == pytest.approx(session.theta, abs=1e-10)
        assert flock.se[person] == pytest.approx(session.se, abs=1e-10)


def test_stopping_by_decision_together_is_one_by_one() -> None:
    made, theta = bank(), THETA[:12]
    design = Design(Blueprint(15), stopping=Stopping(same_advice=0.85, shortest=2))
    uniforms = np.random.default_rng(2).random((12, 60))
    flock = simulate(made, theta, design, seed=1, uniforms=uniforms, decision=passes)
    test = AdaptiveTest(made, design)
    for person in range(12):
        session = Session(test, test.start(seed=0))
        while not session.stop_reason(passes) and (choice := session.next_item()) is not None:
            row = int(choice.item[1:])
            chance = float(made.items.probabilities(theta[person])[0, row, 1])
            session.answer(choice.item, int(uniforms[person, row] < chance))
        assert flock.lengths[person] == session.length
    assert 2 <= flock.lengths.min() < flock.lengths.max()


def passes(theta: np.ndarray) -> list[bool]:
    return [bool(value) for value in theta[:, 0] > 0.5]


def test_no_item_passes_its_maximum_and_overlap_falls() -> None:
    made, theta = bank(200), np.random.default_rng(4).normal(size=600)
    free = simulate(made, theta, Design(CONTENT), seed=3)
    kept = simulate(made, theta, Design(CONTENT, Exposure(maximum=0.25, price=0.5)), seed=3)
    assert free.max_exposure == 1.0
    assert kept.max_exposure <= 0.25 + 50 / 600 * 0.25  # the two classes that were under way
    assert kept.overlap < 0.6 * free.overlap
    assert kept.unused < free.unused
    counts = np.zeros((600, 200), dtype=int)
    counts[np.arange(600)[:, None], kept.items] = 1
    shared = counts @ counts.T
    by_hand = (shared.sum() - np.trace(shared)) / (600 * 599 * 10)
    assert kept.overlap == pytest.approx(by_hand)
    assert kept.rates == pytest.approx(counts.mean(axis=0))


def test_prices_learned_beforehand_keep_the_rates_at_less_cost() -> None:
    made, theta = bank(200), np.random.default_rng(4).normal(size=600)
    design = Design(CONTENT, Exposure(maximum=0.25, progressive=0.25))
    priced = replace(design, exposure=learn_prices(made, design, target=0.24, seed=1, pupils=2500))
    by_lot, by_price = (simulate(made, theta, each, seed=3) for each in (design, priced))
    assert by_price.max_exposure <= 0.26
    assert np.mean(by_price.se**2) < np.mean(by_lot.se**2)
    unguarded = replace(priced, exposure=replace(priced.exposure, maximum=None))
    assert simulate(made, theta, unguarded, seed=3).max_exposure < 0.4  # without a lot it would be 1
    again = learn_prices(shuffled(made), design, target=0.24, seed=1, pupils=2500)
    assert again == priced.exposure
    assert Exposure.from_json(again.to_json()) == again


def test_prices_are_not_learned_for_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="10 items out of 60"):
        learn_prices(bank(), Design(CONTENT), target=0.1, seed=1)
    with pytest.raises(ValueError, match="enemies"):
        learn_prices(bank(enemies=[("i000", "i004")]), Design(CONTENT), target=0.3, seed=1)


def test_a_session_pays_the_same_prices_as_the_simulation() -> None:
    made = bank()
    design = Design(CONTENT, Exposure(prices={f"i{number:03d}": 0.4 for number in range(0, 60, 3)}))
    uniforms = np.random.default_rng(2).random((len(THETA), 60))
    flock = simulate(made, THETA, design, seed=1, uniforms=uniforms)
    test = AdaptiveTest(made, design)
    for person in range(10):
        session = Session(test, test.start(seed=person))
        while (choice := session.next_item()) is not None:
            chance = float(made.items.probabilities(THETA[person])[0, int(choice.item[1:]), 1])
            session.answer(choice.item, int(uniforms[person, int(choice.item[1:])] < chance))
        assert [made.items.ids[row] for row in flock.items[person]] == list(session.sitting.items)


def test_progressive_choice_uses_more_of_the_bank() -> None:
    theta = np.random.default_rng(4).normal(size=200)
    plain, mixed = (
        simulate(bank(200), theta, Design(Blueprint(10), Exposure(progressive=weight)), seed=3) for weight in (0.0, 1.0)
    )
    assert mixed.unused < plain.unused / 2
    assert mixed.max_exposure < plain.max_exposure


def test_exposure_never_empties_an_area() -> None:
    """Four areas of 15 items and a maximum that the minima need more than the lot leaves."""
    design = Design(Blueprint(12, minimum=dict.fromkeys(AREAS, 3), maximum=dict.fromkeys(AREAS, 3)), Exposure(0.2))
    result = simulate(bank(), np.zeros(100), design, seed=1, together=5)
    assert (result.lengths == 12).all()
    assert result.max_exposure <= 0.3


def test_order_of_the_bank_changes_no_pupil() -> None:
    made, design = bank(), Design(CONTENT, Exposure(0.3, 0.5, 0.3))
    first, second = (simulate(which, THETA, design, seed=5) for which in (made, shuffled(made)))
    assert np.array_equal(first.estimate, second.estimate)
    other = shuffled(made).items.ids
    assert [made.items.ids[row] for row in first.items[7]] == [other[row] for row in second.items[7]]


def test_what_if_it_had_12_items() -> None:
    theta = np.random.default_rng(0).normal(size=400)
    lengths = {f"{length} items": Design(Blueprint(length)) for length in (6, 12, 24)}
    found = compare(bank(200), lengths, theta, seed=2)
    assert [round(result.summary()["mean_length"]) for result in found.values()] == [6, 12, 24]
    assert found["6 items"].rmse > found["12 items"].rmse > found["24 items"].rmse
    for result in found.values():
        assert 0.92 <= result.coverage <= 0.98  # 400 pupils: 95 % give or take 2.6 standard errors
        assert abs(result.bias) < 0.1


def test_a_simulation_keeps_as_json() -> None:
    result = simulate(bank(), THETA[:5], Design(Blueprint(4)), seed=1)
    assert Simulation.from_json(result.to_json()) == result
    assert simulate(bank(), THETA[:5], Design(Blueprint(4)), seed=1) == result


def test_enemies_take_the_slow_road_to_the_same_kind_of_result() -> None:
    made = bank(enemies=[("i000", "i004", "i008")])
    result = simulate(made, THETA[:6], Design(Blueprint(6, minimum={"gears": 2})), seed=1)
    assert (np.isin(result.items, [0, 4, 8]).sum(axis=1) <= 1).all()
    assert result.usage.pupils == 6


def test_one_pupil_and_none() -> None:
    assert simulate(bank(), [0.3], Design(Blueprint(4)), seed=1).overlap == 0.0
    assert len(simulate(bank(), [], Design(Blueprint(4)), seed=1).theta) == 0


def battery(seconds: float = 900.0, same_advice: float | None = None) -> Battery:
    def test(seed: int, se: float, **more: float) -> AdaptiveTest:
        return AdaptiveTest(bank(80, seed, **more), Design(Blueprint(20), stopping=Stopping(se=se, shortest=3)))

    return Battery(
        {"rough": test(1, 0.6), "fine": test(2, 0.2), "slow": test(3, 0.2, seconds=120.0)}, seconds, same_advice
    )


def sit(session: BatterySession, decision: object = None) -> list[str]:
    rng, scales = np.random.default_rng(1), []
    while (offer := session.next_item(decision)) is not None:  # type: ignore[arg-type]
        session.answer(offer.scale, offer.choice.item, int(rng.integers(0, 2)))
        scales.append(offer.scale)
    return scales


def test_time_goes_where_it_tells_most_and_stays_within_the_budget() -> None:
    made = battery()
    session = BatterySession(made, made.start(seed=1))
    scales = sit(session)
    assert session.used_seconds <= 900
    assert session.sessions["rough"].stop_reason() == "precise"
    assert min(scales.count(scale) for scale in made.tests) >= 3
    assert scales.count("fine") > scales.count("slow")


def test_scale_that_cannot_change_the_decision_gets_no_more_time() -> None:
    made = battery(1500.0)
    session = BatterySession(made, made.start(seed=1))
    slow = session.posterior.scales.index("slow")
    scales = sit(session, lambda theta: [bool(value > 0) for value in theta[:, slow]])
    assert scales.count("slow") >= 2 * scales.count("fine")  # without the decision it is the other way round


def test_battery_ends_when_the_advice_stays_the_same() -> None:
    made = battery(5000.0, same_advice=0.9)
    session = BatterySession(made, made.start(seed=1))
    assert len(sit(session, lambda theta: ["same"] * len(theta))) == 9  # the least of three scales, and no more
    assert session.next_item(lambda theta: list(theta[:, 0])) is not None


def test_battery_goes_on_the_same_after_a_break() -> None:
    made = battery()
    straight = BatterySession(made, made.start(seed=1))
    rng = np.random.default_rng(0)
    while (offer := straight.next_item()) is not None:
        again = BatterySession(made, BatterySitting.from_json(straight.sitting.to_json()))
        assert again.next_item() == offer
        straight.answer(offer.scale, offer.choice.item, int(rng.integers(0, 2)), 20.0)


def test_chance_of_the_same_decision() -> None:
    person = JointPosterior(("a", "b"), np.array([0.0, 1.0]), np.array([0.5, 0.5]))
    # P(|z| < 1) = .683 by the normal distribution
    near = chance_of_same(person, lambda theta: [bool(abs(row[0]) < 0.5) for row in theta], seed=1, draws=4000)
    assert near == pytest.approx(0.683, abs=0.025)
    assert chance_of_same(person.only("b"), lambda theta: list(theta[:, 0]), seed=1) == 1.0


def test_a_battery_of_made_up_pupils() -> None:
    made = Battery({**battery(900.0).tests}, 900.0, same_advice=0.8)
    theta = np.random.default_rng(3).normal(size=(30, 3))
    plain = simulate_battery(made, theta, seed=1)
    assert plain.scales == ("fine", "rough", "slow")
    assert (plain.seconds <= 900).all()
    assert (plain.lengths >= 3).all()
    assert plain.se[:, 0].mean() < plain.se[:, 1].mean()  # the rough scale stops early
    assert plain.rmse == pytest.approx(np.sqrt((plain.se**2).mean(axis=0)), rel=0.4)  # 30 pupils
    decided = simulate_battery(made, theta, seed=1, decision=lambda who: [bool(row[0] > 0) for row in who])
    assert decided.seconds.mean() < plain.seconds.mean()
    assert decided.right.mean() > 0.7
