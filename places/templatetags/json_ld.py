"""`{% json_ld statement %}` and `{% breadcrumb_data crumbs %}`: blocks for machines."""

from django import template
from django.utils.safestring import SafeString

from places.json_ld import Crumbs, Statement, breadcrumb_list, script

register = template.Library()


@register.simple_tag
def json_ld(statement: Statement) -> SafeString:
    return script(statement)


@register.simple_tag
def breadcrumb_data(crumbs: Crumbs) -> SafeString:
    return script(breadcrumb_list(crumbs))
