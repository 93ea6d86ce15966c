"""From draft to decision: who may take which step, from where, and what is kept of the rule."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from tests.offer import builders
from tests.programming.conftest import Schools
from vakwerk.core.audit.models import AuditEntry
from vakwerk.offer.actions import mark_changed
from vakwerk.programming import actions, queries
from vakwerk.programming.models import Advice, Decision, ProgrammingRequest, PupilCount, State


def test_within_the_profile_handing_in_is_a_notification(schools: Schools) -> None:
    request = schools.draft()
    actions.hand_in(viewer=schools.principal, request=request)
    request.refresh_from_db()
    assert (request.state, request.way, request.rule_version) == ("notified", "free", date(2023, 9, 1))
    assert request.answer["headline"][0].startswith("Ja. U mag deze richting hier vrij starten")


def test_dual_only_is_free_as_well(schools: Schools) -> None:
    request = schools.draft(schools.masonry_dual)
    actions.hand_in(viewer=schools.principal, request=request)
    assert request.state == State.NOTIFIED
    assert any("Alleen duaal mag" in note[0] for note in request.answer["notes"])


@pytest.mark.parametrize("given", [{"niche": True}, {"niche": None}])
def test_a_niche_or_a_doubt_about_it_is_a_request(schools: Schools, given: dict[str, bool | None]) -> None:
    request = schools.draft(**given)
    actions.hand_in(viewer=schools.principal, request=request)
    assert (request.state, request.way) == ("submitted", "approval")


def test_outside_the_profile_it_goes_the_whole_chain(schools: Schools) -> None:
    request = schools.asked()
    assert (request.state, request.late) == ("submitted", False)
    with pytest.raises(actions.Refused, match="adviezen"):
        actions.decide(viewer=schools.official, request=request, verb="approve", reasons="Er is nood aan.")
    schools.advise(request)
    decision = actions.decide(viewer=schools.official, request=request, verb="approve", reasons="Er is nood aan.")
    assert (request.state, decision.signed, decision.rule_version) == ("approved", "An Peeters", "2023-09-01")
    assert [row[0] for row in decision.answer["advices"]] == ["agodi", "inspection", "vlor"]


def test_a_request_after_the_last_day_is_marked_and_not_refused_by_the_system(schools: Schools, travel) -> None:
    request = schools.draft(schools.cooking)
    travel("2026-12-01")
    actions.hand_in(viewer=schools.principal, request=request)
    assert (request.state, request.late) == ("submitted", True)


def test_a_catholic_school_first_has_the_agreement_of_its_dpcc(schools: Schools) -> None:
    request = schools.draft(schools.cooking, catholic=True)
    with pytest.raises(actions.Refused, match="DPCC"):
        actions.hand_in(viewer=schools.principal, request=request)
    actions.change(viewer=schools.principal, request=request, dpcc_agreed_on=date(2026, 11, 2))
    actions.hand_in(viewer=schools.principal, request=request)
    assert request.state == State.SUBMITTED
    with pytest.raises(actions.Refused):
        actions.change(viewer=schools.principal, request=request, motivation="Anders.")


def test_what_is_free_needs_no_agreement(schools: Schools) -> None:
    request = schools.draft(catholic=True)
    actions.hand_in(viewer=schools.principal, request=request)
    assert request.state == State.NOTIFIED


def test_handing_in_looks_at_the_offer_of_that_day(schools: Schools) -> None:
    request = schools.draft()
    schools.first.offers.all().delete()
    mark_changed()
    actions.hand_in(viewer=schools.principal, request=request)
    request.refresh_from_db()
    assert (request.state, request.in_profile) == (State.SUBMITTED, False)


def test_what_was_handed_in_keeps_its_answer_when_the_offer_changes(schools: Schools) -> None:
    request = schools.asked()
    before = dict(ProgrammingRequest.objects.get(pk=request.pk).answer)
    schools.first.offers.all().delete()
    assert ProgrammingRequest.objects.get(pk=request.pk).answer == before


def test_nobody_hands_in_twice_nor_decides_twice(schools: Schools) -> None:
    request = schools.asked()
    with pytest.raises(actions.Refused):
        actions.hand_in(viewer=schools.principal, request=request)
    schools.advise(request)
    actions.decide(viewer=schools.official, request=request, verb="refuse", reasons="Te weinig nood.")
    with pytest.raises(actions.Refused):
        actions.decide(viewer=schools.official, request=request, verb="approve", reasons="Toch wel.")
    assert Decision.objects.count() == 1


def test_a_decision_needs_reasons(schools: Schools) -> None:
    request = schools.asked()
    schools.advise(request)
    with pytest.raises(actions.Refused):
        actions.decide(viewer=schools.official, request=request, verb="refuse", reasons="  ")


def test_one_open_request_for_a_programme_at_a_site(schools: Schools) -> None:
    request = schools.draft()
    with pytest.raises(actions.Refused):
        schools.draft()
    actions.withdraw(viewer=schools.principal, request=request)
    assert schools.draft().state == State.DRAFT


def test_another_school_takes_no_step_and_sees_nothing(schools: Schools) -> None:
    request = schools.draft()
    for step in (actions.hand_in, actions.withdraw, actions.start):
        with pytest.raises(PermissionDenied):
            step(viewer=schools.stranger, request=request)
    with pytest.raises(Http404):
        queries.request_of(schools.stranger, request.pk)
    with pytest.raises(Http404):
        queries.request_of(schools.official, request.pk)  # a draft is the school's own


def test_an_inspector_advises_for_the_inspectorate_only_and_decides_nothing(schools: Schools) -> None:
    request = schools.asked()
    given = {"request": request, "opinion": "unfavourable", "text": "Geen lokaal.", "given_on": date(2026, 11, 20)}
    actions.advise(viewer=schools.inspector, body="inspection", **given)
    with pytest.raises(PermissionDenied):
        actions.advise(viewer=schools.inspector, body="agodi", **given)
    with pytest.raises(PermissionDenied):
        actions.decide(viewer=schools.inspector, request=request, verb="refuse", reasons="Nee.")
    assert Advice.objects.get().opinion == "unfavourable"


def test_a_programme_starts_with_its_school_year_and_not_before(schools: Schools, travel) -> None:
    request = schools.draft()
    actions.hand_in(viewer=schools.principal, request=request)
    with pytest.raises(actions.Refused):
        actions.start(viewer=schools.principal, request=request)
    travel("2027-09-01")
    actions.start(viewer=schools.principal, request=request)
    assert request.state == State.RUNNING


def test_counts_are_entered_once_a_year_and_corrected(schools: Schools) -> None:
    request = schools.running(2025, 4)
    assert schools.count(request, 2025, 4) == 0
    assert schools.count(request, 2025, 2, dual=2, preparatory=1) == 1
    assert PupilCount.objects.get().total == 5


@pytest.mark.parametrize("year", [2024, 2027])
def test_no_counts_outside_the_years_in_which_it_ran(schools: Schools, year: int) -> None:
    with pytest.raises(actions.Refused):
        schools.count(schools.running(2025), year, 3)


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2025, 10, 1), date(2026, 11, 24)])
def test_a_count_is_of_a_day_in_its_school_year(schools: Schools, day: date) -> None:
    row = actions.Counted(schools.running(2025), 2026, 5, 0, 0, day)
    with pytest.raises(actions.Refused, match="dag"):
        actions.enter_counts(viewer=schools.principal, counted=[row])


def test_nobody_counts_on_after_the_norm_was_decided_from_a_page_that_was_still_open(schools: Schools) -> None:
    request = schools.running(2025, 6)
    old = ProgrammingRequest.objects.get(pk=request.pk)
    actions.decide(viewer=schools.official, request=request, verb="norm_met", reasons="Gehaald.")
    with pytest.raises(actions.Refused):
        schools.count(old, 2026, 3)


def test_what_is_handed_in_is_what_stands_in_the_draft_now(schools: Schools) -> None:
    old = schools.draft()
    actions.change(viewer=schools.principal, request=ProgrammingRequest.objects.get(pk=old.pk), niche=True)
    actions.hand_in(viewer=schools.principal, request=old)
    assert (old.niche, old.way) == (True, "approval")


def test_what_is_in_advice_or_withdrawn_is_not_public_and_what_runs_is_not_withdrawn(schools: Schools) -> None:
    asked, gone, runs = schools.asked(), schools.draft(schools.masonry_dual), schools.running(2025)
    actions.hand_in(viewer=schools.principal, request=gone)
    actions.withdraw(viewer=schools.principal, request=gone)
    assert list(queries.public_requests()) == [runs]
    assert set(queries.followed()) == {asked, runs}
    with pytest.raises(actions.Refused):
        actions.withdraw(viewer=schools.principal, request=runs)


def test_only_a_programme_that_another_site_teaches_moves_without_being_new(schools: Schools) -> None:
    second = builders.site(school=schools.first.organisation, number="02")
    request = schools.draft(kind="move", inhabitants=1000, in_exchange="02")
    with pytest.raises(actions.Refused, match="register"):
        actions.hand_in(viewer=schools.principal, request=request)
    builders.offer(schools.masonry.group, second)
    mark_changed()
    actions.hand_in(viewer=schools.principal, request=request)
    assert request.way == "free"


def test_a_draft_of_a_school_year_that_is_over_is_not_handed_in(schools: Schools, travel) -> None:
    request = schools.draft(year=2026)
    travel("2027-09-01")
    with pytest.raises(actions.Refused, match="voorbij"):
        actions.hand_in(viewer=schools.principal, request=request)


def test_special_education_is_not_judged_by_the_rules_of_ordinary_education(schools: Schools) -> None:
    assert queries.component(schools.masonry.pk)
    other = builders.programme("Bakkershulp", number="G-0300", kind="ov3")
    assert queries.component(other.components.get().pk) is None


def test_the_norm_is_decided_by_a_person_and_the_answer_of_the_rule_is_kept_beside_it(schools: Schools) -> None:
    request = schools.running(2025, 3, 4)
    decision = actions.decide(viewer=schools.official, request=request, verb="abolish", reasons="Twee jaar te weinig.")
    assert request.state == State.ABOLISHED
    assert (decision.rule, decision.rule_version) == ("pupil_norm", "2024-09-01")
    assert decision.answer["result"]["state"] in {"abolish", "unsure"}
    assert [row[1] for row in decision.answer["counts"]] == [3, 4]


def test_every_step_stands_in_the_log(schools: Schools) -> None:
    request = schools.asked()
    schools.advise(request)
    actions.decide(viewer=schools.official, request=request, verb="approve", reasons="Ja.")
    events = [e.event for e in AuditEntry.objects.order_by("pk") if e.event.startswith("programming.")]
    assert events == ["programming.draft", "programming.hand_in", *["programming.advise"] * 3, "programming.decide"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "notified", "way": "approval"},
        {"state": "approved", "way": "free"},
        {"state": "running", "way": ""},
    ],
)
def test_the_database_refuses_states_that_cannot_be(schools: Schools, wrong: dict[str, str]) -> None:
    request = schools.asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammingRequest.objects.filter(pk=request.pk).update(**wrong)
