"""No audit entry is changed or deleted; somebody who owns the database can drop the triggers, hence the chain."""

from vakwerk.core.db.append_only import protect

MESSAGE = "audit entries are append-only"
ENTRIES = protect("audit", "core_auditentry", MESSAGE)
install, remove, lifted = ENTRIES.install, ENTRIES.remove, ENTRIES.lifted
