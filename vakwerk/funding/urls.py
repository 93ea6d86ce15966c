from django.urls import path

from vakwerk.funding import judging_urls
from vakwerk.funding.views import applying, building, checking, public

app_name = "funding"
CALL = "oproepen/beheer/<uuid:public_id>/"
APPLICATION = "oproepen/aanvraag/<uuid:public_id>/"
CHECKED = "oproepen/beheer/aanvraag/<uuid:public_id>/"
ITEM = f"{CALL}lijst/<slug:slug>/<slug:key>/"
urlpatterns = [
    *judging_urls.urlpatterns,
    path("oproepen/", public.calls, name="calls"),
    path("oproepen/<uuid:public_id>/", public.call, name="call"),
    path("oproepen/<uuid:public_id>/aanvragen/", applying.start, name="start"),
    path("oproepen/aanvragen/", applying.my_applications, name="my_applications"),
    path("oproepen/uitnodiging/<uuid:public_id>/", applying.invitation, name="invitation"),
    path(APPLICATION, applying.application, name="application"),
    path(f"{APPLICATION}deel/<slug:section>/", applying.part, name="part"),
    path(f"{APPLICATION}bestand/<slug:question>/verwijderen/", applying.remove_files, name="remove_files"),
    path(f"{APPLICATION}bestand/<slug:question>/<uuid:file_id>/", applying.file, name="file"),
    path(f"{APPLICATION}begroting/", applying.budget, name="budget"),
    path(f"{APPLICATION}partners/", applying.partners, name="partners"),
    path(f"{APPLICATION}partners/<int:partner>/verwijderen/", applying.remove_partner, name="remove_partner"),
    path(f"{APPLICATION}nakijken/", applying.check, name="check"),
    path(f"{APPLICATION}indienen/", applying.submit, name="submit"),
    path(f"{APPLICATION}terugnemen/", applying.take_back, name="take_back"),
    path(f"{APPLICATION}intrekken/", applying.withdraw, name="withdraw"),
    path(f"{APPLICATION}pdf/", applying.pdf, name="application_pdf"),
    path("oproepen/beheer/", building.built_calls, name="built_calls"),
    path("oproepen/beheer/nieuw/", building.new_call, name="new_call"),
    path(CALL, building.manage_call, name="manage_call"),
    path(f"{CALL}algemeen/", building.form_step, {"slug": "algemeen"}, name="general_step"),
    path(f"{CALL}wie/", building.form_step, {"slug": "wie"}, name="who_step"),
    path(f"{CALL}lijst/<slug:slug>/", building.list_step, name="list_step"),
    path(ITEM, building.list_item, name="list_item"),
    path(f"{ITEM}verplaatsen/", building.move_item, name="move_item"),
    path(f"{ITEM}verwijderen/", building.remove_item, name="remove_item"),
    path(f"{CALL}voorbeeld/", building.preview, name="preview"),
    path(f"{CALL}proef/", building.start_dry_run, name="start_dry_run"),
    path(f"{CALL}proef/aanvraag/", building.start_trial, name="start_trial"),
    path(f"{CALL}publiceren/", building.publish, name="publish"),
    path(f"{CALL}wijzigen/", building.start_amendment, name="start_amendment"),
    path(f"{CALL}wijzigen/publiceren/", building.publish_amendment, name="publish_amendment"),
    path(f"{CALL}wijzigen/weggooien/", building.discard_amendment, name="discard_amendment"),
    path(f"{CALL}krediet/", building.choose_envelope, name="choose_envelope"),
    path(f"{CALL}intrekken/", building.cancel_call, name="cancel_call"),
    path(f"{CALL}aanvragen/", checking.received, name="received"),
    path(CHECKED, checking.checked, name="checked"),
    path(f"{CHECKED}punten/", checking.note_findings, name="note_findings"),
    path(f"{CHECKED}aanvullen/", checking.ask_completion, name="ask_completion"),
    path(f"{CHECKED}beslissen/", checking.decide_admissibility, name="decide_admissibility"),
]
