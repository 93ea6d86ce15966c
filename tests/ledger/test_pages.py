"""What the pages show to whom, what the forms refuse and why, and what goes to the bank."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from io import BytesIO, StringIO
from uuid import uuid4
from xml.etree import ElementTree as Xml

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from xmlschema import XMLSchema, XMLSchemaValidationError

from tests.conftest import FakeViewer
from tests.security.world import World, make_world
from vakwerk.core import jobs
from vakwerk.core.viewer import Role
from vakwerk.ledger import actions, payment_file, queries
from vakwerk.ledger.accounts import parse_iban, written_iban
from vakwerk.ledger.actions import Refused
from vakwerk.ledger.models import Commitment, Envelope, Payment, PaymentRun

IBAN = "BE68539007547034"
NAMESPACE = {"p": payment_file.NAMESPACE}


@pytest.fixture
def world(db: None) -> World:
    call_command("load_envelopes", stdout=StringIO())
    return make_world()


@pytest.fixture
def office(world: World) -> Client:
    return world.client(Role.CIVIL_SERVANT)


@pytest.fixture
def servant(world: World) -> FakeViewer:
    return FakeViewer(Role.CIVIL_SERVANT, person_id=None, organisation_id=world.here.pk)


@pytest.fixture
def paid(servant: FakeViewer) -> PaymentRun:
    """Two instalments of one commitment from the envelope of action 2.6, booked."""
    envelope = Envelope.objects.get(code="2.6-1")
    commitment = actions.commit(
        viewer=servant, envelope=envelope, amount_cents=100_000, beneficiary="Café Ünal & Zn", purpose="x", iban=IBAN
    )
    for number, cents in enumerate((60_005, 39_995), start=1):
        actions.plan_payment(
            viewer=servant,
            commitment=commitment,
            amount_cents=cents,
            due_on=date(2026, 12, 1),
            label=f"Schijf {number}",
        )
    run = actions.start_run(viewer=servant, envelope=envelope, payer="Administratie", payer_iban=IBAN)
    jobs.run_due()
    run.refresh_from_db()
    return run


def _text(client: Client, name: str, *arguments: object) -> str:
    return client.get(reverse(f"ledger:{name}", args=arguments)).content.decode()


def test_an_empty_ledger_says_that_nothing_is_entered(client: Client, db: None) -> None:
    assert "Nog geen kredieten" in _text(client, "overview")


def test_promises_without_entries_show_no_zero(client: Client, world: World) -> None:
    page = _text(client, "overview")
    assert "maximum 122.931,60 euro (hoogstens), 2023" in page
    assert "€\u00a00,00" not in page
    assert page.count("niet ingevuld") > 50


def test_everybody_sees_totals_and_nobody_sees_who_is_paid(client: Client, paid: PaymentRun) -> None:
    page = _text(client, "envelope", "2.6-1")
    assert "€\u00a01.000,00" in page
    assert "6,5 miljoen euro" in page
    for secret in ("Ünal", IBAN, "Schijf"):
        assert secret not in page + _text(client, "overview")


def test_the_overview_downloads_amounts_as_numbers(client: Client, paid: PaymentRun) -> None:
    answer = client.get(reverse("ledger:overview"), {"format": "xlsx", "action": "2.6"})
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)
    assert rows[1][3:6] == (6_500_000, 1_000, 1_000)
    text = client.get(reverse("ledger:overview"), {"format": "csv", "action": "2.6"}).content.decode("utf-8-sig")
    assert next(csv.reader(StringIO(text.splitlines()[1]), delimiter=";"))[4] == "1000,00"


def test_the_lists_take_few_queries(
    client: Client, office: Client, paid: PaymentRun, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    envelope, commitment = paid.envelope, Commitment.objects.get()
    Commitment.objects.bulk_create(
        Commitment(envelope=envelope, beneficiary=f"V{n}", purpose="x", made_on=date(2026, 1, 1), amount_cents=0)
        for n in range(20)
    )
    Payment.objects.bulk_create(
        Payment(commitment=commitment, label=f"P{n}", amount_cents=1, due_on=date(2026, 1, 1), state="withdrawn")
        for n in range(20)
    )
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        _text(client, "overview")
    for name, key in (("envelope", "2.6-1"), ("commitment", commitment.public_id), ("journal", "2.6-1")):
        with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
            _text(office, name, key)


def test_a_form_says_what_is_wrong(office: Client, world: World) -> None:
    address = reverse("ledger:commit", args=["2.6-1"])
    wrong = {"purpose": "x", "amount_cents": "1,234", "iban": "BE68539007547035", "number": "999999"}
    answer = office.post(address, wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    for text in ("twee manieren", "geen geldig rekeningnummer", "kent geen organisatie"):
        assert text in page
    answer = office.post(address, {"purpose": "x", "amount_cents": "6.500.000,01", "beneficiary": "Vzw"})
    assert answer.status_code == 422
    assert "nog €\u00a06.500.000,00 over" in answer.content.decode()
    assert not Commitment.objects.exists()


def test_a_code_cannot_stand_in_the_way_of_a_page(office: Client, world: World) -> None:
    wanted = {"title": "x", "amount_cents": "1", "source": "Besluit"}
    for code in ("nieuw", "a/b", "-x", "é", "2.6-1"):
        assert office.post(reverse("ledger:new"), {**wanted, "code": code}).status_code == 422
    assert office.post(reverse("ledger:new"), {**wanted, "code": "Proef-2026"}).status_code == 302
    assert Envelope.objects.get(code="proef-2026").amount_cents == 100


@pytest.mark.parametrize("code", ["a%00b", "%E2%98%83", "A", "a" * 51, "a%2Fb", "'"])
def test_an_odd_address_is_an_unknown_page(client: Client, db: None, code: str) -> None:
    assert client.get(f"/kredieten/{code}/").status_code == 404


def test_a_refused_step_comes_back_with_the_reason(office: Client, paid: PaymentRun) -> None:
    payment = paid.payments.order_by("pk")[0]
    address = reverse("ledger:payment_step", args=[payment.public_id, "intrekken"])
    assert "Alleen een geplande betaling" in office.post(address, follow=True).content.decode()
    assert office.post(reverse("ledger:payment_step", args=[payment.public_id, "iets"])).status_code == 404


def test_evidence_is_kept_and_given_back_to_the_administration_only(
    office: Client, world: World, client: Client, servant: FakeViewer
) -> None:
    envelope = actions.open_envelope(viewer=servant, code="eigen", title="Eigen", amount_cents=100)
    address = reverse("ledger:add_evidence", args=["krediet", "eigen"])
    upload = BytesIO(b"<script>alert(1)</script>")
    upload.name = "factuur.pdf"
    assert office.post(address, {"upload": upload}).status_code == 422
    upload = BytesIO(b"%PDF-1.7")
    upload.name = "factuur.pdf"
    assert office.post(address, {"upload": upload}).status_code == 302
    assert "factuur.pdf" in _text(office, "envelope", "eigen")
    link = office.get(envelope.get_absolute_url()).content.decode().split("/kredieten/bewijs/")[1].split('"')[0]
    assert office.get(f"/kredieten/bewijs/{link}").content == b"%PDF-1.7"
    assert client.get(f"/kredieten/bewijs/{link}").status_code == 302
    for kind, key in (("krediet", "niets"), ("vastlegging", "geen-uuid"), ("iets", "1")):
        assert office.get(reverse("ledger:add_evidence", args=[kind, key])).status_code == 404


def test_everybody_may_know_how_many_files_stand_behind_an_envelope(
    paid: PaymentRun, servant: FakeViewer, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    commitment, payment = Commitment.objects.get(), paid.payments.order_by("pk")[0]
    for number, subject in enumerate((paid.envelope, commitment, payment, payment)):
        upload = ContentFile(f"%PDF-{number}".encode(), name="x.pdf")
        actions.attach_evidence(viewer=servant, subject=subject, upload=upload)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert queries.evidence_by_envelope() == {paid.envelope.code: 4}


def test_the_bank_file_says_what_is_paid_and_is_the_same_each_time(office: Client, paid: PaymentRun) -> None:
    first = office.get(reverse("ledger:run_bank_file", args=[paid.public_id])).content
    assert office.get(reverse("ledger:run_bank_file", args=[paid.public_id])).content == first
    root = Xml.fromstring(first)
    assert root.findtext(".//p:GrpHdr/p:MsgId", namespaces=NAMESPACE) == paid.message_id
    assert len(paid.message_id) <= 35
    for group in ("GrpHdr", "PmtInf"):
        assert root.findtext(f".//p:{group}/p:NbOfTxs", namespaces=NAMESPACE) == "2"
        assert root.findtext(f".//p:{group}/p:CtrlSum", namespaces=NAMESPACE) == "1000.00"
    amounts = [each.text for each in root.iterfind(".//p:InstdAmt", NAMESPACE)]
    assert amounts == ["600.05", "399.95"]
    assert {each.text for each in root.iterfind(".//p:Cdtr/p:Nm", NAMESPACE)} == {"Cafe Unal Zn"}
    ids = [each.text or "" for each in root.iterfind(".//p:EndToEndId", NAMESPACE)]
    assert len(set(ids)) == 2
    assert all(len(each) <= 35 for each in ids)


def test_the_bank_file_is_what_the_published_schema_of_the_message_allows(office: Client, paid: PaymentRun) -> None:
    """ISO 20022's own schema of pain.001.001.03, as the sepaxml package carries it."""
    content = office.get(reverse("ledger:run_bank_file", args=[paid.public_id])).content.decode()
    schema = XMLSchema(str(files("sepaxml") / "schemas" / "pain.001.001.03.xsd"))
    schema.validate(content)
    with pytest.raises(XMLSchemaValidationError):
        schema.validate(content.replace('Ccy="EUR"', 'Ccy="euro"'))


def test_the_list_for_the_bank_has_every_payment(office: Client, paid: PaymentRun) -> None:
    text = office.get(reverse("ledger:run_list", args=[paid.public_id])).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert [row[4] for row in rows[1:]] == ["60005", "39995"]
    assert {row[0] for row in rows[1:]} == {paid.message_id}


def test_without_account_numbers_there_is_a_list_but_no_bank_file(office: Client, servant: FakeViewer) -> None:
    envelope = Envelope.objects.get(code="2.9-1")
    commitment = actions.commit(
        viewer=servant, envelope=envelope, amount_cents=100, beneficiary="Vzw Zonder", purpose="x"
    )
    actions.plan_payment(viewer=servant, commitment=commitment, amount_cents=100, due_on=date(2026, 12, 1))
    run = actions.start_run(viewer=servant, envelope=envelope)
    for name in ("run_list", "run_bank_file"):
        assert office.get(reverse(f"ledger:{name}", args=[run.public_id])).status_code == 404, "not booked yet"
    jobs.run_due()
    page = _text(office, "run", run.public_id)
    assert "Vzw Zonder heeft geen rekeningnummer." in page
    assert "noemt de rekening niet die betaalt" in page
    assert office.get(reverse("ledger:run_bank_file", args=[run.public_id])).status_code == 404
    assert office.get(reverse("ledger:run_list", args=[run.public_id])).status_code == 200


def test_who_starts_a_run_reads_who_has_no_account_number_and_the_account_that_pays_can_follow(
    office: Client, servant: FakeViewer
) -> None:
    envelope = Envelope.objects.get(code="2.9-1")
    for name, iban in (("Vzw Zonder", ""), ("Vzw Met", IBAN)):
        commitment = actions.commit(
            viewer=servant, envelope=envelope, amount_cents=100, beneficiary=name, purpose="x", iban=iban
        )
        actions.plan_payment(viewer=servant, commitment=commitment, amount_cents=100, due_on=date(2026, 12, 1))
    page = _text(office, "new_run", envelope.code)
    assert "Vzw Zonder heeft geen rekeningnummer." in page
    assert "Vzw Met heeft geen rekeningnummer." not in page
    run = actions.start_run(viewer=servant, envelope=envelope)
    jobs.run_due()
    actions.set_account_number(viewer=servant, commitment=Commitment.objects.get(beneficiary="Vzw Zonder"), iban=IBAN)
    address = reverse("ledger:run_payer", args=[run.public_id])
    assert address in _text(office, "run", run.public_id)
    assert office.post(address, {"payer": "Administratie", "payer_iban": ""}).status_code == 422
    named = {"payer": "Administratie", "payer_iban": IBAN}
    assert [office.post(address, named).status_code for _ in range(2)] == [302, 422]
    assert office.get(reverse("ledger:run_bank_file", args=[run.public_id])).status_code == 200
    assert address not in _text(office, "run", run.public_id)


def test_the_journal_shows_each_movement_and_its_correction(
    office: Client, paid: PaymentRun, servant: FakeViewer
) -> None:
    actions.refuse_payment(viewer=servant, payment=paid.payments.order_by("pk")[0], reason="Rekening afgesloten")
    page = _text(office, "journal", "2.6-1")
    assert "Rekening afgesloten" in page
    assert "zet " in page
    assert "€\u00a0-600,05" in page


def test_open_data_tells_nothing_that_was_not_entered(client: Client, paid: PaymentRun) -> None:
    answer = client.get("/api/v1/ledger").json()
    rows = {row["code"]: row for row in answer["envelopes"]}
    assert rows["2.6-1"]["paid_cents"] == 100_000
    assert rows["2.6-1"]["printed"] == "6,5 miljoen euro"
    assert rows["1.2-2"] == rows["1.2-2"] | {"printed_cents": None, "ceiling_cents": None, "committed_cents": None}
    assert answer["as_of"]
    assert answer["source"]


@pytest.mark.parametrize(
    "wrong",
    [
        "BE68539007547035",
        "BE6853900754703",
        "XX",
        "BE68 5390 0754 703A",
        "68539007547034",
        "BE٦٨539007547034",
        "DE00500105170648489890",
    ],
)
def test_a_mistyped_account_number_is_refused(wrong: str) -> None:
    with pytest.raises(Refused):
        parse_iban(wrong)


def test_an_account_number_is_read_as_people_write_it() -> None:
    assert parse_iban(" be68 5390-0754.7034 ") == IBAN
    assert parse_iban("") == ""
    assert written_iban(IBAN) == "BE68 5390 0754 7034"


def test_a_file_for_the_bank_holds_only_signs_that_it_takes() -> None:
    assert payment_file.latin("Ünal & Zn <x>  €5", 70) == "Unal Zn x 5"
    assert payment_file.latin("☃", 70) == "-"
    assert payment_file.latin("a" * 99, 70) == "a" * 70


def test_a_form_sent_twice_commits_plans_and_asks_back_once(office: Client, world: World) -> None:
    envelope = Envelope.objects.get(code="2.6-1")
    new = office.get(reverse("ledger:commit", args=[envelope.code])).context["form"]["public_id"].value()
    wanted = {"purpose": "x", "amount_cents": "1.000", "beneficiary": "Vzw", "public_id": str(new)}
    answers = [office.post(reverse("ledger:commit", args=[envelope.code]), wanted) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    commitment = Commitment.objects.get()
    plan = {"label": "x", "amount_cents": "400", "due_on": "2026-12-01", "public_id": str(uuid4())}
    for _ in range(2):
        office.post(reverse("ledger:plan_payment", args=[commitment.public_id]), plan)
    assert Payment.objects.count() == 1
    other = reverse("ledger:commit", args=[Envelope.objects.get(code="2.7-1").code])
    assert "al voor iets anders gebruikt" in office.post(other, wanted).content.decode()


def test_a_release_or_a_closing_sent_twice_does_it_once(office: Client, world: World, servant: FakeViewer) -> None:
    envelope = Envelope.objects.get(code="2.6-1")
    commitment = actions.commit(viewer=servant, envelope=envelope, amount_cents=100_000, beneficiary="Vzw", purpose="x")
    given = {"amount_cents": "400", "reason": "x", "seen_cents": "100000"}
    address = reverse("ledger:release", args=[commitment.public_id])
    assert [office.post(address, given).status_code for _ in range(2)] == [302, 422]
    commitment.refresh_from_db()
    assert commitment.amount_cents == 60_000
    for _ in range(2):
        office.post(reverse("ledger:status", args=[envelope.code]), {"to": "closed"})
    envelope.refresh_from_db()
    assert envelope.status == "closed"


def test_an_account_number_that_changes_later_moves_no_payment_of_a_run(
    office: Client, servant: FakeViewer, paid: PaymentRun
) -> None:
    address = reverse("ledger:run_bank_file", args=[paid.public_id])
    before = office.get(address).content
    commitment = Commitment.objects.get()
    actions.set_account_number(viewer=servant, commitment=commitment, iban="NL91ABNA0417164300")
    assert office.get(address).content == before
