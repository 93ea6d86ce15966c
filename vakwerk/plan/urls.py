from django.urls import path

from vakwerk.plan.views import entering, public, reports

app_name = "plan"
urlpatterns = [
    path("plan/", public.overview, name="overview"),
    path("plan/bedragen/", public.amounts, name="amounts"),
    path("plan/grootboek/", public.ledger, name="ledger"),
    path("plan/grootboek/<slug:part>.<slug:kind>", public.download, name="download"),
    path("plan/indicatoren/", public.indicators, name="indicators"),
    path("plan/indicatoren/<uuid:public_id>/", public.indicator, name="indicator"),
    path("plan/indicatoren/<uuid:public_id>/cijfer/", entering.enter_value, name="enter_value"),
    path("plan/indicatoren/<uuid:public_id>/intrekken/", entering.withdraw_indicator, name="withdraw_indicator"),
    path("plan/parlementaire-vraag/", reports.question, name="question"),
    path("plan/<str:number>/", public.action, name="action"),
    path("plan/<str:number>/indicator/", entering.add_indicator, name="add_indicator"),
    path("plan/<str:number>/stand/", entering.report_status, name="report_status"),
]
