"""Oscar's half of the settings: what we change of its defaults, and why."""

from oscar.defaults import *  # noqa: F403  Oscar's documented way to take its defaults

OSCAR_SHOP_NAME = "Làng Nghề"
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_CURRENCY_FORMAT = {"VND": {"format": "#,##0 ¤", "currency_digits": False}}
OSCAR_OFFER_ROUNDING_FUNCTION = "orders.money.round_down_to_dong"  # 2 decimals give fractional dong
OSCAR_SLUG_FUNCTION = "languages.text.slugify"  # Oscar's turns đ into u0111
OSCAR_URL_SCHEMA = "https"
OSCAR_ALLOW_ANON_CHECKOUT = True  # a guest is the default buyer
OSCAR_ALLOW_GUEST_CHECKOUT_WITH_ACCOUNT = True
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_MODERATE_REVIEWS = True
OSCAR_BASKET_COOKIE_LIFETIME = 30 * 24 * 60 * 60  # seconds: a guest's basket is kept 30 days
OSCAR_BASKET_COOKIE_SECURE = True
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 999
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "line4", "country")  # no postcodes here
OSCAR_SEND_REGISTRATION_EMAIL = False  # our own mail goes through the outbox
OSCAR_SAVE_SENT_EMAILS_TO_DB = False  # bodies hold personal data
OSCAR_EAGER_ALERTS = False
OSCAR_HIDDEN_FEATURES = ["wishlists"]

OSCAR_INITIAL_ORDER_STATUS = "PENDING"
OSCAR_INITIAL_LINE_STATUS = "PENDING"
# guides/payments.md §3.2: CANCELLED → PAID is a late success whose stock could be taken again
OSCAR_ORDER_STATUS_PIPELINE = {
    "PENDING": ("PAID", "CANCELLED"),
    "PAID": ("IN_PROGRESS", "CANCELLED_REFUNDED"),
    "IN_PROGRESS": ("SHIPPED", "CANCELLED_REFUNDED"),
    "SHIPPED": ("COMPLETE",),
    "COMPLETE": (),
    "CANCELLED": ("PAID", "REFUND_DUE"),
    "REFUND_DUE": ("REFUNDED",),
    "REFUNDED": (),
    "CANCELLED_REFUNDED": (),
}
OSCAR_LINE_STATUS_PIPELINE: dict[str, tuple[str, ...]] = {
    "PENDING": ("PAID", "CANCELLED"),
    "PAID": ("PACKED", "CANCELLED"),
    "PACKED": ("SHIPPED",),
    "SHIPPED": (),
    "CANCELLED": ("PAID",),
}
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
