from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "vakwerk.budgets"
    label = "budgets"

    def ready(self) -> None:
        pass
