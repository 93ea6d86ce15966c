"""The whole way over the pages: build, try out, publish, apply together, submit, check, decide."""

from __future__ import annotations

from django.core import mail
from django.test import Client

from tests.funding import making
from vakwerk.core import jobs
from vakwerk.funding.models import Application, Call


def posted(client: Client, address: str, **data: object):
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()[:4000]
    return response


def test_a_civil_servant_builds_tries_and_publishes_a_call_without_code(officials, travel):
    travel("2026-11-02")
    browser = officials.browser
    posted(browser, "/oproepen/beheer/nieuw/", title="Laskampioenen", reference="LAS-26", start="leeg")
    call = Call.objects.get()
    home = f"/oproepen/beheer/{call.public_id}/"

    general = {
        "title": "Laskampioenen", "kind": "excellence_new", "summary": "Een oproep.", "description": "",
        "opens_day": "2026-11-01", "opens_time": "00:00:00", "closes_day": "2026-11-30", "closes_time": "12:00:00",
        "budget_cents": "100.000,00", "minimum_scores": "2", "contact": "", "sources": "", "to_confirm": "",
        "revision": 0,
    }  # fmt: skip
    posted(browser, f"{home}algemeen/", **general)
    posted(browser, f"{home}wie/", lead_kinds=["secondary_school"], least_partners=1, revision=1)
    posted(browser, f"{home}lijst/delen/", title="Het project", intro="", revision=2)
    question = {"section": "het_project", "label": "Wat is het idee?", "kind": "text", "required": "on", "revision": 3}
    posted(browser, f"{home}lijst/vragen/", **question, hint="", max_length=100, choices="", shown_when="")
    posted(browser, f"{home}lijst/begroting/", label="Personeel", hint="", revision=4)
    posted(browser, f"{home}lijst/criteria/", label="Ambitie", description="", weight=2, top=10, revision=5)

    rule = {"subject": "budget", "message": "Hoogstens € 5.000.", "revision": 6}
    wrong = browser.post(f"{home}lijst/voorwaarden/", rule | {"text": "gevraagt <= € 5.000"})
    assert wrong.status_code == 422
    assert "Bedoelt u gevraagd?" in wrong.content.decode()
    assert "^^^^^^^^" in wrong.content.decode()
    posted(browser, f"{home}lijst/voorwaarden/", text="gevraagd <= € 5.000", **rule)
    posted(browser, f"{home}proef/")
    posted(browser, f"{home}proef/aanvraag/", title="Voorbeeld", pretended_kind="secondary_school")
    example = Application.objects.get()
    assert browser.get(f"/oproepen/aanvraag/{example.public_id}/nakijken/").status_code == 200
    checked = browser.post(f"{home}lijst/voorwaarden/", rule | {"text": "gevraagd <= € 5", "check": 1, "revision": 7})
    assert "Voorbeeld" in checked.content.decode()
    posted(browser, f"{home}publiceren/")
    call.refresh_from_db()
    assert call.state == "published"
    assert not Application.objects.exists()
    assert Client().get(f"/oproepen/{call.public_id}/").status_code == 200
    assert "Laskampioenen" in Client().get("/oproepen/").content.decode()


def test_an_applicant_saves_resumes_invites_and_submits(officials, school, company):
    call = making.open_call(least_partners=1)
    posted(school.browser, f"/oproepen/{call.public_id}/aanvragen/", title="Samen lassen")
    application = Application.objects.get()
    home = f"/oproepen/aanvraag/{application.public_id}/"
    form = school.browser.get(f"{home}deel/project/").context["form"]
    posted(school.browser, f"{home}deel/project/", idee="Een wedstrijd.", seen=form["seen"].value())
    assert "Een wedstrijd." in school.browser.get(f"{home}deel/project/").content.decode()

    seen = school.browser.get(f"{home}deel/bereik/").context["form"]["seen"].value()
    again = posted(school.browser, f"{home}deel/bereik/", bereik=["bso"], scholen="3", seen=seen)
    assert again.url.endswith("deel/bereik/")  # the answer brought another question
    form = school.browser.get(f"{home}deel/bereik/").context["form"]
    posted(
        school.browser, f"{home}deel/bereik/", bereik=["bso"], scholen="3", waarom="Omdat.", seen=form["seen"].value()
    )

    found = school.browser.get(f"{home}partners/?zoek=Draad")
    assert "Draad en Vonk" in found.content.decode()
    posted(school.browser, f"{home}partners/", organisation=company.organisation.pk, contribution="Machines")
    partner = application.partners.get()
    assert company.browser.get(home).status_code == 404
    assert company.browser.get("/oproepen/aanvragen/").status_code == 200
    assert company.browser.get(f"/oproepen/uitnodiging/{partner.public_id}/").status_code == 200
    posted(company.browser, f"/oproepen/uitnodiging/{partner.public_id}/", answer="yes")
    assert company.browser.get(home).status_code == 200

    rows = {"seen": school.browser.get(f"{home}begroting/").context["form"]["seen"].value()}
    rows |= {"requested_cents": "3.000,00", "kosten-TOTAL_FORMS": 1, "kosten-INITIAL_FORMS": 0}
    rows |= {"kosten-0-line": "personeel", "kosten-0-description": "Jury", "kosten-0-amount_cents": "4.000,00"}
    rows |= {"bijdragen-TOTAL_FORMS": 0, "bijdragen-INITIAL_FORMS": 0}
    posted(school.browser, f"{home}begroting/", **rows)
    assert "niet samen" not in school.browser.get(f"{home}nakijken/").content.decode()
    posted(school.browser, f"{home}indienen/")
    application.refresh_from_db()
    assert application.state == "draft"
    rows |= {"seen": school.browser.get(f"{home}begroting/").context["form"]["seen"].value()}
    rows |= {"bijdragen-TOTAL_FORMS": 1, "bijdragen-0-source": "Bedrijf", "bijdragen-0-amount_cents": "1.000,00"}
    posted(school.browser, f"{home}begroting/", **rows)
    posted(school.browser, f"{home}indienen/")
    application.refresh_from_db()
    assert (application.state, application.reference) == ("submitted", "EXC-26-001")
    assert school.browser.get(home).status_code == 200
    assert school.browser.get(f"{home}pdf/").content.startswith(b"%PDF")
    jobs.run_due()
    assert len(mail.outbox) == 2

    checked = f"/oproepen/beheer/aanvraag/{application.public_id}/"
    page = officials.browser.get(checked).content.decode()
    assert "Gevraagd bedrag € 3.000,00 is minder dan € 50.000,00." in page.replace("\u00a0", " ")
    posted(officials.browser, f"{checked}punten/", **{"punt-nieuw": "met", "punt-nieuw-note": "ja"})
    assert application.findings.get().met is True
