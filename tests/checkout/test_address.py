"""The two levels of an address, and Hanoi's old names."""

import pytest

from checkout.forms import ContactForm
from places.models import Commune
from tests.factories import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def heirs(places: Commune) -> list[Commune]:
    return [
        make_commune(code="00097", name="Phường Hồng Hà", slug="hong-ha"),
        make_commune(code="00103", name="Phường Tây Hồ", slug="tay-ho"),
    ]


def test_old_name_with_one_heir_chooses_it(places: Commune, answers: dict[str, str]) -> None:
    form = ContactForm({**answers, "commune": "", "ward": "Trúc Bạch"})

    assert form.is_valid()
    assert form.contact().commune_code == "00004"
    assert form.contact().ward == "Phường Ba Đình"


def test_old_name_with_several_heirs_shows_them_first(
    heirs: list[Commune], answers: dict[str, str]
) -> None:
    form = ContactForm({**answers, "commune": "", "ward": "Quảng An"})

    assert not form.is_valid()
    (error,) = form.errors["commune"]
    assert "Phường Hồng Hà, Phường Tây Hồ" in error
    choices = list(form.fields["commune"].choices)  # type: ignore[attr-defined]
    assert choices[1][1] == [("00097", "Phường Hồng Hà"), ("00103", "Phường Tây Hồ")]
    assert choices[2][1] == [("00004", "Phường Ba Đình")]
    assert 'value="Quảng An"' in str(form["ward"])


@pytest.mark.parametrize("typed", ["", "Hải Châu", "<script>alert(1)</script>"])
def test_unknown_name_asks_to_choose(places: Commune, answers: dict[str, str], typed: str) -> None:
    form = ContactForm({**answers, "commune": "", "ward": typed})

    assert list(form.errors) == ["commune"]
    assert "<script>" not in str(form.errors)


def test_hanois_old_province_is_explained(places: Commune, answers: dict[str, str]) -> None:
    form = ContactForm({**answers, "commune": "", "ward": "tỉnh Hà Tây"})

    assert list(form.errors) == ["commune"]
    assert "2008" in form.errors["commune"][0]


def test_chosen_commune_wins_over_a_typed_name(
    heirs: list[Commune], answers: dict[str, str]
) -> None:
    form = ContactForm({**answers, "ward": "Quảng An"})

    assert form.is_valid()
    assert form.contact().ward == "Phường Ba Đình"


def test_commune_is_never_called_optional(places: Commune) -> None:
    from django.template.loader import render_to_string

    form = ContactForm()

    for name, is_optional in (("commune", False), ("ward", False), ("note", True)):
        html = render_to_string("components/field.html", {"field": form[name]})
        assert ("field-optional" in html) is is_optional
