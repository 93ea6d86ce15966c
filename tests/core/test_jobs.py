"""Jobs: done exactly once, tried again, given up visibly - also when workers are killed."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tests.conftest import FakeViewer
from tests.live import LiveDatabase
from vakwerk.core import audit, jobs
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.jobs import actions, queries, queue, registry, worker
from vakwerk.core.jobs.models import Job, WorkerSign
from vakwerk.core.viewer import Role


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """A handler "test.note" that notes its payload, and "test.fail" that breaks after an effect."""
    noted: list[Any] = []
    monkeypatch.setattr(registry, "_handlers", dict(registry.handlers()))
    jobs.handler("test.note")(noted.append)

    @jobs.handler("test.fail")
    def fail(payload: dict[str, Any]) -> None:
        audit.record(None, "test.effect")
        raise RuntimeError("the lamp fell over")

    return noted


def _tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


@pytest.mark.django_db
def test_a_job_is_done_once(done: list[Any]) -> None:
    jobs.enqueue("test.note", {"n": 1})
    assert (jobs.run_due(), jobs.run_due()) == (1, 0)
    assert done == [{"n": 1}]


@pytest.mark.django_db
def test_a_finished_job_forgets_its_payload(done: list[Any]) -> None:
    jobs.enqueue("test.note", {"address": "an@voorbeeld.be"})
    jobs.run_due()
    assert Job.objects.get().payload == {}


@pytest.mark.django_db
def test_a_job_waits_until_it_is_due(done: list[Any]) -> None:
    jobs.enqueue("test.note", {"n": 1}, due=_tomorrow())
    assert jobs.run_due() == 0


@pytest.mark.django_db
def test_the_job_that_is_due_longest_comes_first(done: list[Any]) -> None:
    now = timezone.now()
    jobs.enqueue("test.note", {"n": 2}, due=now - timedelta(minutes=1))
    jobs.enqueue("test.note", {"n": 1}, due=now - timedelta(minutes=2))
    jobs.run_due()
    assert [payload["n"] for payload in done] == [1, 2]


@pytest.mark.django_db
def test_an_open_job_with_the_same_key_is_not_added_again(done: list[Any]) -> None:
    first = jobs.enqueue("test.note", {"n": 1}, unique_key="k")
    assert jobs.enqueue("test.note", {"n": 2}, unique_key="k") == first
    jobs.run_due()
    assert jobs.enqueue("test.note", {"n": 3}, unique_key="k") != first


@pytest.mark.django_db
def test_a_rolled_back_action_leaves_no_job(done: list[Any]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        jobs.enqueue("test.note")
        raise RuntimeError
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_failing_job_undoes_its_work_and_is_tried_later_each_time(
    done: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    job = jobs.enqueue("test.fail")
    waits = []
    for _ in range(3):
        worker.run_one()
        job.refresh_from_db()
        waits.append(round((job.due - timezone.now()).total_seconds()))
        Job.objects.update(due=timezone.now())
    assert waits == [10, 20, 40]
    assert not AuditEntry.objects.exists()
    assert job.error_line == "RuntimeError: the lamp fell over"


@pytest.mark.django_db
def test_a_job_that_keeps_failing_is_given_up_and_can_be_revived(done: list[Any]) -> None:
    job = jobs.enqueue("test.fail", max_attempts=1)
    assert (jobs.run_due(), jobs.run_due()) == (1, 0)
    assert queries.dead_jobs() == [job]
    actions.retry_job(viewer=FakeViewer(Role.ADMINISTRATOR), job=job)
    assert queries.dead_jobs() == []
    assert jobs.run_due() == 1


@pytest.mark.django_db
def test_only_an_administrator_revives_a_job(viewer: Callable[..., FakeViewer]) -> None:
    job = Job.objects.create(kind="test.note", dead=timezone.now())
    with pytest.raises(PermissionDenied):
        actions.retry_job(viewer=viewer(Role.PRINCIPAL), job=job)
    job.refresh_from_db()
    assert job.dead


@pytest.mark.django_db
def test_a_job_nobody_knows_is_not_lost() -> None:
    job = jobs.enqueue("test.unknown")
    jobs.run_due()
    job.refresh_from_db()
    assert "No handler" in job.last_error
    assert not job.finished


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_cannot_finish() -> None:
    jobs.enqueue("test.note")
    slow = queue.claim(lease=timedelta(seconds=-1))
    quick = queue.claim()
    assert slow
    assert quick
    assert slow.pk == quick.pk
    assert not queue.renew(slow)
    assert not queue.finish(slow)
    assert queue.finish(quick)


@pytest.mark.django_db
def test_work_done_under_a_lost_lease_is_undone(done: list[Any]) -> None:
    @jobs.handler("test.robbed")
    def robbed(payload: dict[str, Any]) -> None:
        Job.objects.filter(kind="test.robbed").update(lease_token="0f0f0f0f-0000-4000-8000-000000000000")
        audit.record(None, "test.effect")

    jobs.enqueue("test.robbed")
    worker.run_one()
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_a_recurring_job_plans_its_next_turn(done: list[Any]) -> None:
    jobs.recurring("test.daily", every=timedelta(days=1))(done.append)
    worker.plan(registry.handlers()["test.daily"])
    worker.plan(registry.handlers()["test.daily"])
    assert jobs.run_due() == 1
    following = Job.objects.get(kind="test.daily", finished=None)
    assert timedelta(hours=23) < following.due - timezone.now() < timedelta(hours=25)


@pytest.mark.django_db
def test_a_recurring_job_that_was_given_up_comes_back_with_the_next_worker(done: list[Any]) -> None:
    jobs.recurring("test.daily", every=timedelta(days=1))(done.append)
    Job.objects.create(kind="test.daily", unique_key="recurring", dead=timezone.now())
    worker.plan(registry.handlers()["test.daily"])
    assert jobs.run_due() == 1


def test_two_handlers_for_one_kind_are_a_mistake(done: list[Any]) -> None:
    with pytest.raises(ValueError, match="Two handlers"):
        jobs.handler("test.note")(lambda payload: None)


WORK = """
import sys, time
from datetime import timedelta
from vakwerk.core import audit, jobs
from vakwerk.core.jobs.worker import Worker

@jobs.handler("test.effect")
def effect(payload):
    audit.record(None, "test.effect", subject=("test.job", payload["n"]))
    print("working", flush=True)
    time.sleep(payload["seconds"])

@jobs.handler("test.long", atomic=False)
def long(payload):
    print("working", flush=True)
    time.sleep(payload["seconds"])
    audit.record(None, "test.effect", subject=("test.job", payload["n"]))

import signal
worker = Worker(lease=timedelta(seconds=float(sys.argv[1])), pause=0.1)
signal.signal(signal.SIGTERM, worker.stop)
worker.run()
"""
ENQUEUE = """
import json, sys
from vakwerk.core import jobs
for n in json.loads(sys.argv[2]):
    jobs.enqueue(sys.argv[1], {"n": n, "seconds": float(sys.argv[3])})
"""
WAIT_AND_COUNT = """
import json, sys, time
from vakwerk.core import audit
from vakwerk.core.audit.models import AuditKey
from vakwerk.core.jobs.models import Job
end = time.monotonic() + 40
while Job.objects.filter(kind__startswith="test.", finished=None, dead=None).exists() and time.monotonic() < end:
    time.sleep(0.1)
print([audit.entries_about("test.job", n).filter(event="test.effect").count() for n in json.loads(sys.argv[1])])
print(Job.objects.filter(kind__startswith="test.", finished=None).count(), audit.verify())
"""


def test_a_killed_worker_loses_nothing_and_does_nothing_twice(live: LiveDatabase) -> None:
    live.run(ENQUEUE, "test.effect", "[1]", "1.5")
    victim = live.start(WORK, "2")
    assert victim.stdout.readline() == "working\n"
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    live.run(ENQUEUE, "test.effect", "[2, 3, 4, 5, 6]", "0.05")
    heirs = [live.start(WORK, "2") for _ in range(2)]
    try:
        assert live.run(WAIT_AND_COUNT, "[1, 2, 3, 4, 5, 6]") == "[1, 1, 1, 1, 1, 1]\n0 []\n"
    finally:
        for heir in heirs:
            heir.terminate()
            heir.communicate(timeout=20)
    assert [heir.returncode for heir in heirs] == [0, 0], "SIGTERM ends a worker in an orderly way"


def test_long_work_is_not_taken_over_while_its_worker_lives(live: LiveDatabase) -> None:
    live.run(ENQUEUE, "test.long", "[11]", "2.5")
    workers = [live.start(WORK, "1") for _ in range(2)]
    try:
        assert live.run(WAIT_AND_COUNT, "[11]") == "[1]\n0 []\n"
    finally:
        for each in workers:
            each.terminate()
            each.communicate(timeout=20)


@pytest.mark.django_db
def test_the_dead_letter_page_counts_queries_constantly(django_assert_max_num_queries: Any) -> None:
    WorkerSign.objects.create(name="w", seen=timezone.now())
    Job.objects.bulk_create(Job(kind="test.note", dead=timezone.now()) for _ in range(30))
    with django_assert_max_num_queries(3):
        assert len(queries.dead_jobs()) == 30
        assert queries.state().worker_seen
