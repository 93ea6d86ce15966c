"""Up to three programmes side by side, and where they differ in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vakwerk.offer import drawing, queries, search, words
from vakwerk.offer.filters import MOST_COMPARED
from vakwerk.offer.places import Chosen
from vakwerk.offer.queries import NearbySite
from vakwerk.offer.snapshot import Programme, Snapshot

MOST_SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Aspect:
    """One question and the answer of each programme. `differs` when the answers are not all the same."""

    label: str
    answers: list[str]

    @property
    def differs(self) -> bool:
        return len(set(self.answers)) > 1


@dataclass(frozen=True, slots=True)
class Candidate:
    title: str
    url: str
    level: str


def page(snapshot: Snapshot, slugs: tuple[str, ...], place: Chosen, text: str) -> dict[str, Any]:
    """The comparison; names of programmes that do not exist are left out."""
    chosen = [snapshot.by_slug[slug] for slug in slugs if slug in snapshot.by_slug]
    aspects = _aspects(snapshot, chosen, place) if chosen else []
    return {
        "chosen": [(programme, _without(chosen, programme)) for programme in chosen],
        "aspects": aspects,
        "differing": [_inside_a_sentence(aspect.label) for aspect in aspects if aspect.differs]
        if len(chosen) > 1
        else [],
        "full": len(chosen) >= MOST_COMPARED,
        "text": text,
        "candidates": _candidates(snapshot, chosen, text) if text else [],
        "place": place,
        "slugs": [programme.slug for programme in chosen],
        "place_keeps": [("r", programme.slug) for programme in chosen],
    }


def _inside_a_sentence(label: str) -> str:
    """Small letters, but STEM stays STEM: "stem" is Dutch for voice."""
    return label if label.isupper() else label[:1].lower() + label[1:]


def _query(programmes: list[Programme]) -> str:
    return "?" + urlencode([("r", programme.slug) for programme in programmes])


def _without(chosen: list[Programme], programme: Programme) -> str:
    return _query([other for other in chosen if other is not programme])


def _candidates(snapshot: Snapshot, chosen: list[Programme], text: str) -> list[Candidate]:
    found = [snapshot.programmes[at] for at in search.positions(snapshot, text)]
    return [
        Candidate(programme.title, _query([*chosen, programme]), words.plain(words.LEVELS, programme.level))
        for programme in found
        if programme not in chosen
    ][:MOST_SUGGESTIONS]


def _aspects(snapshot: Snapshot, chosen: list[Programme], place: Chosen) -> list[Aspect]:
    year = queries.offered_school_year(None, snapshot)
    sites = [queries.sites_of_programme(snapshot, programme.id, place.place, year) for programme in chosen]
    return [
        Aspect(_("When"), [_both(words.LEVELS, p.level) for p in chosen]),
        Aspect(_("Where it leads"), [_both(words.FINALITIES, p.finality) or _entry(p) for p in chosen]),
        Aspect(_("What it is about"), [_topics(p) for p in chosen]),
        Aspect(_("Education form"), [", ".join(p.forms) or _unknown() for p in chosen]),
        Aspect(_("Dual learning"), [_dual(p) for p in chosen]),
        Aspect(_("STEM"), [_stem(p) for p in chosen]),
        Aspect(_("Jobs"), [", ".join(p.jobs[:6]) or _unknown() for p in chosen]),
        Aspect(_("Shortage jobs"), [", ".join(p.shortages[:6]) or _("none that we know of") for p in chosen]),
        Aspect(_("Number of sites"), [_count(found) for found in sites]),
        Aspect(_("Nearest school"), [_nearest(found) for found in sites]),
    ]


def _unknown() -> str:
    return _("not known")


def _both(known: dict[str, words.Word], key: str) -> str:
    """The child's word with the official term behind it."""
    if key not in known:
        return ""
    plain, official = words.plain(known, key), words.official(known, key)
    return plain if plain == official else f"{plain} ({official})"


def _entry(programme: Programme) -> str:
    return str(words.KINDS.get(programme.kind, "")) or _unknown()


def _topics(programme: Programme) -> str:
    return ", ".join(words.official(words.DOMAINS, domain) for domain in programme.domains) or _unknown()


def _dual(programme: Programme) -> str:
    if not programme.dual:
        return _("no")
    return _("only dual") if all(c.dual for c in programme.components) else _("possible")


def _stem(programme: Programme) -> str:
    classes = {c.stem for c in programme.components if c.stem}
    if not classes:
        return _unknown()
    return _("yes, provisional") if "stem" in classes else _("no, provisional")


def _count(sites: list[NearbySite]) -> str:
    return ngettext("%(n)d site", "%(n)d sites", len(sites)) % {"n": len(sites)}


def _nearest(sites: list[NearbySite]) -> str:
    if not sites:
        return _unknown()
    near = sites[0]
    if near.km is None:
        return _("say where you live to see this")
    return f"{near.school}, {near.locality} ({drawing.kilometres(near.km)} km)"
