"""The shell around every page: languages, display, menu, error pages, and what it never lets in."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client, RequestFactory, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from vakwerk.core import navigation, views
from vakwerk.core.navigation import Entry, links_for
from vakwerk.core.ratelimit import RetryAfter, too_many_requests
from vakwerk.core.viewer import Nobody, Role

pytestmark = pytest.mark.django_db
STATIC = settings.BASE_DIR / "vakwerk" / "core" / "static" / "core"


def page(client: Client, path: str = "/", **headers: str) -> str:
    return client.get(path, headers=headers).content.decode()


class TestLanguage:
    def test_pages_are_dutch_whatever_the_browser_asks(self, client: Client) -> None:
        response = client.get("/", headers={"accept-language": "en"})
        assert '<html lang="nl"' in response.content.decode()
        assert response["Content-Language"] == "nl"

    def test_a_choice_is_kept_and_leads_back_to_the_page(self, client: Client) -> None:
        response = client.post("/taal/", {"language": "en", "next": "/stijlgids/?dorp-page=2"})
        assert response["Location"] == "/stijlgids/?dorp-page=2"
        assert '<html lang="en"' in page(client)

    @pytest.mark.parametrize("language", ["fr", "", "../x", "nl\x00"])
    def test_an_unknown_language_changes_nothing(self, client: Client, language: str) -> None:
        client.post("/taal/", {"language": language, "next": "/"})
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language.replace("\x00", "")
        assert '<html lang="nl"' in page(client)

    def test_the_switch_does_not_lead_to_another_site(self, client: Client) -> None:
        response = client.post("/taal/", {"language": "en", "next": "https://example.org/"})
        assert response["Location"] == "/"

    def test_a_get_changes_nothing(self, client: Client) -> None:
        assert client.get("/taal/?language=en").status_code == 405


class TestDisplay:
    def test_the_device_decides_until_the_reader_does(self, client: Client) -> None:
        assert 'media="screen and (prefers-color-scheme: dark)"' in page(client)
        client.post("/weergave/", {"theme": "dark", "next": "/stijlgids/"})
        assert 'dark.css" media="screen">' in page(client)
        client.post("/weergave/", {"theme": "light"})
        assert "dark.css" not in page(client)

    @pytest.mark.parametrize("theme", ["", "blue", "<script>"])
    def test_an_unknown_display_changes_nothing(self, client: Client, theme: str) -> None:
        assert not client.post("/weergave/", {"theme": theme}).cookies
        client.cookies["vakwerk_theme"] = theme
        assert 'data-theme="auto"' in page(client)

    def test_the_choice_does_not_lead_to_another_site(self, client: Client) -> None:
        assert client.post("/weergave/", {"theme": "dark", "next": "//example.org/"})["Location"] == "/"


class TestMenu:
    def test_every_registered_entry_leads_to_a_page(self) -> None:
        for entry in navigation._entries.values():
            try:
                reverse(entry.url_name)
            except NoReverseMatch:
                pytest.fail(f"The menu names {entry.url_name}, which does not exist.")

    def test_an_entry_is_for_its_roles(self, viewer: object) -> None:
        entry = Entry(1, "core:home", "x", frozenset({Role.TEACHER}))
        assert entry.visible_to(viewer(Role.TEACHER))  # type: ignore[operator]
        assert not entry.visible_to(viewer(Role.PARENT))  # type: ignore[operator]
        assert not entry.visible_to(Nobody())

    def test_one_entry_is_current_and_it_is_the_nearest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        entries = {name: Entry(n, name, name) for n, name in enumerate(["core:home", "core:styleguide", "core:none"])}
        monkeypatch.setattr(navigation, "_entries", entries)
        found = links_for(Nobody(), "/stijlgids/iets/")
        assert [(link.href, link.current) for link in found] == [("/", False), ("/stijlgids/", True)]

    def test_home_is_current_only_at_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(navigation, "_entries", {"core:home": Entry(1, "core:home", "x")})
        assert links_for(Nobody(), "/")[0].current
        assert not links_for(Nobody(), "/plan/")[0].current


class TestErrorPages:
    @pytest.fixture(autouse=True)
    def dutch(self) -> object:
        with override("nl"):
            yield

    def test_a_page_that_does_not_exist(self, client: Client) -> None:
        response = client.get("/nergens/")
        assert response.status_code == 404
        assert "Deze pagina bestaat niet" in response.content.decode()

    def test_a_view_that_is_not_for_you(self) -> None:
        response = views.forbidden(RequestFactory().get("/"))
        assert response.status_code == 403
        assert "Je kunt deze pagina niet openen" in response.content.decode()

    def test_a_request_nobody_understands(self) -> None:
        response = views.bad_request(RequestFactory().get("/"), SuspiciousOperation("secret detail"))
        assert response.status_code == 400
        assert "secret detail" not in response.content.decode()

    def test_too_many_attempts_say_how_long_to_wait(self) -> None:
        response = too_many_requests(RequestFactory().get("/"), RetryAfter(90))
        assert (response.status_code, response["Retry-After"]) == (429, "90")
        assert "over 2 minuten" in response.content.decode()

    def test_our_own_fault_needs_no_database_and_no_shell(self, django_assert_num_queries: object) -> None:
        with django_assert_num_queries(0):  # type: ignore[operator]
            response = views.server_error(RequestFactory().get("/"))
        assert response.status_code == 500
        assert "Het ligt aan ons" in response.content.decode()

    @pytest.mark.parametrize("path", ["/regels/", "/api/v1/rules/"])
    def test_a_database_that_is_away_is_said_with_when_to_come_back(
        self, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_: object, **__: object) -> None:
            raise OperationalError("connection refused")

        monkeypatch.setattr("vakwerk.rules.queries.register", away)
        response = Client(raise_request_exception=False).get(path)
        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert "werd niet bewaard" in response.content.decode()

    def test_a_form_without_its_token_gets_plain_words(self) -> None:
        response = Client(enforce_csrf_checks=True).post("/taal/", {"language": "en"})
        assert response.status_code == 403
        assert "Deze pagina stond te lang open" in response.content.decode()


class TestEveryPage:
    @pytest.mark.parametrize("path", ["/", "/stijlgids/", "/nergens/"])
    def test_nothing_is_inline_and_nothing_comes_from_elsewhere(self, client: Client, path: str) -> None:
        html = page(client, path)
        assert not re.search(r"<script(?![^>]*\bsrc=)", html)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", html)
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!onderwijs\.vlaanderen\.be)', html)

    def test_the_policy_names_no_exception(self, client: Client) -> None:
        policy = client.get("/")["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy

    @pytest.mark.parametrize("path", ["/", "/stijlgids/"])
    def test_it_asks_the_database_nothing_for_a_visitor(
        self, client: Client, path: str, django_assert_num_queries: object
    ) -> None:
        with django_assert_num_queries(0):  # type: ignore[operator]
            client.get(path)

    def test_htmx_carries_the_token_and_writes_no_style(self, client: Client) -> None:
        html = page(client)
        assert re.search(r"""hx-headers:inherited='\{"X-CSRFToken": "\w{32,}"\}'""", html)
        assert '"includeIndicatorCSS": false' in html

    def test_the_footer_says_whose_it_is_not(self, client: Client) -> None:
        assert "niet verbonden aan de overheid, Voka of UGent" in page(client)

    @override_settings(FICTITIOUS_WORLD=True)
    def test_a_fictitious_world_says_so_on_every_page(self, client: Client) -> None:
        assert all("Fictieve personen en organisaties" in page(client, path) for path in ("/", "/nergens/"))

    @override_settings(FICTITIOUS_WORLD=False)
    def test_a_real_world_does_not(self, client: Client) -> None:
        assert "Fictieve personen" not in page(client)

    def test_another_reference_date_is_announced(self, client: Client) -> None:
        html = page(client, "/stijlgids/?op=2024-09-01")
        assert "1 september 2024" in html
        assert 'href="/stijlgids/"' in html
        assert "vw-travel" not in page(client)

    def test_the_style_sheets_stay_small(self) -> None:
        assert sum((STATIC / name).stat().st_size for name in ("vakwerk.css", "dark.css", "vakwerk.js")) < 48_000
