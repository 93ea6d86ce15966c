from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "vakwerk.ledger"
    label = "ledger"

    def ready(self) -> None:
        from vakwerk.core.api import api
        from vakwerk.core.navigation import register
        from vakwerk.core.viewer import Role
        from vakwerk.ledger.api import router
        from vakwerk.people import events

        register(51, "ledger:overview", _("Public money"), Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
        api.add_router("/ledger", router)
        events.register(
            {
                "ledger.open_envelope": _("Opened an envelope"),
                "ledger.change_ceiling": _("Changed the ceiling of an envelope"),
                "ledger.close_envelope": _("Closed an envelope"),
                "ledger.reopen_envelope": _("Opened an envelope again"),
                "ledger.commit": _("Committed money"),
                "ledger.set_account_number": _("Changed an account number"),
                "ledger.release": _("Released money"),
                "ledger.plan_payment": _("Planned a payment"),
                "ledger.withdraw_payment": _("Withdrew a payment"),
                "ledger.start_run": _("Started a payment run"),
                "ledger.name_payer": _("Named the account that pays"),
                "ledger.refuse_payment": _("Recorded that the bank refused a payment"),
                "ledger.recover": _("Asked money back"),
                "ledger.receive_recovery": _("Recorded that money came back"),
                "ledger.waive_recovery": _("Waived money that was asked back"),
                "ledger.undo_receipt": _("Corrected money that came back"),
                "ledger.attach_evidence": _("Added evidence"),
            },
            kinds={
                "ledger.envelope": _("Envelope"),
                "ledger.commitment": _("Commitment"),
                "ledger.payment": _("Payment"),
                "ledger.paymentrun": _("Payment run"),
                "ledger.recovery": _("Recovery"),
            },
        )
