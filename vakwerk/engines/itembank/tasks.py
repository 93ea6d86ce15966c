"""Tasks with one right answer, and the generators that make them.

A generator is a *rule grammar*: what may vary (radicals make a task harder, incidentals do not), what the rules
are, and which errors lead to which wrong answer. It writes a `Draft`; `Generator.task` checks it and gives a `Task`:

- exactly one option is right, as found by the generator's own solver, which sees what the pupil sees and not the key;
- no two options look the same, and every wrong one is tied to an error;
- the difficulty expected before any data is a linear model of the radicals (LLTM, Fischer 1973), published with it.

The id `gears-1-4711` names generator, version of its grammar and seed; `task_of(id)` makes the same task to the pixel.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from vakwerk.engines.words import Words

from .drawing import Picture

Scale = Literal["reasoning", "spatial", "technical", "mathematics"]
SCALES: tuple[Scale, ...] = ("reasoning", "spatial", "technical", "mathematics")
# Scales whose tasks are written by people, a fixed number of them; see the package `written`.
WrittenScale = Literal["tools", "words", "meanings"]
ATTEMPTS = 200
# What we expect of the distance between the linear model and the difficulty found later, in logits; ours, until data.
PRIOR_SD = 0.8


class UnknownTask(KeyError):
    """No generator of this version makes a task with that id."""


@dataclass(frozen=True)
class Option:
    """An answer to choose: words, a picture, or both. `error` is the code of the error that leads to it; "" if right.

    `identity` is what the answer *is* (two options with equal identity would be the same answer)."""

    identity: str
    error: str
    words: Words | None = None
    picture: Picture | None = None


@dataclass(frozen=True)
class Draft:
    """What a generator writes. `problem` is the task as bare data, all that the solver may see beside the options;
    `options[0]` is the right one. The options are shuffled later, unless `order` gives the positions in the order in
    which they are shown (numbers from small to large); the generator then spreads the place of the key itself."""

    problem: Mapping[str, Any]
    radicals: Mapping[str, float]
    prompt: Words
    options: Sequence[Option]
    explanation: Words
    picture: Picture | None = None
    order: Sequence[int] = ()


@dataclass(frozen=True)
class Task:
    """A finished task. `key` is the position of the right option; `difficulty` and `difficulty_sd` are in logits."""

    id: str
    generator: str
    version: int
    seed: int
    scale: Scale | WrittenScale
    problem: Mapping[str, Any]
    radicals: Mapping[str, float]
    prompt: Words
    picture: Picture | None
    options: tuple[Option, ...]
    key: int
    explanation: Words
    difficulty: float
    difficulty_sd: float

    @property
    def needs_sight(self) -> bool:
        """Whether a picture has no words that could stand for it."""
        pictures = [self.picture, *(option.picture for option in self.options)]
        return any(picture is not None and picture.alternative is None for picture in pictures)

    @property
    def fingerprint(self) -> str:
        """Equal for two tasks that a pupil would call the same: same problem, same answers in whatever order."""
        return self._digest(sorted(option.identity for option in self.options))

    @property
    def question(self) -> str:
        """Equal for two tasks of which one gives the other away: same problem and right answer, other wrong ones."""
        return self._digest(self.options[self.key].identity)

    def _digest(self, answers: Sequence[str] | str) -> str:
        text = json.dumps([self.generator, self.problem, answers], sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Radical:
    """A property that makes the task harder: `weight` logits per unit, as expected before data."""

    title: Words
    weight: float


@dataclass(frozen=True)
class Generator:
    """One kind of task. `build(rng)` writes a draft, `solve(problem, identities)` gives the right positions."""

    name: str
    version: int
    scale: Scale
    title: Words
    grammar: Words
    intercept: float
    radicals: Mapping[str, Radical]
    errors: Mapping[str, Words]
    build: Callable[[random.Random], Draft]
    solve: Callable[[Mapping[str, Any], Sequence[str]], Sequence[int]]
    source: Words = field(default_factory=lambda: Words("eigen ontwerp", "own design"))

    def task(self, seed: int) -> Task:
        """The task of this seed: the first draft that passes every check, tried in a fixed order."""
        for attempt in range(ATTEMPTS):
            rng = random.Random(f"{self.name}/{self.version}/{seed}/{attempt}")  # noqa: S311 a lot, not a secret
            draft = self.build(rng)
            if not self.faults(draft):
                return self._finish(seed, draft, rng)
        raise RuntimeError(f"{self.name} found no sound task for seed {seed} in {ATTEMPTS} attempts.")

    def faults(self, draft: Draft) -> list[str]:
        """Why this draft is no sound task; empty when it is one. Raises ValueError for what no lot can mend."""
        identities = [option.identity for option in draft.options]
        self._check_grammar(draft)
        found = []
        if len(set(identities)) != len(identities):
            found.append("two options are the same")
        if list(self.solve(draft.problem, identities)) != [0]:
            found.append("not exactly the first option is right")
        return found

    def _check_grammar(self, draft: Draft) -> None:
        """The generator keeps to what it published: its own radicals, its own errors."""
        if set(draft.radicals) != set(self.radicals):
            raise ValueError(f"{self.name} must give exactly the radicals {sorted(self.radicals)}.")
        errors = [option.error for option in draft.options]
        if errors[0] or not all(error in self.errors for error in errors[1:]):
            raise ValueError(f"{self.name} must tie each wrong option, and no right one, to an error.")

    def _finish(self, seed: int, draft: Draft, rng: random.Random) -> Task:
        order = _order(draft, rng)
        return Task(
            id=f"{self.name}-{self.version}-{seed}",
            generator=self.name,
            version=self.version,
            seed=seed,
            scale=self.scale,
            problem=dict(draft.problem),
            radicals=dict(draft.radicals),
            prompt=draft.prompt,
            picture=draft.picture,
            options=tuple(draft.options[place] for place in order),
            key=order.index(0),
            explanation=draft.explanation,
            difficulty=self.expected_difficulty(draft.radicals),
            difficulty_sd=PRIOR_SD,
        )

    def expected_difficulty(self, radicals: Mapping[str, float]) -> float:
        """Logits: intercept + sum of weight x radical (LLTM, Fischer 1973). Ours, not yet estimated from answers."""
        return self.intercept + sum(self.radicals[name].weight * value for name, value in radicals.items())


def _order(draft: Draft, rng: random.Random) -> list[int]:
    """Which option stands where: as the draft asks, else as the lot falls."""
    order = list(draft.order) or list(range(len(draft.options)))
    if sorted(order) != list(range(len(draft.options))):
        raise ValueError("The order of a draft names every option once.")
    if not draft.order:
        rng.shuffle(order)
    return order
