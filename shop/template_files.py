"""Our templates as they are read: without the indents that only their authors need."""

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENT = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Lines stay lines, so messages name the right one and no space between words is lost."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        if origin.name.endswith(".html"):
            return INDENT.sub("\n", contents)
        return contents
