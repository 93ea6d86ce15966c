"""Heads kept outside the database: a file with one signed line a day, to be copied to another machine.

The chain cannot show that its newest entries were cut off; a head that names an entry which is gone can.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from vakwerk.core.audit.verify import Head, head

_signer = Signer(salt="vakwerk.audit.head", sep=" ")


def heads_file() -> Path:
    return Path(settings.DATA_DIR) / "audit-heads.log"


def keep_head() -> Head:
    """Appends today's head to the file: moment, HASH:SEQ and a signature with the installation's key."""
    end = head()
    with heads_file().open("a", encoding="ascii") as file:
        file.write(_signer.sign(f"{timezone.now().isoformat(timespec='seconds')} {end}") + "\n")
    return end


def kept_heads() -> tuple[list[Head], list[str]]:
    """(heads whose signature is right, a sentence about each line whose signature is not)."""
    heads, forged = [], []
    lines = heads_file().read_text(encoding="ascii").splitlines() if heads_file().exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            heads.append(Head.parse(_signer.unsign(line).split()[1]))
        except (BadSignature, ValueError, IndexError):
            forged.append(f"{heads_file().name} line {number}: the signature is not ours")
    return heads, forged
