"""Three steps by address: contact, delivery, review; then placing. A step that lacks what comes
before it leads to the first incomplete one."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from checkout import baskets, limits, services
from checkout.address_book import as_form_initial, usual_address
from checkout.amounts import amount_problem
from checkout.applicator import surcharges_of
from checkout.basket_page import basket_view
from checkout.basket_views import refusal_text
from checkout.forms import ContactForm, DeliveryForm
from checkout.progress import Progress
from delivery.dates import day_text
from delivery.exceptions import MethodUnavailable
from delivery.parcels import hanoi_only
from delivery.repository import method_for, methods_for
from gifting.forms import GiftForm
from gifting.wraps import wrap_name
from orders.exceptions import (
    AmountOutOfRange,
    BasketEmpty,
    DayTooEarly,
    LineUnavailable,
    OfferUsedUp,
    PlacementError,
    PriceChanged,
)
from orders.models import Order, Status
from orders.privacy import private_page
from orders.quotes import basket_of, quote, title_in_page_language
from payments import providers
from payments.exceptions import ProviderNotConfigured


@dataclass(frozen=True)
class DeliveryOption:
    method: Any
    fee: Decimal
    arrives_on: date
    is_chosen: bool


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    return first_open_step(request, Progress(request))


@require_http_methods(["GET", "POST"])
@never_cache
def contact(request: HttpRequest) -> HttpResponse:
    basket = baskets.open_basket(request)
    if basket.is_empty:
        return _basket_is_empty(request)
    progress = Progress(request)
    titles = [title_in_page_language(line.product) for line in hanoi_only(basket.all_lines())]
    form = ContactForm(request.POST or None, hanoi_only=titles, initial=_known(request, progress))
    if request.method == "POST" and form.is_valid():
        progress.keep_contact(form.contact())
        return redirect("checkout:delivery")
    context = {"form": form, "view": basket_view(basket, request.user)}
    return render(request, "checkout/contact.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def delivery(request: HttpRequest) -> HttpResponse:
    basket = baskets.open_basket(request)
    if basket.is_empty:
        return _basket_is_empty(request)
    progress = Progress(request)
    buyer = progress.contact
    if buyer is None:
        return first_open_step(request, progress)
    methods = methods_for(basket, buyer.province_code)
    initial = {"method": progress.method_code or methods[0].code}
    form = DeliveryForm(request.POST or None, methods=methods, initial=initial)
    options = _delivery_options(basket, methods, str(form["method"].value()))
    view = basket_view(basket, request.user)
    gift_form = _gift_form(request, progress, options, parcels=len(view.parcels))
    if request.method == "POST" and form.is_valid() and gift_form.is_valid():
        progress.keep_method(form.cleaned_data["method"])
        progress.keep_gift(gift_form.choice())
        return redirect("checkout:review")
    context = {
        "form": form,
        "gift_form": gift_form,
        "forms": [form, gift_form],
        "options": options,
        "contact": buyer,
        "view": view,
    }
    return render(request, "checkout/delivery.html", context)


@require_GET
@never_cache
def review(request: HttpRequest) -> HttpResponse:
    progress = Progress(request)
    basket = baskets.open_basket(request)
    if basket.is_empty:
        return _basket_is_empty(request)
    if progress.contact is None or not progress.method_code:
        return first_open_step(request, progress)
    return _review_page(request, basket, progress)


@require_POST
@never_cache
def place(request: HttpRequest) -> HttpResponse:
    """T1, then off to the pay page. A repeated post finds the order that the first one made."""
    progress = Progress(request)
    fingerprint = request.POST.get("fingerprint", "")
    basket_id = basket_of(fingerprint)
    buyer = progress.contact
    if basket_id is None or buyer is None:
        messages.warning(request, _("Please check your order once more, then confirm it."))
        return first_open_step(request, progress)
    too_many = limits.refused(request, limits.PLACING)
    if too_many is not None:
        return too_many
    try:
        order = services.place(
            basket_id=basket_id,
            user=request.user,
            contact=buyer,
            method_code=progress.method_code,
            fingerprint=fingerprint,
            language="vi" if (get_language() or "vi").startswith("vi") else "en",
            gift=progress.gift,
        )
    except (PlacementError, MethodUnavailable, ProviderNotConfigured) as problem:
        return _not_placed(request, progress, problem)
    progress.finish(order.public_token)
    if order.placed_at is not None:  # nothing was left to pay
        return _see_other(f"{order.get_absolute_url()}?thanks=1")
    return _see_other(reverse("payments:pay", args=[order.public_token]))


@require_http_methods(["GET", "POST"])
@private_page("same-origin")
def restore(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then copy the goods of an unpaid order into the visitor's open basket."""
    order = get_object_or_404(Order.everything, public_token=token)
    if order.status != Status.CANCELLED:
        return redirect(order)
    if request.method == "GET":
        return render(request, "checkout/restore.html", {"order": order})
    missing = baskets.copy_lines(order, baskets.open_basket(request))
    if missing:
        text = _("Not available any more: %(goods)s.") % {"goods": ", ".join(missing)}
        messages.warning(request, text)
    messages.success(request, _("Your basket is filled again."))
    return redirect("basket:summary")


def first_open_step(request: HttpRequest, progress: Progress) -> HttpResponse:
    """Where to go on, with a word on why when an address asked for more."""
    basket = baskets.open_basket(request)
    if basket.is_empty:
        return _basket_is_empty(request)
    if progress.contact is None:
        if request.resolver_match and request.resolver_match.url_name != "index":
            text = _("Please give your contact details first. Your basket is as you left it.")
            messages.info(request, text)
        return redirect("checkout:contact")
    return redirect("checkout:review" if progress.method_code else "checkout:delivery")


def _delivery_options(basket: Any, methods: list[Any], chosen: str) -> list[DeliveryOption]:
    now = timezone.now()
    return [
        DeliveryOption(
            method,
            method.calculate(basket).incl_tax,
            method.last_arrival(basket, now),
            is_chosen=method.code == chosen,
        )
        for method in methods
    ]


def _gift_form(
    request: HttpRequest, progress: Progress, options: list[DeliveryOption], parcels: int
) -> GiftForm:
    """The day wished for is checked against the delivery chosen in the same post."""
    chosen = next((option for option in options if option.is_chosen), options[0])
    gift = progress.gift
    return GiftForm(
        request.POST or None,
        initial={"is_gift": True, **asdict(gift)} if gift else {},
        earliest=chosen.arrives_on,
        parcels=parcels,
    )


def _review_page(
    request: HttpRequest, basket: Any, progress: Progress, price_change: PriceChanged | None = None
) -> HttpResponse:
    buyer = progress.contact
    assert buyer is not None  # noqa: S101  every caller has checked
    try:
        method = method_for(basket, province_code=buyer.province_code, code=progress.method_code)
        quoted = quote(basket, method, surcharges_of(basket, progress.gift))
        provider = providers.default_provider() if quoted.total else None
        if amount_problem(least=quoted.total, most=quoted.total):
            raise AmountOutOfRange(quoted.total)
    except (PlacementError, MethodUnavailable, ProviderNotConfigured) as problem:
        return _not_placed(request, progress, problem)
    context = {
        "view": basket_view(basket, request.user),
        "contact": buyer,
        "method": method,
        "quote": quoted,
        "fingerprint": quoted.fingerprint(),
        "arrives_on": method.last_arrival(basket, timezone.now()),
        "gift": progress.gift,
        "gift_wrap": wrap_name(progress.gift.wrap) if progress.gift else "",
        "provider": provider,
        "price_change": price_change,
        "reservation_minutes": settings.RESERVATION_MINUTES,
    }
    return render(request, "checkout/review.html", context)


def _not_placed(request: HttpRequest, progress: Progress, problem: Exception) -> HttpResponse:
    """Nothing was written and the basket is as it was: say what is wrong where it can be mended."""
    if isinstance(problem, PriceChanged):
        basket = baskets.open_basket(request)
        if basket.is_empty:
            return _basket_is_empty(request)
        return _review_page(request, basket, progress, price_change=problem)
    if isinstance(problem, LineUnavailable):
        messages.error(request, refusal_text(problem))
        return redirect(f"{reverse('basket:summary')}#line-{problem.line_id}")
    if isinstance(problem, BasketEmpty):
        return _basket_is_empty(request)
    if isinstance(problem, MethodUnavailable):
        messages.warning(request, _("Please choose the delivery again."))
        progress.keep_method("")
        return redirect("checkout:delivery")
    if isinstance(problem, DayTooEarly):
        text = _("The goods cannot be there on the day wished for any more, but from %(day)s on.")
        messages.warning(request, text % {"day": day_text(problem.earliest)})
        return redirect("checkout:delivery")
    messages.error(request, _problem_text(problem))
    return redirect("basket:summary")


def _problem_text(problem: Exception) -> str:
    if isinstance(problem, OfferUsedUp):
        return _("A voucher or offer in your basket was used up by someone else.")
    if isinstance(problem, AmountOutOfRange):
        return amount_problem(least=problem.total, most=problem.total)
    if isinstance(problem, ProviderNotConfigured):
        return _("Payments are unavailable right now. Your basket is kept.")
    raise problem


def _known(request: HttpRequest, progress: Progress) -> dict[str, Any]:
    """What was typed before, or what the account knows."""
    buyer = progress.contact
    if buyer is not None:
        known = asdict(buyer)
        return {**known, "province": buyer.province_code, "commune": buyer.commune_code}
    user = request.user
    if isinstance(user, User):
        usual = usual_address(user)
        known = as_form_initial(usual) if usual else {"full_name": user.get_full_name()}
        return {**known, "email": user.email}
    return {}


def _basket_is_empty(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Your basket is empty."))
    return redirect("basket:summary")


def _see_other(url: str) -> HttpResponse:
    """303: the browser follows with GET, and Back does not post again."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
