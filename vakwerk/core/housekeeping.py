"""What core does by itself every day: keep no data longer than promised, and put the end of the audit log on record."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction

from vakwerk.core import audit, clock, jobs, ledger, mail
from vakwerk.core.audit.heads import keep_head
from vakwerk.core.imports import work as import_work
from vakwerk.core.ratelimit import forget_full_buckets

logger = logging.getLogger(__name__)


@jobs.recurring("core.retention", every=timedelta(days=1), atomic=False)
def retention(payload: dict[str, Any]) -> None:
    """Runs the retention function of every personal model, each in its own transaction, and records what went.

    One that fails does not stop the others; the job fails afterwards, so that it is tried again.
    """
    failed = [label for label, remove in sorted(ledger.collect().retention.items()) if not _keep_promise(label, remove)]
    forget_full_buckets()
    if failed:
        raise RuntimeError(f"Retention failed for {', '.join(failed)}.")


def _keep_promise(label: str, remove: ledger.Retention) -> bool:
    try:
        with transaction.atomic():
            removed = remove(clock.today())
            if removed:
                audit.record(None, "core.retention", reason=f"{label}: {removed}")
    except Exception:
        logger.exception("retention of %s failed", label)
        return False
    return True


@jobs.recurring("core.audit_head", every=timedelta(days=1), atomic=False)
def audit_head(payload: dict[str, Any]) -> None:
    logger.info("end of the audit log: %s", keep_head())


# A mail that was sent while the worker died may be sent twice: better than not at all.
jobs.handler(mail.KIND, atomic=False)(mail.deliver)
jobs.handler(import_work.KIND, atomic=False)(import_work.import_upload)
