"""The rules themselves, one file per subject. `RULES` holds every rule that people can ask, by name."""

from vakwerk.engines.rules.formulas.allowance import ALLOWANCE
from vakwerk.engines.rules.formulas.contract import CONTRACT
from vakwerk.engines.rules.formulas.forbidden_work import FORBIDDEN_WORK
from vakwerk.engines.rules.formulas.guest_teacher import GUEST_TEACHER
from vakwerk.engines.rules.formulas.internship import INTERNSHIP
from vakwerk.engines.rules.formulas.learning_job import LEARNING_JOB
from vakwerk.engines.rules.formulas.mentor import MENTOR
from vakwerk.engines.rules.formulas.premiums import PREMIUMS
from vakwerk.engines.rules.formulas.programme_start import PROGRAMME_START
from vakwerk.engines.rules.formulas.pupil_norm import NORM_FORECAST, PUPIL_NORM
from vakwerk.engines.rules.formulas.search_clock import SEARCH_CLOCK
from vakwerk.engines.rules.formulas.seniority import SENIORITY
from vakwerk.engines.rules.formulas.vdab_days import VDAB_DAYS
from vakwerk.engines.rules.formulas.working_time import WORKING_TIME
from vakwerk.engines.rules.formulas.workplace_capacity import CAPACITY
from vakwerk.engines.rules.rulebook import Rule

_ALL = (
    ALLOWANCE,
    CAPACITY,
    CONTRACT,
    FORBIDDEN_WORK,
    GUEST_TEACHER,
    INTERNSHIP,
    LEARNING_JOB,
    MENTOR,
    NORM_FORECAST,
    PREMIUMS,
    PROGRAMME_START,
    PUPIL_NORM,
    SEARCH_CLOCK,
    SENIORITY,
    VDAB_DAYS,
    WORKING_TIME,
)
RULES: dict[str, Rule] = {rule.name: rule for rule in _ALL}
