"""Double entry: what leaves one account arrives on others, so that every entry sums to zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


class UnbalancedError(ValueError):
    """An entry whose postings do not sum to zero, or that moves nothing."""


@dataclass(frozen=True)
class Posting:
    """Cents onto (positive) or off (negative) an account; never zero."""

    account: str
    cents: int

    def __post_init__(self) -> None:
        if isinstance(self.cents, bool) or not isinstance(self.cents, int):
            raise TypeError(f"Cents are an int, not {type(self.cents).__name__}.")
        if not self.cents:
            raise UnbalancedError(f"A posting on {self.account} moves nothing.")


@dataclass(frozen=True)
class Entry:
    """Postings that belong together; UnbalancedError unless there are two or more and they sum to zero."""

    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        total = sum(posting.cents for posting in self.postings)
        if total or len(self.postings) < 2:
            raise UnbalancedError(f"The {len(self.postings)} postings of an entry sum to {total} cents, not to zero.")

    @classmethod
    def move(cls, source: str, target: str, cents: int) -> Entry:
        """`cents` from one account to another."""
        return cls((Posting(source, -cents), Posting(target, cents)))

    def reversed(self) -> Entry:
        """The entry that undoes this one; both stay."""
        return Entry(tuple(Posting(posting.account, -posting.cents) for posting in self.postings))


def balances(entries: Iterable[Entry]) -> dict[str, int]:
    """Cents on each account after all entries; accounts that stand at zero as well."""
    found: Counter[str] = Counter()
    for entry in entries:
        for posting in entry.postings:
            found[posting.account] += posting.cents
    return dict(found)
