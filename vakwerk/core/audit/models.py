"""Who did what to whose data: a chain nobody can change unseen, over random references only."""

from __future__ import annotations

import uuid

from django.db import models


class AuditEntry(models.Model):
    """One event. `hash` covers every other column and the previous hash; triggers forbid UPDATE and DELETE."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    actor_ref = models.UUIDField(null=True, blank=True)
    subject_ref = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["subject_ref", "seq"]), models.Index(fields=["actor_ref", "seq"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"


class AuditKey(models.Model):
    """Which object a reference stands for. Deleting this row makes every entry about it anonymous for ever."""

    ref = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_reference_per_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class AuditHead(models.Model):
    """The single row with the end of the chain; whoever appends locks it, so that the chain cannot fork."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.hash}:{self.seq}"
