"""Pages go out compressed, whatever stands in front of the application."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/xml", "application/manifest+json")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's own, with its guard against BREACH, for text alone: it would also gzip pictures and
    papers, and take their length from them."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
