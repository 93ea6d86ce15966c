"""What runs with Vakwerk may be shipped with it: every runtime package has a licence of the list below."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.live import ROOT

ALLOWED = re.compile(
    r"MIT|BSD|0BSD|CC0|Apache|Apache Software License|PSF|PSFL|Python Software Foundation|MPL|Mozilla|LGPL|zlib", re.I
)
FORBIDDEN = re.compile(r"\bA?GPL|Affero|GNU General Public", re.I)
# The package states no licence in its metadata; its source carries one.
READ_BY_HAND = {"pysqlite3": "zlib"}
PACKAGES = sorted(
    name
    for lock in ("base", "engines")
    for name in re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / f"requirements/{lock}.txt").read_text(), re.MULTILINE)
)


def licence_of(name: str) -> str:
    about = metadata(name)
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    stated = [about.get("License-Expression") or "", (about.get("License") or "")[:80], *classifiers]
    return " ".join(filter(None, stated)) or READ_BY_HAND.get(name, "")


@pytest.mark.parametrize("name", PACKAGES)
def test_a_runtime_package_has_a_licence_that_we_may_ship(name: str) -> None:
    try:
        licence = licence_of(name)
    except PackageNotFoundError:
        pytest.skip("not for this platform")
    assert ALLOWED.search(licence), f"{name}: {licence or 'states no licence'}"
    assert not FORBIDDEN.search(licence), f"{name}: {licence}"


def test_each_runtime_package_that_we_chose_has_its_reason_in_the_documents() -> None:
    reasons = (ROOT / "docs/dependencies.md").read_text()
    chosen = [
        re.split(r"[~\[ ;]", line)[0]
        for name in ("base", "engines")
        for line in (ROOT / f"requirements/{name}.in").read_text().splitlines()
        if line and line[0] not in "#-"
    ]
    assert not [package for package in chosen if package not in reasons]
