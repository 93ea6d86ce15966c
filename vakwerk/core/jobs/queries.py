"""Reading the queue, for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from vakwerk.core.jobs.models import Job, WorkerSign

SHOWN = 200


@dataclass(frozen=True)
class State:
    """How the queue stands: jobs due and waiting, since when the oldest, and the last sign of a worker."""

    waiting: int
    oldest: datetime | None
    worker_seen: datetime | None


def dead_jobs() -> list[Job]:
    """Jobs that were given up, newest first, at most 200."""
    return list(Job.objects.filter(dead__isnull=False).order_by("-dead")[:SHOWN])


def dead_job_or_404(job_id: int) -> Job:
    return get_object_or_404(Job, pk=job_id, dead__isnull=False)


def state() -> State:
    now = timezone.now()
    due = Q(finished=None, dead=None, due__lte=now)
    counts = Job.objects.aggregate(waiting=Count("pk", filter=due), oldest=Min("due", filter=due))
    return State(counts["waiting"], counts["oldest"], WorkerSign.objects.aggregate(seen=Max("seen"))["seen"])
