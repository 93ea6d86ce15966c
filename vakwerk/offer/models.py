"""What each site teaches, in which school year and year of study, and the classes there."""

from __future__ import annotations

from django.db import models

from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.people.models import Person, Site


class OfferStamp(models.Model):
    """One row whose version changes with every load of schools, sites, offers or catalogue.

    Each process keeps a compact copy of the offer in memory (`offer.snapshot`) and compares this version per request.
    """

    version = models.CharField(max_length=32)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.version


class OfferedProgramme(models.Model):
    """ingericht aanbod: one year of study of a component at one site in one school year."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="offers")
    component = models.ForeignKey(ProgrammeComponent, models.CASCADE, related_name="offers")
    school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")
    year_of_study = models.PositiveSmallIntegerField()
    open_for_enrolment = models.BooleanField(default=True)
    source = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "component", "year_of_study", "site"], name="one_offer_per_site_and_year"
            )
        ]
        indexes = [models.Index(fields=["site", "school_year"])]

    def __str__(self) -> str:
        return f"{self.component} {self.year_of_study} @ {self.site}"


class SchoolClass(models.Model):
    """A class group of one offered year of study."""

    offer = models.ForeignKey(OfferedProgramme, models.CASCADE, related_name="classes")
    name = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "name"], name="one_class_per_name")]

    def __str__(self) -> str:
        return self.name


class Enrolment(models.Model):
    """A pupil in a class, for a period."""

    pupil = models.ForeignKey(Person, models.CASCADE, related_name="enrolments")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="enrolments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pupil", "school_class"], name="one_enrolment_per_class")]

    def __str__(self) -> str:
        return f"{self.pupil} - {self.school_class}"
