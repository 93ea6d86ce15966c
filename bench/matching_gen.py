"""Generator of realistic placement instances at Flanders scale.

An instance: pupils with a home, one programme each; workplaces with 1-4 seats
(one shared pool) recognised for 1-5 programmes of one sector family; a sparse
eligibility graph pupil -> workplace holding at most `k` nearest workplaces of
the pupil's programme within `cap_km`, minus pairs whose period does not fit.

Town coordinates and weights are rounded approximations that only serve to give
Belgian-like clustering; no real pupil, school or company is represented.

Integer edge cost = tenths of a minute of travel + pupil and workplace preference.
Same arguments + same seed -> same arrays (numpy PCG64).

Carried over unchanged (but for layout and this paragraph) from the study of peers that preceded the engine, so that the
instances, and the optima found there by independent solvers, stay the same.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

EARTH_KM = 6371.0088

# (lat, lon, weight in thousands of inhabitants, approximate)
TOWNS = np.array(
    [
        (51.22, 4.40, 530),
        (51.05, 3.72, 265),
        (51.21, 3.22, 119),
        (50.88, 4.70, 102),
        (51.03, 4.48, 87),
        (50.94, 4.04, 88),
        (50.93, 5.34, 80),
        (51.16, 4.14, 80),
        (50.83, 3.26, 78),
        (50.97, 5.50, 66),
        (51.23, 2.92, 72),
        (50.95, 3.13, 64),
        (51.21, 4.26, 48),
        (51.32, 4.95, 46),
        (51.03, 4.10, 46),
        (50.93, 4.43, 46),
        (51.10, 3.99, 42),
        (51.29, 4.49, 38),
        (51.16, 4.99, 40),
        (51.18, 4.84, 28),
        (51.13, 4.57, 37),
        (50.73, 4.24, 40),
        (50.89, 3.43, 38),
        (50.85, 2.88, 35),
        (51.23, 5.31, 34),
        (50.82, 5.19, 40),
        (50.78, 5.46, 31),
        (50.87, 5.52, 32),
        (51.19, 5.12, 37),
        (50.81, 4.94, 35),
        (50.99, 4.84, 30),
        (50.98, 5.05, 24),
        (50.84, 4.02, 39),
        (50.77, 3.88, 33),
        (50.85, 3.61, 31),
        (51.19, 3.57, 21),
        (50.98, 3.53, 43),
        (51.01, 3.88, 26),
        (50.87, 3.81, 27),
        (50.80, 3.12, 33),
        (50.92, 3.21, 28),
        (51.00, 3.33, 20),
        (51.07, 3.10, 20),
        (51.03, 2.86, 17),
        (51.07, 2.66, 12),
        (51.35, 3.29, 33),
        (50.86, 2.73, 20),
        (51.10, 5.79, 25),
        (50.97, 5.69, 39),
        (51.14, 5.60, 16),
        (51.05, 5.23, 47),
        (51.04, 5.28, 34),
        (51.03, 5.37, 31),
        (51.40, 4.76, 21),
        (51.09, 4.37, 18),
        (51.08, 4.73, 43),
        (51.06, 4.36, 27),
        (50.85, 4.35, 120),
        (50.91, 4.20, 34),
        (51.31, 4.43, 27),
    ]
)


def unit_xyz(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    la, lo = np.radians(lat), np.radians(lon)
    return np.column_stack((np.cos(la) * np.cos(lo), np.cos(la) * np.sin(lo), np.sin(la)))


def chord_of_km(km: float) -> float:
    return 2.0 * np.sin(km / EARTH_KM / 2.0)


def km_of_chord(chord: np.ndarray) -> np.ndarray:
    return 2.0 * EARTH_KM * np.arcsin(np.clip(chord / 2.0, 0.0, 1.0))


def zipf_weights(size: int, s: float) -> np.ndarray:
    w = 1.0 / np.arange(1, size + 1) ** s
    return w / w.sum()


def scatter(rng, n: int, sigma_km: float, spread: float):
    """n points: (1-spread) clustered round towns, the rest uniform over the box of towns."""
    p = TOWNS[:, 2] / TOWNS[:, 2].sum()
    t = rng.choice(len(TOWNS), size=n, p=p)
    lat = TOWNS[t, 0] + rng.normal(0, sigma_km / 111.2, n)
    lon = TOWNS[t, 1] + rng.normal(0, sigma_km / 70.0, n)
    u = rng.random(n) < spread
    lat[u] = rng.uniform(50.72, 51.45, u.sum())
    lon[u] = rng.uniform(2.60, 5.80, u.sum())
    return lat, lon, t


def generate(
    pupils=100_000,
    workplaces=40_000,
    programmes=180,
    families=10,
    k=30,
    cap_km=30.0,
    period_misfit=0.08,
    cross=0.0,
    seed=1,
    workers=2,
):
    rng = np.random.default_rng(seed)
    fam_of_prog = np.sort(rng.integers(0, families, programmes))
    demand = zipf_weights(programmes, 0.8)[rng.permutation(programmes)]
    # supply follows demand with log-normal noise: some programmes are short, some have a surplus
    supply = demand * rng.lognormal(0.0, 0.45, programmes)
    supply /= supply.sum()

    plat, plon, ptown = scatter(rng, pupils, 4.0, 0.15)
    pprog = rng.choice(programmes, size=pupils, p=demand)
    group = (rng.random(pupils) < 0.25).astype(np.int8)  # 1 = priority group

    wlat, wlon, wtown = scatter(rng, workplaces, 5.0, 0.25)
    seats = rng.choice([1, 2, 3, 4], size=workplaces, p=[0.25, 0.25, 0.25, 0.25]).astype(np.int64)
    nrec = rng.integers(1, 6, workplaces)
    first = rng.choice(programmes, size=workplaces, p=supply)
    recog = []  # (workplace, programme) pairs
    members = [np.flatnonzero(fam_of_prog == f) for f in range(families)]
    for w in range(workplaces):
        fam = members[fam_of_prog[first[w]]]
        extra = rng.choice(fam, size=min(nrec[w] - 1, len(fam)), replace=False) if nrec[w] > 1 else ()
        more = [rng.integers(0, programmes)] if cross and rng.random() < cross else []  # another sector too
        recog.append(np.unique(np.concatenate((extra, [first[w]], more)).astype(np.int64)))
    rec_w = np.repeat(np.arange(workplaces), [len(r) for r in recog])
    rec_p = np.concatenate(recog)

    t0 = time.perf_counter()
    pi, wj, km = eligible(plat, plon, pprog, wlat, wlon, rec_w, rec_p, k, cap_km, programmes, workers)
    t_graph = time.perf_counter() - t0

    keep = rng.random(len(pi)) >= period_misfit
    pi, wj, km = pi[keep], wj[keep], km[keep]
    minutes10 = np.rint(10 * (6 + 1.8 * km)).astype(np.int64)
    cost = minutes10 + 20 * rng.integers(0, 6, len(pi)) + 20 * rng.integers(0, 4, len(pi))
    order = np.lexsort((wj, pi))
    return {
        "n": pupils,
        "m": workplaces,
        "seats": seats,
        "pi": pi[order].astype(np.int64),
        "wj": wj[order].astype(np.int64),
        "cost": cost[order].astype(np.int64),
        "prog": pprog,
        "town": ptown,
        "wtown": wtown,
        "group": group,
        "plat": plat,
        "plon": plon,
        "wlat": wlat,
        "wlon": wlon,
        "rec_w": rec_w,
        "rec_p": rec_p,
        "t_graph": t_graph,
        "k": k,
        "cap_km": cap_km,
        "programmes": programmes,
    }


def eligible(plat, plon, pprog, wlat, wlon, rec_w, rec_p, k, cap_km, programmes, workers=2):
    """k nearest recognised workplaces within cap_km, one KD-tree per programme (great-circle exact)."""
    px, wx = unit_xyz(plat, plon), unit_xyz(wlat, wlon)
    bound = chord_of_km(cap_km)
    byp = np.argsort(pprog, kind="stable")
    pstart = np.searchsorted(pprog[byp], np.arange(programmes + 1))
    byr = np.argsort(rec_p, kind="stable")
    rstart = np.searchsorted(rec_p[byr], np.arange(programmes + 1))
    out_p, out_w, out_d = [], [], []
    for q in range(programmes):
        ps = byp[pstart[q] : pstart[q + 1]]
        ws = rec_w[byr[rstart[q] : rstart[q + 1]]]
        if not len(ps) or not len(ws):
            continue
        kk = min(k, len(ws))
        d, i = cKDTree(wx[ws]).query(px[ps], k=kk, distance_upper_bound=bound, workers=workers)
        d, i = d.reshape(len(ps), kk), i.reshape(len(ps), kk)
        ok = np.isfinite(d)
        out_p.append(np.repeat(ps, ok.sum(1)))
        out_w.append(ws[i[ok]])
        out_d.append(km_of_chord(d[ok]))
    if not out_p:
        z = np.zeros(0, np.int64)
        return z, z, np.zeros(0)
    return np.concatenate(out_p), np.concatenate(out_w), np.concatenate(out_d)


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--pupils", type=int, default=1000)
    ap.add_argument("--workplaces", type=int)
    ap.add_argument("--programmes", type=int)
    ap.add_argument("--k", type=int, default=30)
    ap.add_argument("--cap-km", type=float, default=30.0)
    ap.add_argument("--cross", type=float, default=0.0, help="share of workplaces also recognised in any other sector")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    m = a.workplaces or int(a.pupils * 0.4)
    P = a.programmes or (60 if a.pupils <= 2000 else 120 if a.pupils <= 20000 else 180)
    t0 = time.perf_counter()
    inst = generate(a.pupils, m, P, k=a.k, cap_km=a.cap_km, cross=a.cross, seed=a.seed)
    np.savez(a.out, **inst)
    print(
        f"n={a.pupils} m={m} programmes={P} edges={len(inst['pi'])} seats={inst['seats'].sum()} "
        f"no-edge pupils={a.pupils - len(np.unique(inst['pi']))} graph={inst['t_graph']:.2f}s "
        f"all={time.perf_counter() - t0:.2f}s -> {a.out}"
    )
