"""The report on real items, real profiles and the real catalogue; and what a child may do with it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.talent.conftest import Child, likes_making
from vakwerk.core import audit, clock
from vakwerk.core.audit.models import AuditKey
from vakwerk.core.geography import find_place
from vakwerk.core.viewer import Role
from vakwerk.engines.rules.periods import months_after
from vakwerk.talent import actions, queries
from vakwerk.talent.bank import bank
from vakwerk.talent.models import Answer, ProgrammeStance, Recipient, Share, Sitting, Stage
from vakwerk.talent.reporting import build_report

MAKER = {item.id: int(likes_making(place, item.id)) for place, item in enumerate(bank().items)}


def made(answers=MAKER, stage="2A", stances=None, place=None):
    return build_report(answers, stage=stage, stances=stances or {}, made_on=clock.today(), place=place)


@pytest.fixture
def reader(child) -> Child:
    """A child at home with its report."""
    child.start_at_home().has_answered_all().finish()
    return child


@pytest.fixture
def keeper(reader) -> Child:
    """A child that asked to keep the report."""
    reader.code = reader.post("keep_report").context["code"]
    return reader


class TestComputation:
    @pytest.mark.parametrize(
        ("stage", "first"),
        [
            ("p6", "first_year"), ("1A", "basic_option_a"), ("1B", "basic_option_b"), ("2A", "grade_2"),
            ("2B", "grade_2"), ("3", "grade_3"), ("4", "grade_3"), ("5", "after"), ("6", "after"), ("", "grade_2"),
        ],
    )  # fmt: skip
    def test_the_next_choice_of_this_year_comes_first(self, catalogue, stage, first):
        assert made(stage=stage).next.key == first

    @pytest.mark.parametrize("stage", ["2A", "2B", "4"])
    def test_the_menu_spans_all_finalities_and_many_domains(self, catalogue, stage):
        cards = made(stage=stage).next.cards
        assert len({card.leads_to for card in cards}) == 3
        assert len({card.domain for card in cards}) >= 4

    @pytest.mark.parametrize(("stage", "stream"), [("1A", "A"), ("1B", "B")])
    def test_basic_options_of_the_own_stream_only(self, catalogue, programmes, stage, stream):
        cards = made(stage=stage).next.cards
        assert len(cards) >= 6
        assert {programmes.by_number[card.number].stream for card in cards} <= {stream, ""}

    def test_groups_stand_from_clear_to_surprising_and_cards_from_a_to_z(self, catalogue):
        groups = made().next.groups
        assert [g.key for g in groups] == [k for k in ("clear", "maybe", "surprising") if k in {g.key for g in groups}]
        for group in groups:
            titles = [card.title.casefold() for card in group.cards]
            assert titles == sorted(titles)

    def test_every_card_says_why(self, catalogue):
        assert all(card.why.endswith(".") for card in made().next.cards)
        assert any("dingen maken en herstellen" in card.why for card in made().next.cards)

    def test_the_same_answers_give_the_same_report(self, catalogue):
        assert made() == made(dict(reversed(MAKER.items())))

    def test_a_child_that_says_the_same_everywhere_is_told_kindly(self, catalogue):
        flat = made(dict.fromkeys(MAKER, 3))
        assert flat.notices
        assert all(scale.certainty == "unclear" for scale in flat.scales)

    @pytest.mark.parametrize("stage", ["1A", "2A", "4"])
    @pytest.mark.parametrize("value", [1, 3, 5, None])
    def test_from_answers_that_say_nothing_nothing_fits_clearly_or_surprisingly(self, catalogue, stage, value):
        first = made(dict.fromkeys(MAKER, value), stage=stage).next
        assert [group.key for group in first.groups] == ["maybe"]
        assert not any("past goed" in card.why for card in first.cards)

    def test_a_child_that_skips_everything_still_gets_a_report(self, catalogue):
        empty = made(dict.fromkeys(MAKER))
        assert empty.notices
        assert empty.next.cards

    def test_certainty_is_said_in_words(self, catalogue):
        labels = {scale.code: scale.certainty_label for scale in made().scales}
        assert labels["R"] == "Zeker"
        assert set(labels.values()) <= {"Zeker", "Waarschijnlijk", "Nog niet duidelijk"}

    def test_without_a_place_no_school_is_named(self, catalogue):
        assert not any(card.near for card in made().next.cards)

    def test_a_report_takes_few_queries_however_long_the_menu(self, loaded_catalogue, django_assert_max_num_queries):
        made(place=find_place("2000"))
        with django_assert_max_num_queries(4):
            made(place=find_place("9000"))


class TestPage:
    def test_it_has_no_percentage_and_no_number_that_reads_as_a_chance(self, reader):
        page = re.sub(r"<svg.*?</svg>|<head>.*?</head>", "", reader.get("report").content.decode(), flags=re.S)
        main = page[page.index("<main") : page.index("</main>")]
        assert "%" not in main
        assert not re.search(r"\b0[.,]\d", main)
        assert "kans" not in main.lower()

    def test_it_says_once_and_plainly_what_it_does_not_say(self, reader):
        page = reader.get("report").content.decode()
        assert page.count("Dit is geen test") == 1
        assert "Niemand keek al na hoe goed deze vragen werken" in page

    def test_it_links_each_programme_to_its_own_page(self, reader):
        report = reader.get("report").context["report"]
        page = reader.get("report").content.decode()
        assert all(card.url in page for card in report.next.cards)

    @pytest.mark.parametrize("place", ["9000", "Gent", ""])
    def test_a_place_is_optional_and_not_kept(self, reader, place):
        response = reader.get("report", plaats=place)
        assert response.status_code == 200
        assert not any("9000" in str(cookie) for cookie in response.cookies.values())

    def test_an_unknown_place_is_said(self, reader):
        assert "kennen we niet" in reader.get("report", plaats="Atlantis").content.decode()

    @pytest.mark.parametrize("stage", Stage.values)
    def test_the_child_may_change_its_year(self, reader, stage):
        reader.post("change_stage", stage=stage)
        assert reader.get("report").status_code == 200

    def test_a_year_that_does_not_exist_changes_nothing(self, reader):
        reader.post("change_stage", stage="9Z")
        assert reader.get("report").context["source"].stage == "2A"

    def test_it_takes_at_most_twelve_queries(
        self, keeper, loaded_catalogue, monkeypatch, django_assert_max_num_queries
    ):
        monkeypatch.undo()
        keeper.get("report")
        with django_assert_max_num_queries(12):
            keeper.get("report", plaats="9000")

    def test_nothing_of_it_is_cached(self, reader):
        assert reader.get("report")["Cache-Control"] == "private, no-store"

    def test_a_child_that_knew_too_little_may_answer_again(self, child):
        child.start_at_home().has_answered_all(lambda place, item: "3").finish()
        page = child.get("report").content.decode()
        assert "Er viel ons iets op" in page
        assert "Opnieuw antwoorden" in page

    def test_nobody_without_a_report_sees_one(self, catalogue):
        for name in ("report", "report_pdf", "report_conversation", "delete"):
            assert Client().get(reverse(f"talent:{name}"))["Location"] == reverse("talent:report_code")


class TestPdf:
    def test_the_report_is_a_pdf_with_a_title_and_tags(self, reader):
        content = reader.get("report_pdf", plaats="9000").content
        assert content.startswith(b"%PDF")
        assert b"pdfuaid" in content or b"StructTreeRoot" in content

    def test_the_conversation_sheet_brings_along_what_the_child_has(self, reader):
        assert reader.get("report_conversation").content.startswith(b"%PDF")

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_the_conversation_sheet_is_there_without_a_child(self, db, language):
        client = Client()
        client.cookies["django_language"] = language
        assert client.get(reverse("talent:conversation_pdf")).content.startswith(b"%PDF")
        page = client.get(reverse("talent:conversation")).content.decode()
        assert ("onverwacht" if language == "nl" else "unexpected") in page
        assert client.get(reverse("talent:parents")).status_code == 200


class TestCorrection:
    def test_a_child_crosses_out_and_takes_along(self, reader):
        first, second = reader.get("report").context["report"].next.cards[:2]
        reader.post("take_stance", programme=first.number, stance="drop")
        reader.post("take_stance", programme=second.number, stance="take")
        report = reader.get("report").context["report"]
        stances = {card.number: card.stance for card in report.next.cards}
        assert stances[first.number] == "drop"
        assert [card.number for card in report.taken] == [second.number]

    def test_it_can_be_undone(self, reader):
        first = reader.get("report").context["report"].next.cards[0]
        reader.post("take_stance", programme=first.number, stance="drop")
        reader.post("take_stance", programme=first.number, stance="")
        assert reader.get("report").context["report"].next.cards[0].stance == ""

    def test_it_is_kept_with_the_report(self, reader, another_child):
        first = reader.get("report").context["report"].next.cards[0]
        reader.post("take_stance", programme=first.number, stance="take")
        code = reader.post("keep_report").context["code"]
        another_child.client.post(reverse("talent:report_code"), {"code": code})
        assert another_child.get("report").context["report"].taken[0].number == first.number

    @pytest.mark.parametrize(("programme", "stance"), [("G-9999", "take"), ("", "take"), ("G-0001", "love")])
    def test_nonsense_is_not_kept(self, keeper, programme, stance):
        keeper.post("take_stance", programme=programme, stance=stance)
        assert ProgrammeStance.objects.count() == 0


class TestKeepAndDelete:
    def test_keeping_stores_the_answers_behind_a_code_for_six_months(self, keeper, another_child):
        sitting = Sitting.objects.get()
        assert Answer.objects.count() == len(bank())
        assert sitting.delete_after == months_after(clock.today(), 6)
        another_child.client.post(reverse("talent:report_code"), {"code": keeper.code})
        assert another_child.get("report").status_code == 200

    def test_after_keeping_the_browser_holds_no_answers(self, keeper):
        assert "0" * 5 not in keeper.client.cookies["vakwerk_talent"].value
        assert keeper.get("continue")["Location"] == reverse("talent:start")

    def test_no_row_leads_to_a_person(self, keeper):
        related = {f.related_model._meta.label for f in Sitting._meta.get_fields() if f.is_relation}
        assert related == {"talent.Session", "talent.Answer", "talent.ProgrammeStance", "talent.Share"}

    def test_erasing_leaves_nothing_not_even_in_the_audit(self, keeper, world):
        sitting = Sitting.objects.get()
        share_code = keeper.post("share", recipient="school").context["code"]
        teacher = world.client(Role.TEACHER)
        opened = teacher.post(reverse("talent:shared"), {"code": share_code})
        teacher.get(opened["Location"])
        assert AuditKey.objects.filter(kind="talent.sitting", object_id=str(sitting.pk)).exists()
        assert "Alles is gewist" in keeper.post("delete").content.decode()
        for model in (Sitting, Answer, ProgrammeStance, Share):
            assert model.objects.count() == 0
        assert not AuditKey.objects.filter(kind="talent.sitting", object_id=str(sitting.pk)).exists()
        assert teacher.get(opened["Location"]).status_code == 404
        assert keeper.get("report").status_code == 302
        assert audit.verify() == []

    def test_a_get_does_not_erase(self, keeper):
        keeper.get("delete")
        assert Sitting.objects.count() == 1

    def test_after_six_months_the_report_is_gone(self, keeper, another_child, travel):
        travel(Sitting.objects.get().delete_after + timedelta(days=1))
        response = another_child.client.post(reverse("talent:report_code"), {"code": keeper.code})
        assert response.status_code == 404
        assert actions.delete_expired(clock.today()) == 1
        assert Answer.objects.count() == 0

    def test_the_last_day_is_not_too_late(self, keeper, another_child, travel):
        travel(Sitting.objects.get().delete_after)
        assert actions.delete_expired(clock.today()) == 0
        assert another_child.client.post(reverse("talent:report_code"), {"code": keeper.code}).status_code == 302


class TestSharing:
    @pytest.fixture
    def share_code(self, keeper) -> str:
        return keeper.post("share", recipient="school").context["code"]

    def open(self, world, role, code):
        return world.client(role).post(reverse("talent:shared"), {"code": code})

    def test_staff_see_nothing_that_was_not_shared(self, keeper, world):
        page = world.client(Role.TEACHER).get(reverse("talent:shared"))
        assert list(page.context["shares"]) == []

    def test_a_teacher_opens_a_shared_report_and_the_child_sees_it(self, keeper, share_code, world):
        opened = self.open(world, Role.TEACHER, share_code)
        page = world.client(Role.TEACHER).get(opened["Location"])
        assert "Gedeeld rapport" in page.content.decode()
        assert "1 keer gelezen" in keeper.get("report").content.decode()

    def test_every_reading_is_audited(self, keeper, share_code, world):
        opened = self.open(world, Role.TEACHER, share_code)
        world.client(Role.TEACHER).get(opened["Location"])
        world.client(Role.TEACHER).get(opened["Location"] + "gesprek/")
        entries = audit.entries_about("talent.sitting", Sitting.objects.get().pk)
        assert [entry.event for entry in entries] == ["talent.sitting.read"] * 2

    def test_taking_back_closes_it_at_once(self, keeper, share_code, world):
        opened = self.open(world, Role.TEACHER, share_code)
        keeper.post("revoke", Share.objects.get().public_id)
        assert world.client(Role.TEACHER).get(opened["Location"]).status_code == 404
        assert self.open(world, Role.TEACHER, share_code).status_code == 404

    def test_the_code_binds_to_the_first_organisation(self, keeper, share_code, world):
        self.open(world, Role.TEACHER, share_code)
        stranger = Client()
        stranger.force_login(world.stranger)
        assert stranger.post(reverse("talent:shared"), {"code": share_code}).status_code == 404
        assert stranger.get(reverse("talent:shared_report", args=[Share.objects.get().public_id])).status_code == 404

    @pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CENTRE_STAFF])
    def test_a_share_for_school_is_nothing_for_another_role(self, keeper, share_code, world, role):
        assert self.open(world, role, share_code).status_code == 404
        assert Share.objects.get().organisation is None

    @pytest.mark.parametrize("role", [Role.COMPANY, Role.PUPIL, Role.ADMINISTRATOR, Role.INSPECTOR])
    def test_others_have_no_such_page(self, keeper, share_code, world, role):
        assert self.open(world, role, share_code).status_code == 403

    def test_a_report_code_is_no_share_code(self, keeper, world):
        assert self.open(world, Role.TEACHER, keeper.code).status_code == 404

    def test_a_share_code_does_not_open_the_child_s_own_report(self, share_code, another_child):
        assert another_child.client.post(reverse("talent:report_code"), {"code": share_code}).status_code == 404

    def test_a_child_takes_back_only_its_own_shares(self, keeper, share_code, another_child):
        another_child.start_at_home().has_answered_all().finish()
        another_child.post("keep_report")
        another_child.post("revoke", Share.objects.get().public_id)
        assert Share.objects.count() == 1

    def test_a_share_needs_a_recipient(self, keeper):
        assert keeper.post("share", recipient="krant").status_code == 422
        assert Share.objects.count() == 0

    def test_roles_and_recipients_fit(self):
        assert set(queries.SHARE_ROLES) == set(Recipient)
