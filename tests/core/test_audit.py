"""The audit log: every tampering is found and located; erasing a person breaks nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tests.conftest import FakeViewer
from tests.live import LiveDatabase
from vakwerk.core import audit
from vakwerk.core.audit import append_only
from vakwerk.core.audit.chain import entry_hash
from vakwerk.core.audit.heads import heads_file, keep_head
from vakwerk.core.audit.models import AuditEntry, AuditHead, AuditKey
from vakwerk.core.viewer import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_file_of_heads(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def five() -> list[AuditEntry]:
    """A log of five entries."""
    return [audit.record(None, "test.event", subject=("test.thing", n), reason=f"r{n}") for n in range(1, 6)]


def _found(*heads: audit.Head) -> list[tuple[int, str]]:
    return [(fault.seq, fault.what.split()[0].strip(":")) for fault in audit.verify(heads)]


def _tamper(sql: str, *parameters: Any) -> None:
    """As somebody who owns the database would: triggers away, change, triggers back."""
    with append_only.lifted(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_an_untouched_log_is_whole(five: list[AuditEntry]) -> None:
    assert audit.verify([audit.head()]) == []
    assert audit.head().seq == 5


def test_an_empty_log_is_whole() -> None:
    assert audit.verify() == []


@pytest.mark.parametrize("sql", ["UPDATE core_auditentry SET reason = 'x'", "DELETE FROM core_auditentry"])
def test_the_database_refuses_to_change_or_delete_entries(five: list[AuditEntry], sql: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert audit.verify() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "test.other"),
        ("reason", "nicer reason"),
        ("actor_ref", "0f0e0d0c-0000-4000-8000-000000000000"),
        ("subject_ref", None),
        ("at", "2001-01-01 00:00:00"),
    ],
)
def test_a_changed_column_is_found_where_it_is(five: list[AuditEntry], column: str, value: Any) -> None:
    stored = value.replace("-", "") if column.endswith("_ref") and value and connection.vendor == "sqlite" else value
    _tamper(f"UPDATE core_auditentry SET {column} = %s WHERE seq = 3", stored)
    assert _found() == [(3, "changed")]


def test_a_changed_entry_with_a_new_hash_is_found_at_the_next(five: list[AuditEntry]) -> None:
    entry = five[2]
    entry.reason = "nicer reason"
    _tamper("UPDATE core_auditentry SET reason = %s, hash = %s WHERE seq = 3", entry.reason, entry_hash(entry))
    assert _found() == [(4, "does")]


def test_a_removed_entry_is_found(five: list[AuditEntry]) -> None:
    _tamper("DELETE FROM core_auditentry WHERE seq = 3")
    assert _found() == [(3, "removed")]


def test_removing_the_first_entries_is_found(five: list[AuditEntry]) -> None:
    _tamper("DELETE FROM core_auditentry WHERE seq < 3")
    assert _found()[0] == (1, "removed")


def test_reordered_entries_are_found(five: list[AuditEntry]) -> None:
    _tamper("UPDATE core_auditentry SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3)")
    _tamper("UPDATE core_auditentry SET seq = -seq WHERE seq < 0")
    assert {seq for seq, _ in _found()} >= {2, 3}


def test_an_entry_put_behind_the_head_is_found(five: list[AuditEntry]) -> None:
    forged = AuditEntry(seq=6, at=five[0].at, event="x.y", prev_hash=five[4].hash)
    forged.hash = entry_hash(forged)
    forged.save(force_insert=True)
    assert _found() == [(6, "added")]


def test_a_cut_tail_is_found_by_the_head_in_the_database(five: list[AuditEntry]) -> None:
    _tamper("DELETE FROM core_auditentry WHERE seq > 3")
    assert _found() == [(5, "is")]


def test_a_cut_tail_with_a_mended_head_is_found_by_a_kept_head(five: list[AuditEntry]) -> None:
    kept = audit.head()
    _tamper("DELETE FROM core_auditentry WHERE seq > 3")
    AuditHead.objects.update(seq=3, hash=five[2].hash)
    assert _found() == [], "the chain alone cannot know"
    assert _found(kept) == [(5, "is")]


def test_a_chain_written_anew_is_found_by_a_kept_head(five: list[AuditEntry]) -> None:
    kept = audit.head()
    _tamper("DELETE FROM core_auditentry")
    AuditHead.objects.all().delete()
    for _ in range(6):
        audit.record(None, "test.innocent")
    assert _found() == []
    assert _found(kept) == [(5, "is")]


def test_forgetting_makes_entries_anonymous_and_keeps_the_chain_whole(five: list[AuditEntry]) -> None:
    before = audit.entries_about("test.thing", 2).count()
    assert audit.forget("test.thing", 2)
    assert before == 1
    assert not audit.entries_about("test.thing", 2).exists()
    assert audit.verify() == []
    assert AuditEntry.objects.filter(seq=2).exists()
    assert not audit.forget("test.thing", 2)


def test_somebody_who_returns_after_erasure_gets_another_reference(five: list[AuditEntry]) -> None:
    audit.forget("test.thing", 2)
    entry = audit.record(None, "test.event", subject=("test.thing", 2))
    assert entry.subject_ref != five[1].subject_ref


def test_entries_hold_references_and_no_keys_of_people(viewer: Callable[..., FakeViewer]) -> None:
    entry = audit.read(viewer(Role.COUNSELLOR, person_id=41), ("people.person", 42), purpose="guidance talk")
    assert (entry.event, entry.reason) == ("people.person.read", "guidance talk")
    assert AuditKey.objects.get(ref=entry.actor_ref).object_id == "41"
    assert AuditKey.objects.get(ref=entry.subject_ref).object_id == "42"


def test_a_rolled_back_action_leaves_no_entry(five: list[AuditEntry]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record(None, "test.event")
        raise RuntimeError
    assert audit.head().seq == 5
    assert audit.verify() == []


def test_the_command_says_where_the_log_is_broken(five: list[AuditEntry], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit", "verify")
    assert "whole: 5 entries" in capsys.readouterr().out
    _tamper("UPDATE core_auditentry SET reason = 'x' WHERE seq = 4")
    with pytest.raises(CommandError, match="entry 4: changed"):
        call_command("audit", "verify")


def test_the_command_compares_with_heads_kept_in_the_file_and_by_hand(five: list[AuditEntry]) -> None:
    kept = str(keep_head())
    _tamper("DELETE FROM core_auditentry WHERE seq > 3")
    AuditHead.objects.update(seq=3, hash=five[2].hash)
    with pytest.raises(CommandError, match="entry 5: is gone"):
        call_command("audit", "verify")
    heads_file().unlink()
    with pytest.raises(CommandError, match="entry 5: is gone"):
        call_command("audit", "verify", head=[kept])


def test_a_kept_head_that_somebody_edited_is_found(five: list[AuditEntry]) -> None:
    keep_head()
    heads_file().write_text(heads_file().read_text().replace(":5 ", ":3 "))
    with pytest.raises(CommandError, match="line 1: the signature is not ours"):
        call_command("audit", "verify")


def test_a_head_that_is_none_is_refused_clearly() -> None:
    with pytest.raises(CommandError, match="HASH:SEQ"):
        call_command("audit", "verify", head=["nonsense"])


RECORD = """
import sys
from vakwerk.core import audit
for n in range(20):
    audit.record(None, "test.race", subject=("test.race", n % 3))
"""


def test_writers_at_the_same_moment_cannot_fork_the_chain(live: LiveDatabase) -> None:
    writers = [live.start(RECORD) for _ in range(3)]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * 3
    for writer in writers:
        writer.communicate()
    script = "from vakwerk.core import audit; from vakwerk.core.audit.models import AuditEntry as E\n"
    script += "print(E.objects.filter(event='test.race').count(), audit.verify())"
    assert live.run(script) == "60 []\n"
