"""Official numbers of organisations: their form, their check digits, and how people write them.

| Scheme | Form | Check |
|---|---|---|
| institution number (instellingsnummer, Onderwijs Vlaanderen) | up to 6 digits | none published |
| enterprise number (KBO/CBE) | 10 digits, starts with 0 or 1 | last two = 97 - (first eight mod 97) |
| establishment unit (vestigingseenheid, KBO/CBE) | 10 digits, starts with 2-8 | the same |
| OVO code (Flemish government) | OVO and 6 digits | none |

`parse` gives the one form that is stored; whoever writes an `OrganisationNumber` stores that.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.people.models import NumberScheme

MODULUS = 97
_SEPARATORS = re.compile(r"[\s.\-/]")


def parse(scheme: NumberScheme | str, text: str) -> str:
    """The stored form of a number as somebody typed it ("0404.616.494", "BE 0404 616 494", "ovo 002949").

    Raises `ValidationError` with a sentence for the person who typed it.
    """
    return _PARSERS[NumberScheme(scheme)](_SEPARATORS.sub("", text).upper())


def is_valid(scheme: NumberScheme | str, text: str) -> bool:
    try:
        parse(scheme, text)
    except ValidationError:
        return False
    return True


def display(scheme: NumberScheme | str, value: str) -> str:
    """A stored number as people write it: 0404.616.494 (enterprise), 2.123.456.789 (establishment)."""
    match NumberScheme(scheme):
        case NumberScheme.ENTERPRISE:
            return f"{value[:4]}.{value[4:7]}.{value[7:]}"
        case NumberScheme.ESTABLISHMENT:
            return f"{value[0]}.{value[1:4]}.{value[4:7]}.{value[7:]}"
        case _:
            return value


def with_check(first_eight: int) -> str:
    """The KBO number that starts with these eight digits (leading zeros added): for builders of fictitious worlds."""
    return f"{first_eight:08d}{MODULUS - first_eight % MODULUS:02d}"


def _refuse(sentence: Promise) -> ValidationError:
    return ValidationError(str(sentence), code="number")


def _institution(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,6}", text) or not int(text):
        raise _refuse(_("An institution number has at most six digits, for example 36541."))
    return str(int(text))


def _kbo(first_digits: str, form: Promise) -> Callable[[str], str]:
    pattern = re.compile(rf"[{first_digits}][0-9]{{9}}")

    def check(text: str) -> str:
        digits = text.removeprefix("BE")
        if not pattern.fullmatch(digits):
            raise _refuse(form)
        if with_check(int(digits[:8])) != digits:
            raise _refuse(_("The check digits at the end do not fit: there is a mistake in this number."))
        return digits

    return check


def _ovo(text: str) -> str:
    if not re.fullmatch(r"OVO[0-9]{6}", text):
        raise _refuse(_("An OVO code is OVO and six digits, for example OVO002949."))
    return text


_PARSERS: dict[NumberScheme, Callable[[str], str]] = {
    NumberScheme.INSTITUTION: _institution,
    NumberScheme.ENTERPRISE: _kbo("01", _("An enterprise number has ten digits and starts with 0 or 1.")),
    NumberScheme.ESTABLISHMENT: _kbo("2-8", _("An establishment unit number has ten digits and starts with 2 to 8.")),
    NumberScheme.OVO: _ovo,
}
