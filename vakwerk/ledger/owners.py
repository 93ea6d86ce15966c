"""What a commitment stands for in another room, and whether that room still holds its money.

The ledger stands under the rooms that promise money, so they tell it about themselves, from `AppConfig.ready`:

owners.register("funding.grant", lambda key: Owner("A grant", "/toelagen/.../", bound=True))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vakwerk.ledger.models import Commitment


@dataclass(frozen=True)
class Owner:
    """The thing behind a commitment. `bound`: it is not settled, so only its own room gives money back."""

    title: str
    address: str
    bound: bool


Find = Callable[[int], Owner | None]
_rooms: dict[str, Find] = {}


def register(prefix: str, find: Find) -> None:
    """`find` gives the owner of the key behind `prefix` in a reference, None when it knows none."""
    _rooms[prefix] = find


def owner_of(commitment: Commitment) -> Owner | None:
    """None when no room stands behind it, or the thing is not there (any more)."""
    prefix, _colon, key = commitment.reference.partition(":")
    find = _rooms.get(prefix)
    return find(int(key)) if find and key.isdecimal() else None
