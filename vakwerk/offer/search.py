"""What people type, as programmes: by the programme's own words first, then by the jobs it leads to."""

from __future__ import annotations

from vakwerk.core import search as core_search
from vakwerk.offer.snapshot import Snapshot
from vakwerk.offer.words import FORMS

MOST_HITS = 200
MOST_JOBS = 20
# What scores less than this share of the best hit is noise here: a word of the domain, or a far relative of what was
# typed. `core.search` itself keeps a fifth; a page of programmes to choose from has to be more to the point. A job
# leads to all of its programmes, so a job has to fit better still.
LEAST_SHARE_OF_BEST_PROGRAMME = 0.35
LEAST_SHARE_OF_BEST_JOB = 0.5


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
    hits = _near_the_best(core_search.find("programme", text, MOST_HITS), LEAST_SHARE_OF_BEST_PROGRAMME)
    known = {**snapshot.by_slug, **snapshot.by_number}
    found = [known[hit.key].id for hit in hits if hit.key in known]
    for hit in _near_the_best(core_search.find("occupation", text, MOST_JOBS), LEAST_SHARE_OF_BEST_JOB):
        found += snapshot.programmes_of_job.get(hit.key, ())
    at = snapshot.position_of_programme
    return [at[group] for group in dict.fromkeys(found) if group in at]


def _near_the_best(hits: list[core_search.Hit], share: float) -> list[core_search.Hit]:
    """The hits, best first, without those that score less than `share` of the first."""
    return [hit for hit in hits if hit.score >= hits[0].score * share]
