"""The generated catalogue of the benchmarks."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.core.management import CommandError, call_command

from catalogue.models import Product
from certification.codes import normalise
from certification.models import Certificate
from orders.models import Order
from producers.models import Partner, StockRecord
from shop.generating import write
from shop.generating.goods import code_of, ratings
from shop.generating.write import make_catalogue
from tests.factories import make_product

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "rebuild", lambda: 0)


def test_stars_have_hanois_proportions() -> None:
    found = Counter(ratings(2 * 3317, Random(7)))
    assert found == {5: 12, None: 44, 4: 3142, 3: 3436}


def test_codes_differ_and_can_be_looked_up() -> None:
    codes = [code_of(number) for number in range(20_000)]
    assert len(set(codes)) == len(codes)
    assert all(normalise(code) == code for code in codes[:500])


@pytest.mark.django_db
def test_catalogue_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "BATCH", 50)
    assert make_catalogue(count=120, seed=1, today=TODAY) == 8
    assert Product.objects.browsable().count() == 120
    assert StockRecord.objects.count() == 120
    assert Certificate.objects.count() == 120
    assert Partner.objects.filter(is_demo=True).count() == 8
    assert not Product.objects.filter(is_demo=False).exists()
    assert not Product.objects.filter(categories=None).exists()
    assert Product.objects.filter(giftable=True, occasions__isnull=False).exists()
    for product in Product.objects.prefetch_related("certificates"):
        (certificate,) = product.certificates.all()
        assert product.stars == certificate.stars
        assert product.candidate_five == (certificate.stars is None)
        assert certificate.state_on(TODAY).is_in_force or product.candidate_five
        assert product.folded_text == product.fold_text()
        assert product.price is not None


@pytest.mark.django_db
def test_catalogue_is_the_same_for_the_same_seed() -> None:
    def made(seed: int) -> list[tuple[object, ...]]:
        make_catalogue(count=40, seed=seed, today=TODAY)
        columns = ("key", "title", "producer__name", "stars", "certificates__code")
        found = list(Product.objects.order_by("pk").values_list(*columns, "stockrecords__price"))
        Product.objects.all().delete()
        Partner.objects.all().delete()
        return found

    first = made(1)
    assert made(1) == first
    assert made(2) != first


@pytest.mark.django_db
def test_catalogue_is_refused_beside_other_goods() -> None:
    make_product()
    with pytest.raises(CommandError, match="It holds products"):
        call_command("make_catalogue", 10, verbosity=0)
    assert Product.objects.count() == 1
    call_command("make_catalogue", 10, force=True, verbosity=0)
    assert Product.objects.count() == 11
    with pytest.raises(CommandError, match="generated goods already"):
        call_command("make_catalogue", 10, force=True, verbosity=0)
    assert Product.objects.count() == 11


@pytest.mark.django_db
def test_catalogue_of_nothing_is_refused() -> None:
    with pytest.raises(CommandError, match="at least 1"):
        call_command("make_catalogue", 0, verbosity=0)


@pytest.mark.django_db
def test_catalogue_is_refused_beside_orders() -> None:
    Order.everything.create(number="1", total_incl_tax=1, total_excl_tax=1)
    with pytest.raises(CommandError, match="It holds orders"):
        call_command("make_catalogue", 10, verbosity=0)
    assert Product.objects.count() == 0
