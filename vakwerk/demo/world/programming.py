"""Fictitious requests to start a programme, in every state that the tour tells about, and an example of old programmes.

The school of the tour notified one, has one in advice, runs one with four pupils, keeps a draft, and had to stop one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Model
from django.utils import timezone

from vakwerk.catalogue.models import ProgrammeComponent, ProgrammeKind
from vakwerk.core import clock
from vakwerk.demo.world.personas import ORGANISATIONS, SCHOOL
from vakwerk.people.models import Organisation, OrganisationKind, Person, Site
from vakwerk.programming import conversion, models, profile
from vakwerk.programming.actions import file_of
from vakwerk.programming.models import Body, Opinion, ProgrammingRequest, State, Track, Verb, Way
from vakwerk.programming.ruling import Book, first_day, kept

# Children before parents, for `building.empty`.
TABLES: tuple[type[Model], ...] = (
    models.Reminder,
    models.RequestEntry,
    models.Decision,
    models.PupilCount,
    models.Advice,
    models.ProgrammingRequest,
    models.OldProgramme,
)
OPEN_TITLES = ("Voorbeeldberoep zonder opvolger", "Voorbeeldassistent", "Voorbeeldhulp in de werkplaats")
SAME_TITLES = 6
SOURCE = "fictieve voorbeeldlijst, geen officiële omzetting"


def make_programming() -> None:
    """After the offers, the cast and `mark_changed`."""
    home = Site.objects.filter(organisation__name=ORGANISATIONS[SCHOOL], organisation__kind=SCHOOL).order_by("number")
    site = home.first()
    if site is not None:
        Story(site, clock.school_year(clock.today())).tell()
    make_old_programmes()


@dataclass
class Story:
    """The requests of one school in `year` and the years around it."""

    site: Site
    year: int

    def tell(self) -> None:
        """One request for each state; a school that lacks a fitting programme tells less."""
        self.book = Book()
        self.offered = profile.of_school(list(Site.objects.filter(organisation=self.site.organisation)))
        inside, outside = self.programmes(within=True), self.programmes(within=False)
        plain = [each for each in inside if not self.leads_to_shortage(each)]
        listed = [each for each in inside if self.leads_to_shortage(each)]
        if not plain or len(listed) < 3 or len(outside) < 2:
            return
        self.abolished(plain[0])
        self.notified(listed[0])
        self.running(listed[1])
        self.tolerated(listed[2])
        self.in_advice(outside[0])
        self.request(outside[1], self.year + 1, State.DRAFT)

    def programmes(self, *, within: bool) -> list[ProgrammeComponent]:
        """Programmes of the third grade that the site does not teach, those of most addresses first."""
        rows = ProgrammeComponent.objects.filter(
            group__finality__in=["DU", "A"],
            group__grade=3,
            group__kind=ProgrammeKind.STANDARD,
            addresses__gt=0,
            domain__gt="",
        ).select_related("group")
        fitting = [
            row
            for row in rows.order_by("group__number", "dual")
            if self.offered.holds(row) is within and not self.offered.offers(self.site.pk, row.pk)
        ]
        single = {row.group_id: row for row in fitting}
        return sorted(single.values(), key=lambda row: (-(row.addresses or 0), row.pk))

    def leads_to_shortage(self, row: ProgrammeComponent) -> bool:
        return bool(self.book.shortage(row.group, self.year)[0])

    def request(
        self, component: ProgrammeComponent, school_year: int, state: State, handed_in: date | None = None
    ) -> ProgrammingRequest:
        holds = self.offered.holds(component)
        made = ProgrammingRequest(
            site=self.site,
            component=component,
            school_year=school_year,
            state=state,
            niche=False,
            catholic=False,
            in_profile=holds,
            motivation="Fictief: bedrijven in de buurt vragen deze richting.",
            handed_in_on=handed_in,
            drafted_on=(handed_in or clock.today()) - timedelta(days=3),
        )
        if handed_in:
            answer = self.book.start_of(made)
            made.way, made.rule_version, made.answer = str(answer.result["way"]), answer.version, kept(answer)
        made.save()
        self.enter(made, "Ontwerp gemaakt", made.drafted_on)
        if handed_in:
            self.enter(made, "Gemeld" if made.way == Way.FREE else "Ingediend", handed_in)
        return made

    def enter(
        self, request: ProgrammingRequest, text: str, day: date, organisation: Organisation | None = None
    ) -> None:
        """A step on the day it was taken in the story, not on that of the building."""
        made = models.RequestEntry.objects.create(
            request=request, organisation=organisation or self.site.organisation, text=text
        )
        at = timezone.make_aware(datetime.combine(day, time(10)))
        models.RequestEntry.objects.filter(pk=made.pk).update(written_at=at)

    def notified(self, component: ProgrammeComponent) -> None:
        self.request(component, self.year + 1, State.NOTIFIED, clock.today() - timedelta(days=12))

    def in_advice(self, component: ProgrammeComponent) -> None:
        """Two of three gave advice: the tour enters the third and decides."""
        request = self.request(component, self.year + 1, State.SUBMITTED, clock.today() - timedelta(days=30))
        given = (
            (Body.AGODI, Opinion.FAVOURABLE, ""),
            (Body.VLOR, Opinion.UNFAVOURABLE, "Fictief: een school op vier kilometer biedt dit al aan."),
        )
        for body, opinion, text in given:
            models.Advice.objects.create(
                request=request, body=body, opinion=opinion, text=text, given_on=clock.today() - timedelta(days=9)
            )

    def running(self, component: ProgrammeComponent) -> None:
        request = self.request(component, self.year, State.RUNNING, date(self.year - 1, 11, 20))
        self.enter(request, "Gestart", first_day(self.year))
        self.count(request, self.year, (2, 1, 1))

    def abolished(self, component: ProgrammeComponent) -> None:
        """Two school years below the norm."""
        request = self.request(component, self.year - 2, State.ABOLISHED, date(self.year - 3, 11, 20))
        self.enter(request, "Gestart", first_day(self.year - 2))
        self.count(request, self.year - 2, (3, 0, 0))
        self.count(request, self.year - 1, (2, 0, 0))
        self.decide(request, Verb.ABOLISH, "Fictief: twee schooljaren na elkaar minder dan vijf leerlingen.")

    def tolerated(self, component: ProgrammeComponent) -> None:
        """Two school years below the norm, and on the list: one year more."""
        request = self.request(component, self.year - 2, State.TOLERANCE, date(self.year - 3, 11, 20))
        self.enter(request, "Gestart", first_day(self.year - 2))
        self.count(request, self.year - 2, (2, 1, 0))
        self.count(request, self.year - 1, (2, 2, 0))
        self.decide(request, Verb.TOLERATE, "Fictief: de richting leidt naar een knelpuntberoep.")

    def count(self, request: ProgrammingRequest, year: int, numbers: tuple[int, int, int]) -> None:
        regular, dual, preparatory = numbers
        models.PupilCount.objects.create(
            request=request,
            school_year=year,
            regular=regular,
            dual=dual,
            preparatory=preparatory,
            counted_on=min(clock.today(), date(year, 10, 1)),
        )

    def decide(self, request: ProgrammingRequest, verb: Verb, reasons: str) -> None:
        office = Organisation.objects.get(name=ORGANISATIONS[OrganisationKind.ADMINISTRATION])
        official = Person.objects.filter(account__login="demo-ambtenaar").first()
        answer = kept(self.book.norm_of(request, request.counts.order_by("school_year")))
        decision = models.Decision.objects.create(
            request=request,
            verb=verb,
            reasons=reasons,
            decided_on=min(clock.today(), first_day(self.year) - timedelta(days=70)),
            decided_by=official,
            signed=str(official or ""),
            organisation=office,
            rule=answer["rule"],
            rule_version=answer["version"],
            answer=answer | file_of(request),
        )
        self.enter(request, f"Beslist: {verb.label}", decision.decided_on, office)


def make_old_programmes() -> None:
    """A list that looks like the real one would: some titles equal to a dual programme, some without successor."""
    titles = sorted(conversion.dual_groups())[:SAME_TITLES]
    conversion.enter(_old_rows(titles), fictitious=True)


def _old_rows(titles: Iterable[str]) -> list[conversion.Old]:
    tracks = (Track.PART_TIME, Track.APPRENTICESHIP)
    rows = [(title.capitalize(), tracks[at % 2]) for at, title in enumerate((*titles, *OPEN_TITLES))]
    return [conversion.Old(track, title, "", SOURCE) for title, track in rows]
