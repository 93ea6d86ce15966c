"""Requests to start a programme, what was advised, counted and decided, the map of old programmes. Structure only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import ProgrammeComponent, ProgrammeGroup
from vakwerk.core import clock
from vakwerk.people.models import Organisation, Person, Site


class State(models.TextChoices):
    """Where a request stands. A person takes every step; the rule only says what it thinks."""

    DRAFT = "draft", _("Draft")
    NOTIFIED = "notified", _("Notified")
    SUBMITTED = "submitted", _("Handed in, being advised")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    RUNNING = "running", _("Running")
    TOLERANCE = "tolerance", _("Tolerance year")
    NORM_MET = "norm_met", _("Norm met")
    ABOLISHED = "abolished", _("Abolished")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Way(models.TextChoices):
    FREE = "free", _("Free")
    APPROVAL = "approval", _("Approval")


class Kind(models.TextChoices):
    NEW = "new", _("New programme")
    EXCHANGE = "exchange", _("Exchange")
    TRANSFER = "transfer", _("Take over from another school")
    MOVE = "move", _("Bring to another site")


class Body(models.TextChoices):
    """Who advises."""

    AGODI = "agodi", "AGODI"
    VLOR = "vlor", "Vlor"
    INSPECTION = "inspection", _("Inspectorate")


class Opinion(models.TextChoices):
    FAVOURABLE = "favourable", _("Favourable")
    UNFAVOURABLE = "unfavourable", _("Unfavourable")
    NONE = "none", _("No advice given")


class Verb(models.TextChoices):
    """What a civil servant decides."""

    APPROVE = "approve", _("Approved")
    REFUSE = "refuse", _("Refused")
    MET = "norm_met", _("Norm met")
    TOLERATE = "tolerance", _("Tolerance year")
    ABOLISH = "abolish", _("To be abolished")


CLOSED = (State.REFUSED, State.ABOLISHED, State.WITHDRAWN)
DECIDED = (State.APPROVED, State.REFUSED, State.TOLERANCE, State.NORM_MET, State.ABOLISHED)


class ProgrammingRequest(models.Model):
    """One programme at one site from one school year. `answer` is what the rule said when it was handed in."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="programming_requests")
    component = models.ForeignKey(ProgrammeComponent, models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NEW)
    in_exchange = models.CharField(
        max_length=200, blank=True, help_text="the programme given up, or the school it comes from"
    )
    catholic = models.BooleanField(null=True, help_text="then the DPCC agrees first")
    dpcc_agreed_on = models.DateField(null=True, blank=True)
    niche = models.BooleanField(null=True)
    in_profile = models.BooleanField(null=True, help_text="as computed from the offer when it was drafted")
    inhabitants = models.PositiveIntegerField(null=True, blank=True)
    motivation = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    way = models.CharField(max_length=8, choices=Way, blank=True)
    rule_version = models.DateField(null=True, blank=True)
    answer = models.JSONField(default=dict, blank=True)
    late = models.BooleanField(default=False, help_text="handed in after the last day as we know it")
    drafted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    drafted_on = models.DateField(default=clock.today)
    handed_in_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "component", "school_year"],
                condition=~Q(state__in=["refused", "abolished", "withdrawn"]),
                name="one_open_request_per_programme_and_site",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(way__in=["free", "approval"], handed_in_on__isnull=False),
                name="what_is_handed_in_has_a_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="notified") | Q(way="free"), name="only_a_free_programme_is_notified"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved", "refused"]) | Q(way="approval"),
                name="only_a_request_is_advised_and_decided",
            ),
        ]
        indexes = [models.Index(fields=["state", "school_year"])]

    def __str__(self) -> str:
        return f"{self.component} @ {self.site}, {clock.school_year_label(self.school_year)}"

    @property
    def label(self) -> str:
        """The school year of the start."""
        return clock.school_year_label(self.school_year)

    @property
    def variant(self) -> str:
        """How the rules name the kind of component."""
        if self.component.preparatory:
            return "preparatory"
        return "dual" if self.component.dual else "non_dual"


class Advice(models.Model):
    """What one of the three advisers said; none is an answer too."""

    request = models.ForeignKey(ProgrammingRequest, models.CASCADE, related_name="advices")
    body = models.CharField(max_length=10, choices=Body)
    opinion = models.CharField(max_length=12, choices=Opinion)
    text = models.TextField(blank=True)
    given_on = models.DateField()
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["body"]
        constraints = [
            models.UniqueConstraint(fields=["request", "body"], name="one_advice_per_body"),
            models.CheckConstraint(
                condition=~Q(opinion="unfavourable") | ~Q(text=""), name="unfavourable_with_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}: {self.get_opinion_display()}"


class PupilCount(models.Model):
    """Regular pupils of a started programme at its site in one school year, on the day that the school names."""

    request = models.ForeignKey(ProgrammingRequest, models.CASCADE, related_name="counts")
    school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")
    regular = models.PositiveSmallIntegerField(default=0)
    dual = models.PositiveSmallIntegerField(default=0)
    preparatory = models.PositiveSmallIntegerField(default=0)
    counted_on = models.DateField()

    class Meta:
        ordering = ["school_year"]
        constraints = [
            models.UniqueConstraint(fields=["request", "school_year"], name="one_count_per_school_year"),
        ]

    def __str__(self) -> str:
        return f"{self.school_year}: {self.total}"

    @property
    def total(self) -> int:
        return self.regular + self.dual + self.preparatory

    @property
    def label(self) -> str:
        return clock.school_year_label(self.school_year)


class Decision(models.Model):
    """A civil servant decided, with the version of the rule, the answer it gave then, and the reasons."""

    request = models.ForeignKey(ProgrammingRequest, models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=10, choices=Verb)
    reasons = models.TextField()
    decided_on = models.DateField(default=clock.today)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    signed = models.CharField(max_length=170, help_text="the name under the letter")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    rule = models.CharField(max_length=40)
    rule_version = models.DateField(null=True, blank=True)
    answer = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "verb"], name="one_decision_of_a_kind"),
            models.CheckConstraint(condition=~Q(reasons=""), name="a_programming_decision_has_reasons"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.request}"


class RequestEntry(models.Model):
    """One step in the file of a request."""

    request = models.ForeignKey(ProgrammingRequest, models.CASCADE, related_name="entries")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=200)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Reminder(models.Model):
    """A mail that went, so that it goes once."""

    request = models.ForeignKey(ProgrammingRequest, models.CASCADE, related_name="reminders")
    about = models.CharField(max_length=20)
    sent_on = models.DateField(default=clock.today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "about"], name="one_reminder_about_a_thing")]

    def __str__(self) -> str:
        return f"{self.about}: {self.request_id}"


class Track(models.TextChoices):
    APPRENTICESHIP = "leertijd", _("Leertijd")
    PART_TIME = "dbso", _("DBSO")


class Certainty(models.TextChoices):
    """How sure a link between an old and a new programme is."""

    CONFIRMED = "confirmed", _("Confirmed")
    SAME_TITLE = "same_title", _("Same title, to be confirmed")
    OPEN = "open", _("No programme found yet")


class OldProgramme(models.Model):
    """A programme of leertijd or DBSO and the dual programme into which it was converted, as far as somebody knows."""

    track = models.CharField(max_length=8, choices=Track)
    title = models.CharField(max_length=200)
    group = models.ForeignKey(ProgrammeGroup, models.SET_NULL, null=True, blank=True, related_name="+")
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.OPEN)
    source = models.CharField(max_length=200)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ["title", "track"]
        constraints = [
            models.UniqueConstraint(F("track"), F("title"), name="one_old_programme_per_title"),
            models.CheckConstraint(
                condition=Q(certainty="open", group__isnull=True) | (~Q(certainty="open")),
                name="an_open_programme_leads_nowhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_track_display()})"
