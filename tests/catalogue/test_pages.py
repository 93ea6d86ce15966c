"""The public pages: jobs can be found, every link says how sure it is, and what may follow says its source."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from vakwerk.catalogue.models import Occupation, ShortageList
from vakwerk.catalogue.search_index import index_catalogue, occupation_document
from vakwerk.core import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_library_shows_jobs_with_the_year_of_the_list(client: Client) -> None:
    page = text(client, "/beroepen/")
    assert "382 beroepen" in page
    assert "knelpuntberoep 2026" in page
    assert "Knelpuntberoepen 2026" in page


def test_the_library_finds_a_job_by_everyday_words(client: Client) -> None:
    search.index_many("occupation", [occupation_document(job) for job in Occupation.objects.all()[:400]])
    page = text(client, "/beroepen/?q=kapster")
    assert "/beroepen/kapper/" in page
    assert "/beroepen/lasser/" not in page
    assert "/beroepen/automecanicien/" in text(client, "/beroepen/?q=iets met auto's")


def test_the_library_filters_by_sector_and_shortage(client: Client) -> None:
    building = text(client, "/beroepen/?sector=Bouwberoepen")
    assert "/beroepen/metselaar/" in building
    assert "/beroepen/kapper/" not in building
    short = text(client, "/beroepen/?sector=Bouwberoepen&knelpunt=1")
    assert "45 beroepen" in short
    assert "/beroepen/architect/" not in short


@pytest.mark.parametrize(
    "query", ["?sector=%3Cscript%3E", "?page=999999", "?page=x", "?knelpunt=ja", "?q=%00", "?op=gisteren"]
)
def test_nonsense_in_the_address_still_opens_the_library(client: Client, query: str) -> None:
    page = text(client, f"/beroepen/{query}")
    assert "<script>" not in page


def test_an_empty_result_says_what_to_try(client: Client) -> None:
    page = text(client, "/beroepen/?q=xqzvw")
    assert "0 beroepen" in page
    assert "korter woord" in page


def test_before_the_first_list_nothing_is_a_shortage_job(client: Client) -> None:
    assert "knelpuntberoep 2026" not in text(client, "/beroepen/?op=2025-01-01")


def test_a_job_shows_its_programmes_with_how_sure_each_link_is(client: Client) -> None:
    page = text(client, "/beroepen/opticien/")
    assert "Opticien" in page
    exact, reasoned = (
        re.search(r"Opticien</a>.*?</li>", page, re.S),
        re.search(r"Optiektechnieken</a>.*?</li>", page, re.S),
    )
    assert exact is not None
    assert reasoned is not None
    assert "oorlopig" not in exact.group()
    assert "oorlopig" in reasoned.group()


def test_a_job_without_programmes_says_ask_the_clb(client: Client) -> None:
    assert "Vraag het aan het CLB" in text(client, "/beroepen/treinbestuurder/")


def test_an_unknown_job_is_not_found(client: Client) -> None:
    assert client.get("/beroepen/bestaat-niet/").status_code == 404


def test_a_job_has_its_english_name_in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert "Hairdresser" in text(client, "/beroepen/kapper/")


def test_the_question_what_next_opens_without_an_answer(client: Client) -> None:
    page = text(client, "/wat-kan-ik-daarna/")
    assert "Wat doe je nu?" in page
    assert "ca-ways" not in page


def test_what_next_answers_with_status_and_source(client: Client) -> None:
    page = text(client, "/wat-kan-ik-daarna/?nu=6-a")
    assert "Je mag rechtstreeks een graduaat beginnen" in page
    assert "Plan ter versterking van TSO en BSO" in page
    assert "te bevestigen" in page


def test_what_next_goes_by_the_day_that_is_asked_for(client: Client) -> None:
    assert "mag nog niet" in text(client, "/wat-kan-ik-daarna/?nu=6-a&op=2025-08-31")


def test_what_next_always_points_to_the_clb(client: Client) -> None:
    for url in ("/wat-kan-ik-daarna/", "/wat-kan-ik-daarna/?nu=2b&attest=B", "/wat-kan-ik-daarna/?nu=onzin"):
        assert "onderwijskiezer.be" in text(client, url)


@pytest.mark.parametrize("url", ["/beroepen/", "/beroepen/kapper/", "/wat-kan-ik-daarna/?nu=6-a", "/beroepen/arts/"])
def test_pages_cost_a_few_queries(client: Client, django_assert_max_num_queries: Any, url: str) -> None:
    with django_assert_max_num_queries(12):
        client.get(url)


def test_pages_have_no_inline_script_or_style(client: Client) -> None:
    for url in ("/beroepen/", "/beroepen/kapper/", "/wat-kan-ik-daarna/?nu=6-a"):
        page = text(client, url)
        assert 'style="' not in page
        assert "<style" not in page
        assert not re.search(r"<script(?![^>]*src=)", page)


def test_programmes_are_found_by_the_jobs_they_lead_to() -> None:
    index_catalogue()
    assert "G-0105" in [hit.key for hit in search.find("programme", "kapster", 10)]
    assert "G-0133" in [hit.key for hit in search.find("programme", "lasser", 10)]
    assert {"G-0197", "G-0011"} & {hit.key for hit in search.find("programme", "iets met auto's", 10)}
    assert "beroepssporter" not in [hit.key for hit in search.find("occupation", "lasser", 5)]


def test_the_list_in_force_stays_when_an_empty_next_year_is_not_published(client: Client) -> None:
    ShortageList.objects.create(year=2199, source="VDAB 2199")
    assert "knelpuntberoep 2026" in text(client, "/beroepen/")
