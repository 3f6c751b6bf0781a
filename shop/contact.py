"""The contact page: who sells, and a form that reaches them."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from accounts import limits
from accounts.forms import email_field, name_field
from accounts.models import User
from shop.enquiries import send_enquiry
from shop.models import Enquiry


class ContactForm(forms.Form):
    topic = forms.ChoiceField(label=_("What is it about?"), choices=Enquiry.Topic.choices)
    about = forms.CharField(
        label=_("Order number, lookup code or product"), max_length=100, required=False
    )
    name = name_field()
    email = email_field("email")
    text = forms.CharField(
        label=_("Your message"),
        validators=[MaxLengthValidator(4000)],
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    # a field that people never see: whatever fills it is not a person
    website = forms.CharField(required=False, max_length=200, label="Website")

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "website"]

    @property
    def is_from_a_robot(self) -> bool:
        return bool(self.cleaned_data["website"])


class Contact(FormView[ContactForm]):
    template_name = "pages/contact.html"
    form_class = ContactForm

    def get_initial(self) -> dict[str, Any]:
        """`?topic=certificate&about=LN-…` comes from the certificate page's "report" link."""
        initial = {"topic": self.request.GET.get("topic"), "about": self.request.GET.get("about")}
        user = self.request.user
        if isinstance(user, User):
            initial |= {"name": user.get_full_name(), "email": user.email}
        return {name: value[:100].replace("\0", "") for name, value in initial.items() if value}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(seller=settings.SELLER, **kwargs)

    def form_valid(self, form: ContactForm) -> HttpResponse:
        """A robot is thanked like anybody else and learns nothing."""
        data = dict(form.cleaned_data)
        refused = limits.refusal(self.request, limits.CONTACT)
        if refused:
            return refused
        del data["website"]
        if not form.is_from_a_robot:
            send_enquiry(**data, language=get_language() or "vi")
        return HttpResponseRedirect(reverse("contact_sent"))


class ContactSent(TemplateView):
    template_name = "pages/contact_sent.html"
