"""Orders and addresses of an account: here, because orders stand above accounts."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView, TemplateView
from oscar.core.loading import get_model

from accounts.views import Member
from checkout.address_book import (
    MOST_ADDRESSES,
    AddressBookFull,
    AddressKnown,
    as_form_initial,
    make_default,
    remove_address,
    save_address,
)
from orders.models import Order
from shop.account_forms import AddressForm

if TYPE_CHECKING:
    from oscar.apps.address.models import UserAddress
else:
    UserAddress = get_model("address", "UserAddress")

private = method_decorator(never_cache, name="dispatch")


@private
class Orders(Member, ListView[Order]):
    """What was paid for; a reservation is shown to its buyer by its link only."""

    template_name = "accounts/orders.html"
    paginate_by = 20
    extra_context = {"current": "orders"}

    def get_queryset(self) -> QuerySet[Order]:
        return Order.objects.filter(user=self.user).order_by("-placed_at", "-pk")


@private
class Addresses(Member, TemplateView):
    template_name = "accounts/addresses.html"
    extra_context = {"current": "addresses"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = UserAddress.objects.filter(user=self.user)
        addresses = mine.order_by("-is_default_for_shipping", "-num_orders_as_shipping_address")
        return super().get_context_data(addresses=addresses, **kwargs)


class AddressView(Member, FormView[AddressForm]):
    template_name = "accounts/address.html"
    form_class = AddressForm
    extra_context = {"current": "addresses"}

    def address(self) -> UserAddress | None:
        return None

    def form_valid(self, form: AddressForm) -> HttpResponse:
        try:
            save_address(user=self.user, entry=form.entry(), address=self.address())
        except AddressBookFull:
            text = _("You can keep %(count)d addresses. Delete one first.")
            form.add_error(None, text % {"count": MOST_ADDRESSES})
        except AddressKnown:
            form.add_error(None, _("This address is in your address book already."))
        else:
            messages.success(self.request, _("The address is saved."))
            return HttpResponseRedirect(reverse("my:addresses"))
        return self.form_invalid(form)


@private
class AddAddress(AddressView):
    def get_initial(self) -> dict[str, Any]:
        return {"full_name": self.user.get_full_name()}


@private
class EditAddress(AddressView):
    def address(self) -> UserAddress:
        return get_object_or_404(UserAddress, user=self.user, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return as_form_initial(self.address())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(address=self.address(), **kwargs)


class ChangeAddress(Member, View, ABC):
    """POST only."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        address = get_object_or_404(UserAddress, user=self.user, pk=pk)
        messages.success(request, self.change(address))
        return HttpResponseRedirect(reverse("my:addresses"))

    @abstractmethod
    def change(self, address: UserAddress) -> str:
        """Does it and says so."""


class DefaultAddress(ChangeAddress):
    def change(self, address: UserAddress) -> str:
        make_default(address=address)
        return _("This address is now your usual one.")


class DeleteAddress(ChangeAddress):
    def change(self, address: UserAddress) -> str:
        remove_address(address=address)
        return _("The address is deleted.")
