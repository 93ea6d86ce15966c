"""The chapters on reliability and construct validity."""

from __future__ import annotations

import numpy as np

from vakwerk.engines.psychometrics.hexagon import HexagonInterval, HexagonTest
from vakwerk.engines.psychometrics.precision import information
from vakwerk.engines.psychometrics.quality.dif_mantel import MantelHaenszel
from vakwerk.engines.psychometrics.records import FloatArray

from . import texts as t
from .blocks import Block, Chapter, Pen, chart, heading, notice, paragraph, table
from .charts import error_curve
from .evidence import Dif, Evidence

MISFIT = 0.05
WORST = 10
CURVE = np.linspace(-3.5, 3.5, 141)


def reliability(found: Evidence, pen: Pen) -> Chapter:
    chapter = Chapter(pen(t.CRITERIA["reliability"]))
    if len(found.calibration.items):
        chapter.blocks += _error_curve(found, pen)
    chapter.blocks += _coefficients(found, pen, chapter.missing)
    chapter.blocks += _simulations(found, pen, chapter.missing)
    chapter.blocks += _stability(found, pen, chapter.missing)
    chapter.missing.append(pen(t.NO_RETEST))
    return chapter


def _error_curve(found: Evidence, pen: Pen) -> list[Block]:
    curve = information(found.calibration.items, CURVE)
    best = int(np.argmin(curve.se))
    described = pen(
        t.ERROR_ALT,
        least=pen.figure(float(curve.se[best])),
        at=pen.figure(float(CURVE[best]), 1),
        low=pen.figure(float(np.interp(-2, CURVE, curve.se))),
        high=pen.figure(float(np.interp(2, CURVE, curve.se))),
    )
    axes = pen(t.ERROR_AXES[0]), pen(t.ERROR_AXES[1])
    drawing = error_curve(CURVE, curve.se, axes, comma=pen.language == "nl")
    return [chart(pen(t.ERROR_CURVE), described, drawing), paragraph(described)]


def _coefficients(found: Evidence, pen: Pen, missing: list[str]) -> list[Block]:
    if not found.reliability:
        missing.append(pen(t.NO_RELIABILITY))
        return []
    rows = [
        (pen(t.COEFFICIENT_NAMES[name]) if name in t.COEFFICIENT_NAMES else name, pen.figure(value))
        for name, value in found.reliability.items()
    ]
    heads = [pen(head) for head in t.COEFFICIENT_HEADS]
    return [table(pen(t.COEFFICIENTS), heads, rows), paragraph(pen(t.RELIABILITY_BARS))]


def _simulations(found: Evidence, pen: Pen, missing: list[str]) -> list[Block]:
    if not found.simulations:
        missing.append(pen(t.NO_SIMULATION))
        return []
    rows = []
    for name, run in found.simulations.items():
        row = run.summary()
        figures = [pen.figure(row[key], 3) for key in ("rmse", "bias", "mean_se")]
        shares = [pen.percent(row["coverage"]), pen.figure(row["reliability"]), pen.percent(row["overlap"])]
        rows.append([name, pen.figure(row["pupils"], 0), pen.figure(row["mean_length"], 1), *figures, *shares])
    return [table(pen(t.SIMULATIONS), [pen(head) for head in t.SIMULATION_HEADS], rows)]


def _stability(found: Evidence, pen: Pen, missing: list[str]) -> list[Block]:
    if not found.stability:
        missing.append(pen(t.NO_STABILITY))
        return []
    rows = [
        [
            name,
            pen.figure(row.pupils, 0),
            pen.figure(row.clear),
            f"{pen.figure(row.interval[0])} – {pen.figure(row.interval[1])}",
            pen.figure(row.advised),
            pen.percent(row.share_clear),
        ]
        for name, row in found.stability.items()
    ]
    heads = [pen(head) for head in t.STABILITY_HEADS]
    return [table(pen(t.STABILITY), heads, rows), paragraph(pen(t.STABILITY_NOTE))]


def construct(found: Evidence, pen: Pen) -> Chapter:
    chapter = Chapter(pen(t.CRITERIA["construct"]))
    chapter.blocks += _certificate(found, pen)
    chapter.blocks += _item_fit(found, pen, chapter.missing)
    for name, result in found.dif.items():
        chapter.blocks += _dif(name, result, pen)
    if not found.dif:
        chapter.missing.append(pen(t.NO_DIF))
    if found.hexagon is not None:
        chapter.blocks.append(_hexagon(found.hexagon, pen))
    chapter.missing.append(pen(t.NO_CONSTRUCT))
    return chapter


def _hexagon(found: HexagonTest | HexagonInterval, pen: Pen) -> Block:
    test = found.test if isinstance(found, HexagonInterval) else found
    reach = ""
    if isinstance(found, HexagonInterval):
        reach = pen(t.HEXAGON_REACH, low=pen.figure(found.low, 3), high=pen.figure(found.high, 3))
    figures = {"index": pen.figure(test.index, 3) + reach, "p": pen.probability(test.p)}
    return paragraph(pen(t.HEXAGON, met=test.met, all=test.predictions, **figures))


def _certificate(found: Evidence, pen: Pen) -> list[Block]:
    certificate = found.calibration.certificate
    if certificate.converged:
        verdict = paragraph(pen(t.CONVERGED))
    else:
        reasons = " ".join(pen(words) for words in certificate.explain()) or ", ".join(certificate.reasons)
        verdict = notice(pen(t.NOT_CONVERGED, reasons=reasons))
    values = {
        "log_likelihood": pen.figure(found.calibration.log_likelihood, 3),
        "difference": pen.figure(certificate.difference, 6),
        "nodes": pen.figure(certificate.nodes, 0),
        "gradient": pen.figure(certificate.gradient, 6),
        "iterations": pen.figure(certificate.iterations, 0),
        "parameters": pen.figure(certificate.parameters, 0),
        "aic": pen.figure(found.calibration.aic, 1),
        "bic": pen.figure(found.calibration.bic, 1),
    }
    rows = [(pen(t.CERTIFICATE_ROWS[name]), value) for name, value in values.items()]
    return [verdict, table(pen(t.CERTIFICATE), [pen(t.FACT), pen(t.VALUE)], rows)]


def _item_fit(found: Evidence, pen: Pen, missing: list[str]) -> list[Block]:
    blocks: list[Block] = []
    if found.overall_fit is not None:
        fit = found.overall_fit
        figures = {name: pen.figure(getattr(fit, name), 3) for name in ("m2", "rmsea", "srmsr")}
        blocks.append(paragraph(pen(t.OVERALL, df=fit.m2_df, p=pen.probability(fit.m2_p), **figures)))
    if found.item_fit is None:
        missing.append(pen(t.NO_ITEM_FIT))
        return blocks
    result = found.item_fit
    worst = np.argsort(np.nan_to_num(result.p, nan=1.0), kind="stable")[:WORST]
    rows = [
        [
            result.ids[row], pen.figure(float(result.x2[row])), str(int(result.df[row])),
            pen.probability(float(result.p[row])), pen.probability(float(result.p_adjusted[row])),
            pen.figure(float(result.rmsea[row]), 3),
        ]
        for row in worst
    ]  # fmt: skip
    count = int((result.p_adjusted < MISFIT).sum())
    summary = pen(t.ITEM_FIT_SUM, count=count, all=len(result.ids), persons=pen.figure(result.persons, 0))
    return [*blocks, paragraph(summary), table(pen(t.ITEM_FIT), [pen(head) for head in t.ITEM_FIT_HEADS], rows)]


def _dif(name: str, result: Dif, pen: Pen) -> list[Block]:
    classes = result.classes if isinstance(result, MantelHaenszel) else result.jodoin_gierl
    flagged = [row for row, value in enumerate(classes) if value in ("B", "C")]
    text = t.DIF_MH_TEXT if isinstance(result, MantelHaenszel) else t.DIF_LR_TEXT
    summary = pen(t.DIF_SUM, flagged=len(flagged), all=len(result.ids), text=pen(text))
    blocks = [heading(pen(t.DIF, name=name)), paragraph(summary)]
    if not flagged:
        return blocks
    heads = t.DIF_MH_HEADS if isinstance(result, MantelHaenszel) else t.DIF_LR_HEADS
    rows = [[result.ids[row], classes[row], *_dif_figures(result, row, pen)] for row in flagged]
    return [*blocks, table(pen(t.DIF_TABLE, name=name), [pen(head) for head in heads], rows, narrow=2)]


def _dif_figures(result: Dif, row: int, pen: Pen) -> list[str]:
    def at(values: FloatArray) -> float:
        return float(values[row])

    if isinstance(result, MantelHaenszel):
        return [pen.figure(at(result.delta)), pen.figure(at(result.delta_se)), pen.probability(at(result.p_adjusted))]
    return [pen.figure(at(result.r2_gain), 3), pen.probability(at(result.p_adjusted))]
