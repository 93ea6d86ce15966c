"""Pages of juries, rankings, decisions, grants, contests and results, as people use them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests.funding import judging, making
from vakwerk.core import jobs
from vakwerk.funding import jury_jobs
from vakwerk.funding.actions import contests as contest_actions
from vakwerk.funding.contests_pages import weeks
from vakwerk.funding.forms.results import is_klascement
from vakwerk.funding.models import Assessment, Contest, Grant, JuryMeeting, OpenResult
from vakwerk.funding.selected import selected
from vakwerk.plan.paper import the_plan


@pytest.fixture
def judged(school, other_school, company):
    """Two applications with two scores each; the second is beyond a budget of 40,000.00."""
    call = judging.closed_call("JURY-26")
    first, second = (judging.admissible(call, party.organisation, n) for n, party in enumerate((school, company), 1))
    ada, bas = (judging.seat(call, person) for person in judging.people("Ada", "Bas"))
    for member, strong, weak in ((ada, 9, 8), (bas, 9, 2)):
        judging.given(member, first, strong)
        judging.given(member, second, weak)
    return call, first, second


def posted(client: Client, address: str, **data: object):
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()[:6000]
    return response


def test_a_member_declares_then_scores_then_sees_the_others(officials, other_school, judged):
    call, first, _second = judged
    home = f"/oproepen/beheer/{call.public_id}/jury/"
    assert officials.browser.post(f"{home}benoemen/", {"account": "niemand"}).status_code == 422
    posted(officials.browser, f"{home}benoemen/", account=other_school.account.login, expertise="Metaal")
    seat, page = f"/jury/{call.public_id}/", f"/jury/aanvraag/{first.public_id}/"
    member = other_school.browser
    assert member.get(page).status_code == 404
    unclear = member.post(seat, {f"a{first.pk}": "belang", f"r{first.pk}": ""})
    assert unclear.status_code == 422
    posted(member, seat, **{f"a{first.pk}": "vrij"})
    scores = {"p-ambitie": 8, "r-ambitie": "Sterk.", "p-bereik": 7}
    assert member.post(page, scores | {"give": "1"}).status_code == 422
    assert Assessment.objects.get(member__person=other_school.account.person).given_at is None
    posted(member, page, **scores, **{"r-bereik": "Ruim.", "give": "1"})
    shown = member.get(page).content.decode()
    assert "Ada Jury" in shown
    assert "Redenen" not in shown
    posted(member, f"{page}opmerking/", text="Eens.")
    assert "Eens." in officials.browser.get(f"/oproepen/beheer/aanvraag/{first.public_id}/jury/").content.decode()


def test_a_civil_servant_who_sits_in_the_jury_sees_no_more_than_other_members(officials, judged):
    call, first, second = judged
    ranking, talk = f"/oproepen/beheer/{call.public_id}/rangschikking/", "/oproepen/beheer/aanvraag/{}/jury/"
    assert officials.browser.get(ranking).status_code == 200
    member = judging.seat(call, officials.account.person)
    judging.given(member, first)
    judging.free(member, second)
    answers = [officials.browser.get(each).status_code for each in (ranking, talk.format(first.public_id))]
    assert answers == [404, 200]
    assert officials.browser.get(talk.format(second.public_id)).status_code == 404


def queries_of(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def test_a_wide_spread_is_flagged_and_more_applications_cost_no_more_queries(officials, other_school, school, judged):
    call, first, _second = judged
    member = judging.seat(call, other_school.account.person)
    judging.given(member, first)
    home = f"/oproepen/beheer/{call.public_id}/"
    addresses = {
        f"{home}jury/": officials.browser,
        f"{home}rangschikking/": officials.browser,
        f"/jury/{call.public_id}/": other_school.browser,
    }
    assert "60 punten uit elkaar" in officials.browser.get(f"{home}jury/").content.decode()
    before = {address: queries_of(browser, address) for address, browser in addresses.items()}
    judging.scored(call, *(judging.admissible(call, school.organisation, number) for number in range(3, 9)))
    assert {address: queries_of(browser, address) for address, browser in addresses.items()} == before


def test_the_ranking_shows_the_budget_line_and_downloads(officials, judged):
    call, _first, _second = judged
    judging_call = f"/oproepen/beheer/{call.public_id}/"
    posted(officials.browser, f"{judging_call}jury/sluiten/", budget_cents="40.000,00")
    page = officials.browser.get(f"{judging_call}rangschikking/").content.decode().replace("\u00a0", " ")
    assert "Budgetstreep: € 40.000,00; hierboven blijft € 10.000,00 over" in page
    sheet = load_workbook(BytesIO(officials.browser.get(f"{judging_call}rangschikking/?format=xlsx").content)).active
    assert [cell.value for cell in sheet[2]][:3] == [1, "JURY-26-001", "Project 1"]


def decide(officials, call, first, second, **changes):
    period = {"starts_on": "2027-01-01", "ends_on": "2027-06-30", "report_by": "2027-08-31", "seen": "1"}
    told = {
        f"v{first.pk}": "awarded",
        f"r{first.pk}": "Sterkst.",
        f"v{second.pk}": "reserve",
        f"r{second.pk}": "Streep.",
    }
    return officials.browser.post(f"/oproepen/beheer/{call.public_id}/beslissen/", period | told | changes)


def test_a_decision_gives_letters_without_names_and_a_public_grant(officials, school, company, judged):
    call, first, second = judged
    posted(officials.browser, f"/oproepen/beheer/{call.public_id}/jury/sluiten/", budget_cents="40.000,00")
    refused = decide(officials, call, first, second, **{f"v{second.pk}": "awarded"})
    assert refused.status_code == 422
    assert "het budget is" in refused.content.decode()
    assert decide(officials, call, first, second).status_code == 302
    letter = school.browser.get(f"/oproepen/aanvraag/{first.public_id}/brief/")
    assert letter.content.startswith(b"%PDF")
    assert school.browser.get(f"/oproepen/aanvraag/{second.public_id}/brief/").status_code == 404
    told = company.browser.get(f"/oproepen/aanvraag/{second.public_id}/").content.decode()
    assert "Op de reservelijst" in told
    listed = Client().get("/toelagen/").content.decode()
    assert "Project 1" in listed
    assert "Project 2" not in listed
    answer = Client().get("/api/v1/grants").json()["grants"]
    assert [(row["project"], row["amount_cents"], row["paid_cents"]) for row in answer] == [("Project 1", 3_000_000, 0)]


def test_a_grant_from_instalments_to_settlement_over_the_pages(officials, school, company):
    grant = judging.grant(school.organisation)
    home = f"/toelagen/{grant.public_id}/"
    assert company.browser.get(home).status_code == 404
    rows = {"schijf-TOTAL_FORMS": 2, "schijf-INITIAL_FORMS": 0}
    rows |= {"schijf-0-amount_cents": "18.000,00", "schijf-0-due_on": "2027-01-15"}
    rows |= {"schijf-1-amount_cents": "12.000,00", "schijf-1-due_on": "2027-09-15", "schijf-1-after": "Bezoek"}
    wrong = officials.browser.post(f"{home}schijven/", rows | {"schijf-1-amount_cents": "1,00"})
    assert wrong.status_code == 422
    posted(officials.browser, f"{home}schijven/", **rows)
    posted(officials.browser, f"{home}schijven/2/")
    assert [each.payment.amount_cents for each in grant.instalments.order_by("number")] == [1_800_000, 1_200_000]
    report = {"text": "Gedaan.", "k-personeel": "28.000,00", "file": making.pdf()}
    posted(school.browser, f"{home}verslag/", **report)
    assert "28.000,00" in school.browser.get(f"{home}verslag/").content.decode()
    posted(school.browser, f"{home}verslag/", **(report | {"file": making.pdf(), "submit": "1"}))
    posted(officials.browser, f"{home}verslag/beoordelen/", accepted="yes", judgement="In orde.")
    posted(officials.browser, f"{home}afrekenen/", accepted_cents="28.000,00", reasons="Nagekeken.")
    told = school.browser.get(home).content.decode().replace("\u00a0", " ")
    assert "Nog betaald" in told
    assert "€ 2.000,00" in told
    assert Client().get("/api/v1/grants").json()["grants"][0]["state"] == "settled"


def test_members_with_something_to_do_are_reminded_once(judged, other_school):
    call, *_rest = judged
    judging.seat(call, other_school.account.person)
    JuryMeeting.objects.create(call=call, meets_at=timezone.now() + timedelta(days=3))
    for _time in range(2):
        jury_jobs.remind_juries({})
    jobs.run_due()
    assert [message.to for message in mail.outbox] == [[other_school.account.person.email]]


# --- contests ---


def test_the_plan_and_the_calendar_read_one_list():
    action = the_plan().action("2.8")
    assert action is not None
    assert tuple((c.name, c.organiser) for c in action.contests) == selected().contests
    assert len(selected().contests) == 15


def test_the_contests_of_the_plan_are_loaded_once_and_no_date_is_made_up(db):
    assert (contest_actions.load_selected(), contest_actions.load_selected()) == (16, 0)
    assert not Contest.objects.exclude(starts_on=None).exists()
    page = Client().get("/wedstrijden/?jaar=2023").content.decode()
    assert "Whizzkids ICT-wedstrijden" in page
    assert "Lage Landencompetitie" in page
    assert "Van 16 wedstrijden geeft geen bron een datum." in page


def test_a_school_enters_a_team_without_names_and_the_organiser_tells_how_it_ended(school, other_school, company):
    contest = judging.contest(organisation=company.organisation)
    home = f"/wedstrijden/{contest.public_id}/"
    posted(school.browser, f"{home}inschrijven/", team="De Vonken", programme="Lassen", pupils=4)
    entry = contest.entries.get()
    assert "4 leerlingen" in school.browser.get(home).content.decode()
    shown = Client().get(home).content.decode()
    assert "minder dan 5 leerlingen" in shown
    assert "4 leerlingen" not in shown
    assert company.browser.get(f"{home}inschrijven/").status_code == 403
    posted(company.browser, f"{home}uitslag/", **{f"p{entry.pk}": 1, f"d{entry.pk}": "Goud", f"l{entry.pk}": ""})
    assert "Goud" in Client().get(home).content.decode()
    gone = school.browser.post(f"/wedstrijden/ploeg/{entry.public_id}/intrekken/")
    assert gone.status_code == 403


def test_after_the_last_moment_nobody_enters(school):
    contest = judging.contest(entries_until=timezone.now())
    assert school.browser.get(f"/wedstrijden/{contest.public_id}/inschrijven/").status_code == 404


def test_a_contest_names_the_last_day_to_enter_and_not_the_midnight_after_it(db):
    contest = judging.contest(entries_until=datetime(2026, 12, 1, tzinfo=ZoneInfo("Europe/Brussels")))
    page = Client().get(f"/wedstrijden/{contest.public_id}/").content.decode()
    assert "30 november 2026" in page
    assert "00:00" not in page


def test_the_month_marks_every_day_of_a_contest_and_the_file_includes_the_last(db):
    judging.contest(name="Lassen, snijden; plooien", starts_on=date(2026, 10, 30), ends_on=date(2026, 11, 2))
    found = [day.number for week in weeks(date(2026, 11, 1)) for day in week if day.contests]
    assert found == [1, 2]
    ics = Client().get("/wedstrijden/agenda.ics").content.decode()
    assert "DTEND;VALUE=DATE:20261103\r\n" in ics
    assert "SUMMARY:Lassen\\, snijden\\; plooien\r\n" in ics
    assert Client().get("/wedstrijden/?maand=2026-11").status_code == 200
    assert Client().get("/wedstrijden/?maand=9999-99&jaar=x").status_code == 200


# --- open results ---


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("https://www.klascement.net/downloadbaar-lesmateriaal/1/", True),
        ("https://klascement.net/1", True),
        ("http://www.klascement.net/1", False),
        ("https://klascement.net.voorbeeld.be/1", False),
        ("https://voorbeeld.be/klascement.net", False),
        ("https://klascement.net@voorbeeld.be/", False),
        ("https://nepklascement.net/", False),
        ("https://[", False),
    ],
)
def test_only_the_host_makes_an_address_one_of_klascement(address, right):
    assert is_klascement(address) is right


def test_a_result_is_handed_in_published_searched_and_hidden(officials, school):
    grant = judging.grant(school.organisation)
    told = {"title": "Warmtepomp", "summary": "Vijf lessen.", "subject": "Koeltechniek", "licence": "CC-BY-4.0"}
    nowhere = school.browser.post(f"/toelagen/{grant.public_id}/resultaat/", told)
    assert nowhere.status_code == 422
    posted(school.browser, f"/toelagen/{grant.public_id}/resultaat/", **told, file=making.pdf("lessen.pdf"))
    result = OpenResult.objects.get()
    page = f"/innovet/{result.public_id}/"
    assert Client().get(page).status_code == 404
    assert "Warmtepomp" in officials.browser.get("/innovet/nakijken/").content.decode()
    posted(officials.browser, f"{page}publiceren/")
    assert "lessen.pdf" in Client().get(page).content.decode()
    assert "Warmtepomp" in Client().get("/innovet/?zoek=koeltechniek+linde").content.decode()
    assert "Warmtepomp" not in Client().get("/innovet/?zoek=metaal").content.decode()
    assert Client().get("/api/v1/results?q=warmtepomp").json()["results"][0]["makers"] == ["De Linde"]
    posted(officials.browser, f"{page}verbergen/")
    assert Client().get("/api/v1/results").json()["results"] == []


def test_public_lists_cost_the_same_however_long(school, django_assert_max_num_queries):
    for number in range(4):
        grant = judging.grant(school.organisation, f"R-{number}")
        judging.result(grant, published_on=date(2026, 9, 1)).makers.add(school.organisation)
        judging.entry(judging.contest(name=f"Wedstrijd {number}"), school.organisation)
    assert Grant.objects.count() == 4
    for address in (
        "/toelagen/",
        "/innovet/",
        "/wedstrijden/",
        "/api/v1/grants",
        "/api/v1/contests",
        "/excellentiefonds/",
    ):
        with django_assert_max_num_queries(10):
            Client().get(address)


def test_equal_places_keep_their_order_when_the_meeting_closes(officials, school, company):
    call = judging.closed_call("GELIJK-26")
    late = judging.admissible(call, school.organisation, 2)
    early = judging.admissible(call, company.organisation, 1)
    judging.scored(call, late, early)
    home = f"/oproepen/beheer/{call.public_id}/"

    def numbers() -> list[object]:
        answer = officials.browser.get(f"{home}rangschikking/?format=xlsx")
        rows = list(load_workbook(BytesIO(answer.content)).active.values)[1:]
        return [(place, number) for place, number, *_rest in rows]

    before = numbers()
    posted(officials.browser, f"{home}jury/sluiten/", budget_cents="60.000,00")
    assert before == numbers() == [(1, early.reference), (1, late.reference)]


def test_more_than_the_call_announced_is_divided_only_by_who_ticks_so(officials, judged):
    call, _first, _second = judged
    announced = f"/oproepen/beheer/{call.public_id}/jury/"
    assert "aankondigde" not in officials.browser.get(announced).content.decode()
    closing = f"{announced}sluiten/"
    answer = officials.browser.post(closing, {"budget_cents": "70.000,01"})
    assert answer.status_code == 422
    page = answer.content.decode().replace("\u00a0", " ")
    assert "De oproep kondigde € 70.000,00 aan; vink dit aan om € 70.000,01 te verdelen." in page
    posted(officials.browser, closing, budget_cents="70.000,01", beyond="on")
    assert call.rankings.get().budget_cents == 7_000_001


def test_who_works_for_the_applicant_has_the_declaration_filled_in(school, judged):
    call, first, _second = judged
    judging.seat(call, school.account.person)
    form = school.browser.get(f"/jury/{call.public_id}/").context["form"]
    given = {name: form[name].value() for name in (f"a{first.pk}", f"r{first.pk}")}
    assert given == {f"a{first.pk}": "belang", f"r{first.pk}": "Ik werk voor een van deze organisaties."}
    posted(school.browser, f"/jury/{call.public_id}/", **given)


def test_credits_with_one_title_are_told_apart_by_code_period_and_what_is_left(officials):
    call = judging.closed_call("SODA-26")
    call.envelope.period = "2025-2026"
    call.envelope.save()
    page = officials.browser.get(f"/oproepen/beheer/{call.public_id}/").content.decode().replace("\u00a0", " ")
    assert "soda-26: Fonds, 2025-2026; nog € 1.000.000,00 over" in page
