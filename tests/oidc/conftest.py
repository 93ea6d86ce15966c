"""Starts the OpenID provider of `server.mjs`; `npm ci` runs once, when its packages are not there yet."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

HERE = Path(__file__).parent
SERVICE = {
    "provider_id": "acm",
    "name": "Proefaanmelding",
    "client_id": "vakwerk",
    "secret": "only-for-the-tests",
    "scopes": ("openid", "profile", "vo"),
    "group_claim": "vo_doelgroepcode",
    "organisation_claim": "vo_orgcode",
    "role_claim": "vakwerk_rol_3d",
    "roles": {"Leerkracht": "teacher", "Directie": "principal", "Medewerker": "centre_staff"},
}


@dataclass
class OpenIDServer:
    """The running provider: who signs in next, and what is wrong with its tokens."""

    issuer: str

    def person(self, **claims: Any) -> None:
        requests.post(f"{self.issuer}/test/person", json=claims, timeout=5).raise_for_status()

    def fault(self, name: str) -> None:
        requests.post(f"{self.issuer}/test/fault", json={"fault": name}, timeout=5).raise_for_status()


@pytest.fixture(scope="session")
def packages() -> None:
    if shutil.which("node") is None:
        pytest.fail("The tests of sign-in services need Node.js 20 or later.")
    if not (HERE / "node_modules" / "oidc-provider").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True)


@pytest.fixture
def openid_server(packages, live_server, settings) -> Iterator[OpenIDServer]:
    callback = f"{live_server.url}/aanmelden/met/acm/terug/"
    command = ["node", "server.mjs", callback]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            issuer = json.loads(process.stdout.readline())["issuer"]
            settings.OPENID_PROVIDERS = [SERVICE | {"issuer": issuer}]
            yield OpenIDServer(issuer)
        finally:
            process.terminate()


class Browser(requests.Session):
    """A visitor who follows redirects and fills in forms."""

    def __init__(self, site: str) -> None:
        super().__init__()
        self.site = site

    def post_form(self, path: str, **data: Any) -> requests.Response:
        page = self.get(self.site + data.pop("page", "/aanmelden/"), timeout=10)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        return self.post(self.site + path, data=data | {"csrfmiddlewaretoken": token}, timeout=20)

    def sign_in(self, **data: Any) -> requests.Response:
        return self.post_form("/aanmelden/met/acm/", **data)


@pytest.fixture
def browser(live_server) -> Browser:
    return Browser(live_server.url)
