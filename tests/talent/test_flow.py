"""The child's walk without JavaScript: from the start page to the report."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.talent.conftest import Child, likes_making
from vakwerk.talent.bank import bank
from vakwerk.talent.browser import MAX_BYTES, STATE_COOKIE
from vakwerk.talent.models import Answer, ConsiderationMeasure, Sitting

LAST = 60


def test_a_child_walks_from_the_start_to_the_report_without_javascript(child):
    page = child.get("start")
    assert "ongeveer 8 minuten" in page.content.decode()
    child.start_at_home().answer_all()
    done = child.finish()
    assert done.status_code == 302
    assert done["Location"] == reverse("talent:report")
    assert "Past bij je interesses" in child.get("report").content.decode()


def test_at_home_nothing_is_kept_on_the_server(child):
    child.start_at_home().answer_all().finish()
    child.get("report")
    child.get("report_pdf")
    assert Sitting.objects.count() == 0
    assert Answer.objects.count() == 0
    assert "sessionid" not in child.client.cookies
    assert "vakwerk" not in child.client.cookies


def test_the_state_in_the_browser_stays_small(child):
    child.start_at_home().has_answered_all()
    for group in list(child.get("report").context["report"].next.cards):
        child.post("take_stance", programme=group.number, stance="take")
    assert len(child.client.cookies[STATE_COOKIE].value) < MAX_BYTES


def test_the_cookie_is_out_of_reach_of_scripts_and_other_pages(child):
    child.start_at_home()
    cookie = child.client.cookies[STATE_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == reverse("talent:start")


def test_each_question_shows_one_activity_and_five_faces_with_words(child):
    child.start_at_home()
    page = child.get("question", 1).content.decode()
    assert bank().items[0].nl in page
    assert bank().items[1].nl not in page
    assert page.count('class="ta-answer__label"') == 5
    assert "Weet ik niet" in page


def test_a_child_that_comes_back_goes_on_where_it_was(child):
    child.start_at_home()
    for number in range(1, 8):
        child.answer(number, "3")
    assert child.get("continue")["Location"] == reverse("talent:question", args=[8])
    assert "Je was al begonnen" in child.get("start").content.decode()


def test_a_child_may_go_back_and_change_an_answer(child):
    child.start_at_home()
    child.answer(1, "1")
    child.answer(2, "2")
    assert 'aria-pressed="true"' in child.get("question", 1).content.decode()
    assert child.answer(1, "5")["Location"] == reverse("talent:question", args=[2])
    assert child.answer(2, "4")["Location"] == reverse("talent:question", args=[3])


def test_i_do_not_know_is_an_answer(child):
    child.start_at_home()
    assert child.answer(1, "0")["Location"] == reverse("talent:question", args=[2])


def test_the_same_answer_twice_changes_nothing(child):
    child.start_at_home()
    child.answer(1, "4")
    before = child.client.cookies[STATE_COOKIE].value.split(":")[0]
    child.answer(1, "4")
    assert child.client.cookies[STATE_COOKIE].value.split(":")[0] == before


@pytest.mark.parametrize(("item", "value"), [("R99", "3"), ("", "3"), ("R01' OR 1=1", "3")])
def test_an_item_nobody_knows_is_refused(child, item, value):
    child.start_at_home()
    response = child.client.post(reverse("talent:question", args=[1]), {"item": item, "value": value})
    assert response.status_code == 409
    assert child.get("continue")["Location"] == reverse("talent:question", args=[1])


def test_a_question_whose_turn_has_not_come_is_refused(child):
    child.start_at_home()
    assert child.answer(9, "3").status_code == 409
    assert child.get("question", 9)["Location"] == reverse("talent:question", args=[1])


@pytest.mark.parametrize("value", ["6", "-1", "", "vijf", "5 5"])
def test_an_answer_that_is_no_face_is_asked_again(child, value):
    child.start_at_home()
    response = child.answer(1, value)
    assert response.status_code == 422
    assert "Kies een gezichtje" in response.content.decode()
    assert child.get("continue")["Location"] == reverse("talent:question", args=[1])


@pytest.mark.parametrize("cookie", ["", "onzin", "e30:1abc:xyz", "x" * 9000])
def test_a_forged_cookie_is_no_cookie(child, cookie):
    child.client.cookies[STATE_COOKIE] = cookie
    response = child.get("question", 1)
    assert response.status_code == 409
    assert "kwijt" in response.content.decode()


def test_an_answer_without_a_start_tells_what_to_do(catalogue):
    response = Client().post(reverse("talent:question", args=[1]), {"item": "R01", "value": "3"})
    assert response.status_code == 409


def test_there_is_no_report_before_the_last_question(child):
    child.start_at_home()
    child.answer(1, "3")
    assert child.get("report")["Location"] == reverse("talent:question", args=[2])
    assert child.get("done")["Location"] == reverse("talent:question", args=[2])


def test_forgetting_empties_the_browser(child):
    child.start_at_home().has_answered_all()
    child.post("forget")
    assert child.get("report")["Location"] == reverse("talent:report_code")


def test_halfway_the_child_hears_so(child):
    child.start_at_home()
    child.has_answered(LAST // 2)
    assert "halfweg" in child.get("question", LAST // 2 + 1).content.decode()


def test_htmx_gets_the_next_question_at_once(child):
    child.start_at_home()
    data = {"item": bank().items[0].id, "value": "4"}
    response = child.client.post(reverse("talent:question", args=[1]), data, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Push-Url"] == reverse("talent:question", args=[2])
    assert "<html" not in response.content.decode()


def test_the_last_answer_with_htmx_leads_to_the_end(child):
    child.start_at_home()
    child.has_answered_all()
    data = {"item": bank().items[-1].id, "value": "4"}
    response = child.client.post(reverse("talent:question", args=[LAST]), data, headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == reverse("talent:done")


def test_continue_later_keeps_only_when_asked_and_gives_a_code(child, another_child):
    child.start_at_home()
    for number in range(1, 6):
        child.answer(number, "4")
    assert Sitting.objects.count() == 0
    code = child.post("later").context["code"]
    assert Answer.objects.count() == 5
    assert STATE_COOKIE not in child.client.cookies or not child.client.cookies[STATE_COOKIE].value
    another_child.client.post(reverse("talent:code"), {"code": code})
    assert another_child.get("continue")["Location"] == reverse("talent:question", args=[6])
    another_child.answer_all(likes_making, first=6)
    assert "rapportcode" in another_child.finish().content.decode()


def test_english_children_read_english(child):
    child.client.cookies["django_language"] = "en"
    child.start_at_home()
    assert bank().items[0].en in child.get("question", 1).content.decode()


class TestConsiderations:
    def test_before_and_after_become_one_row_without_a_trace_of_the_child(self, child):
        child.start_at_home(directions=("think",)).has_answered_all().finish()
        child.client.post(reverse("talent:after"), {"directions": ["think", "hands"], "kies": "1"})
        row = ConsiderationMeasure.objects.get()
        assert (row.before_finalities, row.after_finalities) == ("DO-", "A,DO-")
        assert row.context == "home"
        assert {field.name for field in row._meta.fields} == {
            "id", "month", "context", "before_finalities", "before_forms", "after_finalities", "after_forms",
        }  # fmt: skip

    def test_answering_again_does_not_count_twice(self, child):
        child.start_at_home().has_answered_all().finish()
        for _ in range(2):
            child.client.post(reverse("talent:after"), {"directions": ["hands"], "kies": "1"})
        assert ConsiderationMeasure.objects.count() == 1

    @pytest.mark.parametrize("moment", ["before", "after"])
    def test_skipping_measures_nothing(self, child, moment):
        child.post("start_at_home")
        child.post("stage", stage="2A")
        child.post("before", **({"overslaan": "1"} if moment == "before" else {"kies": "1"}))
        child.has_answered_all().finish()
        child.post("after", **({"overslaan": "1"} if moment == "after" else {"kies": "1"}))
        assert ConsiderationMeasure.objects.count() == 0

    def test_a_chosen_programme_is_reduced_to_its_finality_and_form(self, child):
        child.post("start_at_home")
        child.post("stage", stage="2A")
        found = child.client.post(reverse("talent:before"), {"search": "hout", "zoek": "1"}).context["found"]
        wood = next(p for p in found if p.finality == "A")
        child.client.post(reverse("talent:before"), {"programmes": [wood.number], "kies": "1"})
        child.has_answered_all().finish()
        child.client.post(reverse("talent:after"), {"kies": "1"})
        row = ConsiderationMeasure.objects.get()
        assert (row.before_finalities, row.before_forms) == ("A", "BSO")

    def test_nonsense_directions_are_ignored(self, child):
        child.start_at_home(directions=("think", "hacken"))
        assert child.get("continue")["Location"] == reverse("talent:question", args=[1])

    def test_the_row_order_says_nothing_about_time(self, child):
        for _ in range(3):
            one = Child()
            one.start_at_home().has_answered_all().finish()
            one.client.post(reverse("talent:after"), {"directions": ["hands"], "kies": "1"})
        keys = list(ConsiderationMeasure.objects.values_list("id", flat=True))
        assert min(keys) > 1000
