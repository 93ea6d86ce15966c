"""Codes that a child holds instead of an account.

Three kinds, three secrets: the *answering* code opens the questions, the *report* code opens the report, the *share*
code opens one report for one organisation. The kind is part of the hash: a code of one kind is nothing to another.

Shape: 12 characters in groups of four. Eleven are random out of 29 (53.4 bits); the twelfth is a check character.
29 is prime, so a weighted sum over it finds every single typing error and every swap of two characters. The alphabet
has no 0/O, 1/I/L, U/V twin and no Z (looks like 2).
"""

from __future__ import annotations

import math
import re
import secrets
from enum import StrEnum

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
RANDOM_CHARACTERS = 11
BITS = RANDOM_CHARACTERS * math.log2(len(ALPHABET))
LENGTH = RANDOM_CHARACTERS + 1
_NOISE = re.compile(r"[\s\-–—.]+")
_LOOKALIKES = str.maketrans({"Z": "2"})


class Kind(StrEnum):
    ANSWERING = "answering"
    REPORT = "report"
    SHARE = "share"


def new_code() -> str:
    """A fresh code as it is printed: `XXXX-XXXX-XXXX`."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return grouped(body + _check_character(body))


def grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalise(typed: str) -> str | None:
    """What somebody typed as a bare code; None when it cannot be one (wrong length, character or check)."""
    code = _NOISE.sub("", typed[:40]).upper().translate(_LOOKALIKES)
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return None
    return code if _check_character(code[:-1]) == code[-1] else None


def digest(kind: Kind, code: str) -> str:
    """What is stored: an HMAC under SECRET_KEY, useless without the key and different for each kind."""
    bare = normalise(code)
    if bare is None:
        raise ValueError("not a code")
    return salted_hmac(f"vakwerk.talent.code.{kind}", bare, algorithm="sha256").hexdigest()


def _check_character(body: str) -> str:
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=1))
    return ALPHABET[total * _inverse(LENGTH) % len(ALPHABET)]


def _inverse(number: int) -> int:
    return pow(number, -1, len(ALPHABET))
