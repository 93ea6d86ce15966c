"""The rule grammar of the series: every rule that a row of numbers may follow, and what it says comes next.

Letters are numbers too (A = 0), with the rules that only add. `continuations` tries every rule on the terms shown;
a series is sound only when all rules that fit give the same next term.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vakwerk.engines.words import Words

Terms = Sequence[int]
Next = Callable[[Terms], int | None]


@dataclass(frozen=True)
class SeriesRule:
    """`following(terms)`: every next term that this rule allows; none when the terms do not follow it."""

    name: str
    words: Words
    following: Callable[[Terms], list[int]]


def plus(terms: Terms) -> int | None:
    """The same number is added each time (or taken away, or nothing happens)."""
    step = terms[1] - terms[0]
    steady = all(second - first == step for first, second in itertools.pairwise(terms))
    return terms[-1] + step if steady else None


def times(terms: Terms) -> int | None:
    """Each term is the same whole number of times the one before, or the other way about."""
    first, second = terms[0], terms[1]
    if not first or not second or (first % second and second % first):
        return None
    if any(b * first != a * second for a, b in itertools.pairwise(terms)):
        return None
    made, rest = divmod(terms[-1] * second, first)
    return None if rest else made


def differences(terms: Terms) -> list[int]:
    return [second - first for first, second in itertools.pairwise(terms)]


def growing(terms: Terms) -> int | None:
    """What is added changes by the same number each time."""
    step = plus(differences(terms))
    return None if step is None else terms[-1] + step


def scaled(terms: Terms) -> int | None:
    """What is added is multiplied each time: "times 2 and then plus 1" is such a series too."""
    step = times(differences(terms))
    return None if step is None else terms[-1] + step


def summed(terms: Terms) -> int | None:
    """Each term is the sum of the two before it."""
    fits = all(a + b == c for a, b, c in zip(terms, terms[1:], terms[2:], strict=False))
    return terms[-2] + terms[-1] if fits else None


def interleaved(terms: Terms, simple: Sequence[Next] = (plus, times)) -> list[int]:
    """Two series take turns, each with at least three terms shown."""
    if len(terms) < 6:
        return []
    mine, other = terms[len(terms) % 2 :: 2], terms[1 - len(terms) % 2 :: 2]
    if all(rule(other) is None for rule in simple):
        return []
    return [value for rule in simple if (value := rule(mine)) is not None]


def alternating(terms: Terms, only_plus: bool = False) -> list[int]:
    """Two operations take turns, each shown at least twice."""
    pairs = list(itertools.pairwise(terms))
    mine, other = pairs[len(pairs) % 2 :: 2], pairs[1 - len(pairs) % 2 :: 2]
    if min(len(mine), len(other)) < 2 or not _operations(other, other[0][0], only_plus):
        return []
    return _operations(mine, terms[-1], only_plus)


def _operations(pairs: Sequence[tuple[int, int]], last: int, only_plus: bool) -> list[int]:
    """What the one operation that turns each first into its second makes of `last`: by adding, then by multiplying."""
    made = []
    first, second = pairs[0]
    if all(b - a == second - first for a, b in pairs):
        made.append(last + second - first)
    if not only_plus and first and second and not (first % second and second % first):
        whole, rest = divmod(last * second, first)
        if not rest and all(b * first == a * second for a, b in pairs):
            made.append(whole)
    return made


def _one(rule: Next) -> Callable[[Terms], list[int]]:
    """A rule with one outcome, in the form of the rules with several."""

    def following(terms: Terms) -> list[int]:
        value = rule(terms)
        return [] if value is None else [value]

    return following


def _interleaved_letters(terms: Terms) -> list[int]:
    return interleaved(terms, (plus,))


def _alternating_letters(terms: Terms) -> list[int]:
    return alternating(terms, only_plus=True)


NUMBER_RULES = (
    SeriesRule(
        "plus",
        Words("telkens hetzelfde getal erbij of eraf", "the same number added or taken away each time"),
        _one(plus),
    ),
    SeriesRule(
        "times",
        Words("telkens maal of gedeeld door hetzelfde getal", "times or divided by the same number each time"),
        _one(times),
    ),
    SeriesRule(
        "growing",
        Words(
            "wat erbij komt of eraf gaat, verandert telkens met hetzelfde getal",
            "what is added or taken away changes by the same number each time",
        ),
        _one(growing),
    ),
    SeriesRule(
        "scaled",
        Words("wat erbij komt, wordt telkens vermenigvuldigd", "what is added is multiplied each time"),
        _one(scaled),
    ),
    SeriesRule(
        "summed",
        Words("elk getal is de som van de twee ervoor", "each number is the sum of the two before it"),
        _one(summed),
    ),
    SeriesRule("alternating", Words("twee bewerkingen om de beurt", "two operations in turn"), alternating),
    SeriesRule("interleaved", Words("twee rijen om de beurt", "two series in turn"), interleaved),
)
LETTER_RULES = (
    SeriesRule(
        "plus",
        Words("telkens evenveel letters verder of terug", "equally many letters forward or back each time"),
        _one(plus),
    ),
    SeriesRule(
        "growing",
        Words("de sprong verandert telkens met hetzelfde getal", "the jump changes by the same number each time"),
        _one(growing),
    ),
    SeriesRule("alternating", Words("twee sprongen om de beurt", "two jumps in turn"), _alternating_letters),
    SeriesRule("interleaved", Words("twee rijen om de beurt", "two series in turn"), _interleaved_letters),
)


def continuations(terms: Terms, rules: Sequence[SeriesRule]) -> dict[int, list[str]]:
    """The next terms that rules of this grammar give, each with the names of those rules."""
    found: dict[int, list[str]] = {}
    for rule in rules:
        for value in rule.following(terms):
            found.setdefault(value, []).append(rule.name)
    return found
