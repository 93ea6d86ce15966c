"""The order of the applications of a call: computed while the jury judges, kept when its meeting closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vakwerk.core.access import visible_or_404
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.engines.money import ranking as engine
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.content import Content, Criterion
from vakwerk.funding.models import (
    Application,
    ApplicationState,
    Assessment,
    Call,
    CallState,
    Decision,
    RankedApplication,
    Ranking,
    Standing,
)
from vakwerk.funding.queries.applications import application as application_of
from vakwerk.funding.queries.calls import content_of
from vakwerk.funding.queries.juries import bound, counted, judged_in

Lacking: TypeAlias = list[str]
# A spread of so many points out of 100 is shown as a reason to talk; Vakwerk's own choice, no source prescribes one.
WIDE_SPREAD = 25


def criteria_of(content: Content) -> list[engine.Criterion]:
    return [engine.Criterion(each.key, each.weight, each.top) for each in content.criteria]


def entries(call: Call) -> list[engine.Entry]:
    """The applications as the engine reads them: key, amount, and the points of each member that count.

    While the jury judges, what somebody gave who works for a party today does not count.
    """
    points: dict[int, dict[str, dict[str, int]]] = defaultdict(dict)
    shut = bound(call) if call.state == CallState.PUBLISHED else {}
    for each in counted(judged_in(call)):
        if each.application_id in shut.get(each.member.person_id, ()):
            continue
        points[each.application_id][str(each.member_id)] = {s.criterion: s.points for s in each.scores.all()}
    rows = judged_in(call).values_list("pk", "requested_cents")
    return [engine.Entry(str(key), cents, points[key]) for key, cents in rows if cents > 0]


def standing(call: Call, budget_cents: int) -> engine.Order:
    """The order at this moment; eight queries at most."""
    return engine.order(entries(call), criteria_of(content_of(call)), budget_cents, call.minimum_scores)


def lacking(call: Call, budget_cents: int) -> Lacking:
    """What stands in the way of closing the meeting."""
    found: Lacking = []
    open_states = (ApplicationState.SUBMITTED, ApplicationState.TO_COMPLETE)
    waiting = call.applications.filter(trial=False, state__in=open_states).count()
    if waiting:
        found.append(
            ngettext(
                "%(count)s application is not checked yet.", "%(count)s applications are not checked yet.", waiting
            )
            % {"count": waiting}
        )
    if call.envelope is not None and (call.envelope.left_cents or 0) < budget_cents:
        left = euros(call.envelope.left_cents or 0)
        found.append(_("The credit of this call has only %(left)s left.") % {"left": left})
    places = standing(call, budget_cents).places
    few = sum(place.outcome is engine.Outcome.TOO_FEW for place in places)
    if not places:
        found.append(_("There is nothing to rank."))
    if few:
        text = ngettext(
            "%(count)s application has fewer than %(least)s scores.",
            "%(count)s applications have fewer than %(least)s scores.",
            few,
        )
        found.append(text % {"count": few, "least": call.minimum_scores})
    return found


def in_force(call: Call) -> Ranking | None:
    """The ranking of the last closed meeting."""
    return call.rankings.order_by("-number").first()


@dataclass(frozen=True)
class Row:
    """One line of a ranking. Score and spread are exact points out of 100; `marks` by member, in the order given."""

    application: Application
    place: int | None
    score: Fraction | None
    spread: Fraction
    marks: tuple[tuple[str, Fraction], ...]
    standing: Standing
    decision: Decision | None

    @property
    def wide(self) -> bool:
        return self.spread >= WIDE_SPREAD


@dataclass(frozen=True)
class Ranked:
    """A ranking as pages show it; `kept` (under its number) when the meeting is closed, else as it stands now."""

    rows: tuple[Row, ...]
    budget_cents: int
    left_cents: int
    kept: bool
    number: int = 0

    @property
    def tied(self) -> bool:
        return any(row.standing == Standing.TIED for row in self.rows)


def ranked(call: Call, budget_cents: int) -> Ranked:
    """The kept ranking, else the order at this moment."""
    kept = in_force(call) if call.state != "published" else None
    order = standing(call, kept.budget_cents if kept else budget_cents)
    names = {str(m.pk): str(m.person) for m in call.jury.select_related("person")}
    found = {row.pk: row for row in judged_in(call)}
    decided = latest_decisions(list(found))
    marks = {place.key: place for place in order.places}
    if kept:
        places = kept.places.filter(application__in=found)
        rows = _in_order(_kept_row(row, found, marks, names, decided) for row in places)
        within = sum(row.application.requested_cents for row in rows if row.standing == Standing.WITHIN)
        return Ranked(rows, kept.budget_cents, kept.budget_cents - within, kept=True, number=kept.number)
    live = _in_order(_row(place, found, names, decided) for place in order.places)
    return Ranked(live, budget_cents, order.left, kept=False)


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """By place; who shares one by number, who has none after them: the same before and after the meeting closes."""
    return tuple(sorted(rows, key=lambda row: (row.place is None, row.place or 0, row.application.reference or "")))


def _named(place: engine.Place | None, names: dict[str, str]) -> tuple[tuple[str, Fraction], ...]:
    return tuple((names.get(member, member), value) for member, value in place.marks.items()) if place else ()


def _row(
    place: engine.Place, found: dict[int, Application], names: dict[str, str], decided: dict[int, Decision]
) -> Row:
    key = int(place.key)
    outcome = Standing(place.outcome.value)
    return Row(found[key], place.place, place.score, place.spread, _named(place, names), outcome, decided.get(key))


def _kept_row(
    row: RankedApplication,
    found: dict[int, Application],
    marks: dict[str, engine.Place],
    names: dict[str, str],
    decided: dict[int, Decision],
) -> Row:
    key = row.application_id
    return Row(
        found[key],
        row.place,
        Fraction(row.score_numerator, row.score_denominator),
        Fraction(row.spread_numerator, row.spread_denominator),
        _named(marks.get(str(key)), names),
        Standing(row.standing),
        decided.get(key),
    )


def latest_decisions(application_ids: list[int]) -> dict[int, Decision]:
    """The decision that holds, by application."""
    rows = Decision.objects.filter(application__in=application_ids).order_by("number")
    return {row.application_id: row for row in rows}


def decision_of(viewer: Viewer, application_id: UUID) -> Decision:
    """The decision that holds on an application that the viewer may see; 404 when there is none."""
    application = application_of(viewer, application_id)
    found = application.decisions.select_related("ranking", "application__call__envelope").order_by("-number").first()
    return visible_or_404(found, found is not None)


@dataclass(frozen=True)
class Mean:
    """What the jury gave on one criterion: the mean of the points, nobody's own."""

    label: str
    top: int
    weight: int
    points: Fraction


def means(application: Application, content: Content) -> list[Mean]:
    """Means by criterion, for the letter: no names, and no member's own points."""
    given = list(counted(Application.objects.filter(pk=application.pk)))
    return [_mean(criterion, given) for criterion in content.criteria] if given else []


def _mean(criterion: Criterion, given: list[Assessment]) -> Mean:
    scores = [score for each in given for score in each.scores.all() if score.criterion == criterion.key]
    total = sum(score.points for score in scores)
    return Mean(criterion.label, criterion.top, criterion.weight, Fraction(total, len(scores) or 1))


def reserve(viewer: Viewer, public_id: UUID) -> Application:
    """An application on the reserve list, for a civil servant."""
    found = Application.objects.select_related("call__envelope", "lead").filter(public_id=public_id).first()
    listed = found is not None and found.state == ApplicationState.RESERVE
    return visible_or_404(found, viewer.has_role(*BUILDERS) and listed)
