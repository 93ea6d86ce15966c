"""Calls, for everybody and for who builds them."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from vakwerk.core import clock
from vakwerk.core.access import visible_or_404
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.content import Content, load
from vakwerk.funding.models import PUBLIC_STATES, UNSENT, Application, Call, CallVersion
from vakwerk.people.models import Organisation


def moment_shown() -> datetime:
    """Now, or the end of the day that the reader asked for ("stand op"). Only for showing: what counts is the clock."""
    if not clock.is_travelling():
        return timezone.now()
    return timezone.make_aware(datetime.combine(clock.as_of(), time(23, 59, 59)))


def public_calls() -> QuerySet[Call]:
    """Every call that was published by the moment shown: open ones and those that open soon first, then the latest."""
    now = moment_shown()
    still_to_come = Q(closes_at__gt=now)
    published = Call.objects.filter(state__in=PUBLIC_STATES, published_at__lte=now)
    return published.annotate(current=still_to_come).order_by("-current", F("closes_at").desc(), "pk")


def public_call(public_id: UUID) -> Call:
    call = Call.objects.filter(public_id=public_id).first()
    return visible_or_404(call, call is not None and call.state in PUBLIC_STATES and _was_published(call))


def _was_published(call: Call) -> bool:
    return call.published_at is not None and call.published_at <= moment_shown()


def built_calls(viewer: Viewer) -> QuerySet[Call]:
    """All calls with how many applications were started and submitted, for civil servants."""
    if not viewer.has_role(*BUILDERS):
        return Call.objects.none()
    real = Q(applications__trial=False)
    started = Count("applications", filter=real)
    sent = Count("applications", filter=real & ~Q(applications__state__in=UNSENT))
    return Call.objects.annotate(started=started, sent=sent).order_by("-created_at", "-pk")


def built_call(viewer: Viewer, public_id: UUID) -> Call:
    call = Call.objects.filter(public_id=public_id).first()
    return visible_or_404(call, viewer.has_role(*BUILDERS))


def in_force(call: Call) -> CallVersion | None:
    """The last published version; None for a call that was never published."""
    return call.versions.filter(published_at__isnull=False).order_by("-number").first()


def being_written(call: Call) -> CallVersion | None:
    return call.versions.filter(published_at=None).first()


def version_to_read(call: Call) -> CallVersion:
    """What holds now; before the first publication what is being written."""
    found = in_force(call) or being_written(call)
    assert found is not None, "a call has a version from the start"
    return found


def content_of(call: Call) -> Content:
    return load(version_to_read(call).content)


def shown_content(call: Call) -> Content:
    """The content that holds at the moment shown, for the public page."""
    published = call.versions.filter(published_at__lte=moment_shown()).order_by("-number").first()
    return load((published or version_to_read(call)).content)


def amendments(call: Call) -> QuerySet[CallVersion]:
    """The published changes, the latest first."""
    return call.versions.filter(published_at__lte=moment_shown(), number__gt=1).order_by("-number")


def trials(call: Call) -> QuerySet[Application]:
    return call.applications.filter(trial=True).order_by("-created_at")


def submitted(viewer: Viewer, call: Call) -> QuerySet[Application]:
    """What was handed in, in the order of arrival, for civil servants."""
    if not viewer.has_role(*BUILDERS):
        return Application.objects.none()
    sent = call.applications.filter(trial=False, submitted_at__isnull=False)
    return sent.select_related("lead", "call").order_by("submitted_at", "pk")


def open_for_api(now: datetime, current: bool | None) -> QuerySet[Call]:
    """Published calls with the version in force; `current`: only those that are open, or only the others."""
    versions = CallVersion.objects.filter(published_at__lte=now).order_by("-number")
    calls = public_calls().prefetch_related(Prefetch("versions", versions, to_attr="published"))
    if current is None:
        return calls
    is_open = Q(state="published", opens_at__lte=now, closes_at__gt=now)
    return calls.filter(is_open) if current else calls.exclude(is_open)


def organisations_called(text: str, limit: int = 8) -> list[Organisation]:
    """Organisations by official number, or by a part of the name; those whose whole name it is come first."""
    text = text.strip()[:100].replace("\x00", "")
    if len(text) < 2:
        return []
    digits = "".join(sign for sign in text if sign.isdigit())
    wanted = Q(name__icontains=text) | (Q(numbers__value=digits) if digits else Q())
    found = Organisation.objects.filter(wanted).distinct().order_by("name", "pk")[: limit * 4]
    return sorted(found, key=lambda o: (o.name.casefold() != text.casefold(), o.name))[:limit]
