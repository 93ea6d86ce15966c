"""Which reader a file is for: by its first bytes, never by its name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vakwerk.core.imports.readers.csv_file import read_csv
from vakwerk.core.imports.readers.sheet import ReadError, Sheet
from vakwerk.core.imports.readers.xlsx_file import read_xlsx

MOST_BYTES = 10 * 1024 * 1024


def read(content: bytes, at_most: int | None = None) -> Sheet:
    """The table in a file, or its first `at_most` rows that are not empty. ReadError in the reader's words."""
    if len(content) > MOST_BYTES:
        raise ReadError(_("This file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024**2})
    if content.startswith(b"PK"):
        return read_xlsx(content, at_most)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(
            _("This is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password.")
        )
    if content.startswith(b"%PDF"):
        raise ReadError(_("This is a PDF. Send the list as Excel (.xlsx) or CSV."))
    return read_csv(content, at_most)
