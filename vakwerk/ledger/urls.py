from django.urls import path

from vakwerk.ledger.views import evidence, pages, steps

app_name = "ledger"
urlpatterns = [
    path("kredieten/", pages.overview, name="overview"),
    path("kredieten/nieuw/", steps.new_envelope, name="new"),
    path("kredieten/betaalrun/<uuid:public_id>/", pages.run, name="run"),
    path("kredieten/betaalrun/<uuid:public_id>/lijst.csv", pages.run_list, name="run_list"),
    path("kredieten/betaalrun/<uuid:public_id>/bank.xml", pages.run_bank_file, name="run_bank_file"),
    path("kredieten/vastlegging/<uuid:public_id>/", pages.commitment, name="commitment"),
    path("kredieten/vastlegging/<uuid:public_id>/betaling/", steps.plan_payment, name="plan_payment"),
    path("kredieten/vastlegging/<uuid:public_id>/vrijgeven/", steps.release, name="release"),
    path("kredieten/vastlegging/<uuid:public_id>/terugvorderen/", steps.recover, name="recover"),
    path("kredieten/vastlegging/<uuid:public_id>/rekening/", steps.account, name="account"),
    path("kredieten/betaling/<uuid:public_id>/<slug:what>/", steps.payment_step, name="payment_step"),
    path("kredieten/terugvordering/<uuid:public_id>/<slug:what>/", steps.recovery_step, name="recovery_step"),
    path("kredieten/bewijs/<slug:kind>/<str:key>/", evidence.add, name="add_evidence"),
    path("kredieten/bewijs/<slug:kind>/<str:key>/<uuid:file>/", evidence.download, name="evidence"),
    path("kredieten/<str:code>/", pages.envelope, name="envelope"),
    path("kredieten/<str:code>/dagboek/", pages.journal, name="journal"),
    path("kredieten/<str:code>/jaar/", steps.new_year, name="new_year"),
    path("kredieten/<str:code>/plafond/", steps.ceiling, name="ceiling"),
    path("kredieten/<str:code>/status/", steps.status, name="status"),
    path("kredieten/<str:code>/vastleggen/", steps.commit, name="commit"),
    path("kredieten/<str:code>/betalen/", steps.new_run, name="new_run"),
]
