"""The field of a form through which a file comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from vakwerk.core.attachments.sniffing import KINDS, Refused, recognise
from vakwerk.core.attachments.store import read


class AttachmentField(forms.FileField):
    """A file of a kind that we know; a form with one needs `enctype="multipart/form-data"` and `request.FILES`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("PDF, Excel, CSV, Word, OpenDocument text, PNG or JPEG; at most 10 MB."))
        options.setdefault("max_length", 255)
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(f".{kind.extension}" for kind in KINDS) + ",.jpeg"

    def clean(self, data: Any, initial: Any = None) -> File[bytes] | None:
        upload: File[bytes] | None = super().clean(data, initial)
        if upload:
            try:
                recognise(read(upload))
            except Refused as refused:
                raise ValidationError(str(refused), code="refused") from None
        return upload
