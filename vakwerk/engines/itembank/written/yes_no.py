"""Scoring a yes/no vocabulary sitting: words known, with guessing taken out through the pseudowords."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .lexicon import PSEUDOWORD, entries


@dataclass(frozen=True)
class YesNoScore:
    """`hit_rate` h of the words and `false_alarm_rate` f of the pseudowords were called a word; `difference` is h - f;
    `corrected` (h - f) / (1 - f), the correction for blind guessing; `i_sdt` see there. The last three are 1 for who
    knows every word and never says yes to a pseudoword, and 0 for who cannot tell them apart. `by_band`: hit rate of
    each band, as far as asked."""

    hit_rate: float
    false_alarm_rate: float
    difference: float
    corrected: float
    i_sdt: float
    by_band: Mapping[int, float]


def score_yes_no(said_yes: Mapping[str, bool]) -> YesNoScore:
    """Score the answers `{string: whether the pupil called it a word}`. Raises KeyError for a string that is not in the
    bank, and ValueError without at least one word and one pseudoword."""
    bands = {entry.word: entry.band for entry in entries()}
    asked: dict[int, list[bool]] = {}
    for word, yes in said_yes.items():
        asked.setdefault(bands[word], []).append(bool(yes))
    invented = asked.pop(PSEUDOWORD, [])
    real = [yes for one in asked.values() for yes in one]
    if not real or not invented:
        raise ValueError("A yes/no sitting needs at least one word and one pseudoword.")
    hit, false = sum(real) / len(real), sum(invented) / len(invented)
    return YesNoScore(
        hit_rate=hit,
        false_alarm_rate=false,
        difference=hit - false,
        corrected=(hit - false) / (1 - false) if false < 1 else 0.0,
        i_sdt=i_sdt(hit, false),
        by_band={band: sum(one) / len(one) for band, one in sorted(asked.items())},
    )


def i_sdt(hit: float, false: float) -> float:
    """The index of Huibregtse, Admiraal & Meara (2002), Language Testing 19(3), 227-245, which takes guessing and the
    habit of saying yes into account:

        1 - (4h(1 - f) - 2(h - f)(1 + h - f)) / (4h(1 - f) - (h - f)(1 + h - f))

    which is (A' - 1/2) / (3/2 - A') with A' = 1/2 + (h - f)(1 + h - f) / (4h(1 - f)) of Pollack & Norman (1964).
    0 where h = f: no difference is no knowledge, also where the formula itself is 0/0 (only "yes" or only "no"). With
    f = 0 it is (1 + h) / (3 - h), which does not go to 0 with h: read it beside the hit rate."""
    product, gap = 4 * hit * (1 - false), (hit - false) * (1 + hit - false)
    if hit == false or product == gap:
        return 0.0
    return 1 - (product - 2 * gap) / (product - gap)
