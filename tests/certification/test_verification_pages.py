"""The verification pages: six verdicts, look-ups, the short address and its limits."""

import gzip
import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from certification import codes
from certification.models import GRACE, Certificate
from certification.services import withdraw
from languages.calendar import HANOI
from tests.factories import (
    make_certificate,
    make_commune,
    make_producer,
    make_product,
    make_source,
    make_village,
)

pytestmark = pytest.mark.django_db
ISSUED = date(2024, 3, 1)
LAST_DAY = date(2027, 2, 28)
City = {"basis": "city", "stars": None, "issued_on": None, "ends_on": None}


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`freeze(day)`: noon of that day in Hanoi."""

    def at(day: date, hour: int = 12, minute: int = 0) -> None:
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return at


def check(client: Client, certificate: Certificate, language: str = "en") -> str:
    response = client.get(f"/{language}/certificates/{certificate.code}/")
    assert response.status_code == 200
    return response.content.decode()


def look_up(client: Client, typed: str) -> Any:
    return client.get("/en/certificates/", {"code": typed}, follow=True)


def statements(html: str) -> dict[str, dict[str, Any]]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {str(found["@type"]): found for found in map(json.loads, blocks)}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("fields", "day", "kind", "fact"),
    [
        ({}, ISSUED, "valid", "28/02/2027"),
        ({}, LAST_DAY, "valid", "28/02/2027"),
        (
            {"renewal_receipt_checked_on": date(2026, 12, 1)},
            LAST_DAY + timedelta(days=1),
            "valid",
            f"{LAST_DAY + GRACE:%d/%m/%Y}",
        ),
        ({}, LAST_DAY + timedelta(days=1), "expired", "28/02/2027"),
        (
            {"withdrawn_on": date(2026, 1, 5), "withdrawal_decision": "09/QĐ-THU"},
            LAST_DAY,
            "withdrawn",
            "09/QĐ-THU",
        ),
        ({**City}, LAST_DAY, "pending", ""),
        ({"basis": "report"}, LAST_DAY, "unverified", ""),
        ({"basis": "report"}, LAST_DAY + timedelta(days=1), "unverified", ""),
    ],
)
def test_verdict_follows_the_certificate(
    client: Client, freeze: Any, language: str, fields: dict[str, Any], day: date, kind: str,
    fact: str,
) -> None:  # fmt: skip
    certificate = make_certificate(make_product(), **{"issued_on": ISSUED, **fields})
    freeze(day)

    html = check(client, certificate, language)

    assert f"verdict-{kind}" in html
    assert fact in html
    assert ("seal-solid" in html) is (kind == "valid")
    assert certificate.code in html


@pytest.mark.parametrize(
    ("fields", "day", "title"),
    [
        ({}, LAST_DAY, "Valid until 28/02/2027"),
        ({}, LAST_DAY + timedelta(days=1), "Expired on 28/02/2027"),
        ({"withdrawn_on": date(2026, 1, 5)}, LAST_DAY, "Withdrawn on 05/01/2026"),
        ({**City}, LAST_DAY, "Awaiting the ministry's decision"),
        ({"basis": "report"}, LAST_DAY, "We have not verified this"),
    ],
)
def test_verdict_is_the_heading(
    client: Client, freeze: Any, fields: dict[str, Any], day: date, title: str
) -> None:
    certificate = make_certificate(make_product(), **{"issued_on": ISSUED, **fields})
    freeze(day)

    html = check(client, certificate).replace("&#x27;", "'")

    assert f"<span>{title}</span>" in html


def test_page_says_holder_authority_evidence_and_last_check(client: Client) -> None:
    village = make_village(commune=make_commune())
    producer = make_producer(name_en="Maker of Silk")
    product = make_product(producer=producer, village=village, is_demo=False)
    certificate = make_certificate(
        product, is_demo=False, decision_number="813/QĐ-UBND", authority_en="Hanoi City",
        last_checked_on=date(2026, 11, 2),
    )  # fmt: skip
    source = make_source(title="Công báo", url="https://congbao.example/813")
    certificate.sources.add(source)

    html = check(client, certificate)

    for text in ("Maker of Silk", village.name_en, "813/QĐ-UBND", "Hanoi City", "02/11/2026"):
        assert text in html
    assert 'href="https://congbao.example/813"' in html
    assert "The decision is on file with us" in html
    assert "noindex" not in html
    assert f"/en/contact/?topic=certificate&amp;about={certificate.code}" in html


def test_invented_certificate_says_so_and_is_not_indexed(client: Client) -> None:
    certificate = make_certificate(make_product(is_demo=True), is_demo=True)

    html = check(client, certificate)

    assert certificate.code.startswith("DEMO-")
    assert "Everything here is invented" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "Certification" not in statements(html).get("WebPage", {})
    assert "WebPage" not in statements(html)


def test_machines_read_real_certificates_in_force_only(client: Client, freeze: Any) -> None:
    certificate = make_certificate(
        make_product(is_demo=False), issued_on=ISSUED, is_demo=False, decision_number="7/QĐ"
    )
    freeze(LAST_DAY)

    page = statements(check(client, certificate))["WebPage"]

    assert page["mainEntity"]["@type"] == "Certification"
    assert page["mainEntity"]["certificationIdentification"] == "7/QĐ"
    freeze(LAST_DAY + timedelta(days=1))
    assert "WebPage" not in statements(check(client, certificate))


@pytest.mark.parametrize("review", ["submitted", "refused"])
def test_unreviewed_certificate_is_not_found(client: Client, review: str) -> None:
    certificate = make_certificate(make_product(), review=review, decision_number="55/QĐ-X")

    response = client.get(f"/en/certificates/{certificate.code}/")

    assert response.status_code == 404
    assert "verdict-not_found" in response.content.decode()
    assert "verdict-not_found" in look_up(client, "55/QĐ-X").content.decode()


@pytest.mark.parametrize("spell", [str.lower, lambda code: f" {code[:6]} {code[6:]} "])
def test_code_is_found_however_it_is_typed(client: Client, spell: Any) -> None:
    certificate = make_certificate(make_product())

    response = look_up(client, spell(certificate.code))

    assert response.redirect_chain == [(f"/en/certificates/{certificate.code}/", 302)]
    assert "verdict-valid" in response.content.decode()


def test_other_spelling_in_the_address_moves_to_the_code(client: Client) -> None:
    certificate = make_certificate(make_product())

    response = client.get(f"/vi/certificates/{certificate.code.lower()}/")

    assert response.status_code == 301
    assert response["Location"] == f"/vi/certificates/{certificate.code}/"


@pytest.mark.parametrize(
    "typed", ["813/QĐ-UBND", "813/qd-ubnd", " 813 / QĐ - UBND", "Số 813/QĐ-UBND"]
)
def test_decision_number_lists_every_good_it_covers(client: Client, typed: str) -> None:
    first, second, other = make_product(), make_product(), make_product()
    for product in (first, second):
        make_certificate(product, decision_number="813/QĐ-UBND")
    make_certificate(other, decision_number="1813/QĐ-UBND")

    html = look_up(client, typed).content.decode()

    assert "2 certificates" in html
    assert first.title_en in html
    assert second.title_en in html
    assert other.title_en not in html


def test_official_product_code_is_found(client: Client) -> None:
    certificate = make_certificate(make_product(), official_code="01-00577-12-2025")

    response = look_up(client, "01-00577-12-2025")

    assert response.redirect_chain[-1][0].endswith(f"/{certificate.code}/")


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("LN-7K3M9Q2XX", "a character is wrong or missing"),
        ("LN-1", "a character is wrong or missing"),
        ("8935001234567", "This is a barcode"),
        ("01-00577-99-2025", "official OCOP product code"),
        ("99999/QĐ-UBND", "under this decision number"),
        ("https://other.example/c/123", "belongs to another site"),
        ("mật ong", "Our codes begin with LN-"),
        ("<script>alert(1)</script>", "Our codes begin with LN-"),
        ("\x00" + "x" * 5000, "Our codes begin with LN-"),
    ],
)
def test_unknown_text_gets_advice(client: Client, typed: str, advice: str) -> None:
    response = look_up(client, typed)
    html = response.content.decode()

    assert response.status_code == 200
    assert "verdict-not_found" in html
    assert advice in html
    assert "<script>alert" not in html
    assert "Report a mistake" in html


def test_scanned_address_of_ours_is_understood(client: Client) -> None:
    certificate = make_certificate(make_product())

    response = look_up(client, f"http://testserver/c/{certificate.code}")

    assert response.redirect_chain[-1][0] == f"/en/certificates/{certificate.code}/"


def test_unknown_code_page_is_404_with_the_form(client: Client) -> None:
    code = codes.new_code(is_demo=False)

    response = client.get(f"/en/certificates/{code}/")

    assert response.status_code == 404
    assert 'name="code"' in response.content.decode()


def test_empty_form_has_no_verdict(client: Client) -> None:
    for address in ("/en/certificates/", "/en/certificates/?code=", "/vi/certificates/?code=%20"):
        response = client.get(address)
        assert response.status_code == 200
        assert 'class="verdict' not in response.content.decode()


@pytest.mark.parametrize(
    ("headers", "cookie", "language"),
    [
        ({"Accept-Language": "en-GB,en;q=0.9"}, None, "en"),
        ({"Accept-Language": "vi"}, None, "vi"),
        ({}, None, "vi"),
        ({"Accept-Language": "vi"}, "en", "en"),
    ],
)
def test_short_address_picks_the_language(
    client: Client, headers: dict[str, str], cookie: str | None, language: str
) -> None:
    certificate = make_certificate(make_product())
    if cookie:
        client.cookies["django_language"] = cookie

    response = client.get(f"/c/{certificate.code.lower()}", headers=headers)

    assert response.status_code == 302
    assert response["Location"] == f"/{language}/certificates/{certificate.code}/"
    assert "Accept-Language" in response["Vary"]


def test_many_lookups_are_asked_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from accounts.limits import Limit
    from certification import views

    few = Limit("certificates", attempts=2, client_attempts=2, seconds=60)
    monkeypatch.setattr(views, "LOOKUPS", few)
    certificate = make_certificate(make_product())
    address = f"/en/certificates/{certificate.code}/"

    allowed = [client.get(address).status_code for _ in range(2)]
    refused = client.get(address)

    assert allowed == [200, 200]
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert certificate.product.title_en not in refused.content.decode()


def test_page_is_revalidated_and_changes_at_midnight(client: Client, freeze: Any) -> None:
    certificate = make_certificate(make_product(), issued_on=ISSUED)
    address = f"/en/certificates/{certificate.code}/"
    freeze(LAST_DAY, 23, 59)
    first = client.get(address)

    same = client.get(address, headers={"If-None-Match": first["ETag"]})
    freeze(LAST_DAY + timedelta(days=1), 0, 0)
    next_day = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert "no-cache" in first["Cache-Control"]
    assert (same.status_code, same.content) == (304, b"")
    assert next_day.status_code == 200
    assert "verdict-expired" in next_day.content.decode()


def test_withdrawal_is_seen_at_the_next_look(client: Client) -> None:
    certificate = make_certificate(make_product())
    assert "verdict-valid" in check(client, certificate)

    withdraw(certificate=certificate, withdrawn_on=date(2026, 1, 5), decision="09/QĐ")

    assert "verdict-withdrawn" in check(client, certificate)


def test_replaced_certificate_links_to_the_next(client: Client) -> None:
    product = make_product()
    newer = make_certificate(product, stars=3)
    older = make_certificate(product, superseded_by=newer)

    assert f'href="/en/certificates/{newer.code}/"' in check(client, older)


def test_page_is_small(client: Client) -> None:
    village = make_village(commune=make_commune())
    html = check(client, make_certificate(make_product(village=village)))

    assert len(gzip.compress(html.encode())) < 10 * 1024
    assert "https://" not in re.sub(r'<script type="application/ld\+json">.*?</script>', "", html)


@pytest.mark.parametrize("count", [1, 4])
def test_verification_takes_six_queries_at_most(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    village, producer = make_village(commune=make_commune()), make_producer()
    made = []
    for _ in range(count):
        product = make_product(village=village, producer=producer)
        certificate = make_certificate(product, decision_number="813/QĐ-UBND")
        certificate.sources.add(*(make_source() for _ in range(count)))
        made.append(certificate)

    with django_assert_max_num_queries(6):
        check(client, made[0])
    with django_assert_max_num_queries(6):
        assert look_up(client, "813/QĐ-UBND").status_code == 200


def test_receipt_filed_early_does_not_stretch_the_term(client: Client, freeze: Any) -> None:
    freeze(date(2026, 11, 22))
    certificate = make_certificate(
        make_product(), issued_on=date(2024, 1, 10), renewal_receipt_checked_on=date(2026, 11, 1)
    )

    html = check(client, certificate)

    assert "Valid until 09/01/2027" in html
    assert "08/07/2027" not in html
