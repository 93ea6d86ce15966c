from django.urls import include, path

from vakwerk.core.access import roles
from vakwerk.core.imports.views import pages
from vakwerk.people import rights
from vakwerk.people.imports import STAFF, options
from vakwerk.people.views import log, members, openid, profile, session

app_name = "people"
staff_import = pages(
    STAFF, roles(*rights.MANAGERS), name="staff_import", options=options, done_url="people:my_organisation"
)
urlpatterns = [
    path("aanmelden/", session.login, name="login"),
    path("aanmelden/met/<slug:provider_id>/", openid.start, name="oidc_start"),
    path("aanmelden/met/<slug:provider_id>/terug/", openid.callback, name="oidc_callback"),
    path("afmelden/", session.logout, name="logout"),
    path("kies-een-rol/", session.choose_persona, name="personas"),
    path("kies-een-rol/<slug:slug>/", session.become_persona, name="become_persona"),
    path("mijn/", profile.profile, name="profile"),
    path("mijn/hoedanigheid/", session.capacities, name="capacities"),
    path("mijn/gegevens/", profile.download, name="download"),
    path("mijn/inzage/", profile.who_looked, name="who_looked"),
    path("personen/<uuid:public_id>/toestemming/", profile.consent, name="consent"),
    path("leerlingen/<uuid:public_id>/", profile.pupil, name="pupil"),
    path("organisatie/", members.my_organisation, name="my_organisation"),
    path("organisatie/personeel/importeren/", include(staff_import)),
    path("organisaties/<int:organisation_id>/leden/", members.members, name="members"),
    path("leden/<int:membership_id>/beeindigen/", members.end_membership, name="end_membership"),
    path("uitnodigingen/<int:invitation_id>/intrekken/", members.withdraw_invitation, name="withdraw_invitation"),
    path("uitnodiging/aanvaarden/", members.accept, name="accept_invitation"),
    path("uitnodiging/<str:token>/", members.invitation, name="invitation"),
    path("beheer/logboek/", log.logbook, name="logbook"),
]
