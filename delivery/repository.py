"""Which methods an address can have."""

from typing import Any

from oscar.apps.shipping.repository import Repository as OscarRepository

from delivery.exceptions import MethodUnavailable
from delivery.methods import Courier, elsewhere, hanoi, pickup
from delivery.parcels import HANOI_CODE, hanoi_only


class Repository(OscarRepository):
    def get_shipping_methods(
        self, basket: Any, shipping_addr: Any = None, **kwargs: Any
    ) -> list[Any]:
        """Everything sold here is a parcel: Oscar's "no shipping required" is left out."""
        methods = self.get_available_shipping_methods(basket, shipping_addr, **kwargs)
        if basket.has_shipping_discounts:
            discounted: list[Any] = self.apply_shipping_offers(basket, methods)
            return discounted
        return list(methods)

    def get_available_shipping_methods(
        self, basket: Any, shipping_addr: Any = None, **kwargs: Any
    ) -> list[Courier]:
        """`province_code` decides; without one, what an address in Hanoi would get."""
        province_code = kwargs.get("province_code") or HANOI_CODE
        if province_code == HANOI_CODE:
            return [hanoi(), pickup()]
        if hanoi_only(basket.all_lines()):
            return [pickup()]
        return [elsewhere(), pickup()]


def methods_for(basket: Any, province_code: str) -> list[Any]:
    """The methods, with shipping offers applied."""
    found: list[Any] = Repository().get_shipping_methods(basket, province_code=province_code)
    return found


def method_for(basket: Any, *, province_code: str, code: str) -> Any:
    """The chosen method if this basket may have it at this address, else MethodUnavailable."""
    for method in methods_for(basket, province_code):
        if method.code == code:
            return method
    raise MethodUnavailable(code)
