"""The page for an address that leads nowhere, in the visitor's language and with a search field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404 of shop.urls."""
    return render(request, "pages/not_found.html", status=404)
