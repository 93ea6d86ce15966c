"""What happens when people press twice, come to work elsewhere, change a call, or decide on what is no longer so."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.utils import timezone

from tests.funding import judging, making
from vakwerk.core import attachments, jobs
from vakwerk.core.viewer import Role
from vakwerk.funding.actions import applications as application_actions
from vakwerk.funding.actions import calls as call_actions
from vakwerk.funding.actions import decisions, juries
from vakwerk.funding.actions import grants as grant_actions
from vakwerk.funding.actions.decisions import Judgement, Period
from vakwerk.funding.actions.grants import Part
from vakwerk.funding.actions.juries import Given
from vakwerk.funding.content import BudgetLine, Choice, Criterion, Question, QuestionKind
from vakwerk.funding.models import Call, ConflictOfInterest, Decision, Settlement, Verdict
from vakwerk.funding.queries import juries as jury_queries
from vakwerk.funding.queries.applications import Dossier
from vakwerk.funding.queries.rankings import entries
from vakwerk.ledger import actions as ledger
from vakwerk.people.models import Membership, OrganisationKind

SITE = "https://vakwerk.test/"
PERIOD = Period(date(2027, 1, 1), date(2027, 6, 30), date(2027, 8, 31))


def member_of(make_party, call: Call, name: str = "Lid"):
    party = make_party(name, OrganisationKind.HIGHER_EDUCATION, Role.RESEARCHER)
    return party, judging.seat(call, party.account.person)


def amend(officials, call: Call, **changes: Any) -> None:
    call_actions.start_amendment(viewer=officials.viewer, call=call)
    change = lambda content: dataclasses.replace(content, **changes)  # noqa: E731
    call_actions.change_content(viewer=officials.viewer, call=call, revision=0, change=change)
    call_actions.publish_amendment(viewer=officials.viewer, call=call, reason="Er ontbrak iets.", site=SITE)


def seen_on(browser: Client, address: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', browser.get(address).content.decode())
    assert found is not None
    return found[1]


# --- the jury ---


def test_everybody_is_judged_by_the_criteria_in_force_also_who_submitted_before_they_changed(
    officials, school, make_party
):
    call = making.open_call()
    application = making.submitted(call, school.organisation, state="admissible")
    amend(officials, call, criteria=(Criterion("ambitie", "Ambitie", top=4), Criterion("stem", "STEM", top=4)))
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    for name in ("Een", "Twee"):
        party, seat = member_of(make_party, call, name)
        judging.free(seat, application)
        given = {"ambitie": Given(4, "Sterk."), "stem": Given(2, "Wat.")}
        juries.save_assessment(viewer=party.viewer, application=application, scores=given, summary="")
        juries.give_assessment(viewer=party.viewer, application=application)
    page = officials.browser.get(f"/oproepen/beheer/{call.public_id}/rangschikking/").content.decode()
    assert ">75<" in re.sub(r"\s", "", page)


def test_who_comes_to_work_for_the_applicant_loses_the_application_and_its_scores_do_not_count(
    officials, school, make_party
):
    call = judging.closed_call()
    application = judging.admissible(call, school.organisation)
    party, seat = member_of(make_party, call)
    judging.given(seat, application)
    assert [len(entry.points) for entry in entries(call)] == [1]
    Membership.objects.create(
        person=party.account.person, organisation=school.organisation, role=Role.TEACHER, valid_from=date(2026, 1, 1)
    )
    assert [len(entry.points) for entry in entries(call)] == [0]
    with pytest.raises(Http404):
        jury_queries.judged(party.viewer, application.public_id)
    page = party.browser.get(f"/jury/{call.public_id}/").content.decode()
    assert f'name="a{application.pk}" value="belang"' in page
    assert f'name="a{application.pk}" value="vrij"' not in page


def test_a_civil_servant_with_an_interest_in_an_application_neither_reads_nor_decides_it(officials, school):
    call = judging.closed_call()
    application = judging.admissible(call, school.organisation)
    address = f"/oproepen/beheer/aanvraag/{application.public_id}/"
    assert officials.browser.get(address).status_code == 200
    seat = judging.seat(call, officials.account.person)
    ConflictOfInterest.objects.create(
        member=seat, application=application, conflict=True, reason="Familie.", declared_at=timezone.now()
    )
    assert officials.browser.get(address).status_code == 404
    assert officials.browser.post(f"{address}beslissen/", {"admissible": "no", "reasons": "-"}).status_code == 404


@pytest.mark.parametrize(("where", "bound"), [("board", True), ("sister", False)])
def test_the_board_of_a_school_is_bound_to_it_and_another_school_of_that_board_is_not(school, make_party, where, bound):
    board = make_party("Bestuur", OrganisationKind.SCHOOL_BOARD, Role.COORDINATOR)
    sister = make_party("Zusterschool", OrganisationKind.SECONDARY_SCHOOL, Role.TEACHER)
    for party in (school, sister):
        party.organisation.board = board.organisation
        party.organisation.save()
    call = judging.closed_call()
    application = judging.admissible(call, school.organisation)
    member = {"board": board, "sister": sister}[where]
    seat = judging.seat(call, member.account.person)
    assert (application.pk in jury_queries.bound_to(seat)) is bound
    if bound:
        with pytest.raises(juries.Bound):
            juries.declare(viewer=member.viewer, call=call, declarations={application.pk: (False, "")})


def test_who_works_for_a_school_is_bound_to_what_its_board_asks(school, make_party):
    board = make_party("Bestuur", OrganisationKind.SCHOOL_BOARD, Role.COORDINATOR)
    school.organisation.board = board.organisation
    school.organisation.save()
    call = judging.closed_call()
    application = judging.admissible(call, board.organisation)
    assert jury_queries.bound_to(judging.seat(call, school.account.person)) == {application.pk}


# --- deciding ---


@pytest.fixture
def ranked(school):
    call = judging.closed_call()
    application = judging.admissible(call, school.organisation)
    judging.scored(call, application)
    judging.judged(call, application)
    return call, application


def decision(application, **changes: Any) -> dict[str, Any]:
    key = application.pk
    period = {"starts_on": "2027-01-01", "ends_on": "2027-06-30", "report_by": "2027-08-31"}
    return {f"v{key}": "awarded", f"m{key}": "", f"r{key}": "Sterk.", "seen": "1", **period, **changes}


def test_a_decision_on_an_earlier_ranking_is_shown_the_new_one_first(officials, ranked):
    call, application = ranked
    address = f"/oproepen/beheer/{call.public_id}/beslissen/"
    assert seen_on(officials.browser, address) == "1"
    juries.reopen_meeting(viewer=officials.viewer, call=call)
    juries.close_meeting(viewer=officials.viewer, call=call, budget_cents=7_000_000)
    refused = officials.browser.post(address, decision(application))
    assert (refused.status_code, Decision.objects.count()) == (422, 0)
    assert 'name="seen" value="2"' in refused.content.decode()
    assert officials.browser.post(address, decision(application, seen="2")).status_code == 302
    again = officials.browser.post(address, decision(application, seen="2"))
    assert (again.status_code, Decision.objects.count()) == (302, 1)


def test_a_credit_of_another_administration_is_not_offered_and_commits_nothing(officials, make_party, ranked):
    call, application = ranked
    others = make_party("Andere dienst", OrganisationKind.ADMINISTRATION, Role.CIVIL_SERVANT)
    envelope = ledger.open_envelope(viewer=others.viewer, code="X-1", title="Hun krediet", amount_cents=9_000_000)
    home = f"/oproepen/beheer/{call.public_id}/"
    assert "Hun krediet" not in officials.browser.get(home).content.decode()
    assert officials.browser.post(f"{home}krediet/", {"envelope": envelope.pk}).status_code == 404
    Call.objects.filter(pk=call.pk).update(envelope=envelope)
    refused = officials.browser.post(f"{home}beslissen/", decision(application))
    assert (refused.status_code, Decision.objects.count()) == (422, 0)


def test_after_the_decision_nobody_withdraws_and_a_reserve_is_awarded_once(officials, school, ranked):
    call, application = ranked
    reserve = decision(application, **{f"v{application.pk}": "reserve"})
    officials.browser.post(f"/oproepen/beheer/{call.public_id}/beslissen/", reserve)
    with pytest.raises(PermissionDenied):
        application_actions.withdraw(viewer=school.viewer, application=application)
    award = {"viewer": officials.viewer, "application": application, "site": SITE}
    given = {"judgement": Judgement(Verdict.LESS, "Er kwam geld vrij.", 1_000_000), "period": PERIOD}
    decisions.award_reserve(**award, **given)
    with pytest.raises(PermissionDenied):
        decisions.award_reserve(**award, **given)


def test_no_member_gives_more_points_than_a_criterion_has(school, make_party):
    call = judging.closed_call()
    application = judging.admissible(call, school.organisation)
    party, seat = member_of(make_party, call)
    judging.free(seat, application)
    told = {"viewer": party.viewer, "application": application, "summary": ""}
    with pytest.raises(PermissionDenied):
        juries.save_assessment(scores={"ambitie": Given(11, "Te veel.")}, **told)


# --- applying ---


def test_a_text_of_one_word_is_kept_as_a_text_also_when_that_word_is_yes(school):
    application = making.draft(making.open_call(), school.organisation)
    address = f"/oproepen/aanvraag/{application.public_id}/deel/project/"
    school.browser.post(address, {"seen": seen_on(school.browser, address), "idee": "ja"})
    application.refresh_from_db()
    assert application.answers["idee"] == "ja"
    assert Dossier(application).lacks == []


def test_pressing_twice_submits_once_starts_one_draft_and_withdraws_once(school):
    call = making.open_call()
    started = [school.browser.post(f"/oproepen/{call.public_id}/aanvragen/", {"title": "Lassen"}) for _press in "12"]
    assert started[0]["Location"] == started[1]["Location"]
    application = making.draft(call, school.organisation)
    home = f"/oproepen/aanvraag/{application.public_id}/"
    for name in ("indienen", "indienen", "intrekken", "intrekken"):
        assert school.browser.post(f"{home}{name}/").status_code == 302
    application.refresh_from_db()
    assert (application.state, application.reference) == ("withdrawn", "EXC-26-001")


def test_what_was_submitted_is_changed_and_submitted_again_while_the_call_is_open(officials, school):
    call = making.open_call()
    application = making.draft(call, school.organisation)
    home = f"/oproepen/aanvraag/{application.public_id}/"
    for name in ("indienen", "terugnemen", "terugnemen"):
        assert school.browser.post(f"{home}{name}/").status_code == 302
    application.refresh_from_db()
    assert (application.state, application.submitted_at, application.reference) == ("draft", None, "EXC-26-001")
    assert officials.browser.get(home).status_code == 404
    assert "EXC-26-001" in school.browser.get(f"/oproepen/{call.public_id}/").content.decode()
    school.browser.post(f"{home}indienen/")
    application.refresh_from_db()
    assert (application.state, application.reference) == ("submitted", "EXC-26-001")
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now())
    school.browser.post(f"{home}terugnemen/")
    application.refresh_from_db()
    assert application.state == "submitted"


def test_an_applicant_is_not_its_own_partner(school):
    application = making.draft(making.open_call(), school.organisation)
    with pytest.raises(PermissionDenied):
        application_actions.invite_partner(
            viewer=school.viewer, application=application, organisation=school.organisation, contribution="", site=SITE
        )


def test_a_draft_says_what_an_amendment_took_away(officials, school):
    call = making.open_call()
    application = making.draft(call, school.organisation)
    questions = (Question("bereik", "project", QuestionKind.CHOICES, "Voor wie?", choices=(Choice("bso", "bso"),) * 2),)
    amend(officials, call, budget_lines=(BudgetLine("materiaal", "Materiaal"),), questions=questions, sections=(
        making.content().sections[:1]
    ))  # fmt: skip
    application.refresh_from_db()
    assert [lack.place for lack in Dossier(application).lacks] == ["project", "budget"]


def test_a_refused_file_leaves_the_page_as_it_was(school, monkeypatch):
    application = making.draft(making.open_call(), school.organisation)
    monkeypatch.setattr(attachments, "store", Mock(side_effect=attachments.Refused("Vol.")))
    address = f"/oproepen/aanvraag/{application.public_id}/deel/bereik/"
    entered = {"seen": seen_on(school.browser, address), "bereik": ["tso"], "scholen": "13"}
    assert school.browser.post(address, entered | {"bijlage": making.pdf()}).status_code == 422
    assert school.browser.post(address, entered).status_code == 302
    application.refresh_from_db()
    assert application.answers["scholen"] == "13"


def test_days_that_no_calendar_reaches_are_refused_on_the_form(officials, school):
    application = making.submitted(judging.closed_call(), school.organisation)
    address = f"/oproepen/beheer/aanvraag/{application.public_id}/aanvullen/"
    told = {"question": "De balans ontbreekt.", "until_day": "9999-12-31"}
    assert officials.browser.post(address, told).status_code == 422


def test_a_decision_on_admissibility_is_changed_until_the_ranking_and_repeats_what_it_replaces(officials, school):
    call = judging.closed_call()
    application = making.submitted(call, school.organisation)
    address = f"/oproepen/beheer/aanvraag/{application.public_id}/beslissen/"
    wrong, right = {"admissible": "no", "reasons": "Verkeerde oproep."}, {"admissible": "yes", "reasons": "Toch wel."}
    assert [officials.browser.post(address, wrong).status_code for _press in "12"] == [302, 302]
    assert officials.browser.post(address, right).status_code == 302
    application.refresh_from_db()
    assert application.state == "inadmissible"  # not by accident: only from the form that says so
    assert officials.browser.post(address, right | {"change": "1"}).status_code == 302
    application.refresh_from_db()
    assert application.state == "admissible"
    assert re.fullmatch(r"Toch wel\.\n\nDit vervangt .*Verkeerde oproep.*", application.admissibility.reasons)
    judging.scored(call, application)
    juries.close_meeting(viewer=officials.viewer, call=call, budget_cents=7_000_000)
    assert officials.browser.post(address, wrong | {"change": "1"}).status_code == 403


# --- grants and contests ---


def test_an_instalment_whose_payment_was_withdrawn_is_planned_again(officials, school):
    grant = judging.grant(school.organisation)
    parts = [Part(3_000_000, date(2027, 1, 15))]
    grant_actions.plan_instalments(viewer=officials.viewer, grant=grant, parts=parts)
    first = grant.instalments.get().payment
    ledger.withdraw_payment(viewer=officials.viewer, payment=first)
    home = f"/toelagen/{grant.public_id}/"
    assert "Plan ze opnieuw" in officials.browser.get(home).content.decode()
    for _press in "12":
        assert officials.browser.post(f"{home}schijven/1/").status_code == 302
    assert grant.instalments.get().payment.state == "planned"
    assert grant.commitment.payments.count() == 2


def test_a_receiver_that_never_reports_is_settled_after_the_last_day_and_pays_back(officials, school, travel):
    grant = judging.grant(school.organisation)
    grant_actions.plan_instalments(viewer=officials.viewer, grant=grant, parts=[Part(3_000_000, date(2027, 1, 15))])
    ledger.start_run(viewer=officials.viewer, envelope=grant.commitment.envelope)
    jobs.run_due()
    address = f"/toelagen/{grant.public_id}/afrekenen/"
    travel("2027-08-31")
    assert officials.browser.get(address).status_code == 404
    travel("2027-09-01")
    told = {"accepted_cents": "0", "reasons": "Er kwam geen verslag."}
    assert [officials.browser.post(address, told).status_code for _press in "12"] == [302, 302]
    assert Settlement.objects.get().recovery.amount_cents == 3_000_000


def test_what_is_being_asked_back_is_not_asked_back_again_at_the_settlement(officials, school):
    grant = judging.grant(school.organisation)
    grant_actions.plan_instalments(viewer=officials.viewer, grant=grant, parts=[Part(3_000_000, date(2027, 1, 15))])
    ledger.start_run(viewer=officials.viewer, envelope=grant.commitment.envelope)
    jobs.run_due()
    grant.commitment.refresh_from_db()
    ledger.recover(viewer=officials.viewer, commitment=grant.commitment, amount_cents=500_000, reason="Dubbel betaald")
    judging.report(grant, accepted=True, judgement="In orde.")
    grant.state = "accepted"
    grant.save()
    told = {"viewer": officials.viewer, "grant": grant, "reasons": "Goed.", "site": SITE}
    assert grant_actions.settle(accepted_cents=2_500_000, **told).recovery is None


def test_no_subtraction_finds_how_many_pupils_a_small_team_has(school, other_school, client):
    contest = judging.contest()
    judging.entry(contest, school.organisation, "Groot", pupils=6)
    judging.entry(contest, other_school.organisation, "Klein", pupils=2)
    page = client.get(f"/wedstrijden/{contest.public_id}/").content.decode()
    assert "7 tot 10" in page
    assert ">8<" not in page
