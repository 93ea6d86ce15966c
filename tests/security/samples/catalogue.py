"""Samples of `catalogue`."""

from __future__ import annotations

from typing import Any

from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.catalogue.imports import SHORTAGE_LIST
from vakwerk.catalogue.models import Occupation, ShortageList
from vakwerk.core.imports import running
from vakwerk.people.models import Account
from vakwerk.people.viewer import viewer_for

FILE = b"jaar;gepubliceerd op;cluster;beroep\n2027;01/02/2027;Bouwberoepen;Metselaar\n"


def occupation(world: World) -> Sample:
    return Sample({"slug": Occupation.objects.get_or_create(slug="kapper", name="Kapper")[0].slug})


def shortage_year(world: World) -> Sample:
    return Sample({"year": ShortageList.objects.get_or_create(year=2026)[0].year})


def situation(world: World) -> Sample:
    return Sample(query="?now=6-a")


def example(world: World) -> Sample:
    return Sample({"kind": "csv"})


def upload(world: World) -> Sample:
    """Only who sent a file sees it, also among administrators."""

    def kept(account: Account) -> dict[str, Any]:
        return {"pk": running.keep(SHORTAGE_LIST, viewer_for(account), "lijst.csv", FILE, {}).pk}

    return Sample(lambda role: kept(world.accounts[role] if role else world.stranger), kept(world.stranger))
