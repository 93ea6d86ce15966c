"""Where things are in Flanders and Brussels: municipalities, their parts and postal codes, distances, outlines.

Tables in `data/` with their source; no database, no network.
"""

from .gazetteer import (
    ATTRIBUTION,
    BRUSSELS,
    EARTH_RADIUS_KM,
    PROVINCES,
    Located,
    Municipality,
    Place,
    Point,
    distance_km,
    find_place,
    fold,
    municipalities,
    municipality,
    suggest_places,
)
from .outlines import Outlines, Projection, outlines

__all__ = [
    "ATTRIBUTION",
    "BRUSSELS",
    "EARTH_RADIUS_KM",
    "PROVINCES",
    "Located",
    "Municipality",
    "Outlines",
    "Place",
    "Point",
    "Projection",
    "distance_km",
    "find_place",
    "fold",
    "municipalities",
    "municipality",
    "outlines",
    "suggest_places",
]
