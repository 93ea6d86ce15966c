"""The queue: one row per piece of work, leased by at most one worker at a time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Job(models.Model):
    """Work to do once: waiting, leased, finished or dead (given up after `max_attempts`)."""

    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    unique_key = models.CharField(max_length=120, blank=True, help_text="at most one open job per kind and key")
    due = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    last_error = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True, blank=True)
    dead = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unique_key"],
                condition=Q(finished__isnull=True, dead__isnull=True) & ~Q(unique_key=""),
                name="one_open_job_per_key",
            )
        ]
        indexes = [
            models.Index(
                fields=["due", "id"], condition=Q(finished__isnull=True, dead__isnull=True), name="open_jobs_by_due"
            ),
            models.Index(fields=["dead"], condition=Q(dead__isnull=False), name="dead_jobs"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def error_line(self) -> str:
        """The last line of the error, which says what went wrong; the rest says where."""
        return self.last_error.strip().rpartition("\n")[2]


class WorkerSign(models.Model):
    """A sign of life of each worker process; the health page reads the newest."""

    name = models.CharField(max_length=120, unique=True)
    seen = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
