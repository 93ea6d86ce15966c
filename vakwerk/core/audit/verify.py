"""Proving that the log is whole: nothing changed, removed, inserted or reordered.

The chain alone cannot show that its newest entries were cut off. For that a head (number and hash of the last entry)
kept elsewhere is compared: the daily head in the log file, or one given by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vakwerk.core.audit.chain import GENESIS, entry_hash
from vakwerk.core.audit.models import AuditEntry, AuditHead


@dataclass(frozen=True)
class Head:
    """The end of the chain at one moment, written as HASH:SEQ."""

    hash: str
    seq: int

    def __str__(self) -> str:
        return f"{self.hash}:{self.seq}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """Reads HASH:SEQ; ValueError when it is not one."""
        digest, _, seq = text.strip().partition(":")
        if len(digest) != 64 or not seq.isdigit():
            raise ValueError(f"A head looks like HASH:SEQ (64 hexadecimal signs, a number), not {text!r}.")
        return cls(digest.lower(), int(seq))


@dataclass(frozen=True)
class Fault:
    """Where the chain breaks, and how."""

    seq: int
    what: str

    def __str__(self) -> str:
        return f"entry {self.seq}: {self.what}"


def head() -> Head:
    """The end of the chain as the database says it."""
    row = AuditHead.objects.filter(pk=1).first()
    return Head(row.hash, row.seq) if row else Head(GENESIS, 0)


def verify(known_heads: Iterable[Head] = ()) -> list[Fault]:
    """Every fault of the chain, and of the heads that were kept outside it. One pass, constant memory."""
    wanted = {known.seq: known for known in [*known_heads, head()] if known.seq}
    faults, last = [], 0
    for entry, fault in _walk():
        last = entry.seq
        faults += fault
        known = wanted.pop(entry.seq, None)
        if known and known.hash != entry.hash:
            faults.append(Fault(entry.seq, "is not the entry that a kept head names: the chain was rewritten"))
    faults += [
        Fault(seq, f"is gone: a kept head names it, but the log ends at {last}") for seq in sorted(wanted) if seq > last
    ]
    return faults + _beyond_head(last)


def _walk() -> Iterator[tuple[AuditEntry, list[Fault]]]:
    previous_seq, previous_hash = 0, GENESIS
    for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=2000):
        yield entry, list(_faults_of(entry, previous_seq, previous_hash))
        previous_seq, previous_hash = entry.seq, entry.hash


def _faults_of(entry: AuditEntry, previous_seq: int, previous_hash: str) -> Iterator[Fault]:
    if entry.seq != previous_seq + 1:
        yield Fault(previous_seq + 1, f"removed (the log continues at {entry.seq})")
    elif entry.prev_hash != previous_hash:
        yield Fault(entry.seq, "does not follow the entry before it: one of the two was changed or moved")
    if entry.hash != entry_hash(entry):
        yield Fault(entry.seq, "changed: its contents do not match its hash")


def _beyond_head(last: int) -> list[Fault]:
    end = head().seq
    return [Fault(end + 1, "added behind the head")] if last > end else []
