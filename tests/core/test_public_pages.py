"""The privacy page and the accessibility statement: everything on it, in both languages, and nothing that is not so."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from tests.journeys.pages import PUBLIC_PAGES
from tests.security.access_table import ROUTES
from vakwerk.core import ledger as field_ledger
from vakwerk.core import public_pages
from vakwerk.core.ledger import Ledger
from vakwerk.core.public_pages import NOBODY_SAID, lines

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")
# A document, and what a browser gets only after a code: no page to look at from outside.
LOOKED_AT_ELSEWHERE = {"talent:conversation_pdf", "funding:contests_ics"}  # files, not pages


def read(client: Client, path: str, language: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def texts(ledger: Ledger) -> Iterator[Any]:
    """Every text of the ledger that people read."""
    for fields in ledger.personal.values():
        for field in fields.values():
            yield from (field.purpose, field.ground.words, field.controller, field.recipients, field.retention)
    yield from ledger.names.values()
    for room in ledger.rooms.values():
        assert room is not None
        yield from (room.name, *room.says)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_personal_field_and_all_that_is_said_of_it_is_on_the_page(client: Client, language: str) -> None:
    ledger = field_ledger.collect()
    html = read(client, "/privacy/", language)
    names = [name for fields in ledger.personal.values() for name in fields]
    assert html.count("<code>") == len(names) > 100
    assert [name for name in names if f"<code>{name}</code>" not in html] == []
    with override(language):
        assert [str(text) for text in texts(ledger) if escape(str(text)) not in html] == []


def test_no_text_of_the_ledger_is_left_in_english_for_a_dutch_reader() -> None:
    def said(language: str) -> list[str]:
        with override(language):
            return [str(text) for text in texts(field_ledger.collect())]

    assert [english for dutch, english in zip(said("nl"), said("en"), strict=True) if dutch == english] == []


@pytest.mark.parametrize("name", ["privacy", "accessibility"])
def test_every_sentence_of_the_pages_exists_in_both_languages(name: str) -> None:
    def check(value: Any) -> int:
        if isinstance(value, dict) and value.keys() & set(LANGUAGES):
            assert value.keys() == set(LANGUAGES), value
            assert all(isinstance(text, str) and text.strip() for text in value.values()), value
            return 1
        each = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return sum(check(one) for one in each)

    assert check(public_pages._raw(name)) > 15


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["privacy", "accessibility"])
def test_the_pages_speak_the_readers_language_only(client: Client, name: str, language: str) -> None:
    html = read(client, reverse(f"core:{name}"), language)
    other = "en" if language == "nl" else "nl"
    for section in public_pages._raw(name)["sections"]:
        for sentence in [*section.get("text", []), *section.get("points", [])]:
            assert escape(sentence[language]) in html
            assert escape(sentence[other]) not in html


@pytest.mark.parametrize("path", ["/privacy/", "/privacy/?format=csv", "/toegankelijkheid/"])
def test_a_visitor_costs_no_query(client: Client, django_assert_num_queries: Any, path: str) -> None:
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200


def test_a_field_that_nobody_declared_stands_on_the_page_and_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = field_ledger.collect()
    ledger.personal["people.Person"] = {
        name: field for name, field in ledger.personal["people.Person"].items() if name != "birth_date"
    }
    monkeypatch.setattr(field_ledger, "collect", lambda: ledger)
    line = next(each for each in lines(ledger, apps.get_models()) if each.field == "birth_date")
    assert (line.model, line.purpose) == ("people.Person", NOBODY_SAID)
    html = read(client, "/privacy/", "nl")
    assert "<code>birth_date</code>" in html
    assert "Nog niet verantwoord" in html


def test_a_model_that_nobody_declared_stands_on_the_page_with_all_its_fields(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = field_ledger.collect()
    ledger.not_personal.discard("talent.Session")
    monkeypatch.setattr(field_ledger, "collect", lambda: ledger)
    html = read(client, "/privacy/", "nl")
    assert "talent.Session" in html
    assert "<code>codes_until</code>" in html


@pytest.mark.parametrize(("language", "separator", "head"), [("nl", ";", "Waarvoor"), ("en", ",", "What for")])
def test_the_file_has_every_field_with_all_its_columns(
    client: Client, language: str, separator: str, head: str
) -> None:
    content = read(client, "/privacy/?format=csv", language).removeprefix("\ufeff")
    heads, *rows = csv.reader(StringIO(content), delimiter=separator)
    declared = {(label, name) for label, fields in field_ledger.collect().personal.items() for name in fields}
    assert {(row[2], row[3]) for row in rows} == declared
    assert head in heads
    assert all(cell.strip() for row in rows for cell in row)


def test_every_legal_ground_says_which_letter_of_the_regulation_it_is() -> None:
    for ground in field_ledger.Ground:
        for language in LANGUAGES:
            with override(language):
                assert ground.value in str(ground.words)


@pytest.mark.parametrize("path", ["/privacy/", "/toegankelijkheid/"])
def test_the_pages_name_who_runs_the_installation_or_admit_that_nobody_said(client: Client, path: str) -> None:
    with override_settings(OPERATOR="Stad <Denkelare>"):
        assert "Stad &lt;Denkelare&gt;" in read(client, path, "nl")
    with override_settings(OPERATOR=""):
        assert "nog niet ingevuld" in read(client, path, "nl")
        assert "not filled in yet" in read(client, path, "en")


def test_every_page_leads_to_both(client: Client) -> None:
    html = read(client, "/", "nl")
    assert 'href="/privacy/"' in html
    assert 'href="/toegankelijkheid/"' in html


def test_the_statement_says_what_was_not_tested_and_when_it_was_drawn_up(client: Client) -> None:
    html = read(client, "/toegankelijkheid/", "nl")
    for said in ("WCAG 2.2", "gedeeltelijk", "Geen onafhankelijke organisatie", "23 november 2026", "Ombudsdienst"):
        assert said in html


def test_the_statement_is_right_that_every_public_page_is_looked_at() -> None:
    """Pages with an object in their address are looked at through one example each, or in a journey of their room."""
    looked_at = {path.partition("?")[0] for path in PUBLIC_PAGES}
    public = {
        name
        for name, route in ROUTES.items()
        if route.public and route.method == "get" and 200 in route.answers and not route.sample
    }
    pages = {name: reverse(name) for name in public if not name.startswith("api:")}
    missing = {name for name, path in pages.items() if path not in looked_at}
    assert missing == LOOKED_AT_ELSEWHERE
