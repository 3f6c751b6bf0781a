"""How much may be sent at once: files beyond it are let go while they arrive, texts are kept."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MEGABYTES = 60  # of all files of one request; one file may have listings.uploads.MEGABYTES
MOST_BYTES = MEGABYTES * 1024 * 1024
NOTE = "listings.over_quota"


class QuotaHandler(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS: what comes after the limit never reaches memory or disk."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.seen = 0  # bytes of all files so far

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > MOST_BYTES:
            if self.request is not None:
                self.request.META[NOTE] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""


def is_over(request: HttpRequest) -> bool:
    """Whether files of this request were let go; it must have been read."""
    noted: Any = request.META.get(NOTE)
    return bool(noted)
