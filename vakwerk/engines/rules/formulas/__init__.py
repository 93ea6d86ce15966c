"""The rules themselves, one file per subject. `RULES` holds every rule that people can ask, by name."""

from vakwerk.engines.rules.formulas.allowance import ALLOWANCE
from vakwerk.engines.rules.formulas.contract import CONTRACT
from vakwerk.engines.rules.formulas.premiums import PREMIUMS
from vakwerk.engines.rules.formulas.search_clock import SEARCH_CLOCK
from vakwerk.engines.rules.rulebook import Rule

RULES: dict[str, Rule] = {rule.name: rule for rule in (ALLOWANCE, CONTRACT, PREMIUMS, SEARCH_CLOCK)}
