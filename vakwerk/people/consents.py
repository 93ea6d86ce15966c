"""What people may be asked consent for. A room registers its purposes; the text that somebody saw has a version.

    consents.register(Purpose("people.research", "2026-1", _("..."), _("...")))

Schools and centres mostly work on their legal task and need no consent for that: only what is not needed for the
task, and may be refused without any disadvantage, belongs here.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Below it a guardian decides (Belgian act of 30 July 2018, article 7, with GDPR article 8).
CONSENT_AGE = 13


@dataclass(frozen=True)
class Purpose:
    """`version` changes with every change of the text; a yes to an older text no longer counts."""

    slug: str
    version: str
    title: str | Promise
    text: str | Promise


_purposes: dict[str, Purpose] = {}


def register(*purposes: Purpose) -> None:
    _purposes.update({purpose.slug: purpose for purpose in purposes})


def all_purposes() -> list[Purpose]:
    return list(_purposes.values())


def purpose(slug: str) -> Purpose | None:
    return _purposes.get(slug)


register(
    Purpose(
        "people.research",
        "2026-1",
        _("Help to make the questionnaires better"),
        _(
            "Researchers may use my answers, without my name, to check whether the questionnaires are right. "
            "Saying no changes nothing for me."
        ),
    ),
    Purpose(
        "people.messages",
        "2026-1",
        _("Get messages about open days and visits"),
        _("The talent centre may send me an e-mail about open days and visits. I can stop this at any time."),
    ),
)
