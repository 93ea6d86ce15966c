"""One call from results to the bytes of the manual."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import numpy as np

from vakwerk.engines.psychometrics.adaptive.simulation import Simulation
from vakwerk.engines.psychometrics.advice_stability import Agreement
from vakwerk.engines.psychometrics.calibration.results import Calibration
from vakwerk.engines.psychometrics.hexagon import HexagonInterval, HexagonTest
from vakwerk.engines.psychometrics.norms import NoNorms, Norms
from vakwerk.engines.psychometrics.quality.item_fit import ItemFit
from vakwerk.engines.psychometrics.quality.overall_fit import OverallFit
from vakwerk.engines.psychometrics.records import FloatArray
from vakwerk.engines.psychometrics.regressed import RegressedFit
from vakwerk.engines.words import Language

from . import chapters, measurement
from . import texts as t
from .blocks import Block, Pen, paragraph, table
from .evidence import About, Dif, Evidence

TEMPLATE = "manual.typ"


class ManualError(Exception):
    """The template does not compile with these results; the message is the compiler's."""


def technical_manual(
    calibration: Calibration,
    *,
    dif: Dif | Mapping[str, Dif] | None = None,
    reliability: Mapping[str, float] | None = None,
    simulations: Simulation | Mapping[str, Simulation] | None = None,
    norms: Norms | NoNorms | None = None,
    item_fit: ItemFit | None = None,
    overall_fit: OverallFit | None = None,
    stability: Mapping[str, Agreement] | None = None,
    hexagon: HexagonTest | HexagonInterval | None = None,
    regressed: RegressedFit | None = None,
    about: About | None = None,
    language: Language = "nl",
) -> bytes:
    """A tagged PDF (PDF/UA-1) along the seven COTAN criteria; same results, same bytes. What is None is said to be
    missing.

    `dif`, `simulations`: one result, or several by name. `reliability`: name -> coefficient ("marginal", "empirical",
    "alpha", "omega" get their full names). Raises `ManualError` when the template does not compile.
    """
    content = manual_content(
        Evidence(
            about=about or About(),
            calibration=calibration,
            dif=_named(dif, "DIF"),
            reliability=dict(reliability or {}),
            simulations=_named(simulations, "simulation"),
            norms=norms,
            item_fit=item_fit,
            overall_fit=overall_fit,
            stability=dict(stability or {}),
            hexagon=hexagon,
            regressed=regressed,
        ),
        language,
    )
    return _pdf(content)


def manual_content(found: Evidence, language: Language = "nl") -> dict[str, Any]:
    """The manual as plain data: chapters of texts, tables and drawings, in the order of the criteria."""
    if language not in ("nl", "en"):
        raise ValueError(f"There is no manual in {language!r}; choose nl or en.")
    pen = Pen(language)
    made = [
        chapters.basis(found, pen),
        chapters.material(found, pen),
        chapters.manual(pen),
        chapters.norms(found, pen),
        measurement.reliability(found, pen),
        measurement.construct(found, pen),
        chapters.criterion(found, pen),
    ]
    return {
        "language": language,
        "title": pen(t.TITLE, name=found.about.name),
        "subtitle": pen(t.SUBTITLE),
        "mark": pen(t.MARK),
        "disclaimer": pen(t.DISCLAIMER),
        "fictitious": pen(t.FICTITIOUS) if found.about.fictitious else "",
        "words": {name: pen(words) for name, words in t.FRAME.items()},
        "chapters": [chapter.as_dict() for chapter in made],
        "appendices": [
            {"title": pen(t.APPENDIX_ITEMS), "blocks": _item_blocks(found, pen)},
            {"title": pen(t.APPENDIX_RUN), "blocks": _run_blocks(found, pen)},
        ],
    }


def _named(given: Any, name: str) -> dict[str, Any]:
    if given is None:
        return {}
    return dict(given) if isinstance(given, Mapping) else {name: given}


def _item_blocks(found: Evidence, pen: Pen) -> list[Block]:
    calibration = found.calibration
    items, errors = calibration.items, calibration.standard_errors
    heads = [pen(t.ITEM), "a", "SE", pen(t.THRESHOLDS) if items.model == "grm" else "b", "SE"]
    heads += (["c", "SE"] if items.model == "3pl" else []) + [pen(t.ANSWERS)]
    rows = []
    for row, name in enumerate(items.ids):
        cells = [name, pen.figure(float(items.a[row])), pen.figure(float(errors.a[row]))]
        cells += [_several(items.b[row], pen), _several(errors.b[row], pen)]
        if items.model == "3pl":
            cells += [pen.figure(float(items.c[row])), pen.figure(float(errors.c[row]))]
        rows.append([*cells, pen.figure(float(calibration.answered[row]), 0)])
    blocks = [table(pen(t.ITEM_TABLE), heads, rows)] if rows else []
    gone = calibration.certificate.left_out
    if gone:
        names = "; ".join(f"{name} ({chapters.said(code, pen)})" for name, code in gone.items())
        blocks.append(paragraph(pen(t.LEFT_OUT, list=names)))
    return blocks


def _several(values: FloatArray, pen: Pen) -> str:
    """The thresholds of one item under each other, or its one difficulty."""
    numbers = np.atleast_1d(values)
    numbers = numbers[: max(1, int(np.isfinite(numbers).sum()))]
    return "\n".join(pen.figure(float(value)) for value in numbers)


def _run_blocks(found: Evidence, pen: Pen) -> list[Block]:
    blocks = [paragraph(pen(t.MADE_ON, date=found.about.date))] if found.about.date else []
    rows = sorted(found.calibration.certificate.versions.items())
    return [*blocks, table(pen(t.VERSIONS), [pen(t.FACT), pen(t.VALUE)], rows, narrow=2)]


def _pdf(content: Mapping[str, Any]) -> bytes:
    import typst  # 80 MB of library: only for who prints

    template = resources.files(__package__).joinpath(TEMPLATE).read_bytes()
    try:
        made = typst.compile(
            template,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(content, ensure_ascii=False, allow_nan=False)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise ManualError(str(error.diagnostic or error.message)) from error
    return bytes(made)
