"""What somebody scores on the spatial tasks who only looks at the answers: `python -m tools.guess_spatial_tasks`.

Prints for each kind the share right of a few ways of guessing beside pure chance, the range of expected difficulty, how
many of the first 1,000 tasks differ, and the milliseconds to make one.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence

from vakwerk.engines.itembank import generators
from vakwerk.engines.itembank.spatial import cubes, sections
from vakwerk.engines.itembank.tasks import Generator, Task

TASKS = 1000
# Scores of the answers: the highest, and the lowest, are the guesses.
Scores = Callable[[Sequence[str]], list[float]]


def _alike(answers: Sequence[frozenset[object]]) -> list[float]:
    return [sum(len(one & two) / len(one | two) for two in answers) for one in answers]


def _parts(identities: Sequence[str]) -> list[frozenset[object]]:
    return [frozenset(identity.split()) for identity in identities]


def _shape_likeness(identities: Sequence[str]) -> list[float]:
    profiles = [sections.profile(sections.read(identity)) for identity in identities]
    widths = [[width / tall for width in row] for tall, row in profiles]
    return [-sum(max(abs(a - b) for a, b in zip(one, two, strict=True)) for two in widths) for one in widths]


WAYS: dict[str, dict[str, Scores]] = {
    "cubes-turned": {
        "most cubes in common": lambda texts: _alike(_parts(texts)),
        "most to be seen": lambda texts: [float(len(cubes.view(cubes.read(text)))) for text in texts],
    },
    "net-to-cube": {"most marks in common": lambda texts: _alike(_parts(texts))},
    "cube-to-net": {"most faces in common": lambda texts: _alike(_parts(texts))},
    "net-opposite": {},
    "paper-folding": {
        "most holes in common": lambda texts: _alike(_parts(texts)),
        "most holes": lambda texts: [float(len(text.split())) for text in texts],
    },
    "cubes-sawn": {
        "most fields in common": lambda texts: _alike(_parts(texts)),
        "most fields": lambda texts: [float(len(text.split())) for text in texts],
    },
    "solids-sawn": {"most like the other shapes": _shape_likeness},
}


def _hits(tasks: Sequence[Task], scores: Scores) -> tuple[float, float]:
    """Share right when taking the highest, and the lowest score (the first of equals)."""
    found: Counter[str] = Counter()
    for task in tasks:
        values = scores([option.identity for option in task.options])
        found["high"] += values.index(max(values)) == task.key
        found["low"] += values.index(min(values)) == task.key
    return found["high"] / len(tasks), found["low"] / len(tasks)


def report(kind: Generator) -> list[str]:
    kind.task(0)
    start = time.process_time()
    tasks = [kind.task(seed) for seed in range(TASKS)]
    spent = time.process_time() - start
    levels = [task.difficulty for task in tasks]
    different = len({task.fingerprint for task in tasks})
    lines = [
        f"{kind.name}: {different} of {TASKS} differ, {spent / TASKS * 1000:.2f} ms each, "
        f"expected difficulty {min(levels):.1f} to {max(levels):.1f}, chance {1 / len(tasks[0].options):.0%}"
    ]
    for name, scores in WAYS[kind.name].items():
        high, low = _hits(tasks, scores)
        lines.append(f"  {name}: {high:.0%} right; least: {low:.0%}")
    return lines


def main() -> None:
    for kind in generators("spatial"):
        print(*report(kind), sep="\n")


if __name__ == "__main__":
    main()
