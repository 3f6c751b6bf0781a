"""How certificates show themselves on the pages of goods and makers."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from catalogue.models import Product
from certification import json_ld
from certification.models import Certificate
from certification.panels import verdicts_of, verdicts_of_producer
from certification.qr import qr_svg, short_address
from certification.verdicts import Fact, Verdict, facts_of, issued_text, paper_facts
from places.json_ld import script
from producers.models import Partner

register = template.Library()


@register.inclusion_tag("certification/_panel.html")
def certificate_panel(product: Product) -> dict[str, Any]:
    return {"product": product, "verdicts": verdicts_of(product)}


@register.inclusion_tag("certification/_of_producer.html")
def producer_certificates(producer: Partner) -> dict[str, Any]:
    return {"verdicts": verdicts_of_producer(producer)}


@register.simple_tag
def product_data(product: Product) -> SafeString:
    """The product for machines, with its certificate where it may be stated."""
    return script(json_ld.product(product, verdicts_of(product)))


@register.filter
def paper(verdict: Verdict) -> list[Fact]:
    """The rows of the panel."""
    return [fact for fact in paper_facts(verdict.certificate) if fact.value]


@register.filter
def facts(verdict: Verdict) -> list[Fact]:
    return facts_of(verdict)


@register.filter
def issued(certificate: Certificate) -> str:
    return issued_text(certificate)


@register.simple_tag
def certificate_qr(certificate: Certificate) -> SafeString:
    return qr_svg(short_address(certificate.code))
