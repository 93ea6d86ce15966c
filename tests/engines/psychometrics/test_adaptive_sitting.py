"""One pupil: blueprint kept, the same after a break, the same in any order of the bank, the posterior of `score`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.psychometrics.adaptive_makers import AREAS, bank, graded, shuffled, three_pl
from vakwerk.engines.psychometrics import score
from vakwerk.engines.psychometrics.adaptive import (
    AdaptiveTest,
    Bank,
    Blueprint,
    BlueprintError,
    Design,
    Exposure,
    Session,
    Sitting,
    Stopping,
    Usage,
    answered,
    next_item,
    verify,
)
from vakwerk.engines.psychometrics.adaptive.tables import NODES
from vakwerk.engines.psychometrics.items import Items, Population

BLUEPRINT = Blueprint(12, minimum={"gears": 4, "water": 2}, maximum={"gears": 5, "nets": 2, "levers": 9})
DESIGNS = {
    "plain": Design(Blueprint(12)),
    "content": Design(BLUEPRINT),
    "exposure": Design(BLUEPRINT, Exposure(maximum=0.3, price=0.5)),
    "progressive": Design(BLUEPRINT, Exposure(maximum=0.3, price=0.5, progressive=0.6)),
}


def sit(session: Session, luck: np.random.Generator, most: int = 100) -> list[str]:
    while most and not session.stop_reason() and (choice := session.next_item()) is not None:
        session.answer(choice.item, int(luck.integers(0, 2)), 12.5)
        most -= 1
    return list(session.sitting.items)


def some_usage(made: Bank, seed: int = 3) -> Usage:
    rng = np.random.default_rng(seed)
    administered = rng.integers(0, 40, len(made.items))
    return Usage(made.items.ids, 100, administered, np.maximum(administered, rng.integers(40, 101, len(made.items))))


@given(st.sampled_from(sorted(DESIGNS)), st.integers(0, 2**31), st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_a_sitting_put_away_and_taken_up_goes_on_the_same(name: str, seed: int, pause: int) -> None:
    made, luck = bank(), np.random.default_rng(seed).integers(0, 2, 12)
    test, other = AdaptiveTest(made, DESIGNS[name]), AdaptiveTest(made, DESIGNS[name])
    start = test.start(seed=seed, usage=some_usage(made))
    straight, broken = Session(test, start), Session(test, start)
    for step, code in enumerate(luck):
        if step == pause:
            broken.next_item()  # asked, shown, and then the browser closed
            broken = Session(other, Sitting.from_json(broken.sitting.to_json()))
        choice, again = straight.next_item(), broken.next_item()
        assert choice == again
        assert choice is not None
        straight.answer(choice.item, int(code))
        broken.answer(choice.item, int(code))
    assert straight.theta == broken.theta
    assert straight.sitting == broken.sitting


@given(st.sampled_from(sorted(DESIGNS)), st.integers(0, 2**31))
@settings(max_examples=25, deadline=None)
def test_every_step_is_optimal_and_the_whole_test_keeps_the_blueprint(name: str, seed: int) -> None:
    made = bank()
    test = AdaptiveTest(made, DESIGNS[name])
    session = Session(test, test.start(seed=seed, usage=some_usage(made)))
    rng = np.random.default_rng(seed)
    while not session.stop_reason():
        choice = session.next_item()
        problem, whole = session.shadow()
        assert choice is not None
        assert whole is not None
        assert choice.proof.status == "optimal"
        assert choice.proof.gap == 0
        assert verify(problem, whole) == ()
        row = test.tables.place[choice.item]
        assert whole.chosen[row]
        assert not problem.given[row]
        session.answer(choice.item, int(rng.integers(0, 2)))
    areas = [test.bank.areas[test.bank.items.ids.index(item)] for item in session.sitting.items]
    for area in AREAS:
        low, high = DESIGNS[name].blueprint.bounds(area)
        assert low <= areas.count(area) <= high


@pytest.mark.parametrize("name", sorted(DESIGNS))
def test_the_order_of_the_bank_changes_no_item(name: str) -> None:
    made = bank()
    first, second = (AdaptiveTest(which, DESIGNS[name]) for which in (made, shuffled(made)))
    assert first.fingerprint == second.fingerprint
    usage = some_usage(made)
    sessions = [Session(test, test.start(seed=5, usage=usage)) for test in (first, second)]
    assert sit(sessions[0], np.random.default_rng(1)) == sit(sessions[1], np.random.default_rng(1))


def test_equal_items_are_taken_by_id() -> None:
    items = Items.two_pl(np.ones(4), np.zeros(4), ids=["d", "b", "c", "a"])
    test = AdaptiveTest(Bank.of(items), Design(Blueprint(4)))
    session = Session(test, test.start(seed=0))
    found = []
    for code in (1, 0, 1, 0):
        choice = session.next_item()
        assert choice is not None
        found.append(choice.item)
        session.answer(choice.item, code)
    assert found == ["a", "b", "c", "d"]


@pytest.mark.parametrize("items", [three_pl(), graded()], ids=["3pl", "graded"])
@pytest.mark.parametrize("population", [Population(), Population(0.7, 1.6)], ids=["reference", "other"])
def test_posterior_is_that_of_score_on_the_same_nodes(items: Items, population: Population) -> None:
    test = AdaptiveTest(Bank.of(items), Design(Blueprint(12), population=population))
    session = Session(test, test.start(seed=0))
    rng, codes = np.random.default_rng(4), np.full((1, len(items)), -1)
    for _ in range(12):
        choice = session.next_item()
        assert choice is not None
        row = items.ids.index(choice.item)
        codes[0, row] = rng.integers(0, items.categories[row])
        session.answer(choice.item, int(codes[0, row]))
    whole = score(items, codes, "eap", population=population, nodes=NODES)
    assert session.theta == pytest.approx(float(whole.theta[0]), abs=1e-9)
    assert session.se == pytest.approx(float(whole.se[0]), abs=1e-9)


@pytest.mark.parametrize("items", [three_pl(), graded()], ids=["3pl", "graded"])
def test_item_chosen_is_the_most_informative_by_the_formula(items: Items) -> None:
    test = AdaptiveTest(Bank.of(items), Design(Blueprint(10)))
    session, rng = Session(test, test.start(seed=0)), np.random.default_rng(8)
    for _ in range(10):
        choice = session.next_item()
        assert choice is not None
        given_items = set(session.sitting.items)
        free = [row for row, item in enumerate(items.ids) if item not in given_items]
        worth = items.information(choice.theta)[0]
        assert worth[free].max() - worth[items.ids.index(choice.item)] <= 2 * test.tables.error + 1e-6
        session.answer(choice.item, int(rng.integers(0, 2)))


@pytest.mark.parametrize("items", [three_pl(200), graded(200)], ids=["3pl", "graded"])
def test_information_between_two_points_is_off_by_no_more_than_its_error_says(items: Items) -> None:
    tables = AdaptiveTest(Bank.of(items), Design(Blueprint(1))).tables
    thetas = np.random.default_rng(6).uniform(-5, 5, 300)
    exact = tables.items.information(thetas)
    out = np.empty(len(items), dtype=np.float32)
    worst = max(
        float(np.abs(tables.information_at(float(t), out) - row).max()) for t, row in zip(thetas, exact, strict=True)
    )
    assert worst <= tables.error * 1.01 + 1e-6
    assert tables.error < 2e-3


def test_stops_when_precise_but_not_before_the_least_numbers() -> None:
    made = bank(200)
    design = Design(Blueprint(40, minimum={"gears": 3}), stopping=Stopping(se=0.4, shortest=5))
    test = AdaptiveTest(made, design)
    session = Session(test, test.start(seed=0))
    sit(session, np.random.default_rng(1))
    assert session.stop_reason() == "precise"
    assert session.se <= 0.4
    assert session.length < 40
    owed = AdaptiveTest(made, Design(Blueprint(40, minimum=dict.fromkeys(AREAS, 10)), stopping=Stopping(se=0.9)))
    session = Session(owed, owed.start(seed=0))
    sit(session, np.random.default_rng(1))
    assert session.stop_reason() == "length"


def test_stops_when_time_is_up_and_when_the_decision_cannot_change() -> None:
    made = bank(200)
    test = AdaptiveTest(made, Design(Blueprint(40), stopping=Stopping(seconds=60.0, same_advice=0.9)))
    session = Session(test, test.start(seed=0))
    sit(session, np.random.default_rng(1))
    assert (session.stop_reason(), session.length) == ("time", 5)
    session = Session(test, test.start(seed=0))
    session.answer(made.items.ids[0], 1, 1.0)
    assert session.stop_reason(lambda theta: list(theta[:, 0] > -9)) == "decided"
    assert session.stop_reason(lambda theta: list(theta[:, 0] > session.theta)) == ""


def test_expected_time_stands_in_where_none_was_kept() -> None:
    made = bank(20, seconds=30.0)
    test = AdaptiveTest(made, Design(Blueprint(5)))
    session = Session(test, test.start(seed=0))
    session.answer("i000", 1)
    session.answer("i001", 1, 12.0)
    assert session.used_seconds == 42.0
    assert math.isnan(Sitting.from_json(session.sitting.to_json()).seconds[0])


def test_functions_without_a_session_do_the_same() -> None:
    test = AdaptiveTest(bank(), DESIGNS["exposure"])
    sitting = test.start(seed=2)
    choice = next_item(test, sitting)
    assert choice is not None
    after = answered(test, sitting, choice.item, 1)
    assert (after.items, after.answers, sitting.items) == ((choice.item,), (1,), ())


def test_blueprint_that_cannot_be_filled_says_which_area_lacks_how_many() -> None:
    with pytest.raises(BlueprintError, match="area 'gears' needs 20 and has 15, 5 too few") as caught:
        AdaptiveTest(bank(), Design(Blueprint(40, minimum={"gears": 20, "nets": 15})))
    assert caught.value.shortages == (("gears", 20, 15),)
    for blueprint in (
        Blueprint(0),
        Blueprint(5, minimum={"gears": 4, "nets": 4}),
        Blueprint(5, minimum={"gears": 3}, maximum={"gears": 2}),
        Blueprint(20, maximum=dict.fromkeys(AREAS, 2)),
        Blueprint(5, minimum={"no such area": 1}),
    ):
        with pytest.raises(BlueprintError):
            AdaptiveTest(bank(), Design(blueprint))


def test_enemies_that_leave_too_few_are_named_by_area() -> None:
    made = bank(8, enemies=[("i000", "i004")])  # all the gears there are
    with pytest.raises(BlueprintError, match="area 'gears' needs 2 and has 1, 1 too few"):
        AdaptiveTest(made, Design(Blueprint(4, minimum={"gears": 2})))
    with pytest.raises(BlueprintError, match="time"):
        AdaptiveTest(bank(8, seconds=60.0), Design(Blueprint(4, seconds=100.0)))


def test_enemies_and_time_are_kept_to_the_end() -> None:
    seconds = np.random.default_rng(0).uniform(20, 90, 60)
    made = bank(seconds=seconds, enemies=[tuple(f"i{number:03d}" for number in range(30))])
    test = AdaptiveTest(made, Design(Blueprint(8, minimum={"gears": 2}, seconds=300.0)))
    session = Session(test, test.start(seed=0))
    items = sit(session, np.random.default_rng(3))
    assert len(items) == 8
    assert sum(item < "i030" for item in items) <= 1
    assert sum(seconds[int(item[1:])] for item in items) <= 300
    assert sum(int(item[1:]) % 4 == 0 for item in items) >= 2


def test_answers_that_cannot_be_are_refused() -> None:
    test = AdaptiveTest(bank(), DESIGNS["plain"])
    session = Session(test, test.start(seed=0))
    with pytest.raises(ValueError, match="no answer"):
        session.answer("i000", 2)
    with pytest.raises(ValueError, match="no item"):
        session.answer("nobody", 1)
    session.answer("i000", 1)
    with pytest.raises(ValueError, match="before"):
        session.answer("i000", 1)
    with pytest.raises(ValueError, match="another bank"):
        Session(AdaptiveTest(bank(61), DESIGNS["plain"]), session.sitting)


def test_contradictory_answers_give_numbers() -> None:
    """Steep items, answered against all likelihood: the posterior neither vanishes nor turns into NaN."""
    items = Items.two_pl(np.full(30, 8.0), np.linspace(-5, 5, 30))
    test = AdaptiveTest(Bank.of(items), Design(Blueprint(30)))
    session = Session(test, test.start(seed=0))
    for row, item in enumerate(items.ids):
        session.answer(item, int(row > 14))
    assert math.isfinite(session.theta)
    assert 0 <= session.se < 3


def test_a_skipped_item_is_used_up_and_says_nothing() -> None:
    test = AdaptiveTest(bank(), DESIGNS["content"])
    session = Session(test, test.start(seed=0))
    first = session.next_item()
    assert first is not None
    before = session.theta, session.se
    session.answer(first.item, -1)
    assert (session.theta, session.se) == before
    second = session.next_item()
    assert second is not None
    assert second.item != first.item
    sit(session, np.random.default_rng(1))
    assert session.length == 12
    again = Session(test, Sitting.from_json(session.sitting.to_json()))
    assert again.theta == session.theta


@pytest.mark.parametrize("right", [True, np.True_, np.int8(1), 1.0])
def test_an_answer_counts_the_same_in_any_type(right: object) -> None:
    test = AdaptiveTest(bank(), Design(Blueprint(12)))
    plain, other = (Session(test, test.start(seed=1)) for _ in range(2))
    item = plain.next_item().item
    plain.answer(item, 1)
    other.answer(item, right)
    assert other.theta == plain.theta
    assert other.sitting.to_json() == plain.sitting.to_json()
    for wrong in (0.5, 2, -2, math.nan):
        with pytest.raises(ValueError, match="no answer"):
            Session(test, test.start(seed=1)).answer(item, wrong)


def test_a_test_has_a_whole_number_of_items() -> None:
    for length in (0, -1, 5.5):
        with pytest.raises(BlueprintError, match="whole number"):
            AdaptiveTest(bank(), Design(Blueprint(length)))


def test_an_item_that_the_bank_or_the_blueprint_does_not_have_is_refused() -> None:
    bank = Bank.of(Items.rasch([0.0, 0.5, 1.0], ("x1", "x2", "y1")), ("x", "x", "y"), (60.0, 60.0, 60.0))
    test = AdaptiveTest(bank, Design(Blueprint(2, {"y": 1})))
    session = Session(test, test.start(seed=1))
    with pytest.raises(ValueError, match="no item 'nope'"):
        session.answer("nope", 1)
    session.answer("x1", 1)
    with pytest.raises(ValueError, match="does not allow item x2"):
        session.answer("x2", 1)
    session.answer("y1", 0)
    assert Session(test, session.sitting).theta == session.theta
    with pytest.raises(ValueError, match="does not allow item x2"):
        session.answer("x2", 1)
