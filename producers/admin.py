from django.contrib import admin
from oscar.apps.partner.admin import *  # noqa: F403
from oscar.apps.partner.admin import StockRecordAdmin

from producers.models import StockRecord

admin.site.unregister(StockRecord)


@admin.register(StockRecord)
class GuardedStockRecordAdmin(StockRecordAdmin):
    readonly_fields = ("num_allocated",)  # orders write it, and nobody else
