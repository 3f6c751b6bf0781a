"""What goes out compressed, and that a revalidated page stays revalidated."""

import gzip
from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from shop.compression import TextCompressionMiddleware
from tests.factories import make_product

BROWSER = {"accept-encoding": "gzip, deflate, br"}


@pytest.mark.django_db
def test_page_goes_out_compressed(client: Client) -> None:
    plain = client.get("/vi/certificates/")
    response = client.get("/vi/certificates/", headers=BROWSER)

    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert int(response["Content-Length"]) == len(response.content) < len(plain.content) / 2
    assert b"<h1>" in gzip.decompress(response.content)


@pytest.mark.django_db
def test_page_goes_out_plain_to_who_cannot_unpack(client: Client) -> None:
    response = client.get("/vi/certificates/")

    assert "Content-Encoding" not in response
    assert b"<h1>" in response.content


@pytest.mark.django_db
def test_compressed_page_is_still_answered_with_304(client: Client) -> None:
    url = make_product().get_absolute_url()

    first = client.get(url, headers=BROWSER)
    again = client.get(url, headers={**BROWSER, "if-none-match": first["ETag"]})

    assert first["ETag"].startswith('W/"')
    assert again.status_code == 304
    assert again.content == b""


def test_paper_keeps_its_own_form(rf: RequestFactory) -> None:
    picture = HttpResponse(b"\x00" * 1000, content_type="image/webp")
    middleware = TextCompressionMiddleware(lambda _: picture)

    response = cast(HttpResponse, middleware(rf.get("/", headers=BROWSER)))

    assert "Content-Encoding" not in response
    assert response.content == b"\x00" * 1000
