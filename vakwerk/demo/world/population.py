"""Fictitious classes and pupils: as many as the size says, more of them where a programme is large."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from vakwerk.catalogue.models import ProgrammeKind
from vakwerk.core import clock
from vakwerk.demo.world.chance import Chance, names
from vakwerk.demo.world.sizes import Size
from vakwerk.offer.models import Enrolment, OfferedProgramme, SchoolClass
from vakwerk.people.models import Person

T = TypeVar("T")
Progress = Callable[[int], None]
CLASS_SIZE = 24
BATCH = 5_000
# A first year gathers everybody; a basic option a part of them; a programme of later years a small group.
WEIGHT = {ProgrammeKind.FIRST_YEAR: 8.0, ProgrammeKind.BASIC_OPTION: 2.0}


def make_classes(size: Size, seed: int, offers: list[OfferedProgramme]) -> list[tuple[SchoolClass, int]]:
    """Classes with the number of pupils each gets; the numbers add up to the size's pupils exactly."""
    chance = Chance(seed, "classes")
    weights = np.array([WEIGHT.get(ProgrammeKind(o.component.group.kind), 1.0) for o in offers])
    weights *= chance.rng.lognormal(sigma=0.5, size=len(offers))
    pupils = chance.rng.multinomial(size.pupils, weights / weights.sum()).tolist()
    classes = [pair for offer, n in zip(offers, pupils, strict=True) for pair in _classes_of(offer, n)]
    SchoolClass.objects.bulk_create([school_class for school_class, _ in classes], batch_size=BATCH)
    return classes


def _classes_of(offer: OfferedProgramme, pupils: int) -> Iterator[tuple[SchoolClass, int]]:
    groups = math.ceil(pupils / CLASS_SIZE)
    for index in range(groups):
        name = f"{offer.year_of_study}{chr(ord('a') + index % 26)}{index // 26 or ''}"
        yield SchoolClass(offer=offer, name=name), len(range(index, pupils, groups))


def make_pupils(seed: int, classes: list[tuple[SchoolClass, int]], progress: Progress) -> int:
    """Pupils with one enrolment each, in batches so that memory stays small."""
    chance = Chance(seed, "pupils")
    start = datetime.date(clock.school_year(), 9, 1)
    total = 0
    for batch in _batches((school_class for school_class, n in classes for _ in range(n)), BATCH):
        people = _pupils(batch, chance)
        Person.objects.bulk_create(people)
        enrolments = (
            Enrolment(pupil=person, school_class=school_class, valid_from=start)
            for person, school_class in zip(people, batch, strict=True)
        )
        Enrolment.objects.bulk_create(enrolments)
        total += len(batch)
        progress(total)
    return total


def _pupils(classes: Sequence[SchoolClass], chance: Chance) -> list[Person]:
    n = len(classes)
    days = chance.rng.integers(365, size=n).tolist()
    drawn = zip(
        chance.uuids(n),
        chance.picks(names()["first_names"], n),
        chance.picks(names()["last_names"], n),
        days,
        classes,
        strict=True,
    )
    return [
        Person(public_id=uid, first_name=first, last_name=last, birth_date=_birth_date(c.offer, day), fictitious=True)
        for uid, first, last, day, c in drawn
    ]


def _birth_date(offer: OfferedProgramme, day: int) -> datetime.date:
    """A pupil of year 1 turns twelve in the calendar year in which the school year starts."""
    return datetime.date(offer.school_year - 11 - offer.year_of_study, 1, 1) + datetime.timedelta(days=day)


def _batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
