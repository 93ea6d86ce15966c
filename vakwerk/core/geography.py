"""Municipalities, places and distances for the rooms: what `engines.places` knows, under the name rooms use."""

from vakwerk.engines.places import (
    ATTRIBUTION,
    BRUSSELS,
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

__all__ = [
    "ATTRIBUTION",
    "BRUSSELS",
    "PROVINCES",
    "Located",
    "Municipality",
    "Place",
    "Point",
    "distance_km",
    "find_place",
    "fold",
    "municipalities",
    "municipality",
    "suggest_places",
]
