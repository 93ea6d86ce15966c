"""Field ledger of core, and of the framework tables it uses."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.imports.store import delete_old_uploads
from vakwerk.core.ledger import Field, Ground, Room
from vakwerk.core.retention import delete_expired_sessions, delete_old_jobs

ABOUT = Room(
    _("The log, messages and files"),
    (
        _(
            "Every look into a pupil's file is written down: who, when and why. The log holds random references, "
            "no names. When somebody is erased, nobody can tell any more whom it was about."
        ),
        _(
            "While you are signed in, the server remembers your visit, for twelve hours at most. A file that a school "
            "sends in goes as soon as it is taken over, and after a day in any case."
        ),
        _(
            "A file that proves something, such as an invoice, stays with what it proves. Only who may see that, "
            "may open the file."
        ),
    ),
)
NAMES = {
    "core.Attachment": _("A file handed in as evidence"),
    "core.AttachmentContent": _("What is in a file handed in as evidence"),
    "core.ImportUpload": _("A file on its way in"),
    "core.AuditEntry": _("An entry of the log"),
    "core.AuditKey": _("Whom an entry of the log is about"),
    "core.Job": _("Work for later, such as a message to send"),
    "sessions.Session": _("A visit of somebody who signed in"),
}
_LOG_CONTROLLER = _("The authority that runs the platform")


def _log(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.LEGAL_OBLIGATION,
        controller=_LOG_CONTROLLER,
        recipients=_("Administrators, the data protection officer, and the person concerned on request"),
        retention=_("The entry stays; it becomes anonymous when the person is erased and the key is deleted"),
    )


def _session(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_LOG_CONTROLLER,
        recipients=_("Nobody"),
        retention=_("Twelve hours after the last sign-in; expired rows go daily"),
    )


def _upload(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_("The organisation that sends the file"),
        recipients=_("The person who sent the file"),
        retention=_("The file goes as soon as it is imported, everything after a day"),
    )


def _evidence(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_LOG_CONTROLLER,
        recipients=_("Whoever may see what the file proves"),
        retention=_("As long as what it proves"),
    )


def _job(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_LOG_CONTROLLER,
        recipients=_("Administrators"),
        retention=_("Payload until the work is done; the row 14 days after it, or 90 days when it was given up"),
    )


PERSONAL = {
    "core.Attachment": {
        "public_id": _evidence(_("Random address of the file")),
        "owner_kind": _evidence(_("Know what the file proves")),
        "owner_key": _evidence(_("Know what the file proves")),
        "file_name": _evidence(_("Show which file it is; names of people may stand in it")),
        "content_type": _evidence(_("Give the file back as what it is")),
        "size": _evidence(_("Keep files within limits")),
        "sha256": _evidence(_("Show that the file did not change")),
        "uploaded_by": _evidence(_("Know who handed in the file")),
        "uploaded_at": _evidence(_("Know when the file was handed in")),
    },
    "core.AttachmentContent": {
        "attachment": _evidence(_("Know which file it is")),
        "content": _evidence(_("Prove what was done and paid")),
    },
    "core.ImportUpload": {
        "id": _upload(_("Random address of the upload")),
        "spec": _upload(_("Know which import the file is for")),
        "organisation_id": _upload(_("Know for which organisation the file is")),
        "person_id": _upload(_("Let only the sender go on with the import")),
        "file_name": _upload(_("Show the sender which file it is")),
        "content": _upload(_("Check and import the file that was sent")),
        "mapping": _upload(_("Know which column of the file is which")),
        "context": _upload(_("Know for which class or year the import is")),
        "state": _upload(_("Show how far the import is")),
        "done_rows": _upload(_("Show how far the import is")),
        "total_rows": _upload(_("Show how far the import is")),
        "report": _upload(_("Show which cells are wrong and what was imported")),
        "created": _upload(_("Delete the file in time")),
    },
    "core.AuditEntry": {
        "seq": _log(_("Place in the chain")),
        "at": _log(_("Show when personal data was read or changed")),
        "event": _log(_("Show what happened to personal data")),
        "actor_ref": _log(_("Random reference of who did it")),
        "subject_ref": _log(_("Random reference of whose data it was")),
        "reason": _log(_("Show why; a reason from a list, never a name")),
        "prev_hash": _log(_("Bind the entry to the one before it")),
        "hash": _log(_("Make a later change visible")),
    },
    "core.AuditKey": {
        "ref": _log(_("Random reference used in the audit entries")),
        "kind": _log(_("Kind of the object that the reference stands for")),
        "object_id": _log(_("Key of the object that the reference stands for")),
    },
    "core.Job": {
        "kind": _job(_("Know which work to do")),
        "payload": _job(_("Keys of the rows to work on; of a message its address and words, until it is sent")),
        "unique_key": _job(_("Do the same work once")),
        "due": _job(_("Do it at the right moment")),
        "lease_until": _job(_("Let one worker do it")),
        "lease_token": _job(_("Let one worker do it")),
        "attempts": _job(_("Try again a limited number of times")),
        "max_attempts": _job(_("Try again a limited number of times")),
        "last_error": _job(_("Mend what went wrong")),
        "created": _job(_("Show how long it waited")),
        "finished": _job(_("Show that it was done")),
        "dead": _job(_("Show that it was given up")),
    },
    "sessions.Session": {
        "session_key": _session(_("Keep somebody signed in")),
        "session_data": _session(_("Remember the account, the capacity and the language of a visit")),
        "expire_date": _session(_("End the session")),
    },
}
NOT_PERSONAL = {
    "auth.Group",
    "auth.Permission",
    "contenttypes.ContentType",
    "core.AuditHead",
    "core.ImportMapping",  # headers of columns, no cells
    "core.RateBucket",  # keyed hashes that expire within a day
    "core.SearchDocument",  # programmes, occupations, places: public pages only
    "core.SearchTerm",
    "core.SearchWord",
    "core.WorkerSign",
}
RETENTION = {
    "core.ImportUpload": delete_old_uploads,
    "core.Job": delete_old_jobs,
    "sessions.Session": delete_expired_sessions,
}
