"""Several processes on one database of either kind: no envelope is overdrawn, no cent is paid twice or lost."""

from __future__ import annotations

import json
import signal
import time

import pytest

from tests.live import LiveDatabase

pytestmark = pytest.mark.xdist_group("live")

COMMON = """
import json, random, sys, time
from datetime import date
from vakwerk.core.viewer import Role
from vakwerk.ledger import actions, books, queries
from vakwerk.ledger.checking import faults
from vakwerk.ledger.models import *
from vakwerk.people.models import Organisation
from vakwerk.people.viewer import PersonViewer

def servant():
    return PersonViewer(None, "", Organisation.objects.get(name="Kas").pk, Role.CIVIL_SERVANT)
"""
PREPARE = (
    COMMON
    + """
Organisation.objects.get_or_create(kind="administration", name="Kas", fictitious=True)
envelope = actions.open_envelope(viewer=servant(), code=sys.argv[1], title="x", amount_cents=10_000)
commitment = actions.commit(viewer=servant(), envelope=envelope, amount_cents=2_000, beneficiary="Vzw", purpose="x")
for number in range(int(sys.argv[2])):
    actions.plan_payment(viewer=servant(), commitment=commitment, amount_cents=100, due_on=date(2026, 12, 1))
if int(sys.argv[2]):
    actions.start_run(viewer=servant(), envelope=envelope)
"""
)
# Each writer wants far more than there is: 400 at a time from the envelope, 70 at a time from one commitment.
WRITE = (
    COMMON
    + """
viewer, chance = servant(), random.Random(sys.argv[2])
envelope = Envelope.objects.get(code=sys.argv[1])
commitment = envelope.commitments.order_by("pk").first()
print("ready", flush=True)
sys.stdin.readline()
done = {"commit": 0, "plan": 0}
for step in range(24):
    try:
        if chance.random() < 0.5:
            actions.commit(viewer=viewer, envelope=envelope, amount_cents=400, beneficiary="Vzw", purpose="x")
            done["commit"] += 1
        else:
            actions.plan_payment(viewer=viewer, commitment=commitment, amount_cents=70, due_on=date(2026, 12, 1))
            done["plan"] += 1
    except actions.Refused:
        pass
print(json.dumps(done))
"""
)
STATE = (
    COMMON
    + """
envelope = Envelope.objects.get(code=sys.argv[1])
payments = Payment.objects.filter(commitment__envelope=envelope)
print(json.dumps({
    "committed": envelope.committed_cents, "paid": envelope.paid_cents,
    "planned": sum(c.planned_cents for c in envelope.commitments.all()),
    "done": payments.filter(state="done").count(), "ordered": payments.filter(state="ordered").count(),
    "booked": envelope.entries.filter(event="pay").count(), "faults": faults(),
    "runs": list(envelope.runs.values_list("state", flat=True)),
}))
"""
)
# Says so when a payment is in the journal but its transaction is still open: the worst moment to be killed.
WORK = (
    COMMON
    + """
from datetime import timedelta
from vakwerk.core.jobs.models import Job
from vakwerk.core.jobs.worker import run_one
write = books._book
def slowly(*arguments, **about):
    row = write(*arguments, **about)
    print("booking", flush=True)
    time.sleep(float(sys.argv[1]))
    return row
books._book = slowly
end = time.monotonic() + 30
while Job.objects.filter(kind="ledger.pay_run", finished=None).exists() and time.monotonic() < end:
    if not run_one(timedelta(seconds=1)):
        time.sleep(0.1)
"""
)


def _state(live: LiveDatabase, code: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(live.run(STATE, code))
    return found


def test_writers_together_never_overdraw_an_envelope_or_a_commitment(live: LiveDatabase) -> None:
    live.run(PREPARE, "samen", "0")
    writers = [live.start(WRITE, "samen", str(n)) for n in range(3)]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    answers = [json.loads(writer.communicate(timeout=60)[0]) for writer in writers]
    state = _state(live, "samen")
    assert state["faults"] == []
    # All that there is was given, and not a cent more: 20 of 400 beside the first 2,000; 28 of 70 within those.
    assert sum(each["commit"] for each in answers) == 20
    assert sum(each["plan"] for each in answers) == 28
    assert (state["committed"], state["planned"]) == (10_000, 1_960)


def test_a_run_killed_in_the_middle_pays_each_payment_once(live: LiveDatabase) -> None:
    live.run(PREPARE, "gedood", "6")
    victim = live.start(WORK, "0.4")
    for _ in range(3):
        assert victim.stdout.readline() == "booking\n"
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    state = _state(live, "gedood")
    assert (state["done"], state["booked"], state["ordered"]) == (2, 2, 4), "the third was in an open transaction"
    assert (state["paid"], state["faults"], state["runs"]) == (200, [], ["queued"])
    time.sleep(0.5)
    heirs = [live.start(WORK, "0") for _ in range(2)]
    for heir in heirs:
        heir.communicate(timeout=60)
    state = _state(live, "gedood")
    assert (state["done"], state["booked"], state["ordered"]) == (6, 6, 0)
    assert (state["paid"], state["faults"], state["runs"]) == (600, [], ["done"])
