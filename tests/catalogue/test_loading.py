"""Loading the catalogue: whole, repeatable, and never over what an official import told later."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from vakwerk.catalogue import loading
from vakwerk.catalogue.models import (
    Occupation,
    ProgrammeComponent,
    ProgrammeGroup,
    ProgrammeOccupation,
    Provenance,
    ShortageOccupation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(db: None) -> dict[str, int]:
    """Loaded anew for each test: loading is what is tested here, also into an empty database."""
    return loading.load_all(index=False)


def test_everything_is_loaded(catalogue: dict[str, int]) -> None:
    assert catalogue["groups"] == ProgrammeGroup.objects.count() == 501
    assert catalogue["components"] == ProgrammeComponent.objects.count() == 649
    assert catalogue["shortage_2026"] == ShortageOccupation.objects.count() == 227
    assert ProgrammeComponent.objects.filter(inferred=True, dual=True).count() == 18


def test_loading_again_changes_nothing_and_keeps_the_keys(catalogue: dict[str, int]) -> None:
    before = list(ProgrammeComponent.objects.order_by("pk").values())
    links = list(ProgrammeOccupation.objects.order_by("pk").values())
    loading.load_all(index=False)
    assert list(ProgrammeComponent.objects.order_by("pk").values()) == before
    assert list(ProgrammeOccupation.objects.order_by("pk").values()) == links


def test_a_newer_official_row_is_kept(catalogue: dict[str, int]) -> None:
    ProgrammeGroup.objects.filter(number="G-0105").update(title="Nieuwe naam", seen_on=date(2027, 1, 1))
    ProgrammeComponent.objects.filter(group__number="G-0105", dual=False).update(addresses=1, seen_on=date(2027, 1, 1))
    loading.load_all(index=False)
    group = ProgrammeGroup.objects.get(number="G-0105")
    assert group.title == "Nieuwe naam"
    assert group.components.get(dual=False).addresses == 1


def test_a_link_that_was_reviewed_away_disappears_but_an_official_one_stays(catalogue: dict[str, int]) -> None:
    group = ProgrammeGroup.objects.get(number="G-0105")
    wrong = Occupation.objects.get(slug="lasser")
    official = Occupation.objects.get(slug="opticien")
    ProgrammeOccupation.objects.create(group=group, occupation=wrong, provenance=Provenance.REASONED)
    ProgrammeOccupation.objects.create(group=group, occupation=official, provenance=Provenance.OFFICIAL)
    loading.load_all(index=False)
    slugs = set(group.occupation_links.values_list("occupation__slug", flat=True))
    assert "lasser" not in slugs
    assert {"kapper", "opticien"} <= slugs


def test_a_failure_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> int:
        raise KeyError("Onbekend beroep")

    monkeypatch.setattr(loading, "load_links", broken)
    with pytest.raises(KeyError):
        loading.load_all(index=False)
    assert not ProgrammeGroup.objects.exists()


def test_the_command_prints_what_it_loaded() -> None:
    out = StringIO()
    call_command("load_catalogue", stdout=out)
    assert "groups: 501" in out.getvalue()
