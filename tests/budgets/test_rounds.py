"""A division is computed live, decided once, recounted by anybody and committed whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.budgets import making
from tests.budgets.conftest import Country
from tests.engines.money.spreadsheet import Spreadsheet
from vakwerk.budgets import divisions, managing, queries, sheets
from vakwerk.budgets.actions import rounds
from vakwerk.budgets.models import EligibleProgramme, Regime, Round, Share
from vakwerk.budgets.rights import Refused
from vakwerk.core import downloads
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.imports import Context, Record
from vakwerk.core.imports.spec import Sender
from vakwerk.core.viewer import Role
from vakwerk.ledger.models import Commitment, Envelope

HALVES = st.integers(0, 2_000).map(lambda n: Decimal(n) / 2)


def counted(country: Country, *pupils: str, regime: Regime = Regime.MATERIAL_2019) -> Round:
    found = making.draft(country.office, regime)
    for school, number in zip(country.schools, pupils, strict=True):
        making.count(found, school, number)
    return found


def decide(country: Country, found: Round) -> Round:
    return rounds.decide(viewer=country.official, found=found, reason="Zo beslist.")


def test_the_shares_sum_to_the_pool_and_follow_the_pupils(country: Country) -> None:
    decide(country, counted(country, "100.5", "50", "0.5"))
    shares = dict(Share.objects.values_list("school__name", "amount_cents"))
    assert sum(shares.values()) == 10_000_000_00
    assert shares == {"De Beuk": 665_562_914, "De Eik": 331_125_828, "De Es": 3_311_258}


@given(st.lists(st.tuples(HALVES, HALVES, HALVES), min_size=1, max_size=6), st.integers(0, 10**9))
@settings(max_examples=15)
def test_an_independent_spreadsheet_gives_every_share_again(rows: list[tuple[Decimal, ...]], pool: int) -> None:
    from vakwerk.engines.money import Count, Key, UncountableError, divide

    key = Key({"1": Decimal(2), "2": Decimal("1.5"), "3": Decimal(1)}, pool=pool)
    counts = [Count(f"{i:06}", str(g), n) for i, row in enumerate(rows) for g, n in enumerate(row, 1)]
    try:
        division = divide(key, counts)
    except UncountableError:
        return
    made = sheets.recount(division, {}, [])
    sheet = Spreadsheet(downloads.recount_bytes(*made))
    assert sheet.column("Aandeel (cent)") == [cents for _key, cents in sorted(division.allocation.shares.items())]


def test_the_recount_of_a_decided_round_gives_the_shares_that_were_written(country: Country) -> None:
    found = decide(country, counted(country, "100.5", "50", "33.5"))
    response = Client().get(f"/verdeling/ronde/{found.public_id}/narekening/")
    sheet = Spreadsheet(response.content)
    kept = found.shares.order_by("school__numbers__value").values_list("amount_cents", flat=True)
    assert sheet.column("Aandeel (cent)") == list(kept)
    assert sheet["C6"] == "ja"


def test_a_decided_round_keeps_its_key_whatever_becomes_law_afterwards(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = decide(country, counted(country, "100", "50", "50"))
    monkeypatch.setattr(divisions.rules, "register", lambda: pytest.fail("the register was read"))
    assert divisions.compute(found).shares == {"000011": 5_000_000_00, "000022": 2_500_000_00, "000033": 2_500_000_00}


def test_a_decided_round_never_changes(country: Country) -> None:
    found = decide(country, counted(country, "100", "50", "50"))
    entry = rounds.CountEntry(country.schools[0].pk, "all", Decimal(1), "telling")
    for action in (
        lambda: rounds.enter_counts(viewer=country.official, found=found, entries=[entry]),
        lambda: rounds.remove_count(viewer=country.official, count=found.counts.first()),
        lambda: rounds.delete_round(viewer=country.official, found=found),
        lambda: decide(country, found),
    ):
        with pytest.raises(Refused):
            action()


def test_without_a_pool_nothing_is_computed_and_nothing_can_be_decided(country: Country) -> None:
    found = making.draft(country.office, Regime.MATERIAL_2022)
    making.count(found, country.schools[0], "10", group="1")
    with pytest.raises(Refused, match="bronnen"):
        decide(country, found)
    Round.objects.filter(pk=found.pk).update(pool_cents=300, pool_source="Brief van het kabinet")
    found.refresh_from_db()
    computed = divisions.compute(found)
    assert computed.shares == {"000011": 300}
    assert "Brief van het kabinet" in {each.source for each in computed.unsure}


def test_an_amount_without_a_source_is_refused_by_the_database(country: Country) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        making.draft(country.office, pool_cents=1)


def test_the_public_page_names_what_was_not_confirmed(country: Country) -> None:
    found = making.draft(country.office, Regime.MATERIAL)
    making.count(found, country.schools[0], "10", group="1")
    decide(country, found)
    page = Client().get(f"/verdeling/ronde/{found.public_id}/").content.decode()
    assert "Gewicht van groep 1" in page
    assert "te bevestigen" in page
    assert "De Beuk" in page


# Money


def test_all_shares_are_committed_with_a_reference_of_their_own(country: Country) -> None:
    found = decide(country, counted(country, "100", "50", "0"))
    envelope = making.envelope(country.office)
    rounds.choose_envelope(viewer=country.official, found=found, envelope=envelope)
    assert rounds.commit_shares(viewer=country.official, found=found) == 2  # nothing for who gets nothing
    envelope.refresh_from_db()
    assert envelope.committed_cents == 10_000_000_00
    share = found.shares.get(school=country.schools[0])
    assert share.commitment is not None
    assert (share.commitment.reference, share.commitment.amount_cents) == (f"budgets.share:{share.pk}", 666_666_667)
    assert rounds.commit_shares(viewer=country.official, found=found) == 0


def test_beyond_the_envelope_nothing_at_all_is_committed(country: Country) -> None:
    found = decide(country, counted(country, "100", "50", "50"))
    envelope = making.envelope(country.office, cents=9_999_999_99)
    rounds.choose_envelope(viewer=country.official, found=found, envelope=envelope)
    with pytest.raises(Refused, match=r"9\.999\.999,99"):
        rounds.commit_shares(viewer=country.official, found=found)
    assert not Commitment.objects.exists()
    assert Envelope.objects.get().committed_cents == 0


def test_when_the_ledger_refuses_halfway_the_first_shares_go_back_too(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = decide(country, counted(country, "100", "50", "50"))
    rounds.choose_envelope(viewer=country.official, found=found, envelope=making.envelope(country.office, 9_000_000_00))
    monkeypatch.setattr(rounds, "_must_fit", lambda envelope, cents: None)
    with pytest.raises(Refused):
        rounds.commit_shares(viewer=country.official, found=found)
    assert not Commitment.objects.exists()


# Who may


def test_only_the_administration_that_prepared_it_sees_and_decides_it(
    country: Country, viewer: Callable[..., object]
) -> None:
    found = counted(country, "1", "1", "1")
    other = viewer(Role.CIVIL_SERVANT, organisation_id=making.administration("Andere").pk)
    for stranger in (other, country.principal()):
        with pytest.raises(Http404):
            queries.managed_round(stranger, found.public_id)
        with pytest.raises(PermissionDenied):
            rounds.decide(viewer=stranger, found=found, reason="x")


def test_every_step_is_in_the_log(country: Country) -> None:
    decide(country, counted(country, "1", "1", "1"))
    assert AuditEntry.objects.filter(event="budgets.decide_round").count() == 1


# Files


def take(country: Country, found: Round, rows: list[dict[str, object]]) -> object:
    from vakwerk.budgets.imports import take_counts

    sender = Sender(None, country.office.pk, Role.CIVIL_SERVANT)
    records = [Record(number, row) for number, row in enumerate(rows, start=2)]
    return take_counts(records, Context(sender, {"round": str(found.public_id)}))


def test_counts_come_from_a_file_and_a_second_file_replaces_them(country: Country) -> None:
    found = making.draft(country.office)
    row = {"number": "000011", "group": "", "pupils": Decimal("12.5"), "source": "AGODI"}
    assert take(country, found, [row]).created == 1
    outcome = take(country, found, [row | {"pupils": Decimal(13)}, row | {"number": "000022"}])
    assert (outcome.created, outcome.changed) == (1, 1)
    assert list(found.counts.values_list("pupils", flat=True)) == [13, Decimal("12.5")]


def test_a_row_that_cannot_be_read_is_told_by_its_number_and_stops_all(country: Country) -> None:
    found = making.draft(country.office, Regime.MATERIAL)
    good = {"number": "000011", "group": "1", "pupils": Decimal(12), "source": "AGODI"}
    outcome = take(country, found, [good, good | {"number": "999999"}, good | {"group": ""}])
    assert [problem.row for problem in outcome.problems] == [3, 4]
    assert not found.counts.exists()


def test_the_shell_of_imports_reads_a_file_with_halves(country: Country, client: Client) -> None:
    from vakwerk.budgets.imports import COUNTS
    from vakwerk.core.imports import mapping, running

    found = making.draft(country.office)
    text = "instellingsnummer;groep;leerlingen;bron\n000011;;120,5;AGODI\n000022;;1,3;AGODI\n"
    upload = running.keep(COUNTS, country.official, "t.csv", text.encode(), {"round": str(found.public_id)})
    upload.mapping = mapping.guess(running.table_of(upload, 10), COUNTS)
    problems = running.preview(upload).problems
    assert [(problem.row, problem.column) for problem in problems] == [(3, "C")]


@pytest.mark.parametrize("wrong", ["000011;;2;AGODI", "000022;;2;" + "x" * 201])
def test_a_row_that_the_database_would_refuse_is_told_beforehand(country: Country, wrong: str) -> None:
    """An empty group is "alle" again; a source is at most 200 characters."""
    from vakwerk.budgets.imports import COUNTS
    from vakwerk.core.imports import mapping, running

    found = making.draft(country.office)
    text = f"instellingsnummer;groep;leerlingen;bron\n000011;alle;120,5;AGODI\n{wrong}\n"
    upload = running.keep(COUNTS, country.official, "t.csv", text.encode(), {"round": str(found.public_id)})
    upload.mapping = mapping.guess(running.table_of(upload, 10), COUNTS)
    assert [problem.row for problem in running.preview(upload).problems] == [3]


def test_programmes_that_count_are_dated_and_provisional(country: Country) -> None:
    row = {"regime": Regime.MATERIAL, "title": "Hout", "group": "1", "valid_from": making.date(2023, 9, 1)}
    rounds.enter_eligible(viewer=country.official, rows=[EligibleProgramme(**row, source="besluit")])
    rounds.enter_eligible(viewer=country.official, rows=[EligibleProgramme(**row | {"group": "2"}, source="besluit")])
    assert queries.eligible(Regime.MATERIAL, making.date(2026, 1, 1)).get().group == "2"
    assert not queries.eligible(Regime.MATERIAL, making.date(2020, 1, 1)).exists()
    assert "voorlopig" in Client().get("/verdeling/opleidingen/").content.decode().casefold()


# What if


def test_other_weights_are_compared_and_saved_only_as_a_draft_of_its_own(country: Country) -> None:
    found = making.draft(country.office, Regime.MATERIAL)
    making.count(found, country.schools[0], "100", group="1")
    making.count(found, country.schools[1], "100", group="3")
    weights = {"1": Decimal(3), "2": Decimal("1.5"), "3": Decimal(1)}
    _now, then, rows = managing.compare(found, 8_000_000_00, weights)
    assert then.shares == {"000011": 6_000_000_00, "000022": 2_000_000_00}
    assert [(row.name, row.more) for row in rows] == [("De Eik", -133_333_333), ("De Beuk", -66_666_667)]
    assert Round.objects.count() == 1
    made = rounds.draft_with(
        viewer=country.official, found=found, title="Anders", source="Nota", pool_cents=8_000_000_00, weights=weights
    )
    again = divisions.compute(made)
    assert again.shares == then.shares
    assert {each.source for each in again.unsure} >= {"Nota"}


def test_a_sample_can_be_drawn_again_by_anybody() -> None:
    keys = [f"{n:06}" for n in range(50)]
    drawn = managing.sample(keys, 5, "2026")
    assert drawn == managing.sample(list(reversed(keys)), 5, "2026")
    assert len(drawn) == 5
    assert drawn != managing.sample(keys, 5, "2027")
