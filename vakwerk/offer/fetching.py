"""Fetch the registers with a key and keep their pages in a folder, so that what is applied can be read again."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from vakwerk.catalogue.importers import Register, read_administrative_groups, read_structure
from vakwerk.catalogue.official_api import ADMINISTRATIVE_GROUPS, GROUPS, SITES, OfficialApi, read_dump
from vakwerk.offer.registers import FILES, source

# 311 is ordinary full-time secondary education; without it the register gives every school of Flanders.
FILTERS = {SITES: {"filter_instellingslocatie_hoofdstructuur": "311"}}


# What the codes of the offer mean: the register of programmes and that of their years of study.
CATALOGUE_FILES = {path.rsplit("/", 1)[-1]: path for path in (GROUPS, ADMINISTRATIVE_GROUPS)}


def read_catalogue(folder: Path) -> Register | None:
    """The registers of the catalogue in this folder; None when there are none."""
    if not any(list(folder.glob(f"{name}*")) for name in CATALOGUE_FILES):
        return None
    structure, years = (read_dump(source(folder, name)) for name in CATALOGUE_FILES)
    return read_administrative_groups(years, read_structure(structure))


def fetch(api: OfficialApi, folder: Path) -> Path:
    """All registers as `<name>.json` in `folder`. A half register raises and leaves no file under its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in {**FILES, **CATALOGUE_FILES}.items():
        records = list(api.records(path, FILTERS.get(path)))
        half = folder / f"{name}.part"
        half.write_text(json.dumps(records), encoding="utf-8")
        half.rename(folder / f"{name}.json")
    return folder


def add_source(parser: ArgumentParser) -> None:
    """The two ways to say where the registers are."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--from-folder", type=Path, metavar="DIR", help="saved pages: instelling.json, ...")
    source.add_argument("--key", help="x-api-key of onderwijs-api-portaal.vlaanderen.be")


def folder_of(options: dict[str, Any]) -> Path:
    """The folder with the registers; fetched first when a key was given."""
    if options["from_folder"]:
        return Path(options["from_folder"]).resolve()
    return fetch(OfficialApi(options["key"]), settings.MEDIA_ROOT / "registers" / f"{timezone.now():%Y%m%d-%H%M%S}")
