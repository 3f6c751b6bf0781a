"""How static files are stored: hashed, compressed, and our style sheet without what people read."""

import re

from django.core.files.base import ContentFile, File
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEET = re.compile(r"css/shop(\.[0-9a-f]+)?\.css")  # as it is named, and by its content
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    def file_hash(self, name: str, content: File[bytes] | None = None) -> str:
        """Eight digits tell a file's versions apart; a page of 24 cards names 240 files."""
        return (super().file_hash(name, content) or "")[:8]

    def _save(self, name: str, content: File[bytes]) -> str:
        if STYLE_SHEET.fullmatch(name):
            content.seek(0)  # its hash was taken
            content = ContentFile(without_notes(content.read().decode()).encode())
        return super()._save(name, content)


def without_notes(css: str) -> str:
    """Without comments and indents, a sixth lighter once compressed; each line stays a line."""
    return INDENT.sub("\n", COMMENT.sub("", css))
