"""The fictitious world: repeatable, all or nothing, and never beside real people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, Q

from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.core import clock
from vakwerk.demo.world import building
from vakwerk.demo.world.building import RealPeopleHere, build, is_loaded
from vakwerk.demo.world.sittings import BUSY, DONE
from vakwerk.demo.world.sizes import SIZES, Size
from vakwerk.offer.models import Enrolment, OfferedProgramme, SchoolClass
from vakwerk.people.models import Account, Organisation, Person, Site
from vakwerk.programming.models import Decision, OldProgramme, ProgrammingRequest
from vakwerk.talent.bank import bank
from vakwerk.talent.models import ConsiderationMeasure, Session, Share, Sitting

pytestmark = pytest.mark.django_db
SMALL = Size("class", share=0.01, provinces=("Antwerpen",), pupil_share=0.02)


def quiet(step: str, done: int, total: int) -> None:
    """A progress bar nobody looks at."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    """One world of seed 1 for all tests of this module; each of them rolls back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(SMALL, 1, quiet)
        transaction.set_rollback(True)


def picture() -> list[object]:
    """Everything that a seed decides, without primary keys."""
    offers = OfferedProgramme.objects.values_list("site__name", "component__title", "year_of_study")
    pupils = Enrolment.objects.values_list("pupil__public_id", "pupil__last_name", "school_class__name")
    return [sorted(map(str, rows)) for rows in (offers, pupils, Site.objects.values_list("latitude", "street"))]


def test_the_same_seed_makes_the_same_world_and_another_seed_another(world):
    first = picture()
    build(SMALL, 2, quiet)
    assert picture() != first
    build(SMALL, 1, quiet)
    assert picture() == first


def test_every_offered_programme_of_the_catalogue_is_taught_somewhere(world):
    wanted = ProgrammeComponent.objects.filter(addresses__gt=0)
    assert not wanted.filter(offers__isnull=True).exists()
    assert not OfferedProgramme.objects.filter(component__in=ProgrammeComponent.objects.filter(addresses=0)).exists()


def test_a_programme_is_taught_in_each_of_its_years_of_study(world):
    offer = OfferedProgramme.objects.filter(component__first_year=5).first()
    assert offer is not None
    years = OfferedProgramme.objects.filter(component=offer.component, site=offer.site).values_list(
        "year_of_study", flat=True
    )
    assert sorted(years) == [5, 6]


def test_the_pupils_add_up_and_no_class_is_too_large(world):
    assert world["pupils"] == SMALL.pupils == Enrolment.objects.count()
    largest = SchoolClass.objects.annotate(n=Count("enrolments")).order_by("-n").first()
    assert largest is not None
    assert largest.n <= 24


def test_everybody_and_every_school_is_marked_fictitious(world):
    assert not Person.objects.filter(fictitious=False).exists()
    assert not Organisation.objects.filter(fictitious=False).exists()


def test_nobody_can_sign_in_with_a_password(world):
    assert Account.objects.exists()
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_a_world_that_is_there_is_not_made_again(world):
    assert is_loaded(SMALL, 1)
    assert not is_loaded(SMALL, 2)


def test_it_never_comes_beside_real_people():
    Person.objects.create(first_name="Echt", last_name="Mens", fictitious=False)
    before = Person.objects.count()
    with pytest.raises(RealPeopleHere):
        build(SMALL, 1, quiet)
    assert Person.objects.count() == before


def test_a_world_that_breaks_halfway_leaves_the_old_one(world, monkeypatch):
    before = picture()

    def broken(*args: object) -> None:
        raise OSError

    monkeypatch.setattr(building, "make_personas", broken)
    with pytest.raises(OSError):
        build(SMALL, 2, quiet)
    assert picture() == before


def test_everything_that_hangs_on_the_world_goes_before_it():
    tables = building.FICTITIOUS_TABLES
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model in tables:
                assert model in tables, f"{model.__name__}.{field.name} would point at nothing"
                assert tables.index(model) <= tables.index(field.related_model)


def test_another_world_replaces_one_that_visitors_left_a_class_and_a_shared_report_in(world):
    organisation = Organisation.objects.get(name="Talentcentrum De Proeftuin")
    today = clock.today()
    session = Session.objects.create(organisation=organisation, label="1A", created_on=today, codes_until=today)
    sitting = Sitting.objects.create(context="class", session=session, seat=1, bank_version="1", delete_after=today)
    Share.objects.create(sitting=sitting, recipient="centre", organisation=organisation, created_on=today)
    build(SMALL, 2, quiet)
    connection.check_constraints()
    assert not Session.objects.filter(pk=session.pk).exists()


def test_a_class_is_busy_at_the_talent_centre_and_one_report_is_lent_to_the_clb(world):
    counts = Sitting.objects.aggregate(
        done=Count("pk", filter=Q(finished_on__isnull=False)), busy=Count("pk", filter=Q(started_on__isnull=False))
    )
    assert counts == {"done": DONE, "busy": DONE + BUSY}
    lent = Share.objects.get()
    assert lent.sitting.answers.count() == len(bank())
    assert not ConsiderationMeasure.objects.exists()  # an effect nobody measured is not shown


def test_outside_demo_mode_the_command_refuses():
    with pytest.raises(CommandError, match="VAKWERK_MODE=demo"):
        call_command("demo_world")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_sizes_keep_to_the_proportions_of_flanders(size: Size):
    assert size.sites / size.addresses == pytest.approx(2150 / 1100, rel=0.05)


def test_the_school_of_the_tour_asks_for_programmes_and_what_is_decided_is_what_the_rule_says(world):
    states = {request.state: request for request in ProgrammingRequest.objects.all()}
    assert set(states) == {"draft", "notified", "submitted", "running", "tolerance", "abolished"}
    said = {decision.verb: decision.answer["result"]["state"] for decision in Decision.objects.all()}
    assert said == {"tolerance": "tolerance", "abolish": "abolish"}
    assert [count.total for count in states["running"].counts.all()] == [4]
    assert OldProgramme.objects.filter(certainty="open").exists()
    assert not OldProgramme.objects.filter(fictitious=False).exists()
