"""The field ledger: personal data that nobody accounted for cannot enter the house."""

from __future__ import annotations

import pytest
from django.apps import apps

from vakwerk.core.ledger import Field, Ground, Ledger, all_faults, faults, personal_field_names, unreadable

ACCOUNT = Field(
    purpose="Sign in",
    ground=Ground.PUBLIC_TASK,
    controller="The school",
    recipients="Nobody",
    retention="A year after leaving",
)


def _ledger(personal: dict[str, dict[str, Field]], not_personal: set[str] = frozenset()) -> Ledger:
    ledger = Ledger()
    ledger.add(personal, set(not_personal), {})
    return ledger


def _faults(ledger: Ledger) -> list[str]:
    return list(faults(ledger, [apps.get_model("core.AuditKey")]))


def test_every_model_and_every_personal_field_is_accounted_for() -> None:
    assert all_faults() == []


def test_a_model_that_no_room_declares_is_a_fault() -> None:
    assert _faults(_ledger({})) == ["core.AuditKey stands in no privacy.py."]


def test_a_forgotten_field_of_a_personal_model_is_a_fault() -> None:
    declared = {"ref": ACCOUNT, "kind": ACCOUNT}
    assert _faults(_ledger({"core.AuditKey": declared})) == ["core.AuditKey.object_id is not declared."]


def test_a_field_that_does_not_exist_is_a_fault() -> None:
    declared = {"ref": ACCOUNT, "kind": ACCOUNT, "object_id": ACCOUNT, "shoe_size": ACCOUNT}
    assert _faults(_ledger({"core.AuditKey": declared})) == ["core.AuditKey.shoe_size is declared but is no field."]


def test_a_model_declared_both_personal_and_not_is_a_fault() -> None:
    declared = {"ref": ACCOUNT, "kind": ACCOUNT, "object_id": ACCOUNT}
    assert _faults(_ledger({"core.AuditKey": declared}, {"core.AuditKey"})) == ["core.AuditKey is declared 2 times."]


def test_retention_of_a_model_that_is_not_personal_is_a_fault() -> None:
    ledger = Ledger()
    ledger.add({}, {"core.AuditKey"}, {"core.AuditKey": lambda today: 0})
    assert _faults(ledger) == ["Retention of core.AuditKey has no personal model."]


def test_a_room_or_record_that_people_could_not_read_about_is_a_fault() -> None:
    ledger = _ledger({"core.AuditKey": {}})
    ledger.describe("core", None, {"core.Job": "A job"}, ledger.personal)
    assert list(unreadable(ledger)) == [
        "core does not say what it keeps.",
        "core.AuditKey has no name for people.",
        "core.Job has a name but is not personal.",
    ]


def test_a_field_without_a_purpose_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="purpose"):
        Field(purpose=" ", ground=Ground.CONSENT, controller="x", recipients="x", retention="x")


def test_the_automatic_key_needs_no_account_but_a_relation_to_a_person_does() -> None:
    names = personal_field_names(apps.get_model("people.Membership"))
    assert "id" not in names
    assert {"person", "role"} <= names
