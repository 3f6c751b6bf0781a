"""A provenance story as a page tells it: paragraphs, steps and claims with numbered sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from catalogue.models import Product, Story, StoryPart
from languages.localized import Localized, localized
from places.models import Village
from producers.models import Artisan, Partner
from sources.citations import Notes, with_sources
from sources.models import Source


@dataclass(frozen=True)
class Passage:
    text: Localized
    notes: list[int]
    name: Localized = field(default_factory=lambda: Localized(""))
    said_by: str = ""
    level: str = ""


@dataclass
class ToldStory:
    """`subject` (product, producer or village) is what the paragraphs speak of."""

    title: Localized = field(default_factory=lambda: Localized(""))
    subject: str = ""
    is_demo: bool = False
    steps_are_demo: bool = False
    paragraphs: list[Passage] = field(default_factory=list)
    steps: list[Passage] = field(default_factory=list)
    claims: list[Passage] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)

    @property
    def is_fallback(self) -> bool:
        """Whether some of it exists in Vietnamese only."""
        passages = self.paragraphs + self.steps + self.claims
        return any(passage.text.is_fallback for passage in passages)


@dataclass(frozen=True)
class Person:
    """An artisan whom a source names."""

    artisan: Artisan
    notes: list[int]


Part = tuple[StoryPart, list[Source]]


def story_of_product(product: Product, notes: Notes | None = None) -> ToldStory:
    """The product's own story, or its maker's, or its village's; each kind of part on its own.

    One query. Making steps are never borrowed from the village: Phùng Xá's tell of lotus silk, and
    it weaves mulberry silk as well. `notes` goes on numbering where the page has cited before.
    """
    about = Q(story__product=product)
    if product.producer_id:
        about |= Q(story__producer=product.producer_id, story__product=None)
    if product.village_id:
        village = Q(story__village=product.village_id, story__product=None, story__producer=None)
        about |= village & ~Q(kind=StoryPart.Kind.STEP)
    return _tell(_parts(StoryPart.objects.filter(about)), notes)


def story_of_producer(producer: Partner, notes: Notes | None = None) -> ToldStory:
    own = StoryPart.objects.filter(story__producer=producer, story__product=None)
    return _tell(_parts(own), notes)


def story_of_village(village: Village, notes: Notes | None = None) -> ToldStory:
    own = StoryPart.objects.filter(
        story__village=village, story__product=None, story__producer=None
    )
    return _tell(_parts(own), notes)


def people(artisans: QuerySet[Artisan], notes: Notes) -> list[Person]:
    return [Person(artisan, notes.cite(sources)) for artisan, sources in with_sources(artisans)]


def _parts(parts: QuerySet[StoryPart]) -> list[Part]:
    return with_sources(parts.select_related("story").order_by("story__key", "kind", "position"))


def _subject(story: Story) -> str:
    if story.product_id:
        return "product"
    return "producer" if story.producer_id else "village"


def _nearest(parts: Iterable[Part], kind: str) -> list[Part]:
    """The parts of one kind from the story that is nearest to the product."""
    of_kind = [part for part in parts if part[0].kind == kind]
    for subject in ("product", "producer", "village"):
        found = [part for part in of_kind if _subject(part[0].story) == subject]
        if found:
            return [part for part in found if part[0].story_id == found[0][0].story_id]
    return []


def _tell(parts: list[Part], notes: Notes | None) -> ToldStory:
    told = ToldStory() if notes is None else ToldStory(notes=notes)
    paragraphs = _nearest(parts, StoryPart.Kind.PARAGRAPH)
    if paragraphs:
        story = paragraphs[0][0].story
        told.title = localized(story, "title")
        told.subject, told.is_demo = _subject(story), story.is_demo
    told.paragraphs = [_passage(part, told.notes) for part in paragraphs]
    steps = _nearest(parts, StoryPart.Kind.STEP)
    told.steps_are_demo = any(step.story.is_demo for step, _ in steps)
    told.steps = [_passage(part, told.notes) for part in steps]
    told.claims = [_passage(part, told.notes) for part in _nearest(parts, StoryPart.Kind.CLAIM)]
    return told


def _passage(part: Part, notes: Notes) -> Passage:
    record, sources = part
    return Passage(
        text=localized(record, "text"),
        name=localized(record, "name"),
        said_by=record.get_level_display() if record.level else "",
        level=record.level,
        notes=notes.cite(sources),
    )
