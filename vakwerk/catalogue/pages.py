"""What the public pages of the catalogue show. Reads go through `queries`; nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue import queries
from vakwerk.catalogue.models import Occupation
from vakwerk.catalogue.progression import CLB_CHAT_URL, CLB_URL, SITUATIONS, Situation
from vakwerk.core import search

PAGE_SIZE = 48
MOST_HITS = 100
LONGEST_QUERY = 80

# The clusters of the VDAB in the words of a young person.
SECTORS: dict[str, str | Promise] = {
    "Bouwberoepen": _("Building"),
    "Dienstverlenende beroepen": _("Services, safety and beauty"),
    "Handels- en verkoopberoepen": _("Shop and sales"),
    "Horecaberoepen": _("Restaurant, hotel and travel"),
    "Industriële beroepen en ambachten": _("Technology, industry and crafts"),
    "Land-, tuin- en bosbouw- en visserijberoepen": _("Animals, plants and nature"),
    "Medische, paramedische en verzorgende beroepen": _("Care and health"),
    "Organisatieondersteunende en kennisberoepen": _("Office, computers and science"),
    "Pedagogische beroepen": _("Children, school and guidance"),
    "Transport- en logistieke beroepen": _("Transport and logistics"),
    "Vrijetijds- en artistieke beroepen": _("Sport, art and leisure"),
}
ATTEST_WORDS: dict[str, str | Promise] = {
    "A": _("Passed (A attest, or a diploma or certificate)"),
    "B": _("Passed, but not for everything (B attest)"),
    "C": _("Not passed (C attest)"),
}
SITUATION_GROUPS: list[tuple[str | Promise, list[str]]] = [
    (_("Primary school and 1st grade"), ["lager-6", "1a", "1b", "2a", "2b"]),
    (_("2nd grade"), ["3", "4-do", "4-du", "4-a", "4-duaal", "aanloop"]),
    (_("3rd grade"), ["5", "6-do", "6-du", "6-a"]),
    (_("7th year"), ["7-ok3", "7-ok4", "7-ho"]),
]


@dataclass(frozen=True)
class OccupationFilters:
    """What the reader asked for; nonsense is dropped, so that a mailed link still opens."""

    text: str = ""
    sector: str = ""
    shortage: bool = False

    @classmethod
    def read(cls, given: QueryDict) -> OccupationFilters:
        sector = given.get("sector", "")
        return cls(
            text=given.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY],
            sector=sector if sector in SECTORS else "",
            shortage=given.get("knelpunt") == "1",
        )

    @property
    def any(self) -> bool:
        return bool(self.text or self.sector or self.shortage)


def sector_name(sector: str) -> str:
    return str(SECTORS.get(sector, sector))


def occupations_page(given: QueryDict) -> dict[str, Any]:
    """The library: all occupations by name, or what fits the words, the sector and the shortage list."""
    filters = OccupationFilters.read(given)
    page = Paginator(found_occupations(filters), PAGE_SIZE).get_page(given.get("page"))
    current = queries.shortage_list()
    return {
        "filters": filters,
        "page": page,
        "rows": _rows(page),
        "sectors": [(code, str(name)) for code, name in sorted(SECTORS.items(), key=lambda item: str(item[1]))],
        "shortage_list": current,
    }


def found_occupations(filters: OccupationFilters) -> list[Occupation]:
    if filters.text:
        hits = search.find("occupation", filters.text, MOST_HITS)
        rows = queries.occupations_named([hit.key for hit in hits])
    else:
        rows = sorted(queries.occupations(), key=lambda row: row.display_name.casefold())
    return [row for row in rows if _passes(row, filters)]


def _passes(row: Any, filters: OccupationFilters) -> bool:
    return filters.sector in {"", row.sector} and (row.is_shortage or not filters.shortage)


def _rows(page: Page[Any]) -> list[tuple[Any, str]]:
    return [(row, sector_name(row.sector)) for row in page.object_list]


def occupation_page(slug: str) -> dict[str, Any] | None:
    """Everything about one occupation; None when it does not exist."""
    found = queries.occupation_file(slug)
    if found is None:
        return None
    return {
        "file": found,
        "occupation": found.occupation,
        "sector": sector_name(found.occupation.sector),
        "groups": [
            (_("Through secondary school"), found.direct),
            (_("Usually after more study"), found.after_more_study),
        ],
    }


def what_next_page(given: QueryDict) -> dict[str, Any]:
    """The question, and the answer once somebody said what they do now."""
    key, attest = given.get("nu", ""), given.get("attest", "A")
    answer = queries.what_may_follow_from(key, attest)
    # The last year has no B attest: the question then shows what was answered.
    attest = answer.attest or attest if answer else attest
    return {
        "situations": [(title, [_choice(k, key) for k in keys]) for title, keys in SITUATION_GROUPS],
        "attests": [(code, words, code == attest) for code, words in ATTEST_WORDS.items()],
        "chosen": key if answer else "",
        "afterwards": answer,
        "attest_words": ATTEST_WORDS.get(answer.attest, "") if answer else "",
        "clb_url": CLB_URL,
        "clb_chat_url": CLB_CHAT_URL,
    }


def _choice(key: str, chosen: str) -> tuple[str, Situation, bool]:
    return key, SITUATIONS[key], key == chosen
