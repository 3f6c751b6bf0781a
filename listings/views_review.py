"""The staff's side: what waits, one decision, and the members of a maker."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from accounts.models import User
from listings import changes, members, services
from listings.access import StaffView, private
from listings.exceptions import BasedOnOldVersion, NoSuchAccount, SeenIsStale, WrongState
from listings.forms import DecisionForm, MemberForm
from listings.models import Move, Status, Submission, Upload
from producers.models import Partner

PAGE = 30
SENT = {"submission": OuterRef("pk"), "new_status": Status.SUBMITTED}


@private
class Reviews(StaffView, TemplateView):
    """Oldest first: who waits longest is next."""

    template_name = "listings/reviews.html"
    extra_context = {"current": "reviews"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = Submission.objects.filter(status=Status.SUBMITTED).select_related("producer")
        pages = Paginator(waiting.order_by("changed_at", "pk"), PAGE)
        decided = Submission.objects.filter(
            status__in=[Status.APPROVED, Status.REFUSED, Status.ASKED]
        ).select_related("producer")
        return super().get_context_data(
            page=pages.get_page(self.request.GET.get("page")), decided=decided[:10], **kwargs
        )


@private
class Review(StaffView, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = self.submission(pk)
        return self.taken_back() if submission.status == Status.DRAFT else self.show(submission)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = self.submission(pk)
        if submission.status == Status.DRAFT:
            return self.taken_back()
        action = request.POST.get("action", "")
        form = DecisionForm(request.POST, action=action)
        if action not in DECISIONS or not form.is_valid():
            return self.show(submission, form)
        try:
            said = self.decide(action, submission, form)
        except (WrongState, SeenIsStale):
            text = _("Somebody changed or decided this meanwhile. Here is how it stands now.")
            messages.error(request, text)
            return HttpResponseRedirect(request.path)
        except BasedOnOldVersion:
            text = _("Compare the outdated fields first, then tick this.")
            form.add_error("accepts_outdated", text)
            return self.show(submission, form)
        messages.success(request, said)
        return HttpResponseRedirect(reverse("listings:reviews"))

    def decide(self, action: str, submission: Submission, form: DecisionForm) -> str:
        answers = form.cleaned_data
        decision = {"submission": submission, "by": self.user, "seen": answers["seen"]}
        if action == "approve":
            services.approve(**decision, accepts_outdated=answers["accepts_outdated"])
        elif action == "refuse":
            services.refuse(**decision, reason=answers["reason"])
        else:
            services.ask(**decision, reason=answers["reason"])
        return str(DECISIONS[action]())

    def submission(self, pk: int) -> Submission:
        """A draft is its maker's own until it is sent."""
        sent = Submission.objects.filter(Exists(Move.objects.filter(**SENT)))
        related = ("producer", "product", "category", "author")
        return get_object_or_404(sent.select_related(*related), pk=pk)

    def taken_back(self) -> HttpResponse:
        """A draft again, and its words are the maker's own again."""
        messages.warning(self.request, _("The maker has taken this back. Nothing was decided."))
        return HttpResponseRedirect(reverse("listings:reviews"))

    def show(self, submission: Submission, form: DecisionForm | None = None) -> HttpResponse:
        now = changes.current(submission)
        seen = changes.seen(submission, now)
        uploads = list(submission.uploads.all())
        context = {
            "current": "reviews",
            "submission": submission,
            "form": form or DecisionForm(initial={"seen": seen}),
            "seen": seen,
            "is_open": submission.status == Status.SUBMITTED,
            "differences": changes.differences(submission, now),
            "is_outdated": bool(changes.outdated(submission, now)),
            "moves": list(submission.moves.select_related("by")),
            "pictures": [each for each in uploads if each.kind == Upload.Kind.PICTURE],
            "scans": [each for each in uploads if each.kind == Upload.Kind.SCAN],
        }
        return TemplateResponse(self.request, "listings/review.html", context)


DECISIONS = {
    "approve": lambda: _("Approved. It stands in the shop."),
    "refuse": lambda: _("Refused. The maker is told why."),
    "ask": lambda: _("The question is on its way to the maker."),
}


@private
class Members(StaffView, FormView[MemberForm]):
    template_name = "listings/members.html"
    extra_context = {"current": "members"}
    permission = "listings.manage_members"
    form_class = MemberForm

    def form_valid(self, form: MemberForm) -> HttpResponse:
        try:
            user = members.add_member(
                maker=form.cleaned_data["maker"], email=form.cleaned_data["email"], by=self.user
            )
        except NoSuchAccount:
            text = _("Nobody has an account with this address. Ask the person to register first.")
            form.add_error("email", text)
            return self.form_invalid(form)
        messages.success(self.request, _("%(email)s is a member.") % {"email": user.email})
        return HttpResponseRedirect(reverse("listings:members"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = Partner.users.through.objects.select_related("partner", "user")
        pages = Paginator(links.order_by("partner__name", "pk"), PAGE)
        kwargs["page"] = pages.get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs)


@private
class RemoveMember(StaffView, View):
    permission = "listings.manage_members"

    def post(self, request: HttpRequest, maker: str, user: int) -> HttpResponse:
        partner = get_object_or_404(Partner, slug=maker)
        member = get_object_or_404(User, pk=user, partners=partner)
        members.remove_member(maker=partner, user=member, by=self.user)
        text = _("%(email)s is no longer a member.") % {"email": member.email}
        messages.success(request, text)
        return HttpResponseRedirect(reverse("listings:members"))
