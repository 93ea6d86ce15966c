"""Conditions that civil servants write themselves: read safely, explained where wrong, and told in sentences.

    words = Vocabulary([Name("gevraagd", Kind.AMOUNT, Words("Gevraagd", "Requested")), ...])
    condition = parse("gevraagd <= € 50.000 en aantal_partners >= 2", words)   # ConditionError says where it is wrong
    evaluate(condition, {"gevraagd": 6_120_000, "aantal_partners": 2}).holds   # False; None when undecided
    explain(condition, {...}).sentences[0].nl        # "Gevraagd € 61.200,00 is meer dan € 50.000,00."

Dutch keywords, English ones beside them; amounts with a euro sign, dates as 26/01/2024, texts between quotation marks.
No code of the writer runs, and neither reading nor evaluating can take more than a fixed amount of work (`limits`).
"""

from vakwerk.engines.rules.conditions.evaluating import Outcome, Unknown, Values, evaluate
from vakwerk.engines.rules.conditions.explaining import Explanation, explain
from vakwerk.engines.rules.conditions.faults import ConditionError
from vakwerk.engines.rules.conditions.parsing import Condition, parse, usable
from vakwerk.engines.rules.conditions.printing import printed
from vakwerk.engines.rules.conditions.vocabulary import Kind, Name, Option, Vocabulary

__all__ = [
    "Condition",
    "ConditionError",
    "Explanation",
    "Kind",
    "Name",
    "Option",
    "Outcome",
    "Unknown",
    "Values",
    "Vocabulary",
    "evaluate",
    "explain",
    "parse",
    "printed",
    "usable",
]
