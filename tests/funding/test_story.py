"""The whole story at the level of actions: three applicants, a jury of three with one conflict, a cut, two instalments,
one recovery."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from tests.funding import making
from vakwerk.core import audit, jobs
from vakwerk.core.viewer import Role
from vakwerk.funding.actions import decisions, grants, juries
from vakwerk.funding.actions.decisions import Judgement, Period
from vakwerk.funding.actions.grants import Part
from vakwerk.funding.actions.juries import Given
from vakwerk.funding.models import Application, Call, Grant, RankedApplication, Verdict
from vakwerk.funding.queries import juries as jury_queries
from vakwerk.funding.report_jobs import remind_reports
from vakwerk.ledger import actions as ledger
from vakwerk.ledger.models import Envelope, Recovery
from vakwerk.people.models import OrganisationKind

SITE = "https://vakwerk.test/"
PERIOD = Period(date(2027, 1, 1), date(2027, 6, 30), date(2027, 8, 31))


@pytest.fixture
def envelope(officials) -> Envelope:
    return ledger.open_envelope(viewer=officials.viewer, code="2.8-1-2026", title="Fonds", amount_cents=8_000_000)


@pytest.fixture
def closed_call(envelope) -> Call:
    now = timezone.now()
    call = making.call(opens_at=now - timedelta(days=30), closes_at=now - timedelta(days=2), budget_cents=7_000_000)
    call.envelope = envelope
    call.save()
    return call


@pytest.fixture
def applications(closed_call, school, other_school, company) -> list[Application]:
    leads = (school, other_school, company)
    return [
        making.submitted(closed_call, party.organisation, number, title=f"Project {number}", state="admissible")
        for number, party in enumerate(leads, 1)
    ]


@pytest.fixture
def jury(closed_call, officials, make_party, company):
    """A teacher, somebody of another administration, and somebody of the company that applies."""
    teacher = make_party("Jury Een", OrganisationKind.SECONDARY_SCHOOL, Role.TEACHER)
    expert = make_party("Jury Twee", OrganisationKind.HIGHER_EDUCATION, Role.RESEARCHER)
    members = [teacher, expert, company]
    for member in members:
        person = jury_queries.person_with(member.account.login)
        assert person is not None
        juries.appoint(viewer=officials.viewer, call=closed_call, person=person, expertise="Metaal", site=SITE)
    return members


def give(member, application: Application, ambition: int, reach: int) -> None:
    scores = {"ambitie": Given(ambition, "Sterk."), "bereik": Given(reach, "Ruim.")}
    juries.save_assessment(viewer=member.viewer, application=application, scores=scores, summary="")
    juries.give_assessment(viewer=member.viewer, application=application)


def declare(member, call: Call, free, conflicts=()) -> None:
    told = {each.pk: (False, "") for each in free} | {each.pk: (True, "Mijn bedrijf.") for each in conflicts}
    juries.declare(viewer=member.viewer, call=call, declarations=told)


def judge_all(jury, call, applications) -> None:
    """1 and 2 end within, 3 is scored by two of three."""
    first, second, third = jury
    for member in (first, second):
        declare(member, call, applications)
    declare(third, call, applications[:2], applications[2:])
    for member in jury:
        give(member, applications[0], 9, 9)
        give(member, applications[1], 7, 7)
    give(first, applications[2], 4, 4)
    give(second, applications[2], 2, 10)


def decide(officials, call, applications, amount=1_000_000) -> None:
    judgements = {
        applications[0].pk: Judgement(Verdict.AWARDED, "Het sterkste voorstel."),
        applications[1].pk: Judgement(Verdict.LESS, "Zonder de film.", amount),
        applications[2].pk: Judgement(Verdict.RESERVE, "Buiten het budget."),
    }
    decisions.decide(viewer=officials.viewer, call=call, judgements=judgements, period=PERIOD, site=SITE)


def pay(officials, envelope) -> None:
    ledger.start_run(viewer=officials.viewer, envelope=envelope)
    jobs.run_due()


def test_from_jury_to_recovery(officials, school, envelope, closed_call, applications, jury):
    judge_all(jury, closed_call, applications)
    ranking = juries.close_meeting(viewer=officials.viewer, call=closed_call, budget_cents=7_000_000)
    rows = {row.application_id: row for row in ranking.places.all()}
    assert [rows[a.pk].place for a in applications] == [1, 2, 3]
    assert [rows[a.pk].standing for a in applications] == ["within", "within", "beyond"]
    assert [rows[a.pk].scores for a in applications] == [3, 3, 2]

    closed_call.refresh_from_db()
    decide(officials, closed_call, applications)
    closed_call.refresh_from_db()
    envelope.refresh_from_db()
    assert closed_call.state == "decided"
    assert envelope.committed_cents == 4_000_000

    grant = Grant.objects.get(application=applications[0])
    parts = [
        Part(1_800_000, date(2027, 1, 15)),
        Part(1_200_000, date(2027, 5, 15), after="Tussentijds gesprek"),
    ]
    grants.plan_instalments(viewer=officials.viewer, grant=grant, parts=parts)
    pay(officials, envelope)
    grants.release_instalment(viewer=officials.viewer, grant=grant, number=2)
    pay(officials, envelope)
    grant.commitment.refresh_from_db()
    assert grant.commitment.paid_cents == 3_000_000

    grants.save_report(viewer=school.viewer, grant=grant, text="Gedaan.", spent={"personeel": 3_500_000})
    grants.submit_report(viewer=school.viewer, grant=grant)
    grants.judge_report(viewer=officials.viewer, grant=grant, accepted=True, judgement="In orde.", site=SITE)
    settlement = grants.settle(
        viewer=officials.viewer, grant=grant, accepted_cents=2_750_000, reasons="Eén factuur niet.", site=SITE
    )
    recovery = Recovery.objects.get()
    assert (recovery.amount_cents, settlement.recovery, settlement.paid_cents) == (250_000, recovery, 3_000_000)
    ledger.receive_recovery(viewer=officials.viewer, recovery=recovery)
    envelope.refresh_from_db()
    assert (envelope.paid_cents, envelope.recovered_cents) == (3_000_000, 250_000)
    grant.refresh_from_db()
    assert grant.state == "settled"


def test_an_application_with_a_conflict_stays_shut_and_is_not_scored_or_discussed(closed_call, applications, jury):
    member, other = jury[2], jury[0]
    declare(other, closed_call, applications)
    declare(member, closed_call, applications[:2], applications[2:])
    with pytest.raises(Http404):
        jury_queries.judged(member.viewer, applications[2].public_id)
    with pytest.raises(Http404):
        give(member, applications[2], 10, 10)
    give(other, applications[2], 5, 5)
    assert jury_queries.discussion(member.viewer, applications[2]) == ([], [])
    with pytest.raises(PermissionDenied):
        juries.remark(viewer=member.viewer, application=applications[2], text="Wel goed.")


def test_nothing_opens_before_a_declaration_and_a_member_of_the_applicant_cannot_declare_none(
    closed_call, applications, jury
):
    with pytest.raises(Http404):
        jury_queries.judged(jury[0].viewer, applications[0].public_id)
    with pytest.raises(juries.Bound):
        declare(jury[2], closed_call, applications)
    assert not jury_queries.seat(jury[2].viewer, closed_call.public_id).declarations.exists()


def test_a_conflict_found_later_takes_the_scores_out_and_never_becomes_free(closed_call, applications, jury):
    member = jury[0]
    declare(member, closed_call, applications)
    give(member, applications[0], 10, 10)
    declare(member, closed_call, [], applications[:1])
    assert not jury_queries.counted(jury_queries.judged_in(closed_call)).exists()
    with pytest.raises(PermissionDenied):
        declare(member, closed_call, applications[:1])


def test_members_see_what_others_gave_only_after_giving_their_own(officials, closed_call, applications, jury):
    first, second, _third = jury
    for member in (first, second):
        declare(member, closed_call, applications)
    give(first, applications[0], 8, 8)
    juries.remark(viewer=officials.viewer, application=applications[0], text="Sterk dossier.")
    assert jury_queries.discussion(second.viewer, applications[0]) == ([], [])
    give(second, applications[0], 6, 6)
    given, remarks = jury_queries.discussion(second.viewer, applications[0])
    assert (len(given), [each.text for each in remarks]) == (2, ["Sterk dossier."])


def test_a_given_assessment_is_final_until_its_giver_reopens_it_and_not_after_the_meeting(
    officials, closed_call, applications, jury
):
    judge_all(jury, closed_call, applications)
    with pytest.raises(PermissionDenied):
        give(jury[0], applications[0], 1, 1)
    juries.reopen_assessment(viewer=jury[0].viewer, application=applications[0])
    give(jury[0], applications[0], 8, 8)
    juries.close_meeting(viewer=officials.viewer, call=closed_call, budget_cents=7_000_000)
    with pytest.raises(PermissionDenied):
        juries.reopen_assessment(viewer=jury[0].viewer, application=applications[0])


def test_the_meeting_stays_open_while_scores_lack_or_the_credit_is_too_small(
    officials, closed_call, applications, jury
):
    with pytest.raises(juries.NotReady) as refused:
        juries.close_meeting(viewer=officials.viewer, call=closed_call, budget_cents=9_000_000)
    assert len(refused.value.lacks) == 2
    assert not RankedApplication.objects.exists()


def test_a_reopened_meeting_ranks_again(officials, closed_call, applications, jury):
    judge_all(jury, closed_call, applications)
    juries.close_meeting(viewer=officials.viewer, call=closed_call, budget_cents=7_000_000)
    juries.reopen_meeting(viewer=officials.viewer, call=closed_call)
    juries.reopen_assessment(viewer=jury[0].viewer, application=applications[1])
    give(jury[0], applications[1], 10, 10)
    again = juries.close_meeting(viewer=officials.viewer, call=closed_call, budget_cents=7_000_000)
    assert again.number == 2


@pytest.fixture
def judged_call(officials, closed_call, applications, jury) -> Call:
    judge_all(jury, closed_call, applications)
    juries.close_meeting(viewer=officials.viewer, call=closed_call, budget_cents=7_000_000)
    closed_call.refresh_from_db()
    return closed_call


def test_a_decision_above_the_budget_or_without_reasons_writes_nothing(officials, judged_call, applications):
    all_of_it = {each.pk: Judgement(Verdict.AWARDED, "Ja.") for each in applications}
    silent = {each.pk: Judgement(Verdict.REJECTED, " ") for each in applications}
    for judgements in (all_of_it, silent, {}):
        with pytest.raises(decisions.Impossible):
            decisions.decide(viewer=officials.viewer, call=judged_call, judgements=judgements, period=PERIOD, site=SITE)
    assert not Grant.objects.exists()


def test_when_the_credit_shrank_meanwhile_no_decision_is_written(officials, envelope, judged_call, applications):
    ledger.commit(
        viewer=officials.viewer, envelope=envelope, amount_cents=4_500_000, purpose="Iets anders", beneficiary="Vzw"
    )
    with pytest.raises(ledger.Refused):
        decide(officials, judged_call, applications)
    envelope.refresh_from_db()
    assert (envelope.committed_cents, Grant.objects.count()) == (4_500_000, 0)


def test_a_reserve_gets_what_became_free_and_not_more(officials, judged_call, applications):
    decide(officials, judged_call, applications)
    reserve = {"viewer": officials.viewer, "application": applications[2], "period": PERIOD, "site": SITE}
    Grant.objects.get(application=applications[1])
    decisions.award_reserve(judgement=Judgement(Verdict.AWARDED, "Er kwam geld vrij."), **reserve)
    applications[2].refresh_from_db()
    assert applications[2].state == "awarded"
    assert [each.verdict for each in applications[2].decisions.order_by("number")] == ["reserve", "awarded"]


def test_a_reserve_beyond_the_budget_is_refused(officials, judged_call, applications):
    decide(officials, judged_call, applications, amount=2_000_000)
    with pytest.raises(decisions.Impossible):
        decisions.award_reserve(
            viewer=officials.viewer,
            application=applications[2],
            judgement=Judgement(Verdict.AWARDED, "Toch."),
            period=PERIOD,
            site=SITE,
        )


@pytest.fixture
def grant(officials, judged_call, applications) -> Grant:
    decide(officials, judged_call, applications)
    return Grant.objects.get(application=applications[0])


def test_instalments_make_exactly_the_grant(officials, grant):
    with pytest.raises(decisions.Impossible):
        grants.plan_instalments(viewer=officials.viewer, grant=grant, parts=[Part(2_999_999, date(2027, 1, 1))])


def test_an_instalment_after_the_report_waits_for_an_accepted_one(officials, school, grant):
    parts = [Part(2_000_000, date(2027, 1, 1)), Part(1_000_000, date(2027, 9, 1), after_report=True)]
    grants.plan_instalments(viewer=officials.viewer, grant=grant, parts=parts)
    assert [each.payment is not None for each in grant.instalments.order_by("number")] == [True, False]
    with pytest.raises(decisions.Impossible):
        grants.release_instalment(viewer=officials.viewer, grant=grant, number=2)


def report(officials, school, grant, accepted=True) -> None:
    grants.save_report(viewer=school.viewer, grant=grant, text="Gedaan.", spent={"personeel": 3_000_000})
    grants.submit_report(viewer=school.viewer, grant=grant)
    grants.judge_report(viewer=officials.viewer, grant=grant, accepted=accepted, judgement="Zie brief.", site=SITE)


def test_who_owes_a_report_is_reminded_a_month_and_a_week_before_and_once_after(travel, officials, school, grant):
    Application.objects.filter(pk=grant.application_id).update(contact=school.account.person)
    jobs.run_due()
    mail.outbox.clear()
    subjects = {}
    for day in ("2027-07-31", "2027-08-01", "2027-08-02", "2027-08-24", "2027-08-31", "2027-09-01", "2027-10-01"):
        travel(day)
        remind_reports({})
        jobs.run_due()
        subjects[day] = [message.subject for message in mail.outbox]
        mail.outbox.clear()
    title = grant.application.title
    due = [f"Uw verslag over {title} wordt verwacht tegen 31/8/2027"]
    assert {day: sent for day, sent in subjects.items() if sent} == {
        "2027-08-01": due,
        "2027-08-24": due,
        "2027-09-01": [f"Het verslag over {title} is te laat"],
    }


def test_who_handed_a_report_in_is_not_reminded(travel, officials, school, grant):
    Application.objects.filter(pk=grant.application_id).update(contact=school.account.person)
    grants.save_report(viewer=school.viewer, grant=grant, text="Gedaan.", spent={"personeel": 3_000_000})
    grants.submit_report(viewer=school.viewer, grant=grant)
    jobs.run_due()
    mail.outbox.clear()
    travel("2027-09-01")
    remind_reports({})
    jobs.run_due()
    assert mail.outbox == []


def test_a_refused_report_is_followed_by_one_that_starts_from_it(officials, school, grant):
    report(officials, school, grant, accepted=False)
    grant.refresh_from_db()
    assert grant.state == "running"
    grants.attach_to_report(viewer=school.viewer, grant=grant, upload=making.pdf())
    again = grant.reports.get(number=2)
    assert (again.text, again.spent_cents) == ("Gedaan.", 3_000_000)


def test_an_empty_report_is_not_handed_in(school, grant):
    grants.save_report(viewer=school.viewer, grant=grant, text=" ", spent={})
    with pytest.raises(decisions.Impossible):
        grants.submit_report(viewer=school.viewer, grant=grant)


@pytest.mark.parametrize(
    ("accepted", "recovered", "balance", "released"),
    [(3_000_000, 0, 2_000_000, 0), (1_000_000, 0, 0, 2_000_000), (400_000, 600_000, 0, 2_000_000)],
)
def test_a_settlement_pays_or_recovers_the_difference_and_releases_the_rest(
    officials, school, envelope, grant, accepted, recovered, balance, released
):
    parts = [Part(1_000_000, date(2027, 1, 1)), Part(2_000_000, date(2027, 9, 1), after="Later")]
    grants.plan_instalments(viewer=officials.viewer, grant=grant, parts=parts)
    pay(officials, envelope)
    report(officials, school, grant)
    found = grants.settle(
        viewer=officials.viewer, grant=grant, accepted_cents=accepted, reasons="Nagekeken.", site=SITE
    )
    assert (found.recovery.amount_cents if found.recovery else 0) == recovered
    assert (found.balance.amount_cents if found.balance else 0) == balance
    assert found.released_cents == released


def test_a_payment_in_a_run_holds_the_settlement(officials, school, envelope, grant):
    grants.plan_instalments(viewer=officials.viewer, grant=grant, parts=[Part(3_000_000, date(2027, 1, 1))])
    report(officials, school, grant)
    ledger.start_run(viewer=officials.viewer, envelope=envelope)
    with pytest.raises(decisions.Impossible):
        grants.settle(viewer=officials.viewer, grant=grant, accepted_cents=1, reasons="Nu.", site=SITE)


def test_the_log_tells_who_declared_and_who_scored_what(closed_call, applications, jury):
    member = jury[2]
    declare(member, closed_call, applications[:2], applications[2:])
    give(member, applications[0], 9, 9)
    free = [entry.event for entry in audit.entries_about("funding.application", applications[0].pk)]
    assert free == ["funding.give_assessment", "funding.save_assessment", "funding.declare_no_conflict"]
    shut = [entry.event for entry in audit.entries_about("funding.application", applications[2].pk)]
    assert shut == ["funding.declare_conflict"]
