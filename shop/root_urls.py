"""Addresses for search engines, outside the language prefix."""

from django.urls import path

from shop import robots, sitemaps

urlpatterns = [
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>-<int:page>.xml", sitemaps.section, name="sitemap_section"),
]
