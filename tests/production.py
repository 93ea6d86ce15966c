"""Runs a command as production does: in a process of its own, with production settings and an empty data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run_in_production(data_dir: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`run_in_production(tmp_path, "manage.py", "check", VAKWERK_PERSONAS="1")`."""
    # Nor the database of the test run: several processes of it would migrate the same one.
    ours = ("VAKWERK_", "OIDC_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    chosen = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAKWERK_MODE": "production",
        "SECRET_KEY": "only-for-a-test-" * 4,
        "ALLOWED_HOSTS": "vakwerk.example",
        "VAKWERK_DATA_DIR": str(data_dir),
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=kept | chosen | environment,
        capture_output=True,
        text=True,
        check=False,
    )
