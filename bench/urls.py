from django.urls import path

from bench import yardsticks
from shop.urls import urlpatterns as shop_urlpatterns

urlpatterns = [
    path("bench/lean-list/", yardsticks.lean_list),
    path("bench/template-only/", yardsticks.template_only),
    *shop_urlpatterns,
]
