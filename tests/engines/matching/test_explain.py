"""Why this place and not that one: true, in plain words, and without a word about anybody else."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.engines.matching.repair_cases import picture
from vakwerk.engines.matching import (
    ExtraSeats,
    Instance,
    Locked,
    PlaceGone,
    Reaches,
    Round,
    State,
    Wording,
    explain,
    solve,
    why_not,
)
from vakwerk.engines.matching.explain import alternatives
from vakwerk.engines.words import Words


def _crowded(n: int, dear: list[int] | None = None, group: list[int] | None = None) -> Round:
    """`n` pupils for place 0 (one seat, at their own cost) and place 1 (room for all, 40 each)."""
    costs = dear or [10 * (p + 1) for p in range(n)]
    pupils = [p for p in range(n) for _ in range(2)]
    edge_costs = [cost for p in range(n) for cost in (costs[p], 40)]
    instance = Instance.from_edges(n, [1, n], pupils, [0, 1] * n, edge_costs, group=group)
    return Round(instance, solve(instance))


def test_every_kind_of_answer_to_why_here():
    round_ = _crowded(6)
    assert (
        explain(round_, 0).why.nl
        == "Je hebt plaats 1: 10 punten. Van de 2 plaatsen waar je heen kunt, is dit de beste voor jou."
    )
    better = explain(round_, 1)
    assert better.why.nl == (
        "Je hebt plaats 2: 40 punten. Eén plaats is beter voor jou, maar die is vol. "
        "De verdeling telt voor iedereen samen."
    )
    assert [(option.place, option.cost, option.free) for option in better.next_best] == [(0, 20, False)]
    round_.apply(Locked(3, 1))
    assert explain(round_, 3).why.nl == "Plaats 2 was voor jou al afgesproken."
    one = Instance.from_edges(1, [1], [0], [0], [7])
    assert "enige plaats" in explain(Round(one, solve(one)), 0).why.nl
    two = Instance.from_edges(4, [1, 1], [0, 1, 1, 2], [0, 0, 1, 1], [1, 2, 1, 1])
    round_ = Round(two, solve(two))
    (out,) = (p for p in range(3) if round_.place_of(p) == -1)
    assert "te weinig plaatsen" in explain(round_, out).why.nl
    assert explain(round_, 3).why.nl == "Er is geen plaats waar je heen kunt."


def test_every_kind_of_answer_to_why_not():
    round_ = _crowded(7)
    rule = Words("Je bent nog geen 18 jaar.", "You are not 18 yet.")
    assert why_not(round_, 0, 0).nl == "Je hebt plaats 1."
    assert why_not(round_, 0, 1).nl.startswith("Plaats 2 heeft plek, maar de plaats die je hebt is even goed of beter")
    assert why_not(round_, 1, 0).nl == "Plaats 1 is vol. Wie waar staat, hangt af van alle leerlingen samen."
    assert why_not(round_, 5, 0).nl == "Plaats 1 is vol, en de plaats die je hebt is even goed of beter voor jou."
    kept = Round(round_.instance(), round_.solution(), states=[State.OFFERED] * 7)
    kept.apply(PlaceGone(0))
    kept.apply(ExtraSeats(0))
    assert "Je kunt vragen om te veranderen." in why_not(kept, 0, 0).nl
    assert explain(kept, 0).why.nl.endswith("Eén plaats is beter voor jou. Je hield de plaats die je had.")
    apart = Instance.from_edges(2, [1, 1], [0, 1], [0, 1], [1, 1])
    assert (
        why_not(Round(apart, solve(apart)), 0, 1, rule=rule).nl
        == "Je kunt niet naar plaats 2. Je bent nog geen 18 jaar."
    )
    round_.apply(Locked(0, 0))
    assert why_not(round_, 0, 1).nl == "Plaats 1 was voor jou al afgesproken."


def test_what_is_told_stays_the_same_whatever_the_case_of_the_others_is():
    """Others may have any costs and groups, be as many as they like, hold a lock: not one character changes."""
    rng = np.random.default_rng(5)
    told = set()
    for _ in range(60):
        n = int(rng.integers(3, 12))
        costs = [39, *(int(cost) for cost in rng.integers(0, 39, n - 1))]
        round_ = _crowded(n, costs, group=sorted(int(g) for g in rng.integers(0, 2, n)))
        if rng.random() < 0.3:
            round_.apply(Locked(next(p for p in range(1, n) if round_.place_of(p) == 1), 1))
        assert round_.place_of(0) == 1
        told.add((why_not(round_, 0, 0), explain(round_, 0).why))
    assert len(told) == 1


def test_one_other_pupil_whose_costs_change_changes_no_answer():
    """For as long as everybody stays where they are: for each pupil, each place, and each other pupil in turn."""
    rng = np.random.default_rng(8)
    rows, columns = np.nonzero(rng.random((12, 5)) < 0.7)
    costs = rng.integers(0, 60, len(rows))

    def answers(values):
        instance = Instance.from_edges(12, [2] * 5, rows, columns, values)
        round_ = Round(instance, solve(instance), moves=False)
        seats = [round_.place_of(pupil) for pupil in range(12)]
        return seats, [[why_not(round_, p, j) for j in range(5)] + [explain(round_, p).why] for p in range(12)]

    seats, told = answers(costs)
    compared = 0
    for _ in range(60):
        other = int(rng.integers(12))
        changed = np.where(rows == other, costs + rng.integers(-9, 10, len(rows)), costs)
        now, then = answers(changed)
        if now == seats:
            assert [then[p] for p in range(12) if p != other] == [told[p] for p in range(12) if p != other]
            compared += 1
    assert compared > 10


def test_a_why_not_names_no_number_but_the_places():
    numbers = re.findall(r"\d+", "".join(why_not(_crowded(9), pupil, 0).nl for pupil in range(9)))
    assert set(numbers) <= {"1"}


def test_a_pupil_without_a_place_hears_what_would_give_one():
    instance = Instance.from_edges(2, [1, 1], [0, 1], [0, 0], [5, 9])
    round_ = Round(instance, solve(instance))
    before = picture(round_)
    told = explain(round_, 1, further=[(1, 80)])
    assert [change.event for change in told.changes] == [ExtraSeats(0, 1, caps=True), Reaches(1, [1], [80])]
    assert told.changes[1].words.nl == "Als je verder wilt reizen, tot bij plaats 2, heb jij een plaats."
    for change in told.changes:
        round_.apply(change.event)
        assert round_.place_of(1) == change.place
        round_.undo()
    assert picture(round_) == before


def test_names_and_amounts_are_the_callers():
    wording = Wording(place=lambda j: ("Bakkerij", "Garage")[j], cost=lambda c: Words(f"{c} minuten", f"{c} minutes"))
    told = explain(_crowded(6), 0, wording=wording).why
    assert told.nl.startswith("Je hebt plaats Bakkerij: 10 minuten.")
    assert told.en.startswith("You have place Bakkerij: 10 minutes.")


def test_the_next_best_list_is_in_order_of_what_the_round_would_lose():
    rng = np.random.default_rng(2)
    rows, columns = np.nonzero(rng.random((20, 8)) < 0.5)
    instance = Instance.from_edges(20, [2] * 8, rows, columns, rng.integers(0, 90, len(rows)))
    round_ = Round(instance, solve(instance), moves=False)
    for pupil in range(20):
        options = alternatives(round_, pupil)
        assert [option.gap for option in options] == sorted(option.gap for option in options)
        assert not options or options[0].gap >= 0
        for option in options:
            change = round_.apply(Locked(pupil, option.place))
            round_.undo()
            lost = change.cost - change.placed * round_.scale.unit
            assert option.gap <= lost  # the reduced cost is a lower bound of what is lost


@pytest.mark.parametrize("pupil", range(6))
def test_sentences_are_short(pupil):
    for words in (explain(_crowded(6), pupil).why, why_not(_crowded(6), pupil, 0)):
        assert max(len(sentence.split()) for sentence in re.split(r"[.:]", words.nl)) <= 17
