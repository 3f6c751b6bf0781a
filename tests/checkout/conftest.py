"""The 126 communes shrink to one; a second province stands for "elsewhere"."""

import pytest

from places.models import Commune
from tests.factories import make_commune, make_province


@pytest.fixture
def places(db: None) -> Commune:
    commune = make_commune(code="00004", name="Phường Ba Đình", slug="ba-dinh")
    make_province("48", "Đà Nẵng", "Da Nang")
    return commune


@pytest.fixture
def answers() -> dict[str, str]:
    return {
        "email": "lan@example.com",
        "full_name": "Nguyễn Thị Lan",
        "phone": "0912 345 678",
        "province": "01",
        "commune": "00004",
        "ward": "",
        "address": "12 Phan Đình Phùng",
        "note": "",
    }
