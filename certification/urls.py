"""Mounted at certificates/ under the language prefix."""

from django.urls import path

from certification import views

app_name = "certification"
urlpatterns = [
    path("", views.lookup, name="lookup"),
    path("<str:code>/", views.detail, name="detail"),
]
