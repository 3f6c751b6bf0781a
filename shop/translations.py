"""Our message catalogues: reading them, and finding what is missing or wrong in them."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings

# neither source nor templates of ours; "static" and "data" are only large
NOT_SOURCE = shutil.ignore_patterns(
    ".*", "var", "tests", "tools", "bench", "data", "static", "docs", "node_modules", "*.mo"
)
SOURCE_LANGUAGE = "en"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}|</?\w+[^>]*>")
MAKE_MESSAGES = ["makemessages", "-l", "vi", "--no-location", "--no-obsolete"]


class ExtractionFailed(Exception):
    """xgettext or msgmerge refused a file; the text is what they said."""


def catalogue_files() -> list[Path]:
    """Each django.po below LOCALE_PATHS."""
    return [
        path
        for folder in settings.LOCALE_PATHS
        for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))
    ]


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def problems(catalogue: Catalog) -> Iterator[str]:
    """Untranslated, fuzzy, or with other placeholders than the source has."""
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            yield f"fuzzy: {_name(message)}"
        elif not _is_translated(message):
            yield f"untranslated: {_name(message)}"
        elif _placeholders(_texts(message.string)) != _placeholders(_texts(message.id)[-1:]):
            yield f"other placeholders: {_name(message)}"


def unlisted(catalogue: Catalog) -> Iterator[str]:
    """Strings of the source that the catalogue lacks; none in English, the source's own language,
    whose catalogue only overrides Oscar's. Needs xgettext; raises ExtractionFailed."""
    if catalogue.locale_identifier == SOURCE_LANGUAGE:
        return
    for message in _extracted():
        if message.id and catalogue.get(message.id, message.context) is None:
            yield f"not in the catalogue: {_name(message)}"


def has_xgettext() -> bool:
    return bool(shutil.which("xgettext") and shutil.which("msgmerge"))


def _extracted() -> Catalog:
    """Run makemessages on a copy, for it writes into the folders that it reads."""
    with tempfile.TemporaryDirectory(prefix="langnghe-messages-") as folder:
        copy = Path(folder) / "source"
        shutil.copytree(settings.BASE_DIR, copy, ignore=NOT_SOURCE)
        run = subprocess.run(  # noqa: S603  our own command on our own files
            [sys.executable, "manage.py", *MAKE_MESSAGES], cwd=copy, capture_output=True, text=True
        )
        if run.returncode:
            raise ExtractionFailed(run.stderr[-2000:])
        return read_catalogue(copy / "locale" / "vi" / "LC_MESSAGES" / "django.po")


def _is_translated(message: Message) -> bool:
    return all(text and text.strip() for text in _texts(message.string))


def _placeholders(texts: list[str]) -> set[str]:
    """%(name)s, %d, {name} and the tags of the few texts that hold a link."""
    return {found for text in texts for found in PLACEHOLDER.findall(text)}


def _texts(value: object) -> list[str]:
    return [str(text) for text in (value if isinstance(value, tuple | list) else [value])]


def _name(message: Message) -> str:
    text = _texts(message.id)[0]
    return f"{text!r} ({message.context})" if message.context else repr(text)
