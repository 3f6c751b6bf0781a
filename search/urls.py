"""Included under /<language>/; names are search:search and search:category."""

from django.urls import path

from search.views import CategoryView, FacetedSearchView
from search.views_clicks import click
from search.views_suggest import suggest

app_name = "search"
urlpatterns = [
    path("search/", FacetedSearchView.as_view(), name="search"),
    path("search/suggest/", suggest, name="suggest"),
    path("search/clicks/", click, name="click"),
    path("categories/<slug:slug>/", CategoryView.as_view(), name="category"),
]
