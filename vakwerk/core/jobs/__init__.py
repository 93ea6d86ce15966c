"""Work that takes seconds or is due later: a table of jobs with leases, retries and a dead-letter list.

    # in <room>/jobs.py, which the worker imports by itself
    @jobs.handler("talent.make_report")
    def make_report(payload: dict[str, Any]) -> None: ...

    @jobs.recurring("core.retention", every=timedelta(days=1))
    def run_retention(payload: dict[str, Any]) -> None: ...

    # in an action, inside its transaction: no commit, no job
    jobs.enqueue("talent.make_report", {"sitting": 17}, unique_key="17")

A handler runs in one transaction together with the note that the job is finished: kill -9 at any moment and the work
is done exactly once. `@jobs.handler(kind, atomic=False)` is for work outside the database (sending mail) or of
minutes: it may run twice and must not mind. Payloads carry keys of rows, never personal data. `manage.py worker` runs
the jobs.
"""

from vakwerk.core.jobs.queue import enqueue, enqueue_many
from vakwerk.core.jobs.registry import handler, recurring
from vakwerk.core.jobs.worker import run_due

__all__ = ["enqueue", "enqueue_many", "handler", "recurring", "run_due"]
