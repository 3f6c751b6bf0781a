"""A maker's parcels: the list, one parcel with its next step, and the slip that goes into it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from gifting.slips import packing_slip
from listings import parcels
from listings.access import MakerView, private
from listings.forms import HandOverForm
from orders.exceptions import AllocationMissing, InvalidParcelMove, NotShippable
from orders.models import Parcel

PAGE = 30
STEPS = {
    "accept": lambda: _("Accepted. The buyer sees it on the order's page."),
    "pack": lambda: _("Packed."),
    "hand_over": lambda: _("Handed over. The buyer is told by mail."),
    "tracking": lambda: _("The tracking number is saved."),
}


@private
class Parcels(MakerView, TemplateView):
    template_name = "listings/parcels.html"
    extra_context = {"current": "parcels"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        left = parcels.parcels_of(self.maker).filter(status__in=["handed_over", "delivered"])
        page = Paginator(parcels.for_list(left).order_by("-pk"), PAGE)
        held = (
            parcels.parcels_of(self.maker)
            .exclude(order__hold="")
            .exclude(status__in=["handed_over", "delivered"])
        )
        return super().get_context_data(
            waiting=parcels.waiting_parcels(self.maker),
            held=parcels.for_list(held)[:PAGE],
            page=page.get_page(self.request.GET.get("page")),
            **kwargs,
        )


class OneParcel(MakerView):
    template = ""

    @cached_property
    def parcel(self) -> Parcel:
        mine = parcels.parcels_of(self.maker).for_packing()
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def show(self, **context: Any) -> HttpResponse:
        slip = packing_slip(self.parcel)
        choices = [parcels.choices_of(line) for line in self.parcel.lines.all()]
        context |= {
            "maker": self.maker,
            "current": "parcels",
            "parcel": self.parcel,
            "order": self.parcel.order,
            "slip": slip,
            "items": list(zip(slip.lines, choices, strict=True)),
        }
        return TemplateResponse(self.request, self.template, context)


@private
class ParcelPage(OneParcel, View):
    template = "listings/parcel.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show_page(HandOverForm(initial=self.handing()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        step = request.POST.get("step", "")
        form = HandOverForm(request.POST)
        if step not in STEPS or not form.is_valid():
            return self.show_page(form)
        handing = form.cleaned_data if step in ("hand_over", "tracking") else {}
        try:
            parcels.take_step(parcel=self.parcel, step=step, by=self.user, **handing)
        except NotShippable:
            messages.error(request, _("This order is held or given back. Do not send it."))
        except InvalidParcelMove:
            messages.error(request, _("The parcel was moved meanwhile. Here is how it stands."))
        except AllocationMissing:
            text = _("The stock held for this parcel does not add up. Please tell the shop.")
            messages.error(request, text)
        else:
            messages.success(request, str(STEPS[step]()))
        return HttpResponseRedirect(request.path)

    def show_page(self, form: HandOverForm) -> HttpResponse:
        return self.show(
            form=form,
            step=parcels.next_step(self.parcel),
            can_correct=self.parcel.has_left,
            changes=self.parcel.changes.all(),
        )

    def handing(self) -> dict[str, str]:
        return {"carrier": self.parcel.carrier, "tracking_number": self.parcel.tracking_number}


@private
class Slip(OneParcel, View):
    """For printing; it lies in the parcel, so it holds no price unless a gift's buyer asked."""

    template = "listings/slip.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show()
