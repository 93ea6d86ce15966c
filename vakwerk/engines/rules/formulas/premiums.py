"""Premiums for learning at a workplace: what company and pupil get, on which conditions, by when.

Since 1 September 2023 there are two. Before there were startbonus, stagebonus and mentorkorting (until 30 June 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.formulas import checks
from vakwerk.engines.rules.formulas.checks import NOTHING, Check
from vakwerk.engines.rules.formulas.premium_questions import QUESTIONS
from vakwerk.engines.rules.periods import months_after, school_year_ends, whole_months
from vakwerk.engines.rules.questions import Asked, Faults
from vakwerk.engines.rules.rulebook import Finding, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted, dated, euro, number, percentage
from vakwerk.engines.words import Words

FLANDERS = "flanders"
NONE = Decimal(0)


@dataclass(frozen=True)
class Terms:
    """The dates that follow from the agreement, for both premiums."""

    first: date
    last: date
    months: int
    needed_months: int
    register_by: date

    @property
    def lasts(self) -> Check:
        need, have = counted(self.needed_months, "months"), counted(self.months, "months")
        until = dated(self.last)
        return Check(
            Words(
                f"Minstens {need.nl} in dit schooljaar, volgens Dimona of DmfA",
                f"At least {need.en} in this school year, according to Dimona or DmfA",
            ),
            self.months >= self.needed_months,
            Words(f"{have.nl} (tot en met {until.nl})", f"{have.en} (until {until.en})"),
        )

    def registered(self, on: date | None) -> Check:
        """Was the agreement registered in time?"""
        limit = dated(self.register_by)
        done = dated(on) if on else Words("nog niet ingevuld", "not filled in yet")
        return Check(
            Words(f"Geregistreerd uiterlijk op {limit.nl}", f"Registered by {limit.en}"),
            None if on is None else on <= self.register_by,
            done,
        )


def _terms(asked: Asked, read: Reader) -> Terms:
    first, last = read.day, min(asked.day("end"), school_year_ends(read.day))
    if asked.day("end") < first:
        raise Faults({"end": Words("Dat is voor de eerste dag.", "That is before the first day.")})
    limit = months_after(first, int(read.number("contract.register_months")))
    return Terms(first, last, whole_months(first, last), int(read.number("premium.min_months")), limit)


def _times(label: Words, before: int, most: Decimal) -> Check:
    many = counted(most, "times")
    had = counted(before, "times")
    return Check(
        Words(f"{label.nl}: hoogstens {many.nl}", f"{label.en}: at most {many.en}"),
        before < most,
        Words(f"al {had.nl} gekregen", f"{had.en} so far"),
    )


def _company_checks(asked: Asked, read: Reader, terms: Terms) -> tuple[Check, ...]:
    share = read.number("premium.min_workplace_share")
    part, given = percentage(share), asked.number("share") / 100
    return (
        Check(
            Words("Vestiging in het Vlaams Gewest", "Establishment in the Flemish Region"),
            asked.text("establishment") == FLANDERS,
        ),
        terms.lasts,
        Check(
            Words("Opleiding die in aanmerking komt", "A programme that qualifies"),
            asked.text("programme") != "other",
        ),
        _level(asked, read.number("premium.max_level")),
        Check(
            Words(f"Minstens {part.nl} op de werkplek", f"At least {part.en} at the workplace"),
            given >= share,
            percentage(given),
        ),
        Check(
            Words("De mentor heeft een mentoropleiding", "The mentor has had mentor training"),
            None if asked["mentor"] is None else asked.yes("mentor"),
        ),
        terms.registered(_day(asked, "registered")),
        _times(
            Words("Voor deze leerling, stagebonus meegeteld", "For this pupil, stagebonus included"),
            asked.count("company_times"),
            read.number("premium.max_times"),
        ),
    )


def _level(asked: Asked, most: Decimal) -> Check:
    """Nursing is named by the sources beside the highest level, which it passes: then nobody knows without asking."""
    written = number(most)
    condition = Words(
        f"Opleiding van hoogstens niveau {written.nl} (VKS)", f"A programme of at most level {written.en} (VKS)"
    )
    if asked.number("level") <= most:
        return Check(condition, True)
    return Check(condition, None, _NAMED) if asked.text("programme") == "nursing" else Check(condition, False)


_NAMED = Words(
    "De bronnen noemen het graduaat Verpleegkunde en toch dit hoogste niveau: vraag het na.",
    "The sources name the associate degree in nursing and yet this highest level: ask.",
)


def _alternating(asked: Asked) -> Check:
    """The pupil's premium is for alternating secondary education; of the two others no source says yes or no."""
    holds = {"alternating": True, "other": False}.get(asked.text("programme"))
    return Check(
        Words("Alternerende opleiding in het secundair onderwijs", "Alternating secondary education"),
        holds,
        NOTHING if holds is not None else Words("Dat staat niet in de bronnen.", "The sources do not say."),
    )


def _pupil_checks(asked: Asked, read: Reader, terms: Terms) -> tuple[Check, ...]:
    return (
        Check(
            Words("De leerling woont in het Vlaams Gewest", "The pupil lives in the Flemish Region"),
            asked.text("home") == FLANDERS,
        ),
        _alternating(asked),
        terms.lasts,
        terms.registered(_day(asked, "registered")),
        _times(
            Words("Voor de leerling, startbonus meegeteld", "For the pupil, startbonus included"),
            asked.count("pupil_times"),
            read.number("premium.max_times"),
        ),
    )


def _day(asked: Asked, key: str) -> date | None:
    found = asked[key]
    return found if isinstance(found, date) else None


def _since_2023(asked: Asked, read: Reader) -> Finding:
    terms = _terms(asked, read)
    paid = asked.text("contract") != "sao"
    company = _Share(
        Words("Bedrijf", "Company"),
        read.number("premium.company.paid" if paid else "premium.company.unpaid"),
        _company_checks(asked, read, terms),
    )
    pupil = _Share(Words("Leerling", "Pupil"), read.number("premium.pupil"), _pupil_checks(asked, read, terms))
    return Finding(
        headline=_headline(company, pupil),
        result={
            "company": company.amount,
            "pupil": pupil.amount,
            "register_by": terms.register_by,
            "enough_from": months_after(terms.first, terms.needed_months),
            "months": terms.months,
        },
        steps=(_basis(paid, company), *_why_not(company), *_why_not(pupil)),
        notes=_notes(asked, terms),
        verdict=_verdict(company, pupil),
        grids=(
            checks.grid(Words("Voorwaarden voor het bedrijf", "Conditions for the company"), company.checks),
            checks.grid(Words("Voorwaarden voor de leerling", "Conditions for the pupil"), pupil.checks),
        ),
    )


@dataclass(frozen=True)
class _Share:
    """What one of the two gets."""

    who: Words
    full: Decimal
    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Verdict:
        return checks.verdict(self.checks)

    @property
    def amount(self) -> Decimal:
        return NONE if self.verdict is Verdict.NO else self.full

    @property
    def written(self) -> Words:
        paid = euro(self.amount)
        if self.verdict is Verdict.ON_CONDITION:
            return Words(f"{paid.nl} als de rest in orde is", f"{paid.en} if the rest is in order")
        return paid


def _headline(company: _Share, pupil: _Share) -> Words:
    one, other = company.written, pupil.written
    return Words(f"Bedrijf: {one.nl}. Leerling: {other.nl}.", f"Company: {one.en}. Pupil: {other.en}.")


def _verdict(company: _Share, pupil: _Share) -> Verdict:
    found = {company.verdict, pupil.verdict}
    if found == {Verdict.NO}:
        return Verdict.NO
    return Verdict.YES if found == {Verdict.YES} else Verdict.ON_CONDITION


def _basis(paid: bool, company: _Share) -> Words:
    full = euro(company.full)
    if paid:
        return Words(
            f"De leerling krijgt een vergoeding, dus het volle bedrag voor het bedrijf is {full.nl} per schooljaar.",
            f"The pupil is paid, so the full amount for the company is {full.en} a school year.",
        )
    return Words(
        f"De leerling krijgt geen vergoeding, dus het bedrag voor het bedrijf is {full.nl} per schooljaar.",
        f"The pupil is not paid, so the amount for the company is {full.en} a school year.",
    )


def _why_not(share: _Share) -> tuple[Words, ...]:
    return tuple(
        Words(
            f"{share.who.nl}: 0 euro, want dit is niet in orde: {why.nl}.",
            f"{share.who.en}: 0 euro, because this is not fulfilled: {why.en}.",
        )
        for why in checks.failing(share.checks)
    )


def _notes(asked: Asked, terms: Terms) -> tuple[Words, ...]:
    limit, august = dated(terms.register_by), dated(school_year_ends(terms.first))
    notes = [
        Words(
            f"De school registreert de overeenkomst uiterlijk op {limit.nl} in het loket. Wacht niet tot de laatste"
            f" dag: te laat kost beide premies.",
            f"The school registers the agreement by {limit.en} in the counter. Do not wait for the last day: too late"
            f" costs both premiums.",
        ),
        Words(
            "In de overeenkomst staan het ondernemingsnummer, leerling en mentor met hun rijksregisternummer, de"
            " datums, de vergoeding en het opleidingsplan.",
            "The agreement states the enterprise number, pupil and mentor with their national numbers, the dates, the"
            " pay and the training plan.",
        ),
        Words(
            f"De leerling tekent een verklaring met het rekeningnummer; de school laadt die op, ook uiterlijk op"
            f" {limit.nl}.",
            f"The pupil signs a declaration with the account number; the school uploads it, also by {limit.en}.",
        ),
    ]
    if asked.text("establishment") in {"wallonia", "abroad"}:
        notes.append(
            Words(
                f"Met een werkplek in Wallonië of in het buitenland stuurt de leerling zelf een kopie, uiterlijk op"
                f" {august.nl}.",
                f"With a workplace in Wallonia or abroad the pupil sends a copy, by {august.en}.",
            )
        )
    return tuple(notes)


def _until_2023(asked: Asked, read: Reader) -> Finding:
    year = asked.text("training_year") or "1"
    start = _old_amount(read, f"premium.startbonus.year{year}")
    stage = _old_amount(read, f"premium.stagebonus.year{year}")
    mentor = _old_amount(read, "mentorkorting.quarter")
    conditions = (
        Check(
            Words("Jonger dan 18 op 1 september", "Younger than 18 on 1 September"),
            None if asked["under_18"] is None else asked.yes("under_18"),
        ),
        Check(
            Words("Geslaagd voor het opleidingsjaar", "Passed the year of training"),
            None if asked["passed"] is None else asked.yes("passed"),
        ),
        _old_term(asked, read),
    )
    state = checks.verdict(conditions)
    pupil, company = (NONE if state is Verdict.NO else amount for amount in (start, stage))
    one, other = euro(pupil), euro(company)
    return Finding(
        headline=Words(
            f"Oude regeling: startbonus voor de leerling {one.nl}, stagebonus voor het bedrijf {other.nl}.",
            f"Old rules: startbonus for the pupil {one.en}, stagebonus for the company {other.en}.",
        ),
        result={"company": company, "pupil": pupil, "mentor_quarter": mentor},
        steps=(_mentor(mentor),),
        notes=(_STOPPED,),
        verdict=Verdict.NO if not pupil and not company else state,
        grids=(checks.grid(Words("Voorwaarden", "Conditions"), conditions),),
    )


def _old_amount(read: Reader, name: str) -> Decimal:
    """The amount, or nothing once it was abolished."""
    return NONE if read.reading(name).over else read.number(name)


def _old_term(asked: Asked, read: Reader) -> Check:
    need = int(read.number("premium.old.min_months"))
    months = whole_months(read.day, asked.day("end"))
    least, have = counted(need, "months"), counted(months, "months")
    return Check(Words(f"Minstens {least.nl}", f"At least {least.en}"), months >= need, have)


def _mentor(amount: Decimal) -> Words:
    paid = euro(amount)
    return Words(
        f"Mentorkorting: {paid.nl} per kwartaal en per mentor.",
        f"Mentor reduction: {paid.en} a quarter for each mentor.",
    )


_STOPPED = Words(
    "Startbonus, stagebonus en mentorkorting bestaan tot en met 30 juni 2023. Vanaf 1 september 2023 zijn er twee"
    " nieuwe premies. Voor 1 juli tot 31 augustus 2023 vonden we geen premie.",
    "Startbonus, stagebonus and mentor reduction exist until 30 June 2023. From 1 September 2023 there are two new"
    " premiums. For 1 July to 31 August 2023 we found none.",
)

PREMIUMS = Rule(
    name="workplace_premiums",
    title=Words("Premies voor bedrijf en leerling", "Premiums for company and pupil"),
    about=Words(
        "Wat een bedrijf en een leerling krijgen voor leren op de werkplek, op welke voorwaarden en tegen wanneer.",
        "What a company and a pupil get for learning at a workplace, on which conditions and by when.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(None, _until_2023, "groups.be en prato.be: de regeling tot en met 30 juni 2023"),
        Version(
            date(2023, 9, 1),
            _since_2023,
            "vlaanderen.be, vlaio.be: premie kwalificerend werkplekleren en leerlingenpremie alternerende opleiding",
        ),
    ),
    day_label=Words(
        "Eerste dag van de overeenkomst in dit schooljaar", "First day of the agreement in this school year"
    ),
    day_first=True,
)
