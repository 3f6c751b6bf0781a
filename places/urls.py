"""Mounted at venues/ under the language prefix."""

from django.urls import path

from places import views

app_name = "places"
urlpatterns = [path("", views.venues, name="venues")]
