"""Public pages that every accessibility run visits, wide and narrow, light and dark. Add yours: path and its h1."""

from __future__ import annotations

PUBLIC_PAGES: list[str] = [
    "/",
    "/stijlgids/",
    "/aanmelden/",
    "/deze-pagina-bestaat-niet/",
]
