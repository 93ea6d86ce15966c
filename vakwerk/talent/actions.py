"""Writes. A child acts by the code it holds; staff act for their own organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from vakwerk.core import audit, clock
from vakwerk.core.viewer import Viewer
from vakwerk.engines.rules.periods import months_after
from vakwerk.talent import browser, codes, pace, queries
from vakwerk.talent.bank import bank
from vakwerk.talent.codes import Kind
from vakwerk.talent.considerations import Considered
from vakwerk.talent.models import (
    Answer,
    ConsiderationMeasure,
    Context,
    ProgrammeStance,
    Recipient,
    Session,
    Share,
    Sitting,
    Stance,
    scattered_key,
)

KEPT_MONTHS = 6
MAX_SEATS = 60
MAX_STANCES = 40
LATER_DAYS = 30
"""How long somebody at home may wait with "continue later"."""


class Refusal(StrEnum):
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    CLOSED = "closed"
    FINISHED = "finished"
    ELSEWHERE = "elsewhere"


class Refused(Exception):
    """A code or an answer that is not accepted; `reason` tells the page which words to use."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


# --- sessions of a class ---


@transaction.atomic
def open_session(*, viewer: Viewer, label: str, seats: int, stage: str, codes_until: date) -> Session:
    """A session with empty seats; their codes are made when the sheet is printed."""
    organisation = _staff_organisation(viewer)
    if not 1 <= seats <= MAX_SEATS:
        raise ValueError(f"a session has 1 to {MAX_SEATS} seats")
    today = clock.today()
    session = Session.objects.create(
        organisation_id=organisation, label=label, stage=stage, created_on=today, codes_until=codes_until
    )
    Sitting.objects.bulk_create(_empty_seat(session, seat) for seat in range(1, seats + 1))
    audit.record(viewer, "talent.open_session", subject=("talent.session", session.pk))
    return session


@transaction.atomic
def make_codes(*, viewer: Viewer, session: Session) -> list[tuple[int, str]]:
    """New answering codes, (seat, code), for every seat nobody started; older codes of those seats stop working.

    Only hashes are kept, so this is the one moment at which the codes can be read.
    """
    _own_session(viewer, session)
    waiting = list(
        Sitting.objects.select_for_update().filter(session=session, started_on__isnull=True).order_by("seat")
    )
    fresh = [(sitting, codes.new_code()) for sitting in waiting]
    for sitting, code in fresh:
        sitting.answering_hash = codes.digest(Kind.ANSWERING, code)
    Sitting.objects.bulk_update(waiting, ["answering_hash"])
    audit.record(viewer, "talent.make_codes", subject=("talent.session", session.pk))
    return [(sitting.seat or 0, code) for sitting, code in fresh]


@transaction.atomic
def close_session(*, viewer: Viewer, session: Session) -> None:
    """No code of this session works any more and empty seats go; a child that is busy may finish in its own browser."""
    _own_session(viewer, session)
    Session.objects.filter(pk=session.pk, closed_at=None).update(closed_at=timezone.now())
    Sitting.objects.filter(session=session, started_on__isnull=True).delete()
    audit.record(viewer, "talent.close_session", subject=("talent.session", session.pk))


def _staff_organisation(viewer: Viewer) -> int:
    if viewer.organisation_id is None or not viewer.has_role(*queries.SESSION_ROLES):
        raise PermissionDenied
    return viewer.organisation_id


def _own_session(viewer: Viewer, session: Session) -> None:
    if session.organisation_id != _staff_organisation(viewer):
        raise PermissionDenied


def _empty_seat(session: Session, seat: int) -> Sitting:
    return Sitting(
        context=Context.CLASS,
        session=session,
        seat=seat,
        stage=session.stage,
        bank_version=bank().version,
        answer_until=session.codes_until,
        delete_after=months_after(session.created_on, KEPT_MONTHS),
    )


# --- answering ---


@transaction.atomic
def enter(*, code: str) -> Sitting:
    """Opens the questions with an answering code and makes this browser the one that answers. Raises Refused."""
    hashed = codes.digest(Kind.ANSWERING, code)
    found = (
        Sitting.objects.select_for_update(of=("self",)).select_related("session").filter(answering_hash=hashed).first()
    )
    if found is None:
        raise Refused(Refusal.UNKNOWN)
    _still_open(found)
    if found.session and found.session.closed_at:
        raise Refused(Refusal.CLOSED)
    found.browser, found.started_on = browser.new_mark(), found.started_on or clock.today()
    found.save(update_fields=["browser", "started_on"])
    return found


@transaction.atomic
def answer(*, sitting: Sitting, mark: str, item: str, value: int | None) -> None:
    """Stores one answer; the same answer again changes nothing. Raises Refused, LookupError, ValueError."""
    if bank().position(item) is None:
        raise LookupError(item)
    if value is not None and not 1 <= value <= 5:
        raise ValueError(value)
    current = Sitting.objects.select_for_update().filter(pk=sitting.pk).first()
    if current is None or current.browser != mark:
        raise Refused(Refusal.ELSEWHERE)
    _still_open(current)
    _row, first = Answer.objects.update_or_create(sitting=current, item=item, defaults={"value": value})
    if first:
        _note_pace(current)


def _note_pace(sitting: Sitting) -> None:
    """Counts a first answer that came too fast; a corrected one says nothing about reading."""
    moment = pace.now()
    sitting.hurried += pace.hurried(sitting.answered_at, moment)
    sitting.answered_at = moment
    sitting.save(update_fields=["hurried", "answered_at"])


def _still_open(sitting: Sitting) -> None:
    if sitting.finished_on:
        raise Refused(Refusal.FINISHED)
    if sitting.answer_until is None or sitting.answer_until < clock.today():
        raise Refused(Refusal.EXPIRED)


def choose_stage(*, sitting: Sitting, stage: str) -> None:
    Sitting.objects.filter(pk=sitting.pk).update(stage=stage)
    sitting.stage = stage


@transaction.atomic
def finish(*, sitting: Sitting, mark: str) -> str:
    """Closes the answers and gives the report code, which is a new secret.

    Asked again by the same browser before the report was opened (a lost reply), it gives a new code; the old one dies.
    """
    current = Sitting.objects.select_for_update().filter(pk=sitting.pk, browser=mark).first()
    if current is None:
        raise Refused(Refusal.ELSEWHERE)
    if current.finished_on and current.opened:
        raise Refused(Refusal.FINISHED)
    current.finished_on = current.finished_on or clock.today()
    current.answered_at = None
    return _new_report_code(current, "finished_on", "answered_at")


@transaction.atomic
def replace_report_code(*, sitting: Sitting) -> str:
    """A new report code for whoever has the report open; the old code stops working."""
    return _new_report_code(sitting)


def hash_of_report_code(code: str) -> str:
    return codes.digest(Kind.REPORT, code)


def _new_report_code(sitting: Sitting, *fields: str) -> str:
    code = codes.new_code()
    sitting.report_hash = codes.digest(Kind.REPORT, code)
    sitting.save(update_fields=["report_hash", *fields])
    return code


@transaction.atomic
def continue_later(*, answers: Mapping[str, int | None], stage: str, hurried: int = 0) -> tuple[Sitting, str]:
    """Somebody at home asks to keep unfinished answers; gives the sitting and its answering code."""
    code = codes.new_code()
    sitting = _home_sitting(stage, answering_hash=codes.digest(Kind.ANSWERING, code), hurried=hurried)
    _store(sitting, answers)
    return sitting, code


@transaction.atomic
def keep_report(
    *, answers: Mapping[str, int | None], stage: str, stances: Mapping[str, str], hurried: int = 0
) -> tuple[Sitting, str]:
    """Somebody at home asks to keep the report; gives the sitting and its report code."""
    code = codes.new_code()
    sitting = _home_sitting(
        stage,
        report_hash=codes.digest(Kind.REPORT, code),
        finished_on=clock.today(),
        opened=True,
        hurried=hurried,
    )
    _store(sitting, answers)
    ProgrammeStance.objects.bulk_create(
        ProgrammeStance(sitting=sitting, programme=programme, stance=stance) for programme, stance in stances.items()
    )
    return sitting, code


def _home_sitting(stage: str, **fields: object) -> Sitting:
    today = clock.today()
    return Sitting.objects.create(
        context=Context.HOME,
        stage=stage,
        bank_version=bank().version,
        browser=browser.new_mark(),
        started_on=today,
        answer_until=date.fromordinal(today.toordinal() + LATER_DAYS),
        delete_after=months_after(today, KEPT_MONTHS),
        **fields,
    )


def _store(sitting: Sitting, answers: Mapping[str, int | None]) -> None:
    Answer.objects.bulk_create(Answer(sitting=sitting, item=item, value=value) for item, value in answers.items())


# --- the report ---


def open_report(*, code: str) -> Sitting:
    """The sitting of a report code. Raises Refused: an unknown, deleted or expired code are the same to the outside."""
    sitting = queries.sitting_by_report(codes.digest(Kind.REPORT, code))
    if sitting is None:
        raise Refused(Refusal.UNKNOWN)
    return mark_opened(sitting=sitting)


def mark_opened(*, sitting: Sitting) -> Sitting:
    """From now on the browser that answered gets no other report code."""
    if not sitting.opened:
        Sitting.objects.filter(pk=sitting.pk).update(opened=True)
        sitting.opened = True
    return sitting


def changed_stances(stances: Mapping[str, str], programme: str, stance: str) -> dict[str, str]:
    """The child's own corrections after one more; an empty stance takes it back. At most MAX_STANCES."""
    changed = {key: value for key, value in stances.items() if key != programme}
    if stance and len(changed) < MAX_STANCES:
        changed[programme] = Stance(stance).value
    return changed


@transaction.atomic
def take_stance(*, sitting: Sitting, programme: str, stance: str) -> None:
    wanted = changed_stances(queries.stances_of(sitting), programme, stance)
    sitting.stances.filter(programme=programme).delete()
    if programme in wanted:
        ProgrammeStance.objects.create(sitting=sitting, programme=programme, stance=wanted[programme])


@transaction.atomic
def delete_sitting(*, sitting: Sitting) -> None:
    """Answers, corrections, shares and the key of the audit entries: all gone, at once."""
    audit.forget("talent.sitting", sitting.pk)
    Sitting.objects.filter(pk=sitting.pk).delete()


@transaction.atomic
def share(*, sitting: Sitting, recipient: Recipient) -> tuple[Share, str]:
    """Lends the report to one organisation, the first that opens the code; gives the share and its code."""
    code = codes.new_code()
    lent = Share.objects.create(
        sitting=sitting, recipient=recipient, token_hash=codes.digest(Kind.SHARE, code), created_on=clock.today()
    )
    return lent, code


@transaction.atomic
def revoke(*, sitting: Sitting, share_id: str) -> bool:
    """Takes a share back; True when there was one."""
    return bool(Share.objects.filter(sitting=sitting, public_id=share_id).delete()[0])


@transaction.atomic
def accept_share(*, viewer: Viewer, code: str) -> Share:
    """Binds a share to the viewer's organisation. Raises Refused when unknown, not for this role, or another's."""
    hashed = codes.digest(Kind.SHARE, code)
    live = Share.objects.filter(sitting__delete_after__gte=clock.today())
    lent = live.select_for_update(of=("self",)).filter(token_hash=hashed).first()
    if (
        lent is None
        or viewer.organisation_id is None
        or not viewer.has_role(*queries.SHARE_ROLES[Recipient(lent.recipient)])
    ):
        raise Refused(Refusal.UNKNOWN)
    if lent.organisation_id not in {None, viewer.organisation_id}:
        raise Refused(Refusal.UNKNOWN)
    lent.organisation_id = viewer.organisation_id
    lent.save(update_fields=["organisation"])
    return lent


@transaction.atomic
def read_shared(*, viewer: Viewer, lent: Share) -> Sitting:
    """The sitting behind a share; the reading is audited and counted, and the child sees the count."""
    Share.objects.filter(pk=lent.pk).update(times_opened=F("times_opened") + 1, last_opened_on=clock.today())
    audit.read(viewer, ("talent.sitting", lent.sitting_id), purpose="shared by the pupil")
    return lent.sitting


# --- measure and retention ---


def record_measure(*, context: Context, before: Considered, after: Considered) -> None:
    """One anonymous row: month, context, what was considered before and after."""
    ConsiderationMeasure.objects.create(
        id=scattered_key(),
        month=f"{clock.today():%Y-%m}",
        context=context,
        before_finalities=",".join(sorted(before.finalities)),
        before_forms=",".join(sorted(before.forms)),
        after_finalities=",".join(sorted(after.finalities)),
        after_forms=",".join(sorted(after.forms)),
    )


def delete_expired(day: date) -> int:
    """Sittings whose six months are over, with their audit keys; sessions that are empty by then go with them."""
    count = 0
    for sitting in Sitting.objects.filter(delete_after__lt=day).iterator():
        delete_sitting(sitting=sitting)
        count += 1
    Session.objects.filter(sittings__isnull=True, codes_until__lt=day).delete()
    return count
