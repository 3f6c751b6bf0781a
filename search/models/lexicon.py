"""What words mean in this shop, kept by its staff."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class LexiconEntry(models.Model):
    """One row of the lexicon: words that people type, and what to look for instead or besides.

    `words` has one word or phrase a line. `means` has one a line with its weight between 0 and 1
    after a colon ("hộp quà: 0.9"); a line that cannot be read is passed over by searches.
    """

    class Kind(models.TextChoices):
        TWO_WAY = "two_way", _("synonyms of each other")
        ONE_WAY = "one_way", _("a word and what it also means")
        GENERAL = "general", _("a general word for a whole kind of goods")
        RECIPIENT = "recipient", _("for whom")
        OCCASION = "occasion", _("for which occasion")
        GIFTABLE = "giftable", _("a present")
        BUDGET = "budget", _("cheap or precious")
        TRAIT = "trait", _("what it should be like")
        FILLER = "filler", _("words without weight")
        DESCRIPTION = "description", _("words that only describe")
        ELSEWHERE = "elsewhere", _("places whose goods the shop has not got")
        ABSENT = "absent", _("goods the shop never has")
        AVOIDS = "avoids", _("what must not be in it")

    key = models.CharField(
        _("key"), max_length=120, unique=True, help_text=_("Names the entry in the data file.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    words = models.TextField(_("words"), help_text=_("One word or phrase a line."))
    means = models.TextField(
        _("means"), blank=True, help_text=_("One a line, with its weight: “sơn mài: 0.9”.")
    )
    weight = models.FloatField(
        _("weight"), default=0.9, help_text=_("Of synonyms of each other; 1 is the word itself.")
    )
    value = models.CharField(_("value"), max_length=60, blank=True)
    label = models.CharField(_("label"), max_length=80, blank=True)
    label_en = models.CharField(_("label in English"), max_length=80, blank=True)
    price_min = models.PositiveBigIntegerField(_("lowest usual price"), null=True, blank=True)
    price_max = models.PositiveBigIntegerField(_("highest usual price"), null=True, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    is_edited = models.BooleanField(
        _("edited here"), default=False, help_text=_("Loading the data file leaves it as it is.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("lexicon entry")
        verbose_name_plural = _("lexicon")
        ordering: ClassVar[list[str]] = ["kind", "key"]

    def __str__(self) -> str:
        return ", ".join(self.words.split("\n"))[:80]
