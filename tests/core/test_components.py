"""The components of `{% load vakwerk %}`: what they escape, what they say, and how a form tells what is wrong."""

from __future__ import annotations

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils.translation import override

from vakwerk.core import styleguide
from vakwerk.core.formhelp import form_response, problems
from vakwerk.core.tables import Column, Table
from vakwerk.core.templatetags import vakwerk as components

EVIL = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def dutch() -> object:
    with override("nl"):
        yield


def drawn(source: str, request: HttpRequest | None = None, **context: object) -> str:
    asked = request or RequestFactory().get("/")
    return Template("{% load vakwerk %}" + source).render(Context({"request": asked, **context}))


class Wish(forms.Form):
    name = forms.CharField(label="Naam", max_length=5, help_text="Kort")
    colours = forms.MultipleChoiceField(
        label="Kleuren", choices=[("r", "Rood"), ("b", EVIL)], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="Zeker")
    note = forms.CharField(label="Nota", required=False, widget=forms.Textarea(attrs={"class": "wide"}))
    secret = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        if not self.cleaned_data.get("sure"):
            raise forms.ValidationError("Samen klopt het niet.")
        return self.cleaned_data


class TestForms:
    def test_a_fresh_form_shows_no_summary(self) -> None:
        assert "vw-errors" not in drawn("{% form form %}", form=Wish())

    def test_the_summary_comes_first_and_leads_to_every_wrong_field(self) -> None:
        html = drawn("{% form form %}", form=Wish({"name": "veel te lang"}))
        assert html.index("vw-errors") < html.index("vw-field")
        for target in ("id_name", "id_colours_0", "id_sure"):
            assert f'href="#{target}"' in html
            assert f'id="{target}"' in html

    def test_the_summary_takes_the_focus(self) -> None:
        html = drawn("{% form form %}", form=Wish({}))
        assert 'role="alert" tabindex="-1" autofocus data-focus' in html

    def test_errors_of_the_whole_form_and_of_hidden_fields_are_told_too(self) -> None:
        told = list(problems(Wish({})))
        assert (told[0].message, told[0].target) == ("Samen klopt het niet.", "")
        assert told[-1].target == "", "a hidden field cannot take the focus"

    def test_hint_and_error_are_tied_to_their_field(self) -> None:
        html = drawn("{% field form.name %}", form=Wish({"name": "veel te lang"}))
        assert 'aria-describedby="id_name_helptext id_name_error"' in html
        assert 'id="id_name_helptext"' in html
        assert 'id="id_name_error"' in html
        assert 'aria-invalid="true"' in html

    def test_a_group_of_choices_is_a_fieldset_with_a_legend(self) -> None:
        html = drawn("{% field form.colours %}", form=Wish({}))
        assert "<fieldset" in html
        assert "<legend" in html
        assert html.count('type="checkbox"') == 2

    def test_what_need_not_be_filled_in_says_so(self) -> None:
        html = drawn("{% field form.note %}", form=Wish())
        assert "niet verplicht" in html
        assert 'class="wide form-control"' in html

    def test_labels_and_values_are_escaped(self) -> None:
        assert "<script>" not in drawn("{% form form %}", form=Wish({"name": EVIL, "note": EVIL}))

    @pytest.mark.parametrize(("data", "status"), [(None, 200), ({}, 422)])
    def test_a_form_with_errors_answers_422(self, monkeypatch: pytest.MonkeyPatch, data: object, status: int) -> None:
        request = RequestFactory().get("/")
        monkeypatch.setattr("vakwerk.core.formhelp.render", lambda *a, status, **k: status)
        assert form_response(request, "x.html", Wish(data)) == status  # type: ignore[arg-type, comparison-overlap]


class TestTexts:
    @pytest.mark.parametrize(
        "source",
        [
            "{% tag evil %}",
            "{% notice evil %}",
            "{% notice evil title=evil %}",
            "{% breadcrumbs evil evil evil %}",
            "{% empty_state evil evil evil evil %}",
            "{% source_line evil None evil evil %}",
            "{% provisional evil %}",
            "{% card evil evil evil evil %}",
            "{% progress 1 2 evil %}",
            "{% summary_list rows %}",
            "{% task_list tasks %}",
            "{% panel 'info' evil %}{{ evil }}{% endpanel %}",
        ],
    )
    def test_nothing_a_person_wrote_becomes_markup(self, source: str) -> None:
        tasks = [{"label": EVIL, "url": EVIL, "status": EVIL, "hint": EVIL}]
        html = drawn(source, evil=EVIL, rows=[(EVIL, EVIL, EVIL)], tasks=tasks)
        assert "<script>" not in html
        assert "&lt;script&gt;" in html

    def test_a_panel_keeps_its_own_markup(self) -> None:
        assert "<em>x</em>" in drawn("{% panel %}<em>x</em>{% endpanel %}")

    def test_the_kind_is_said_in_words(self) -> None:
        assert "Belangrijk:" in drawn("{% notice 'x' 'warning' %}")
        assert "Fout:" in drawn("{% notice 'x' 'error' %}")

    def test_a_kind_that_does_not_exist_is_a_mistake(self) -> None:
        with pytest.raises(TemplateSyntaxError, match="Unknown kind"):
            drawn("{% tag 'x' 'purple' %}")

    def test_the_last_crumb_is_here(self) -> None:
        html = drawn("{% breadcrumbs 'Richtingen' '/richtingen/' 'Hout' %}")
        assert '<a href="/richtingen/">Richtingen</a>' in html
        assert '<li aria-current="page">Hout</li>' in html

    def test_progress_stays_between_nothing_and_all(self) -> None:
        assert 'value="60" max="60"' in drawn("{% progress 99 60 %}")
        assert 'value="0" max="1"' in drawn("{% progress -1 0 %}")

    def test_pages_keep_the_other_parameters(self) -> None:
        request = RequestFactory().get("/?q=hout&page=2")
        html = drawn("{% pagination page %}", request, page=Paginator(range(50), 10).page(2))
        assert 'href="?q=hout&amp;page=3" rel="next"' in html

    def test_a_single_page_needs_no_links(self) -> None:
        assert not drawn("{% pagination page %}", page=Paginator([1], 10).page(1)).strip()


class TestTables:
    def test_a_cell_is_escaped_and_a_link_leads_where_it_says(self) -> None:
        table = Table([{"n": EVIL}], [Column("n", "N", url=lambda row: "/a/?b=1&c=2")], RequestFactory().get("/"))
        html = drawn("{% data_table table %}", table=table)
        assert "<script>" not in html
        assert 'href="/a/?b=1&amp;c=2"' in html

    def test_an_empty_table_says_why_and_what_to_do(self) -> None:
        columns = [Column("n", "N", filter="text")]
        request = RequestFactory().get("/?n=zzz")
        html = drawn("{% data_table table %}", table=Table([{"n": "a"}], columns, request))
        assert "Niets past bij deze filters." in html
        assert "Wis de filters" in html
        assert "Nog niets hier" in drawn(
            "{% data_table table %}", table=Table([], columns, RequestFactory().get("/"), empty="Nog niets hier")
        )

    def test_thousands_are_grouped_in_figures_but_not_in_years(self) -> None:
        columns = [Column("pupils", "P", numeric=True), Column("year", "J")]
        table = Table([{"pupils": 48000, "year": 2026}], columns, RequestFactory().get("/"))
        html = drawn("{% data_table table %}", table=table)
        assert "48.000" in html
        assert "2026" in html


class TestStyleGuide:
    def test_it_shows_every_component_there_is(self) -> None:
        sources = "".join(code for section in styleguide.SECTIONS for _name, code in section.sources)
        missing = {name for name in components.register.tags if f"{{% {name} " not in sources} - USED_BY_OTHERS
        assert not missing, f"Add an example of {missing} to the style guide."

    def test_the_code_shown_is_the_code_that_draws(self, client: Client) -> None:
        html = client.get("/stijlgids/").content.decode()
        source = get_template("core/styleguide/examples/tags.html").template.source  # type: ignore[attr-defined]
        assert source.split("%}")[1].strip()[:20].replace('"', "&quot;") in html

    def test_its_table_downloads(self, client: Client) -> None:
        response = client.get("/stijlgids/?dorp-format=xlsx")
        assert response["Content-Disposition"] == 'attachment; filename="stijlgids.xlsx"'

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_it_can_be_read_in_both_languages(self, client: Client, language: str) -> None:
        client.cookies["django_language"] = language
        assert client.get("/stijlgids/").status_code == 200


# Parts of other components, and of the shell itself.
USED_BY_OTHERS = {"field", "error_summary", "footer_links"}
