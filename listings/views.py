"""The desk: whose it is, and what waits there today."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView, View

from accounts.views import Member
from listings.access import MakerView, private
from listings.parcels import waiting_parcels
from listings.today import Today
from producers.models import Partner


@private
class Desk(Member, View):
    """Leads to the one desk; asks which when there are several."""

    def get(self, request: HttpRequest) -> HttpResponse:
        makers = list(Partner.objects.filter(users=self.user).order_by("name", "pk")[:50])
        if not makers:
            if self.user.has_perm("listings.review"):
                return HttpResponseRedirect(reverse("listings:reviews"))
            raise Http404
        if len(makers) == 1:
            return HttpResponseRedirect(reverse("listings:today", args=[makers[0].slug]))
        return render(request, "listings/desks.html", {"makers": makers})


@private
class TodayPage(MakerView, TemplateView):
    template_name = "listings/today.html"
    extra_context = {"current": "today"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = waiting_parcels(self.maker)
        return super().get_context_data(today=Today(self.maker), waiting=waiting, **kwargs)
