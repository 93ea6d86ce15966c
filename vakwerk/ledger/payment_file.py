"""What goes to the bank: a list, and a SEPA credit transfer (ISO 20022, pain.001.001.03).

The same run always gives the same bytes, with the same message and end-to-end ids: a bank that gets the file twice
refuses the second. The file keeps to ISO 20022's published schema of the message. No bank has tried it, and Vakwerk
does not send it: a civil servant hands it in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC
from xml.etree import ElementTree as Xml

from django.utils.translation import gettext as _

from vakwerk.ledger.models import Payment, PaymentRun

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"


def heads() -> list[str]:
    return [
        _("Message"),
        _("Payment"),
        _("Beneficiary"),
        _("Account number"),
        _("Amount (cents)"),
        _("Execution date"),
        _("Communication"),
    ]


def rows(run: PaymentRun, payments: Iterable[Payment]) -> Iterable[list[object]]:
    for payment in payments:
        who = payment.commitment
        yield [
            run.message_id,
            payment.public_id.hex,
            who.beneficiary,
            payment.pays_to,
            payment.amount_cents,
            run.execute_on.isoformat(),
            payment.label,
        ]


def lacks(run: PaymentRun, payments: Iterable[Payment]) -> list[str]:
    """What must be filled in before the bank file can be made, one sentence each."""
    missing = [] if run.payer_iban and run.payer else [_("The run does not name the account that pays.")]
    return missing + without_account(payments)


def without_account(payments: Iterable[Payment]) -> list[str]:
    """Who gets paid and has no account number, one sentence each."""
    without = sorted({payment.commitment.beneficiary for payment in payments if not payment.pays_to})
    return [_("%(name)s has no account number.") % {"name": name} for name in without]


def pain001(run: PaymentRun, payments: list[Payment]) -> bytes:
    """The message; ValueError while something lacks."""
    if lacks(run, payments):
        raise ValueError("The run is not complete.")
    document = Xml.Element("Document", {"xmlns": NAMESPACE})
    message = Xml.SubElement(document, "CstmrCdtTrfInitn")
    header = _tree(message, "GrpHdr", MsgId=run.message_id, CreDtTm=_moment(run))
    _totals(header, payments)
    _tree(header, "InitgPty", Nm=latin(run.payer, 70))
    batch = _tree(message, "PmtInf", PmtInfId=run.message_id, PmtMtd="TRF", BtchBookg="true")
    _totals(batch, payments)
    Xml.SubElement(_tree(_tree(batch, "PmtTpInf"), "SvcLvl"), "Cd").text = "SEPA"
    Xml.SubElement(batch, "ReqdExctnDt").text = run.execute_on.isoformat()
    _tree(batch, "Dbtr", Nm=latin(run.payer, 70))
    _tree(_tree(_tree(batch, "DbtrAcct"), "Id"), "", IBAN=run.payer_iban)
    _tree(_tree(_tree(batch, "DbtrAgt"), "FinInstnId"), "Othr", Id="NOTPROVIDED")
    Xml.SubElement(batch, "ChrgBr").text = "SLEV"
    for payment in payments:
        _transfer(batch, payment)
    Xml.indent(document)
    content: bytes = Xml.tostring(document, encoding="utf-8", xml_declaration=True)
    return content


def _transfer(batch: Xml.Element, payment: Payment) -> None:
    transfer = _tree(batch, "CdtTrfTxInf")
    _tree(transfer, "PmtId", EndToEndId=payment.public_id.hex)
    amount = Xml.SubElement(_tree(transfer, "Amt"), "InstdAmt", {"Ccy": "EUR"})
    amount.text = decimal(payment.amount_cents)
    _tree(transfer, "Cdtr", Nm=latin(payment.commitment.beneficiary, 70))
    _tree(_tree(_tree(transfer, "CdtrAcct"), "Id"), "", IBAN=payment.pays_to)
    _tree(transfer, "RmtInf", Ustrd=latin(payment.label, 140))


def _tree(parent: Xml.Element, name: str, **leaves: str) -> Xml.Element:
    """An element with text elements in it; without a name the leaves go straight into the parent."""
    element = Xml.SubElement(parent, name) if name else parent
    for leaf, text in leaves.items():
        Xml.SubElement(element, leaf).text = text
    return element


def _totals(element: Xml.Element, payments: list[Payment]) -> None:
    total = sum(payment.amount_cents for payment in payments)
    _tree(element, "", NbOfTxs=str(len(payments)), CtrlSum=decimal(total))


def _moment(run: PaymentRun) -> str:
    return run.started_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def decimal(cents: int) -> str:
    """1234 is "12.34"."""
    return f"{cents // 100}.{cents % 100:02}"


def latin(text: str, length: int) -> str:
    """The signs that every SEPA bank takes: letters without accents, digits and / - ? : ( ) . , ' +."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r" +", " ", re.sub(r"[^A-Za-z0-9/?:().,'+ -]", " ", bare)).strip()[:length] or "-"
