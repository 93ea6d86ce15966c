"""kill -9 in the middle of an import leaves nothing, and the import can go on."""

from __future__ import annotations

from tests.live import LiveDatabase

KEEP = """
from tests.core.imports.example import SPEC, csv_file
from tests.conftest import FakeViewer
from vakwerk.core.imports import running
from vakwerk.core.models import ImportUpload
rows = [[f"C{n}", "Kind", f"Nummer {n}", ""] for n in range(40)]
upload = running.keep(SPEC, FakeViewer(), "klas.csv", csv_file(rows), {})
ImportUpload.objects.filter(pk=upload.pk).update(mapping={"number": 0, "first_name": 1, "last_name": 2})
from vakwerk.core.imports import work
work.enqueue(upload)
"""
# Stops for a minute when half of the rows are written, so that it can be killed there.
HALF = """
import dataclasses, time
from tests.core.imports import example
from vakwerk.core import imports, jobs

def half(records, context):
    example.apply(records[:20], context)
    print("half", flush=True)
    time.sleep(60)

imports.register(dataclasses.replace(example.SPEC, apply=half))
from vakwerk.core.jobs.worker import run_one
from datetime import timedelta
for turn in range(50):  # the database may hold jobs of other tests
    run_one(timedelta(seconds=1))
"""
COUNT = """
from tests.core.imports.example import names
from vakwerk.core.models import ImportUpload
print(len(names()), ImportUpload.objects.get().state, len(bytes(ImportUpload.objects.get().content)) > 0)
"""
AGAIN = """
import time
from tests.core.imports import example
from vakwerk.core import jobs
from vakwerk.core.models import ImportUpload
for attempt in range(60):
    jobs.run_due()
    if ImportUpload.objects.get().state == "done":
        break
    time.sleep(0.2)
"""


def test_a_killed_worker_leaves_no_half_import_and_the_next_one_finishes_it(live: LiveDatabase) -> None:
    live.run(KEEP)
    victim = live.start(HALF)
    reached = victim.stdout.readline()
    victim.kill()
    victim.communicate()
    assert reached == "half\n"
    assert live.run(COUNT) == "0 queued True\n"
    live.run(AGAIN)
    assert live.run(COUNT) == "40 done False\n"
