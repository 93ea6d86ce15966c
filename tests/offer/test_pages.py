"""The programme page, the matrix, the comparison and the schools say what is known, and no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from tests.offer import builders as make
from vakwerk.catalogue.models import ProgrammeGroup
from vakwerk.offer import comparison, matrix, pages, places, schools, snapshot
from vakwerk.offer.models import OfferedProgramme
from vakwerk.people.models import Organisation, OrganisationKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_autumn_2026")]


@pytest.fixture
def tourism(db: None) -> ProgrammeGroup:
    """One programme in two domains with a name in each, and a dual variant that was inferred."""
    return make.programme(
        "Toerisme",
        finality="DU",
        components=[
            {"domain": "economie_en_organisatie", "form": "TSO", "title": "Toerisme"},
            {"domain": "taal_en_cultuur", "form": "TSO", "title": "Toerisme en cultuur"},
            {
                "domain": "economie_en_organisatie",
                "form": "TSO",
                "title": "Toerisme duaal",
                "dual": True,
                "inferred": True,
            },
        ],
    )


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_programme_page_shows_words_first_and_facts_below(client: Client, tourism: ProgrammeGroup) -> None:
    page = text(client, "/richtingen/toerisme/")
    assert page.index('id="wat"') < page.index('class="of-official-facts"')
    assert tourism.number in page
    assert "Toerisme en cultuur" in page


def test_an_inferred_variant_is_marked(client: Client, tourism: ProgrammeGroup) -> None:
    with translation.override("nl"):
        assert "afgeleid" in text(client, "/richtingen/toerisme/")
        assert "*" in text(client, "/richtingen/matrix/?graad=3")


def test_a_reasoned_job_is_shown_as_provisional_with_the_year_of_the_list(client: Client) -> None:
    group = make.programme("Lassen")
    make.job(group, "Lasser", shortage=2026)
    make.job(group, "Ingenieur", direct=False)
    page = text(client, "/richtingen/lassen/")
    assert "voorlopig" in page
    assert "knelpuntberoep 2026" in page
    names = [job.name for job in pages.jobs(snapshot.current(), group.pk)]
    assert names == ["Lasser", "Ingenieur"]


def test_a_seventh_year_shows_its_entry_level_and_no_finality(client: Client) -> None:
    make.programme("Pijpfitter", kind="seventh_after_ok3", finality="")
    page = text(client, "/richtingen/pijpfitter/")
    assert "onderwijskwalificatie" in page
    assert "instapniveau" in page


def test_a_programme_that_nobody_teaches_says_so_and_points_to_the_clb(client: Client) -> None:
    make.programme("Zeevaart")
    assert "CLB" in text(client, "/richtingen/zeevaart/")


def test_where_it_is_taught_is_nearest_first_with_the_dual_variant(client: Client) -> None:
    group = make.programme("Lassen", components=[{}, {"dual": True}])
    far, near = make.site("Het Anker", make.OSTEND, locality="Oostende"), make.site("De Linde")
    make.offer(group, far)
    make.offer(group, near, dual=True)
    page = text(client, "/richtingen/lassen/?plaats=gent")
    assert page.index("De Linde") < page.index("Het Anker")
    assert "alleen duaal" in page


def test_all_sites_are_one_click_away(client: Client) -> None:
    group = make.programme("Lassen")
    for n in range(pages.NEAREST_SHOWN + 2):
        make.offer(group, make.site(f"School {n:02d}"))
    assert "School 09" not in text(client, "/richtingen/lassen/")
    assert "School 09" in text(client, "/richtingen/lassen/?alle=1")


def test_an_unknown_programme_is_not_found(client: Client) -> None:
    assert client.get("/richtingen/bestaat-niet/").status_code == 404


def test_the_story_claims_nothing_about_lessons(tourism: ProgrammeGroup) -> None:
    """Only what the register says: the domain, the finality and dual learning."""
    card = snapshot.current().by_slug["toerisme"]
    with translation.override("en"):
        assert pages.story(card) == [
            "It is about: business, office and sales, language and culture.",
            "Afterwards you can do both: go on studying, or start to work.",
            "You can also learn it dual: partly at school and partly at a real company.",
        ]


def test_what_you_do_is_told_in_the_language_of_the_page_and_marked_as_provisional(client: Client) -> None:
    make.programme("Bakkerij", number="G-0012", grade=2)
    page = text(client, "/richtingen/bakkerij/")
    assert "Je leert deeg maken" in page
    assert "eigen redactie van Vakwerk, niet uit een officiële bron" in page
    assert "staat hier nog niet" not in page
    client.cookies["django_language"] = "en"
    page = text(client, "/richtingen/bakkerij/")
    assert "You learn to make dough" in page
    assert "not from an official source" in page


def test_a_programme_without_a_description_says_so(client: Client) -> None:
    make.programme("Eerste leerjaar A", number="G-0307", grade=1, finality="", kind="first_year")
    assert "Wat je in de lessen doet, staat hier nog niet" in text(client, "/richtingen/eerste-leerjaar-a/")


def test_the_matrix_puts_a_programme_in_each_of_its_domains_under_its_name_there(tourism: ProgrammeGroup) -> None:
    rows = matrix.page(snapshot.current(), "3")["rows"]
    cells = {str(row.domain.official): row.cells[1].items for row in rows}
    with translation.override("en"):
        names = {str(row.domain.official): [item.title for item in row.cells[1].items] for row in rows}
    assert names == {"Economy and organisation": ["Toerisme"], "Language and culture": ["Toerisme en cultuur"]}
    assert sorted(item.dual for items in cells.values() for item in items) == ["", "also"]


def test_the_matrix_says_when_it_was_seen(client: Client, tourism: ProgrammeGroup) -> None:
    assert snapshot.current().seen_on == date(2026, 10, 9)
    assert "9 oktober 2026" in text(client, "/richtingen/matrix/?graad=3")


def test_a_comparison_names_the_differences(client: Client, tourism: ProgrammeGroup) -> None:
    make.programme("Lassen")
    page = comparison.page(snapshot.current(), ("toerisme", "lassen"), places.of_text(""), "")
    with translation.override("en"):
        page = comparison.page(snapshot.current(), ("toerisme", "lassen"), places.of_text(""), "")
    assert "where it leads" in page["differing"]
    assert "When" not in page["differing"]


def test_no_more_than_three_are_compared_and_unknown_names_are_left_out(client: Client) -> None:
    for n in range(4):
        make.programme(f"Richting {n}")
    page = text(client, "/richtingen/vergelijk/?r=richting-0&r=nergens&r=richting-1&r=richting-2&r=richting-3")
    assert "Richting 0" in page
    assert "Richting 1" in page
    assert "Richting 3" not in page


def test_a_school_shows_per_site_dual_beside_not_dual(client: Client) -> None:
    group = make.programme("Lassen", components=[{}, {"dual": True, "title": "Lassen duaal"}])
    site = make.site("De Linde")
    for year in (5, 6):
        make.offer(group, site, study_year=year)
    make.offer(group, site, study_year=5, dual=True)
    offers = OfferedProgramme.objects.count()
    taught = schools.school_page(site.organisation_id, 2026)
    assert taught is not None
    ((_, _, lines),) = taught["sites"]
    assert [(line.title, line.regular, line.dual) for line in lines] == [("Lassen", (5, 6), (5,))]
    assert "De Linde" in text(client, f"/scholen/{site.organisation_id}/")
    assert offers == 3


def test_only_secondary_schools_have_a_page(client: Client) -> None:
    company = Organisation.objects.create(kind=OrganisationKind.COMPANY, name="Bedrijf")
    assert client.get(f"/scholen/{company.pk}/").status_code == 404
    assert client.get("/scholen/999999999/").status_code == 404


def test_schools_are_found_by_a_part_of_name_or_municipality_and_sorted_by_distance(client: Client) -> None:
    group = make.programme("Lassen")
    for name, point, locality in (("De Linde", make.GHENT, "Gent"), ("Het Anker", make.OSTEND, "Oostende")):
        make.offer(group, make.site(name, point, locality=locality))
    assert "Het Anker" not in text(client, "/scholen/?q=lind")
    assert "Het Anker" in text(client, "/scholen/?q=OOSTENDE")
    page = text(client, "/scholen/?plaats=oostende")
    assert page.index("Het Anker") < page.index("De Linde")


@pytest.mark.parametrize(
    "path", ["/richtingen/toerisme/?plaats=gent", "/richtingen/vergelijk/?r=toerisme", "/scholen/"]
)
def test_pages_stay_within_twelve_queries(
    client: Client, tourism: ProgrammeGroup, path: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for n in range(20):
        make.offer(tourism, make.site(f"School {n}"))
    snapshot.current().offer(2026)
    with django_assert_max_num_queries(12):
        client.get(path)


def test_the_school_page_does_not_ask_more_for_more_offers(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    site = make.site("De Linde")
    for n in range(15):
        make.offer(make.programme(f"Richting {n}"), site)
    snapshot.current().offer(2026)
    with django_assert_max_num_queries(12):
        client.get(f"/scholen/{site.organisation_id}/")
