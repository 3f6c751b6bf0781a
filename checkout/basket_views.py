"""The basket: plain forms that post and come back with a message."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from catalogue.models import Product
from checkout import baskets, limits, vouchers
from checkout.basket_page import basket_view
from checkout.forms import QuantityForm, VoucherForm
from checkout.progress import Progress
from orders.exceptions import LineOutOfStock, LineUnavailable
from orders.models import Order
from orders.quotes import title_in_page_language

LARGEST_ID = 2**63 - 1  # what the database can hold


@require_GET
@never_cache
def summary(request: HttpRequest) -> HttpResponse:
    return _page(request, VoucherForm())


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a good, or the chosen variant of one, into the basket."""
    page = get_object_or_404(Product.objects.browsable(), pk=min(pk, LARGEST_ID))
    back = redirect(f"{page.get_absolute_url()}#buy")
    form = QuantityForm(request.POST)
    product = _chosen(request, page)
    if product is None:
        messages.error(request, _("Choose one of the variants first."))
        return back
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["quantity"])))
        return back
    quantity = form.cleaned_data["quantity"]
    basket = baskets.open_basket(request)
    try:
        baskets.add(basket, product, quantity)
    except (LineUnavailable, baskets.TooMany) as problem:
        messages.error(request, refusal_text(problem))
        return back
    title = title_in_page_language(product)
    messages.success(
        request, _("%(goods)s: %(count)d added.") % {"goods": title, "count": quantity}
    )
    return redirect("basket:summary")


@require_POST
def update(request: HttpRequest, line_id: int) -> HttpResponse:
    """Set the quantity of one line of the visitor's own basket; 0 takes it out."""
    basket, line = _own_line(request, line_id)
    if line is None:
        return _line_gone(request)
    form = QuantityForm(request.POST, least=0)
    back = redirect(f"{reverse('basket:summary')}#line-{line.pk}")
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["quantity"])))
        return back
    quantity = form.cleaned_data["quantity"]
    try:
        baskets.change_quantity(basket, line, quantity)
    except (LineUnavailable, baskets.TooMany) as problem:
        messages.error(request, refusal_text(problem))
        return back
    if quantity == 0:
        return _removed(request, line)
    messages.success(request, _("The basket is up to date."))
    return back


@require_POST
def remove(request: HttpRequest, line_id: int) -> HttpResponse:
    basket, line = _own_line(request, line_id)
    if line is None:
        return _line_gone(request)
    baskets.change_quantity(basket, line, 0)
    return _removed(request, line)


@require_POST
@never_cache
def use_voucher(request: HttpRequest) -> HttpResponse:
    """A typed code: taken, or refused on the basket's page with the reason; tries are limited."""
    too_many = limits.refused(request, limits.VOUCHERS)
    if too_many is not None:
        return too_many
    form = VoucherForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    basket = baskets.open_basket(request)
    if basket.is_empty:
        return redirect("basket:summary")
    try:
        code = vouchers.use_code(basket=basket, code=form.cleaned_data["code"], user=request.user)
    except vouchers.VoucherRefused as problem:
        form.add_error("code", problem.sentence)
        return _page(request, form)
    messages.success(request, _("The code %(code)s is in your basket.") % {"code": code})
    return redirect("basket:summary")


@require_POST
def remove_voucher(request: HttpRequest, pk: int) -> HttpResponse:
    basket = baskets.open_basket(request)
    code = vouchers.take_out(basket=basket, voucher_id=min(pk, LARGEST_ID))
    if code:
        text = _("The code %(code)s was removed from the basket.")
        messages.success(request, text % {"code": code})
    return redirect("basket:summary")


def refusal_text(problem: LineUnavailable | baskets.TooMany) -> str:
    if isinstance(problem, baskets.TooMany):
        return _("An order holds at most %(most)d pieces.") % {"most": problem.most}
    facts = {"goods": problem.title, "left": getattr(problem, "left", 0)}
    if not isinstance(problem, LineOutOfStock):
        return _("%(goods)s is no longer for sale.") % facts
    if problem.left:
        return _("%(goods)s: only %(left)d left.") % facts
    return _("%(goods)s is sold out.") % facts


def _page(request: HttpRequest, form: VoucherForm) -> HttpResponse:
    basket = baskets.open_basket(request)
    context = {
        "basket": basket,
        "view": basket_view(basket, request.user),
        "voucher_form": form,
        "pending_order": _pending_order(request),
        "most_units": baskets.MOST_UNITS,
    }
    return render(request, "basket/summary.html", context)


def _chosen(request: HttpRequest, page: Product) -> Product | None:
    """The product itself, or the posted one of its choices; None when the choice is missing."""
    if not page.is_parent:
        return page
    choice = request.POST.get("choice", "")
    if not (choice.isascii() and choice.isdigit()) or len(choice) > 18:
        return None
    found: Product | None = page.children.filter(is_public=True, pk=int(choice)).first()
    return found


def _own_line(request: HttpRequest, line_id: int) -> tuple[Any, Any]:
    basket = baskets.open_basket(request)
    lines = basket.all_lines() if basket.pk else []
    return basket, next((line for line in lines if line.pk == line_id), None)


def _removed(request: HttpRequest, line: Any) -> HttpResponse:
    title = title_in_page_language(line.product)
    messages.success(request, _("%(goods)s was removed from the basket.") % {"goods": title})
    return redirect("basket:summary")


def _line_gone(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("That line is no longer in your basket."))
    return redirect("basket:summary")


def _pending_order(request: HttpRequest) -> Order | None:
    """The visitor's order that waits for payment: Back after placing shows an empty basket."""
    token = Progress(request).last_order_token
    return (
        Order.reservations.filter(public_token=token, status="PENDING").first() if token else None
    )
