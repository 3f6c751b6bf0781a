"""What staff may do: Django groups, made by `manage.py create_roles`."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

# role → app label → codenames
ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "order desk": {
        "order": (
            "view_order", "view_line", "view_parcel", "change_parcel", "view_parcelchange",
            "view_orderstatuschange", "view_shippingaddress",
        ),
        "gifting": ("view_giftoptions",),
        "accounts": ("view_user",),
    },
    "catalogue desk": {
        "catalogue": ("view_product", "change_product"),
        "partner": (
            "view_partner", "change_partner", "view_stockrecord", "change_stockrecord",
            "view_stockchange",
        ),
        "certification": ("view_certificate", "change_certificate"),
        "search": (
            "view_searchlog", "view_lexiconentry", "add_lexiconentry", "change_lexiconentry",
            "view_searchrule", "add_searchrule", "change_searchrule", "delete_searchrule",
        ),
    },
    "payments reader": {
        "order": ("view_order",),
        "payment": ("view_attempt", "view_ledger", "view_refund", "view_inbox"),
    },
}  # fmt: skip


@transaction.atomic
def create_roles() -> list[Group]:
    """The groups with exactly these permissions; run again after a release."""
    made = []
    for role, apps in ROLES.items():
        group = Group.objects.get_or_create(name=role)[0]
        wanted = [
            Permission.objects.get(content_type__app_label=label, codename=codename)
            for label, codenames in apps.items()
            for codename in codenames
        ]
        group.permissions.set(wanted)
        made.append(group)
    return made
