"""Places entered by schools, pupils counted or expected, and what a LOP makes of the difference. Structure only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from vakwerk.capacity import gap
from vakwerk.catalogue.models import ProgrammeGroup
from vakwerk.core import clock
from vakwerk.people.models import Organisation, Person, Site


class Stream(models.TextChoices):
    A = "A", _("A stream")
    B = "B", _("B stream")


class CountKind(models.TextChoices):
    """How somebody came to a number of pupils."""

    ENROLMENT = gap.ENROLMENT, _("Enrolled pupils on a counting date")
    REGISTRATION = gap.REGISTRATION, _("Registrations before enrolment")
    REFUSAL = gap.REFUSAL, _("Refused enrolments")
    PROJECTION = gap.PROJECTION, _("Projection")


class Taught(models.Model):
    """What is taught: a stream in the first grade, one programme after that, in one year of study."""

    stream = models.CharField(max_length=1, choices=Stream, blank=True)
    programme = models.ForeignKey(ProgrammeGroup, models.CASCADE, null=True, blank=True, related_name="+")
    year_of_study = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(stream__in=["A", "B"], programme__isnull=True, year_of_study__in=[1, 2])
                | Q(stream="", programme__isnull=False, year_of_study__range=(1, 7)),
                name="%(class)s_is_of_a_stream_or_a_programme",
            )
        ]

    @property
    def item(self) -> str:
        """ "A", "B" or the number of the programme."""
        return self.stream or (self.programme.number if self.programme else "")


class PlacesStamp(models.Model):
    """One row whose version changes with every write of places or counts: each process keeps what it computed."""

    version = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.version


class SeatCount(Taught):
    """How many pupils a site can hold. No row: nobody said it, which is not zero. The log knows who entered it."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="seat_counts")
    school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")
    seats = models.PositiveIntegerField()
    basis = models.CharField(max_length=200, blank=True, help_text="what the number rests on, in the school's words")
    entered_on = models.DateField(default=clock.today)

    class Meta(Taught.Meta):
        constraints = [
            *Taught.Meta.constraints,
            models.UniqueConstraint(
                fields=["site", "school_year", "stream", "year_of_study"],
                condition=Q(programme__isnull=True),
                name="one_seat_count_per_stream",
            ),
            models.UniqueConstraint(
                fields=["site", "school_year", "programme", "year_of_study"],
                condition=Q(programme__isnull=False),
                name="one_seat_count_per_programme",
            ),
        ]
        indexes = [models.Index(fields=["school_year", "site"])]

    def __str__(self) -> str:
        return f"{self.site} {self.school_year} {self.item} {self.year_of_study}: {self.seats}"


class DemandEstimate(Taught):
    """Pupils counted or expected on one date, for a whole municipality (no site) or at one site."""

    municipality = models.CharField(max_length=5, help_text="NIS code", db_index=True)
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+")
    school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")
    kind = models.CharField(max_length=12, choices=CountKind)
    pupils = models.PositiveIntegerField()
    counted_on = models.DateField()
    source = models.CharField(max_length=200)
    confirmed = models.BooleanField(default=False, help_text="False: provisional")
    at_home = models.BooleanField(default=False, help_text="counted where pupils live, not where they go to school")
    entered_for = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", help_text="whose staff entered it"
    )

    class Meta(Taught.Meta):
        constraints = [
            *Taught.Meta.constraints,
            models.CheckConstraint(condition=~Q(source=""), name="an_estimate_names_its_source"),
            models.UniqueConstraint(
                F("municipality"),
                Coalesce("site", Value(0)),
                F("school_year"),
                F("stream"),
                Coalesce("programme", Value(0)),
                F("year_of_study"),
                F("kind"),
                F("counted_on"),
                F("at_home"),
                name="one_estimate_per_place_kind_and_date",
            ),
        ]
        indexes = [models.Index(fields=["school_year", "kind"])]

    def __str__(self) -> str:
        return f"{self.municipality} {self.item} {self.year_of_study}: {self.pupils} ({self.kind}, {self.counted_on})"


class LopMunicipality(models.Model):
    """The area of a LOP; a municipality belongs to one at most."""

    lop = models.ForeignKey(Organisation, models.CASCADE, related_name="lop_municipalities")
    municipality = models.CharField(max_length=5, unique=True, help_text="NIS code")

    def __str__(self) -> str:
        return f"{self.lop}: {self.municipality}"


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    DISCUSSED = "discussed", _("Being discussed")
    SUPPORTED = "supported", _("Supported")
    NOT_SUPPORTED = "not_supported", _("Not supported")
    CARRIED_OUT = "carried_out", _("Carried out")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PlacesProposal(Taught):
    """A school or board proposes to its LOP to create places at a site, or to move them there from another site."""

    lop = models.ForeignKey(Organisation, models.CASCADE, related_name="places_proposals")
    proposer = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    from_site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True, related_name="+")
    places = models.PositiveIntegerField()
    from_school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")
    motivation = models.TextField()
    state = models.CharField(max_length=16, choices=ProposalState, default=ProposalState.DRAFT)
    made_on = models.DateField(default=clock.today)

    class Meta(Taught.Meta):
        constraints = [
            *Taught.Meta.constraints,
            models.CheckConstraint(condition=Q(places__gt=0), name="a_proposal_is_about_places"),
            models.CheckConstraint(
                condition=Q(from_site__isnull=True) | ~Q(from_site=F("site")), name="places_move_to_another_site"
            ),
        ]
        indexes = [models.Index(fields=["lop", "state"])]

    def __str__(self) -> str:
        return f"{self.site}: {self.places} {self.item} {self.year_of_study}"


class ProposalEntry(models.Model):
    """One line in the file of a proposal: a remark, or a step with its reasons."""

    proposal = models.ForeignKey(PlacesProposal, models.CASCADE, related_name="entries")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=16, choices=ProposalState, blank=True, help_text="empty for a remark")
    text = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(state__in=["", "not_supported"]),
                name="a_remark_and_a_refusal_have_words",
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display() or self.text[:40]
