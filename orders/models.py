"""Orders (Oscar's, widened): reservations, holds, and what must stay readable for years."""

from functools import partial
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import (
    AbstractLine,
    AbstractOrder,
    AbstractOrderStatusChange,
)
from oscar.apps.order.exceptions import InvalidOrderStatus
from oscar.apps.order.signals import order_status_changed

from catalogue.pictures import Picture
from delivery.parcels import shown_product
from orders.exceptions import InvalidParcelMove
from orders.managers import (
    EveryOrderManager,
    ParcelQuerySet,
    PlacedOrderManager,
    ReservationManager,
)
from orders.tokens import new_public_token
from producers.models import Partner


class Status(models.TextChoices):
    """The pipeline is OSCAR_ORDER_STATUS_PIPELINE in the settings."""

    PENDING = "PENDING", _("Waiting for payment")
    PAID = "PAID", _("Paid")
    IN_PROGRESS = "IN_PROGRESS", _("Being packed")
    SHIPPED = "SHIPPED", _("Handed to the courier")
    COMPLETE = "COMPLETE", _("Delivered")
    CANCELLED = "CANCELLED", _("Cancelled")
    REFUND_DUE = "REFUND_DUE", _("To be refunded")
    REFUNDED = "REFUNDED", _("Refunded")
    CANCELLED_REFUNDED = "CANCELLED_REFUNDED", _("Cancelled and refunded")


SHIPPABLE = (Status.PAID, Status.IN_PROGRESS, Status.SHIPPED)


class Order(AbstractOrder):
    """A PENDING order is a reservation: it holds stock until `expires_at` and is hidden from
    `Order.objects`. It becomes an order to everybody else when it is paid (`placed_at`)."""

    class PaymentState(models.TextChoices):
        """Derived from the ledger by `payments`, which alone writes it."""

        NONE = "none", _("not paid")
        PROCESSING = "processing", _("payment is being processed")
        PAID = "paid", _("paid")
        PART_REFUNDED = "part_refunded", _("partly refunded")
        REFUNDED = "refunded", _("refunded")
        OVERPAID = "overpaid", _("paid twice")

    class Hold(models.TextChoices):
        """While held nothing ships."""

        NONE = "", _("none")
        DISPUTE = "dispute", _("payment disputed")
        MISMATCH = "mismatch", _("payment does not match")
        REVIEW = "review", _("under review")

    submission_basket_id = models.BigIntegerField(
        _("basket at submission"), unique=True, null=True, blank=True,
        help_text=_("One order per basket, for ever."),
    )  # fmt: skip
    public_token = models.CharField(
        _("public token"), max_length=32, unique=True, default=new_public_token, editable=False
    )
    reserved_at = models.DateTimeField(_("reserved at"), default=timezone.now)
    expires_at = models.DateTimeField(_("reserved until"), null=True, blank=True)
    placed_at = models.DateTimeField(_("paid at"), null=True, blank=True, db_index=True)
    payment_state = models.CharField(
        _("payment"), max_length=13, choices=PaymentState, default=PaymentState.NONE
    )
    hold = models.CharField(_("hold"), max_length=8, choices=Hold, default=Hold.NONE, blank=True)
    language = models.CharField(_("language"), max_length=2, default="vi")
    is_demo = models.BooleanField(_("demonstration"), default=False)

    objects: ClassVar[PlacedOrderManager] = PlacedOrderManager()
    reservations: ClassVar[ReservationManager] = ReservationManager()
    everything: ClassVar[EveryOrderManager] = EveryOrderManager()

    class Meta(AbstractOrder.Meta):
        abstract = False
        base_manager_name = "everything"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "expires_at"], name="order_status_expires"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(total_incl_tax__gte=0, shipping_incl_tax__gte=0),
                name="order_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["PAID", "IN_PROGRESS", "SHIPPED", "COMPLETE"])
                | Q(placed_at__isnull=False),
                name="order_paid_has_a_date",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("orders:detail", args=[self.public_token])

    @property
    def email(self) -> str:
        """The address given with this order, whatever the account says today."""
        return str(self.guest_email or (self.user.email if self.user else ""))

    @property
    def status_text(self) -> str:
        return str(Status(self.status).label)

    @property
    def is_payable(self) -> bool:
        return self.status == Status.PENDING

    def set_status(
        self, new_status: str, *, reason: str = "", actor: Any = None, **changes: Any
    ) -> None:
        """Oscar's hook, under a row lock: moves along the pipeline and writes the history.

        `changes` are other columns saved by the same UPDATE. InvalidOrderStatus when the row, as
        it is in the database, may not move there; nothing happens when it is there already.
        """
        with transaction.atomic():
            rows = Order.everything.select_for_update().filter(pk=self.pk)
            old_status = rows.values_list("status", flat=True).get()
            if old_status == new_status:
                return
            if new_status not in self.pipeline.get(old_status, ()):
                raise InvalidOrderStatus(f"{self.number}: {old_status} to {new_status}")
            rows.update(status=new_status, **changes)
            self.status = new_status
            for name, value in changes.items():
                setattr(self, name, value)
            self.status_changes.create(
                old_status=old_status, new_status=new_status, reason=reason, actor=actor
            )
        tell = partial(order_status_changed.send_robust, sender=self, order=self)
        # after the commit: a receiver never undoes a payment
        transaction.on_commit(partial(tell, old_status=old_status, new_status=new_status))


class OrderStatusChange(AbstractOrderStatusChange):
    """Who moved the order, when and why."""

    reason = models.CharField(_("reason"), max_length=60, blank=True)
    actor = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )

    class Meta(AbstractOrderStatusChange.Meta):
        abstract = False

    @property
    def text(self) -> str:
        return str(Status(self.new_status).label)


class ShippingAddress(AbstractShippingAddress):
    """Two levels since July 2025: line1 street, line3 ward or commune, line4 province."""

    province_code = models.CharField(_("province code"), max_length=2, blank=True)
    commune_code = models.CharField(_("commune code"), max_length=5, blank=True)

    class Meta(AbstractShippingAddress.Meta):
        abstract = False


class Parcel(models.Model):
    """What one maker packs and sends of an order. `orders.dispatch` alone moves it on."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Waiting for the maker")
        ACCEPTED = "accepted", _("Accepted by the maker")
        PACKED = "packed", _("Packed")
        HANDED_OVER = "handed_over", _("Handed over")
        DELIVERED = "delivered", _("Delivered")

    TRANSITIONS: ClassVar[dict[str, tuple[str, ...]]] = {
        Status.PENDING: (Status.ACCEPTED,),
        Status.ACCEPTED: (Status.PACKED,),
        Status.PACKED: (Status.HANDED_OVER,),
        Status.HANDED_OVER: (Status.DELIVERED,),
        Status.DELIVERED: (),
    }

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="parcels")
    position = models.PositiveSmallIntegerField(_("number in the order"), default=1)
    producer = models.ForeignKey(
        Partner, on_delete=models.SET_NULL, related_name="parcels", null=True,
        verbose_name=_("producer"),
    )  # fmt: skip
    maker_name = models.CharField(_("maker"), max_length=128)
    maker_name_en = models.CharField(_("maker (English)"), max_length=128, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.PENDING, db_index=True
    )
    arrives_on = models.DateField(_("arrival promised for"))
    carrier = models.CharField(_("carrier"), max_length=60, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=60, blank=True)

    objects = ParcelQuerySet.as_manager()

    class Meta:
        ordering = ["order", "position"]
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["order", "producer"], name="order_parcel_per_maker"),
            models.UniqueConstraint(fields=["order", "position"], name="order_parcel_position"),
        ]

    def __str__(self) -> str:
        return f"{self.order.number}/{self.position}"

    @property
    def status_text(self) -> str:
        return str(self.Status(self.status).label)

    @property
    def has_left(self) -> bool:
        return self.status in (self.Status.HANDED_OVER, self.Status.DELIVERED)

    def move_to(self, new_status: str, *, by: Any = None, why: str = "", now: Any = None) -> None:
        """Move one step and write the history. Raises InvalidParcelMove; the caller holds the
        row's lock (`orders.dispatch`)."""
        old_status = self.status
        if new_status not in self.TRANSITIONS[old_status]:
            raise InvalidParcelMove(str(self), old_status, new_status)
        self.status = new_status
        self.save(update_fields=["status"])
        self.changes.create(
            old_status=old_status,
            new_status=new_status,
            actor=by,
            why=why,
            changed_at=now or timezone.now(),
        )


class ParcelChange(models.Model):
    """Who moved a parcel, or wrote its tracking number, when and why."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="changes")
    old_status = models.CharField(_("before"), max_length=12, choices=Parcel.Status)
    new_status = models.CharField(_("after"), max_length=12, choices=Parcel.Status)
    actor = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    why = models.CharField(_("reason"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of a parcel")
        verbose_name_plural = _("changes of parcels")

    def __str__(self) -> str:
        return f"{self.parcel_id}: {self.old_status} to {self.new_status}"

    @property
    def text(self) -> str:
        return str(Parcel.Status(self.new_status).label)


class Line(AbstractLine):
    """A line keeps what was true when it was ordered: maker, seals and the promised day."""

    parcel = models.ForeignKey(
        Parcel, on_delete=models.SET_NULL, related_name="lines", null=True, blank=True,
        verbose_name=_("parcel"),
    )  # fmt: skip
    title_en = models.CharField(_("title (English)"), max_length=255, blank=True)
    maker_name_en = models.CharField(_("maker (English)"), max_length=128, blank=True)
    certificate_snapshot = models.JSONField(
        _("certificates when ordered"), default=list, blank=True,
        help_text=_("Seals and certificates as they were shown, in both languages."),
    )  # fmt: skip
    arrives_on = models.DateField(_("arrival promised for"), null=True, blank=True)

    class Meta(AbstractLine.Meta):
        abstract = False

    @property
    def partner_name_en(self) -> str:
        """For `localized`, which reads the pair `partner_name`, `partner_name_en`."""
        return self.maker_name_en

    @property
    def picture(self) -> Picture | None:
        """Of the good with a page, for a choice has no photographs of its own."""
        return shown_product(self.product).picture if self.product else None


from oscar.apps.order.models import *  # noqa: E402, F403  after our own classes
