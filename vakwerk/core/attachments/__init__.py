"""Files that people hand in as evidence: refused unless we know what they are, kept in the database, given back safely.

    # forms.py
    file = attachments.AttachmentField(label=_("Evidence"))
    # actions.py, inside the transaction, after the room's own permission check
    attachments.store(form.cleaned_data["file"], viewer=viewer, owner=("ledger.payment", payment.pk))
    # queries.py
    attachments.of(("ledger.payment", payment.pk)); attachments.of_many("ledger.payment", keys)
    # views.py, after the room decided that this viewer may see that payment
    return attachments.download(("ledger.payment", payment.pk), public_id)

Access belongs to the room: core knows no owner and shows nothing by itself. A file of something else than the
owner that is named answers 404. The bytes stand in the database, so every backup of the database holds them.
"""

from vakwerk.core.attachments.formfield import AttachmentField
from vakwerk.core.attachments.sniffing import MAX_BYTES, Kind, Refused, recognise
from vakwerk.core.attachments.store import MAX_FILES, counts, download, handed_in_by, of, of_many, remove, store

__all__ = [
    "MAX_BYTES",
    "MAX_FILES",
    "AttachmentField",
    "Kind",
    "Refused",
    "counts",
    "download",
    "handed_in_by",
    "of",
    "of_many",
    "recognise",
    "remove",
    "store",
]
