"""Counting the use of offers and vouchers, guarded: Oscar's own read-modify-write let six buyers
use an offer meant for one."""

from typing import Any

from django.db.models import F, Q
from oscar.core.loading import get_model

from orders.exceptions import OfferUsedUp
from orders.models import Order

ConditionalOffer = get_model("offer", "ConditionalOffer")
Voucher = get_model("voucher", "Voucher")
VoucherApplication = get_model("voucher", "VoucherApplication")
OrderDiscount = get_model("order", "OrderDiscount")


def record_usage(order: Order, basket: Any, user: Any) -> dict[int, Any]:
    """Write the order's discounts and count them; returns the discount rows by offer.

    Raises OfferUsedUp when a limited offer or a voucher was used up in between.
    """
    applications = list(basket.offer_applications)
    _check_vouchers({used["voucher"].pk for used in applications if used["voucher"]}, user)
    for used in applications:
        _count_offer(used["offer"].pk, used["freq"], used["discount"])
    discounts = OrderDiscount.objects.bulk_create(
        [_discount_row(order, used) for used in applications]
    )
    _apply_vouchers(order, discounts, +1)
    return {discount.offer_id: discount for discount in discounts}


def release_usage(order: Order) -> None:
    """Give back every use that the order took; the discount rows stay as its record."""
    discounts = list(order.discounts.all())
    for discount in discounts:
        ConditionalOffer.objects.filter(pk=discount.offer_id).update(
            num_applications=F("num_applications") - (discount.frequency or 0),
            total_discount=F("total_discount") - discount.amount,
            num_orders=F("num_orders") - 1,
        )
    _apply_vouchers(order, discounts, -1)


def retake_usage(order: Order) -> None:
    """Count the uses again after a late payment. The price was promised, so limits do not bind."""
    discounts = list(order.discounts.all())
    for discount in discounts:
        ConditionalOffer.objects.filter(pk=discount.offer_id).update(
            num_applications=F("num_applications") + (discount.frequency or 0),
            total_discount=F("total_discount") + discount.amount,
            num_orders=F("num_orders") + 1,
        )
    _apply_vouchers(order, discounts, +1)


def _check_vouchers(pks: set[int], user: Any) -> None:
    if not pks:
        return
    for voucher in Voucher.objects.select_for_update().filter(pk__in=pks).order_by("pk"):
        is_available, _ = voucher.is_available_to_user(user=user)
        if not voucher.is_active() or not is_available:
            raise OfferUsedUp(voucher.code)


def _count_offer(pk: int, times: int, amount: Any) -> None:
    counted = (
        ConditionalOffer.objects.filter(pk=pk)
        .filter(
            Q(max_global_applications=None)
            | Q(max_global_applications__gte=F("num_applications") + times)
        )
        .filter(Q(max_discount=None) | Q(max_discount__gt=F("total_discount")))
        .update(
            num_applications=F("num_applications") + times,
            total_discount=F("total_discount") + amount,
            num_orders=F("num_orders") + 1,
        )
    )
    if not counted:
        raise OfferUsedUp(pk)


def _discount_row(order: Order, used: dict[str, Any]) -> Any:
    result, voucher = used["result"], used["voucher"]
    category = OrderDiscount.BASKET
    if result.affects_shipping:
        category = OrderDiscount.SHIPPING
    elif result.affects_post_order:
        category = OrderDiscount.DEFERRED
    return OrderDiscount(
        order=order,
        category=category,
        offer_id=used["offer"].pk,
        offer_name=used["offer"].name,
        voucher_id=voucher.pk if voucher else None,
        voucher_code=voucher.code if voucher else "",
        frequency=used["freq"],
        amount=used["discount"],
    )


def _apply_vouchers(order: Order, discounts: list[Any], sign: int) -> None:
    amounts: dict[int, Any] = {}
    for discount in discounts:
        if discount.voucher_id:
            amounts[discount.voucher_id] = amounts.get(discount.voucher_id, 0) + discount.amount
    for pk, amount in sorted(amounts.items()):
        Voucher.objects.filter(pk=pk).update(
            num_orders=F("num_orders") + sign, total_discount=F("total_discount") + sign * amount
        )
        if sign > 0:
            VoucherApplication.objects.create(voucher_id=pk, order=order, user_id=order.user_id)
        else:
            VoucherApplication.objects.filter(voucher_id=pk, order=order).delete()
