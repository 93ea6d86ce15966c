"""Addresses of juries, decisions, grants, contests and open results."""

from django.urls import path

from vakwerk.funding.views import contests, deciding, granting, judging, results, running

CALL = "oproepen/beheer/<uuid:public_id>/"
CHECKED = "oproepen/beheer/aanvraag/<uuid:public_id>/"
JUDGED = "jury/aanvraag/<uuid:public_id>/"
GRANT = "toelagen/<uuid:public_id>/"
CONTEST = "wedstrijden/<uuid:public_id>/"
RESULT = "innovet/<uuid:public_id>/"
urlpatterns = [
    # a civil servant runs the jury
    path(f"{CALL}jury/", running.jury, name="jury"),
    path(f"{CALL}jury/benoemen/", running.appoint, name="appoint"),
    path(f"{CALL}jury/vergadering/", running.set_meeting, name="set_meeting"),
    path(f"{CALL}jury/lid/<int:member>/beeindigen/", running.end_seat, name="end_seat"),
    path(f"{CALL}jury/sluiten/", running.close_meeting, name="close_meeting"),
    path(f"{CALL}jury/heropenen/", running.reopen_meeting, name="reopen_meeting"),
    path(f"{CHECKED}jury/", running.deliberation, name="deliberation"),
    # a member judges
    path("jury/", judging.my_juries, name="my_juries"),
    path("jury/<uuid:public_id>/", judging.seat, name="seat"),
    path(JUDGED, judging.judge, name="judge"),
    path(f"{JUDGED}heropenen/", judging.reopen, name="reopen_assessment"),
    path(f"{JUDGED}belang/", judging.late_conflict, name="late_conflict"),
    path(f"{JUDGED}opmerking/", judging.remark, name="remark"),
    path(f"{JUDGED}bestand/<slug:question>/<uuid:file_id>/", judging.file, name="judged_file"),
    # ranking and decision
    path(f"{CALL}rangschikking/", deciding.ranking, name="ranking"),
    path(f"{CALL}beslissen/", deciding.decide, name="decide"),
    path(f"{CHECKED}reserve/", deciding.award_reserve, name="award_reserve"),
    path("oproepen/aanvraag/<uuid:public_id>/brief/", deciding.letter, name="letter"),
    # grants
    path("toelagen/", granting.grants, name="grants"),
    path("toelagen/mijn/", granting.my_grants, name="my_grants"),
    path(GRANT, granting.grant, name="grant"),
    path(f"{GRANT}schijven/", granting.plan_instalments, name="plan_instalments"),
    path(f"{GRANT}schijven/<int:number>/", granting.release_instalment, name="release_instalment"),
    path(f"{GRANT}verslag/", granting.report, name="report"),
    path(f"{GRANT}verslag/<int:number>/<uuid:file_id>/", granting.report_file, name="report_file"),
    path(f"{GRANT}verslag/beoordelen/", granting.judge_report, name="judge_report"),
    path(f"{GRANT}afrekenen/", granting.settle, name="settle"),
    path(f"{GRANT}resultaat/", results.hand_in, name="hand_in_result"),
    # contests
    path("excellentiefonds/", contests.fund, name="excellence_fund"),
    path("wedstrijden/", contests.calendar, name="contests"),
    path("wedstrijden/agenda.ics", contests.ics, name="contests_ics"),
    path("wedstrijden/nieuw/", contests.add, name="add_contest"),
    path(CONTEST, contests.contest, name="contest"),
    path(f"{CONTEST}bewerken/", contests.change, name="change_contest"),
    path(f"{CONTEST}inschrijven/", contests.enter, name="enter_contest"),
    path(f"{CONTEST}uitslag/", contests.enter_results, name="enter_results"),
    path("wedstrijden/ploeg/<uuid:public_id>/intrekken/", contests.withdraw_entry, name="withdraw_entry"),
    # open results
    path("innovet/", results.catalogue, name="results"),
    path("innovet/nakijken/", results.waiting, name="waiting_results"),
    path(RESULT, results.result, name="result"),
    path(f"{RESULT}bestand/<uuid:file_id>/", results.file, name="result_file"),
    path(f"{RESULT}publiceren/", results.publish, name="publish_result"),
    path(f"{RESULT}verbergen/", results.hide, name="hide_result"),
]
