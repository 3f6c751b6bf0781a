"""Included under /<language>/; names are search:search and search:category."""

from django.urls import path

from search.views import CategoryView, FacetedSearchView

app_name = "search"
urlpatterns = [
    path("search/", FacetedSearchView.as_view(), name="search"),
    path("categories/<slug:slug>/", CategoryView.as_view(), name="category"),
]
