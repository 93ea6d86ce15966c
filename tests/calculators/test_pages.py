"""The public pages: a question becomes an answer with its steps and sources; nothing is kept."""

from __future__ import annotations

import pytest

from vakwerk.calculators.shelf import SHELF
from vakwerk.core import documents

ALLOWANCE = "/rekenhulp/leervergoeding/"


def text(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def pages_of_examples(client, slug: str) -> list[str]:
    return [example.url for example in client.get(f"/rekenhulp/{slug}/").context["examples"]]


def test_the_overview_leads_to_every_calculator(client, db) -> None:
    page = text(client, "/rekenhulp/")
    assert [item.slug for item in SHELF if f'href="/rekenhulp/{item.slug}/"' not in page] == []


@pytest.mark.parametrize("calculator", SHELF, ids=lambda item: item.slug)
def test_at_first_sight_a_calculator_asks_and_blames_nobody(client, db, calculator) -> None:
    page = text(client, f"/rekenhulp/{calculator.slug}/")
    assert calculator.rule.title.nl in page
    assert "vw-errors" not in page
    assert 'id="antwoord"' not in page


def test_an_answer_stands_on_top_with_steps_values_and_sources(client, db) -> None:
    page = text(client, f"{ALLOWANCE}?level=2&dag=2023-12-15")
    assert "De leervergoeding is 638,20 euro per maand." in page
    assert "32% van 1.994,18 euro = 638,1376 euro" in page
    assert "vreemdelingenrecht.be" in page
    assert page.index("638,20") < page.index("ca-form")


def test_an_answer_past_the_last_confirmed_value_warns(client, db) -> None:
    page = text(client, f"{ALLOWANCE}?level=3&dag=2026-11-23")
    assert "728,70 euro" in page
    assert "vw-notice--warning" in page
    assert "te bevestigen" in page


def test_what_cannot_be_read_comes_back_with_words(client, db) -> None:
    page = text(client, f"{ALLOWANCE}?level=9&dag=gisteren", status=422)
    assert "Kies een van de antwoorden." in page
    assert "Geef een datum, bijvoorbeeld 01/09/2025." in page


def test_what_the_rule_itself_refuses_comes_back_at_its_question(client, db) -> None:
    page = text(client, "/rekenhulp/oao-of-sao/?place=real", status=422)
    assert "Geef het gemiddelde, of de uren en de weken eronder." in page


def test_the_day_is_today_until_another_is_asked(client, db, travel) -> None:
    travel("2024-05-10")
    assert 'value="2024-05-10"' in text(client, ALLOWANCE)


def test_english_is_complete_too(client, db) -> None:
    client.cookies["vakwerk_language"] = "en"
    client.post("/taal/", {"language": "en"})
    page = text(client, f"{ALLOWANCE}?level=2&dag=2023-12-15")
    assert "638.20 euro a month" in page


@pytest.mark.parametrize("calculator", SHELF, ids=lambda item: item.slug)
def test_every_example_gives_its_answer(client, db, calculator) -> None:
    examples = pages_of_examples(client, calculator.slug)
    assert examples
    for example in examples:
        assert 'id="antwoord"' in text(client, example.removesuffix("#antwoord")), example


def test_an_unknown_calculator_is_not_found(client, db) -> None:
    text(client, "/rekenhulp/toverstaf/", status=404)


def test_the_pdf_holds_the_answer(client, db) -> None:
    response = client.get(f"{ALLOWANCE}pdf?level=2&dag=2023-12-15")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize("calculator", SHELF, ids=lambda item: item.slug)
def test_every_example_can_be_printed(client, db, calculator, monkeypatch) -> None:
    papers: list[dict] = []
    monkeypatch.setattr(documents, "pdf", lambda template, data: papers.append(data) or b"%PDF")
    for example in pages_of_examples(client, calculator.slug):
        address = example.removesuffix("#antwoord").replace("/?", "/pdf?")
        assert client.get(address).status_code == 200
    assert [paper for paper in papers if not paper["headline"] or not all(all(row) for row in paper["asked"])] == []
    assert len(papers) == len(calculator.cases)


def test_the_paper_repeats_what_was_asked(client, db) -> None:
    query = "age=17&sector=shifts&fri_start=18:30&fri_end=22:00&mon_school=7&dag=2026-11-23"
    page = text(client, f"/rekenhulp/uurrooster-minderjarige/?{query}")
    rows = [("maandag", "Uren les: 7"), ("vrijdag", "18:30-22:00"), ("Op welke dag?", "23 november 2026")]
    assert [row for row in rows if f"<dt>{row[0]}</dt><dd>{row[1]}</dd>" not in page] == []


def test_where_there_is_nothing_to_print_yet_the_question_comes_back(client, db) -> None:
    assert "Kies een van de antwoorden." in text(client, f"{ALLOWANCE}pdf?level=9", status=422)
    assert "<form" in text(client, f"{ALLOWANCE}pdf")
    text(client, f"/rekenhulp/oao-of-sao/pdf?place={'x' * 20000}", status=422)


def test_an_answer_costs_one_query_for_the_confirmed_values(client, django_assert_num_queries, db) -> None:
    with django_assert_num_queries(1):
        client.get(f"{ALLOWANCE}?level=2&dag=2023-12-15")


def test_the_overview_also_leads_to_what_a_diploma_opens(client, db) -> None:
    assert 'href="/wat-kan-ik-daarna/"' in text(client, "/rekenhulp/")


def test_questions_for_an_older_rule_are_folded_away_until_they_are_answered(client, db) -> None:
    folded = '<details class="vw-fold ca-aside">'
    assert folded in text(client, "/rekenhulp/premies/")
    assert '<details class="vw-fold ca-aside" open>' in text(client, "/rekenhulp/premies/?under_18=ja", status=422)
