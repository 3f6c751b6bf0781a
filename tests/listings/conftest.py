"""A maker with a member, a rival, a shopper, staff; small files of each kind."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from catalogue.models import Category
from listings import services
from listings.models import Submission
from producers.models import Partner
from tests.factories import make_producer

SCAN = b"%PDF-1.4\n%minimal\n%%EOF\n"
CERTIFICATE = {
    "certificate_number": "01/QĐ-DEMO",
    "certificate_authority": "UBND thành phố Hà Nội (minh họa)",
    "certificate_stars": 4,
    "certificate_issued_on": "2026-03-01",
}
WORDS = {
    "title": "Bình men lam vẽ cá",
    "title_en": "Blue vase with fish",
    "description": "Bình cao 30 cm, vẽ tay.",
    "story": "Nhà làm từ năm 1960.\n\nNay là đời thứ ba.",
    "story_en": "Made since 1960.",
}


def make_user(email: str, **fields: Any) -> User:
    user: User = User.objects.create_user(email, "x")
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()
    return user


def log_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def maker() -> Partner:
    return make_producer(slug="men-lam")


@pytest.fixture
def member(maker: Partner) -> User:
    user = make_user("member@example.com", language="vi")
    maker.users.add(user)
    return user


@pytest.fixture
def staff() -> User:
    user = make_user("staff@example.com", is_staff=True)
    wanted = ["review", "manage_members"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=wanted))
    return user


@pytest.fixture
def rival() -> User:
    """A member of another maker."""
    user = make_user("rival@example.com")
    make_producer(slug="doi-thu").users.add(user)
    return user


@pytest.fixture
def shopper() -> User:
    return make_user("shopper@example.com")


@pytest.fixture
def category() -> Category:
    made = Category(name="Gốm", name_en="Ceramics", slug="gom", is_public=True)
    Category.objects.add_root(instance=made)
    return made


def picture(width: int = 700, height: int = 500, format: str = "JPEG", **options: Any) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(written, format, **options)
    return written.getvalue()


def upload(content: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add_file(submission: Submission, kind: str, content: bytes) -> Any:
    file = upload(content)
    return services.add_upload(submission=submission, kind=kind, file=file, size=len(content))


@pytest.fixture
def draft(maker: Partner, member: User, category: Category) -> Submission:
    """A new product, whole, with a picture, a certificate and its scan."""
    made = services.begin(producer=maker, author=member)
    form = {**WORDS, **CERTIFICATE, "price": 250_000, "stock": 7, "category": category}
    made = services.save_draft(submission=made, values=form)
    made.refresh_from_db()
    add_file(made, "picture", picture())
    add_file(made, "scan", SCAN)
    return made


@pytest.fixture
def sent(draft: Submission, member: User) -> Submission:
    return services.submit(submission=draft, by=member)
