"""Published data and values that the engine must reproduce, with where they come from.

LSAT-6 and LSAT-7: Bock & Lieberman 1970; Thissen 1982; counts of the 32 patterns 00000..11111, item 1 first. Estimates
and fit values: R mirt 1.41 (TOL = 1e-8, 121 rectangular nodes on [-6, 6]), which agree with an independent direct
maximisation. Six-item bank: values computed with R catR 3.17. UCBAdmissions: base R `mantelhaen.test` on Bickel,
Hammel & O'Connell 1975.
"""

from __future__ import annotations

import numpy as np

from vakwerk.engines.psychometrics import Items, Population

PATTERNS = np.array([[int(digit) for digit in f"{number:05b}"] for number in range(32)], dtype=np.int8)

LSAT7_COUNTS = (
    *(12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28),
    *(7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308),
)
LSAT6_COUNTS = (
    *(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15),
    *(10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298),
)
LSAT7 = np.repeat(PATTERNS, LSAT7_COUNTS, axis=0)
LSAT6 = np.repeat(PATTERNS, LSAT6_COUNTS, axis=0)

LSAT7_A = np.array([0.987546, 1.080837, 1.707477, 0.764990, 0.735673])
LSAT7_D = np.array([1.855856, 0.807970, 1.805206, 0.486000, 1.854458])
LSAT7_ITEMS = Items.two_pl(LSAT7_A, -LSAT7_D / LSAT7_A)
LSAT6_RASCH = Items.rasch([-2.730016, -0.998608, -0.239854, -1.306453, -2.099407])
LSAT6_POPULATION = Population(0.0, float(np.sqrt(0.570237)))

BANK = np.array(
    [
        [1.0, -1.5, 0.0, 1],
        [1.2, -0.5, 0.2, 1],
        [0.8, 0.0, 0.25, 1],
        [1.5, 0.5, 0.15, 1],
        [2.0, 1.0, 0.1, 0.98],
        [0.6, 2.0, 0.0, 1],
    ]
)
BANK_ITEMS = Items.three_pl(*BANK.T)
BANK_ANSWERS = [[1, 1, 0, 1, 0, 0]]
BANK_P = [0.8581489351, 0.7784974441, 0.669785237, 0.5117238607, 0.2740781781, 0.2650274005]
BANK_I = [0.12172934029, 0.21424315632, 0.09884909199, 0.38880229148, 0.39204165721, 0.0701236359]

GRADED_ITEMS = Items.graded([1.2, 0.9, 1.7], [[-1, 0, 1.0], [-1.5, -0.2, 0.8], [-0.5, 0.4, 1.6]])
GRADED_ANSWERS = [[2, 1, 3]]
GRADED_I = [0.4408023041, 0.2421168865, 0.8648145936]

UCB = np.array(
    [
        [512, 89, 313, 19],
        [353, 17, 207, 8],
        [120, 202, 205, 391],
        [138, 131, 279, 244],
        [53, 94, 138, 299],
        [22, 24, 351, 317],
    ]
)
"""Per department: men admitted, women admitted, men refused, women refused."""
UCB_TABLES = UCB.reshape(6, 2, 2).transpose(0, 2, 1)
"""(6, 2, 2): men, women by admitted, refused."""
