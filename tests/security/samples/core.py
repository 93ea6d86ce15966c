"""Samples of `core`."""

from __future__ import annotations

from django.utils import timezone

from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.core.jobs.models import Job


def dead_job(world: World) -> Sample:
    return Sample({"job_id": Job.objects.create(kind="core.example", dead=timezone.now()).pk})


def task_kind(world: World) -> Sample:
    return Sample({"name": "levers"})


def task(world: World) -> Sample:
    return Sample({"task_id": "levers-1-1"})
