"""Every route of Vakwerk and who may enter it: written by hand, apart from the code, so that the two check each other.

Add one line per route when you add a URL. The key is the name of the URL ("app:name"). A line says who may enter and
what those people get; everybody else must be sent to the login page (visitors) or refused (403, or 405/400 never).

    "offer:search": anybody(),                                    # the whole world, answer 200
    "people:profile": somebody(),                                 # any person who signed in
    "people:members": these(Role.PRINCIPAL, sample="people.organisation"),
    "people:logout": anybody(post=302),                           # only POST; a GET must answer 405
    "talent:finish": anybody(200, 302, sample="talent.sitting"),  # several answers are right

`sample="room.function"` names a function in `tests/security/samples/<room>.py` that gets a `World` and returns a
`Sample`: the arguments of the URL for the viewer's own object, if need be those of somebody else's object (which must
answer 404 to everybody whose object it is not) and a query string or form data. A route without arguments needs none.
`own` may also be a function of the role that knocks, for an object of that very person or one that is used up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from vakwerk.core.viewer import Role


@dataclass(frozen=True)
class Route:
    """Who may enter (`public`, or `roles`; empty roles: everybody who signed in) and what they get."""

    public: bool
    roles: frozenset[Role]
    answers: frozenset[int]
    method: str = "get"
    sample: str = ""

    def open_to(self, role: Role | None) -> bool:
        """`None` is a visitor who did not sign in."""
        return self.public or (role is not None and (not self.roles or role in self.roles))


@dataclass(frozen=True)
class Sample:
    """What to fill in: `own` arguments, `foreign` arguments of an object that is somebody else's.

    `everywhere`: roles for which no object is foreign.
    """

    own: dict[str, Any] | Callable[[Role | None], dict[str, Any]] = field(default_factory=dict)
    foreign: dict[str, Any] | None = None
    everywhere: tuple[Role, ...] = ()
    query: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    def arguments(self, role: Role | None) -> dict[str, Any]:
        return self.own(role) if callable(self.own) else self.own


def _route(public: bool, roles: tuple[Role, ...], answers: tuple[int, ...], post: int | None, sample: str) -> Route:
    if post is not None:
        return Route(public, frozenset(roles), frozenset({post}), "post", sample)
    return Route(public, frozenset(roles), frozenset(answers or {200}), "get", sample)


def anybody(*answers: int, post: int | None = None, sample: str = "") -> Route:
    return _route(True, (), answers, post, sample)


def somebody(*answers: int, post: int | None = None, sample: str = "") -> Route:
    return _route(False, (), answers, post, sample)


def these(*roles: Role, answers: tuple[int, ...] = (), post: int | None = None, sample: str = "") -> Route:
    return _route(False, roles, answers, post, sample)


# Who keeps the list of members of an organisation.
MANAGERS = (
    Role.PRINCIPAL,
    Role.CENTRE_LEAD,
    Role.COMPANY,
    Role.SECTOR,
    Role.RTC,
    Role.VDAB,
    Role.ADMINISTRATOR,
)
SESSIONS = (Role.CENTRE_STAFF, Role.CENTRE_LEAD, Role.TEACHER, Role.COUNSELLOR)
READERS = (*SESSIONS, Role.COORDINATOR, Role.PRINCIPAL)
MEASURERS = (Role.CIVIL_SERVANT, Role.INSPECTOR, Role.RESEARCHER, Role.CENTRE_LEAD, Role.ADMINISTRATOR)
HEADS = (Role.PRINCIPAL, Role.COORDINATOR)
COUNTERS = (*HEADS, Role.CIVIL_SERVANT, Role.ADMINISTRATOR)
TABLE = (*HEADS, Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
KEEPERS = (Role.ADMINISTRATOR, Role.CIVIL_SERVANT)
APPLICANTS = (
    Role.PRINCIPAL,
    Role.COORDINATOR,
    Role.COMPANY,
    Role.SECTOR,
    Role.RTC,
    Role.VDAB,
    Role.CENTRE_LEAD,
    Role.RESEARCHER,
)
ROUTES: dict[str, Route] = {
    # core
    "core:home": anybody(),
    "core:styleguide": anybody(),
    "core:tasks": anybody(),
    "core:motor_tasks": anybody(),
    "core:statements": anybody(),
    "core:task_kind": anybody(sample="core.task_kind"),
    "core:task_package": anybody(sample="core.task_kind"),
    "core:task": anybody(sample="core.task"),
    "core:privacy": anybody(),
    "core:accessibility": anybody(),
    "core:set_language": anybody(post=302),
    "core:theme": anybody(post=302),
    "core:dead_letters": these(Role.ADMINISTRATOR),
    "core:retry_job": these(Role.ADMINISTRATOR, post=302, sample="core.dead_job"),
    # catalogue: everybody reads, an administrator adds next year's list
    "catalogue:occupations": anybody(),
    "catalogue:occupation": anybody(sample="catalogue.occupation"),
    "catalogue:what_next": anybody(),
    "catalogue:shortage_import": these(Role.ADMINISTRATOR),
    "catalogue:shortage_import-example": these(Role.ADMINISTRATOR, sample="catalogue.example"),
    "catalogue:shortage_import-columns": these(Role.ADMINISTRATOR, answers=(200, 302), sample="catalogue.upload"),
    "catalogue:shortage_import-check": these(Role.ADMINISTRATOR, answers=(200, 302), sample="catalogue.upload"),
    "catalogue:shortage_import-result": these(Role.ADMINISTRATOR, answers=(302,), sample="catalogue.upload"),
    # rules: everybody reads, those who keep them propose, another one of them confirms
    "rules:register": anybody(),
    "rules:parameter": anybody(sample="rules.parameter"),
    "rules:cases": anybody(),
    "rules:proposals": these(*KEEPERS),
    "rules:propose": these(*KEEPERS, sample="rules.parameter"),
    "rules:proposal": these(*KEEPERS, sample="rules.proposal"),
    "rules:decide": these(*KEEPERS, post=302, sample="rules.decision"),
    "api:rules": anybody(),
    "api:rule": anybody(sample="rules.parameter"),
    # offer: everybody reads
    "offer:explorer": anybody(),
    "offer:matrix": anybody(),
    "offer:compare": anybody(),
    "offer:programme": anybody(sample="offer.programme"),
    "offer:schools": anybody(),
    "offer:school": anybody(sample="offer.school"),
    "offer:open_data": anybody(),
    "offer:open_data_dump": anybody(sample="offer.dump"),
    # the open interface
    "api:api-root": anybody(),
    "api:doors": anybody(),
    "api:openapi-json": anybody(),
    "api:open_programmes": anybody(),
    "api:open_offer": anybody(),
    "api:open_sites": anybody(),
    "api:open_schools": anybody(),
    "api:plan": anybody(),
    "api:catalogue-programmes": anybody(),
    "api:catalogue-components": anybody(),
    "api:catalogue-occupations": anybody(),
    "api:catalogue-occupations-programmes": anybody(sample="catalogue.occupation"),
    "api:catalogue-shortage-lists": anybody(sample="catalogue.shortage_year"),
    "api:catalogue-progression-rules": anybody(),
    "api:catalogue-what-may-follow": anybody(sample="catalogue.situation"),
    # calculators
    "calculators:overview": anybody(),
    "calculators:calculator": anybody(sample="calculators.allowance"),
    "calculators:calculator_pdf": anybody(sample="calculators.allowance"),
    "api:calculators": anybody(),
    "api:calculators-ask": anybody(post=400, sample="calculators.allowance_api"),  # form data, where JSON is asked
    # talent: children come without an account; what they see hangs on the codes they hold (tests/talent)
    "talent:start": anybody(),
    "talent:start_at_home": anybody(post=302),
    "talent:forget": anybody(post=302),
    "talent:code": anybody(),
    "talent:parents": anybody(),
    "talent:conversation": anybody(),
    "talent:conversation_pdf": anybody(),
    "talent:continue": anybody(302),
    "talent:stage": anybody(409),  # a browser that did not start
    "talent:before": anybody(409),
    "talent:question": anybody(409, sample="talent.question"),
    "talent:done": anybody(409),
    "talent:later": anybody(post=302),
    "talent:after": anybody(302),
    "talent:report": anybody(302),
    "talent:report_code": anybody(),
    "talent:report_pdf": anybody(302),
    "talent:report_conversation": anybody(302),
    "talent:change_stage": anybody(post=302),
    "talent:take_stance": anybody(post=302),
    "talent:keep_report": anybody(post=302),
    "talent:replace_code": anybody(post=302),
    "talent:share": anybody(post=302),
    "talent:revoke": anybody(post=302, sample="talent.revoke"),
    "talent:delete": anybody(302),
    "talent:sessions": these(*SESSIONS),
    "talent:new_session": these(*SESSIONS),
    "talent:session": these(*SESSIONS, sample="talent.session"),
    "talent:sheet": these(*SESSIONS, post=200, sample="talent.session"),
    "talent:close_session": these(*SESSIONS, post=302, sample="talent.session"),
    "talent:shared": these(*READERS),
    "talent:shared_report": these(*READERS, answers=(200, 404), sample="talent.share_with_school"),
    "talent:shared_conversation": these(*READERS, answers=(200, 404), sample="talent.share_with_school"),
    "talent:measure": these(*MEASURERS),
    "talent:measure_json": these(*MEASURERS),
    # funding: everybody reads calls, organisations apply together, civil servants build and check
    "funding:calls": anybody(),
    "funding:call": anybody(sample="funding.published_call"),
    "api:calls": anybody(),
    "funding:start": these(*APPLICANTS, post=302, sample="funding.published_call"),
    "funding:my_applications": these(*APPLICANTS),
    "funding:invitation": these(*APPLICANTS, sample="funding.invitation"),
    "funding:application": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="funding.handed_in"),
    "funding:application_pdf": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="funding.handed_in"),
    "funding:part": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="funding.part"),
    "funding:remove_files": these(*APPLICANTS, Role.CIVIL_SERVANT, post=302, sample="funding.files"),
    "funding:file": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="funding.file"),
    "funding:budget": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="funding.own_draft"),
    "funding:partners": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="funding.own_draft"),
    "funding:remove_partner": these(*APPLICANTS, Role.CIVIL_SERVANT, post=302, sample="funding.partner"),
    "funding:check": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="funding.own_draft"),
    "funding:submit": these(*APPLICANTS, post=302, sample="funding.own_draft"),
    "funding:take_back": these(*APPLICANTS, post=302, sample="funding.own_draft"),
    "funding:withdraw": these(*APPLICANTS, Role.CIVIL_SERVANT, post=302, sample="funding.own_draft"),
    "funding:built_calls": these(Role.CIVIL_SERVANT),
    "funding:new_call": these(Role.CIVIL_SERVANT),
    "funding:manage_call": these(Role.CIVIL_SERVANT, sample="funding.draft_call"),
    "funding:general_step": these(Role.CIVIL_SERVANT, sample="funding.draft_call"),
    "funding:who_step": these(Role.CIVIL_SERVANT, sample="funding.draft_call"),
    "funding:list_step": these(Role.CIVIL_SERVANT, sample="funding.list_of_draft"),
    "funding:list_item": these(Role.CIVIL_SERVANT, sample="funding.item_of_draft"),
    "funding:move_item": these(Role.CIVIL_SERVANT, post=302, sample="funding.item_of_draft"),
    "funding:remove_item": these(Role.CIVIL_SERVANT, post=302, sample="funding.item_of_draft"),
    "funding:preview": these(Role.CIVIL_SERVANT, sample="funding.draft_call"),
    "funding:start_dry_run": these(Role.CIVIL_SERVANT, post=302, sample="funding.draft_call"),
    "funding:start_trial": these(Role.CIVIL_SERVANT, post=302, sample="funding.dry_run"),
    "funding:publish": these(Role.CIVIL_SERVANT, post=302, sample="funding.dry_run"),
    "funding:start_amendment": these(Role.CIVIL_SERVANT, post=302, sample="funding.published_call"),
    "funding:publish_amendment": these(Role.CIVIL_SERVANT, post=302, sample="funding.amended_call"),
    "funding:discard_amendment": these(Role.CIVIL_SERVANT, post=302, sample="funding.amended_call"),
    "funding:choose_envelope": these(Role.CIVIL_SERVANT, post=302, sample="funding.draft_call"),
    "funding:cancel_call": these(Role.CIVIL_SERVANT, post=302, sample="funding.published_call"),
    "funding:received": these(Role.CIVIL_SERVANT, sample="funding.published_call"),
    "funding:checked": these(Role.CIVIL_SERVANT, sample="funding.handed_in"),
    "funding:note_findings": these(Role.CIVIL_SERVANT, post=302, sample="funding.handed_in"),
    "funding:ask_completion": these(Role.CIVIL_SERVANT, post=302, sample="funding.handed_in"),
    "funding:decide_admissibility": these(Role.CIVIL_SERVANT, post=302, sample="funding.handed_in"),
    # funding: juries by seat, decisions and grants by civil servants and receivers, contests by schools and organisers
    "funding:jury": these(Role.CIVIL_SERVANT, sample="judging.call"),
    "funding:appoint": these(Role.CIVIL_SERVANT, post=302, sample="judging.call"),
    "funding:set_meeting": these(Role.CIVIL_SERVANT, post=302, sample="judging.call"),
    "funding:end_seat": these(Role.CIVIL_SERVANT, post=302, sample="judging.member"),
    "funding:close_meeting": these(Role.CIVIL_SERVANT, post=302, sample="judging.ready_to_close"),
    "funding:reopen_meeting": these(Role.CIVIL_SERVANT, post=302, sample="judging.judged_call"),
    "funding:deliberation": these(Role.CIVIL_SERVANT, sample="judging.admissible"),
    "funding:my_juries": somebody(),
    "funding:seat": somebody(sample="judging.own_seat"),
    "funding:judge": somebody(sample="judging.own_application"),
    "funding:reopen_assessment": somebody(post=302, sample="judging.given"),
    "funding:late_conflict": somebody(post=302, sample="judging.own_application"),
    "funding:remark": somebody(post=302, sample="judging.given"),
    "funding:judged_file": somebody(sample="judging.own_file"),
    "funding:ranking": these(Role.CIVIL_SERVANT, sample="judging.call"),
    "funding:decide": these(Role.CIVIL_SERVANT, sample="judging.judged_call"),
    "funding:award_reserve": these(Role.CIVIL_SERVANT, sample="judging.reserve"),
    "funding:letter": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="judging.decided"),
    "funding:grants": anybody(),
    "funding:my_grants": these(*APPLICANTS),
    "funding:grant": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="judging.grant"),
    "funding:plan_instalments": these(Role.CIVIL_SERVANT, sample="judging.one_grant"),
    "funding:release_instalment": these(Role.CIVIL_SERVANT, post=302, sample="judging.instalment"),
    "funding:report": these(*APPLICANTS, sample="judging.grant"),
    "funding:report_file": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="judging.report_file"),
    "funding:judge_report": these(Role.CIVIL_SERVANT, post=302, sample="judging.reported"),
    "funding:settle": these(Role.CIVIL_SERVANT, sample="judging.accepted"),
    "funding:hand_in_result": these(*APPLICANTS, sample="judging.grant"),
    "funding:excellence_fund": anybody(),
    "funding:contests": anybody(),
    "funding:contests_ics": anybody(),
    "funding:contest": anybody(sample="judging.contest"),
    "funding:add_contest": these(Role.CIVIL_SERVANT),
    "funding:change_contest": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="judging.run_contest"),
    "funding:enter_contest": these(Role.PRINCIPAL, Role.COORDINATOR, Role.TEACHER, sample="judging.contest"),
    "funding:withdraw_entry": these(Role.PRINCIPAL, Role.COORDINATOR, Role.TEACHER, post=302, sample="judging.entry"),
    "funding:enter_results": these(*APPLICANTS, Role.CIVIL_SERVANT, sample="judging.run_contest"),
    "funding:results": anybody(),
    "api:grants": anybody(),
    "api:results": anybody(),
    "api:contests": anybody(),
    "funding:result": anybody(sample="judging.published_result"),
    "funding:result_file": anybody(sample="judging.result_file"),
    "funding:waiting_results": these(Role.CIVIL_SERVANT),
    "funding:publish_result": these(Role.CIVIL_SERVANT, post=302, sample="judging.waiting_result"),
    "funding:hide_result": these(Role.CIVIL_SERVANT, post=302, sample="judging.result_to_hide"),
    # ledger: everybody reads totals; civil servants work on the envelopes of their administration
    "ledger:overview": anybody(),
    "ledger:envelope": anybody(sample="ledger.public_envelope"),
    "ledger:new": these(Role.CIVIL_SERVANT),
    "ledger:journal": these(Role.CIVIL_SERVANT, sample="ledger.envelope"),
    "ledger:new_year": these(Role.CIVIL_SERVANT, sample="ledger.envelope"),
    "ledger:ceiling": these(Role.CIVIL_SERVANT, sample="ledger.envelope"),
    "ledger:status": these(Role.CIVIL_SERVANT, post=302, sample="ledger.envelope"),
    "ledger:commit": these(Role.CIVIL_SERVANT, sample="ledger.envelope"),
    "ledger:new_run": these(Role.CIVIL_SERVANT, sample="ledger.planned"),
    "ledger:run": these(Role.CIVIL_SERVANT, sample="ledger.run"),
    "ledger:run_payer": these(Role.CIVIL_SERVANT, sample="ledger.run"),
    "ledger:run_list": these(Role.CIVIL_SERVANT, sample="ledger.run"),
    "ledger:run_bank_file": these(Role.CIVIL_SERVANT, sample="ledger.run"),
    "ledger:commitment": these(Role.CIVIL_SERVANT, sample="ledger.commitment"),
    "ledger:plan_payment": these(Role.CIVIL_SERVANT, sample="ledger.commitment"),
    "ledger:release": these(Role.CIVIL_SERVANT, sample="ledger.commitment"),
    "ledger:recover": these(Role.CIVIL_SERVANT, sample="ledger.commitment"),
    "ledger:account": these(Role.CIVIL_SERVANT, sample="ledger.commitment"),
    "ledger:payment_step": these(Role.CIVIL_SERVANT, post=302, sample="ledger.payment"),
    "ledger:recovery_step": these(Role.CIVIL_SERVANT, post=302, sample="ledger.recovery"),
    "ledger:add_evidence": these(Role.CIVIL_SERVANT, sample="ledger.proved"),
    "ledger:evidence": these(Role.CIVIL_SERVANT, sample="ledger.evidence"),
    "api:ledger": anybody(),
    # plan
    "plan:overview": anybody(),
    "plan:amounts": anybody(),
    "plan:action": anybody(sample="plan.action"),
    # programming: everybody reads the rules and decisions, a school asks and counts, an official decides
    "programming:overview": anybody(),
    "programming:conversion": anybody(),
    "programming:school": these(*HEADS),
    "programming:choose": these(*HEADS),
    "programming:new": these(*HEADS, answers=(302,)),
    "programming:request": these(*TABLE, sample="programming.request"),
    "programming:change": these(*HEADS, sample="programming.draft"),
    "programming:step": these(*HEADS, Role.CIVIL_SERVANT, post=302, sample="programming.step"),
    "programming:count": these(*HEADS, post=302, sample="programming.count"),
    "programming:advise": these(Role.CIVIL_SERVANT, Role.INSPECTOR, post=302, sample="programming.advise"),
    "programming:decide": these(Role.CIVIL_SERVANT, post=302, sample="programming.decide"),
    "programming:letter": these(*TABLE, sample="programming.letter"),
    "programming:monitor": these(Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR),
    "programming:counts_import": these(*HEADS),
    "programming:counts_import-example": these(*HEADS, sample="programming.example"),
    "programming:counts_import-columns": these(*HEADS, answers=(200, 302), sample="programming.counts_upload"),
    "programming:counts_import-check": these(*HEADS, answers=(200, 302, 422), sample="programming.counts_upload"),
    "programming:counts_import-result": these(*HEADS, answers=(302,), sample="programming.counts_upload"),
    "programming:old_import": these(Role.ADMINISTRATOR),
    "programming:old_import-example": these(Role.ADMINISTRATOR, sample="programming.example"),
    "programming:old_import-columns": these(Role.ADMINISTRATOR, answers=(200, 302), sample="programming.old_upload"),
    "programming:old_import-check": these(Role.ADMINISTRATOR, answers=(200, 302, 422), sample="programming.old_upload"),
    "programming:old_import-result": these(Role.ADMINISTRATOR, answers=(302,), sample="programming.old_upload"),
    "api:programming": anybody(),
    "plan:ledger": anybody(),
    "plan:download": anybody(sample="plan.download"),
    "plan:indicators": anybody(),
    "plan:indicator": anybody(sample="plan.indicator"),
    "plan:enter_value": these(Role.CIVIL_SERVANT, sample="plan.indicator"),
    "plan:withdraw_indicator": these(Role.CIVIL_SERVANT, post=302, sample="plan.kept_indicator"),
    "plan:add_indicator": these(Role.CIVIL_SERVANT, sample="plan.action"),
    "plan:report_status": these(Role.CIVIL_SERVANT, sample="plan.action"),
    "plan:question": these(Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR),
    "api:plan_ledger": anybody(),
    # budgets: everybody reads keys and decided shares, civil servants divide and check, schools plan and claim
    "budgets:overview": anybody(),
    "budgets:what_if": anybody(),
    "budgets:eligible": anybody(),
    "budgets:decided": anybody(sample="budgets.decided"),
    "budgets:recount": anybody(sample="budgets.decided"),
    "budgets:share": anybody(sample="budgets.any_share"),
    "budgets:eligible_import": these(Role.CIVIL_SERVANT),
    "budgets:eligible_import-example": these(Role.CIVIL_SERVANT, sample="budgets.example"),
    "budgets:eligible_import-columns": these(Role.CIVIL_SERVANT, answers=(200, 302), sample="budgets.eligible_upload"),
    "budgets:eligible_import-check": these(
        Role.CIVIL_SERVANT, answers=(200, 302, 422), sample="budgets.eligible_upload"
    ),
    "budgets:eligible_import-result": these(Role.CIVIL_SERVANT, answers=(302,), sample="budgets.eligible_upload"),
    "budgets:rounds": these(Role.CIVIL_SERVANT),
    "budgets:create": these(Role.CIVIL_SERVANT),
    "budgets:manage": these(Role.CIVIL_SERVANT, sample="budgets.draft"),
    "budgets:edit": these(Role.CIVIL_SERVANT, sample="budgets.draft"),
    "budgets:draft_recount": these(Role.CIVIL_SERVANT, sample="budgets.draft"),
    "budgets:delete": these(Role.CIVIL_SERVANT, post=302, sample="budgets.draft"),
    "budgets:counts": these(Role.CIVIL_SERVANT, sample="budgets.draft"),
    "budgets:count": these(Role.CIVIL_SERVANT, sample="budgets.count_of_round"),
    "budgets:counts_import": these(Role.CIVIL_SERVANT, sample="budgets.draft"),
    "budgets:counts_import-example": these(Role.CIVIL_SERVANT, sample="budgets.counts_example"),
    "budgets:counts_import-columns": these(Role.CIVIL_SERVANT, answers=(200, 302), sample="budgets.counts_upload"),
    "budgets:counts_import-check": these(Role.CIVIL_SERVANT, answers=(200, 302, 422), sample="budgets.counts_upload"),
    "budgets:counts_import-result": these(Role.CIVIL_SERVANT, answers=(302,), sample="budgets.counts_upload"),
    "budgets:decide": these(Role.CIVIL_SERVANT, post=302, sample="budgets.draft"),
    "budgets:commit": these(Role.CIVIL_SERVANT, post=302, sample="budgets.own_decided"),
    "budgets:compare": these(Role.CIVIL_SERVANT, sample="budgets.draft"),
    "budgets:evidence": these(Role.CIVIL_SERVANT, sample="budgets.own_decided"),
    "budgets:close": these(Role.CIVIL_SERVANT, post=302, sample="budgets.own_decided"),
    "budgets:check_share": these(Role.CIVIL_SERVANT, sample="budgets.own_share"),
    "budgets:settle": these(Role.CIVIL_SERVANT, post=302, sample="budgets.settled_share"),
    "budgets:check_expense": these(Role.CIVIL_SERVANT, post=302, sample="budgets.checked_expense"),
    "budgets:decide_claim": these(Role.CIVIL_SERVANT, post=302, sample="budgets.handed_in_claim"),
    "budgets:own": these(*HEADS),
    "budgets:new_plan": these(*HEADS),
    "budgets:plan": these(*HEADS, sample="budgets.plan"),
    "budgets:hand_in_plan": these(*HEADS, post=302, sample="budgets.plan"),
    "budgets:take_back_plan": these(*HEADS, post=302, sample="budgets.plan"),
    "budgets:copy_plan": these(*HEADS, post=302, sample="budgets.plan"),
    "budgets:remove_item": these(*HEADS, post=302, sample="budgets.item"),
    "budgets:plan_pdf": these(*HEADS, Role.CIVIL_SERVANT, sample="budgets.plan_pdf"),
    "budgets:own_share": these(*HEADS, sample="budgets.own_share"),
    "budgets:withdraw_expense": these(*HEADS, post=302, sample="budgets.expense"),
    "budgets:expense_file": these(*HEADS, Role.CIVIL_SERVANT, sample="budgets.expense_file"),
    "budgets:claim_sites": these(*HEADS, sample="budgets.places_round"),
    "budgets:claim": these(*HEADS, sample="budgets.claim_of_site"),
    "budgets:hand_in_claim": these(*HEADS, post=302, sample="budgets.draft_claim"),
    "budgets:claim_file": these(*HEADS, Role.CIVIL_SERVANT, sample="budgets.claim_file"),
    "api:budgets": anybody(),
    "api:budget": anybody(sample="budgets.decided"),
    # capacity: everybody reads what is public, schools enter, a LOP and its schools sit at one table
    "capacity:places": anybody(),
    "capacity:site": anybody(sample="capacity.site"),
    "capacity:own_sites": these(*HEADS),
    "capacity:enter": these(*HEADS, sample="capacity.own_site"),
    "capacity:copy": these(*HEADS, post=302, sample="capacity.own_site"),
    "capacity:seats_import": these(*HEADS),
    "capacity:seats_import-example": these(*HEADS, sample="capacity.example"),
    "capacity:seats_import-columns": these(*HEADS, answers=(200, 302), sample="capacity.seats_upload"),
    "capacity:seats_import-check": these(*HEADS, answers=(200, 302, 422), sample="capacity.seats_upload"),
    "capacity:seats_import-result": these(*HEADS, answers=(302,), sample="capacity.seats_upload"),
    "capacity:counts": these(*COUNTERS),
    "capacity:count": these(*COUNTERS),
    "capacity:count_one": these(*COUNTERS, sample="capacity.count"),
    "capacity:counts_import": these(*COUNTERS),
    "capacity:counts_import-example": these(*COUNTERS, sample="capacity.example"),
    "capacity:counts_import-columns": these(*COUNTERS, answers=(200, 302), sample="capacity.counts_upload"),
    "capacity:counts_import-check": these(*COUNTERS, answers=(200, 302, 422), sample="capacity.counts_upload"),
    "capacity:counts_import-result": these(*COUNTERS, answers=(302,), sample="capacity.counts_upload"),
    "capacity:consultation": these(*TABLE, answers=(200, 302)),
    "capacity:lop": these(*TABLE, sample="capacity.lop"),
    "capacity:area": these(Role.CIVIL_SERVANT, Role.ADMINISTRATOR, sample="capacity.any_lop"),
    "capacity:propose": these(*HEADS, sample="capacity.lop"),
    "capacity:proposal": these(*TABLE, sample="capacity.proposal"),
    "capacity:step": these(*HEADS, post=302, sample="capacity.step"),
    "capacity:remark": these(*HEADS, post=302, sample="capacity.remark"),
    "api:capacity": anybody(),
    "api:capacity-seats": anybody(),
    # demo: switched off here, as in production; tests/demo/test_tour.py switches it on
    "demo:tour": anybody(404),
    "demo:restart": anybody(post=404),
    "demo:step": anybody(post=404, sample="demo.step"),
    # people
    "people:login": anybody(),
    "people:logout": anybody(post=302),
    "people:personas": anybody(404),  # switched off here; tests/people/test_personas.py switches it on
    "people:become_persona": anybody(post=404, sample="people.persona"),
    "people:oidc_start": anybody(post=404, sample="people.sign_in_service"),  # none configured; see tests/oidc
    "people:oidc_callback": anybody(404, sample="people.sign_in_service"),
    "people:profile": somebody(),
    "people:capacities": somebody(),
    "people:download": somebody(post=200),
    "people:who_looked": somebody(),
    "people:consent": somebody(post=302, sample="people.myself"),
    "people:pupil": these(
        Role.PUPIL, Role.PARENT, Role.TEACHER, Role.COORDINATOR, Role.PRINCIPAL, sample="people.pupil"
    ),
    "people:my_organisation": these(*MANAGERS, answers=(302,)),
    "people:members": these(*MANAGERS, sample="people.organisation"),
    "people:end_membership": these(*MANAGERS, post=302, sample="people.membership"),
    "people:withdraw_invitation": these(*MANAGERS, post=302, sample="people.open_invitation"),
    "people:staff_import": these(*MANAGERS),
    "people:staff_import-example": these(*MANAGERS, sample="people.example"),
    "people:staff_import-columns": these(*MANAGERS, answers=(200, 302), sample="people.upload"),
    "people:staff_import-check": these(*MANAGERS, answers=(200, 302), sample="people.upload"),
    "people:staff_import-result": these(*MANAGERS, answers=(302,), sample="people.upload"),
    "people:accept_invitation": somebody(post=404),  # without a link that this session opened
    "people:invitation": anybody(sample="people.token"),
    "people:logbook": these(Role.ADMINISTRATOR),
}

# Routes with arguments that name nobody's own object: public facts, files of examples, the administrator's jobs, a
# token that is itself the key. `talent:revoke` belongs to the browser that holds the report, not to a role
# (tests/talent/test_report.py). A new route with arguments stands here, or its sample says whose object is foreign.
OWNERLESS = frozenset(
    {
        "api:calculators-ask",
        "rules:parameter",
        "rules:propose",
        "rules:proposal",
        "rules:decide",
        "api:rule",
        "budgets:counts_import-example",
        "budgets:eligible_import-example",
        "budgets:share",
        "api:catalogue-occupations-programmes",
        "api:catalogue-shortage-lists",
        "api:catalogue-what-may-follow",
        "calculators:calculator",
        "calculators:calculator_pdf",
        "capacity:counts_import-example",
        "programming:counts_import-example",
        "programming:old_import-example",
        "capacity:seats_import-example",
        "capacity:site",
        "catalogue:occupation",
        "catalogue:shortage_import-example",
        "core:retry_job",
        "core:task",
        "core:task_kind",
        "core:task_package",
        "demo:step",
        "funding:call",
        "funding:start",
        "funding:manage_call",
        "funding:general_step",
        "funding:who_step",
        "funding:list_step",
        "funding:list_item",
        "funding:move_item",
        "funding:remove_item",
        "funding:preview",
        "funding:start_dry_run",
        "funding:start_trial",
        "funding:publish",
        "funding:start_amendment",
        "funding:publish_amendment",
        "funding:discard_amendment",
        "funding:cancel_call",
        "funding:choose_envelope",
        "funding:received",
        "funding:jury",
        "funding:appoint",
        "funding:set_meeting",
        "funding:end_seat",
        "funding:close_meeting",
        "funding:reopen_meeting",
        "funding:deliberation",
        "funding:ranking",
        "funding:decide",
        "funding:award_reserve",
        "funding:release_instalment",
        "funding:judge_report",
        "funding:settle",
        "funding:plan_instalments",
        "funding:contest",
        "funding:enter_contest",
        "funding:publish_result",
        "funding:hide_result",
        "ledger:envelope",
        "offer:open_data_dump",
        "offer:programme",
        "offer:school",
        "people:become_persona",
        "people:invitation",
        "people:oidc_callback",
        "people:oidc_start",
        "people:staff_import-example",
        "plan:action",
        "plan:add_indicator",
        "plan:download",
        "plan:enter_value",
        "plan:indicator",
        "plan:report_status",
        "talent:question",
        "talent:revoke",
    }
)
