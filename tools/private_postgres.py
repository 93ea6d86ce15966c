"""Runs a command with a PostgreSQL of its own, in a temporary folder, reachable by a socket only.

    tools/private_postgres.py make test

sets DATABASE_URL for the command, and removes the server afterwards. Needs Debian's postgresql package; as root the
server runs as the user `postgres`, because it refuses to run as root.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Tests kill clients, not the machine: without fsync the suite is twice as fast.
SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=60"


def binaries() -> Path:
    """The folder of the newest installed server; SystemExit when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql).")
    return found[-1].parent


@contextmanager
def cluster() -> Iterator[str]:
    """Starts a new server and yields its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="vakwerk-pg-"))
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_owner:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    control = [*as_owner, str(binaries() / "pg_ctl"), "-D", str(data), "-s", "-w"]
    init = [*as_owner, str(binaries() / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    try:
        subprocess.run([*init, "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        subprocess.run([*control, "-l", str(log), "-o", f"-k {folder} {SETTINGS}", "start"], check=True, cwd="/")
        create = [str(binaries() / "createdb"), "-h", str(folder), "-U", "postgres", "vakwerk"]
        subprocess.run(create, check=True, cwd="/")
        yield f"postgresql://postgres@/vakwerk?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd="/", stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    if not command:
        raise SystemExit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped, too
    with cluster() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
