"""What the technical generators promise beyond the rest: no hint in the options, words for who cannot see."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest

from vakwerk.engines.itembank import Task, draw, generators

DESCRIBED = {"gears", "belts", "levers", "pulleys", "circuits", "vessels", "taps"}
DRAWN = {"tilted", "views", "plates"}


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    return list(draw("technical", 2500, seed=3))


def test_the_scale_covers_the_promised_machines() -> None:
    assert {maker.name for maker in generators("technical")} == DESCRIBED | DRAWN


def test_machines_are_described_in_words_and_drawings_are_not(tasks: list[Task]) -> None:
    assert {task.generator for task in tasks if not task.needs_sight} == DESCRIBED
    assert {task.generator for task in tasks if task.needs_sight} == DRAWN


def test_every_question_has_its_answers_about_equally_often(tasks: list[Task]) -> None:
    """Left as often as right, clockwise as often as anticlockwise, "it is stuck" no more than its share."""
    gears = _keys(tasks, "gears", "direction")
    assert max(gears.values()) - min(gears.values()) < 0.35 * sum(gears.values())
    beams = _keys(tasks, "levers", "tilt")
    assert set(beams) == {"left", "level", "right"}
    assert max(beams.values()) < 0.5 * sum(beams.values())
    for generator in ("levers", "pulleys"):
        ask = "lift" if generator == "levers" else "easiest"
        assert max(_keys(tasks, generator, ask).values()) < 0.4 * sum(_keys(tasks, generator, ask).values())


def _keys(tasks: list[Task], generator: str, ask: str) -> Counter[str]:
    chosen = [task for task in tasks if task.generator == generator and task.problem["ask"] == ask]
    return Counter(task.options[task.key].identity for task in chosen)


def _numbers(task: Task) -> list[Fraction] | None:
    if task.generator == "views":  # digits that name a solid
        return None
    try:
        return [Fraction(option.identity) for option in task.options]
    except ValueError:
        return None


def _place(rank: int) -> Callable[[Task], int | None]:
    def pick(task: Task) -> int | None:
        numbers = _numbers(task)
        return None if numbers is None else numbers.index(sorted(numbers)[rank])

    return pick


def _longest(task: Task) -> int | None:
    lengths = [len(option.words.nl) if option.words else 0 for option in task.options]
    return lengths.index(max(lengths)) if len(set(lengths)) == len(lengths) else None


def _like_the_others(task: Task) -> int | None:
    """The answer that differs least from the others: letters named, lines of a view, heights of stacks or of water."""
    apart: Callable[[str, str], float]
    if task.generator == "views":
        apart = _different_places
    elif task.generator == "tilted":
        apart = _different_heights
    elif task.problem.get("ask") in ("alike", "burning", "broken"):
        apart = _different_letters
    else:
        return None
    identities = [option.identity for option in task.options]
    distances = [sum(apart(one, other) for other in identities) for one in identities]
    return distances.index(min(distances))


def _different_places(one: str, other: str) -> float:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _different_heights(one: str, other: str) -> float:
    return sum(float(abs(Fraction(a) - Fraction(b))) for a, b in zip(one.split(";"), other.split(";"), strict=True))


def _different_letters(one: str, other: str) -> float:
    return len(set(one) ^ set(other))


@pytest.mark.parametrize("guess", [_place(0), _place(1), _place(2), _place(3), _longest, _like_the_others])
def test_who_looks_at_the_options_alone_gains_little(tasks: list[Task], guess: Callable[[Task], int | None]) -> None:
    """Chance is one in four; a blind rule must stay under 45% in every generator."""
    hits: dict[str, list[bool]] = {}
    for task in tasks:
        place = guess(task)
        if place is not None and len(task.options) > 3:
            hits.setdefault(task.generator, []).append(place == task.key)
    assert sum(map(len, hits.values())) > 100
    for generator, tried in hits.items():
        assert len(tried) < 50 or sum(tried) / len(tried) < 0.45, (generator, sum(tried) / len(tried))


def test_numbers_and_letters_stand_in_their_order(tasks: list[Task]) -> None:
    for task in tasks:
        numbers = _numbers(task)
        if numbers is not None:
            assert numbers == sorted(numbers), task.id
