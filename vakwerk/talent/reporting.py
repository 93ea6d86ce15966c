"""From answers to the report: everything in words and in order, nothing left for a template to decide."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from vakwerk.core import charts
from vakwerk.core.geography import Place
from vakwerk.engines.psychometrics import (
    InterestProfile,
    MenuEntry,
    ScaleEstimate,
    advise,
    check,
    estimate_interests,
    menu,
)
from vakwerk.engines.psychometrics.advice import Group
from vakwerk.engines.psychometrics.scales import SCALE_HIGH, SCALE_LOW
from vakwerk.offer import words
from vakwerk.offer.queries import NearbySite, nearby_offer
from vakwerk.offer.snapshot import Programme, current
from vakwerk.talent import wording
from vakwerk.talent.bank import bank
from vakwerk.talent.models import Stance
from vakwerk.talent.profiles import profiles_for
from vakwerk.talent.stages import Choice, choices_of, numbers_of

Answers = Mapping[str, int | None]
GROUP_ORDER: tuple[Group, ...] = ("clear", "maybe", "surprising")
NEAR, JOBS = 2, 3
VAGUE = frozenset({"too_few", "same_answer", "flat", "too_fast"})
"""After answering like this nothing may be called a clear fit or a surprise: there is only a menu to look around."""


@dataclass(frozen=True)
class ScaleWords:
    """One interest type for the page; `certainty` is "sure", "probably" or "unclear"."""

    code: str
    name: str
    about: str
    liking: str
    certainty: wording.Certainty
    certainty_label: str


@dataclass(frozen=True)
class ProgrammeCard:
    """One programme on the menu. There is no number in it that could read as a chance."""

    number: str
    title: str
    url: str
    leads_to: str
    domain: str
    forms: str
    why: str
    dual: bool
    only_dual: bool
    shortages: tuple[str, ...]
    near: tuple[NearbySite, ...]
    stance: str
    alike: tuple[tuple[str, str], ...] = ()
    """(title, url) of programmes with nearly the same interests that did not fit on the menu."""

    @property
    def dropped(self) -> bool:
        return self.stance == Stance.DROP

    @property
    def taken(self) -> bool:
        return self.stance == Stance.TAKE


@dataclass(frozen=True)
class MenuGroup:
    key: str
    title: str
    lead: str
    cards: tuple[ProgrammeCard, ...]


@dataclass(frozen=True)
class Section:
    """One choice of the pupil with its menu; the first section of a report is the next choice."""

    key: str
    title: str
    lead: str
    groups: tuple[MenuGroup, ...] = ()

    @property
    def cards(self) -> tuple[ProgrammeCard, ...]:
        return tuple(card for group in self.groups for card in group.cards)


@dataclass(frozen=True)
class Report:
    profile: InterestProfile
    made_on: date
    scales: tuple[ScaleWords, ...]
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
    place: Place | None = None
    added: tuple[ProgrammeCard, ...] = field(default=())

    @property
    def next(self) -> Section:
        return self.sections[0]

    @property
    def taken(self) -> tuple[ProgrammeCard, ...]:
        """What the child takes along, in order of title, each programme once."""
        known = {card.number: card for section in self.sections for card in section.cards}
        known |= {card.number: card for card in self.added}
        return tuple(sorted((card for card in known.values() if card.taken), key=lambda card: card.title))

    @property
    def strongest(self) -> tuple[ScaleWords, ...]:
        """Types that the child surely or probably likes, as the answers show them (hexagon order)."""
        liked = {e.scale for e in self.profile.estimates if e.mean > 3}
        return tuple(scale for scale in self.scales if scale.code in liked and scale.certainty != "unclear")

    def hexagon(self) -> charts.Chart:
        """The profile on a hexagon with its band of one standard error."""
        return charts.hexagon(
            wording.HEXAGON_TITLE, self._intervals(), low=SCALE_LOW, high=SCALE_HIGH, show_figures=False,
            description=wording.hexagon_description([scale.name for scale in self.strongest]),
        )  # fmt: skip

    def ranges(self) -> charts.Chart:
        """The same estimates as ranges under each other."""
        return charts.ranges(
            wording.RANGES_TITLE, self._intervals(), low=SCALE_LOW, high=SCALE_HIGH, show_figures=False,
            ends=wording.RANGE_ENDS, description=wording.RANGES_DESCRIPTION,
        )  # fmt: skip

    def _intervals(self) -> list[charts.Interval]:
        return [
            charts.Interval(
                wording.TYPES[e.scale].name, *((e.mean, *e.interval()) if e.status != "not_measured" else (None,) * 3)
            )
            for e in self.profile.estimates
        ]


def build_report(
    answers: Answers,
    *,
    stage: str,
    stances: Mapping[str, str],
    made_on: date,
    place: Place | None = None,
    hurried: int = 0,
) -> Report:
    """The report on these answers. The same answers give the same report; `hurried` of them came too fast to read."""
    given = {item: value for item, value in answers.items() if value is not None}
    profile = estimate_interests(given, bank().measured)
    notice = check(given, bank().measured, hurried=hurried)
    kitchen = _Kitchen(profile, _seed(answers), stances, place, vague=not VAGUE.isdisjoint(notice.codes))
    sections = tuple(kitchen.section(choice) for choice in choices_of(stage))
    return Report(
        profile,
        made_on,
        tuple(_scale(estimate) for estimate in profile.estimates),
        tuple(str(wording.NOTICES[code]) for code in notice.codes),
        sections,
        place,
        kitchen.added(sections),
    )


def _seed(answers: Answers) -> int:
    """A number that belongs to these answers, so that a report never changes by itself."""
    return zlib.crc32(repr(sorted(answers.items())).encode())


def _scale(estimate: ScaleEstimate) -> ScaleWords:
    said, certainty = wording.TYPES[estimate.scale], wording.certainty_of(estimate)
    return ScaleWords(
        estimate.scale,
        str(said.name),
        str(said.about),
        wording.liking_of(estimate),
        certainty,
        str(wording.CERTAINTIES[certainty]),
    )


def _one_per_school(sites: Sequence[NearbySite]) -> list[NearbySite]:
    """The nearest site of each school in each place: the same name twice helps nobody."""
    first = {(site.school, site.locality): site for site in reversed(sites)}
    return [site for site in sites if first[site.school, site.locality] is site]


class _Kitchen:
    """Makes the sections: one snapshot of catalogue and offer for all of them."""

    def __init__(
        self, profile: InterestProfile, seed: int, stances: Mapping[str, str], place: Place | None, *, vague: bool
    ) -> None:
        self.profile, self.seed, self.stances, self.place, self.vague = profile, seed, stances, place, vague
        self.snapshot = current()

    def section(self, choice: Choice) -> Section:
        profiles = profiles_for(numbers_of(choice, self.snapshot.programmes))
        title, lead = str(choice.title), str(choice.lead)
        if not profiles.keys:
            return Section(choice.key, title, lead)
        shown = menu(advise(self.profile, profiles, seed=self.seed))
        cards = self._cards(shown.entries)
        if self.vague:
            return Section(choice.key, title, lead, (self._group("maybe", shown.entries, cards),))
        groups = (self._group(key, shown.group(key), cards) for key in GROUP_ORDER)
        return Section(choice.key, title, lead, tuple(group for group in groups if group.cards))

    def added(self, sections: Sequence[Section]) -> tuple[ProgrammeCard, ...]:
        """Programmes that the child took along from outside the menus."""
        shown = {card.number for section in sections for card in section.cards}
        wanted = [n for n, stance in self.stances.items() if stance == Stance.TAKE and n not in shown]
        found = [self.snapshot.by_number[n] for n in wanted if n in self.snapshot.by_number]
        return tuple(self._card(programme, str(wording.OWN_ADDITION), {}) for programme in found)

    def _group(self, key: Group, entries: Iterable[MenuEntry], cards: Mapping[str, ProgrammeCard]) -> MenuGroup:
        title, lead = wording.GROUPS[key]
        found = sorted((cards[entry.key] for entry in entries), key=lambda card: card.title.casefold())
        return MenuGroup(key, str(title), str(lead), tuple(found))

    def _cards(self, entries: Sequence[MenuEntry]) -> dict[str, ProgrammeCard]:
        programmes = {entry.key: self.snapshot.by_number[entry.key] for entry in entries}
        near = self._near(programmes.values())
        return {
            entry.key: self._card(
                programmes[entry.key],
                wording.why(entry.because, self.vague or entry.reason == "breadth"),
                near,
                entry.alike,
            )
            for entry in entries
        }

    def _near(self, programmes: Iterable[Programme]) -> Mapping[int, Sequence[NearbySite]]:
        """Nearest sites of each programme; without a place nobody is near, so we name none."""
        if self.place is None:
            return {}
        found = nearby_offer([programme.id for programme in programmes], self.place, limit=3 * NEAR)
        return {programme: _one_per_school(sites)[:NEAR] for programme, sites in found.items()}

    def _card(
        self, programme: Programme, why: str, near: Mapping[int, Sequence[NearbySite]], alike: Sequence[str] = ()
    ) -> ProgrammeCard:
        return ProgrammeCard(
            number=programme.number,
            title=programme.title,
            url=reverse("offer:programme", args=[programme.slug]),
            leads_to=words.plain(words.FINALITIES, programme.finality) if programme.finality else "",
            domain=wording.joined([words.plain(words.DOMAINS, domain) for domain in programme.domains[:2]]),
            forms=" / ".join(programme.forms),
            why=why,
            dual=programme.dual,
            only_dual=all(component.dual for component in programme.components),
            shortages=programme.shortages[:JOBS],
            near=tuple(near.get(programme.id, ())),
            stance=self.stances.get(programme.number, ""),
            alike=tuple(self._link(number) for number in alike),
        )

    def _link(self, number: str) -> tuple[str, str]:
        other = self.snapshot.by_number[number]
        return other.title, reverse("offer:programme", args=[other.slug])
