"""Mounted at c/ without a language: the address printed in QR codes."""

from django.urls import path

from certification import views

urlpatterns = [path("<str:code>", views.short, name="certificate-short")]
