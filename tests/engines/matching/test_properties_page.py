"""The page of promises: numbered without gaps, in step with the verifier, each with tests that exist."""

import re
from pathlib import Path

from vakwerk.engines.matching import verifier

HERE = Path(__file__).parent
PAGE = (HERE.parents[2] / "docs" / "matching-properties.md").read_text(encoding="utf-8")
PROMISES = re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]


def test_promises_are_numbered_without_gaps():
    assert [int(promise.split(".")[0]) for promise in PROMISES] == list(range(1, len(PROMISES) + 1))


def test_the_first_eight_are_those_of_the_verifier():
    """Each is planted as a fault in a test that begins with its number."""
    numbers = [verifier.ELIGIBLE, verifier.SEATS, verifier.LOCKS, verifier.NUMBERS, verifier.PRICES]
    numbers += [verifier.LEAST_COST, verifier.MOST_PLACED, verifier.PRIORITY]
    assert numbers == list(range(1, 9))
    for number in numbers:
        assert f"test_verifier.py::test_{number}_" in PROMISES[number - 1]


def test_every_promise_has_an_english_line_and_tests_that_exist():
    for promise in PROMISES:
        assert re.search(r"^\*[A-Z].*\.\*$", promise, flags=re.MULTILINE), promise
        named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", promise)
        assert named, promise
        for file, test in named:
            assert f"def {test}(" in (HERE / file).read_text(encoding="utf-8"), (file, test)
