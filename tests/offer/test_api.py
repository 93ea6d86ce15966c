"""`/api/v1/` and the dumps: filters, pages, refusals, the committed description, and no 500 whatever is asked."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.offer import builders as make
from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.core.api import api
from vakwerk.offer import opendata
from vakwerk.offer.models import OfferedProgramme

SNAPSHOT = Path(__file__).parent / "openapi.json"
PATHS = ("programmes", "offer", "sites", "schools")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_autumn_2026")]


@pytest.fixture
def world(db: None) -> None:
    welding = make.programme("Lassen", components=[{}, {"dual": True}])
    make.job(welding, "Lasser")
    latin = make.programme(
        "Latijn", grade=2, finality="DO", components=[{"domain": "domeinoverschrijdend", "form": "ASO"}]
    )
    ghent, ostend = make.site("De Linde"), make.site("Het Anker", make.OSTEND, municipality="35013")
    make.offer(welding, ghent)
    make.offer(welding, ostend, dual=True)
    make.offer(latin, ghent, 2025, study_year=3)


def get(path: str, **parameters: Any) -> Any:
    answer = Client().get(f"/api/v1/{path}", parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_as_of_when_and_from_where(path: str) -> None:
    answer = get(path)
    assert answer["as_of"] == "2026-11-23"
    assert answer["source"]
    assert answer["licence"]
    assert answer["items"]


@pytest.mark.usefixtures("world")
def test_programmes_are_filtered_by_what_their_components_are() -> None:
    assert [p["title"] for p in get("programmes", dual="true")["items"]] == ["Lassen"]
    assert [p["title"] for p in get("programmes", finality="DO", form="ASO")["items"]] == ["Latijn"]
    assert [p["title"] for p in get("programmes", q="lat")["items"]] == ["Latijn"]
    assert get("programmes", q="lat", dual="true")["total"] == 0


@pytest.mark.usefixtures("world")
def test_an_occupation_comes_with_its_provenance() -> None:
    (programme,) = get("programmes", q="lassen")["items"]
    assert programme["occupations"] == [{"name": "Lasser", "isco08": "", "direct": True, "provenance": "reasoned"}]


@pytest.mark.usefixtures("world")
def test_a_component_is_there_on_the_days_that_it_exists() -> None:
    ProgrammeComponent.objects.filter(title="Latijn").update(valid_to=date(2025, 8, 31))
    assert get("programmes", q="lat")["total"] == 0
    assert get("programmes", q="lat", as_of="2025-01-01")["total"] == 1


@pytest.mark.usefixtures("world")
def test_the_offer_is_of_one_school_year() -> None:
    assert {row["title"] for row in get("offer")["items"]} == {"Lassen"}
    assert {row["title"] for row in get("offer", as_of="2026-03-01")["items"]} == {"Latijn"}
    assert get("offer", school_year=2026, municipality="35013")["items"][0]["dual"] is True


@pytest.mark.usefixtures("world")
def test_pages_follow_each_other_without_gaps() -> None:
    rows = [get("sites", limit=1, offset=n)["items"][0]["id"] for n in (0, 1)]
    assert rows == [site["id"] for site in get("sites")["items"]]
    assert get("sites", limit=1)["total"] == 2


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "odd", ["limit=-1", "limit=0", "limit=501", "offset=-1", "limit=x", "limit=99999999999999999999"]
)
def test_odd_limits_are_refused(path: str, odd: str) -> None:
    assert Client().get(f"/api/v1/{path}?{odd}").status_code == 422


@pytest.mark.parametrize(
    "odd", ["programmes?finality=Z", "programmes?q=%00", "offer?site=0", "sites?municipality=1", "offer?as_of=morgen"]
)
def test_what_cannot_be_is_refused_not_ignored(odd: str) -> None:
    assert Client().get(f"/api/v1/{odd}").status_code == 422


def test_the_number_of_queries_does_not_grow_with_the_page(world: None, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        make.offer(make.programme(f"Richting {n}"), make.site(f"School {n}"))
    get("offer")
    for path in PATHS:
        with django_assert_max_num_queries(6):
            get(path, limit=500)


def parameters_of(path: str) -> list[str]:
    described = api.get_openapi_schema(path_prefix="/api/v1/")["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    return [parameter["name"] for parameter in described]


values = st.text(max_size=12) | st.integers().map(str) | st.sampled_from(
    ["", "-1", "true", "null", "NaN", "1e400", "9" * 30, "2026-02-30", "9999-12-31", "A", "\x00", "é", "%"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(path=st.sampled_from(PATHS), data=st.data())
def test_no_parameter_however_odd_is_a_server_error(path: str, data: st.DataObject) -> None:
    chosen = data.draw(st.dictionaries(st.sampled_from([*parameters_of(path), "op", "unknown"]), values, max_size=4))
    query = {name: value.encode("utf-8", "replace").decode() for name, value in chosen.items()}
    assert Client().get(f"/api/v1/{path}", query).status_code in {200, 422}


def test_the_described_interface_is_the_one_we_committed() -> None:
    """Change the interface on purpose: write the new description to tests/offer/openapi.json and look at the diff."""
    described = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    ours = {path: described[path] for path in sorted(described) if path.removeprefix("/api/v1/") in PATHS}
    assert json.loads(json.dumps(ours)) == json.loads(SNAPSHOT.read_text())


def test_the_description_can_be_fetched() -> None:
    assert "/api/v1/programmes" in Client().get("/api/v1/openapi.json").json()["paths"]


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("dataset", opendata.DATASETS, ids=lambda dataset: dataset.name)
def test_a_dump_holds_the_day_the_source_and_every_row(dataset: opendata.Dataset) -> None:
    as_json = json.loads(read(f"/open-data/{dataset.name}.json"))
    rows = list(csv.DictReader(io.StringIO(read(f"/open-data/{dataset.name}.csv"))))
    assert as_json["as_of"] == "2026-11-23"
    assert as_json["source"]
    assert len(rows) == len(as_json["items"])
    assert all(row["as_of"] == "2026-11-23" and row["dataset_source"] for row in rows)


@pytest.mark.usefixtures("world")
def test_the_dump_of_the_offer_is_the_whole_table() -> None:
    assert len(json.loads(read("/open-data/offer.json"))["items"]) == OfferedProgramme.objects.count()


def test_a_dump_that_does_not_exist_is_not_found() -> None:
    for name in ("persons.csv", "offer.xlsx", "enrolments.json"):
        assert Client().get(f"/open-data/{name}").status_code == 404


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    make.programme("=cmd|' /C calc'!A0", slug="formule")
    assert "'=cmd" in read("/open-data/programmes.csv")


def test_the_page_lists_every_dataset(client: Client) -> None:
    page = client.get("/open-data/").content.decode()
    for dataset in opendata.DATASETS:
        assert f"/open-data/{dataset.name}.csv" in page
