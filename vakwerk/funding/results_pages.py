"""What the pages of open results show."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vakwerk.core.tables import Column, Table
from vakwerk.funding.models import Licence, OpenResult
from vakwerk.funding.queries import results as queries

DEEDS = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.nl",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.nl",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/deed.nl",
    Licence.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.nl",
}


def table(request: HttpRequest, rows: QuerySet[OpenResult]) -> Table:
    columns = [
        Column("title", _("Title"), sortable=True, url=lambda r: reverse("funding:result", args=[r.public_id])),
        Column("subject", _("Subject or theme"), sortable=True),
        Column("programmes", _("Programmes it is for")),
        Column("makers", _("Makers"), value=lambda r: ", ".join(maker.name for maker in r.makers.all())),
        Column("licence", _("Licence"), sortable=True),
        Column("published_on", _("Published on"), sortable=True),
    ]
    return Table(rows, columns, request, caption=_("Open results"), filename="innovet", empty=_("Nothing was found."))


def result_page(result: OpenResult) -> dict[str, Any]:
    application = result.grant.application if result.grant else None
    rows = [
        (_("Subject or theme"), result.subject),
        (_("Programmes it is for"), result.programmes),
        (_("Makers"), ", ".join(maker.name for maker in result.makers.order_by("name"))),
        (_("Project"), f"{application.title} ({application.call.title})" if application else ""),
        (_("STEM"), _("yes") if result.stem else ""),
        (_("Published on"), date_format(result.published_on, "j F Y") if result.published_on else ""),
    ]
    return {
        "result": result,
        "facts": [row for row in rows if row[1]],
        "deed": DEEDS[Licence(result.licence)],
        "files": queries.files(result),
    }
