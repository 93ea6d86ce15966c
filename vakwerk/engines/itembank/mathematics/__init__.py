"""Mathematics of grade 6 to year 2: measuring, scale, fractions, ratio, prices, area, charts, work situations.

Every module is one subject: the stories, the numbers, the errors that lead to the wrong answers, a picture with words
for who does not see it, and a solver that finds the answer again from the bare problem, in fractions. The weights of
the radicals are ours: difficulty is expected, not estimated.
"""

from vakwerk.engines.itembank.tasks import Generator

from .charts import BAR_CHART, LINE_CHART
from .covering import COVERING, TILING
from .cutting import CUTTING
from .fraction_compare import COMPARE
from .fraction_of import FRACTION_OF
from .fraction_picture import SEEN
from .fraction_sum import SUM
from .gauge import GAUGE
from .mixing import MIXING
from .percent import PER_CENT
from .pie import PIE
from .plan_scale import PLAN_SCALE
from .price_list import PRICE_LIST
from .prices import CHEAPEST, PRICE
from .protractor import PROTRACTOR
from .ratio import PROPORTION
from .ruler import RULER
from .shapes import SHAPES
from .units import CONVERSION
from .volume import VOLUME
from .working_hours import WORKING_HOURS

GENERATORS: tuple[Generator, ...] = (
    RULER,
    GAUGE,
    PROTRACTOR,
    CONVERSION,
    PLAN_SCALE,
    SEEN,
    FRACTION_OF,
    COMPARE,
    SUM,
    PROPORTION,
    MIXING,
    CHEAPEST,
    PRICE,
    SHAPES,
    TILING,
    COVERING,
    VOLUME,
    BAR_CHART,
    LINE_CHART,
    PIE,
    PRICE_LIST,
    CUTTING,
    WORKING_HOURS,
    PER_CENT,
)
