"""Goods, makers, villages, crafts and figures; mounted under the language prefix."""

from django.urls import path

from catalogue import views, views_numbers, views_places

app_name = "catalogue"
urlpatterns = [
    path("products/<str:slug>_<int:pk>/", views.product_detail, name="detail"),
    path("producers/<slug:slug>/", views.producer_detail, name="producer"),
    path("villages/", views_places.villages, name="villages"),
    path("villages/<slug:slug>/", views_places.village_detail, name="village"),
    path("crafts/", views_places.crafts, name="crafts"),
    path("crafts/<slug:slug>/", views_places.craft_detail, name="craft"),
    path("numbers/", views_numbers.numbers, name="numbers"),
]
