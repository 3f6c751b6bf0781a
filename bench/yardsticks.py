"""What any list costs at least here: 20 goods in three queries on a bare template; no query."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.models import Product


def lean_list(request: HttpRequest) -> HttpResponse:
    goods = Product.objects.browsable().order_by("pk").prefetch_related("stockrecords")
    page = Paginator(goods, 20).page(1)
    return render(request, "bench/lean_list.html", {"page": page})


def template_only(request: HttpRequest) -> HttpResponse:
    return render(request, "bench/template_only.html", {"rows": range(20)})
