from django.urls import include, path

from vakwerk.budgets.imports import COUNTS, ELIGIBLE, round_options
from vakwerk.budgets.views import checks, claims, public, rounds, schools
from vakwerk.core.imports.views import pages

app_name = "budgets"
counts_import = pages(COUNTS, rounds.officials, name="counts_import", options=round_options, done_url="budgets:rounds")
eligible_import = pages(ELIGIBLE, rounds.officials, name="eligible_import", done_url="budgets:eligible")
urlpatterns = [
    path("verdeling/", public.overview, name="overview"),
    path("verdeling/wat-als/", public.what_if, name="what_if"),
    path("verdeling/opleidingen/", public.eligible, name="eligible"),
    path("verdeling/opleidingen/importeren/", include(eligible_import)),
    path("verdeling/ronde/<uuid:public_id>/", public.decided, name="decided"),
    path("verdeling/ronde/<uuid:public_id>/narekening/", public.recount, name="recount"),
    path("verdeling/aandeel/<uuid:public_id>/", public.share, name="share"),
    # civil servants
    path("verdeling/beheer/", rounds.round_list, name="rounds"),
    path("verdeling/beheer/nieuw/", rounds.create, name="create"),
    path("verdeling/beheer/<uuid:public_id>/", rounds.manage, name="manage"),
    path("verdeling/beheer/<uuid:public_id>/wijzigen/", rounds.edit, name="edit"),
    path("verdeling/beheer/<uuid:public_id>/narekening/", rounds.recount, name="draft_recount"),
    path("verdeling/beheer/<uuid:public_id>/verwijderen/", rounds.delete, name="delete"),
    path("verdeling/beheer/<uuid:public_id>/tellingen/", rounds.counts, name="counts"),
    path("verdeling/beheer/<uuid:public_id>/tellingen/importeren/", include(counts_import)),
    path("verdeling/beheer/telling/<int:pk>/", rounds.count, name="count"),
    path("verdeling/beheer/<uuid:public_id>/beslissing/", rounds.decide, name="decide"),
    path("verdeling/beheer/<uuid:public_id>/vastleggen/", rounds.commit, name="commit"),
    path("verdeling/beheer/<uuid:public_id>/wat-als/", rounds.compare, name="compare"),
    path("verdeling/beheer/<uuid:public_id>/bewijs/", checks.evidence, name="evidence"),
    path("verdeling/beheer/<uuid:public_id>/afsluiten/", checks.close, name="close"),
    path("verdeling/beheer/aandeel/<uuid:public_id>/", checks.check_share, name="check_share"),
    path("verdeling/beheer/aandeel/<uuid:public_id>/afsluiten/", checks.settle, name="settle"),
    path("verdeling/beheer/uitgave/<uuid:public_id>/", checks.check_expense, name="check_expense"),
    path("verdeling/beheer/aanvraag/<uuid:public_id>/", checks.decide_claim, name="decide_claim"),
    # schools
    path("verdeling/mijn-school/", schools.own, name="own"),
    path("verdeling/mijn-school/plan/", schools.new_plan, name="new_plan"),
    path("verdeling/mijn-school/plan/<uuid:public_id>/", schools.plan, name="plan"),
    path("verdeling/mijn-school/plan/<uuid:public_id>/indienen/", schools.hand_in_plan, name="hand_in_plan"),
    path("verdeling/mijn-school/plan/<uuid:public_id>/terugnemen/", schools.take_back_plan, name="take_back_plan"),
    path("verdeling/mijn-school/plan/<uuid:public_id>/overnemen/", schools.copy_plan, name="copy_plan"),
    path("verdeling/mijn-school/investering/<int:pk>/verwijderen/", schools.remove_item, name="remove_item"),
    path("verdeling/plan/<uuid:public_id>/pdf/", schools.plan_pdf, name="plan_pdf"),
    path("verdeling/mijn-school/aandeel/<uuid:public_id>/", schools.share, name="own_share"),
    path(
        "verdeling/mijn-school/uitgave/<uuid:public_id>/intrekken/", schools.withdraw_expense, name="withdraw_expense"
    ),
    path("verdeling/uitgave/<uuid:public_id>/<uuid:file_id>/", schools.expense_file, name="expense_file"),
    path("verdeling/plaatsen/<uuid:public_id>/", claims.sites, name="claim_sites"),
    path("verdeling/plaatsen/<uuid:public_id>/vestiging/<int:pk>/", claims.claim, name="claim"),
    path("verdeling/plaatsen/aanvraag/<uuid:public_id>/indienen/", claims.hand_in, name="hand_in_claim"),
    path("verdeling/plaatsen/aanvraag/<uuid:public_id>/<uuid:file_id>/", claims.claim_file, name="claim_file"),
]
