"""Building a call, trying it out, publishing it, amending it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vakwerk.core import attachments, audit, mail
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import require, require_builder
from vakwerk.funding.content import Content, dump, load
from vakwerk.funding.content.checking import Fault, faults
from vakwerk.funding.models import Application, ApplicationState, Call, CallState, CallVersion, Grant, Phase
from vakwerk.funding.queries import applications as application_queries
from vakwerk.funding.queries import calls as call_queries
from vakwerk.ledger.models import Envelope
from vakwerk.ledger.rights import may_manage


class Stale(Exception):
    """Somebody else saved the call in the meantime; nothing was written."""


class NotReady(Exception):
    """The call cannot be tried out or published; `faults` say why."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("; ".join(fault.message for fault in found))
        self.faults = found


@transaction.atomic
def create_call(*, viewer: Viewer, content: Content, reference: str, fictitious: bool = False) -> Call:
    """A draft with this content, from nothing, from a template or from an earlier call."""
    require_builder(viewer)
    call = Call(reference=reference, created_at=timezone.now(), fictitious=fictitious)
    _mirror(call, content)
    call.save()
    CallVersion.objects.create(call=call, number=1, content=dump(content))
    audit.record(viewer, "funding.create_call", subject=("funding.call", call.pk))
    return call


def copied(content: Content) -> Content:
    """The content of an earlier call as the start of a new one: its window and its sources are not those of the new."""
    return dataclasses.replace(content, opens_at=None, closes_at=None)


@transaction.atomic
def change_content(*, viewer: Viewer, call: Call, revision: int, change: Callable[[Content], Content]) -> Content:
    """Changes the version that is being written. `Stale` when it is no longer the one the editor saw.

    A call that was in its dry run becomes a draft again: what was tried is not what would be published.
    """
    require_builder(viewer)
    version = CallVersion.objects.select_for_update().filter(call=call, published_at=None).first()
    require(version is not None)
    assert version is not None
    if version.revision != revision:
        raise Stale
    content = change(load(version.content))
    version.content, version.revision = dump(content), revision + 1
    version.save(update_fields=["content", "revision"])
    if version.number == 1:
        _mirror(call, content)
        call.state = CallState.DRAFT
        call.save()
    audit.record(viewer, "funding.change_call", subject=("funding.call", call.pk))
    return content


def _mirror(call: Call, content: Content) -> None:
    """What lists and constraints need to know of the content in force."""
    call.title, call.kind = content.title, content.kind
    call.minimum_scores = content.minimum_scores
    # A window that ends before it starts stays in the draft, where its fault is told; the table does not take it.
    window = (content.opens_at, content.closes_at)
    fits = None not in window and content.closes_at > content.opens_at  # type: ignore[operator]
    call.opens_at, call.closes_at = window if fits else (None, None)


@transaction.atomic
def choose_envelope(*, viewer: Viewer, call: Call, envelope: Envelope | None) -> None:
    """From which credit the grants of this call are committed; free until the first one is.

    A credit that the viewer manages: whoever decides on the call commits from it.
    """
    require_builder(viewer)
    require(envelope is None or may_manage(viewer, envelope))
    require(not Grant.objects.filter(application__call=call).exists())
    Call.objects.filter(pk=call.pk).update(envelope=envelope)
    audit.record(viewer, "funding.choose_envelope", subject=("funding.call", call.pk))


@transaction.atomic
def start_dry_run(*, viewer: Viewer, call: Call) -> None:
    """From now on examples can be filled in. `NotReady` while something is wrong with the content."""
    require_builder(viewer)
    require(call.state in (CallState.DRAFT, CallState.DRY_RUN))
    _require_ready(call)
    call.state = CallState.DRY_RUN
    call.save(update_fields=["state"])
    audit.record(viewer, "funding.start_dry_run", subject=("funding.call", call.pk))


def _require_ready(call: Call) -> Content:
    version = call_queries.being_written(call)
    require(version is not None)
    assert version is not None
    content = load(version.content)
    found = faults(content)
    if found:
        raise NotReady(found)
    return content


@transaction.atomic
def start_trial(*, viewer: Viewer, call: Call, pretended_kind: str, title: str) -> Application:
    """An example application, as if an organisation of this kind applied. Nobody else sees it; it is never judged."""
    require_builder(viewer)
    require(call.state == CallState.DRY_RUN and viewer.organisation_id is not None)
    version = call_queries.being_written(call)
    assert version is not None
    assert viewer.organisation_id is not None
    now = timezone.now()
    made = Application.objects.create(
        call=call,
        version=version,
        lead_id=viewer.organisation_id,
        title=title,
        trial=True,
        pretended_kind=pretended_kind,
        created_at=now,
        saved_at=now,
    )
    audit.record(viewer, "funding.start_trial", subject=("funding.call", call.pk))
    return made


@transaction.atomic
def publish(*, viewer: Viewer, call: Call) -> None:
    """Freezes the content and shows the call to everybody; examples of the dry run go. `NotReady` when it is not."""
    require_builder(viewer)
    call = Call.objects.select_for_update().get(pk=call.pk)
    require(call.state == CallState.DRY_RUN)
    content = _require_ready(call)
    now = timezone.now()
    remove_trials(call)
    call.versions.filter(published_at=None).update(published_at=now)
    _mirror(call, content)
    call.state, call.published_at = CallState.PUBLISHED, now
    call.save()
    audit.record(viewer, "funding.publish_call", subject=("funding.call", call.pk))


def remove_trials(call: Call) -> None:
    """Deletes the examples of a dry run, with their files."""
    for trial in call_queries.trials(call):
        for key in application_queries.Dossier(trial).files:
            attachments.remove(application_queries.owner_of(trial, key))
        trial.delete()


@transaction.atomic
def start_amendment(*, viewer: Viewer, call: Call) -> CallVersion:
    """A next version to write in; until it is published the present one holds. The one being written, if there is."""
    require_builder(viewer)
    require(call.state == CallState.PUBLISHED)
    Call.objects.select_for_update().get(pk=call.pk)
    writing = call_queries.being_written(call)
    current = call_queries.in_force(call)
    assert current is not None
    if writing is not None:
        return writing
    made = CallVersion.objects.create(call=call, number=current.number + 1, content=current.content)
    audit.record(viewer, "funding.start_amendment", subject=("funding.call", call.pk))
    return made


@transaction.atomic
def discard_amendment(*, viewer: Viewer, call: Call) -> None:
    require_builder(viewer)
    call.versions.filter(published_at=None, number__gt=1).delete()
    audit.record(viewer, "funding.discard_amendment", subject=("funding.call", call.pk))


@transaction.atomic
def publish_amendment(*, viewer: Viewer, call: Call, reason: str, site: str) -> None:
    """The new version holds from now on; drafts continue under it and whoever wrote them gets the reason by mail.

    What was submitted stays under the version it was submitted for.
    """
    require_builder(viewer)
    call = Call.objects.select_for_update().get(pk=call.pk)
    require(call.state == CallState.PUBLISHED)
    content = _require_ready(call)
    _require_fair(call, content, timezone.now())
    version = call_queries.being_written(call)
    assert version is not None
    version.published_at, version.reason = timezone.now(), reason
    version.save(update_fields=["published_at", "reason"])
    _mirror(call, content)
    call.save()
    drafts = call.applications.filter(state=ApplicationState.DRAFT, trial=False)
    drafts.update(version=version)
    _tell("funding/mail/amendment", call, reason, site)
    audit.record(viewer, "funding.publish_amendment", subject=("funding.call", call.pk))


def _require_fair(call: Call, content: Content, now: datetime) -> None:
    """Nobody is overtaken: an open call does not close earlier than was announced, a closed one does not change."""
    assert call.closes_at is not None
    assert content.opens_at is not None
    assert content.closes_at is not None
    phase = call.phase(now)
    if phase not in (Phase.ANNOUNCED, Phase.OPEN):
        raise NotReady([Fault("general", _("The call is closed: its content does not change any more."))])
    if content.closes_at < call.closes_at:
        raise NotReady([Fault("general", _("A published call cannot close earlier than it announced."))])
    if phase == Phase.OPEN and content.opens_at > now:
        raise NotReady([Fault("general", _("A call that is open stays open until it closes."))])


def _tell(template: str, call: Call, reason: str, site: str) -> None:
    link = site.rstrip("/") + reverse("funding:call", args=[call.public_id])
    people = call.applications.filter(trial=False).exclude(contact=None).exclude(contact__email="")
    addresses = sorted(set(people.values_list("contact__email", flat=True)))
    letter = {"title": call.title, "reason": reason, "link": link}
    mail.send_many(template, ((address, letter) for address in addresses))


@transaction.atomic
def cancel_call(*, viewer: Viewer, call: Call, reason: str = "", site: str = "") -> None:
    """Takes a call back. A draft goes altogether; a published one stays visible as cancelled, with the reason.

    The reason is kept as that of a last version without changes, and mailed to whoever wrote an application.
    """
    require_builder(viewer)
    if call.state in (CallState.DRAFT, CallState.DRY_RUN):
        remove_trials(call)
        audit.record(viewer, "funding.delete_call", subject=("funding.call", call.pk))
        call.delete()
        return
    locked = Call.objects.select_for_update().get(pk=call.pk)
    require(locked.state == CallState.PUBLISHED and bool(reason.strip()))
    locked.versions.filter(published_at=None).delete()
    current = call_queries.in_force(locked)
    assert current is not None, "a published call has a version"
    CallVersion.objects.create(
        call=locked,
        number=current.number + 1,
        content=current.content,
        reason=_("Cancelled: %(reason)s") % {"reason": reason.strip()},
        published_at=timezone.now(),
    )
    locked.state = CallState.CANCELLED
    locked.save(update_fields=["state"])
    _tell("funding/mail/cancelled", locked, reason.strip(), site)
    audit.record(viewer, "funding.cancel_call", subject=("funding.call", call.pk))
