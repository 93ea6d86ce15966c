"""Reads the environment, and is the only module that does.

Everything a deployment may set is listed in `docs/running.md`.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, Literal, cast, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

Mode = Literal["demo", "test", "production"]
BASE_DIR = Path(__file__).resolve().parent.parent
# What Django's own check asks of a key (security.W009): forged codes and sessions hang on it.
KEY_LENGTH, KEY_VARIETY = 50, 5
# The BLAS inside NumPy is up to 20 times slower on small matrices with more than one thread.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def items(name: str) -> list[str]:
    return [item.strip() for item in text(name).split(",") if item.strip()]


def mode() -> Mode:
    """The mode is `production` unless said otherwise: forgetting to set it must be safe."""
    chosen = text("VAKWERK_MODE", "production")
    if chosen not in get_args(Mode):
        raise SystemExit(f"VAKWERK_MODE must be one of {', '.join(get_args(Mode))}, not {chosen!r}.")
    return cast(Mode, chosen)


def data_dir() -> Path:
    """Folder for everything that changes while running (database, sockets, uploads)."""
    path = Path(text("VAKWERK_DATA_DIR") or BASE_DIR / "var")
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_key(current: Mode) -> str:
    """Production names its key, long and varied; demo and test keep one in the data folder."""
    key = text("SECRET_KEY")
    if current == "production" and (len(key) < KEY_LENGTH or len(set(key)) < KEY_VARIETY):
        raise SystemExit("Set SECRET_KEY (at least 50 random characters), or VAKWERK_MODE=demo to look around.")
    if key:
        return key
    path = data_dir() / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


def database(url: str | None = None) -> dict[str, Any]:
    """Django's database settings from `DATABASE_URL`; without it, SQLite in the data folder."""
    url = text("DATABASE_URL") if url is None else url
    if not url:
        return _sqlite(str(data_dir() / "vakwerk.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path) or ":memory:")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit(f"DATABASE_URL starts with {parts.scheme!r}; use sqlite:// or postgresql://.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "vakwerk.core.db.sqlite",
        "NAME": name,
        # Opening a connection runs the pragmas again: keeping it doubles the pages per second.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
            "PRAGMA recursive_triggers=ON;",
        },
    }


def openid_providers() -> list[dict[str, Any]]:
    """The sign-in services of `OIDC_PROVIDERS` ("acm,other"), each from its own `OIDC_ACM_...` variables."""
    return [_openid_provider(name) for name in items("OIDC_PROVIDERS")]


def origin(url: str) -> str:
    """https://login.example/op -> https://login.example"""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _openid_provider(name: str) -> dict[str, Any]:
    prefix = f"OIDC_{name.upper().replace('-', '_')}"
    needed = {key: text(f"{prefix}_{key.upper()}") for key in ("issuer", "client_id", "secret")}
    if missing := [f"{prefix}_{key.upper()}" for key, value in needed.items() if not value]:
        raise SystemExit(f"The sign-in service {name!r} also needs {', '.join(missing)}.")
    return needed | {
        "provider_id": name.lower(),
        "name": text(f"{prefix}_NAME", name),
        "scopes": tuple(text(f"{prefix}_SCOPES", "openid profile vo").split()),
        "group_claim": text(f"{prefix}_GROUP_CLAIM", "vo_doelgroepcode"),
        "organisation_claim": text(f"{prefix}_ORGANISATION_CLAIM", "vo_orgcode"),
        "role_claim": text(f"{prefix}_ROLE_CLAIM", "vakwerk_rol_3d"),
        "roles": dict(_pair(f"{prefix}_ROLES", item) for item in items(f"{prefix}_ROLES")),
    }


def _pair(name: str, item: str) -> tuple[str, str]:
    left, equals, right = (part.strip() for part in item.partition("="))
    if not (left and equals and right):
        raise SystemExit(f"{name} is a list like Leerkracht=teacher,Directie=principal; {item!r} does not fit.")
    return left, right
