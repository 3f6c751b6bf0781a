"""What can go wrong between the shop and a payment provider."""


class ProviderError(Exception):
    """`code` is the provider's own short word for it; never a card number or a name."""

    def __init__(self, code: str = "") -> None:
        super().__init__(code)
        self.code = code


class OutcomeUnknown(ProviderError):
    """Timeout, 5xx or an unreadable answer: it may have happened. Ask again with the same key."""


class RateLimited(OutcomeUnknown):
    """The provider did nothing and asks for patience."""


class StoredFailure(OutcomeUnknown):
    """The key holds an internal error of the provider: asking again gives the same. Look up."""


class Refused(ProviderError):
    """A definitive no: bad request, bad key, missing permission."""


class NotAllowed(Refused):
    """The provider does not know our key, or the key may not do this: our settings are wrong."""


class BadEvent(Exception):
    """An event without a valid signature, or not readable: answered with 400, nothing stored."""


class RetryLater(Exception):
    """The event is ours but cannot be worked on now: answered with 503, so it is sent again."""


class ProviderNotConfigured(Exception):
    """No provider of that name in PAYMENT_PROVIDERS."""


class AttemptStillOpen(Exception):
    """A second attempt was asked for while the first can still succeed."""


class OverRefund(Exception):
    """More would be refunded than was captured."""
