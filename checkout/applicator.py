"""Oscar's hook for charges beside goods and delivery: the wrap of a gift."""

from typing import Any

from oscar.apps.checkout.applicator import SurchargeApplicator as OscarSurchargeApplicator

from gifting.choices import GiftChoice
from gifting.wraps import WrapCharge, wrap_charge


class SurchargeApplicator(OscarSurchargeApplicator):
    """`context["gift"]` is the buyer's GiftChoice, or None."""

    def get_surcharges(self, basket: Any, **kwargs: Any) -> tuple[WrapCharge, ...]:
        gift: GiftChoice | None = (self.context or {}).get("gift")
        charge = wrap_charge(gift.wrap) if gift else None
        return (charge,) if charge else ()


def surcharges_of(basket: Any, gift: GiftChoice | None) -> list[Any]:
    """Oscar's pairs of surcharge and price for a loaded basket."""
    applicator = SurchargeApplicator(context={"gift": gift})
    return list(applicator.get_applicable_surcharges(basket) or [])
