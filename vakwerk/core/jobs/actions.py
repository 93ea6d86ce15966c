"""What an administrator does with the queue."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from vakwerk.core import audit
from vakwerk.core.jobs import queue
from vakwerk.core.jobs.models import Job
from vakwerk.core.viewer import Role, Viewer


@transaction.atomic
def retry_job(*, viewer: Viewer, job: Job) -> None:
    """Gives a dead job all its tries again; a job that is open by now stays as it is."""
    if not viewer.has_role(Role.ADMINISTRATOR):
        raise PermissionDenied
    queue.revive(job)
    audit.record(viewer, "core.retry_job", subject=("core.job", job.pk))
