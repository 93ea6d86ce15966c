"""Putting work into the table and taking it out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from vakwerk.core.jobs.models import Job

LEASE = timedelta(seconds=60)
FIRST_RETRY = timedelta(seconds=10)
LONGEST_RETRY = timedelta(hours=6)


@transaction.atomic
def enqueue(
    kind: str,
    payload: Mapping[str, Any] | None = None,
    *,
    unique_key: str | None = None,
    due: datetime | None = None,
    max_attempts: int = 5,
) -> Job:
    """Adds a job to the caller's transaction. An open job with the same `unique_key` is returned instead."""
    details = {"payload": dict(payload or {}), "due": due or timezone.now(), "max_attempts": max_attempts}
    if not unique_key:
        return Job.objects.create(kind=kind, **details)
    return Job.objects.get_or_create(kind=kind, unique_key=unique_key, finished=None, dead=None, defaults=details)[0]


def enqueue_many(kind: str, payloads: Iterable[Mapping[str, Any]]) -> None:
    """Adds many jobs of a kind in a few queries, in the order given."""
    now = timezone.now()
    Job.objects.bulk_create(Job(kind=kind, payload=dict(payload), due=now) for payload in payloads)


def open_jobs() -> QuerySet[Job]:
    return Job.objects.filter(finished=None, dead=None)


def claim(lease: timedelta = LEASE) -> Job | None:
    """Leases the job that is due first, or None. A job whose lease ran out (its worker died) is due again."""
    now = timezone.now()
    due = open_jobs().filter(Q(lease_until=None) | Q(lease_until__lt=now), due__lte=now).order_by("due", "id")
    if not due.exists():  # a look costs no write lock
        return None
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        job = due.select_for_update(skip_locked=skip).first()
        if job is not None:
            job.lease_until, job.lease_token, job.attempts = now + lease, uuid4(), job.attempts + 1
            job.save(update_fields=["lease_until", "lease_token", "attempts"])
        return job


def leased(job: Job) -> QuerySet[Job]:
    """The row of this job, as long as our lease on it was not taken over."""
    return open_jobs().filter(pk=job.pk, lease_token=job.lease_token)


def renew(job: Job, lease: timedelta = LEASE) -> bool:
    return bool(leased(job).update(lease_until=timezone.now() + lease))


def finish(job: Job) -> bool:
    """Marks the job done and forgets its payload; False when somebody else took it over: then undo your work."""
    return bool(leased(job).update(finished=timezone.now(), lease_until=None, last_error="", payload={}))


def fail(job: Job, error: str) -> None:
    """Plans the next try, twice as late each time; after the last the job is dead and waits for an administrator."""
    now = timezone.now()
    if job.attempts >= job.max_attempts:
        leased(job).update(dead=now, lease_until=None, last_error=error)
    else:
        wait = min(FIRST_RETRY * 2 ** (job.attempts - 1), LONGEST_RETRY)
        leased(job).update(due=now + wait, lease_until=None, last_error=error)


def revive(job: Job) -> None:
    """Gives a dead job all its tries again, now."""
    Job.objects.filter(pk=job.pk, dead__isnull=False).update(
        dead=None, attempts=0, due=timezone.now(), lease_until=None
    )
