from oscar.apps.payment.apps import PaymentConfig


class PaymentsConfig(PaymentConfig):
    name = "payments"

    def ready(self) -> None:
        super().ready()
        from payments import checks, effects  # noqa: F401  register checks and handlers
