"""What is left of each allowance."""

from __future__ import annotations

from django.db import models


class RateBucket(models.Model):
    """A token bucket. `key` is a keyed hash, never the address or code itself; full buckets are deleted."""

    key = models.CharField(max_length=64, primary_key=True)
    tokens = models.FloatField()
    updated = models.DateTimeField()
    full_at = models.DateTimeField(db_index=True, help_text="from here on the row says nothing and may go")

    def __str__(self) -> str:
        return self.key
