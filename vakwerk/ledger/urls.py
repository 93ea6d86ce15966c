from django.urls import path, register_converter

from vakwerk.ledger.views import evidence, pages, steps


class Code:
    """The code of an envelope, or the random address of something under it."""

    regex = r"[a-z0-9][a-z0-9.-]{0,49}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(Code, "code")

app_name = "ledger"
urlpatterns = [
    path("kredieten/", pages.overview, name="overview"),
    path("kredieten/nieuw/", steps.new_envelope, name="new"),
    path("kredieten/betaalrun/<uuid:public_id>/", pages.run, name="run"),
    path("kredieten/betaalrun/<uuid:public_id>/rekening/", steps.run_payer, name="run_payer"),
    path("kredieten/betaalrun/<uuid:public_id>/lijst.csv", pages.run_list, name="run_list"),
    path("kredieten/betaalrun/<uuid:public_id>/bank.xml", pages.run_bank_file, name="run_bank_file"),
    path("kredieten/vastlegging/<uuid:public_id>/", pages.commitment, name="commitment"),
    path("kredieten/vastlegging/<uuid:public_id>/betaling/", steps.plan_payment, name="plan_payment"),
    path("kredieten/vastlegging/<uuid:public_id>/vrijgeven/", steps.release, name="release"),
    path("kredieten/vastlegging/<uuid:public_id>/terugvorderen/", steps.recover, name="recover"),
    path("kredieten/vastlegging/<uuid:public_id>/rekening/", steps.account, name="account"),
    path("kredieten/betaling/<uuid:public_id>/<slug:what>/", steps.payment_step, name="payment_step"),
    path("kredieten/terugvordering/<uuid:public_id>/<slug:what>/", steps.recovery_step, name="recovery_step"),
    path("kredieten/bewijs/<slug:kind>/<code:key>/", evidence.add, name="add_evidence"),
    path("kredieten/bewijs/<slug:kind>/<code:key>/<uuid:file>/", evidence.download, name="evidence"),
    path("kredieten/<code:code>/", pages.envelope, name="envelope"),
    path("kredieten/<code:code>/dagboek/", pages.journal, name="journal"),
    path("kredieten/<code:code>/jaar/", steps.new_year, name="new_year"),
    path("kredieten/<code:code>/plafond/", steps.ceiling, name="ceiling"),
    path("kredieten/<code:code>/status/", steps.status, name="status"),
    path("kredieten/<code:code>/vastleggen/", steps.commit, name="commit"),
    path("kredieten/<code:code>/betalen/", steps.new_run, name="new_run"),
]
