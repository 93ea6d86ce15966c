"""Imports of CSV and XLSX: upload, columns, check, result; every error by row and column, all or nothing.

A room writes `<room>/imports.py` with an `ImportSpec` (see `spec`), registers it, and mounts `pages(...)` in its urls.
Files of more than 2,000 rows are imported by a worker. What a person uploaded goes as soon as it is imported.
"""

from vakwerk.core.imports import parsers
from vakwerk.core.imports.registry import register, spec_named
from vakwerk.core.imports.spec import Column, Context, ImportSpec, Outcome, Problem, Record

__all__ = [
    "Column",
    "Context",
    "ImportSpec",
    "Outcome",
    "Problem",
    "Record",
    "pages",
    "parsers",
    "register",
    "spec_named",
]


def __getattr__(name: str) -> object:
    """`pages` needs the models, and this package is imported before they are ready."""
    if name == "pages":
        from vakwerk.core.imports.views import pages

        return pages
    raise AttributeError(name)
