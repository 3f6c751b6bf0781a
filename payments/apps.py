from oscar.apps.payment.apps import PaymentConfig


class PaymentsConfig(PaymentConfig):
    name = "payments"
