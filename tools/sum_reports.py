"""Adds up the JUnit reports of a folder: prints "N passed, N failed"; a failure or a missing report exits non-zero."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree  # our own reports
from pathlib import Path


def totals(folder: Path) -> tuple[int, int, int]:
    """(reports, passed, failed); an error counts as a failure, a skipped test as neither."""
    reports = sorted(folder.glob("*.xml"))
    passed = failed = 0
    for report in reports:
        for suite in ElementTree.parse(report).iter("testsuite"):
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            failed += bad
            passed += int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
    return len(reports), passed, failed


def main(folder: str, expected: str) -> int:
    reports, passed, failed = totals(Path(folder))
    failed += int(expected) - reports  # a run that wrote no report did not happen
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
