"""A value holds only after a second person confirmed it, and the log tells who changed what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from vakwerk.core import audit
from vakwerk.core.viewer import Role, Viewer
from vakwerk.engines.rules import DatedValue, Status
from vakwerk.engines.rules.formulas import RULES
from vakwerk.engines.words import Words
from vakwerk.parameters import loading
from vakwerk.people.models import Person
from vakwerk.rules import actions, queries
from vakwerk.rules.actions import Refused, Wanted
from vakwerk.rules.models import CertaintyChoices, Proposal, ProposalState

pytestmark = pytest.mark.django_db
FROM = date(2026, 4, 1)
Make = Callable[..., Viewer]


@pytest.fixture
def keepers(viewer: Make) -> tuple[Viewer, Viewer]:
    people = [Person.objects.create(first_name=name, last_name="Peeters", fictitious=True) for name in ("An", "Bo")]
    one, other = (viewer(Role.ADMINISTRATOR, person_id=person.pk) for person in people)
    return one, other


def wanted(value: str = "2200.00", since: date = FROM) -> Wanted:
    return Wanted("ggmmi", Decimal(value), CertaintyChoices.CONFIRMED, since, "Belgisch Staatsblad", "Indexering")


def allowance(day: date) -> object:
    return RULES["learner_allowance"].ask({"level": "1"}, day, queries.register()).result["amount"]


def test_a_proposal_changes_nothing_until_somebody_else_confirms_it(keepers: tuple[Viewer, Viewer]) -> None:
    one, other = keepers
    before = allowance(FROM)
    proposal = actions.propose(viewer=one, wanted=wanted())
    assert allowance(FROM) == before
    actions.confirm(viewer=other, proposal_id=proposal.pk)
    assert allowance(FROM) == Decimal("638.00")
    assert allowance(date(2024, 4, 1)) == Decimal("588.70")


def test_nobody_confirms_an_own_proposal(keepers: tuple[Viewer, Viewer]) -> None:
    one, _ = keepers
    proposal = actions.propose(viewer=one, wanted=wanted())
    with pytest.raises(Refused) as caught:
        actions.confirm(viewer=one, proposal_id=proposal.pk)
    assert caught.value.code == "own"


def test_the_database_itself_refuses_one_person_for_both(keepers: tuple[Viewer, Viewer]) -> None:
    one, _ = keepers
    proposal = actions.propose(viewer=one, wanted=wanted())
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(state="confirmed", decided_by=one.person_id)


def test_what_was_decided_stays_decided(keepers: tuple[Viewer, Viewer]) -> None:
    one, other = keepers
    proposal = actions.propose(viewer=one, wanted=wanted())
    actions.refuse(viewer=other, proposal_id=proposal.pk, reason="Verkeerd bedrag")
    with pytest.raises(Refused) as caught:
        actions.confirm(viewer=other, proposal_id=proposal.pk)
    assert caught.value.code == "decided"


def test_only_its_maker_withdraws_a_proposal(keepers: tuple[Viewer, Viewer]) -> None:
    one, other = keepers
    proposal = actions.propose(viewer=one, wanted=wanted())
    with pytest.raises(PermissionDenied):
        actions.withdraw(viewer=other, proposal_id=proposal.pk)
    assert actions.withdraw(viewer=one, proposal_id=proposal.pk).state == ProposalState.WITHDRAWN


def test_two_open_proposals_for_one_day_are_refused(keepers: tuple[Viewer, Viewer]) -> None:
    one, other = keepers
    actions.propose(viewer=one, wanted=wanted())
    with pytest.raises(Refused, match="open"):
        actions.propose(viewer=other, wanted=wanted("2300"))


def test_a_mistake_is_put_right_by_a_later_proposal_from_the_same_day(keepers: tuple[Viewer, Viewer]) -> None:
    one, other = keepers
    for value in ("2200.00", "2300.00"):
        actions.confirm(viewer=other, proposal_id=actions.propose(viewer=one, wanted=wanted(value)).pk)
    assert queries.register().on("ggmmi", FROM).value == Decimal("2300.00")


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.INSPECTOR, Role.COMPANY])
def test_others_propose_nothing(viewer: Make, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        actions.propose(viewer=viewer(role), wanted=wanted())


def test_the_log_tells_who_changed_which_parameter(keepers: tuple[Viewer, Viewer]) -> None:
    one, other = keepers
    proposal = actions.propose(viewer=one, wanted=wanted())
    actions.confirm(viewer=other, proposal_id=proposal.pk)
    entries = list(audit.entries_about("rules.proposal", proposal.pk))
    assert {entry.event for entry in entries} == {"rules.propose", "rules.confirm"}
    assert all("ggmmi 2026-04-01 2200.00" in entry.reason for entry in entries)


def test_what_a_value_would_change_is_told_before_it_holds(keepers: tuple[Viewer, Viewer]) -> None:
    known = queries.register()
    value = queries.dated_value(actions.propose(viewer=keepers[0], wanted=wanted()), known)
    found = queries.consequences("ggmmi", value, known)
    assert found.changes
    assert {change.day >= FROM for change in found.changes} == {True}
    assert all(change.before.result != change.after.result for change in found.changes)


def test_every_parameter_tells_which_rules_read_it() -> None:
    users = queries.users_of_parameters()
    assert "learner_allowance" in {rule.name for rule in users["ggmmi"]}


def test_a_value_whose_cases_are_long_over_still_shows_what_it_changes() -> None:
    """An agreement of 2023 cannot start in 2027; then that case is left out, and the page does not fall over."""
    known = queries.register()
    value = DatedValue(Decimal(600), Status.CONFIRMED, "Belgisch Staatsblad", valid_from=date(2027, 9, 1))
    found = queries.consequences("premium.pupil", value, known)
    assert (found.broken, found.changes) == ((), ())


def test_a_value_on_which_a_rule_fails_is_never_proposed(keepers: tuple[Viewer, Viewer]) -> None:
    one, _ = keepers
    nothing = Wanted("oao.rounding", Decimal(0), CertaintyChoices.CONFIRMED, FROM, "Belgisch Staatsblad", "Typfout")
    with pytest.raises(Refused) as caught:
        actions.propose(viewer=one, wanted=nothing)
    assert caught.value.code == "unusable"


def test_a_value_on_which_a_rule_fails_is_never_confirmed(keepers: tuple[Viewer, Viewer]) -> None:
    """Also when it was proposed while the rule could still compute with it."""
    one, other = keepers
    proposal = actions.propose(viewer=one, wanted=wanted())
    Proposal.objects.filter(pk=proposal.pk).update(parameter="oao.rounding", value="0")
    with pytest.raises(Refused) as caught:
        actions.confirm(viewer=other, proposal_id=proposal.pk)
    assert caught.value.code == "unusable"


def test_only_a_known_parameter_can_be_proposed(keepers: tuple[Viewer, Viewer]) -> None:
    with pytest.raises(KeyError):
        actions.propose(viewer=keepers[0], wanted=replace(wanted(), parameter="no.such"))


def test_a_decided_proposal_keeps_the_value_it_replaced(keepers: tuple[Viewer, Viewer]) -> None:
    one, other = keepers
    law = queries.register().on("ggmmi", FROM).written
    made = []
    for value in ("2150.00", "2160.00"):
        made.append(actions.propose(viewer=one, wanted=wanted(value)))
        actions.confirm(viewer=other, proposal_id=made[-1].pk)
    shown = [queries.Shown.of(each, queries.register()) for each in Proposal.objects.order_by("pk")]
    assert [(each.before, each.written.nl) for each in shown] == [
        (law, "2.150,00 euro"),
        (Words("2.150,00 euro", "2,150.00 euro"), "2.160,00 euro"),
    ]


def test_a_replaced_value_stays_in_the_history(keepers: tuple[Viewer, Viewer], client: Client) -> None:
    one, other = keepers
    for value in ("2150.00", "2160.00"):
        actions.confirm(viewer=other, proposal_id=actions.propose(viewer=one, wanted=wanted(value)).pk)
    html = client.get("/regels/ggmmi/").content.decode()
    assert "2.150,00 euro, vanaf 1 april 2026: vervangen op" in html
    assert "Bo Peeters" not in html  # who decided is for who keeps the register
    told = client.get("/api/v1/rules/ggmmi").json()["parameters"][0]["replaced"]
    assert [(each["value"], each["valid_from"]) for each in told] == [("2150.00", "2026-04-01")]


def test_a_value_from_the_files_that_was_replaced_stays_in_the_history(keepers: tuple[Viewer, Viewer]) -> None:
    one, other = keepers
    first = loading.register().parameters["ggmmi"].values[0]
    assert first.valid_from
    proposal = actions.propose(viewer=one, wanted=wanted("1900.00", first.valid_from))
    actions.confirm(viewer=other, proposal_id=proposal.pk)
    (kept,) = queries.replaced(queries.register())["ggmmi"]
    assert kept.written == loading.register().on("ggmmi", first.valid_from).written
    assert kept.proposal.decided_by_id == other.person_id


def test_the_day_after_the_last_day_is_asked_as_well() -> None:
    """A value with an end, put between two others, takes the answers of the days after it away."""
    value = DatedValue(Decimal(3000), Status.CONFIRMED, "Typfout", date(2024, 6, 1), date(2024, 6, 30))
    found = queries.consequences("ggmmi", value, queries.register())
    after = [change for change in found.changes if change.day == date(2024, 7, 1) and change.before.result]
    assert any("amount" in change.before.result and "amount" not in change.after.result for change in after)
