"""The pages to look through the tasks."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from vakwerk.core.tasks.kinds import PAGE, Kind, kind_of, shelves
from vakwerk.engines.itembank import task_of

pytestmark = pytest.mark.django_db


KINDS = [kind for shelf in shelves() for kind in shelf.kinds]


def test_every_kind_of_task_stands_on_the_overview(client: Client) -> None:
    page = client.get(reverse("core:tasks")).content.decode()
    for kind in KINDS:
        assert reverse("core:task_kind", args=[kind.name]) in page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_shows_six_tasks_with_their_answers_and_errors(client: Client, kind: Kind) -> None:
    response = client.get(reverse("core:task_kind", args=[kind.name]))
    shown = response.context["tasks"]
    assert [one.task.seed for one in shown] == list(range(1, PAGE + 1))
    for one in shown:
        assert [option.right for option in one.options].count(True) == 1
        assert all(option.because for option in one.options if not option.right)


def test_a_written_bank_ends_and_its_last_task_is_followed_by_the_first(client: Client) -> None:
    bank = kind_of("tools")
    last = client.get(reverse("core:task_kind", args=["tools"]), {"pagina": 499})
    assert last.context["page"] == bank.pages("") == 11
    assert last.context["next"] == 0
    final = last.context["tasks"][-1].task
    assert client.get(reverse("core:task", args=[final.id])).context["next"] == "tools-1-1"


def test_pages_do_not_overlap_and_levels_hold(client: Client) -> None:
    address = reverse("core:task_kind", args=["matrix-shapes"])
    seen: list[str] = []
    for page in (1, 2):
        shown = client.get(address, {"pagina": page, "niveau": "moeilijk"}).context["tasks"]
        assert all(one.task.difficulty >= 0.75 for one in shown)
        seen += [one.task.id for one in shown]
    assert len(seen) == len(set(seen)) > 0


def test_only_levels_that_occur_are_offered_so_that_no_page_searches_in_vain(client: Client) -> None:
    address = reverse("core:task_kind", args=["tilted"])
    page = client.get(address, {"niveau": "moeilijk"})
    assert page.context["level"] == ""
    assert "moeilijk" not in page.context["levels"]
    assert len(page.context["tasks"]) == PAGE


@pytest.mark.parametrize("page", ["0", "-3", "x", "²", "9999999999", ""])
def test_a_strange_page_number_gives_a_page(client: Client, page: str) -> None:
    assert client.get(reverse("core:task_kind", args=["levers"]), {"pagina": page}).status_code == 200


def test_the_right_answer_is_praised_and_a_wrong_one_is_explained(client: Client) -> None:
    task, address = task_of("levers-1-1"), reverse("core:task", args=["levers-1-1"])
    right = client.get(address, {"antwoord": task.key, "nakijken": 1}).content.decode()
    assert "Dat klopt." in right
    wrong = client.get(address, {"antwoord": (task.key + 1) % len(task.options), "nakijken": 1}).content.decode()
    assert "Niet helemaal." in wrong
    assert task.explanation.nl in wrong


def test_checking_without_an_answer_asks_for_one(client: Client) -> None:
    page = client.get(reverse("core:task", args=["levers-1-1"]), {"nakijken": 1}).content.decode()
    assert "Kies eerst een antwoord." in page


def test_the_page_of_a_task_does_not_give_its_answer_away(client: Client) -> None:
    task = task_of("levers-1-1")
    page = client.get(reverse("core:task", args=["levers-1-1"])).content.decode()
    assert task.explanation.nl not in page
    assert "vw-choice--right" not in page


@pytest.mark.parametrize("task_id", ["levers-1-01", "levers-9-1", "nothing-1-1", "levers", "levers-1-", "levers-1-٣"])
def test_an_unknown_task_is_not_found(client: Client, task_id: str) -> None:
    assert client.get(f"/stijlgids/taken/taak/{task_id}/").status_code == 404


def test_tasks_can_be_taken_along_as_qti(client: Client) -> None:
    response = client.get(reverse("core:task_package", args=["levers"]))
    with zipfile.ZipFile(BytesIO(response.content)) as package:
        assert "imsmanifest.xml" in package.namelist()
        assert sum(name.startswith("items/") for name in package.namelist()) == PAGE
