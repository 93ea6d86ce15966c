"""Building a call: keys, order, faults, freezing, amendments, copies and templates."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.funding import making
from vakwerk.core import audit, jobs
from vakwerk.core.viewer import Role
from vakwerk.engines.rules.conditions import usable
from vakwerk.funding import builder_steps, starting_points
from vakwerk.funding.actions import applications, calls
from vakwerk.funding.content import Question, QuestionKind, Rule, dump, load
from vakwerk.funding.content.checking import faults
from vakwerk.funding.content.naming import new_key
from vakwerk.funding.models import Application, Call, CallState, CallVersion, Phase
from vakwerk.funding.queries.calls import content_of, in_force
from vakwerk.people.models import OrganisationKind

pytestmark = pytest.mark.django_db


def test_content_survives_the_way_to_json_and_back():
    whole = making.content()
    assert load(dump(whole)) == whole


def test_content_with_something_unknown_is_refused():
    with pytest.raises(ValueError, match="surprise"):
        load({**dump(making.content()), "surprise": 1})
    with pytest.raises(TypeError):
        load({**dump(making.content()), "least_partners": "2"})


@pytest.mark.parametrize("name", sorted(starting_points.templates()))
def test_a_template_is_whole_names_its_sources_and_what_is_to_confirm(name):
    content = starting_points.templates()[name]
    window = {"opens_at": making.content().opens_at, "closes_at": making.content().closes_at}
    assert faults(dataclasses.replace(content, **window)) == []
    assert content.sources
    assert content.to_confirm
    kinds = {*content.lead_kinds, *(kind for rule in content.partner_rules for kind in rule.kinds)}
    assert kinds <= set(OrganisationKind.values)
    assert all(usable(question.key) for question in content.questions)


def test_the_call_of_22_december_2023_closes_at_the_end_of_26_january_2024():
    content = starting_points.templates()["4-matchmaker-22-december-2023"]
    assert content.opens_at is not None
    assert content.closes_at is not None
    assert content.opens_at.isoformat().startswith("2023-12-22T00:00")
    assert timezone.localtime(content.closes_at).isoformat().startswith("2024-01-27T00:00")
    assert any("Uur van afsluiten" in line for line in content.to_confirm)


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"opens_at": None}, "general"),
        ({"summary": ""}, "general"),
        ({"lead_kinds": ()}, "who"),
        ({"questions": ()}, "questions"),
        ({"questions": (Question("a", "project", QuestionKind.CHOICE, "Kies"),)}, "questions"),
        ({"questions": (Question("a", "elders", QuestionKind.TEXT, "Wat?"),)}, "questions"),
        ({"questions": (Question("a", "project", QuestionKind.TEXT, "Wat?", shown_when="later = ja"),)}, "questions"),
        ({"budget_lines": ()}, "budget"),
        ({"criteria": ()}, "criteria"),
        ({"rules": (Rule("r", "gevraagd <= 5", "Hoogstens 5"),)}, "rules"),
    ],
)
def test_what_is_wrong_is_told_at_its_step(changes, step):
    assert step in {fault.step for fault in faults(making.content(**changes))}


def test_keys_are_readable_unique_and_never_words_of_the_conditions():
    assert new_key("Hoeveel scholen?", []) == "hoeveel_scholen"
    assert new_key("Hoeveel scholen?", ["hoeveel_scholen"]) == "hoeveel_scholen_2"
    assert new_key("En", [], "vraag") == "vraag_en"
    assert new_key("2 partners", [], "vraag") == "vraag_2_partners"
    assert new_key("Gevraagd", [], "vraag") == "vraag_gevraagd"
    assert new_key("???", [], "vraag") == "vraag"
    assert all(usable(new_key(label, [], "vraag")) for label in ("of", "min", "ja", "€", "Kost van 3"))


def test_questions_move_within_their_part_and_go_with_it():
    step = builder_steps.LISTS_BY_SLUG["vragen"]
    content = making.content()
    keys = [question.key for question in builder_steps.moved(step, content, "waarom", -1).questions]
    assert keys == ["idee", "waarom", "bereik", "scholen", "bijlage"]
    assert builder_steps.moved(step, content, "bereik", -1) == content  # the first of its part
    assert builder_steps.moved(step, content, "nergens", 1) == content
    parts = builder_steps.LISTS_BY_SLUG["delen"]
    assert [q.key for q in builder_steps.without(parts, content, "bereik").questions] == ["idee"]


def test_two_editors_do_not_undo_each_other(officials):
    call = making.call(CallState.DRAFT)
    calls.change_content(viewer=officials.viewer, call=call, revision=0, change=lambda content: content)
    with pytest.raises(calls.Stale):
        calls.change_content(viewer=officials.viewer, call=call, revision=0, change=lambda content: content)


def test_changing_the_content_after_the_dry_run_asks_for_a_new_one(officials):
    call = making.call(CallState.DRY_RUN)
    calls.change_content(viewer=officials.viewer, call=call, revision=0, change=lambda content: content)
    call.refresh_from_db()
    assert call.state == CallState.DRAFT
    with pytest.raises(PermissionDenied):
        calls.publish(viewer=officials.viewer, call=call)


def test_an_unfinished_call_cannot_be_tried_or_published(officials):
    call = making.call(CallState.DRAFT, rules=(Rule("r", "gevraagd <= 5", "Hoogstens 5"),))
    with pytest.raises(calls.NotReady, match="Hoogstens 5"):
        calls.start_dry_run(viewer=officials.viewer, call=call)


def test_publishing_freezes_the_content_and_deletes_the_examples(officials):
    call = making.call(CallState.DRY_RUN)
    calls.start_trial(viewer=officials.viewer, call=call, pretended_kind="company", title="Proef")
    calls.publish(viewer=officials.viewer, call=call)
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED
    assert not Application.objects.exists()
    with pytest.raises(PermissionDenied):
        calls.change_content(viewer=officials.viewer, call=call, revision=0, change=lambda content: content)
    assert next(entry.event for entry in audit.entries_about("funding.call", call.pk)) == "funding.publish_call"


def test_an_amendment_shows_its_reason_reaches_drafts_and_leaves_what_was_submitted(officials, school, company):
    call = making.open_call()
    begun = making.draft(call, school.organisation, contact=school.account.person)
    sent = making.submitted(call, company.organisation)
    calls.start_amendment(viewer=officials.viewer, call=call)
    version = call.versions.get(number=2)
    later = making.content(opens_at=call.opens_at, closes_at=call.closes_at + timedelta(days=7))
    CallVersion.objects.filter(pk=version.pk).update(content=dump(later))
    assert content_of(call).closes_at == call.closes_at  # until it is published the first version holds
    calls.publish_amendment(viewer=officials.viewer, call=call, reason="Examens", site="https://voorbeeld.be/")
    begun.refresh_from_db()
    sent.refresh_from_db()
    call.refresh_from_db()
    assert (begun.version.number, sent.version.number) == (2, 1)
    assert call.closes_at == later.closes_at
    assert "Examens" in Client().get(f"/oproepen/{call.public_id}/").content.decode()
    assert "Examens" in company.browser.get(f"/oproepen/aanvraag/{sent.public_id}/").content.decode()
    jobs.run_due()
    assert [message.to for message in mail.outbox] == [[school.account.person.email]]


def test_an_amendment_never_closes_a_call_earlier_and_never_changes_a_closed_one(officials, travel):
    travel("2026-11-01")
    call = making.call()
    calls.start_amendment(viewer=officials.viewer, call=call)
    sooner = making.content(closes_at=call.closes_at - timedelta(days=1))
    call.versions.filter(number=2).update(content=dump(sooner))
    act = {"viewer": officials.viewer, "call": call, "reason": "Sneller", "site": "/"}
    with pytest.raises(calls.NotReady, match="vroeger"):
        calls.publish_amendment(**act)
    call.versions.filter(number=2).update(content=dump(making.content(opens_at=call.closes_at - timedelta(days=1))))
    with pytest.raises(calls.NotReady, match="blijft open"):
        calls.publish_amendment(**act)
    travel("2026-12-02")
    with pytest.raises(calls.NotReady, match="gesloten"):
        calls.publish_amendment(**act)


def test_the_database_refuses_an_amendment_without_a_reason_and_a_second_version_in_writing():
    call = making.call()
    version = CallVersion(call=call, number=2, content={}, published_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()
    CallVersion.objects.create(call=call, number=2, content={})
    with pytest.raises(IntegrityError), transaction.atomic():
        CallVersion.objects.create(call=call, number=3, content={})


def test_a_copy_takes_everything_but_the_window(officials):
    call = making.call()
    data = {"title": "Volgend jaar", "reference": "EXC-27", "start": f"call:{call.public_id}"}
    assert officials.browser.post("/oproepen/beheer/nieuw/", data).status_code == 302
    made = Call.objects.get(reference="EXC-27")
    copy = content_of(made)
    assert copy == dataclasses.replace(making.content(), title="Volgend jaar", opens_at=None, closes_at=None)
    assert made.state == CallState.DRAFT


def test_a_call_is_open_from_its_first_moment_to_just_before_its_last():
    call = making.call()
    assert call.opens_at is not None
    assert call.closes_at is not None
    moment = timedelta(microseconds=1)
    assert call.phase(call.opens_at - moment) == Phase.ANNOUNCED
    assert call.phase(call.opens_at) == Phase.OPEN
    assert call.phase(call.closes_at - moment) == Phase.OPEN
    assert call.phase(call.closes_at) == Phase.CLOSED


def test_only_civil_servants_build(school):
    with pytest.raises(PermissionDenied):
        calls.create_call(viewer=school.viewer, content=making.content(), reference="X-1")
    assert school.viewer.role == Role.PRINCIPAL


def test_a_cancelled_call_stays_visible_and_takes_nothing(officials, school):
    call = making.open_call()
    making.draft(call, school.organisation, contact=school.account.person)
    address = f"/oproepen/beheer/{call.public_id}/intrekken/"
    assert officials.browser.post(address).status_code == 422  # not without a reason
    for _press in "12":
        assert officials.browser.post(address, {"cancel_reason": "Het budget vervalt."}).status_code == 302
    call.refresh_from_db()
    page = Client().get(f"/oproepen/{call.public_id}/").content.decode()
    assert "Geannuleerd" in page
    assert "Het budget vervalt." in page
    jobs.run_due()
    assert [letter.subject for letter in mail.outbox] == [f"De oproep is geannuleerd: {call.title}"]
    with pytest.raises(applications.TooLate):
        applications.start(viewer=school.viewer, call=call, title="X")


def test_drafts_of_calls_are_nobodys_business(school):
    call = making.call(CallState.DRAFT)
    assert Client().get(f"/oproepen/{call.public_id}/").status_code == 404
    assert in_force(call) is None
    assert Client().get("/api/v1/calls").json()["calls"] == []


def test_the_api_tells_what_is_open_and_costs_two_queries(django_assert_num_queries):
    for number in range(3):
        making.open_call(reference=f"OPEN-{number}")
    making.call(reference="DICHT", opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now())
    with django_assert_num_queries(2):
        answer = Client().get("/api/v1/calls").json()
    assert [call["phase"] for call in answer["calls"]] == ["open", "open", "open", "closed"]
    first = answer["calls"][0]
    assert first["conditions"] == ["Er wordt hoogstens € 50.000 gevraagd."]
    assert first["page"].endswith(f"/oproepen/{first['id']}/")
    assert [call["reference"] for call in Client().get("/api/v1/calls?open=false").json()["calls"]] == ["DICHT"]


def test_lists_of_calls_cost_the_same_for_one_and_for_many(officials, django_assert_max_num_queries):
    for number in range(12):
        making.open_call(reference=f"OPEN-{number}")
    browser = officials.browser
    with django_assert_max_num_queries(8):
        assert Client().get("/oproepen/").status_code == 200
    with django_assert_max_num_queries(8):
        assert browser.get("/oproepen/beheer/").status_code == 200


def test_the_page_shows_a_call_as_it_stood_on_the_day_asked_for(officials, travel):
    travel("2026-11-20")
    call = making.call()
    calls.start_amendment(viewer=officials.viewer, call=call)
    later = making.content(closes_at=call.closes_at + timedelta(days=30), summary="Nu langer open.")
    call.versions.filter(number=2).update(content=dump(later))
    calls.publish_amendment(viewer=officials.viewer, call=call, reason="Examens", site="/")
    travel("2026-12-15")
    page = f"/oproepen/{call.public_id}/"
    assert "Nu langer open." in Client().get(page).content.decode()
    before = Client().get(f"{page}?op=2026-11-10").content.decode()
    assert "Nu langer open." not in before
    assert "Examens" not in before
    assert Client().get(f"{page}?op=2026-09-01").status_code == 404
    assert Client().get("/api/v1/calls?op=2026-09-01").json()["calls"] == []
