"""How big a world can be."""

from __future__ import annotations

from dataclasses import dataclass

# Control totals of Flanders and Brussels, autumn 2026 (see docs/data-sources.md): 2,153 sites at 1,075 addresses,
# 42,228 organised administrative groups and 481,630 pupils in ordinary secondary education.
FLANDERS_ADDRESSES = 1_100
FLANDERS_SITES = 2_150
FLANDERS_PUPILS = 480_000
FLANDERS_OFFERS = 42_000


@dataclass(frozen=True)
class Size:
    """A share of Flanders: `provinces` empty means all; `share` scales addresses, sites and offers of the catalogue."""

    name: str
    share: float
    provinces: tuple[str, ...] = ()
    pupil_share: float = 1.0

    @property
    def addresses(self) -> int:
        return max(8, round(FLANDERS_ADDRESSES * self.share))

    @property
    def sites(self) -> int:
        return max(self.addresses, round(FLANDERS_SITES * self.share))

    @property
    def pupils(self) -> int:
        return round(FLANDERS_PUPILS * self.share * self.pupil_share)


SIZES = {
    # One class and everything a child needs around it: each programme somewhere, few pupils.
    "class": Size("class", share=0.08, provinces=("Antwerpen", "Vlaams-Brabant"), pupil_share=0.03),
    "province": Size("province", share=0.26, provinces=("Antwerpen",)),
    "flanders": Size("flanders", share=1.0),
}
