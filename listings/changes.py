"""What a submission would change, compared with the product as it was and as it is now."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from catalogue.models import Product, StoryPart
from listings.models import Submission

TEXTS = (
    "title", "title_en", "description", "description_en", "story", "story_en",
    "materials", "materials_en", "technique", "technique_en", "dimensions", "dimensions_en",
)  # fmt: skip
FIELDS = (*TEXTS, "weight_g")
STORY_FIELDS = ("story", "story_en")
PARAGRAPH_BREAK = "\n\n"
LABELS = {field.name: field.verbose_name for field in Submission._meta.concrete_fields}


@dataclass(frozen=True)
class Difference:
    """One field: in the shop now, proposed, and whether somebody else changed it meanwhile."""

    label: str
    before: str
    after: str
    is_changed: bool
    is_outdated: bool


def values_of(product: Product) -> dict[str, Any]:
    """The product in the words of a submission; its own story only, never a borrowed one."""
    values = {name: getattr(product, name) for name in FIELDS if name not in STORY_FIELDS}
    return {**values, **_story_of(product)}


def _story_of(product: Product) -> dict[str, str]:
    kind = StoryPart.Kind.PARAGRAPH
    parts = StoryPart.objects.filter(story__product=product, kind=kind).order_by(
        "story__key", "position"
    )
    texts = [(part.text, part.text_en) for part in parts]
    return {
        "story": PARAGRAPH_BREAK.join(text for text, _ in texts),
        "story_en": PARAGRAPH_BREAK.join(text for _, text in texts if text),
    }


def proposed(submission: Submission) -> dict[str, Any]:
    """The fields that the maker wrote anew; all of them for a new product."""
    values = {name: getattr(submission, name) for name in FIELDS}
    if submission.is_new:
        return values
    return {name: value for name, value in values.items() if value != submission.base.get(name)}


def outdated(submission: Submission, now: dict[str, Any]) -> list[str]:
    """Fields of the product that changed after the draft was begun."""
    if submission.is_new:
        return []
    return [name for name in FIELDS if now.get(name) != submission.base.get(name)]


def current(submission: Submission) -> dict[str, Any]:
    """The product of a change as it is now; nothing for a new one."""
    if submission.is_new or submission.product is None:
        return {}
    return values_of(submission.product)


def differences(submission: Submission, now: dict[str, Any]) -> list[Difference]:
    """Fields that are filled on either side, in the form's order."""
    changed, old = proposed(submission), outdated(submission, now)
    found = []
    for name in FIELDS:
        before, after = now.get(name), changed.get(name, now.get(name))
        if before in (None, "") and after in (None, ""):
            continue
        label = str(LABELS[name])
        is_changed = name in changed and before != after
        found.append(
            Difference(label, _text(before), _text(after), is_changed, is_outdated=name in old)
        )
    return found


def seen(submission: Submission, now: dict[str, Any]) -> str:
    """A digest of everything a decision rests on; it differs once any of it has changed."""
    last = submission.moves.order_by("-pk").values_list("pk", flat=True).first()
    content = json.dumps([submission.pk, last, now], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
