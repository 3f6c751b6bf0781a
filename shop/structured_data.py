"""Statements for machines about the shop itself."""

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from places.json_ld import absolute, script


def website() -> SafeString:
    """`WebSite` with its search, and the `Organization` behind it."""
    home = absolute(reverse("home"))
    search = absolute(reverse("search:search"))
    return script(
        {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "WebSite",
                    "@id": f"{settings.SITE_ORIGIN}/#website",
                    "url": home,
                    "name": settings.SITE_NAME,
                    "inLanguage": get_language(),
                    "publisher": {"@id": f"{settings.SITE_ORIGIN}/#seller"},
                    "potentialAction": {
                        "@type": "SearchAction",
                        "target": f"{search}?q={{search_term_string}}",
                        "query-input": "required name=search_term_string",
                    },
                },
                {
                    "@type": "Organization",
                    "@id": f"{settings.SITE_ORIGIN}/#seller",
                    "name": settings.SELLER["name"],
                    "url": home,
                    "email": settings.SELLER["email"],
                    "telephone": settings.SELLER["phone"],
                },
            ],
        }
    )
