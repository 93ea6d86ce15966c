"""The chapters on basis, material, manual, norms and criterion validity."""

from __future__ import annotations

import numpy as np

from vakwerk.engines.psychometrics.calibration.reasons import REASONS
from vakwerk.engines.psychometrics.norms import LEAST, NoNorms, Norms, PercentileInterval

from . import texts as t
from .blocks import Chapter, Pen, chart, notice, paragraph, table
from .charts import exposure_bars, item_map
from .evidence import Evidence

EXAMPLE_SE = 0.3
"""Error of the score in the example of a norm group's interval."""


def basis(found: Evidence, pen: Pen) -> Chapter:
    about, certificate = found.about, found.calibration.certificate
    chapter = Chapter(pen(t.CRITERIA["basis"]))
    for text, words, lacking in (
        (about.purpose, t.PURPOSE, t.NO_PURPOSE),
        (about.target_group, t.TARGET, t.NO_TARGET),
        (about.theory, t.THEORY, t.NO_THEORY),
    ):
        if text:
            chapter.blocks.append(paragraph(pen(words, text=text)))
        else:
            chapter.missing.append(pen(lacking))
    facts = {"items": len(found.calibration.items), "answers": certificate.answers, "persons": certificate.persons}
    numbers = {name: pen.figure(value, 0) for name, value in facts.items()}
    chapter.blocks.append(paragraph(pen(t.MODEL_USED, model=pen(t.MODELS[found.calibration.items.model]), **numbers)))
    return chapter


def material(found: Evidence, pen: Pen) -> Chapter:
    chapter = Chapter(pen(t.CRITERIA["material"]), missing=[pen(t.NO_REVIEW), pen(t.NO_INSTRUCTION)])
    items, population = found.calibration.items, found.calibration.population
    if len(items):
        thresholds = items.thresholds[np.isfinite(items.thresholds)]
        described = pen(
            t.ITEM_MAP_ALT, mean=pen.figure(population.mean), sd=pen.figure(population.sd), count=len(thresholds),
            low=pen.figure(float(thresholds.min())), high=pen.figure(float(thresholds.max())),
        )  # fmt: skip
        drawing = item_map(items, population, (pen(t.ITEM_AXIS), ""), pen(t.PUPILS), pen(t.TASKS))
        chapter.blocks += [chart(pen(t.ITEM_MAP), described, drawing), paragraph(described)]
    notes = found.calibration.certificate.item_notes
    if notes:
        rows = [(name, said(code, pen)) for name, code in notes.items()]
        chapter.blocks.append(table(pen(t.ITEM_NOTES), [pen(t.ITEM), pen(t.NOTE)], rows, narrow=2))
    for name, run in found.simulations.items():
        axes = pen(t.EXPOSURE_AXES[0]), pen(t.EXPOSURE_AXES[1])
        described = pen(t.EXPOSURE_ALT, top=pen.percent(run.max_exposure), unused=run.unused)
        chapter.blocks.append(chart(pen(t.EXPOSURE, name=name), described, exposure_bars(run.rates, axes)))
        chapter.blocks.append(paragraph(described))
    if not found.simulations:
        chapter.missing.append(pen(t.NO_EXPOSURE))
    return chapter


def said(code: str, pen: Pen) -> str:
    """A code of the calibration in words."""
    return pen(REASONS[code]) if code in REASONS else code


def manual(pen: Pen) -> Chapter:
    return Chapter(pen(t.CRITERIA["manual"]), [paragraph(pen(t.THIS_MANUAL))], [pen(t.NO_USER_PART)])


def norms(found: Evidence, pen: Pen) -> Chapter:
    chapter = Chapter(pen(t.CRITERIA["norms"]))
    if isinstance(found.norms, Norms):
        _norms(found.norms, pen, chapter)
    elif isinstance(found.norms, NoNorms):
        reason = t.REASONS.get(found.norms.reason, t.REASONS["no_sample"])
        chapter.missing.append(pen(t.NO_NORMS, reason=pen(reason, detail=found.norms.detail)))
    else:
        chapter.missing.append(pen(t.NO_NORMS_YET))
    return chapter


def _norms(fitted: Norms, pen: Pen, chapter: Chapter) -> None:
    middles = (fitted.low + fitted.high) / 2
    shapes = [fitted.distribution(at, name) for at, name in zip(middles, fitted.streams, strict=True)]
    skew = pen(t.SKEWED, value=pen.figure(shapes[0][2])) if fitted.skewed else ""
    about = pen(t.NORMS_ABOUT, by=pen(t.BY[fitted.by]), year=fitted.year, degree=fitted.degree, skew=skew)
    rows = [_norm_row(fitted, place, middles[place], shapes[place], pen) for place in range(len(fitted.streams))]
    chapter.blocks += [
        paragraph(about),
        table(pen(t.NORM_GROUPS), [pen(head) for head in t.NORM_HEADS], rows),
        paragraph(pen(t.NORMS_LAST)),
    ]
    gone = [f"{name} {count}" for name, count in fitted.left_out.items() if count]
    if gone:
        chapter.blocks.append(notice(pen(t.NORMS_LEFT_OUT, list=", ".join(gone))))
    if fitted.weighted:
        chapter.blocks.append(paragraph(pen(t.NORMS_WEIGHTED)))
    else:
        chapter.missing.append(pen(t.NO_WEIGHTS))
    if fitted.clusters:
        chapter.blocks.append(paragraph(pen(t.NORMS_CLUSTERED, count=fitted.clusters)))
    else:
        chapter.missing.append(pen(t.NO_CLUSTERS))
    bars = pen(t.NORM_BARS, least=LEAST, years=fitted.outdated_years)
    chapter.blocks.append(paragraph(bars))
    for stream, count in fitted.refused.items():
        chapter.missing.append(pen(t.REFUSED, stream=stream, count=pen.figure(count, 0)))


def _norm_row(fitted: Norms, place: int, at: float, shape: tuple[float, float, float], pen: Pen) -> list[str]:
    stream, (mean, sd, _) = fitted.streams[place], shape
    here = fitted.percentile(mean, EXAMPLE_SE, at, stream, in_year=fitted.year)
    reach = f"{pen.figure(here.low, 0)} – {pen.figure(here.high, 0)}" if isinstance(here, PercentileInterval) else "–"
    return [
        stream, pen.figure(float(fitted.pupils[place]), 0), pen.figure(float(fitted.effective[place]), 0),
        pen.figure(float(fitted.low[place]), 1), pen.figure(float(fitted.high[place]), 1),
        pen.figure(mean), pen.figure(sd), reach,
    ]  # fmt: skip


def criterion(found: Evidence, pen: Pen) -> Chapter:
    chapter = Chapter(pen(t.CRITERIA["criterion"]), missing=[pen(t.NO_CRITERION)])
    fit = found.regressed
    if fit is not None:
        names = ("r2", "gain", "low", "high")
        figures = {name: pen.figure(getattr(fit, name), 3) for name in names}
        verdict = pen(t.USABLE if fit.usable else t.NOT_USABLE)
        chapter.blocks.append(
            paragraph(
                pen(
                    t.REGRESSED, criterion=fit.criterion, folds=fit.folds, pupils=fit.pupils, verdict=verdict, **figures
                )
            )
        )
    chapter.blocks.append(notice(pen(t.NO_SUCCESS)))
    return chapter
