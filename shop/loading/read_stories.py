"""Provenance stories of villages, makers and products; making steps of demo goods; demo reviews."""

from datetime import date, datetime, time, timedelta

from catalogue.models import StoryPart
from languages.calendar import HANOI
from shop.loading import rows
from shop.loading.names import CATALOGUE, DEMO_GOODS, MAKER_STORIES, VILLAGE_STORIES, Names
from shop.loading.read_producers import must_be_demo
from shop.loading.record import Record
from shop.loading.rows import Plan, ProductReview, Row

WRITTEN_AT = time(12)  # the files know the day of a review, not the hour


def read_stories(names: Names, today: date) -> Plan:
    stories, parts = _stories_of_villages(names)
    for more_stories, more_parts in (_stories_of_products(names), _short_stories(names)):
        stories, parts = stories + more_stories, parts + more_parts
    if not names.with_demo:
        return {rows.STORIES: stories, rows.STORY_PARTS: parts}
    making, steps = _making_steps(names)
    return {
        rows.STORIES: stories + making,
        rows.STORY_PARTS: parts + steps,
        rows.REVIEWS: [
            _review(names, record, today) for record in names.files.records(DEMO_GOODS, "reviews")
        ],
    }


def _story(key: str, record: Record, *, is_demo: bool = False, **subject: str | None) -> Row:
    """A story of one subject: village, producer or product."""
    subjects: dict[str, str | None] = {"village": None, "producer": None, "product": None}
    values = {
        "key": key,
        **record.columns("title", "title", optional=True),
        "is_demo": is_demo,
    }
    return Row(key, record.origin, values, subjects | subject)


def _parts(
    names: Names, story: str, kind: StoryPart.Kind, records: list[Record], *, is_demo: bool = False
) -> list[Row]:
    """Paragraphs, steps or claims; of what is not invented each must name its sources."""
    found = []
    for position, record in enumerate(records, start=1):
        is_step = kind == StoryPart.Kind.STEP
        key = f"{story}/{kind}/{position}"
        if not is_demo and not record.words("sources"):
            record.refuse(f"{kind} {position}", "names no source")
        values = {
            "kind": str(kind),
            "position": position,
            **record.columns("name", "name", optional=not is_step),
            "text": record.text("text.vi" if is_step else "vi"),
            "text_en": record.text("text.en" if is_step else "en"),
            "level": record.text("level", optional=kind != StoryPart.Kind.CLAIM),
        }
        sources = record.refs("sources", names.sources)
        found.append(Row(key, record.origin, values, {"story": story}, {"sources": sources}))
    return found


def _stories_of_villages(names: Names) -> tuple[list[Row], list[Row]]:
    stories, parts = [], []
    for record in names.files.records(VILLAGE_STORIES, "stories", id_field="village"):
        if record.key not in names.villages:
            record.refuse("village", "names no known record")
        key = f"village-{record.key}"
        stories.append(_story(key, record, village=record.key))
        parts += _parts(names, key, StoryPart.Kind.PARAGRAPH, record.parts("story"))
        parts += _parts(names, key, StoryPart.Kind.STEP, record.parts("steps"))
    return stories, parts


def _stories_of_products(names: Names) -> tuple[list[Row], list[Row]]:
    """Demo texts in this file belong to goods of the demo catalogue, which tells its own."""
    stories, parts = [], []
    for record in names.files.records(MAKER_STORIES, "stories"):
        if record.flag("demo"):
            continue
        stories.append(_story(record.key, record, product=record.ref("product", names.products)))
        parts += _parts(names, record.key, StoryPart.Kind.PARAGRAPH, record.parts("paragraphs"))
        parts += _parts(names, record.key, StoryPart.Kind.CLAIM, record.parts("claims"))
    return stories, parts


def _short_stories(names: Names) -> tuple[list[Row], list[Row]]:
    """The catalogue's one-paragraph stories, where the subject has no longer one."""
    told = names.ids(VILLAGE_STORIES, "stories", "village")
    stories, parts = [], []
    for record in names.files.records(CATALOGUE, "stories"):
        is_demo = record.text("source") == "illustrative"
        about, subject = record.text("about"), record.text("subject")
        known = {"village": names.villages, "producer": names.producers}.get(about)
        if known is None or subject not in known:
            record.refuse("subject", f"names no known {about}: {subject}")
        if (about == "village" and subject in told) or (is_demo and not names.with_demo):
            continue
        stories.append(_story(record.key, record, is_demo=is_demo, **{about: subject}))
        parts += _paragraph(names, record, is_demo=is_demo)
    return stories, parts


def _paragraph(names: Names, record: Record, *, is_demo: bool) -> list[Row]:
    text, text_en = record.pair("text")
    if not is_demo and not record.words("refs"):
        record.refuse("refs", "is empty: a paragraph needs a source")
    values = {"kind": str(StoryPart.Kind.PARAGRAPH), "position": 1, "name": "", "name_en": ""}
    values |= {"text": text, "text_en": text_en, "level": ""}
    links = {"sources": record.refs("refs", names.sources)}
    key = f"{record.key}/paragraph/1"
    return [Row(key, record.origin, values, {"story": record.key}, links)]


def _making_steps(names: Names) -> tuple[list[Row], list[Row]]:
    stories, parts = [], []
    for good in names.files.records(DEMO_GOODS, "goods"):
        if names.is_left_out(good) or not good.parts("making_steps"):
            continue
        key = f"making-{good.key}"
        stories.append(_story(key, good, is_demo=True, product=good.key))
        steps = good.parts("making_steps")
        parts += _parts(names, key, StoryPart.Kind.STEP, steps, is_demo=True)
    return stories, parts


def _review(names: Names, record: Record, today: date) -> Row:
    """An approved review by "Khách mẫu NN", an invented buyer; Oscar gives it one language."""
    must_be_demo(record)
    goods = names.ids(DEMO_GOODS, "goods")
    written_on = today - timedelta(days=record.whole("written_days_ago"))
    rating = record.whole("rating")
    if not 1 <= rating <= 5:
        record.refuse("rating", f"is not 1 to 5: {rating}")
    values = {
        "code": record.key,
        "score": rating,
        "title": names.shop.text("review_title"),
        "body": record.text("text.vi"),
        "name": record.text("buyer.vi"),
        "status": ProductReview.APPROVED,
        "date_created": datetime.combine(written_on, WRITTEN_AT, HANOI),
    }
    return Row(record.key, record.origin, values, {"product": record.ref("good", goods)})
