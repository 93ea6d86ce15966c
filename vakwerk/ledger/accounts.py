"""Account numbers: an IBAN is checked by its own two digits (ISO 13616, modulo 97)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from vakwerk.ledger.books import Refused

# Plain digits only; check digits run from 02 to 98, as 00, 01 and 99 would give the same remainder as 97, 98 and 02.
_IBAN = re.compile(r"[A-Z]{2}(?!00|01|99)[0-9]{2}[A-Z0-9]{11,30}")
_LENGTHS = {"BE": 16, "NL": 18, "LU": 20, "DE": 22, "FR": 27}


def parse_iban(text: str) -> str:
    """The number without spaces, in capitals; "" for nothing. Refused for one with a typing error."""
    bare = re.sub(r"[\s.-]", "", text).upper()
    if not bare:
        return ""
    known = _IBAN.fullmatch(bare) and len(bare) == _LENGTHS.get(bare[:2], len(bare))
    if not known or int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 != 1:
        raise Refused(_("This is no valid account number (IBAN)."))
    return bare


def written_iban(iban: str) -> str:
    """In groups of four."""
    return " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))
