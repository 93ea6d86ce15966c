"""Shared fixtures. Tests mirror `vakwerk/`; what spans rooms lives in journeys/, architecture/ and security/."""

from __future__ import annotations

import os

os.environ.setdefault("VAKWERK_MODE", "test")
