"""What an import keeps: the uploaded file while it is needed, and how an organisation's columns are called."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class UploadState(models.TextChoices):
    """How far an upload is. Only `done` changed anything."""

    UPLOADED = "uploaded", _("Uploaded")
    QUEUED = "queued", _("Waiting to be imported")
    DONE = "done", _("Imported")
    REFUSED = "refused", _("Not imported: there are errors")
    FAILED = "failed", _("Not imported: something went wrong")


class ImportUpload(models.Model):
    """A file somebody sent, until it is imported or a day old. `content` is emptied as soon as it is imported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    spec = models.CharField(max_length=80)
    organisation_id = models.BigIntegerField(default=0, help_text="0 when the import belongs to no organisation")
    person_id = models.BigIntegerField(default=0, help_text="who sent it; only they may go on with it")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(default=bytes)
    mapping = models.JSONField(null=True, blank=True, help_text="column key -> position of the column in the file")
    context = models.JSONField(default=dict, help_text="what the room must know to apply, such as a school year")
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.UPLOADED)
    done_rows = models.PositiveIntegerField(default=0)
    total_rows = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict, help_text="counts, notes and errors")
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.file_name


class ImportMapping(models.Model):
    """Which column of a file is which, remembered per organisation and per set of headers."""

    spec = models.CharField(max_length=80)
    organisation_id = models.BigIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the folded headers in order")
    mapping = models.JSONField()
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["spec", "organisation_id", "fingerprint"], name="one_mapping_per_headers")
        ]

    def __str__(self) -> str:
        return f"{self.spec} of {self.organisation_id}"
