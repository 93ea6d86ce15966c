"""What a shortage is made of: data alone, so that who finds it and who checks it share nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from .instance import Indices

Kind = Literal["no_place", "no_seat", "too_few"]


@dataclass(frozen=True, eq=False)
class Block:
    """Pupils who compete for too few seats.

    pupils (h,), places (w,), ascending: no pupil of the block may go anywhere but to `places` and to `tighter`.
    tighter: places of blocks with a lower ratio, which their own pupils fill; with caps also those that share a cap
    with `places`. seats: what `places` can give together beside `tighter`. lacking = pupils - seats, at least 1.
    locked: pupils who keep a seat in `places`, outside all counts. kind: "no_place" (pupils without any edge, one
    block), "no_seat" (their places have no seat left), "too_few". Places are numbered as the solver counts them
    (`Instance.home` tells which place a reserved part belongs to).
    """

    kind: Kind
    pupils: Indices
    places: Indices
    tighter: Indices
    seats: int
    locked: int

    @property
    def lacking(self) -> int:
        return len(self.pupils) - self.seats

    @property
    def ratio(self) -> Fraction:
        """Seats over pupils: also the chance of a seat of each pupil of the block, in the fairest lot there is."""
        return Fraction(self.seats, len(self.pupils))


@dataclass(frozen=True, eq=False)
class Shortage:
    """`blocks`: pupils without any place first, then the tightest first, then by lowest pupil number. `block` (n,): the
    block of each pupil, -1 for none. `unplaced` = sum of `lacking` over the blocks."""

    blocks: tuple[Block, ...]
    block: Indices
    unplaced: int

    def chances(self) -> npt.NDArray[np.float64]:
        """(n,) chance of a seat of each pupil in the fairest lot; 1 outside the blocks (locked pupils included)."""
        ratio = np.array([float(block.ratio) for block in self.blocks] + [1.0])
        return np.asarray(ratio[self.block])
