"""Pages about an account: registering, signing in, the password, the profile, leaving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth import views as auth_views
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from accounts import limits, services
from accounts.exceptions import AddressTaken, StaffAccount, WrongPassword
from accounts.forms import (
    CloseAccountForm,
    ConfirmForm,
    ProfileForm,
    RegisterForm,
    ResetForm,
    SignInForm,
)
from accounts.mails import registration_of
from accounts.models import Registration, User

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
private = method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")


class Member(LoginRequiredMixin):
    """For views of people who are signed in."""

    request: HttpRequest

    @property
    def user(self) -> User:
        assert isinstance(self.request.user, User)  # noqa: S101  LoginRequiredMixin saw to it
        return self.request.user


class SignIn(auth_views.LoginView):
    """`next` is followed on our own host only (Django's own check)."""

    template_name = "accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = request.POST.get("username", "")
        refused = limits.refusal(request, limits.LOGIN, address=address)
        return refused or super().post(request, *args, **kwargs)


class SignOut(auth_views.LogoutView):
    """POST only: a link or an image must not be able to sign anybody out."""


@private
class Register(FormView[RegisterForm]):
    template_name = "accounts/register.html"
    form_class = RegisterForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return HttpResponseRedirect(reverse("accounts:profile"))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: RegisterForm) -> HttpResponse:
        data = form.cleaned_data
        refused = limits.refusal(self.request, limits.REGISTER, address=data["email"])
        if refused:
            return refused
        services.start_registration(**data, language=get_language() or "vi")
        return HttpResponseRedirect(reverse("accounts:registered"))


class Registered(TemplateView):
    template_name = "accounts/registered.html"
    extra_context = {"days": Registration.LIFETIME.days}


@private
class Confirm(FormView[ConfirmForm]):
    """The link of the mail. Opening it changes nothing: mail scanners open links too."""

    template_name = "accounts/confirm.html"
    form_class = ConfirmForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        registration = registration_of(kwargs["token"])
        if registration is None:
            return render(request, "accounts/confirm_gone.html", status=410)
        self.registration = registration
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"  # no-referrer would send Origin: null
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(email=self.registration.email, **kwargs)

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        email = self.registration.email
        refused = limits.refusal(self.request, limits.LOGIN, address=email)
        if refused:
            return refused
        try:
            user = services.confirm_registration(
                registration=self.registration, password=form.cleaned_data["password"]
            )
        except WrongPassword:
            form.add_error("password", _("This is not the password you chose when registering."))
            return self.form_invalid(form)
        except AddressTaken:
            return HttpResponseRedirect(reverse("accounts:login"))
        login(self.request, user, backend=MODEL_BACKEND)
        messages.success(self.request, _("Your account is ready."))
        return HttpResponseRedirect(reverse("accounts:profile"))


class Reset(FormView[ResetForm]):
    template_name = "accounts/reset.html"
    form_class = ResetForm

    def form_valid(self, form: ResetForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        refused = limits.refusal(self.request, limits.RESET, address=email)
        if refused:
            return refused
        services.request_password_reset(email=email, language=get_language() or "vi")
        return HttpResponseRedirect(reverse("accounts:reset_sent"))


class ResetSent(TemplateView):
    template_name = "accounts/reset_sent.html"


class ResetConfirm(auth_views.PasswordResetConfirmView):
    """Django's: the token moves from the address into the session before anything is shown."""

    template_name = "accounts/reset_confirm.html"
    success_url = reverse_lazy("accounts:reset_done")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        services.tell_password_changed(user=form.user)
        return response


class ResetDone(TemplateView):
    template_name = "accounts/reset_done.html"


@private
class Profile(Member, FormView[ProfileForm]):
    template_name = "accounts/profile.html"
    extra_context = {"current": "profile"}
    form_class = ProfileForm

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.user.get_full_name(), "language": self.user.language}

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        services.update_profile(user=self.user, **form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(self.request, _("Your details are saved."))
            return HttpResponseRedirect(reverse("accounts:profile"))


class ChangePassword(Member, auth_views.PasswordChangeView):
    """Other sessions of the account end with the old password (Django's session hash)."""

    template_name = "accounts/password.html"
    extra_context = {"current": "password"}
    success_url = reverse_lazy("accounts:profile")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = limits.refusal(request, limits.LOGIN, address=self.user.email)
        return refused or super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        services.tell_password_changed(user=self.user)
        messages.success(self.request, _("Your password is changed."))
        return response


@private
class CloseAccount(Member, FormView[CloseAccountForm]):
    template_name = "accounts/close.html"
    extra_context = {"current": "profile"}
    form_class = CloseAccountForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.user}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = limits.refusal(request, limits.LOGIN, address=self.user.email)
        return refused or super().post(request, *args, **kwargs)

    def form_valid(self, form: CloseAccountForm) -> HttpResponse:
        try:
            services.close_account(user=self.user)
        except StaffAccount:
            form.add_error(None, _("A staff account is closed by another administrator."))
            return self.form_invalid(form)
        logout(self.request)
        messages.success(self.request, _("Your account is closed. We wish you well."))
        return HttpResponseRedirect(reverse("home"))
