"""The audit log: append-only, hash-chained, over random references and reasons only.

    audit.record(viewer, "people.give_consent", subject=("people.person", pk), reason="asked by parent")
    audit.read(viewer, ("people.person", pk), purpose="guidance talk")     # looking at somebody's file
    audit.forget("people.person", pk)                                      # erasure: entries stay, nobody knows whose

Entries say *that* something happened, never what the data were. A reason comes from the code or from a list, not from
a text field: names typed by people do not belong in a log that cannot be erased. Call `record` last in a transaction:
it holds the end of the chain until the commit.
"""

from vakwerk.core.audit.log import entries_about, forget, read, record, record_many
from vakwerk.core.audit.verify import Fault, Head, head, verify

__all__ = ["Fault", "Head", "entries_about", "forget", "head", "read", "record", "record_many", "verify"]
