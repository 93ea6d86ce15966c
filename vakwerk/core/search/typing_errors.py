"""Words that were meant, for a word that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

MOST_CORRECTIONS = 3


def allowed(word: str) -> int:
    """How many slips (a wrong, missing, extra letter, or two swapped) are forgiven: 0 under 4 letters, 2 from 8."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def corrections(word: str, vocabulary: Iterable[str]) -> list[str]:
    """The nearest words of the vocabulary, at most three, all equally near; in alphabetical order."""
    best, found = allowed(word), []
    if best == 0:
        return []
    letters = set(word)
    for candidate in vocabulary:
        if abs(len(candidate) - len(word)) > best or len(letters ^ set(candidate)) > 2 * best:
            continue
        slips = distance(word, candidate, best)
        if slips < best:
            best, found = slips, [candidate]
        elif slips == best:
            found.append(candidate)
    return sorted(found, key=lambda other: (other[0] != word[0], other))[:MOST_CORRECTIONS]


def distance(a: str, b: str, limit: int) -> int:
    """Optimal string alignment distance, or limit + 1 as soon as it is more than `limit`."""
    two_back: list[int] = []
    above = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            slips = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                slips = min(slips, two_back[j - 2] + 1)
            row.append(slips)
        if min(row) > limit:
            return limit + 1
        two_back, above = above, row
    return above[-1]
