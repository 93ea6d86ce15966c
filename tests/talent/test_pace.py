"""Answering faster than reading is counted, said kindly, and no time per question is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core import signing
from django.urls import reverse

from tests.talent.conftest import Child, likes_making
from vakwerk.talent import actions, pace, queries
from vakwerk.talent.bank import bank
from vakwerk.talent.browser import STATE_COOKIE
from vakwerk.talent.models import Context, Sitting
from vakwerk.talent.reporting import build_report

pytestmark = pytest.mark.django_db


def every(monkeypatch: pytest.MonkeyPatch, milliseconds: int) -> None:
    moments = count()
    begin = datetime(2026, 11, 23, 9, tzinfo=UTC)
    monkeypatch.setattr(pace, "now", lambda: begin + next(moments) * timedelta(milliseconds=milliseconds))


def state_of(child: Child) -> dict[str, object]:
    return dict(signing.loads(child.client.cookies[STATE_COOKIE].value, salt=STATE_COOKIE))


def sitting() -> Sitting:
    day = datetime(2030, 1, 1, tzinfo=UTC).date()
    return Sitting.objects.create(
        context=Context.HOME, bank_version=bank().version, browser="m", answer_until=day, delete_after=day,
    )  # fmt: skip


def test_at_home_fast_answers_are_one_count_and_one_moment(monkeypatch: pytest.MonkeyPatch, catalogue: object) -> None:
    every(monkeypatch, 200)
    child = Child().start_at_home()
    for number in (1, 2, 3, 3, 1):
        child.answer(number, "4")
    assert state_of(child)["hurried"] == 2, "a corrected answer does not count, nor the first"
    assert isinstance(state_of(child)["last"], int)


def test_at_home_calm_answers_are_not_counted(monkeypatch: pytest.MonkeyPatch, catalogue: object) -> None:
    every(monkeypatch, 900)
    child = Child().start_at_home()
    for number in (1, 2, 3):
        child.answer(number, "4")
    assert "hurried" not in state_of(child)


def test_in_a_sitting_the_count_goes_with_the_answer_and_the_moment_is_emptied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    every(monkeypatch, 200)
    row = sitting()
    for item in bank().items[:3]:
        actions.answer(sitting=row, mark="m", item=item.id, value=4)
    actions.answer(sitting=row, mark="m", item=bank().items[0].id, value=5)
    row.refresh_from_db()
    assert row.hurried == 2
    actions.finish(sitting=row, mark="m")
    row.refresh_from_db()
    assert (row.hurried, row.answered_at) == (2, None)
    assert len(queries.answers_of(row)) == 3


def test_after_hurrying_all_is_maybe_and_the_report_says_why(catalogue: object) -> None:
    answers = {item.id: int(likes_making(n, item.id)) for n, item in enumerate(bank().items, start=1)}
    made = datetime(2026, 11, 23, tzinfo=UTC).date()
    calm, fast = (build_report(answers, stage="2A", stances={}, made_on=made, hurried=n) for n in (30, 31))
    assert "clear" in {group.key for group in calm.next.groups}
    assert {group.key for group in fast.next.groups} == {"maybe"}
    assert len(fast.notices) == len(calm.notices) + 1


def test_answering_again_leaves_a_kept_report_as_it_is(catalogue: object) -> None:
    child = Child().start_at_home().has_answered_all()
    child.client.post(reverse("talent:keep_report"))
    kept = Sitting.objects.get()
    page = child.client.get(reverse("talent:report")).content.decode()
    assert 'id="opnieuw"' in page
    child.client.post(reverse("talent:start_at_home"))
    assert Sitting.objects.get().report_hash == kept.report_hash
    assert "answers" not in state_of(child)
