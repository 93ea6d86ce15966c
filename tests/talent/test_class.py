"""A class: seats, strips, answers in the database, two different secrets, and a board without answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.talent.conftest import Child
from vakwerk.core import clock
from vakwerk.core.viewer import Role
from vakwerk.talent import actions
from vakwerk.talent.actions import Refusal, Refused
from vakwerk.talent.bank import bank
from vakwerk.talent.models import Answer, Session, Sitting


@pytest.fixture
def code(school_session, codes_of) -> str:
    return codes_of(school_session)[0]


@pytest.fixture
def pupil(child, code) -> Child:
    return child.start_with(code)


def sitting_of(pupil: Child) -> Sitting:
    return Sitting.objects.get(started_on__isnull=False)


def test_a_pupil_walks_from_the_strip_to_the_report(pupil):
    pupil.answer_all()
    page = pupil.finish()
    assert "Je rapportcode" in page.content.decode()
    assert "Past bij je interesses" in pupil.get("report").content.decode()


def test_each_answer_is_stored_before_it_is_acknowledged(pupil):
    for number in range(1, 6):
        pupil.answer(number, str(number))
        assert Answer.objects.count() == number
    assert sorted(Answer.objects.values_list("value", flat=True)) == [1, 2, 3, 4, 5]


def test_an_answer_sent_twice_is_one_answer(pupil):
    pupil.answer(1, "4")
    pupil.answer(1, "4")
    assert list(Answer.objects.values_list("value", flat=True)) == [4]


def test_a_changed_answer_replaces_the_old_one(pupil):
    pupil.answer(1, "4")
    pupil.answer(1, "0")
    assert list(Answer.objects.values_list("value", flat=True)) == [None]


def test_unknown_and_early_questions_store_nothing(pupil):
    assert pupil.answer(1, "4", item="R99").status_code == 409
    assert pupil.answer(20, "4").status_code == 409
    assert pupil.answer(1, "9").status_code == 422
    assert Answer.objects.count() == 0


def test_a_pupil_resumes_with_the_code_on_another_device(pupil, another_child, code):
    for number in range(1, 4):
        pupil.answer(number, "3")
    another_child.client.post(reverse("talent:code"), {"code": code})
    assert another_child.get("continue")["Location"] == reverse("talent:question", args=[4])


def test_the_first_device_hears_that_the_pupil_went_on_elsewhere(pupil, another_child, code):
    pupil.answer(1, "3")
    another_child.client.post(reverse("talent:code"), {"code": code})
    response = pupil.answer(2, "5")
    assert response.status_code == 409
    assert "ander toestel" in response.content.decode()
    assert Answer.objects.count() == 1


def test_the_answering_code_never_opens_the_report(pupil, another_child, code):
    pupil.has_answered_all()
    report_code = pupil.finish().context["code"]
    assert report_code != code
    response = another_child.client.post(reverse("talent:report_code"), {"code": code})
    assert response.status_code == 404
    assert another_child.get("report").status_code == 302
    assert another_child.client.post(reverse("talent:code"), {"code": code}).status_code == 409
    assert another_child.get("report").status_code == 302


def test_the_report_code_opens_the_report_anywhere(pupil, another_child):
    pupil.has_answered_all()
    report_code = pupil.finish().context["code"]
    another_child.client.post(reverse("talent:report_code"), {"code": report_code.lower()})
    assert another_child.get("report").status_code == 200


def test_the_report_code_does_not_open_the_questions(pupil, another_child):
    pupil.has_answered_all()
    report_code = pupil.finish().context["code"]
    assert another_child.client.post(reverse("talent:code"), {"code": report_code}).status_code == 404


def test_a_lost_reply_after_finishing_does_not_cost_the_report(pupil, another_child):
    pupil.has_answered_all()
    lost = pupil.finish().context["code"]
    again = pupil.finish().context["code"]
    assert another_child.client.post(reverse("talent:report_code"), {"code": lost}).status_code == 404
    assert another_child.client.post(reverse("talent:report_code"), {"code": again}).status_code == 302


def test_after_the_report_was_opened_finishing_again_gives_no_new_code(pupil):
    pupil.has_answered_all()
    pupil.finish()
    pupil.get("report")
    assert pupil.finish().status_code == 409


def test_whoever_has_the_report_may_ask_a_new_code(pupil, another_child):
    pupil.has_answered_all()
    old = pupil.finish().context["code"]
    new = pupil.post("replace_code").context["code"]
    assert another_child.client.post(reverse("talent:report_code"), {"code": old}).status_code == 404
    assert another_child.client.post(reverse("talent:report_code"), {"code": new}).status_code == 302


def test_after_finishing_no_answer_changes(pupil):
    pupil.has_answered_all()
    pupil.finish()
    before = dict(Answer.objects.values_list("item", "value"))
    assert pupil.answer(1, "1").status_code == 409
    assert dict(Answer.objects.values_list("item", "value")) == before


def test_an_expired_code_gets_a_clear_page(child, code, travel):
    travel(clock.today() + timedelta(days=8))
    response = child.client.post(reverse("talent:code"), {"code": code})
    assert response.status_code == 410
    assert "te oud" in response.content.decode()


def test_an_answer_after_the_last_day_is_refused(pupil, travel):
    pupil.answer(1, "3")
    state = pupil.client.cookies["vakwerk_talent"]
    sitting = sitting_of(pupil)
    travel(clock.today() + timedelta(days=8))
    with pytest.raises(Refused) as refused:
        actions.answer(sitting=sitting, mark=sitting.browser, item=bank().items[1].id, value=3)
    assert refused.value.reason is Refusal.EXPIRED
    assert Answer.objects.count() == 1
    assert state


def test_a_closed_session_takes_no_new_pupil_but_lets_a_busy_one_finish(pupil, another_child, school_session, viewer):
    pupil.answer(1, "3")
    spare = Sitting.objects.filter(started_on__isnull=True).count()
    assert spare == 2
    teacher = viewer(Role.TEACHER, organisation_id=school_session.organisation_id)
    actions.close_session(viewer=teacher, session=school_session)
    assert Sitting.objects.count() == 1
    assert pupil.answer(2, "3").status_code == 302


def test_a_code_of_a_closed_session_says_so(pupil, another_child, code, school_session, viewer):
    teacher = viewer(Role.TEACHER, organisation_id=school_session.organisation_id)
    actions.close_session(viewer=teacher, session=school_session)
    response = another_child.client.post(reverse("talent:code"), {"code": code})
    assert response.status_code == 410
    assert "afgesloten" in response.content.decode()


def test_only_hashes_of_codes_are_stored(code):
    stored = " ".join(str(value) for row in Sitting.objects.values() for value in row.values())
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_a_new_sheet_replaces_unused_strips_only(pupil, another_child, code, school_session, codes_of):
    old = codes_of(school_session)
    new = codes_of(school_session)
    assert len(old) == len(new) == 2
    assert another_child.client.post(reverse("talent:code"), {"code": old[0]}).status_code == 404
    assert another_child.client.post(reverse("talent:code"), {"code": code}).status_code == 302


class TestStaff:
    def test_a_teacher_makes_a_session_and_prints_strips(self, world, catalogue):
        teacher = world.client(Role.TEACHER)
        data = {"label": "1A3", "seats": "4", "stage": "1A", "codes_until": clock.today().isoformat()}
        made = teacher.post(reverse("talent:new_session"), data)
        session = Session.objects.get()
        assert made["Location"] == reverse("talent:session", args=[session.public_id])
        sheet = teacher.post(reverse("talent:sheet", args=[session.public_id]))
        strips = sheet.context["strips"]
        assert [strip["seat"] for strip in strips] == [1, 2, 3, 4]
        assert sheet.content.decode().count("data:image/svg+xml") == 4
        assert "style=" not in sheet.content.decode()
        assert sheet["Cache-Control"] == "private, no-store"
        assert Child().client.post(reverse("talent:code"), {"code": strips[0]["code"]}).status_code == 302

    def test_the_board_shows_counts_and_no_answers(self, world, pupil, school_session):
        pupil.answer(1, "5")
        board = world.client(Role.TEACHER).get(reverse("talent:session", args=[school_session.public_id]))
        assert (board.context["waiting"], board.context["session"].busy, board.context["session"].done) == (2, 1, 0)
        assert bank().items[0].nl not in board.content.decode()

    @pytest.mark.parametrize("name", ["session", "sheet", "close_session"])
    def test_a_session_of_another_organisation_does_not_exist(self, name, world, school_session, viewer):
        foreign = actions.open_session(
            viewer=viewer(Role.TEACHER, organisation_id=world.elsewhere.pk),
            label="Elders", seats=2, stage="", codes_until=clock.today(),
        )  # fmt: skip
        teacher = world.client(Role.TEACHER)
        address = reverse(f"talent:{name}", args=[foreign.public_id])
        response = teacher.get(address) if name == "session" else teacher.post(address)
        assert response.status_code == 404

    @pytest.mark.parametrize("fault", [{"seats": "0"}, {"seats": "61"}, {"codes_until": "2020-01-01"}, {"label": ""}])
    def test_a_wrong_session_is_explained(self, world, catalogue, fault):
        data = {"label": "1A3", "seats": "4", "stage": "", "codes_until": clock.today().isoformat()} | fault
        assert world.client(Role.TEACHER).post(reverse("talent:new_session"), data).status_code == 422
        assert Session.objects.count() == 0

    @pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.PUPIL, Role.COMPANY, Role.ADMINISTRATOR])
    def test_others_make_no_session_even_past_the_page(self, role, viewer, world):
        with pytest.raises(PermissionDenied):
            actions.open_session(
                viewer=viewer(role, organisation_id=world.here.pk),
                label="x",
                seats=1,
                stage="",
                codes_until=clock.today(),
            )

    def test_the_list_takes_as_many_queries_for_many_sessions(self, world, viewer, django_assert_max_num_queries):
        for number in range(15):
            actions.open_session(
                viewer=viewer(Role.TEACHER, organisation_id=world.here.pk),
                label=str(number), seats=3, stage="", codes_until=clock.today(),
            )  # fmt: skip
        teacher = world.client(Role.TEACHER)
        with django_assert_max_num_queries(12):
            teacher.get(reverse("talent:sessions"))
