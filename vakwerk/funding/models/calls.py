"""A call and the versions of its content. What is published never changes: an amendment is a next version."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vakwerk.ledger.models import Envelope


class CallKind(models.TextChoices):
    EXCELLENCE_EXTEND = "excellence_extend", _("Excellence fund: extend an existing initiative")
    EXCELLENCE_NEW = "excellence_new", _("Excellence fund: new prestige project")
    INNOVET = "innovet", _("InnoVET")
    MATCHMAKER = "matchmaker", _("Matchmaker for guest teachers")
    SUBSIDY = "subsidy", _("Grant")
    OTHER = "other", _("Other call")


class CallState(models.TextChoices):
    """What people decided. Whether a published call is open follows from the clock: see `Phase`."""

    DRAFT = "draft", _("Draft")
    DRY_RUN = "dry_run", _("Dry run")
    PUBLISHED = "published", _("Published")
    JUDGED = "judged", _("Judged")
    DECIDED = "decided", _("Decided")
    SETTLED = "settled", _("Settled")
    CANCELLED = "cancelled", _("Cancelled")


PUBLIC_STATES = (CallState.PUBLISHED, CallState.JUDGED, CallState.DECIDED, CallState.SETTLED, CallState.CANCELLED)


class Phase(models.TextChoices):
    """Where a call stands at one moment, for everybody."""

    PREPARED = "prepared", _("In preparation")
    ANNOUNCED = "announced", _("Opens soon")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    JUDGED = "judged", _("Judged")
    DECIDED = "decided", _("Decided")
    SETTLED = "settled", _("Settled")
    CANCELLED = "cancelled", _("Cancelled")


class Call(models.Model):
    """A call for proposals. Title, kind and window repeat the content in force, so that lists can be searched."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True, help_text="short name in the numbers of applications")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=CallKind)
    state = models.CharField(max_length=10, choices=CallState, default=CallState.DRAFT)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True, help_text="the first moment that is too late")
    minimum_scores = models.PositiveSmallIntegerField(default=2, help_text="jury members who score each application")
    envelope = models.ForeignKey(Envelope, models.PROTECT, null=True, blank=True, related_name="calls")
    last_number = models.PositiveIntegerField(default=0, help_text="of the applications that were submitted")
    fictitious = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="a_call_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(minimum_scores__gte=2), name="at_least_two_scores"),
            models.CheckConstraint(
                condition=Q(state__in=(CallState.DRAFT, CallState.DRY_RUN))
                | Q(opens_at__isnull=False, closes_at__isnull=False, published_at__isnull=False),
                name="a_published_call_has_a_window",
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"])]

    def __str__(self) -> str:
        return self.title

    def phase(self, now: datetime) -> Phase:
        """`closes_at` itself is too late: who submits in the last microsecond before it is in time."""
        if self.state in (CallState.DRAFT, CallState.DRY_RUN) or self.opens_at is None or self.closes_at is None:
            return Phase.PREPARED
        if self.state == CallState.CANCELLED:
            return Phase.CANCELLED
        if now < self.opens_at:
            return Phase.ANNOUNCED
        if now < self.closes_at:
            return Phase.OPEN
        return Phase.CLOSED if self.state == CallState.PUBLISHED else Phase(self.state)


class CallVersion(models.Model):
    """The whole content of a call at one time; `vakwerk.funding.content` says what stands in it.

    The first version is published with the call, each later one amends it, with the reason that applicants read.
    At most one version is not published: that is the one being written.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=0, help_text="counts the savings, so that no editor undoes another")
    reason = models.TextField(blank=True, max_length=1000)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["call"], condition=Q(published_at__isnull=True), name="one_version_being_written"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | Q(published_at__isnull=True) | ~Q(reason=""),
                name="an_amendment_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} ({self.number})"
