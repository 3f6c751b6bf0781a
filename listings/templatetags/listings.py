"""How the desk shows itself on the pages of an account."""

from typing import Any

from django import template

from accounts.models import User
from producers.models import Partner

register = template.Library()


@register.inclusion_tag("listings/_account_links.html")
def desk_links(user: User) -> dict[str, Any]:
    """Nothing for a shopper."""
    return {
        "has_desk": Partner.objects.filter(users=user).exists(),
        "can_review": user.has_perm("listings.review"),
        "can_manage": user.has_perm("listings.manage_members"),
    }
