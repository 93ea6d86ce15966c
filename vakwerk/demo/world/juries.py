"""A jury at work, a call that was decided with its grants, contests and open results: all invented, but for the
contests that the plan names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from vakwerk.core import clock
from vakwerk.core.viewer import Role
from vakwerk.demo.world import funding as calls
from vakwerk.demo.world.ledger import IBAN, INVENTED, civil_servant
from vakwerk.funding.actions import contests, decisions, grants, juries, results
from vakwerk.funding.actions.contests import Details, Ending
from vakwerk.funding.actions.decisions import Judgement, Period
from vakwerk.funding.actions.grants import Part
from vakwerk.funding.actions.juries import Given
from vakwerk.funding.content import load
from vakwerk.funding.models import Application, ApplicationState, Call, Contest, Grant, Licence, Verdict
from vakwerk.ledger import books
from vakwerk.ledger.models import Envelope
from vakwerk.people.models import Account, Membership, Organisation
from vakwerk.people.viewer import PersonViewer

EURO = calls.EURO
TEACHER, COUNSELLOR, GUIDE = "demo-leerkracht", "demo-clb", "demo-talentcentrum"
JURY = {
    TEACHER: "Onderwijs: praktijkvakken",
    COUNSELLOR: "Onderwijs: studiekeuze",
    GUIDE: "Arbeidsmarkt: beroepen beleven",
}
DECIDED = "EXC-VORIG"
SITE = "/"


def make_juries() -> None:
    """After the calls and the money."""
    _judge_half(Call.objects.get(reference__startswith=calls.TO_JUDGE))
    won = _decided_call()
    _contests(won[1])
    _results(won)


def _viewer(login: str, role: Role) -> PersonViewer:
    """A persona in one of its capacities."""
    account = Account.objects.select_related("person").get(login=login)
    member = Membership.objects.get(person=account.person, role=role)
    return PersonViewer(account.person_id, str(account.person), member.organisation_id, role)


def _members() -> dict[str, PersonViewer]:
    roles = {TEACHER: Role.TEACHER, COUNSELLOR: Role.COUNSELLOR, GUIDE: Role.CENTRE_STAFF}
    return {login: _viewer(login, role) for login, role in roles.items()}


def _seat_jury(call: Call, meets_in: int) -> dict[str, PersonViewer]:
    """Three members; the teacher works for the school that applies first, and says so."""
    official, members = civil_servant(), _members()
    applications = list(call.applications.order_by("submitted_at"))
    for login, viewer in members.items():
        person = Account.objects.select_related("person").get(login=login).person
        juries.appoint(viewer=official, call=call, person=person, expertise=JURY[login], site=SITE)
        bound = applications[:1] if login == TEACHER else []
        declared = {
            each.pk: (each in bound, "Ik geef les in deze school." if each in bound else "") for each in applications
        }
        juries.declare(viewer=viewer, call=call, declarations=declared)
    juries.set_meeting(viewer=official, call=call, meets_at=calls.at(meets_in, 14), place="Vergaderzaal De Werkbank")
    return members


def _score(viewer: PersonViewer, application: Application, points: int) -> None:
    """The same points on every criterion, one less on the last."""
    criteria = load(application.version.content).criteria
    why = "Helder uitgewerkt." if points >= 6 else "Te vaag: de uitwerking ontbreekt."
    scores = {each.key: Given(points, why) for each in criteria}
    scores[criteria[-1].key] = Given(points - 1, "Mag concreter: wat blijft er na het project?")
    juries.save_assessment(viewer=viewer, application=application, scores=scores, summary="")
    juries.give_assessment(viewer=viewer, application=application)


def _judge_half(call: Call) -> None:
    """The third application still needs the scores of the teacher before the meeting can be closed."""
    Call.objects.filter(pk=call.pk).update(envelope=Envelope.objects.get(code="2.8-1-2024"))
    members = _seat_jury(call, 6)
    first, second, third = call.applications.select_related("version", "call").order_by("submitted_at")
    for login, application, points in (
        (COUNSELLOR, first, 8),
        (GUIDE, first, 9),
        (COUNSELLOR, second, 8),
        (GUIDE, second, 4),
        (COUNSELLOR, third, 7),
    ):
        _score(members[login], application, points)
    text = "Onze cijfers lopen uiteen over de tweede aanvraag: graag bespreken."
    juries.remark(viewer=members[GUIDE], application=second, text=text)


def _decided_call() -> list[Grant]:
    """Three applicants, a cut, two grants; of the first two instalments were paid and a part is asked back."""
    school, company, second = calls.leads()
    envelope = Envelope.objects.get(code="2.8-1-2024")
    call = calls.make_call("1-excellentiefonds-uitbreiden", DECIDED, -200, -150, budget_cents=4_500_000)
    Call.objects.filter(pk=call.pk).update(envelope=envelope)
    projects = (
        ("Kookbattle voor tweede graad", school, 20_000, 9),
        ("Las het zelf: regionale finale", company, 24_000, 8),
        ("Tuinen van de toekomst", second, 15_000, 6),
    )
    made = [_handed_in(call, *project[:3], number) for number, project in enumerate(projects, 1)]
    members = _seat_jury(call, -100)
    for application, (_title, lead, _euros, points) in zip(made, projects, strict=True):
        for login, viewer in members.items():
            if not (login == TEACHER and lead == school):
                _score(viewer, application, points)
    official = civil_servant()
    juries.close_meeting(viewer=official, call=call, budget_cents=4_500_000)
    decisions.decide(viewer=official, call=call, judgements=_judgements(made), period=_period(), site=SITE)
    won = [Grant.objects.get(application=application) for application in made[:2]]
    _settled(official, won[0], envelope)
    parts = [
        Part(1_400_000, clock.today() + timedelta(days=20)),
        Part(1_000_000, clock.today() + timedelta(days=200), after_report=True),
    ]
    grants.plan_instalments(viewer=official, grant=won[1], parts=parts)
    return won


def _handed_in(call: Call, title: str, lead: Organisation, euros: int, number: int) -> Application:
    costs = (("materiaal", "Materiaal", euros), ("communicatie", "Finale en film", 3_000))
    project = calls.Project(title, lead, {"wat_bestaat": f"{title}: een wedstrijd die al bestaat."}, costs, 3_000)
    made = calls.apply_in(call, project, ApplicationState.ADMISSIBLE, number)
    made.call = call
    return made


def _judgements(made: list[Application]) -> Mapping[int, Judgement]:
    first, second, third = made
    return {
        first.pk: Judgement(Verdict.AWARDED, "De jury vond dit het sterkste voorstel, met bereik in bso."),
        second.pk: Judgement(Verdict.AWARDED, "Sterke inbreng van bedrijven; de begroting is helder."),
        third.pk: Judgement(Verdict.RESERVE, "Een goed voorstel dat niet meer in het budget past."),
    }


def _period() -> Period:
    today = clock.today()
    return Period(today - timedelta(days=90), today + timedelta(days=150), today + timedelta(days=210))


def _pay(envelope: Envelope) -> None:
    run = books.order(envelope, books.planned(envelope), clock.today(), "Administratie van het plan", IBAN)
    books.pay_run(run)


def _settled(official: PersonViewer, grant: Grant, envelope: Envelope) -> None:
    today = clock.today()
    parts = [Part(1_200_000, today - timedelta(days=80)), Part(800_000, today, after="Tussentijds gesprek")]
    grants.plan_instalments(viewer=official, grant=grant, parts=parts)
    _pay(envelope)
    grants.release_instalment(viewer=official, grant=grant, number=2)
    _pay(envelope)
    head = _viewer("demo-directeur", Role.PRINCIPAL)
    told = f"Acht scholen kookten, tweehonderd mensen proefden ({INVENTED})."
    spent = {"materiaal": 1_550_000, "communicatie": 300_000}
    grants.save_report(viewer=head, grant=grant, text=told, spent=spent)
    upload = ContentFile(b"stuk;bedrag\nVerzonnen factuur;15500\n", name="verzonnen-facturen.csv")
    grants.attach_to_report(viewer=head, grant=grant, upload=upload)
    grants.submit_report(viewer=head, grant=grant)
    grants.judge_report(viewer=official, grant=grant, accepted=True, judgement="Het verslag is volledig.", site=SITE)
    reasons = "Van de uitgaven is 300 euro niet gestaafd; de rest is aanvaard."
    grants.settle(viewer=official, grant=grant, accepted_cents=1_820_000, reasons=reasons, site=SITE)


def _contest(name: str, organiser: Organisation, starts: int, ends: int, **more: Any) -> Contest:
    today = clock.today()
    details = Details(
        summary=f"Een wedstrijd, {INVENTED}.",
        website="",
        entries_until=calls.at(starts - 4, 0) if starts > 4 else calls.at(-30, 0),
        starts_on=today + timedelta(days=starts),
        ends_on=today + timedelta(days=ends),
    )
    told: dict[str, Any] = {
        "name": name,
        "organiser": organiser.name,
        "organisation": organiser,
        "source": INVENTED.capitalize(),
    }
    return contests.add_contest(
        viewer=civil_servant(),
        school_year=clock.school_year(),
        details=details,
        **(told | more),
    )


def _contests(grant: Grant) -> None:
    """The fifteen of the plan and its Low Countries competition; three invented ones, of which one has ended."""
    contests.load_selected()
    school, company, second = calls.leads()
    coming = _contest("Las het zelf: regionale finale", company, 12, 13, grant=grant)
    over = _contest("Metaal in beweging", company, -9, -9)
    _contest("Grensverleggers", company, 40, 41, low_countries=True, partner="Verzonnen vakschool in Nederland")
    head = _viewer("demo-directeur", Role.PRINCIPAL)
    contests.enter(viewer=head, contest=coming, team="De Vonken", programme="Lassen-constructie", pupils=6)
    from_school = _entered(over, school, "Stalen zenuwen", 5)
    from_second = _entered(over, second, "Klein maar dapper", 3)
    endings = {from_school: Ending(1, "Gouden hamer"), from_second: Ending(2, "Prijs van het publiek")}
    contests.enter_results(viewer=_viewer("demo-bedrijf", Role.COMPANY), contest=over, endings=endings)


def _entered(contest: Contest, school: Organisation, team: str, pupils: int) -> int:
    """An entry of before the contest, which can no longer be made through the page; returns its key."""
    entry = contest.entries.create(
        school=school, team=team, programme="Mechanische vormgeving", pupils=pupils, entered_at=calls.at(-40)
    )
    return int(entry.pk)


def _results(won: list[Grant]) -> None:
    """Two in the catalogue, one that a civil servant has still to publish."""
    head, company = _viewer("demo-directeur", Role.PRINCIPAL), _viewer("demo-bedrijf", Role.COMPANY)
    told: dict[str, Any] = {
        "summary": f"Lesmateriaal, {INVENTED}.",
        "stem": True,
        "programmes": "Lassen-constructie",
    }
    sheet = ContentFile(b"les;onderwerp\n1;Veilig beginnen\n2;De eerste naad\n", name="lessenreeks.csv")
    made = [
        results.hand_in(
            viewer=company, grant=won[1], uploads=[sheet], title="Lassen in tien lessen", subject="Metaal",
            licence=Licence.CC_BY, **told,
        ),
        results.hand_in(
            viewer=head, grant=won[0], title="Koken voor veertig: draaiboek", subject="Voeding",
            licence=Licence.CC_BY_SA, link="https://voorbeeld.be/draaiboek",
            **(told | {"stem": False, "programmes": "Restaurant en keuken"}),
        ),
        results.hand_in(
            viewer=head, grant=won[0], title="Recepten met metingen", subject="Voeding", licence=Licence.CC0,
            link="https://voorbeeld.be/recepten", **(told | {"programmes": "Restaurant en keuken"}),
        ),
    ]  # fmt: skip
    for result in made[:2]:
        results.publish_result(viewer=civil_servant(), result=result)
