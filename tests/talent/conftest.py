"""A child with a browser, a class with a teacher, and the real catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.security.world import World, make_world
from vakwerk.catalogue.loading import load_all
from vakwerk.core import clock
from vakwerk.core.viewer import Role
from vakwerk.offer import snapshot
from vakwerk.offer.snapshot import Snapshot
from vakwerk.talent import actions, pace
from vakwerk.talent.bank import bank
from vakwerk.talent.browser import STATE_COOKIE
from vakwerk.talent.models import Answer, Session, Sitting

Choose = Callable[[int, str], str]


def likes_making(position: int, item: str) -> str:
    """A child that loves making, likes helping, and not the rest."""
    return {"R": "5", "S": "4"}.get(item[0], "1" if position % 2 else "2")


class Child:
    """A browser without JavaScript."""

    def __init__(self) -> None:
        self.client = Client()

    def start_at_home(self, stage: str = "2A", directions: tuple[str, ...] = ("think",)) -> Child:
        self.client.post(reverse("talent:start_at_home"))
        self.client.post(reverse("talent:stage"), {"stage": stage})
        self.client.post(reverse("talent:before"), {"directions": directions, "kies": "1"})
        return self

    def start_with(self, code: str) -> Child:
        assert self.client.post(reverse("talent:code"), {"code": code}).status_code == 302
        self.client.post(reverse("talent:stage"), {"stage": "1B"})
        self.client.post(reverse("talent:before"), {"overslaan": "1"})
        return self

    def answer(self, number: int, value: str, item: str | None = None):
        data = {"item": item or bank().items[number - 1].id, "value": value}
        return self.client.post(reverse("talent:question", args=[number]), data)

    def answer_all(self, choose: Choose = likes_making, first: int = 1) -> Child:
        for number in range(first, len(bank()) + 1):
            response = self.answer(number, choose(number, bank().items[number - 1].id))
            assert response.status_code == 302, response.content.decode()
        return self

    def has_answered_all(self, choose: Choose = likes_making) -> Child:
        """As after `answer_all`, without walking all the way: the walk has tests of its own."""
        marks = [choose(number, item.id) for number, item in enumerate(bank().items, start=1)]
        state = signing.loads(self.client.cookies[STATE_COOKIE].value, salt=STATE_COOKIE)
        if "sitting" in state:
            sitting = Sitting.objects.get(public_id=state["sitting"])
            rows = zip(bank().items, marks, strict=True)
            Answer.objects.bulk_create(Answer(sitting=sitting, item=i.id, value=int(m) or None) for i, m in rows)
        else:
            state["answers"] = "".join(marks)
            self.client.cookies[STATE_COOKIE] = signing.dumps(state, salt=STATE_COOKIE, compress=True)
        return self

    def has_answered(self, count: int) -> Child:
        """The first `count` questions at home, with the middle face."""
        state = signing.loads(self.client.cookies[STATE_COOKIE].value, salt=STATE_COOKIE)
        state["answers"] = "3" * count
        self.client.cookies[STATE_COOKIE] = signing.dumps(state, salt=STATE_COOKIE, compress=True)
        return self

    def finish(self):
        """The page after the last question; in a class it holds the report code."""
        return self.client.post(reverse("talent:done"))

    def get(self, name: str, *args: object, **query: str):
        return self.client.get(reverse(f"talent:{name}", args=args), query)

    def post(self, name: str, *args: object, **data: str):
        return self.client.post(reverse(f"talent:{name}", args=args), data)


@pytest.fixture
def child(catalogue) -> Child:
    return Child()


@pytest.fixture
def another_child(catalogue) -> Child:
    return Child()


@pytest.fixture(scope="session")
def programmes(django_db_setup, django_db_blocker) -> Snapshot:
    """The real catalogue as pages see it, read once for the whole run; its rows are rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_all()
        made = snapshot.current()
        made.offer(clock.school_year())
        transaction.set_rollback(True)
    snapshot.forget()
    return made


@pytest.fixture
def catalogue(db, programmes, monkeypatch) -> None:
    """Pages find the real programmes without loading them for every test."""
    monkeypatch.setattr(snapshot, "_current", programmes)
    monkeypatch.setattr(snapshot, "_version", lambda: programmes.version)


@pytest.fixture
def loaded_catalogue(db) -> Iterator[None]:
    """The real catalogue in the database, for tests that count queries."""
    load_all()
    snapshot.forget()
    yield
    snapshot.forget()


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def school_session(world, viewer) -> Session:
    return actions.open_session(
        viewer=viewer(Role.TEACHER, person_id=world.accounts[Role.TEACHER].person_id, organisation_id=world.here.pk),
        label="1B2",
        seats=3,
        stage="",
        codes_until=clock.today() + timedelta(days=7),
    )


@pytest.fixture
def codes_of(viewer) -> Callable[[Session], list[str]]:
    """Fresh answering codes of the seats nobody started."""

    def make(session: Session) -> list[str]:
        teacher = viewer(Role.TEACHER, organisation_id=session.organisation_id)
        return [code for _, code in actions.make_codes(viewer=teacher, session=session)]

    return make


@pytest.fixture(autouse=True)
def a_reader_takes_three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests click faster than anybody reads; their children read every activity."""
    moments = count(int(datetime(2026, 11, 23, tzinfo=UTC).timestamp()), 3)
    monkeypatch.setattr(pace, "now", lambda: datetime.fromtimestamp(next(moments), UTC))
