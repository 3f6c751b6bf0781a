"""Fault S13: files are judged by what they hold."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.utils import translation
from PIL import Image
from pytest_django import Settings

from listings import quota, services, uploads
from listings.exceptions import BadUpload, TooManyFiles
from listings.models import Submission
from tests.catalogue.profiles import adobe_rgb
from tests.listings.conftest import SCAN, add_file, log_in, picture, upload

pytestmark = pytest.mark.django_db


def check(kind: str, content: bytes) -> uploads.CheckedFile:
    return uploads.check(kind, BytesIO(content), len(content))


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def moving_gif() -> bytes:
    written = BytesIO()
    frames = [Image.new("P", (700, 700), colour) for colour in (1, 2)]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a<script>alert(1)</script>",
        SCAN,
        b"",
        b"\xff\xd8\xff\xe0 no picture at all",
        picture()[:1500],
        picture(format="BMP"),
    ],
)
def test_fault_s13_what_is_no_picture_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(BadUpload):
        check("picture", content)


def test_a_phones_fifty_million_pixels_are_taken() -> None:
    with pytest.raises(BadUpload, match="hỏng"):  # nothing follows the header
        check("picture", png_header(8_160, 6_144))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40, "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 40, "HEIC"),
        (picture(format="GIF"), "GIF"),
        (moving_gif(), "GIF"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "hình vẽ"),
        (b"\xef\xbb\xbf <!DOCTYPE html><script>alert(1)</script>", "văn bản"),
        (SCAN, "văn bản"),
        (b"MZ\x90\0 a program", "JPEG, PNG"),
    ],
)
def test_what_a_file_is_instead_is_said(content: bytes, says: str) -> None:
    with pytest.raises(BadUpload, match=says):
        check("picture", content)


def test_heic_tells_what_to_do_on_an_iphone() -> None:
    with translation.override("en"), pytest.raises(BadUpload, match="choose Most Compatible"):
        check("picture", b"\0\0\0\x18ftypheix" + b"\0" * 40)


def test_too_small_a_picture_is_refused_with_its_size_and_a_small_scan_is_not() -> None:
    with pytest.raises(BadUpload, match="639 × 200"):
        check("picture", picture(639, 200))
    assert check("picture", picture(200, 640)).extension == "jpg"
    assert check("scan", picture(300, 200)).extension == "jpg"


def test_fault_s13_wide_colours_are_kept_in_srgb_and_the_profile_is_gone() -> None:
    written = BytesIO()
    wide = Image.new("RGB", (800, 600), (120, 160, 110))
    wide.save(written, "PNG", icc_profile=adobe_rgb())

    with Image.open(BytesIO(check("picture", written.getvalue()).content)) as image:
        assert "icc_profile" not in image.info
        red, green, _blue = image.getpixel((400, 300))  # type: ignore[misc]
        assert red < 110
        assert abs(green - 160) <= 4


@pytest.mark.parametrize(("width", "height"), [(10_000, 6_000), (50_000, 50_000), (1, 2**31 - 1)])
def test_fault_s13_a_bomb_is_refused_by_its_header(
    width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "_encode", lambda content: pytest.fail("it was decoded"))

    with pytest.raises(BadUpload):
        check("picture", png_header(width, height))


def test_fault_s13_too_large_a_file_is_refused_unread() -> None:
    with pytest.raises(BadUpload, match="10 MB"):
        uploads.check("scan", BytesIO(b"%PDF-"), uploads.MOST_BYTES + 1)


def test_fault_s13_place_and_hidden_bytes_are_gone_and_the_picture_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    exif[0x010E] = "Bí mật"
    content = picture(800, 400, exif=exif, comment=b"hidden") + b"<script>alert(1)</script>"

    kept = check("picture", content).content

    with Image.open(BytesIO(kept)) as image:
        assert image.format == "JPEG"
        assert image.size == (400, 800)
        assert not image.getexif()
        assert "comment" not in image.info
    assert b"<script>" not in kept


def test_transparent_and_large_pictures_become_a_plain_small_one() -> None:
    written = BytesIO()
    Image.new("RGBA", (3000, 1500), (0, 0, 0, 0)).save(written, "PNG")

    with Image.open(BytesIO(check("picture", written.getvalue()).content)) as image:
        assert image.size == (2400, 1200)
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_scan_may_be_pdf_or_picture() -> None:
    assert check("scan", SCAN).content_type == "application/pdf"
    assert check("scan", picture()).content_type == "image/jpeg"
    with pytest.raises(BadUpload):
        check("scan", b"PK\x03\x04 a zip")


def test_a_submission_holds_six_pictures(draft: Submission) -> None:
    for _ in range(5):
        add_file(draft, "picture", picture(640, 20))
    with pytest.raises(TooManyFiles):
        add_file(draft, "picture", picture(640, 20))
    assert draft.uploads.filter(kind="picture").count() == 6


def test_files_lie_outside_media_and_are_given_to_maker_and_staff_only(
    draft: Submission, settings: object
) -> None:
    scan, shown = draft.uploads.get(kind="scan"), draft.uploads.get(kind="picture")
    media = settings.MEDIA_ROOT  # type: ignore[attr-defined]
    assert not str(scan.file.path).startswith(str(media))
    assert Client().get(f"/media/{scan.file.name}").status_code == 404

    client = log_in(draft.author)  # type: ignore[arg-type]
    paper, photo = (
        client.get(f"/en/desk/files/{scan.pk}/"),
        client.get(f"/en/desk/files/{shown.pk}/"),
    )

    assert b"".join(paper.streaming_content) == SCAN  # type: ignore[attr-defined]
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Content-Disposition"] == f'attachment; filename="scan-{scan.pk}.pdf"'
    assert photo["Content-Disposition"].startswith("inline")
    assert b"".join(photo.streaming_content)  # type: ignore[attr-defined]
    for response in (paper, photo):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]


def test_removed_file_leaves_the_disk(
    draft: Submission, django_capture_on_commit_callbacks: object
) -> None:
    scan = draft.uploads.get(kind="scan")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.remove_upload(upload=scan)
    assert not scan.file.storage.exists(str(scan.file.name))


def test_good_files_are_kept_when_a_text_is_refused(draft: Submission) -> None:
    client: Client = log_in(draft.author)  # type: ignore[arg-type]
    response = client.post(
        draft.get_absolute_url().replace("/vi/", "/en/"),
        {
            "title": "x" * 201,
            "description": "y" * 10_000,
            "action": "save",
            "pictures": [upload(picture(640, 30)), upload(b"<html>", "b.jpg")],
        },
    )
    html = response.content.decode()

    assert response.status_code == 200
    assert draft.uploads.filter(kind="picture").count() == 2
    assert "b.jpg: This is a document or drawing, not a photo." in html
    assert "x" * 201 in html
    assert "y" * 10_000 in html
    draft.refresh_from_db()
    assert draft.title == "Bình men lam vẽ cá"


def test_files_beyond_the_limit_of_one_request_are_let_go_and_the_texts_kept(
    draft: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = picture(640, 40)
    monkeypatch.setattr(quota, "MOST_BYTES", len(one) + 10)
    client: Client = log_in(draft.author)  # type: ignore[arg-type]

    response = client.post(
        draft.get_absolute_url().replace("/vi/", "/en/"),
        {
            "title": "Tên mới",
            "action": "submit",
            "pictures": [upload(one), upload(one, "b.jpg"), upload(one, "c.jpg")],
            "certificate_number": "02/QĐ-DEMO",
        },
    )

    html = response.content.decode()
    assert response.status_code == 413
    assert f"All files together may have {quota.MEGABYTES} MB." in html
    assert "Error:" in html.split("</title>")[0]
    assert draft.uploads.filter(kind="picture").count() == 2
    draft.refresh_from_db()
    assert (draft.title, draft.certificate_number) == ("Tên mới", "02/QĐ-DEMO")
    assert draft.status == "draft"


def test_what_is_let_go_never_reaches_the_disk(
    draft: Submission, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
) -> None:
    monkeypatch.setattr(quota, "MOST_BYTES", 100_000)
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    written: list[int] = []
    keep = TemporaryFileUploadHandler.receive_data_chunk

    def count(self: TemporaryFileUploadHandler, data: bytes, start: int) -> None:
        written.append(len(data))
        keep(self, data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", count)
    client: Client = log_in(draft.author)  # type: ignore[arg-type]

    response = client.post(draft.get_absolute_url(), {"scans": upload(b"x" * 5_000_000)})

    assert response.status_code == 413
    assert sum(written) <= 100_000
    assert list(tmp_path.iterdir()) == []
