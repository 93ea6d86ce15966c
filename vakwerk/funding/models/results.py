"""The open catalogue of what projects made: everybody may use it, under the licence that it names."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vakwerk.funding.models.grants import Grant
from vakwerk.people.models import Organisation


class Licence(models.TextChoices):
    """Licences under which teachers may use, change and share. None other is offered for what public money made."""

    CC0 = "CC0-1.0", _("CC0: no conditions")
    CC_BY = "CC-BY-4.0", _("CC BY: name the makers")
    CC_BY_SA = "CC-BY-SA-4.0", _("CC BY-SA: name the makers, share alike")
    CC_BY_NC = "CC-BY-NC-4.0", _("CC BY-NC: name the makers, not for trade")
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", _("CC BY-NC-SA: name the makers, not for trade, share alike")


class OpenResult(models.Model):
    """What a project made, as its receiver handed it in; public from `published_on`. Makers are organisations.

    It stands on KlasCement, at `link`, or in files kept here (`has_files`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=160)
    summary = models.TextField(max_length=2000)
    subject = models.CharField(max_length=120, help_text="the subject or theme it is for")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="results")
    makers = models.ManyToManyField(Organisation, related_name="+", blank=True)
    programmes = models.CharField(max_length=200, blank=True, help_text="programmes for which it was made, in words")
    stem = models.BooleanField(default=False)
    licence = models.CharField(max_length=16, choices=Licence)
    klascement_url = models.URLField(blank=True)
    link = models.URLField(blank=True)
    has_files = models.BooleanField(default=False)
    handed_in_at = models.DateTimeField()
    published_on = models.DateField(null=True, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(klascement_url="") | ~Q(link="") | Q(has_files=True),
                name="what_is_published_can_be_found",
            )
        ]

    def __str__(self) -> str:
        return self.title
