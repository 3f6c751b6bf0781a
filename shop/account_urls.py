"""Mounted at /<lang>/account/ beside accounts.urls."""

from django.urls import path

from shop import account_pages as pages

app_name = "my"
urlpatterns = [
    path("orders/", pages.Orders.as_view(), name="orders"),
    path("addresses/", pages.Addresses.as_view(), name="addresses"),
    path("addresses/add/", pages.AddAddress.as_view(), name="address_add"),
    path("addresses/<int:pk>/", pages.EditAddress.as_view(), name="address_edit"),
    path("addresses/<int:pk>/default/", pages.DefaultAddress.as_view(), name="address_default"),
    path("addresses/<int:pk>/delete/", pages.DeleteAddress.as_view(), name="address_delete"),
]
