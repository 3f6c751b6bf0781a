"""The back office's own Content-Security-Policy: the admin may write inline script."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

BACK_OFFICE_PREFIX = "/admin/"
BACK_OFFICE_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "frame-src": [SELF],
}


class BackOfficePolicyMiddleware:
    """Loosens script and style for the back office alone; the rest of the policy stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(BACK_OFFICE_PREFIX):
            response._csp_replace = BACK_OFFICE_POLICY  # type: ignore[attr-defined]  # django-csp's own hook
        return response
