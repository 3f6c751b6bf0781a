"""The demo provider's hosted page: card numbers, and buttons for what goes wrong in life."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orders.privacy import private_page
from payments import demo, providers
from payments.exceptions import ProviderNotConfigured
from payments.models import DemoSession

CARDS = [
    ("4242 4242 4242 4242", _("is accepted")),
    ("4000 0000 0000 0002", _("is declined")),
    ("4000 0000 0000 9995", _("has insufficient funds")),
    ("4000 0025 0000 3155", _("asks for a confirmation (3-D Secure)")),
]


class CardForm(forms.Form):
    number = forms.CharField(
        label=_("Card number"),
        max_length=30,
        help_text=_("Only the test numbers on this page. Never type a real card."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        digits = "".join(char for char in self.cleaned_data["number"] if char.isdigit())
        if digits not in demo.KNOWN_CARDS:
            raise forms.ValidationError(_("Use one of the test numbers listed on this page."))
        return digits


@require_http_methods(["GET", "POST"])
@private_page("same-origin")
def page(request: HttpRequest, ref: str) -> HttpResponse:
    """404 wherever the demo provider is not configured."""
    _only_in_demo()
    session = get_object_or_404(DemoSession, ref=ref)
    form = CardForm()
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action not in demo.ACTIONS:
            raise Http404
        form = CardForm(request.POST) if action in demo.NEEDS_CARD else form
        if action not in demo.NEEDS_CARD or form.is_valid():
            number = form.cleaned_data["number"] if form.is_bound else ""
            session = demo.act(session=session, action=action, number=number)
            if session.decline_code or session.state == DemoSession.State.CHALLENGE:
                return HttpResponseRedirect(request.path)
            is_leaving = action == "abandon"
            return HttpResponseRedirect(session.cancel_path if is_leaving else session.return_path)
    declined = {"error_code": session.decline_code}
    context = {"session": session, "form": form, "cards": CARDS, "declined": declined}
    return render(request, "payments/demo.html", context)


def _only_in_demo() -> None:
    try:
        providers.provider("demo")
    except ProviderNotConfigured as error:
        raise Http404 from error
    if not settings.DEMO_MODE:
        raise Http404
