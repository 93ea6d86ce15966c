"""Each compiled kernel does what its plain Python twin does."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.engines.matching import rounds
from vakwerk.engines.matching import cut, duals, kernels, policies, routing, solve, verify
from vakwerk.engines.matching.cold import Task, exact
from vakwerk.engines.matching.parts import parts, unlocked
from vakwerk.engines.matching.router import Router
from vakwerk.engines.matching.solver import finished

SEEDS = range(25)


def _graph(seed, **shape):
    """A round as one graph of writable arrays, as parts are."""
    graph = unlocked(rounds.some_round(seed, **shape))
    return duals.Graph(*(np.array(array) for array in graph))


def _rows(graph):
    return [range(low, high) for low, high in pairwise(graph.offsets.tolist())]


def _answer(graph, policy="total", groups=1):
    unit = 10**6
    penalty = np.array([unit * (groups - g) for g in range(groups)] if policy == "priority" else [unit] * groups)
    task = Task(graph, penalty.astype(np.int64), policy)
    return exact(task, graph, None, None)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_cheapest(count):
    for seed in SEEDS:
        graph = _graph(seed)
        price = np.random.default_rng(seed).integers(0, 9, len(graph.seats))
        asks = graph.cost + price[graph.place]
        chosen = kernels.cheapest(graph.offsets, graph.place, graph.cost, price, count)
        for row in _rows(graph):
            best = sorted(row, key=lambda edge: (asks[edge], edge))[:count]
            assert [edge for edge in row if chosen[edge]] == sorted(best)


def _auction(graph, dearest, step):
    waiting = list(range(len(graph.offsets) - 1))
    seats = [min(int(count), len(waiting)) for count in graph.seats]
    bids, held = [[0] * count for count in seats], [[-1] * count for count in seats]
    while waiting:
        pupil = waiting.pop(0)
        offers = [(dearest, -1), (dearest, -1)]
        for edge in _rows(graph)[pupil]:
            place = int(graph.place[edge])
            if graph.seats[place]:
                offers.append((int(graph.cost[edge]) + min(bids[place]), place))
        best, second = sorted(offers, key=lambda offer: offer[0])[:2]
        if best[1] < 0:
            continue
        place = best[1]
        seat = bids[place].index(min(bids[place]))
        if held[place][seat] >= 0:
            waiting.append(held[place][seat])
        bids[place][seat], held[place][seat] = bids[place][seat] + second[0] - best[0] + step, pupil
    return [min(bid, default=None) for bid in bids], {p: place for place, row in enumerate(held) for p in row if p >= 0}


def test_opening_prices():
    for seed in SEEDS:
        graph = _graph(seed)
        price, seat = kernels.opening_prices(
            graph.offsets, graph.place, graph.cost, graph.seats, graph.group, np.array([60]), 3, 10**6
        )
        expected, held = _auction(graph, 60, 3)
        assert [int(p) for p, s in zip(price, graph.seats, strict=True) if s] == [p for p in expected if p is not None]
        assert {p: int(s) for p, s in enumerate(seat) if s >= 0} == held


def _bellman_ford(graph, seat, penalty, top):
    """Highest right prices by relaxing every condition until none changes: what places ask, what caps ask."""
    use, below = duals.used(graph, seat)
    place, cap = [top] * len(graph.seats), [top] * len(graph.caps)
    for _round in range(len(place) + len(cap) + 2):
        _level(place, use, graph.seats, graph.parent, cap)
        _level(cap, below, graph.caps, graph.cap_parent, cap)
        for pupil, row in enumerate(_rows(graph)):
            own = [e for e in row if graph.place[e] == seat[pupil]]
            for taken in own:
                others = [int(graph.cost[e]) + place[graph.place[e]] for e in row if e != taken]
                least = min([*others, int(penalty[graph.group[pupil]])])
                place[seat[pupil]] = min(place[seat[pupil]], least - int(graph.cost[taken]))
    return place, cap


def _level(asks, use, seats, parent, cap):
    """Places or caps with a free seat ask no more than what is above them, which asks no more than they when used."""
    for node, above in enumerate(parent.tolist()):
        if use[node] < seats[node]:
            asks[node] = min(asks[node], cap[above] if above >= 0 else 0)
        if use[node] and above >= 0:
            cap[above] = min(cap[above], asks[node])


@pytest.mark.parametrize("caps", [0, 3])
def test_prices(caps):
    for seed in SEEDS:
        graph = _graph(seed, caps=caps)
        seat, asked = _answer(graph)
        place, cap = _bellman_ford(graph, seat, asked.penalty, 2 * int(asked.penalty.max()) + 1)
        assert asked.place.tolist() == place
        assert asked.cap.tolist() == cap


def test_an_outcome_that_is_not_optimal_has_no_prices():
    graph = _graph(4)
    seat, asked = _answer(graph)
    for pupil, row in enumerate(_rows(graph)):
        for edge in row:
            worse = seat.copy()
            worse[pupil] = graph.place[edge]
            use, _below = duals.used(graph, worse)
            dearer = seat[pupil] >= 0 and graph.cost[edge] > graph.cost[row[0] + _at(graph, row, seat[pupil])]
            if dearer and (use <= graph.seats).all():
                assert duals.prices(graph, worse, asked.penalty, False) is None


def _at(graph, row, place):
    return graph.place[row.start : row.stop].tolist().index(place)


def test_envied():
    for seed in SEEDS:
        graph = _graph(seed)
        seat, asked = _answer(graph)
        price = np.random.default_rng(seed).integers(0, 12, len(graph.seats))
        found = kernels.envied(graph.offsets, graph.place, graph.cost, seat, graph.group, asked.penalty, price)
        for pupil, row in enumerate(_rows(graph)):
            asks = {edge: int(graph.cost[edge] + price[graph.place[edge]]) for edge in row}
            pays = next((asks[e] for e in row if graph.place[e] == seat[pupil]), int(asked.penalty[0]))
            assert [bool(found[e]) for e in row] == [asks[e] < pays for e in row]


def test_pieces_keep_every_edge_and_share_nothing(monkeypatch):
    monkeypatch.setattr("vakwerk.engines.matching.parts.BUNDLE", 1)  # each piece on its own
    for seed in SEEDS:
        instance = rounds.some_round(seed, caps=seed % 4)
        seen, edges = set(), set()
        for part in parts(instance):
            own = {("place", int(j)) for j in part.places} | {("cap", int(c)) for c in part.caps}
            assert not own & seen
            seen |= own
            assert part.graph.seats.tolist() == instance.seats[part.places].tolist()
            for at, place in enumerate(part.places):
                above = part.graph.parent[at]
                assert (part.caps[above] if above >= 0 else -1) == instance.parent[place]
            for pupil, row in zip(part.pupils, _rows(part.graph), strict=True):
                edges |= {(int(pupil), int(part.places[part.graph.place[e]]), int(part.graph.cost[e])) for e in row}
            assert len(_connected(part.graph)) == 1
        assert edges == set(zip(instance.rows().tolist(), instance.place.tolist(), instance.cost.tolist(), strict=True))


def _connected(graph):
    """The sets of nodes that hang together, by merging sets."""
    groups = [{("pupil", p)} for p in range(len(graph.offsets) - 1)]
    links = [({("pupil", p), ("place", int(graph.place[e]))}) for p, row in enumerate(_rows(graph)) for e in row]
    links += [({("place", j), ("cap", int(c))}) for j, c in enumerate(graph.parent) if c >= 0]
    links += [({("cap", j), ("cap", int(c))}) for j, c in enumerate(graph.cap_parent) if c >= 0]
    for link in links:
        touching = [g for g in groups if g & link]
        groups = [g for g in groups if not g & link] + [set().union(link, *touching)]
    return groups


def test_cuts_leave_out_only_edges_that_no_largest_placement_uses():
    for seed in range(60):
        instance = rounds.some_round(seed)
        graph = _graph(seed)
        seat = np.full(instance.n_pupils, -1, dtype=np.int32)
        short = cut.largest(graph.offsets, graph.place, graph.seats, seat)
        every = list(rounds.outcomes(instance))
        most = max(sum(p >= 0 for p in o) for o in every)
        assert (seat >= 0).sum() == most
        t_offsets, _t_edge, t_pupil = kernels.by_place(graph.offsets, graph.place, len(graph.seats))
        side = cut.sides(t_offsets, t_pupil, graph.seats, seat, short)
        keep = cut.inside(graph.offsets, graph.place, seat, side)
        kept = set(zip(instance.rows()[keep].tolist(), graph.place[keep].tolist(), strict=True))
        for outcome in every:
            if sum(p >= 0 for p in outcome) == most:
                assert {(pupil, place) for pupil, place in enumerate(outcome) if place >= 0} <= kept


def _router(instance, seat, asked):
    graph = duals.Graph(*(np.array(array) for array in unlocked(instance)))
    return Router(graph, seat, asked)


def _proven(instance, router, policy="total"):
    asked = router.asked()
    solution = finished(instance, router.seat(), asked.place, asked.cap, policy, asked.penalty, 1)
    return solution, verify(instance, solution).valid


@pytest.mark.parametrize("caps", [0, 3])
def test_pupils_sent_one_by_one_end_as_solved_at_once(caps):
    """`send` from an empty round, with the outside at price 0: successive shortest paths."""
    for seed in SEEDS:
        instance = rounds.some_round(seed, caps=caps)
        nothing = np.full(instance.n_pupils, -1, dtype=np.int32)
        # Costs may be negative: nobody stands anywhere yet, so prices of 0 are right for the empty places.
        penalty = policies.penalties(instance, "total")
        zero = np.zeros(instance.n_places, dtype=np.int64)
        router = _router(instance, nothing, duals.Asked(zero, np.zeros(caps, dtype=np.int64), penalty))
        router.settle_envious()
        solution, valid = _proven(instance, router)
        best = solve(instance)
        assert valid
        assert (solution.placed, solution.cost) == (best.placed, best.cost)


def test_choosing_again_after_a_change_of_costs_is_exact():
    for seed in SEEDS:
        instance = rounds.some_round(seed, caps=seed % 3)
        asked_of = solve(instance)
        if not instance.n_edges:
            continue
        graph = unlocked(instance)
        answer = exact(Task(graph, policies.penalties(instance, "total"), "total"), graph, None, None)
        router = _router(instance, answer.seat, answer.asked)
        pupil = int(np.argmax(np.diff(instance.offsets)))
        row = slice(int(instance.offsets[pupil]), int(instance.offsets[pupil + 1]))
        costs = instance.cost.copy()
        costs[row] = np.random.default_rng(seed).integers(-5, 15, row.stop - row.start)
        router.net.cost[row] = costs[row]
        routing.resettle(router.net, router.standing, router.desk, pupil)
        changed = replace(instance, cost=costs)
        best = solve(changed)
        solution, _valid = _proven(changed, router)
        assert (solution.placed, solution.cost) == (best.placed, best.cost)
        assert asked_of.placed == best.placed
