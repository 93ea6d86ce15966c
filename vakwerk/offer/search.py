"""What people type, as programmes: by the programme's own words first, then by the jobs it leads to."""

from __future__ import annotations

from vakwerk.core import search as core_search
from vakwerk.offer.snapshot import Snapshot
from vakwerk.offer.words import FORMS

MOST_HITS = 200
MOST_JOBS = 20


def positions(snapshot: Snapshot, text: str) -> list[int]:
    """Positions of programmes in the snapshot, most fitting first; remembered per text."""
    return snapshot.remember(("search", text.casefold()), lambda: _find(snapshot, text))


def _find(snapshot: Snapshot, text: str) -> list[int]:
    """ "bso" and "tso auto": the name of a form is no word of a programme, it says of which form one must be."""
    words = text.split()
    asked = {word.upper() for word in words} & FORMS.keys()
    rest = " ".join(word for word in words if word.upper() not in asked)
    found = _find_text(snapshot, rest) if rest else list(range(len(snapshot.programmes)))
    return [at for at in found if not asked or asked & set(snapshot.programmes[at].forms)]


def _find_text(snapshot: Snapshot, text: str) -> list[int]:
    hits = core_search.find("programme", text, MOST_HITS)
    known = {**snapshot.by_slug, **snapshot.by_number}
    found = [known[hit.key].id for hit in hits if hit.key in known]
    for hit in core_search.find("occupation", text, MOST_JOBS):
        found += snapshot.programmes_of_job.get(hit.key, ())
    at = snapshot.position_of_programme
    return [at[group] for group in dict.fromkeys(found) if group in at]
