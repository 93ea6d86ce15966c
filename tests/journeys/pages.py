"""Public pages that every accessibility run visits, wide and narrow, light and dark. Add yours."""

from __future__ import annotations

PUBLIC_PAGES: list[str] = [
    "/",
    "/stijlgids/",
    "/privacy/",
    "/toegankelijkheid/",
    "/aanmelden/",
    "/kies-een-rol/",
    "/richtingen/",
    "/richtingen/matrix/",
    "/richtingen/vergelijk/",
    "/scholen/",
    "/open-data/",
    "/beroepen/",
    "/beroepen/kapper/",
    "/wat-kan-ik-daarna/?nu=2a",
    "/talent/",
    "/talent/code/",
    "/talent/rapport/code/",
    "/talent/ouders/",
    "/talent/gesprek/",
    "/plan/",
    "/plan/1.1/",
    "/plan/bedragen/",
    "/rondleiding/",
    "/deze-pagina-bestaat-niet/",
]
