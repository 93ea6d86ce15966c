"""What holds for the spatial tasks beyond what every generator must hold to."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from vakwerk.engines.itembank import draw, generators
from vakwerk.engines.itembank.tasks import Generator, Task

KINDS = generators("spatial")
NAMES = [kind.name for kind in KINDS]


@pytest.fixture(scope="module")
def drawn() -> dict[str, list[Task]]:
    """Two hundred tasks of each kind."""
    tasks: dict[str, list[Task]] = {name: [] for name in NAMES}
    for task in draw("spatial", 200 * len(KINDS)):
        tasks[task.generator].append(task)
    return tasks


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_the_solver_finds_nothing_when_the_key_is_left_out(kind: Generator) -> None:
    for seed in range(20):
        task = kind.task(seed)
        identities = [option.identity for option in task.options]
        without = identities[: task.key] + identities[task.key + 1 :]
        assert list(kind.solve(task.problem, without)) == []


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_the_solver_agrees_with_the_first_drafts_already(kind: Generator) -> None:
    """Builder and solver work in different ways; if one of them were wrong, drafts would be refused."""
    faults = [fault for seed in range(60) for fault in kind.faults(kind.build(random.Random(seed)))]
    assert faults == []


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_task_is_looked_at_and_says_so(kind: Generator) -> None:
    """Seeing is what is measured: words would make another task of it."""
    task = kind.task(7)
    assert task.needs_sight
    assert task.picture is not None
    assert all(option.picture is not None and option.picture.width <= 160 for option in task.options)


@pytest.mark.parametrize("name", NAMES)
def test_each_radical_varies(name: str, drawn: dict[str, list[Task]]) -> None:
    for radical in drawn[name][0].radicals:
        assert len({task.radicals[radical] for task in drawn[name]}) > 1, radical


def _places(identity: str) -> frozenset[str]:
    return frozenset(identity.split())


@pytest.mark.parametrize("name", ["paper-folding", "cubes-sawn"])
def test_the_key_is_not_the_answer_most_like_the_others(name: str, drawn: dict[str, list[Task]]) -> None:
    """Chance is one in five. Whoever only compares the answers may not do much better."""
    hits: Counter[str] = Counter()
    for task in drawn[name]:
        answers = [_places(option.identity) for option in task.options]
        likeness = [sum(len(one & two) / len(one | two) for two in answers) for one in answers]
        sizes = [len(answer) for answer in answers]
        hits["most ordinary"] += likeness.index(max(likeness)) == task.key
        hits["largest"] += sizes.index(max(sizes)) == task.key
        hits["smallest"] += sizes.index(min(sizes)) == task.key
    assert max(hits.values()) < 0.34 * len(drawn[name]), hits
