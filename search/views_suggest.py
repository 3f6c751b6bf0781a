"""The rows under the search field while somebody types; static/js/page.js asks for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.forms import SearchForm
from search.suggestions import suggestions_for

MAX_AGE = 60  # seconds, in the visitor's own browser: typing back and forth asks once


@require_safe
@cache_control(private=True, max_age=MAX_AGE)
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment of options; empty when there is nothing to suggest."""
    criteria = SearchForm(request.GET).read_words()
    groups = suggestions_for(criteria.q, criteria.language)
    context = {"groups": groups, "count": sum(len(group.rows) for group in groups)}
    response = render(request, "search/_suggestions.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
