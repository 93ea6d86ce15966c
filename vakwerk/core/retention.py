"""How core keeps its own promises; see `privacy.py`."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from vakwerk.core.jobs.models import Job

FINISHED_JOBS = timedelta(days=14)
DEAD_JOBS = timedelta(days=90)


def delete_expired_sessions(today: date) -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def delete_old_jobs(today: date) -> int:
    """Finished jobs (their payload is empty already) after 14 days, dead ones nobody retried after 90."""
    now = timezone.now()
    old = Q(finished__lt=now - FINISHED_JOBS) | Q(dead__lt=now - DEAD_JOBS)
    return Job.objects.filter(old).delete()[0]
