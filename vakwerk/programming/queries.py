"""Reads of programming. A school sees its own requests; who oversees sees what was handed in; all see decisions."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from vakwerk.catalogue import queries as catalogue
from vakwerk.catalogue.models import ProgrammeComponent, ProgrammeKind
from vakwerk.core import clock, search
from vakwerk.core.access import visible_or_404
from vakwerk.core.viewer import Role, Viewer
from vakwerk.people.models import OrganisationKind, Site
from vakwerk.programming.models import (
    DECIDED,
    Advice,
    Decision,
    OldProgramme,
    ProgrammingRequest,
    PupilCount,
    State,
)

SCHOOL_ROLES = (Role.PRINCIPAL, Role.COORDINATOR)
OVERSEERS = (Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
PUBLIC = (State.NOTIFIED, State.RUNNING, *DECIDED)
MOST_FOUND = 8


def own_sites(viewer: Viewer) -> QuerySet[Site]:
    """Sites of the viewer's school, or of the schools of the viewer's board."""
    if not viewer.has_role(*SCHOOL_ROLES) or viewer.organisation_id is None:
        return Site.objects.none()
    ours = Q(organisation=viewer.organisation_id) | Q(organisation__board=viewer.organisation_id)
    schools = Site.objects.filter(ours, organisation__kind=OrganisationKind.SECONDARY_SCHOOL)
    return schools.select_related("organisation").order_by("organisation__name", "number")


def own_site(viewer: Viewer, pk: int) -> Site:
    """404 for a site of somebody else."""
    found = own_sites(viewer).filter(pk=pk).first()
    return visible_or_404(found, found is not None)


def siblings(site: Site) -> list[Site]:
    """All sites of the school of a site: the offer profile belongs to the school."""
    return list(Site.objects.filter(organisation=site.organisation_id).order_by("number"))


def requests() -> QuerySet[ProgrammingRequest]:
    """With everything that a list shows of one, in a fixed number of queries."""
    return ProgrammingRequest.objects.select_related(
        "site__organisation", "component__group", "drafted_by"
    ).prefetch_related(
        Prefetch("counts", PupilCount.objects.order_by("school_year")),
        Prefetch("decisions", Decision.objects.select_related("decided_by")),
        Prefetch("advices", Advice.objects.select_related("entered_by")),
    )


def visible(viewer: Viewer) -> QuerySet[ProgrammingRequest]:
    """Of one's own sites; for overseers everything that left the drawer."""
    if viewer.has_role(*OVERSEERS):
        return requests().filter(handed_in_on__isnull=False)
    return requests().filter(site__in=own_sites(viewer))


def own_requests(viewer: Viewer) -> QuerySet[ProgrammingRequest]:
    """The newest first."""
    return requests().filter(site__in=own_sites(viewer)).order_by("-school_year", "-pk")


def request_of(viewer: Viewer, pk: int) -> ProgrammingRequest:
    """404 for a request that the viewer may not see."""
    found = visible(viewer).filter(pk=pk).first()
    return visible_or_404(found, found is not None)


def decision_of(viewer: Viewer, pk: int) -> Decision:
    """404 for the decision about a request that the viewer may not see."""
    found = Decision.objects.select_related("request__site__organisation", "request__component__group").filter(pk=pk)
    decision = found.first()
    seen = decision is not None and visible(viewer).filter(pk=decision.request_id).exists()
    return visible_or_404(decision, seen)


def counted_together(request: ProgrammingRequest, school_year: int) -> list[ProgrammingRequest]:
    """The request first, then others that ran then under the same number at the same site: dual beside not dual."""
    others = requests().filter(
        site=request.site_id,
        component__group=request.component.group_id,
        school_year__lte=school_year,
        state__in=[State.RUNNING, State.TOLERANCE],
    )
    return [request, *others.exclude(pk=request.pk).order_by("pk")]


def followed() -> QuerySet[ProgrammingRequest]:
    """What the administration follows: everything handed in and not withdrawn, the newest first."""
    return (
        requests()
        .filter(handed_in_on__isnull=False)
        .exclude(state=State.WITHDRAWN)
        .order_by("-school_year", "site__organisation__name", "pk")
    )


def public_requests() -> QuerySet[ProgrammingRequest]:
    """What everybody may know: notified, decided and running programmes, without any count of pupils."""
    return requests().filter(state__in=PUBLIC).order_by("-school_year", "site__organisation__name", "pk")


def component(pk: int) -> ProgrammeComponent | None:
    """A component in force; as in the search, special education (OV3) has rules of its own."""
    return catalogue.components().filter(pk=pk).exclude(group__kind=ProgrammeKind.OV3).first()


def found_components(text: str) -> list[ProgrammeComponent]:
    """The components of the programmes that somebody may mean, best hit first, not dual before dual.

    The rules are those of ordinary secondary education: special education (OV3) is left out.
    """
    numbers = [hit.key for hit in search.find("programme", text, limit=MOST_FOUND)]
    order = {number: place for place, number in enumerate(numbers)}
    rows = catalogue.components().filter(group__number__in=order).exclude(group__kind=ProgrammeKind.OV3)
    return sorted(rows, key=lambda row: (order[row.group.number], row.dual, row.domain))


def startable_years() -> range:
    """School years for which somebody may draft: the one to come first."""
    now = clock.school_year(clock.today())
    return range(now, now + 3)


def planning_year() -> int:
    return clock.school_year(clock.today()) + 1


def old_programmes() -> QuerySet[OldProgramme]:
    return OldProgramme.objects.select_related("group").order_by("title", "track")
