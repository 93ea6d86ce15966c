"""Applying: in time or not, together, with a budget that adds up; who sees it and what the rules say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.funding import making
from vakwerk.core import attachments, jobs
from vakwerk.funding.actions import admissibility
from vakwerk.funding.actions import applications as actions
from vakwerk.funding.content import PartnerRule
from vakwerk.funding.jobs import remind
from vakwerk.funding.models import Application, ApplicationState, CallState, Partner
from vakwerk.funding.queries import applications as queries
from vakwerk.funding.queries.applications import Dossier

pytestmark = pytest.mark.django_db
SITE = "https://voorbeeld.be/"


def the_last_moment(call, travel):
    travel((call.closes_at - timedelta(microseconds=1)).isoformat())


def test_the_last_microsecond_is_in_time_and_the_stated_second_is_too_late(school, other_school, travel):
    travel("2026-11-01")
    call = making.call()
    first, second = making.draft(call, school.organisation), making.draft(call, other_school.organisation)
    the_last_moment(call, travel)
    assert actions.submit(viewer=school.viewer, application=first).state == ApplicationState.SUBMITTED
    travel(call.closes_at.isoformat())
    with pytest.raises(actions.TooLate):
        actions.submit(viewer=other_school.viewer, application=second)
    page = other_school.browser.post(f"/oproepen/aanvraag/{second.public_id}/indienen/", follow=True)
    assert "sloot op 1 december 2026, 12:00" in page.content.decode()


def test_numbers_follow_the_order_of_arrival_and_a_second_press_changes_nothing(school, other_school):
    call = making.open_call()
    sent = [
        actions.submit(viewer=party.viewer, application=making.draft(call, party.organisation))
        for party in (school, other_school)
    ]
    assert [each.reference for each in sent] == ["EXC-26-001", "EXC-26-002"]
    with pytest.raises(PermissionDenied):
        actions.submit(viewer=school.viewer, application=sent[0])


def lacking(application: Application) -> str:
    return " ".join(lack.message for lack in Dossier(application).lacks)


def test_what_is_missing_is_told_all_at_once(school):
    call = making.open_call(least_partners=2, partner_rules=(PartnerRule("bedrijf", ("company",)),))
    bare = making.draft(call, school.organisation, answers={"idee": "x" * 201}, requested_cents=1)
    told = lacking(bare)
    for part in ("langer dan 200", "Voor wie?", "2 partners", "Bedrijf", "totale kosten"):
        assert part in told
    with pytest.raises(actions.Incomplete):
        actions.submit(viewer=school.viewer, application=bare)


@pytest.mark.parametrize(
    ("requested", "adds_up"), [(3_000_000, True), (2_999_999, False), (3_000_001, False), (0, False)]
)
def test_the_budget_must_add_up_to_the_cent(school, requested, adds_up):
    application = making.draft(making.open_call(), school.organisation, requested_cents=requested)
    assert (lacking(application) == "") is adds_up


def test_a_question_is_asked_when_its_condition_holds_and_must_then_be_answered(school):
    call = making.open_call()
    asked = making.draft(call, school.organisation, answers=making.ANSWERS | {"bereik": ["bso"]})
    assert "Waarom bso?" in lacking(asked)
    hidden = making.draft(call, school.organisation, answers=making.ANSWERS | {"waarom": "oud antwoord"})
    assert "waarom" not in {question.key for question in Dossier(hidden).asked}
    assert lacking(hidden) == ""


def test_a_condition_that_is_not_met_is_explained_and_does_not_stop_anybody(school):
    application = making.draft(making.open_call(), school.organisation, requested_cents=6_120_000)
    application.budget.update(amount_cents=7_120_000)
    outcome = Dossier(application).outcomes[0]
    assert outcome.holds is False
    sentence = outcome.sentences[0].nl.replace("\u00a0", " ")
    assert sentence == "Gevraagd bedrag € 61.200,00 is meer dan € 50.000,00."
    assert actions.submit(viewer=school.viewer, application=application).reference


def test_a_partner_that_saved_first_is_not_overwritten_unseen(school):
    application = making.draft(making.open_call(), school.organisation)
    seen = actions.fingerprint({"idee": application.answers["idee"]})
    save = {"viewer": school.viewer, "application": application, "seen": seen}
    actions.save_answers(answers={"idee": "Mijn versie"}, **save)
    with pytest.raises(actions.Stale):
        actions.save_answers(answers={"idee": "De andere"}, **save)
    home = f"/oproepen/aanvraag/{application.public_id}/deel/project/"
    page = school.browser.post(home, {"idee": "De andere", "seen": seen})
    assert page.status_code == 422
    assert "De andere" in page.content.decode()
    fresh = page.context["form"]["seen"].value()
    assert school.browser.post(home, {"idee": "De andere", "seen": fresh}).status_code == 302


def invited(application: Application, party) -> Partner:
    return Partner.objects.create(application=application, organisation=party.organisation, invited_at=timezone.now())


def test_a_partner_sees_and_counts_only_after_confirming_itself(school, company, other_school):
    application = making.draft(making.open_call(), school.organisation)
    partner = invited(application, company)
    assert not queries.mine(company.viewer).exists()
    assert Dossier(application).facts.partner_kinds == []
    with pytest.raises(PermissionDenied):
        actions.answer_invitation(viewer=other_school.viewer, partner=partner, confirm=True)
    actions.answer_invitation(viewer=company.viewer, partner=partner, confirm=True)
    assert queries.mine(company.viewer).get() == application
    assert Dossier(application).facts.partner_kinds == ["company"]
    with pytest.raises(PermissionDenied):
        actions.submit(viewer=company.viewer, application=application)
    actions.answer_invitation(viewer=company.viewer, partner=partner, confirm=False)
    assert not queries.mine(company.viewer).exists()


def test_an_invitation_is_mailed_to_who_may_bind_the_organisation(school, company):
    application = making.draft(making.open_call(), school.organisation)
    for _twice in range(2):
        actions.invite_partner(
            viewer=school.viewer, application=application, organisation=company.organisation, contribution="", site=SITE
        )
    jobs.run_due()
    assert [message.to for message in mail.outbox] == [[company.account.person.email]]
    assert f"{SITE}oproepen/uitnodiging/" in mail.outbox[0].body


def test_drafts_are_private_also_for_civil_servants(school, other_school, officials):
    application = making.draft(making.open_call(), school.organisation)
    home = f"/oproepen/aanvraag/{application.public_id}/"
    assert other_school.browser.get(home).status_code == 404
    assert officials.browser.get(home).status_code == 404
    assert school.browser.get(home).status_code == 200


def test_reminders_go_seven_days_and_one_day_before_closing_each_once(school, other_school, travel):
    travel("2026-11-01")
    call = making.call()
    making.draft(call, school.organisation, contact=school.account.person)
    making.submitted(call, other_school.organisation, contact=other_school.account.person)
    counts = []
    for day in ("2026-11-20", "2026-11-25", "2026-11-26", "2026-11-30T13:00:00+01:00", "2026-11-30T23:00:00+01:00"):
        travel(day)
        remind({})
        jobs.run_due()
        counts.append(len(mail.outbox))
    assert counts == [0, 1, 1, 2, 2]
    assert {message.to[0] for message in mail.outbox} == {school.account.person.email}
    assert "01/12/2026 12:00:00" in mail.outbox[0].body


def test_partners_who_did_not_answer_are_reminded_with_the_lead_and_named_to_it(school, other_school, travel):
    travel("2026-11-01")
    draft = making.draft(making.call(), school.organisation, contact=school.account.person)
    actions.invite_partner(
        viewer=school.viewer, application=draft, organisation=other_school.organisation, contribution="", site=""
    )
    jobs.run_due()
    mail.outbox.clear()
    travel("2026-11-26")
    remind({})
    jobs.run_due()
    (asked,) = (each for each in mail.outbox if each.to == [other_school.account.person.email])
    (lead,) = (each for each in mail.outbox if each.to == [school.account.person.email])
    assert school.organisation.name in asked.subject
    assert other_school.organisation.name in lead.body
    actions.answer_invitation(viewer=other_school.viewer, partner=draft.partners.get(), confirm=True)
    mail.outbox.clear()
    travel("2026-11-30T13:00:00+01:00")
    remind({})
    jobs.run_due()
    assert [each.to for each in mail.outbox] == [[school.account.person.email]]
    assert other_school.organisation.name not in mail.outbox[0].body


def test_files_stay_with_their_application(school, other_school):
    call = making.open_call()
    application = making.draft(call, school.organisation)
    upload = SimpleUploadedFile("reglement.pdf", b"%PDF-1.4\n%%EOF\n")
    actions.attach(viewer=school.viewer, application=application, question="bijlage", upload=upload)
    kept = Dossier(application).files["bijlage"][0]
    address = f"/oproepen/aanvraag/{application.public_id}/bestand/bijlage/{kept.pk}/"
    assert school.browser.get(address).status_code == 200
    assert other_school.browser.get(address).status_code == 404
    own = making.draft(call, other_school.organisation)
    stolen = f"/oproepen/aanvraag/{own.public_id}/bestand/bijlage/{kept.pk}/"
    assert other_school.browser.get(stolen).status_code == 404
    actions.withdraw(viewer=school.viewer, application=application)
    assert not attachments.of(("funding.answer", f"{kept.owner_key}"))


def test_a_withdrawn_application_stays_on_record_and_a_thrown_away_draft_does_not(school):
    call = making.open_call()
    draft, sent = making.draft(call, school.organisation), making.submitted(call, school.organisation)
    actions.withdraw(viewer=school.viewer, application=draft)
    actions.withdraw(viewer=school.viewer, application=sent)
    assert Application.objects.get().state == ApplicationState.WITHDRAWN


def test_an_example_of_a_dry_run_counts_as_the_kind_it_pretends_and_is_never_submitted(officials):
    call = making.call(CallState.DRY_RUN)
    trial = making.draft(call, officials.organisation, trial=True, pretended_kind="company")
    assert Dossier(trial).facts.lead_kind == "company"
    assert lacking(trial) == ""
    with pytest.raises(PermissionDenied):
        actions.submit(viewer=officials.viewer, application=trial)


def closed_call(**changes):
    now = timezone.now()
    return making.call(opens_at=now - timedelta(days=9), closes_at=now - timedelta(minutes=1), **changes)


def test_admissibility_is_decided_by_a_person_with_reasons_after_closing(school, officials):
    application = making.submitted(closed_call(), school.organisation, contact=school.account.person)
    decide = {"viewer": officials.viewer, "application": application, "site": SITE}
    decision = admissibility.decide_admissibility(admissible=False, reasons="Geen project in het tso.", **decide)
    application.refresh_from_db()
    assert application.state == ApplicationState.INADMISSIBLE
    assert decision.checks[0]["holds"] is True
    assert decision.checks[0]["text"] == "gevraagd <= € 50.000"
    with pytest.raises(PermissionDenied):
        admissibility.decide_admissibility(admissible=True, reasons="Toch.", **decide)
    page = school.browser.get(f"/oproepen/aanvraag/{application.public_id}/").content.decode()
    assert "Geen project in het tso." in page
    jobs.run_due()
    assert "niet ontvankelijk" in mail.outbox[0].body


def test_nothing_is_decided_while_the_call_is_open(school, officials):
    application = making.submitted(making.open_call(), school.organisation)
    with pytest.raises(PermissionDenied):
        admissibility.decide_admissibility(
            viewer=officials.viewer, application=application, admissible=True, reasons="Goed.", site=SITE
        )


def test_asked_to_complete_opens_the_application_again_until_the_day_given(school, officials, travel):
    travel("2026-12-02")
    application = making.submitted(making.call(), school.organisation, contact=school.account.person)
    received = application.submitted_at
    until = timezone.now() + timedelta(days=3)
    admissibility.ask_completion(
        viewer=officials.viewer, application=application, question="Wat kost het?", until=until, site=SITE
    )
    seen = actions.fingerprint({"idee": application.answers["idee"]})
    actions.save_answers(viewer=school.viewer, application=application, answers={"idee": "Aangevuld"}, seen=seen)
    again = actions.submit(viewer=school.viewer, application=application)
    assert (again.state, again.submitted_at) == (ApplicationState.SUBMITTED, received)
    admissibility.ask_completion(
        viewer=officials.viewer, application=application, question="En wie?", until=until, site=SITE
    )
    travel("2026-12-06")
    with pytest.raises(actions.TooLate):
        actions.submit(viewer=school.viewer, application=application)


def test_pages_of_a_dossier_cost_a_bounded_number_of_queries(school, officials, django_assert_max_num_queries):
    call = closed_call()
    for number in range(1, 9):
        making.submitted(call, school.organisation, number)
    mine, staff = school.browser, officials.browser
    with django_assert_max_num_queries(12):
        assert mine.get("/oproepen/aanvragen/").status_code == 200
    with django_assert_max_num_queries(12):
        assert staff.get(f"/oproepen/beheer/{call.public_id}/aanvragen/").status_code == 200
    with django_assert_max_num_queries(25):
        sent = call.applications.first()
        assert staff.get(f"/oproepen/beheer/aanvraag/{sent.public_id}/").status_code == 200


def test_an_answer_to_what_was_another_question_counts_as_none(school):
    """The kind of a question may change while a call is a draft or is amended; no page breaks on older answers."""
    call = making.open_call()
    odd = {"idee": ["tso"], "bereik": "tso", "scholen": "veel"}
    application = making.draft(call, school.organisation, answers=odd)
    home = f"/oproepen/aanvraag/{application.public_id}/"
    for page in ("", "deel/project/", "deel/bereik/", "nakijken/"):
        assert school.browser.get(f"{home}{page}").status_code == 200
    assert len(Dossier(application).lacks) == 3
