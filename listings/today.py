"""What waits at a maker's desk today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from certification.models import Certificate
from languages.calendar import hanoi_today
from listings.models import Status, Submission
from producers.models import Partner, StockRecord

FEW = 5  # free pieces: from here on stock is running low
LOOK_AHEAD = timedelta(days=240)  # two months before a renewal can be filed
LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Ending:
    """A certificate near its end, and the days between which a renewal is filed."""

    certificate: Certificate
    today: date

    @property
    def is_past(self) -> bool:
        return bool(self.certificate.ends_on and self.certificate.ends_on < self.today)

    @property
    def can_be_filed(self) -> bool:
        opens, closes = self.certificate.renewal_opens_on, self.certificate.renewal_closes_on
        return bool(opens and closes and opens <= self.today <= closes)

    @property
    def is_late(self) -> bool:
        closes = self.certificate.renewal_closes_on
        return bool(closes and closes < self.today and not self.is_past)


class Today:
    def __init__(self, maker: Partner) -> None:
        self.maker = maker

    @cached_property
    def low_stock(self) -> list[StockRecord]:
        free = F("num_in_stock") - Coalesce(F("num_allocated"), Value(0))
        records = StockRecord.objects.filter(partner=self.maker, product__is_public=True)
        few = records.annotate(free=free).filter(free__lte=FEW)
        return list(few.select_related("product__parent").order_by("free", "pk")[:20])

    @cached_property
    def endings(self) -> list[Ending]:
        """The last certificate in time of each product, when it ends soon or ended lately."""
        today = hanoi_today()
        decisions = Certificate.objects.filter(
            product__producer=self.maker,
            basis=Certificate.Basis.DECISION,
            review=Certificate.Review.VERIFIED,
            withdrawn_on=None,
            ends_on__gte=today - LOOK_BACK,
        )
        last: dict[int, Certificate] = {}
        for certificate in decisions.select_related("product").order_by("ends_on", "pk"):
            last[certificate.product_id] = certificate
        near = [
            each for each in last.values() if each.ends_on and each.ends_on <= today + LOOK_AHEAD
        ]
        return [Ending(each, today) for each in sorted(near, key=lambda each: str(each.ends_on))]

    @cached_property
    def questions(self) -> list[Submission]:
        asked = self.maker.submissions.filter(status=Status.ASKED)
        return list(asked.order_by("changed_at", "pk")[:20])

    @cached_property
    def is_new(self) -> bool:
        """Nothing was ever sold or sent: the page shows how to begin."""
        if self.low_stock or self.endings or self.questions:
            return False
        return not (self.maker.products.exists() or self.maker.submissions.exists())
