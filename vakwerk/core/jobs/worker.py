"""Runs jobs: claim, work under a heartbeat, finish or plan the next try."""

from __future__ import annotations

import logging
import os
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from vakwerk.core.jobs import queue
from vakwerk.core.jobs.models import Job, WorkerSign
from vakwerk.core.jobs.registry import Handler, handlers

logger = logging.getLogger(__name__)
SIGN_EVERY = timedelta(seconds=15)


class LeaseLostError(Exception):
    """Somebody else took the job over; what we did for it is rolled back."""


def run_one(lease: timedelta = queue.LEASE) -> bool:
    """Claims and does one job; False when nothing is due."""
    job = queue.claim(lease)
    if job is None:
        return False
    try:
        with _heartbeat(job, lease):
            _perform(job)
    except LeaseLostError:
        logger.warning("%s was taken over by another worker", job)
    except Exception:
        logger.exception("%s failed, attempt %s of %s", job, job.attempts, job.max_attempts)
        queue.fail(job, traceback.format_exc()[-4000:])
    return True


def run_due(limit: int = 1000) -> int:
    """Does every job that is due now, in this process; for tests and the demo loader. Returns how many."""
    done = 0
    while done < limit and run_one():
        done += 1
    return done


def _perform(job: Job) -> None:
    handler = handlers().get(job.kind)
    if handler is None:
        raise LookupError(f"No handler for jobs of kind {job.kind!r}.")
    if handler.atomic:
        with transaction.atomic():
            _call(handler, job)
    else:
        _call(handler, job)


def _call(handler: Handler, job: Job) -> None:
    handler.function(job.payload)
    if not queue.finish(job):
        raise LeaseLostError
    if handler.every:
        plan(handler, after=job)


@contextmanager
def _heartbeat(job: Job, lease: timedelta) -> Iterator[None]:
    """Renews the lease from a second thread while the work goes on."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(lease.total_seconds() / 3):
            queue.renew(job, lease)
        connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=lease.total_seconds())


def plan(handler: Handler, after: Job | None = None) -> None:
    """Makes sure that the next turn of a recurring job is in the queue."""
    if handler.every is None:
        return
    due = max(after.due + handler.every, timezone.now()) if after else timezone.now()
    queue.enqueue(handler.kind, unique_key="recurring", due=due)


class Worker:
    """The loop of `manage.py worker`."""

    def __init__(self, lease: timedelta = queue.LEASE, pause: float = 1.0) -> None:
        self.lease, self.pause = lease, pause
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._stop = threading.Event()

    def stop(self, *_: object) -> None:
        """Finish the job at hand, take no other. Safe in a signal handler."""
        self._stop.set()

    def run(self) -> None:
        for handler in handlers().values():
            plan(handler)
        signs = threading.Thread(target=self._sign, name="worker-sign", daemon=True)
        signs.start()
        while not self._stop.is_set():
            if not self._safely_run_one():
                self._stop.wait(self.pause)
        signs.join(timeout=5)

    def _safely_run_one(self) -> bool:
        try:
            return run_one(self.lease)
        except Exception:  # the database is away: try again in a moment
            logger.exception("the worker could not reach its jobs")
            connection.close()
            return False

    def _sign(self) -> None:
        """Says "I live" in the database, so that the health page knows."""
        while True:
            try:
                WorkerSign.objects.update_or_create(name=self.name, defaults={"seen": timezone.now()})
            except Exception:
                logger.exception("the worker could not sign")
                connection.close()
            if self._stop.wait(SIGN_EVERY.total_seconds()):
                break
        WorkerSign.objects.filter(name=self.name).delete()
        connection.close()
