"""A file and its bytes, apart: a list of files never loads what is in them."""

from __future__ import annotations

import uuid

from django.db import models


class Attachment(models.Model):
    """What a file is and what it belongs to. `owner_kind` is "room.model" in small letters, as in the audit log."""

    public_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_kind = models.CharField(max_length=60)
    owner_key = models.CharField(max_length=40)
    file_name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.BigIntegerField(null=True, blank=True, help_text="key of the person; empty for the system")
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner_key", "uploaded_at"], name="attachments_of_owner")]
        constraints = [
            models.UniqueConstraint(fields=["owner_kind", "owner_key", "sha256"], name="one_attachment_per_content")
        ]

    def __str__(self) -> str:
        return self.file_name


class AttachmentContent(models.Model):
    """The bytes of one file."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, primary_key=True, related_name="stored")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.attachment_id)
