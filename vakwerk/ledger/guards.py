"""The journal only grows: a mistake is corrected by another entry."""

from vakwerk.core.db.append_only import protect

MESSAGE = "the journal is append-only"
GUARDS = (
    protect("ledger_entry", "ledger_journalentry", MESSAGE),
    protect("ledger_posting", "ledger_posting", MESSAGE),
)
