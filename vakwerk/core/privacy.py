"""Field ledger of core, and of the framework tables it uses."""

from vakwerk.core.ledger import Field, Ground

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


PERSONAL = {
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
    "core.Job",  # payloads carry keys of rows, never values; `jobs.enqueue` says so
    "core.RateBucket",  # keyed hashes that expire within a day
    "core.WorkerSign",
}
