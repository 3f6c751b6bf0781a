"""Headers of pages that show one buyer's order: not indexed, not cached, address not passed on."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def private_page(
    referrer_policy: str = "no-referrer",
) -> Callable[[View[Arguments]], View[Arguments]]:
    """A page with a POST form needs "same-origin": under "no-referrer" browsers send
    `Origin: null` with the form, which Django's CSRF check refuses."""

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def answer(
            request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            response["Referrer-Policy"] = referrer_policy
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return answer

    return decorate
