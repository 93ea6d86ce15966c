"""Which imports there are. A room registers its own in `<room>/imports.py`, which pages and the worker load."""

from __future__ import annotations

from functools import cache

from django.utils.module_loading import autodiscover_modules

from vakwerk.core.imports.spec import ImportSpec

_specs: dict[str, ImportSpec] = {}


def register(spec: ImportSpec) -> ImportSpec:
    """Makes an import known by its name; the last one of a name counts (a module that is loaded again)."""
    _specs[spec.name] = spec
    return spec


@cache
def _load() -> None:
    autodiscover_modules("imports")


def spec_named(name: str) -> ImportSpec:
    """KeyError when no room registered it."""
    if name not in _specs:
        _load()
    return _specs[name]
