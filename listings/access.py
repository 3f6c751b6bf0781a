"""Who may open which page: makers their own, staff with the permission all, others none.

Whoever may not see a page is told that it does not exist.
"""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.views import Member
from producers.models import Partner

private = method_decorator(never_cache, name="dispatch")


class MakerView(Member):
    """For members of the maker that the address names."""

    maker: Partner
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.maker = get_object_or_404(Partner, slug=kwargs["maker"], users=self.user)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["maker"] = self.maker  # instead of the address's slug
        return super().get_context_data(**kwargs)  # type: ignore[misc]  # a view's


class StaffView(Member):
    permission = "listings.review"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not self.user.has_perm(self.permission):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
