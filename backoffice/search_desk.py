"""The staff's side of search: what was asked, and the rules for single searches."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.read_only import AnyModelAdmin, ReadOnlyAdmin
from catalogue.models import Product
from search import reports
from search.criteria import CHOICES
from search.forms import is_possible
from search.labels import MODELS, TITLES, Labels
from search.models import SearchRule

if TYPE_CHECKING:
    RuleModelForm = forms.ModelForm[SearchRule]
else:
    RuleModelForm = forms.ModelForm

# a number, or the address of a product's page, at the beginning of a line
_PRODUCT = re.compile(r"\s*(?:\S*/products/[^/\s]*_)?(\d{1,18})(?!\w)")


class SearchLogAdmin(ReadOnlyAdmin):
    """Its list is a report: single searches tell nothing and are nobody's."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._refuse_strangers(request)
        days = _one_of(request.GET.get("days"), reports.PERIODS, 30)
        language = _one_of(request.GET.get("language"), ("vi", "en"), "")
        searches = reports.searches_of(days, language)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What people search for"),
            "opts": self.opts,
            "days": days,
            "language": language,
            "periods": reports.PERIODS,
            "summary": reports.summary_of(searches),
            "top": reports.top_queries(searches),
            "zero": reports.zero_queries(searches),
            "unopened": reports.unopened_queries(searches),
        }
        return TemplateResponse(request, "backoffice/searches.html", context)

    def _refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied


def _one_of(typed: str | None, allowed: Sequence[Any], default: Any) -> Any:
    return next((value for value in allowed if str(value) == typed), default)


class ProductsField(forms.CharField):
    """Goods in order, one a line: a number or the address of the page, then anything."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 60})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            help_text=_("One a line: its number, or the address of its page."),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        titles = dict(Product.objects.filter(pk__in=value).values_list("pk", "title"))
        return "\n".join(f"{pk} {titles.get(pk, '')}".strip() for pk in value)

    def clean(self, value: Any) -> list[int]:
        found = [_product_number(line) for line in str(value or "").splitlines() if line.strip()]
        goods = Product.objects.browsable().filter(pk__in=found)
        known = set(goods.values_list("pk", flat=True))
        if missing := [str(pk) for pk in found if pk not in known]:
            raise ValidationError(
                _("The shop shows no such product: %(numbers)s."),
                params={"numbers": ", ".join(missing)},
            )
        return list(dict.fromkeys(found))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


def _product_number(line: str) -> int:
    found = _PRODUCT.match(line)
    if found is None:
        raise ValidationError(
            _("“%(line)s” does not begin with the number or address of a product."),
            params={"line": line.strip()[:60]},
        )
    return int(found.group(1))


class SearchRuleForm(RuleModelForm):
    pinned = ProductsField(label=_("First in the list"))
    hidden = ProductsField(label=_("Left out"))
    boost_facet = forms.ChoiceField(
        label=_("Raise or lower goods by"),
        required=False,
        choices=lambda: [("", "—"), *((facet, TITLES[facet]) for facet in CHOICES)],
    )
    boost_value = forms.CharField(
        label=_("Of the value"),
        required=False,
        max_length=120,
        help_text=_("As in the address of a filtered list: bat-trang, 5, tet."),
    )

    class Meta:
        model = SearchRule
        fields = (
            "query", "match", "pinned", "hidden", "boost_facet", "boost_value", "boost_factor",
            "redirect_path", "valid_from", "valid_to", "is_active", "note",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        parts = ("pinned", "hidden", "boost_facet", "redirect_path")
        if not self.errors and not any(answers.get(part) for part in parts):
            self.add_error("pinned", _("The rule does nothing yet: fill one of its parts."))
        return answers

    def clean_boost_value(self) -> str:
        value = str(self.cleaned_data["boost_value"]).strip()
        facet = self.cleaned_data.get("boost_facet", "")
        if value and facet and not _is_value(facet, value):
            raise ValidationError(
                _("“%(value)s” is not a value of “%(filter)s”."),
                params={"value": value, "filter": TITLES[facet]},
            )
        return value


def _is_value(facet: str, value: str) -> bool:
    if facet in MODELS:
        return Labels({facet: [value]}).find(facet, value) is not None
    return is_possible(facet, value)


class SearchRuleAdmin(AnyModelAdmin):
    form = SearchRuleForm
    list_display = ("query", "match", "does", "valid_from", "valid_to", "is_active")
    list_filter = ("is_active", "match")
    search_fields = ("query", "note")
    fieldsets = (
        (None, {"fields": ("query", "match", "is_active", ("valid_from", "valid_to"), "note")}),
        (_("Goods"), {"fields": ("pinned", "hidden")}),
        (_("More or less of one kind"), {
            "fields": (("boost_facet", "boost_value", "boost_factor"),),
        }),
        (_("Another page"), {"fields": ("redirect_path",)}),
    )  # fmt: skip

    @admin.display(description=_("does"))
    def does(self, rule: SearchRule) -> str:
        parts = []
        if rule.redirect_path:
            parts.append(gettext("leads to %(path)s") % {"path": rule.redirect_path})
        if rule.pinned:
            parts.append(gettext("puts %(count)d first") % {"count": len(rule.pinned)})
        if rule.hidden:
            parts.append(gettext("leaves %(count)d out") % {"count": len(rule.hidden)})
        if rule.boost_facet:
            parts.append(f"{rule.boost_facet} {rule.boost_value} × {rule.boost_factor}")
        return "; ".join(parts)
