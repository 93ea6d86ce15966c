"""The official register interfaces of the Department of Education and Training: pages over HTTP, or a file of pages.

    api = OfficialApi(key)                                    # header x-api-key
    for record in api.records(GROUPS): ...
    for record in read_dump(Path("structuuronderdeelgroep.json")): ...

Two families of paging exist: `meta` with `number`, `last` and `total_pages` (asked with `page=`, never `number=`,
which the server ignores and answers with the first page for ever), and `links.next.href`. An unknown `filter_*`
is answered with 400. Either every record comes or an error: a half register is never handed on.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.utils import timezone

HOST = "https://onderwijs.api.vlaanderen.be"
_CURRICULUM = "/kwalificaties-en-curriculum/structuuronderdelen/v2"
_INSTITUTIONS = "/instellingsgegevens"
GROUPS = f"{_CURRICULUM}/structuuronderdeelgroep"
COMPONENTS = f"{_CURRICULUM}/structuuronderdeel"
ADMINISTRATIVE_GROUPS = f"{_INSTITUTIONS}/onderwijsaanbod_so/v2/administratievegroep"
ORGANISED_OFFER = f"{_INSTITUTIONS}/onderwijsaanbod_so/v2/ingerichteadministratievegroep"
INSTITUTIONS = f"{_INSTITUTIONS}/instelling/v2/instelling"
SITES = f"{_INSTITUTIONS}/instellingslocatie/v1/instellingslocatie"

Record = dict[str, Any]
RETRYABLE = {429, 500, 502, 503, 504}
MAX_BYTES = 64 * 1024 * 1024
MAX_PAGES = 5_000
LONGEST_PAUSE = 60.0


class OfficialApiError(Exception):
    """The register could not be read completely. The message is a sentence for an administrator."""


class KeyRefused(OfficialApiError):
    """No key, a wrong key, or a key without rights for this interface."""


class RequestRefused(OfficialApiError):
    """The server does not know what we asked, for instance an unknown filter (400)."""


class Unreachable(OfficialApiError):
    """Too many attempts failed: busy, broken or silent."""


class BadPaging(OfficialApiError):
    """The pages do not add up: repeated, missing or from another host."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to an address that we did not choose."""

    def redirect_request(  # the signature is the standard library's
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


@dataclass
class OfficialApi:
    """A reader of one host. `pause` sleeps between attempts (seconds), so that a test need not wait."""

    key: str
    host: str = HOST
    timeout: float = 30.0
    attempts: int = 5
    pause: Callable[[float], None] = time.sleep
    opener: urllib.request.OpenerDirector = field(default_factory=lambda: urllib.request.build_opener(_NoRedirects))

    def __post_init__(self) -> None:
        parts = urlsplit(self.host)
        if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
            raise ValueError("the key may only travel over https")

    def records(self, path: str, filters: Mapping[str, str] | None = None) -> Iterator[Record]:
        """All records of an interface, page after page. Raises OfficialApiError when they do not all come."""
        for page in self.pages(path, filters):
            yield from page

    def one(self, path: str, number: str) -> Record:
        """One record by its number, such as `COMPONENTS`, "1"."""
        found = self._get(f"{self.host}{path}/{number}")
        if not isinstance(found, dict):
            raise OfficialApiError(f"{path}/{number} did not answer with a record.")
        content = found.get("content", found)
        return dict(content[0] if isinstance(content, list) and content else content)

    def pages(self, path: str, filters: Mapping[str, str] | None = None) -> Iterator[list[Record]]:
        first = f"{self.host}{path}" + (f"?{urlencode(filters)}" if filters else "")
        url: str | None = first
        paging = _Paging(first, self.host)
        while url:
            envelope = self._get(url)
            records = content_of(envelope, path)
            url = paging.after(envelope, records)
            yield records
        paging.check_complete(path)

    def _get(self, url: str) -> Any:
        """One answer as JSON, after as many attempts as it takes or is allowed."""
        trouble = ""
        for attempt in range(self.attempts):
            try:
                return self._open(url)
            except urllib.error.HTTPError as error:
                with error:
                    _refuse(error, url)
                    trouble, wait = f"status {error.code}", _retry_after(error) or _backoff(attempt)
            except (OSError, HTTPException) as error:
                trouble, wait = type(error).__name__, _backoff(attempt)
            if attempt + 1 < self.attempts:
                self.pause(min(wait, LONGEST_PAUSE))
        raise Unreachable(f"{_shown(url)} failed {self.attempts} times ({trouble}). Nothing was changed.")

    def _open(self, url: str) -> Any:
        headers = {"x-api-key": self.key, "Accept": "application/json", "User-Agent": "Vakwerk"}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310  (https was checked before)
        with self.opener.open(request, timeout=self.timeout) as answer:
            body = answer.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise OfficialApiError(f"{_shown(url)} answered with more than {MAX_BYTES} bytes.")
        try:
            return json.loads(body)
        except ValueError as error:
            raise OfficialApiError(f"{_shown(url)} did not answer with JSON.") from error


@dataclass
class _Paging:
    """Finds the next page and counts, for both families."""

    first_url: str
    host: str
    seen: int = 0
    visited: int = 0
    expected: int | None = None
    number: int | None = None
    last_page: list[Record] | None = None

    def after(self, envelope: Any, records: list[Record]) -> str | None:
        """The address of the page after this one, None when this was the last."""
        self._count(records)
        meta = envelope.get("meta") or {} if isinstance(envelope, dict) else {}
        if isinstance(meta.get("total_elements"), int):
            self.expected = meta["total_elements"]
        link = _next_link(envelope)
        if link:
            return self._own_host(link)
        return None if "number" not in meta else self._next_number(meta)

    def _count(self, records: list[Record]) -> None:
        if records and records == self.last_page:
            raise BadPaging(f"{_shown(self.first_url)} gives the same page again. Nothing was changed.")
        self.last_page, self.seen, self.visited = records, self.seen + len(records), self.visited + 1
        if self.visited > MAX_PAGES:
            raise BadPaging(f"{_shown(self.first_url)} does not end. Nothing was changed.")

    def _next_number(self, meta: Mapping[str, Any]) -> str | None:
        number = int(meta["number"])
        if self.number is not None and number != self.number + 1:
            raise BadPaging(f"{_shown(self.first_url)}: asked page {self.number + 1}, got page {number}.")
        self.number = number
        if self._is_last(meta):
            return None
        return f"{self.first_url}{'&' if '?' in self.first_url else '?'}page={number + 1}"

    def _is_last(self, meta: Mapping[str, Any]) -> bool:
        if "last" in meta:
            return bool(meta["last"])
        return self.visited >= int(meta.get("total_pages", 1))

    def _own_host(self, link: str) -> str:
        """Only the host that the key is for; a relative link is relative to the first page."""
        url = urljoin(self.first_url, link)
        if urlsplit(url)[:2] != urlsplit(self.host)[:2]:
            raise BadPaging(f"{_shown(self.first_url)} points to another host. Nothing was changed.")
        return url

    def check_complete(self, path: str) -> None:
        if self.expected is not None and self.expected != self.seen:
            raise BadPaging(f"{path} promised {self.expected} records and gave {self.seen}. Nothing was changed.")


def content_of(envelope: Any, name: str) -> list[Record]:
    """The records of one page. Raises OfficialApiError for any other shape."""
    content = envelope.get("content") if isinstance(envelope, dict) else envelope
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        raise OfficialApiError(f"{name}: a page is an object with a list of records under 'content'.")
    return content


def read_dump(path: Path) -> Iterator[Record]:
    """The records of saved pages: one envelope, a list of envelopes or records, or a folder of such files.

    Raises OfficialApiError when a page is missing (`meta.total_elements`) or the file is no JSON.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise OfficialApiError(f"{path.name}: no .json files in this folder.")
    envelopes = [envelope for file in files for envelope in _envelopes(file)]
    records = [record for envelope in envelopes for record in content_of(envelope, path.name)]
    promised = {e["meta"]["total_elements"] for e in envelopes if isinstance(e, dict) and "meta" in e}
    if promised and promised != {len(records)}:
        raise OfficialApiError(f"{path.name}: {len(records)} records, promised {sorted(promised)}. Is a page missing?")
    yield from records


def _envelopes(file: Path) -> list[Any]:
    try:
        loaded = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise OfficialApiError(f"{file.name} cannot be read as JSON.") from error
    if isinstance(loaded, list) and loaded and all(isinstance(e, dict) and "content" in e for e in loaded):
        return loaded
    return [loaded]


def _next_link(envelope: Any) -> str:
    links = envelope.get("links") if isinstance(envelope, dict) else None
    following = links.get("next") if isinstance(links, dict) else None
    href = following.get("href") if isinstance(following, dict) else following
    return str(href or "")


def _refuse(error: urllib.error.HTTPError, url: str) -> None:
    """Raises for what another attempt cannot change."""
    if error.code in {401, 403}:
        raise KeyRefused("The register refuses this key. Ask one at onderwijs-api-portaal.vlaanderen.be.") from error
    if error.code not in RETRYABLE:
        said = error.read(300).decode("utf-8", "replace")
        raise RequestRefused(f"{_shown(url)} answered {error.code}: {said}") from error


def _retry_after(error: urllib.error.HTTPError) -> float:
    """Seconds to wait as the server asks (seconds or a date), 0 when it does not say."""
    said = error.headers.get("Retry-After", "")
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - timezone.now()).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _backoff(attempt: int) -> float:
    return float(2**attempt)


def _shown(url: str) -> str:
    """An address for a message: the path only."""
    return urlsplit(url).path
