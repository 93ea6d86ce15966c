"""How an entry is hashed: SHA-256 of the canonical JSON of its columns, the previous hash among them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from vakwerk.core.audit.models import AuditEntry

GENESIS = "0" * 64


def entry_hash(entry: AuditEntry) -> str:
    """The hash that the entry should carry. Moments count to the microsecond, in UTC, as both databases keep them."""
    columns = [
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.event,
        str(entry.actor_ref or ""),
        str(entry.subject_ref or ""),
        entry.reason,
        entry.prev_hash,
    ]
    canonical = json.dumps(columns, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
