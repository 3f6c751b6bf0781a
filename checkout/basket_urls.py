from django.urls import path

from checkout import basket_views

app_name = "basket"
urlpatterns = [
    path("", basket_views.summary, name="summary"),
    path("voucher/", basket_views.use_voucher, name="voucher"),
    path("voucher/<int:pk>/remove/", basket_views.remove_voucher, name="voucher_remove"),
    path("add/<int:pk>/", basket_views.add, name="add"),
    path("lines/<int:line_id>/", basket_views.update, name="update"),
    path("lines/<int:line_id>/remove/", basket_views.remove, name="remove"),
]
