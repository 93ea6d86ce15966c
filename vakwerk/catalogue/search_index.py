"""What people find the catalogue by: the names, the jobs, the domain and the words of every day."""

from __future__ import annotations

from django.db import transaction
from django.utils import translation

from vakwerk.catalogue.models import Domain, Occupation, ProgrammeGroup, ProgrammeKind
from vakwerk.catalogue.queries import programmes
from vakwerk.core import search

# What somebody types who does not know the name of a study domain. Only words that fit each programme of it: with
# "computers" under STEM, bricklaying was found by it too.
DOMAIN_WORDS: dict[str, str] = {
    Domain.LANGUAGE_CULTURE: "talen taal cultuur toerisme reizen communicatie",
    Domain.STEM: "techniek wetenschap technologie STEM",
    Domain.ART: "kunst creatief tekenen muziek dans toneel ontwerpen",
    Domain.AGRICULTURE: "land tuin natuur dieren planten boerderij groen",
    Domain.ECONOMY: "economie kantoor bedrijf winkel verkopen logistiek",
    Domain.SOCIETY: "zorg mensen kinderen helpen welzijn mode schoonheid",
    Domain.SPORT: "sport bewegen sporten",
    Domain.FOOD: "voeding horeca koken bakken eten restaurant keuken",
    Domain.CROSS: "aso algemeen breed",
}
# Special education and preparation come after the ordinary programmes that share their words.
WEIGHTS = {ProgrammeKind.OV3: 0.6, ProgrammeKind.DUAL_PREPARATORY: 0.8, ProgrammeKind.OTHER: 0.7}


@transaction.atomic
def index_catalogue() -> dict[str, int]:
    """Index every programme (by number) and occupation (by slug) anew; gives how many of each."""
    with translation.override("nl"):
        groups = programmes().prefetch_related("occupation_links__occupation")
        return {
            "programme": search.index_many("programme", [programme_document(group) for group in groups]),
            "occupation": search.index_many("occupation", [occupation_document(o) for o in Occupation.objects.all()]),
        }


def programme_document(group: ProgrammeGroup) -> search.Document:
    """Reads components and occupation links (prefetched)."""
    titles = {part.title for part in group.components.all()} - {group.title}
    jobs = [link.occupation for link in group.occupation_links.all()]
    domains = [f"{Domain(code).label} {DOMAIN_WORDS[code]}" for code in group.domain_codes()]
    text = [*sorted(titles), *(f"{job.name} {job.words}" for job in jobs), *domains]
    dual = ["duaal leren werkplek"] if any(part.dual for part in group.components.all()) else []
    weight = WEIGHTS.get(ProgrammeKind(group.kind), 1.0)
    return search.Document(group.number, group.title, ", ".join(text + dual), weight)


def occupation_document(occupation: Occupation) -> search.Document:
    text = ", ".join([occupation.words, occupation.name_en, occupation.sector])
    return search.Document(occupation.slug, occupation.name, text)
