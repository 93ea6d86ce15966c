"""One seat, two seats: a number with its noun, and the verb that goes with it."""

from __future__ import annotations


def counted_nl(count: int, one: str, many: str) -> str:
    """ "1 plaats", "2 plaatsen"."""
    return f"{count} {one if count == 1 else many}"


def counted_en(count: int, one: str) -> str:
    """ "1 seat", "2 seats"."""
    return f"{count} {one}{'' if count == 1 else 's'}"


def seats_nl(count: int) -> str:
    return counted_nl(count, "plaats", "plaatsen")


def pupils_nl(count: int) -> str:
    return counted_nl(count, "leerling", "leerlingen")


def is_nl(count: int) -> str:
    """ "is" for one, "zijn" for more."""
    return "is" if count == 1 else "zijn"
