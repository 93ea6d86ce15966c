"""The programme matrix, occupations and what may follow: dated, and each row with its source.

Three granularities, as the official register has them: a group (one programme of the matrix), its components
(one per study domain, dual or not, dated) and the administrative group (one year of study of one component).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vakwerk.core.language import in_language


class Grade(models.IntegerChoices):
    FIRST = 1, _("1st grade")
    SECOND = 2, _("2nd grade")
    THIRD = 3, _("3rd grade")


class Finality(models.TextChoices):
    """Where a programme leads. Never derived from the education form."""

    TRANSFER = "DO", _("Transfer to higher education")
    DOUBLE = "DU", _("Double finality")
    LABOUR_MARKET = "A", _("Labour market")


class EducationForm(models.TextChoices):
    ASO = "ASO", "ASO"
    TSO = "TSO", "TSO"
    KSO = "KSO", "KSO"
    BSO = "BSO", "BSO"


class Domain(models.TextChoices):
    """Study domains with the codes of the official interface as order."""

    LANGUAGE_CULTURE = "taal_en_cultuur", _("Language and culture")
    STEM = "stem", _("STEM")
    ART = "kunst_en_creatie", _("Art and creation")
    AGRICULTURE = "land_en_tuinbouw", _("Agriculture and horticulture")
    ECONOMY = "economie_en_organisatie", _("Economy and organisation")
    SOCIETY = "maatschappij_en_welzijn", _("Society and welfare")
    SPORT = "sport", _("Sport")
    FOOD = "voeding_en_horeca", _("Food and hospitality")
    CROSS = "domeinoverschrijdend", _("Across domains")


class ProgrammeKind(models.TextChoices):
    FIRST_YEAR = "first_year", _("First year")
    SECOND_YEAR = "second_year", _("Second year")
    BASIC_OPTION = "basic_option", _("Basic option")
    STANDARD = "standard", _("Programme")
    DUAL_ONLY = "dual_only", _("Dual only")
    DUAL_PREPARATORY = "dual_preparatory", _("Preparation for dual learning")
    SEVENTH_AFTER_OK3 = "seventh_after_ok3", _("7th year after qualification level 3")
    SEVENTH_AFTER_OK4 = "seventh_after_ok4", _("7th year after qualification level 4")
    SEVENTH_PREPARING_HE = "seventh_prep_he", _("7th year preparing for higher education")
    OV3 = "ov3", _("Special education OV3")
    OTHER = "other", _("Other")


class Provenance(models.TextChoices):
    """How sure we are of a link or a class that we made ourselves."""

    OFFICIAL = "official", _("Official source")
    EXACT_TITLE = "exact_title", _("Same name in both lists")
    REASONED = "reasoned", _("Reasoned by us, provisional")


class StemClass(models.TextChoices):
    STEM = "stem", _("STEM")
    NOT_STEM = "not_stem", _("Not STEM")


class ProgrammeGroup(models.Model):
    """structuuronderdeelgroep: one programme of the matrix. A basic option without a G-number has ours ("BO-1142")."""

    number = models.CharField(max_length=12, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=160)
    grade = models.PositiveSmallIntegerField(choices=Grade, null=True, blank=True)
    finality = models.CharField(max_length=2, choices=Finality, blank=True)
    kind = models.CharField(max_length=20, choices=ProgrammeKind)
    stream = models.CharField(max_length=2, blank=True, help_text="A or B, first grade only; empty when both")
    related_domains = models.CharField(
        max_length=200, blank=True, help_text="basic options: domain codes it lets you taste, separated by spaces"
    )
    source = models.CharField(max_length=200)
    seen_on = models.DateField()

    class Meta:
        ordering = ["grade", "title"]

    def __str__(self) -> str:
        return self.title

    def domain_codes(self) -> list[str]:
        """The study domains of its components; for a basic option the ones it lets you taste."""
        own = {component.domain for component in self.components.all() if component.domain}
        return sorted(own) or self.related_domains.split()


class ProgrammeComponent(models.Model):
    """structuuronderdeel: the variant of a programme in one domain, dual or not, dated."""

    group = models.ForeignKey(ProgrammeGroup, models.CASCADE, related_name="components")
    title = models.CharField(max_length=160)
    domain = models.CharField(max_length=24, choices=Domain, blank=True)
    form = models.CharField(max_length=3, choices=EducationForm, blank=True)
    dual = models.BooleanField(default=False)
    code = models.CharField(
        max_length=12, blank=True, help_text="studierichtingnummer; 78 rows of the source have none"
    )
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    addresses = models.PositiveIntegerField(
        null=True, blank=True, help_text="addresses in Flanders and Brussels that offer it"
    )
    stem_class = models.CharField(max_length=8, choices=StemClass, blank=True)
    stem_provenance = models.CharField(max_length=12, choices=Provenance, blank=True)
    inferred = models.BooleanField(default=False, help_text="our inference, not seen in the source")
    note = models.CharField(max_length=200, blank=True, help_text="what was inferred about this row")
    preparatory = models.BooleanField(default=False, help_text="aanloop: gets ready for dual learning")
    official_number = models.CharField(
        max_length=12, blank=True, help_text="structuuronderdeel_nummer, when an import told it"
    )
    discipline = models.CharField(max_length=120, blank=True)
    coefficient = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    niche = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    seen_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "domain", "dual", "code"], name="one_component_per_key")
        ]
        indexes = [models.Index(fields=["code"])]

    def __str__(self) -> str:
        return self.title


class AdministrativeGroup(models.Model):
    """administratieve groep: one year of study of one component, as the registers count pupils."""

    component = models.ForeignKey(ProgrammeComponent, models.CASCADE, related_name="administrative_groups")
    code = models.CharField(max_length=12, unique=True)
    year_of_study = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.code} ({self.year_of_study})"


class Occupation(models.Model):
    """An occupation as a young person would name it, with its ISCO-08 unit group."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="everyday words people search with")
    isco08 = models.CharField(max_length=4, blank=True)
    sector = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        """The name in the language of the reader; Dutch when there is no other."""
        return in_language(self.name, self.name_en)


class ShortageList(models.Model):
    """A yearly list of shortage occupations; next year's is added as data, not as code."""

    year = models.PositiveSmallIntegerField(unique=True)
    published_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"VDAB {self.year}"


class ShortageOccupation(models.Model):
    list = models.ForeignKey(ShortageList, models.CASCADE, related_name="occupations")
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="shortages")
    label = models.CharField(max_length=160, help_text="the name as the list prints it")
    cluster = models.CharField(max_length=120)
    medium_skilled = models.BooleanField(
        default=False, help_text="also on the ministerial list of medium-skilled functions"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "occupation"], name="one_row_per_list_and_occupation")]

    def __str__(self) -> str:
        return f"{self.list}: {self.occupation}"


class ProgrammeOccupation(models.Model):
    """A job that a programme leads to, or shows the way to; never without how we know."""

    group = models.ForeignKey(ProgrammeGroup, models.CASCADE, related_name="occupation_links")
    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="programme_links")
    direct = models.BooleanField(default=True, help_text="False: usually only after higher education")
    provenance = models.CharField(max_length=12, choices=Provenance)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "occupation"], name="one_link_per_programme_and_occupation")
        ]

    def __str__(self) -> str:
        return f"{self.group} -> {self.occupation}"


class ProgressionOutcome(models.TextChoices):
    ALLOWED = "allowed", _("Yes")
    COUNCIL = "council", _("Only with a decision of the class council")
    NOT_ALLOWED = "not_allowed", _("No")


class ProgressionRule(models.Model):
    """What may follow, by finality and attest. The patterns are match keys that `queries.what_may_follow` reads."""

    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0, help_text="order in which answers are shown")
    from_kind = models.CharField(max_length=20, choices=ProgrammeKind, blank=True)
    from_grade = models.PositiveSmallIntegerField(choices=Grade, null=True, blank=True)
    from_finality = models.CharField(max_length=2, choices=Finality, blank=True)
    from_form = models.CharField(max_length=3, choices=EducationForm, blank=True)
    from_stream = models.CharField(max_length=2, blank=True)
    from_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="year just done; 0 is the last of primary"
    )
    attest = models.CharField(max_length=2, blank=True, help_text="A (passed), B, C; empty for any")
    destination = models.CharField(
        max_length=40, help_text="machine name of what may follow, e.g. grade3_A, bachelor, work"
    )
    outcome = models.CharField(max_length=12, choices=ProgressionOutcome)
    sentence_nl = models.TextField()
    sentence_en = models.TextField()
    confirmed = models.BooleanField(default=False, help_text="False shows as 'to be confirmed'")
    source = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="one_rule_per_key_and_start")]

    def __str__(self) -> str:
        return self.key
