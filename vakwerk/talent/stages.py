"""Which choice comes next for a pupil in which year, and what to look at after it.

Structure of the offer: 1A/1B, then a basic option, then a programme of the 2nd grade, then one of the 3rd
(domain file section 5; the years of a grade belong together). A stage never closes a door: it only orders.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import ProgrammeKind
from vakwerk.offer.snapshot import Programme
from vakwerk.talent.models import Stage

STANDARD = frozenset({ProgrammeKind.STANDARD, ProgrammeKind.DUAL_ONLY})


@dataclass(frozen=True)
class Choice:
    """One choice: which programmes belong to it, and how we call it to a child."""

    key: str
    title: str | Promise
    lead: str | Promise
    grade: int = 0
    stream: str = ""

    def holds(self, programme: Programme) -> bool:
        if self.grade > 1:
            return programme.grade == self.grade and programme.kind in STANDARD
        right_stream = not self.stream or programme.stream in {self.stream, ""}
        return self.tastes and programme.kind == ProgrammeKind.BASIC_OPTION and right_stream

    @property
    def tastes(self) -> bool:
        return self.key.startswith("basic_option")


FIRST_YEAR = Choice(
    "first_year",
    _("Your first year: 1A or 1B"),
    _(
        "In 1A you build on what you learned in primary school. In 1B you learn more by doing, and you get more time "
        "for the basics. After 1B you can go on too. Your school and the CLB tell you which year is right for you."
    ),
)
BASIC_OPTION = Choice(
    "basic_option",
    _("Your second year: a basic option"),
    _("In the second year you taste one direction for a few hours a week. It decides nothing for good."),
)
BASIC_OPTION_A = Choice("basic_option_a", BASIC_OPTION.title, BASIC_OPTION.lead, stream="A")
BASIC_OPTION_B = Choice("basic_option_b", BASIC_OPTION.title, BASIC_OPTION.lead, stream="B")
SECOND_GRADE = Choice(
    "grade_2",
    _("Your third and fourth year"),
    _("In the third year you choose a programme for two years."),
    grade=2,
)
THIRD_GRADE = Choice(
    "grade_3",
    _("Your fifth and sixth year"),
    _("In the fifth year you choose a programme for two years. After it you study on or go to work."),
    grade=3,
)
AFTER_SIXTH = Choice(
    "after",
    _("After your sixth year"),
    _(
        "After the sixth year you can go to work, take a seventh year or study on. What you may do depends on your "
        "programme: with a BSO diploma you can start a graduate programme or a seventh year, with a TSO diploma also "
        "a bachelor. Ask your school or the CLB."
    ),
)

NEXT: dict[str, tuple[Choice, ...]] = {
    Stage.PRIMARY_6: (FIRST_YEAR, BASIC_OPTION, SECOND_GRADE),
    Stage.A1: (BASIC_OPTION_A, SECOND_GRADE),
    Stage.B1: (BASIC_OPTION_B, SECOND_GRADE),
    Stage.A2: (SECOND_GRADE, THIRD_GRADE),
    Stage.B2: (SECOND_GRADE, THIRD_GRADE),
    Stage.Y3: (THIRD_GRADE,),
    Stage.Y4: (THIRD_GRADE,),
    Stage.Y5: (AFTER_SIXTH, THIRD_GRADE),
    Stage.Y6: (AFTER_SIXTH, THIRD_GRADE),
}


def choices_of(stage: str) -> tuple[Choice, ...]:
    """The next choice first, then what to look at later; somebody who named no year gets the second grade."""
    return NEXT.get(stage, (SECOND_GRADE, THIRD_GRADE))


def numbers_of(choice: Choice, programmes: Iterable[Programme]) -> frozenset[str]:
    return frozenset(programme.number for programme in programmes if choice.holds(programme))
