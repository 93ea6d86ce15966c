"""The language of the page is settled when it is asked for, not when a module is read."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.live import ROOT


@pytest.mark.parametrize("module", ["vakwerk.talent.bank", "tools.simulate_menus", "tools.simulate_stability"])
def test_the_question_bank_and_the_tools_on_it_need_no_django_settings(module: str) -> None:
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}"], cwd=ROOT, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
