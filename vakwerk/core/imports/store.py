"""Keeping uploads no longer than needed."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from vakwerk.core.imports.models import ImportUpload


def delete_old_uploads(today: date) -> int:
    """Removes uploads of before `today`, imported or not; returns how many."""
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    return ImportUpload.objects.filter(created__lt=midnight).delete()[0]
