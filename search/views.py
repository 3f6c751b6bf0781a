"""Result and category pages. Oscar looks up the three class names at the end."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.generic import View
from oscar.apps.search.signals import user_search

from catalogue.models import Category
from languages.localized import localized
from search.criteria import SearchCriteria
from search.exceptions import PageOutOfRange
from search.listing import listing_context
from search.log import LoggedResponse, entry_for

RESULTS_ID = "results"  # of the element that htmx replaces


class ListingView(View):
    """A page whose list can be filtered; htmx is given the partial that the page includes."""

    template_name = "search/results.html"
    partial_name = "search/_listing.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            context = self.context(request, **kwargs)
        except PageOutOfRange as error:
            return page_out_of_range(request, error)
        if elsewhere := self.elsewhere(context):
            return redirect(elsewhere)
        template = self.partial_name if is_partial(request) else self.template_name
        # on a phone the filters stay open while they are being chosen
        context["keeps_filters_open"] = request.headers.get("HX-Target") == RESULTS_ID
        html = render_to_string(template, context, request)
        entry = context.get("entry")
        response = LoggedResponse(html, entry=entry) if entry else HttpResponse(html)
        patch_vary_headers(response, ["HX-Request"])
        if request.headers.get("HX-Target") == RESULTS_ID:
            response["HX-Push-Url"] = request.path + context["criteria"].to_query()
        if not context["is_indexable"]:
            response["X-Robots-Tag"] = "noindex, follow"
        return response

    def context(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        context = listing_context(request)
        return {**context, "page_title": context["heading"], "crumbs": crumbs()}

    def elsewhere(self, context: dict[str, Any]) -> str:
        """The page of ours that answers instead of a list; "" for none."""
        return ""


class FacetedSearchView(ListingView):
    def context(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        context = super().context(request, **kwargs)
        entry = entry_for(request, context["criteria"], context["result"])
        return {**context, "entry": entry}

    def elsewhere(self, context: dict[str, Any]) -> str:
        """Where staff lead these words; filters and `verbatim` ask for the list itself."""
        criteria: SearchCriteria = context["criteria"]
        is_list_wanted = criteria.active_facets or criteria.verbatim or criteria.page > 1
        return "" if is_list_wanted else str(context["result"].redirect)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        response = super().get(request, **kwargs)
        if words := request.GET.get("q", "")[:200].replace("\x00", ""):
            user_search.send(sender=self, session=request.session, user=request.user, query=words)
        return response


class CategoryView(ListingView):
    template_name = "search/category.html"

    def context(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        public = Category.objects.filter(is_public=True, ancestors_are_public=True)
        # a slug is unique among sisters only: the highest of its name wins
        category = public.filter(slug=kwargs["slug"]).order_by("depth", "path").first()
        if category is None:
            raise Http404(kwargs["slug"])
        base = SearchCriteria(within=(("category", category.slug),))
        context = listing_context(request, base)
        step, below = Category.steplen, public.filter(path__startswith=category.path)
        above = [category.path[: step * depth] for depth in range(1, category.depth)]
        name = localized(category, "name").text
        return {
            **context,
            "category": category,
            "subcategories": below.filter(depth=category.depth + 1).order_by("path"),
            "page_title": name,
            "page_description": localized(category, "description").text,
            "crumbs": crumbs(*public.filter(path__in=above).order_by("depth"), category),
        }


def crumbs(*categories: Category) -> list[tuple[str, str]]:
    trail = [(_("Home"), reverse("home")), (_("Products"), reverse("search:search"))]
    return trail + [(localized(c, "name").text, c.get_absolute_url()) for c in categories]


def is_partial(request: HttpRequest) -> bool:
    """Asked by htmx, and not to restore a page of the history."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


def page_out_of_range(request: HttpRequest, error: PageOutOfRange) -> HttpResponse:
    first = request.path + error.criteria.to_query(page=1)
    context = {"first_url": first, "number": error.criteria.page, "last": error.last}
    return render(request, "search/page_not_found.html", context, status=404)


class CatalogueView(View):
    """Oscar's "all products" is our list without filters."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("search:search", permanent=True)


class ProductCategoryView(View):
    """Oscar's category address with slugs and id leads to ours."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        category = get_object_or_404(Category, pk=kwargs["pk"], is_public=True)
        return redirect(category.get_absolute_url(), permanent=True)
