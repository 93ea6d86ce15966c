"""What is wrong with a condition, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from vakwerk.engines.words import Words


class ConditionError(ValueError):
    """A condition that cannot be read: `problem` and `advice` in words, `start` to `end` (excluded) of the text."""

    def __init__(self, problem: Words, advice: Words, start: int, end: int) -> None:
        super().__init__(f"{problem.en} (at {start + 1})")
        self.problem, self.advice = problem, advice
        self.start, self.end = start, max(end, start + 1)

    def marks(self, text: str) -> str:
        """`text` with a line under each line that underlines the offending part, for a fixed-width page."""
        lines: list[str] = []
        at = 0
        for line in text.split("\n"):
            first, last = max(self.start - at, 0), min(self.end - at, len(line) + 1)
            lines.append(line)
            if first < last:
                lines.append(" " * first + "^" * (last - first))
            at += len(line) + 1
        return "\n".join(lines)


def fault(nl: str, en: str, advice_nl: str, advice_en: str, span: tuple[int, int]) -> ConditionError:
    """A `ConditionError` from its four sentences and the place."""
    return ConditionError(Words(nl, en), Words(advice_nl, advice_en), *span)


def listed(words: Iterable[Words]) -> Words:
    """Several texts as one, with commas."""
    texts = tuple(words)
    return Words(", ".join(text.nl for text in texts), ", ".join(text.en for text in texts))
