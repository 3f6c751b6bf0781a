"""Takes the beacon that static/js/clicks.js sends when a good is opened from a list."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.log import is_machine, keep_click


@csrf_exempt  # a beacon has no token; a forged one adds at most one row to a search it must know
@require_POST
def click(request: HttpRequest) -> HttpResponse:
    """204 whatever came: the sender has left the page and reads no answer."""
    try:
        search = uuid.UUID(request.POST.get("search", ""))
        product = int(request.POST.get("product", "")[:18])
        position = int(request.POST.get("position", "")[:9])
    except ValueError:
        return HttpResponse(status=204)
    if not is_machine(request):
        keep_click(search=search, product=product, position=position)
    return HttpResponse(status=204)
