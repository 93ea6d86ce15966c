"""Persons, organisations and what binds them. Structure and constraints only."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from vakwerk.core import clock
from vakwerk.core.viewer import Role


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition that a period (`valid_from`..`valid_to`, both included) holds on `day`."""
    started = Q(**{f"{prefix}valid_from__lte": day})
    return started & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day}))


class OrganisationKind(models.TextChoices):
    """The organisations that the plan names."""

    SECONDARY_SCHOOL = "secondary_school", _("Secondary school")
    PRIMARY_SCHOOL = "primary_school", _("Primary school")
    SCHOOL_BOARD = "school_board", _("School board")
    GUIDANCE_CENTRE = "guidance_centre", _("CLB")
    TALENT_CENTRE = "talent_centre", _("Talent centre")
    CAREERS_HOUSE = "careers_house", _("Careers house")
    ATTITUDE_ORGANISATION = "attitude_organisation", _("SODA+ organisation")
    COMPANY = "company", _("Company")
    SECTOR_PARTNERSHIP = "sector_partnership", _("Sector partnership")
    CONSULTATION_PLATFORM = "consultation_platform", _("LOP")
    MUNICIPALITY = "municipality", _("Municipality")
    FLEXIBLE_PATHWAY_PROVIDER = "naft_provider", _("NAFT provider")
    TECHNOLOGY_CENTRE = "rtc", _("RTC")
    XR_ACADEMY = "xr_academy", _("XR Academy")
    EMPLOYMENT_SERVICE = "vdab", _("VDAB")
    ADULT_EDUCATION_CENTRE = "cvo", _("CVO")
    EXAM_BOARD = "exam_board", _("Exam board")
    HIGHER_EDUCATION = "higher_education", _("Higher education")
    CONTEST_ORGANISER = "contest_organiser", _("Contest organiser")
    MATCHMAKER = "matchmaker", _("Matchmaker for guest teachers")
    BROADCASTER = "broadcaster", _("Broadcaster")
    ADMINISTRATION = "administration", _("Administration")
    INSPECTORATE = "inspectorate", _("Inspectorate")


class Organisation(models.Model):
    kind = models.CharField(max_length=24, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    network = models.CharField(max_length=60, blank=True, help_text="onderwijsnet, as the source names it")
    board = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="institutions")
    website = models.URLField(blank=True)
    fictitious = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "name"])]

    def __str__(self) -> str:
        return self.name


class NumberScheme(models.TextChoices):
    """Official numbers; `people.numbers` validates each kind."""

    INSTITUTION = "institution", _("Institution number")
    ENTERPRISE = "enterprise", _("Enterprise number (KBO)")
    ESTABLISHMENT = "establishment", _("Establishment unit number (KBO)")
    OVO = "ovo", _("OVO code")


class OrganisationNumber(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="numbers")
    scheme = models.CharField(max_length=16, choices=NumberScheme)
    value = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="one_organisation_per_number")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self) -> None:
        from vakwerk.people import numbers  # reads NumberScheme

        self.value = numbers.parse(self.scheme, self.value)


class Site(models.Model):
    """A vestigingsplaats: the physical place. Offers, norms and distances count sites, not schools."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sites")
    number = models.CharField(max_length=8, help_text="vestigingsnummer within the institution")
    name = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=120, blank=True)
    house_number = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    locality = models.CharField(max_length=80, blank=True)
    municipality = models.CharField(max_length=5, help_text="NIS code", db_index=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_site_per_number")]

    def __str__(self) -> str:
        return self.name or f"{self.organisation} ({self.number})"


class Person(models.Model):
    """A human being, with or without an account. A pupil at a talent centre is not one of these: a code suffices."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    email = models.EmailField(blank=True, help_text="for messages; never an identity")
    birth_date = models.DateField(null=True, blank=True)
    fictitious = models.BooleanField(default=False)
    entered_on = models.DateField(default=clock.today, editable=False)

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(login=username)


class Account(AbstractBaseUser):
    """A way for a person to sign in. Identity from outside is (issuer, subject), kept by allauth's SocialAccount."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="account")
    login = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    @cached_property
    def capacities(self) -> list[Membership]:
        """The memberships valid today; `queries.account_with_capacities` fills it without a query of its own."""
        current = Membership.objects.filter(valid_on(clock.today()), person=self.person_id)
        return list(current.select_related("organisation").order_by("organisation__name", "role"))

    def __str__(self) -> str:
        return self.login


class Membership(models.Model):
    """A person's role at an organisation, for a period."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    claimed_by = models.CharField(
        max_length=200, blank=True, help_text="issuer whose claim grants it; empty when a person granted it"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "valid_from"], name="one_membership_per_start"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.organisation}"


class Guardianship(models.Model):
    """A parent or guardian of a minor."""

    guardian = models.ForeignKey(Person, models.CASCADE, related_name="wards")
    ward = models.ForeignKey(Person, models.CASCADE, related_name="guardians")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "ward"], name="one_guardianship_per_pair"),
            models.CheckConstraint(condition=~Q(guardian=F("ward")), name="nobody_guards_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.guardian} - {self.ward}"


class Consent(models.Model):
    """A yes to one purpose, by the person or a guardian; withdrawing keeps the row and dates the end."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_open_consent_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.purpose}"


class Invitation(models.Model):
    """A single-use link that grants one role at one organisation. Only the hash of its token is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=16, choices=Role)
    name = models.CharField(max_length=160, blank=True, help_text="for the list of open invitations only")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_used_or_withdrawn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"
