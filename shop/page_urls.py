"""Pages of prose and the contact form, below the language prefix."""

from django.urls import path

from shop import contact, pages

urlpatterns = [
    path("policies/<slug:slug>/", pages.policy, name="policies"),
    path("ocop/", pages.ocop, name="ocop"),
    path("contact/", contact.Contact.as_view(), name="contact"),
    path("contact/sent/", contact.ContactSent.as_view(), name="contact_sent"),
]
