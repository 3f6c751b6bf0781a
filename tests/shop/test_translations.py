"""The Vietnamese catalogue: complete, and its lint tells when it is not."""

import gettext
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from shop import translations
from shop.translations import catalogue_files, problems, read_catalogue


def vietnamese() -> Path:
    return next(path for path in catalogue_files() if path.parent.parent.name == "vi")


@pytest.fixture
def _compiled() -> None:
    """Compiled now, and read anew even when this process has read older files."""
    call_command("compile_translations", verbosity=0)
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]


def test_every_string_of_the_catalogue_is_translated() -> None:
    found = [problem for path in catalogue_files() for problem in problems(read_catalogue(path))]
    assert found == []


def test_untranslated_fuzzy_and_broken_strings_are_named() -> None:
    catalogue = Catalog(locale="vi")
    catalogue.add("Good", "Tốt")
    catalogue.add("Empty", "")
    catalogue.add("Doubtful", "Ngờ", flags=["fuzzy"])
    catalogue.add("%(count)d left", "Còn", flags=["python-format"])
    catalogue.add("%(a)s and %(b)s", "%(a)s và %(c)s", flags=["python-format"])
    catalogue.add(("%(n)d day", "%(n)d days"), ("",), flags=["python-format"])

    found = list(problems(catalogue))

    assert len(found) == 5
    assert "untranslated: 'Empty'" in found
    assert "fuzzy: 'Doubtful'" in found
    assert "untranslated: '%(n)d day'" in found
    assert sum("other placeholders" in problem for problem in found) == 2


def test_the_lint_says_aloud_that_xgettext_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop.management.commands.check_translations.has_xgettext", lambda: False)
    errors = StringIO()
    call_command("check_translations", stdout=StringIO(), stderr=errors)
    assert "NOT looked for" in errors.getvalue()


def test_a_string_that_the_catalogue_lacks_fails_the_lint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = Catalog(locale="vi")
    source.add("A sentence nobody translated")
    monkeypatch.setattr(translations, "_extracted", lambda: source)
    monkeypatch.setattr("shop.management.commands.check_translations.has_xgettext", lambda: True)
    errors = StringIO()

    with pytest.raises(CommandError, match="Strings to see to: 1"):
        call_command("check_translations", stdout=StringIO(), stderr=errors)

    assert "not in the catalogue: 'A sentence nobody translated'" in errors.getvalue()


def test_compiling_needs_no_gettext_and_is_done_once(
    tmp_path: Path, settings: LazySettings
) -> None:
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(vietnamese().read_bytes())
    settings.LOCALE_PATHS = [tmp_path]

    call_command("compile_translations", verbosity=0)
    first = (folder / "django.mo").stat()
    call_command("compile_translations", verbosity=0)

    assert first.st_size > 10_000
    assert (folder / "django.mo").stat().st_mtime_ns == first.st_mtime_ns
    assert list(folder.glob("*.part")) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("_compiled")
def test_a_visitor_reads_vietnamese_down_to_the_error_messages(client: Client) -> None:
    html = client.post("/vi/contact/", {}).content.decode()
    assert "Có lỗi cần sửa" in html
    assert "Hãy điền mục này." in html
    assert "<title>Lỗi: Liên hệ – Làng Nghề</title>" in html


def test_a_form_that_is_too_old_is_explained_in_both_languages() -> None:
    response = Client(enforce_csrf_checks=True).post("/vi/contact/", {})
    assert response.status_code == 403
    html = response.content.decode()
    assert "biểu mẫu đã quá hạn" in html
    assert "the form has expired" in html


@pytest.mark.usefixtures("_compiled")
def test_english_pages_say_what_the_source_says() -> None:
    """Oscar's own English catalogue says "cart" where we say "basket"; ours must win."""
    changed = {}
    with translation.override("en"):
        for message in read_catalogue(vietnamese()):
            if not message.id or isinstance(message.id, tuple | list):
                continue
            context, text = message.context, message.id
            shown = translation.pgettext(context, text) if context else translation.gettext(text)
            if shown != message.id:
                changed[message.id] = shown

    assert changed == {}
