"""The explorer: what is found, how it is counted, and that no address can break it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.offer import builders as make
from vakwerk.catalogue.models import Occupation, ProgrammeComponent, ProgrammeGroup
from vakwerk.core import geography, search
from vakwerk.offer import actions, explorer, queries, snapshot
from vakwerk.offer.filters import FACETS, Filters
from vakwerk.people.models import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_autumn_2026")]


def ask(**parameters: Any) -> Filters:
    return Filters.read(RequestFactory().get("/", parameters).GET)


def found(place: str = "", **parameters: Any) -> explorer.Found:
    where = geography.find_place(place) if place else None
    return explorer.explore(snapshot.current(), ask(**parameters), where)


def titles(place: str = "", **parameters: Any) -> list[str]:
    return [row.programme.title for row in found(place, **parameters).rows]


def count(answer: explorer.Found, facet: str, value: str) -> int:
    values = next(f.values for f in answer.facets if f.kind.name == facet)
    return next((v.count for v in values if v.value == value), 0)


@pytest.fixture
def world(db: None) -> dict[str, ProgrammeGroup]:
    """Welding in Ghent and (dual) Ostend, hairdressing in Ostend, Latin in Hasselt, a 7th year nobody offers."""
    welding = make.programme("Lassen-constructie", slug="lassen", components=[{"stem_class": "stem"}, {"dual": True}])
    hair = make.programme("Haarverzorging", slug="haar", components=[{"domain": "maatschappij_en_welzijn"}])
    latin = make.programme(
        "Latijn", grade=2, finality="DO", components=[{"domain": "domeinoverschrijdend", "form": "ASO"}]
    )
    seventh = make.programme("Pijpfitter", kind="seventh_after_ok3", finality="", components=[{"form": ""}])
    ghent, ostend = make.site("De Linde"), make.site("Het Anker", make.OSTEND, locality="Oostende", postcode="8400")
    hasselt = make.site("De Burcht", make.HASSELT, locality="Hasselt", postcode="3500")
    make.offer(welding, ghent)
    make.offer(welding, ostend, dual=True)
    make.offer(hair, ostend)
    make.offer(latin, hasselt, study_year=3)
    make.job(welding, "Lasser", shortage=2026)
    make.job(hair, "Kapper")
    search.index("programme", welding.number, welding.title, "metaal lassen")
    search.index("programme", hair.number, hair.title, "haar knippen")
    search.index("occupation", "kapper", "Kapper", "kapster haar")
    search.index("occupation", "lasser", "Lasser")
    return {"welding": welding, "hair": hair, "latin": latin, "seventh": seventh}


@pytest.mark.usefixtures("world")
def test_without_a_question_everything_is_there_and_what_nobody_teaches_comes_last() -> None:
    assert titles() == ["Haarverzorging", "Lassen-constructie", "Latijn", "Pijpfitter"]
    assert found().rows[-1].sites == 0


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("typed", "first"), [("lasser", "Lassen-constructie"), ("kapster", "Haarverzorging")])
def test_what_people_type_finds_the_programme(typed: str, first: str) -> None:
    assert titles(q=typed)[0] == first


@pytest.mark.usefixtures("world")
def test_a_job_finds_its_programme_even_when_the_programme_does_not_name_it() -> None:
    search.remove("programme", snapshot.current().by_slug["haar"].number)
    assert titles(q="kapper") == ["Haarverzorging"]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("typed", "expected"), [("bso", 2), ("ASO", 1), ("bso lasser", 1), ("aso lasser", 0), ("tso", 0)]
)
def test_the_name_of_a_form_of_education_asks_for_that_form(typed: str, expected: int) -> None:
    assert found(q=typed).total == expected


def test_jobs_are_named_in_the_language_of_the_reader(world: dict[str, ProgrammeGroup], client: Client) -> None:
    Occupation.objects.filter(slug="lasser").update(name_en="Welder")
    assert "Beroepen: Lasser" in client.get("/richtingen/?q=lasser").content.decode()
    client.post("/taal/", {"language": "en"})
    assert "Jobs: Welder" in client.get("/richtingen/?q=lasser").content.decode()


@pytest.mark.usefixtures("world")
def test_conditions_of_one_component_must_meet_in_one_component() -> None:
    """Welding is STEM at school; its dual component is not classed: STEM and dual together finds nothing."""
    assert titles(stem="stem") == ["Lassen-constructie"]
    assert titles(leren="dual") == ["Lassen-constructie"]
    assert titles(stem="stem", leren="dual") == []


@pytest.mark.usefixtures("world")
def test_a_facet_counts_what_choosing_it_would_find() -> None:
    for chosen in ({}, {"finaliteit": "A"}, {"leren": "dual"}, {"graad": "3"}):
        answer = found(**chosen)
        for facet in FACETS:
            if facet.name in chosen:
                continue
            for value in facet.values:
                assert count(answer, facet.name, value) == found(**chosen, **{facet.name: value}).total


@pytest.mark.usefixtures("world")
def test_values_of_one_facet_widen_and_facets_narrow() -> None:
    assert titles(finaliteit=["A", "DO"]) == ["Haarverzorging", "Lassen-constructie", "Latijn"]
    assert titles(finaliteit=["A", "DO"], graad="2") == ["Latijn"]


@pytest.mark.usefixtures("world")
def test_seventh_years_are_a_level_of_their_own() -> None:
    assert titles(graad="7") == ["Pijpfitter"]
    assert "Pijpfitter" not in titles(graad="3")


@pytest.mark.usefixtures("world")
def test_shortage_means_a_direct_job_on_the_list() -> None:
    assert titles(knelpunt="ja") == ["Lassen-constructie"]


@pytest.mark.usefixtures("world")
def test_distance_keeps_what_is_offered_near_and_shows_the_nearest_site() -> None:
    near = found("gent", km="10")
    assert [row.programme.title for row in near.rows] == ["Lassen-constructie"]
    site = near.rows[0].nearest
    assert site is not None
    assert (site.school, site.regular, site.dual) == ("De Linde", True, False)
    assert site.km is not None
    assert site.km < 3


@pytest.mark.usefixtures("world")
def test_the_nearest_site_is_of_the_variant_that_was_asked() -> None:
    row = found("gent", leren="dual").rows[0]
    assert row.nearest is not None
    assert (row.nearest.school, row.sites) == ("Het Anker", 1)


@pytest.mark.usefixtures("world")
def test_sorting_by_distance_starts_near() -> None:
    assert titles("oostende", sorteer="afstand")[:2] == ["Haarverzorging", "Lassen-constructie"]
    assert titles("hasselt", sorteer="afstand")[0] == "Latijn"
    assert titles("hasselt", sorteer="afstand")[-1] == "Pijpfitter"


def test_a_site_without_coordinates_is_never_near_but_always_counted() -> None:
    group = make.programme("Bouw")
    make.offer(group, make.site("Zonder punt", None))
    assert titles("gent", km="50") == []
    row = found("gent").rows[0]
    assert row.sites == 1
    assert row.nearest is None or row.nearest.km is None


@pytest.mark.usefixtures("world")
def test_another_school_year_shows_its_own_offer() -> None:
    hair, ghent = snapshot.current().by_slug["haar"], snapshot.current().sites[0]
    make.offer(ProgrammeGroup.objects.get(pk=hair.id), Site.objects.get(pk=ghent.id), year=2027)
    assert "Haarverzorging" in titles("gent", km="10", jaar="2027")
    assert "Haarverzorging" not in titles("gent", km="10", jaar="2026")


@pytest.mark.usefixtures("world")
def test_a_component_that_ended_is_not_shown_any_more(client: Client) -> None:
    ProgrammeComponent.objects.filter(title="Latijn").update(valid_to="2025-08-31")
    actions.mark_changed()
    assert "Latijn" not in titles()
    assert b"Latijn" in client.get("/richtingen/?op=2025-01-01").content


@pytest.mark.usefixtures("world")
def test_new_rows_are_seen_at_once_and_changed_rows_after_the_stamp() -> None:
    assert "Dakwerken" not in titles()
    make.programme("Dakwerken")
    assert "Dakwerken" in titles()
    ProgrammeGroup.objects.filter(title="Dakwerken").update(title="Dakdekken")
    actions.mark_changed()
    assert "Dakdekken" in titles()


@pytest.mark.usefixtures("world")
def test_an_empty_answer_says_which_condition_to_drop(client: Client) -> None:
    page = client.get("/richtingen/?stem=stem&leren=dual&plaats=gent&km=5").content.decode()
    assert "leren=dual" in page
    ways = explorer.ways_out(snapshot.current(), ask(stem="stem", leren="dual"), None)
    assert all(way.count == 1 for way in ways)
    assert len(ways) == 2


@pytest.mark.usefixtures("world")
def test_a_page_beyond_the_last_is_the_last() -> None:
    assert found(pagina="9999").page == 1


@pytest.mark.usefixtures("world")
def test_the_file_has_all_rows_of_the_question(client: Client) -> None:
    answer = client.get("/richtingen/?finaliteit=A&format=csv&plaats=gent")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert answer["Content-Type"].startswith("text/csv")
    assert [row[1] for row in rows[1:]] == ["Haarverzorging", "Lassen-constructie"]


@pytest.mark.usefixtures("world")
def test_an_unknown_place_is_named_and_excludes_nothing(client: Client) -> None:
    page = client.get("/richtingen/?plaats=Nergenshuizen&km=5").content.decode()
    assert "Nergenshuizen" in page
    assert "Haarverzorging" in page


@pytest.mark.usefixtures("world")
def test_a_place_is_remembered_until_it_is_emptied(client: Client) -> None:
    client.get("/richtingen/?plaats=9000")
    assert "De Linde" in client.get("/richtingen/").content.decode()
    client.get("/richtingen/?plaats=")
    assert "De Linde" not in client.get("/richtingen/").content.decode()


@pytest.mark.usefixtures("world")
def test_a_forged_place_cookie_is_ignored(client: Client) -> None:
    client.cookies["vakwerk-plaats"] = "gent:forged:signature"
    assert client.get("/richtingen/").status_code == 200


@pytest.mark.usefixtures("world")
def test_comparing_is_carried_by_the_address(client: Client) -> None:
    page = client.get("/richtingen/?q=lasser&r=haar").content.decode()
    assert "r=haar&amp;r=lassen" in page


def test_the_number_of_queries_is_small_and_does_not_grow(
    client: Client, world: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client.get("/richtingen/")
    for n in range(30):
        make.offer(make.programme(f"Richting {n}"), make.site(f"School {n}"))
    client.get("/richtingen/")
    with django_assert_max_num_queries(2):
        client.get("/richtingen/?plaats=gent&km=20")
    with django_assert_max_num_queries(12):
        client.get("/richtingen/?q=lasser&plaats=gent")


def test_nearby_offer_asks_one_query_for_any_number_of_programmes(
    world: dict[str, ProgrammeGroup], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    place = geography.find_place("gent")
    queries.nearby_offer([world["hair"].pk], place)
    with django_assert_max_num_queries(1):
        near = queries.nearby_offer([group.pk for group in world.values()], place, 2026, limit=1)
    assert [site.school for site in near[world["welding"].pk]] == ["De Linde"]
    assert near[world["seventh"].pk] == []


def test_nearby_offer_without_a_place_is_by_municipality(world: dict[str, ProgrammeGroup]) -> None:
    near = queries.nearby_offer([world["welding"].pk], None, 2026)
    assert [site.locality for site in near[world["welding"].pk]] == ["Gent", "Oostende"]
    assert near[world["welding"].pk][0].km is None


NAMES = ["q", "graad", "finaliteit", "domein", "leren", "stem", "knelpunt", "vorm", "plaats", "km", "jaar", "sorteer",
         "pagina", "r", "format", "op", "alle"]  # fmt: skip
SOME = ["1", "-1", "0", "3", "A", "dual", "gent", "9000", "afstand", "csv", "2026", "²", "\x00", "1e9", "'", "%", "٣"]
odd = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(SOME) | st.text(max_size=20)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(odd)
def test_no_address_however_odd_breaks_a_page(parameters: list[tuple[str, str]]) -> None:
    client = Client()
    query = [(name, value.encode("utf-8", "replace").decode()) for name, value in parameters]
    for path in ("/richtingen/", "/richtingen/matrix/", "/richtingen/vergelijk/", "/scholen/"):
        assert client.get(path, query_params=query).status_code == 200, path
