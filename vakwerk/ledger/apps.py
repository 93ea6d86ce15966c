from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "vakwerk.ledger"
    label = "ledger"

    def ready(self) -> None:
        pass
