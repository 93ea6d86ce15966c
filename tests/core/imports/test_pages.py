"""The pages of an import: upload, columns, check, result; all or nothing, and only for who sent the file."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.imports.example import HEADERS, ROWS, csv_file, names, xlsx_file
from vakwerk.core import imports, jobs
from vakwerk.core.imports import running
from vakwerk.core.models import ImportUpload, SearchDocument

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.imports.example")]
START = "/invoer/"


@pytest.fixture(autouse=True)
def the_example_room(settings: Any) -> None:
    stand_in, real = "tests.core.imports.example.HeaderViewer", "vakwerk.people.middleware.ViewerMiddleware"
    settings.MIDDLEWARE = [stand_in if name == real else name for name in settings.MIDDLEWARE]


@pytest.fixture
def coordinator() -> Client:
    return Client(headers={"X-Person": "5"})


def send(client: Client, content: bytes, name: str = "klas.csv") -> HttpResponse:
    return client.post(START, {"file": SimpleUploadedFile(name, content)})


def choose(client: Client, address: str, **changes: str) -> HttpResponse:
    return client.post(
        address, {"number": "0", "first_name": "1", "last_name": "2", "born": "3", "class": ""} | changes
    )


def walk(client: Client, content: bytes) -> str:
    """Uploads and chooses the columns; the address of the check page."""
    address = send(client, content).headers["Location"]
    return choose(client, address).headers["Location"] if "kolommen" in address else address


def test_a_file_is_imported_in_four_steps(coordinator: Client) -> None:
    sent = send(coordinator, csv_file())
    columns = coordinator.get(sent.headers["Location"])
    assert "Voornaam" in columns.text
    check = choose(coordinator, sent.headers["Location"]).headers["Location"]
    assert names() == []
    page = coordinator.get(check)
    assert page.status_code == 200
    assert re.search(r"<dd>2</dd>", page.text)
    assert names() == []
    result = coordinator.get(coordinator.post(check).headers["Location"])
    assert result.status_code == 200
    assert names() == ["Noor Maes", "Zoë D'hondt"]


def test_what_changes_is_shown_before_it_does(coordinator: Client) -> None:
    SearchDocument.objects.create(kind="pupils", key="A1", title="Nora Maes")
    assert "Nora Maes -&gt; Noor Maes" in coordinator.get(walk(coordinator, csv_file())).text
    assert names() == ["Nora Maes"]


def test_the_choice_of_columns_is_remembered_for_the_same_headers(coordinator: Client) -> None:
    walk(coordinator, csv_file())
    assert "controle" in send(coordinator, csv_file([ROWS[1]])).headers["Location"]


def test_one_wrong_row_stops_all(coordinator: Client) -> None:
    check = walk(coordinator, csv_file([*ROWS, ["A3", "", "Claes", "morgen"]]))
    page = coordinator.get(check)
    assert page.status_code == 422
    assert "morgen" in page.text
    assert coordinator.post(check).status_code == 422
    assert names() == []


def test_what_the_room_refuses_stops_all(coordinator: Client) -> None:
    check = walk(coordinator, csv_file([*ROWS, ["A3", "Weiger", "Claes", ""]]))
    page = coordinator.post(check)
    assert "Nobody is called so." in page.text
    assert names() == []


def test_a_mistake_of_ours_is_a_page_and_changes_nothing(coordinator: Client) -> None:
    check = walk(coordinator, csv_file([*ROWS, ["A3", "Ontplof", "Claes", ""]]))
    assert coordinator.post(check).status_code == 422
    assert names() == []


def test_the_file_is_gone_after_the_import(coordinator: Client) -> None:
    coordinator.post(walk(coordinator, csv_file()))
    assert bytes(ImportUpload.objects.get().content) == b""


def test_sending_the_form_twice_imports_once(coordinator: Client) -> None:
    check = walk(coordinator, csv_file())
    first = coordinator.post(check).headers["Location"]
    assert coordinator.post(check).headers["Location"] == first
    running.run(ImportUpload.objects.get().pk)
    assert SearchDocument.objects.count() == 2


def test_an_excel_file_works_the_same(coordinator: Client) -> None:
    coordinator.post(walk(coordinator, xlsx_file([HEADERS, *ROWS])))
    assert names() == ["Noor Maes", "Zoë D'hondt"]


def test_two_columns_for_one_thing_are_refused(coordinator: Client) -> None:
    address = send(coordinator, csv_file()).headers["Location"]
    page = choose(coordinator, address, last_name="1")
    assert page.status_code == 422
    assert ImportUpload.objects.get().mapping is None


@pytest.mark.parametrize("index", ["99", "-1", "x", "1; DROP"])
def test_a_column_that_is_not_there_is_refused(coordinator: Client, index: str) -> None:
    assert choose(coordinator, send(coordinator, csv_file()).headers["Location"], number=index).status_code == 422


def test_an_upload_of_somebody_else_does_not_exist(coordinator: Client) -> None:
    check = walk(coordinator, csv_file())
    stranger = Client(headers={"X-Person": "6"})
    for address in (check, check.replace("controle", "kolommen"), check.replace("controle", "resultaat")):
        assert stranger.get(address).status_code == 404
    assert stranger.post(check).status_code == 404
    assert names() == []


def test_nobody_signed_in_is_sent_to_the_door() -> None:
    assert Client().get(START).status_code == 302
    assert send(Client(), csv_file()).status_code == 302
    assert ImportUpload.objects.count() == 0


def test_a_file_that_is_no_table_is_refused_on_the_form(coordinator: Client) -> None:
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04"):
        page = send(coordinator, content)
        assert page.status_code == 422
    assert coordinator.post(START).status_code == 422
    assert ImportUpload.objects.count() == 0


@pytest.mark.parametrize(("kind", "start"), [("csv", "\ufeff".encode()), ("xlsx", b"PK")])
def test_the_example_can_be_downloaded_and_imported(coordinator: Client, kind: str, start: bytes) -> None:
    answer = coordinator.get(f"{START}voorbeeld.{kind}")
    assert answer.content.startswith(start)
    assert coordinator.get(walk(coordinator, answer.content)).status_code == 200


def test_an_unknown_example_does_not_exist(coordinator: Client) -> None:
    assert coordinator.get(f"{START}voorbeeld.exe").status_code == 404


def test_a_new_file_replaces_the_old_one(coordinator: Client) -> None:
    send(coordinator, csv_file())
    send(coordinator, csv_file())
    assert ImportUpload.objects.count() == 1


def big(rows: int) -> bytes:
    return csv_file([[f"B{n}", "Kind", f"Nummer {n}", "01/09/2011"] for n in range(rows)])


def test_a_large_file_is_a_job_with_a_result(coordinator: Client) -> None:
    check = walk(coordinator, big(running.LARGE + 500))
    assert coordinator.get(check).status_code == 200
    waiting = coordinator.post(check).headers["Location"]
    assert coordinator.get(waiting).status_code == 200
    assert names() == []
    assert jobs.run_due() >= 1
    assert coordinator.get(waiting).status_code == 200
    assert len(names()) == running.LARGE + 500


def test_a_large_file_with_an_error_far_below_imports_nothing(coordinator: Client) -> None:
    content = big(running.LARGE + 500) + b"\r\nB9;;Leeg;"
    waiting = coordinator.post(walk(coordinator, content)).headers["Location"]
    jobs.run_due()
    page = coordinator.get(waiting)
    assert str(running.LARGE + 502) in page.text
    assert names() == []


def test_pages_take_few_queries_whatever_the_size(coordinator: Client, django_assert_max_num_queries: Any) -> None:
    check = walk(coordinator, csv_file())
    for address in (START, check.replace("controle", "kolommen"), check):
        with django_assert_max_num_queries(12):
            coordinator.get(address)


def test_old_uploads_are_deleted(coordinator: Client, travel: Any) -> None:
    from vakwerk.core import clock
    from vakwerk.core.imports.store import delete_old_uploads

    travel("2026-10-01")
    send(coordinator, csv_file())
    travel("2026-10-02")
    assert delete_old_uploads(clock.today()) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.lists(st.text(max_size=10), min_size=4, max_size=4), min_size=1, max_size=5).map(
            lambda rows: csv_file(rows, encoding="utf-16")
        ),
    )
)
def test_any_file_gets_an_answer_and_never_an_error(coordinator: Client, content: bytes) -> None:
    sent = send(coordinator, content)
    assert sent.status_code in (302, 422)
    if sent.status_code == 302:
        check = sent.headers["Location"]
        if "kolommen" in check:
            chosen = choose(coordinator, check)
            assert chosen.status_code in (302, 422)
            check = chosen.headers.get("Location", check)
        assert coordinator.get(check).status_code in (200, 422, 302)
        assert coordinator.post(check).status_code in (302, 422)


def test_a_spec_with_double_keys_is_refused() -> None:
    with pytest.raises(ValueError, match="unique"):
        imports.ImportSpec(
            "x", "x", [imports.Column("a", "A"), imports.Column("a", "A")], apply=lambda r, c: imports.Outcome()
        )
