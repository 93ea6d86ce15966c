"""Data and published values for the tests of calibration, and a slow twin of its likelihood.

LSAT-6 and LSAT-7: Bock & Lieberman (1970), Psychometrika 35:179; Thissen (1982). Counts of the 32 answer patterns
00000, 00001, ..., 11111 (item 1 is the first digit). Estimates: R mirt 1.41 at TOL 1e-8 with 121 rectangular nodes on
[-6, 6], which agree with philchalmers/mirt tests/testthat/test-01-mirtOne.R; standard errors by Louis' formula.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics import Items

LSAT6 = (
    *(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173),
    *(11, 61, 28, 298),
)
LSAT7 = (
    *(12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35),
    *(18, 136, 32, 308),
)
TWO_PL = {
    "lsat7": {
        "a": (0.987546, 1.080837, 1.707477, 0.764990, 0.735673),
        "d": (1.855856, 0.807970, 1.805206, 0.486000, 1.854458),
        "log_likelihood": -2658.805114,
        "aic": 5337.610227,
        "bic": 5386.687780,
    },
    "lsat6": {
        "a": (0.825660, 0.722744, 0.890875, 0.688368, 0.656856),
        "d": (2.773234, 0.990201, 0.249148, 1.284757, 2.053270),
        "log_likelihood": -2466.653378,
    },
}
RASCH = {
    "lsat7": {"b": (-1.868260, -0.791004, -1.460976, -0.521505, -1.992970), "variance": 1.022647, "ll": -2664.900891},
    "lsat6": {"b": (-2.730016, -0.998608, -0.239854, -1.306453, -2.099407), "variance": 0.570237, "ll": -2466.937600},
}
LSAT7_ERRORS = {"a": (0.177, 0.169, 0.321, 0.134, 0.151), "d": (0.131, 0.091, 0.205, 0.075, 0.114)}


def lsat(name: str) -> npt.NDArray[np.int8]:
    patterns = np.array([[int(digit) for digit in f"{number:05b}"] for number in range(32)], dtype=np.int8)
    return np.repeat(patterns, LSAT7 if name == "lsat7" else LSAT6, axis=0)


def bank(n_items: int, model: str = "2pl", seed: int = 5, categories: int = 4) -> Items:
    rng = np.random.default_rng(seed)
    a, b = np.exp(rng.normal(0.2, 0.3, n_items)), rng.normal(0, 1, n_items)
    if model == "grm":
        steps = np.linspace(-1.2, 1.2, categories - 1) + rng.normal(0, 0.1, (n_items, categories - 1))
        return Items.graded(a, np.sort(0.5 * b[:, None] + steps, axis=1))
    if model == "3pl":
        return Items.three_pl(a, b, rng.uniform(0.1, 0.25, n_items))
    return Items.rasch(b) if model == "rasch" else Items.two_pl(a, b)


def slow_log_likelihood(
    items: Items, data: npt.NDArray[np.int8], nodes: int = 61, mean: float = 0.0, sd: float = 1.0
) -> float:
    """The plain formula, person by person and node by node, with `Items.probabilities` for the chances."""
    z = np.linspace(-6, 6, nodes)
    weights = np.exp(-0.5 * z**2)
    weights /= weights.sum()
    chance = items.probabilities(mean + sd * z)
    total = 0.0
    for row in data:
        joint = weights.copy()
        for item, code in enumerate(row):
            if code >= 0:
                joint = joint * chance[:, item, code]
        total += float(np.log(joint.sum()))
    return total
