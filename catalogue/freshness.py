"""Pages that a browser may keep but must ask about: a seal never outlives its certificate."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from languages import calendar

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]
_MASKED_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')


def revalidated(view: View[Arguments]) -> View[Arguments]:
    """Send an ETag and `no-cache`; answer 304 when the reader's copy is still true.

    The tag is of the rendered page, so whatever the page shows (basket, messages, certificate)
    is in it, with Hanoi's day and the language. The CSRF token is masked anew at each render and
    left out; the secret behind it is in.
    """

    @wraps(view)
    def conditional(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
        if response.status_code != 200:
            return response
        etag = response.headers["ETag"] = _etag(request, response.content)
        return cast(HttpResponse, get_conditional_response(request, etag, response=response))

    return conditional


def _etag(request: HttpRequest, content: bytes) -> str:
    parts = [
        calendar.hanoi_today().isoformat(),
        get_language() or "",
        str(request.META.get("CSRF_COOKIE", "")),
    ]
    digest = hashlib.sha256("|".join(parts).encode())
    digest.update(_MASKED_TOKEN.sub(rb"\1", content))
    return f'"{digest.hexdigest()[:32]}"'
