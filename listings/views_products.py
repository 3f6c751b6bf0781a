"""A maker's products, and the edits that need nobody's approval: price and stock."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from catalogue.models import Product
from languages.text import plain
from listings import services
from listings.access import MakerView, private
from listings.forms import OfferForm
from listings.models import DECIDED
from producers.exceptions import BelowAllocated, OfferChanged
from producers.models import StockChange, StockRecord
from producers.services import change_offer

PAGE = 30


@private
class Products(MakerView, TemplateView):
    template_name = "listings/products.html"
    extra_context = {"current": "products"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stock = StockRecord.objects.filter(partner=self.maker).order_by("pk")
        offers: Any = Prefetch("stockrecords", stock)
        children: Any = Prefetch(
            "children", Product.objects.order_by("pk").prefetch_related(offers)
        )
        goods = Product.objects.filter(producer=self.maker, parent=None).prefetch_related(
            offers, children
        )
        page = Paginator(goods.order_by("-pk"), PAGE).get_page(self.request.GET.get("page"))
        unfinished = self.maker.submissions.exclude(status__in=DECIDED).select_related("producer")
        return super().get_context_data(page=page, submissions=unfinished[:PAGE], **kwargs)


@private
class Decided(MakerView, TemplateView):
    """What staff approved or refused, the newest first."""

    template_name = "listings/decided.html"
    extra_context = {"current": "products"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decided = self.maker.submissions.filter(status__in=DECIDED).select_related("producer")
        page = Paginator(decided, PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, **kwargs)


class BeginDraft(MakerView, View):
    """POST only: opening an address makes no draft."""

    def product(self) -> Product | None:
        return None

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        draft = services.begin(producer=self.maker, author=self.user, product=self.product())
        return HttpResponseRedirect(draft.get_absolute_url())


@private
class NewProduct(BeginDraft):
    pass


@private
class ChangeProduct(BeginDraft):
    def product(self) -> Product:
        mine = Product.objects.filter(producer=self.maker, parent=None)
        return get_object_or_404(mine, pk=self.kwargs["pk"])


@private
class Offer(MakerView, FormView[OfferForm]):
    """Price and stock, changed at once and written down; the page says what is held for orders."""

    template_name = "listings/offer.html"
    extra_context = {"current": "products"}
    form_class = OfferForm

    @cached_property
    def record(self) -> StockRecord:
        mine = StockRecord.objects.filter(
            Q(product__producer=self.maker) | Q(product__parent__producer=self.maker),
            partner=self.maker,
        )
        return get_object_or_404(mine.select_related("product__parent"), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        del given["initial"]  # the form reads it from the record
        return {**given, "record": self.record}

    def form_valid(self, form: OfferForm) -> HttpResponse:
        answers = form.cleaned_data
        seen = self.record
        seen.price, seen.num_in_stock = answers["shown_price"], answers.get("shown_stock")
        try:
            change_offer(
                stock_record=seen,
                price=Decimal(answers["price"]),
                stock=answers.get("stock"),
                by=self.user,
                why=plain(answers["why"]),
                is_makers_word=True,
            )
        except OfferChanged as error:
            form.count_again(error.price, error.stock)
            return self.form_invalid(form)
        except BelowAllocated as error:
            text = _("%(count)d pieces are held for orders; stock cannot be less.")
            form.add_error("stock", text % {"count": error.allocated})
            return self.form_invalid(form)
        messages.success(self.request, _("Price and stock are saved and stand in the shop now."))
        return HttpResponseRedirect(reverse("listings:products", args=[self.maker.slug]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = StockChange.objects.filter(stock_record=self.record).select_related("actor")
        kwargs |= {"record": self.record, "history": history.order_by("-pk")[:20]}
        return super().get_context_data(**kwargs)
