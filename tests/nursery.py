"""A process with Django set up that forks others: starting Python and Django anew would take each a second.

Run as `python -m tests.nursery FD` by `tests.live`; FD is its end of a socket, on which each message asks for one
process: JSON with the script, and as file descriptors the three streams and a line to tell its id and its end on.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import sys
from contextlib import suppress

REPORT = struct.Struct("!i")
LONGEST = 100_000


def main(control: socket.socket) -> None:
    import django

    django.setup()
    signal.signal(signal.SIGCHLD, _guards_are_done)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, LONGEST, 4)
        if not message:
            return  # the tests are over
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _guard(json.loads(message), descriptors)
            return
        for descriptor in descriptors:
            os.close(descriptor)


def _guards_are_done(*_: object) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _guard(wish: dict[str, list[str]], descriptors: list[int]) -> None:
    """Forks the process itself and tells how it ended; only that process returns from here."""
    *streams, line = descriptors
    if child := os.fork():
        for stream in {0, 1, 2, *streams}:
            os.close(stream)
        os.write(line, REPORT.pack(child))
        os.write(line, REPORT.pack(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
        os._exit(0)
    os.close(line)
    os.setsid()
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    script, *sys.argv[1:] = wish["arguments"]
    sys.argv[0] = "-c"
    exec(compile(script, "<script of a test>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
