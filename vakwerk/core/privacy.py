"""Field ledger of core, and of the framework tables it uses."""

from vakwerk.core.imports.store import delete_old_uploads
from vakwerk.core.ledger import Field, Ground
from vakwerk.core.retention import delete_expired_sessions, delete_old_jobs

_LOG_CONTROLLER = "The authority that runs the platform"


def _log(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.LEGAL_OBLIGATION,
        controller=_LOG_CONTROLLER,
        recipients="Administrators, the data protection officer, and the person concerned on request",
        retention="The entry stays; it becomes anonymous when the person is erased and the key is deleted",
    )


def _session(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_LOG_CONTROLLER,
        recipients="Nobody",
        retention="Twelve hours after the last sign-in; expired rows go daily",
    )


def _upload(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller="The organisation that sends the file",
        recipients="The person who sent the file",
        retention="The file goes as soon as it is imported, everything after a day",
    )


def _job(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_LOG_CONTROLLER,
        recipients="Administrators",
        retention="Payload until the work is done; the row 14 days after it, or 90 days when it was given up",
    )


PERSONAL = {
    "core.ImportUpload": {
        "id": _upload("Random address of the upload"),
        "spec": _upload("Know which import the file is for"),
        "organisation_id": _upload("Know for which organisation the file is"),
        "person_id": _upload("Let only the sender go on with the import"),
        "file_name": _upload("Show the sender which file it is"),
        "content": _upload("Check and import the file that was sent"),
        "mapping": _upload("Know which column of the file is which"),
        "context": _upload("Know for which class or year the import is"),
        "state": _upload("Show how far the import is"),
        "done_rows": _upload("Show how far the import is"),
        "total_rows": _upload("Show how far the import is"),
        "report": _upload("Show which cells are wrong and what was imported"),
        "created": _upload("Delete the file in time"),
    },
    "core.AuditEntry": {
        "seq": _log("Place in the chain"),
        "at": _log("Show when personal data was read or changed"),
        "event": _log("Show what happened to personal data"),
        "actor_ref": _log("Random reference of who did it"),
        "subject_ref": _log("Random reference of whose data it was"),
        "reason": _log("Show why; a reason from a list, never a name"),
        "prev_hash": _log("Bind the entry to the one before it"),
        "hash": _log("Make a later change visible"),
    },
    "core.AuditKey": {
        "ref": _log("Random reference used in the audit entries"),
        "kind": _log("Kind of the object that the reference stands for"),
        "object_id": _log("Key of the object that the reference stands for"),
    },
    "core.Job": {
        "kind": _job("Know which work to do"),
        "payload": _job("Keys of the rows to work on; of a message its address and words, until it is sent"),
        "unique_key": _job("Do the same work once"),
        "due": _job("Do it at the right moment"),
        "lease_until": _job("Let one worker do it"),
        "lease_token": _job("Let one worker do it"),
        "attempts": _job("Try again a limited number of times"),
        "max_attempts": _job("Try again a limited number of times"),
        "last_error": _job("Mend what went wrong"),
        "created": _job("Show how long it waited"),
        "finished": _job("Show that it was done"),
        "dead": _job("Show that it was given up"),
    },
    "sessions.Session": {
        "session_key": _session("Keep somebody signed in"),
        "session_data": _session("Remember the account, the capacity and the language of a visit"),
        "expire_date": _session("End the session"),
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
