"""The fictitious world: repeatable, all or nothing, and never beside real people."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.demo.world import building
from vakwerk.demo.world.building import RealPeopleHere, build, is_loaded
from vakwerk.demo.world.sizes import SIZES, Size
from vakwerk.offer.models import Enrolment, OfferedProgramme, SchoolClass
from vakwerk.people.models import Account, Organisation, Person, Site

pytestmark = pytest.mark.django_db
SMALL = Size("class", share=0.01, provinces=("Antwerpen",), pupil_share=0.02)


def quiet(step: str, done: int, total: int) -> None:
    """A progress bar nobody looks at."""


def picture() -> list[object]:
    """Everything that a seed decides, without primary keys."""
    offers = OfferedProgramme.objects.values_list("site__name", "component__title", "year_of_study")
    pupils = Enrolment.objects.values_list("pupil__public_id", "pupil__last_name", "school_class__name")
    return [sorted(map(str, rows)) for rows in (offers, pupils, Site.objects.values_list("latitude", "street"))]


def test_the_same_seed_makes_the_same_world_and_another_seed_another():
    build(SMALL, 1, quiet)
    first = picture()
    build(SMALL, 2, quiet)
    assert picture() != first
    build(SMALL, 1, quiet)
    assert picture() == first


def test_every_offered_programme_of_the_catalogue_is_taught_somewhere():
    build(SMALL, 1, quiet)
    wanted = ProgrammeComponent.objects.filter(addresses__gt=0)
    assert not wanted.filter(offers__isnull=True).exists()
    assert not OfferedProgramme.objects.filter(component__in=ProgrammeComponent.objects.filter(addresses=0)).exists()


def test_a_programme_is_taught_in_each_of_its_years_of_study():
    build(SMALL, 1, quiet)
    offer = OfferedProgramme.objects.filter(component__first_year=5).first()
    assert offer is not None
    years = OfferedProgramme.objects.filter(component=offer.component, site=offer.site).values_list(
        "year_of_study", flat=True
    )
    assert sorted(years) == [5, 6]


def test_the_pupils_add_up_and_no_class_is_too_large():
    counts = build(SMALL, 1, quiet)
    assert counts["pupils"] == SMALL.pupils == Enrolment.objects.count()
    largest = SchoolClass.objects.annotate(n=Count("enrolments")).order_by("-n").first()
    assert largest is not None
    assert largest.n <= 24


def test_everybody_and_every_school_is_marked_fictitious():
    build(SMALL, 1, quiet)
    assert not Person.objects.filter(fictitious=False).exists()
    assert not Organisation.objects.filter(fictitious=False).exists()


def test_nobody_can_sign_in_with_a_password():
    build(SMALL, 1, quiet)
    assert Account.objects.exists()
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_a_world_that_is_there_is_not_made_again():
    build(SMALL, 1, quiet)
    assert is_loaded(SMALL, 1)
    assert not is_loaded(SMALL, 2)


def test_it_never_comes_beside_real_people():
    Person.objects.create(first_name="Echt", last_name="Mens", fictitious=False)
    with pytest.raises(RealPeopleHere):
        build(SMALL, 1, quiet)
    assert Person.objects.count() == 1


def test_a_world_that_breaks_halfway_leaves_the_old_one(monkeypatch):
    build(SMALL, 1, quiet)
    before = picture()

    def broken(*args: object) -> None:
        raise OSError

    monkeypatch.setattr(building, "make_personas", broken)
    with pytest.raises(OSError):
        build(SMALL, 2, quiet)
    assert picture() == before


def test_outside_demo_mode_the_command_refuses():
    with pytest.raises(CommandError, match="VAKWERK_MODE=demo"):
        call_command("demo_world")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_sizes_keep_to_the_proportions_of_flanders(size: Size):
    assert size.sites / size.addresses == pytest.approx(2150 / 1100, rel=0.05)
