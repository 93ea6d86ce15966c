"""The technical manual: from a calibration and what was found out about it to a PDF along the seven COTAN criteria.

Numbers come straight from the results; what was not found out is said per criterion; no mark is claimed.
"""

from .document import ManualError, manual_content, technical_manual
from .evidence import About, Evidence

__all__ = ["About", "Evidence", "ManualError", "manual_content", "technical_manual"]
