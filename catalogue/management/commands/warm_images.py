"""`manage.py warm_images`: the ladders of smaller pictures, made ahead of the first visitor."""

from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from oscar.core.loading import get_model
from tqdm import tqdm

from catalogue.models import Product
from catalogue.photos import FOLDER, is_ready, make_ladders
from catalogue.pictures import missing_illustrations


class Command(BaseCommand):
    help = (
        "Make the smaller pictures of the goods that are missing, and remove those of deleted "
        "originals. Broken off, it goes on with the next product."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="make those anew that are there")

    def handle(self, *args: Any, force: bool, verbosity: int, **options: Any) -> None:
        """Ends with an error while a picture is wanting, so that a release can call it."""
        pictured = Product.objects.filter(Q(images__isnull=False) | ~Q(photos=[]))
        products = pictured.distinct().order_by("pk")
        wanting = [product for product in products if force or not is_ready(product)]
        broken = []
        for product in tqdm(wanting, unit=" products", desc="Pictures", disable=verbosity == 0):
            try:
                make_ladders(product)
            except (OSError, SyntaxError, ValueError) as error:  # what broken files make of it
                broken.append(f"product {product.pk}: {error}")
        removed = _remove_orphans()
        missing = missing_illustrations()
        if verbosity:
            made = len(wanting) - len(broken)
            self.stdout.write(
                f"{made} products pictured anew, {len(products) - len(wanting)} were ready, "
                f"{removed} folders of deleted pictures removed."
            )
        if missing:
            broken.append(f"{len(missing)} illustrations (tools/renders/derive.py): {missing[0]}")
        if broken:
            raise CommandError("Pictures are wanting:\n" + "\n".join(broken))


def _remove_orphans() -> int:
    """Ladders whose original was deleted and that no page shows; returns how many."""
    if not default_storage.exists(FOLDER):
        return 0
    found = default_storage.listdir(FOLDER)[0]
    images = get_model("catalogue", "ProductImage").objects
    kept = {f"{FOLDER}/{pk}" for pk in images.values_list("pk", flat=True)}
    for photos in Product.objects.exclude(photos=[]).values_list("photos", flat=True):
        kept |= {ladder["folder"] for ladder in photos}
    orphans = [f"{FOLDER}/{name}" for name in found if f"{FOLDER}/{name}" not in kept]
    for folder in orphans:
        for file in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{file}")
        default_storage.delete(folder)
    return len(orphans)
