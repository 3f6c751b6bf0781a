"""The desk's pages: whose they are, what they show, how many queries they take."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from catalogue.models import Category, Product
from gifting.choices import GiftChoice
from languages.calendar import hanoi_today
from listings import changes, services
from listings.models import Submission
from listings.urls import urlpatterns
from orders import services as order_services
from orders.models import Order, Parcel
from outbox.services import drain
from producers.models import Partner, StockChange
from tests.buying import make_basket, make_order, make_voucher, place_basket
from tests.factories import make_certificate, make_choice, make_product
from tests.listings.conftest import CERTIFICATE, SCAN, WORDS, log_in, picture, upload

pytestmark = pytest.mark.django_db
MAKER = "/en/desk/makers/men-lam/"


def pay(*products: Product, quantity: int = 1) -> Order:
    order = make_order(*products, quantity=quantity)
    order_services.mark_paid(order=order, now=timezone.now())
    return Order.everything.get(pk=order.pk)


@pytest.fixture
def everything(sent: Submission, maker: Partner, staff: User) -> dict[str, int]:
    """One of each thing that an address may name."""
    product = make_product(producer=maker)
    order = pay(product)
    return {
        "product": product.pk,
        "record": product.stockrecords.get().pk,
        "submission": sent.pk,
        "upload": sent.uploads.filter(kind="scan").get().pk,
        "parcel": order.parcels.get().pk,
        "member": maker.users.get().pk,
    }


GET = [
    "makers/{maker}/", "makers/{maker}/products/", "makers/{maker}/offers/{record}/",
    "makers/{maker}/submissions/{submission}/", "makers/{maker}/parcels/",
    "makers/{maker}/parcels/{parcel}/", "makers/{maker}/parcels/{parcel}/slip/",
    "files/{upload}/", "makers/{maker}/submissions/",
]  # fmt: skip
POST = [
    "makers/{maker}/products/new/", "makers/{maker}/products/{product}/change/",
    "makers/{maker}/offers/{record}/", "makers/{maker}/submissions/{submission}/",
    "makers/{maker}/submissions/{submission}/discard/",
    "makers/{maker}/submissions/{submission}/take-back/",
    "makers/{maker}/submissions/{submission}/files/{upload}/remove/",
    "makers/{maker}/parcels/{parcel}/",
]  # fmt: skip
STAFF_GET = ["staff/", "staff/{submission}/", "staff/members/"]
STAFF_POST = ["staff/{submission}/", "staff/members/", "staff/members/men-lam/{member}/remove/"]


def address(path: str, ids: dict[str, int], maker: str = "men-lam") -> str:
    return "/en/desk/" + path.format(maker=maker, **ids)


def read(response: Any) -> int:
    """The status, once a file is read to its end and closed."""
    if response.streaming:
        assert b"".join(response.streaming_content)
    return int(response.status_code)


def state() -> list[Any]:
    """What a stranger's request may not change."""
    return [
        list(Submission.objects.values_list("pk", "status")),
        list(Parcel.objects.values_list("pk", "status")),
        list(Product.objects.values_list("pk", "is_public")),
        list(Partner.users.through.objects.values_list("partner", "user").order_by("pk")),
        StockChange.objects.count(),
    ]


@pytest.mark.parametrize("who", ["rival", "shopper", "is_staff only"])
def test_every_address_is_404_for_strangers(
    everything: dict[str, int], rival: User, shopper: User, who: str
) -> None:
    User.objects.filter(pk=shopper.pk).update(is_staff=who == "is_staff only")
    client, before = log_in(rival if who == "rival" else shopper), state()

    for path in GET + STAFF_GET:
        assert client.get(address(path, everything)).status_code == 404, path
    for path in POST + STAFF_POST:
        assert client.post(address(path, everything), {"step": "accept"}).status_code == 404, path
    assert state() == before


def test_every_address_leads_nobody_to_the_log_in(everything: dict[str, int]) -> None:
    client, before = Client(), state()
    for path in ["", *GET, *STAFF_GET]:
        response = client.get(address(path, everything))
        assert response.status_code == 302, path
        assert response["Location"].startswith("/en/account/login/?next="), path
    for path in POST + STAFF_POST:
        assert client.post(address(path, everything)).status_code == 302, path
    assert state() == before


def test_another_makers_ids_under_ones_own_address_are_404(
    everything: dict[str, int], rival: User
) -> None:
    client, before = log_in(rival), state()
    for path in GET[2:4] + GET[5:-1]:
        assert client.get(address(path, everything, "doi-thu")).status_code == 404, path
    for path in POST[1:]:
        assert client.post(address(path, everything, "doi-thu")).status_code == 404, path
    assert state() == before


def test_member_opens_every_page_and_no_staff_page(
    everything: dict[str, int], member: User
) -> None:
    client = log_in(member)
    for path in GET:
        assert read(client.get(address(path, everything))) == 200, path
    for path in STAFF_GET:
        assert client.get(address(path, everything)).status_code == 404, path
    assert client.get("/en/desk/")["Location"] == MAKER


def test_isolation_lists_name_every_address_of_the_desk() -> None:
    listed = {path.split("?")[0] for path in GET + POST + STAFF_GET + STAFF_POST}
    shapes = {re.sub(r"\{\w+\}|men-lam", "*", path) for path in listed}
    routes = {re.sub(r"<[^>]+>", "*", str(each.pattern)) for each in urlpatterns}

    assert routes - shapes == {""}


def test_decided_submissions_stay_in_a_list_of_their_own(
    sent: Submission, maker: Partner, member: User, staff: User
) -> None:
    client, path = log_in(member), sent.get_absolute_url().replace("/vi/", "/en/")
    shown = changes.seen(sent, changes.current(sent))
    services.refuse(submission=sent, by=staff, seen=shown, reason="Ảnh mờ")

    products = client.get(f"{MAKER}products/").content.decode()
    decided = client.get(f"{MAKER}submissions/").content.decode()

    assert path not in products
    assert f'{MAKER}submissions/"' in products
    assert path in decided
    assert "Refused" in decided
    assert "Ảnh mờ" in client.get(path).content.decode()


def test_maker_takes_a_submission_back_changes_it_and_sends_it_again(
    sent: Submission, member: User, staff: User
) -> None:
    client, path = log_in(member), sent.get_absolute_url().replace("/vi/", "/en/")
    desk, review = log_in(staff), f"/en/desk/staff/{sent.pk}/"
    seen = desk.get(review).context["seen"]
    assert "Take it back" in client.get(path).content.decode()

    page = client.post(f"{path}take-back/", follow=True)

    assert "it is a draft again" in page.content.decode()
    sent.refresh_from_db()
    assert sent.status == "draft"
    for late in (desk.get(review), desk.post(review, {"seen": seen, "action": "approve"})):
        assert late["Location"] == "/en/desk/staff/"
    assert "The maker has taken this back." in desk.get("/en/desk/staff/").content.decode()
    services.submit(submission=sent, by=member)
    stale = desk.post(review, {"seen": seen, "action": "approve"}, follow=True)
    assert "Somebody changed or decided this meanwhile." in stale.content.decode()
    assert Product.objects.count() == 0
    assert [move.new_status for move in sent.moves.all()] == [
        "draft", "submitted", "draft", "submitted",
    ]  # fmt: skip


def test_draft_is_its_makers_own(draft: Submission, staff: User) -> None:
    assert log_in(staff).get(f"/en/desk/staff/{draft.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_makers_pages_take_twelve_queries_at_most(
    sent: Submission, maker: Partner, member: User, rows: int
) -> None:  # fmt: skip
    for _ in range(rows):
        product = make_product(producer=maker, stock=5)
        make_choice(make_product(producer=maker, price=None), price=9_000)
        make_certificate(product, issued_on=hanoi_today() - timedelta(days=1000))
        order = pay(product)
        services.begin(producer=maker, author=member, product=product)
    ids = {
        "submission": sent.pk,
        "record": product.stockrecords.get().pk,
        "parcel": order.parcels.get().pk,
        "upload": sent.uploads.filter(kind="scan").get().pk,
    }
    client = log_in(member)
    client.get(MAKER)
    counts = {}

    for path in GET:
        with CaptureQueriesContext(connection) as found:
            read(client.get(address(path, ids)))
        counts[path] = len(found)
    print(counts)  # noqa: T201  shown with -s, for the notes
    assert max(counts.values()) <= 12, counts


def test_new_desk_shows_three_steps(member: User) -> None:
    html = log_in(member).get(MAKER).content.decode()
    assert "Three steps to your first sale" in html


def test_today_shows_what_waits(maker: Partner, member: User, staff: User) -> None:
    product = make_product(producer=maker, stock=6)
    make_product(stock=1, title_en="Somebody else's")
    certificate = make_certificate(product, issued_on=hanoi_today() - timedelta(days=1095 - 150))
    order = pay(product)
    asked = services.begin(producer=maker, author=member, product=product)
    Submission.objects.filter(pk=asked.pk).update(status="asked")

    html = log_in(member).get(MAKER).content.decode()

    assert f"{order.number}/1" in html
    assert "5 left" in html
    ends_on = certificate.ends_on
    assert ends_on is not None
    for days in (180, 120):
        assert f"{ends_on - timedelta(days=days):%d/%m/%Y}" in html
    assert "You can file now." in html
    assert asked.get_absolute_url().replace("/vi/", "/en/") in html
    assert "Somebody else" not in html
    assert "Three steps" not in html


def offer(client: Client, product: Product, **answers: Any) -> Any:
    record = product.stockrecords.get()
    return client.post(f"{MAKER}offers/{record.pk}/", answers)


def test_price_and_stock_are_changed_at_once_and_written_down(maker: Partner, member: User) -> None:
    product = make_product(producer=maker, stock=10)
    client = log_in(member)

    response = offer(
        client,
        product,
        price="1.250.000",
        stock="12",
        shown_stock=10,
        shown_price=150000,
        why="<b>Tết</b>",
    )

    assert response.status_code == 302
    record = product.stockrecords.get()
    assert (record.price, record.num_in_stock) == (1_250_000, 12)
    change = StockChange.objects.get()
    assert change.old_price == 150_000
    assert change.new_price == 1_250_000
    assert (change.old_stock, change.new_stock) == (10, 12)
    assert (change.actor, change.why) == (member, "Tết")


@pytest.mark.parametrize(
    "answers",
    [
        {"stock": 1, "price": 150_000}, {"stock": -1, "price": 150_000},
        {"stock": 10**9, "price": 150_000}, {"stock": "", "price": 150_000},
        {"stock": 5, "price": 0}, {"stock": 5, "price": "150.5"}, {"stock": 5, "price": 10**12},
    ],
)  # fmt: skip
def test_stock_below_what_is_held_and_absurd_numbers_are_refused(
    maker: Partner, member: User, answers: dict[str, Any]
) -> None:
    product = make_product(producer=maker, stock=10)
    make_order(product, quantity=3)

    response = offer(log_in(member), product, shown_stock=10, shown_price=150000, **answers)

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    record = product.stockrecords.get()
    assert (record.price, record.num_in_stock, record.num_allocated) == (150_000, 10, 3)
    assert not StockChange.objects.exists()


def test_price_that_the_maker_set_is_illustrative_no_more(maker: Partner, member: User) -> None:
    product = make_product(producer=maker, is_demo=False)
    product.stockrecords.update(is_price_illustrative=True)
    path = product.url.replace("/vi/", "/en/")
    assert "Illustrative price" in Client().get(path).content.decode()

    offer(log_in(member), product, price=99_000, stock=10, shown_stock=10, shown_price=150_000)

    assert "Illustrative price" not in Client().get(path).content.decode()


def test_stock_counted_before_a_parcel_left_does_not_undo_it(maker: Partner, member: User) -> None:
    product = make_product(producer=maker, stock=10)
    order = pay(product, quantity=3)
    for status in ("accepted", "packed", "handed_over"):
        take(
            log_in(member), order, {"accepted": "accept", "packed": "pack"}.get(status, "hand_over")
        )

    response = offer(
        log_in(member), product, price=150_000, stock=11, shown_stock=10, shown_price=150_000
    )

    assert "stock 7," in response.content.decode()
    assert product.stockrecords.get().num_in_stock == 7
    assert 'name="shown_stock" value="7"' in response.content.decode()


def take(client: Client, order: Order, step: str, **answers: str) -> Any:
    parcel = order.parcels.get()
    return client.post(f"{MAKER}parcels/{parcel.pk}/", {"step": step, **answers})


def test_parcel_is_accepted_packed_and_handed_over(maker: Partner, member: User) -> None:
    order = pay(make_product(producer=maker))
    client = log_in(member)

    take(client, order, "pack")
    assert order.parcels.get().status == "pending"
    take(client, order, "accept")
    take(client, order, "pack")
    take(client, order, "hand_over", carrier="VNPost", tracking_number="VN123456789")

    parcel = order.parcels.get()
    assert (parcel.status, parcel.tracking_number) == ("handed_over", "VN123456789")
    page = Client().get(Order.everything.get(pk=order.pk).get_absolute_url()).content.decode()
    assert "VN123456789" in page


def test_held_parcel_does_not_move(maker: Partner, member: User) -> None:
    order = pay(make_product(producer=maker))
    Order.everything.filter(pk=order.pk).update(hold="dispute")

    take(log_in(member), order, "accept")

    assert order.parcels.get().status == "pending"
    html = log_in(member).get(f"{MAKER}parcels/").content.decode()
    assert "Held: do not send" in html


def test_parcel_and_slip_hold_what_packing_needs_and_nothing_else(
    maker: Partner, member: User
) -> None:
    other = make_product(title="Hàng của người khác", price=333_000)
    order = pay(
        make_product(producer=maker, title="Bình của tôi", title_en="", price=444_000), other
    )
    parcel = order.parcels.get(producer=maker)
    client = log_in(member)

    for path in (f"{MAKER}parcels/{parcel.pk}/", f"{MAKER}parcels/{parcel.pk}/slip/"):
        html = client.get(path).content.decode()
        for needed in ("Bình của tôi", "Nguyễn Thị Lan", "12 Phan Đình Phùng", "Gọi trước"):
            assert needed in html
        for secret in ("lan@example.com", "người khác", "444", "333,000", order.public_token, "₫"):
            assert secret not in html.split("<footer")[0].split("<main")[1], secret


MONEY = re.compile(r"₫|VND|\bđồng\b|\d{1,3}(?:[.,]\d{3})+")
GIFT = GiftChoice("Trần Văn Bình", "+84987654321", "Chúc mừng năm mới", wrap="cloth")


def pay_gift(maker: Partner, **changes: Any) -> Parcel:
    """A gift bought with a voucher, wrapped, at prices that would be seen at once."""
    basket = make_basket(make_product(producer=maker, price=1_234_000), quantity=2)
    basket.vouchers.add(make_voucher("MAQUA77"))
    order = place_basket(basket, gift=replace(GIFT, **changes))
    order_services.mark_paid(order=order, now=timezone.now())
    return order.parcels.get()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_price_leak_printed_slip_and_parcel_of_a_gift(
    maker: Partner, member: User, language: str
) -> None:
    parcel = pay_gift(maker)
    order = parcel.order
    client = log_in(member)

    for path in (f"{MAKER}parcels/{parcel.pk}/slip/", f"{MAKER}parcels/{parcel.pk}/"):
        html = client.get(path.replace("/en/", f"/{language}/")).content.decode()
        main = html.split("<main", 1)[1].split("</main>")[0]
        assert "Chúc mừng năm mới" in main
        assert not MONEY.search(main)
        amounts = ("1234000", "2468000", "246800", "2221200", str(int(order.total_incl_tax)))
        for secret in (*amounts, "MAQUA77", order.public_token, order.email, "Nguyễn Thị Lan"):
            assert secret not in html, secret


def test_slip_of_a_gift_names_prices_when_its_buyer_asked(maker: Partner, member: User) -> None:
    parcel = pay_gift(maker, hides_prices=False)

    slip = log_in(member).get(f"{MAKER}parcels/{parcel.pk}/slip/").content.decode()

    assert "₫2,221,200" in slip
    assert "MAQUA77" not in slip


def test_unpaid_order_is_no_parcel_yet(maker: Partner, member: User) -> None:
    order = make_order(make_product(producer=maker))
    parcel = order.parcels.get()
    assert log_in(member).get(f"{MAKER}parcels/{parcel.pk}/").status_code == 404


def test_maker_writes_saves_and_sends_a_product(
    maker: Partner, member: User, category: Category, staff: User
) -> None:
    client = log_in(member)
    page = client.post(f"{MAKER}products/new/")["Location"]
    client.post(page, {"title": "Bình", "action": "save"})
    missing = client.post(page, {"title": "Bình", "action": "submit"})
    assert missing.status_code == 200
    assert Submission.objects.get().status == "draft"

    answers: dict[str, Any] = {
        **WORDS, **CERTIFICATE, "price": "250.000", "stock": "7", "category": category.pk,
        "action": "submit",
    }  # fmt: skip
    without_scan = client.post(page, answers)
    assert "Add a scan" in without_scan.content.decode()
    done = client.post(page, {**answers, "pictures": upload(picture()), "scans": upload(SCAN)})

    assert done.status_code == 302
    submission = Submission.objects.get()
    assert (submission.status, submission.price) == ("submitted", 250_000)
    assert "Bình men lam vẽ cá" in log_in(staff).get("/en/desk/staff/").content.decode()
    review = log_in(staff).get(f"/en/desk/staff/{submission.pk}/").content.decode()
    assert "01/QĐ-DEMO" in review


def test_review_asks_for_a_reason_and_answers_a_second_decision(
    sent: Submission, staff: User
) -> None:
    client, page = log_in(staff), f"/en/desk/staff/{sent.pk}/"
    seen = client.get(page).context["seen"]

    assert client.post(page, {"seen": seen, "action": "refuse"}).status_code == 200
    assert client.post(page, {"seen": seen, "action": "approve"}).status_code == 302
    late = client.post(page, {"seen": seen, "action": "approve"}, follow=True)

    assert "Somebody changed or decided this meanwhile." in late.content.decode()
    assert Product.objects.count() == 1


def test_staff_add_and_remove_members(maker: Partner, staff: User, shopper: User) -> None:
    client, page = log_in(staff), "/en/desk/staff/members/"

    client.post(page, {"email": "Shopper@Example.com", "maker": "men-lam"})
    drain()

    assert list(maker.users.all()) == [shopper]
    assert not shopper.has_perm("partner.dashboard_access")
    assert "/desk/makers/men-lam/" in mail.outbox[0].body
    assert LogEntry.objects.get().user == staff
    client.post(f"{page}men-lam/{shopper.pk}/remove/")
    assert not maker.users.exists()

    unknown = client.post(page, {"email": "nobody@example.com", "maker": "men-lam"})
    nowhere = client.post(page, {"email": shopper.email, "maker": "nowhere"})
    assert "Nobody has an account" in unknown.content.decode()
    assert "no maker with this address" in nowhere.content.decode()
    assert not maker.users.exists()


def test_account_page_leads_members_to_their_desk_and_shoppers_nowhere(
    member: User, shopper: User
) -> None:
    assert "/en/desk/" in log_in(member).get("/en/account/").content.decode()
    assert "/en/desk/" not in log_in(shopper).get("/en/account/").content.decode()
