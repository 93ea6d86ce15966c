"""Databases and processes for tests that need more than one process: workers, crashes, fairness."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PREAMBLE = "import django; django.setup()\n"


class LiveDatabase:
    """A migrated database that other processes may open, of the same kind as the test run's."""

    def __init__(self, url: str, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DATABASE_URL": url,
            "VAKWERK_DATA_DIR": str(folder),
            "VAKWERK_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def start(self, script: str, *arguments: str, **options: object) -> subprocess.Popen[str]:
        """Starts Python with Django set up, running `script`."""
        command = [sys.executable, "-c", PREAMBLE + script, *arguments]
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, **options
        )

    def run(self, script: str, *arguments: str) -> str:
        process = self.start(script, *arguments, stderr=subprocess.PIPE)
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        return output

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120)


@contextmanager
def live_database(folder: Path) -> Iterator[LiveDatabase]:
    maker = _postgresql if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else _sqlite
    with maker(folder) as url:
        database = LiveDatabase(url, folder)
        done = database.manage("migrate", "--skip-checks", "-v0")
        assert done.returncode == 0, done.stderr
        yield database


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite://{folder / 'live.sqlite3'}"


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    import psycopg

    url = os.environ["DATABASE_URL"]
    name = f"live_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
