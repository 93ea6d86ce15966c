"""The job that imports a large file."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from vakwerk.core import jobs
from vakwerk.core.imports.models import ImportUpload, UploadState
from vakwerk.core.imports.running import run

KIND = "core.import"


def import_upload(payload: dict[str, Any]) -> None:
    """Handler, not atomic: checking thousands of rows must not hold the database; `run` writes in one transaction."""
    run(payload["upload"])


@transaction.atomic
def enqueue(upload: ImportUpload) -> None:
    """Leaves the upload to a worker; asking twice is asking once."""
    waiting = ImportUpload.objects.filter(pk=upload.pk, state=UploadState.UPLOADED)
    if waiting.update(state=UploadState.QUEUED):
        jobs.enqueue(KIND, {"upload": str(upload.pk)}, unique_key=str(upload.pk))
