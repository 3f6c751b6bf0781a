"""Writing a submission: one page that saves what is good and names what is not."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from listings import quota, services
from listings.access import MakerView, private
from listings.exceptions import BadUpload, ScanMissing, TooManyFiles, WrongState
from listings.forms import FilesForm, SubmissionForm
from listings.models import Submission, Upload

KINDS = {"pictures": Upload.Kind.PICTURE, "scans": Upload.Kind.SCAN}


class OneSubmission(MakerView):
    @cached_property
    def submission(self) -> Submission:
        mine = Submission.objects.filter(producer=self.maker).select_related("product", "category")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def to_products(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("listings:products", args=[self.maker.slug]))


@private
class SubmissionPage(OneSubmission, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.submission.is_editable:
            return self.render("listings/submission.html")
        form = SubmissionForm(instance=self.submission)
        return self.render("listings/draft.html", form=form, files=FilesForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Files that are good are kept even when a text is not: a phone sends them once."""
        if not self.submission.is_editable:
            return self.refuse_closed()
        is_final = request.POST.get("action") == "submit"
        instance = Submission.objects.get(pk=self.submission.pk)  # a form writes into its instance
        form = SubmissionForm(request.POST, instance=instance, is_final=is_final)
        files = FilesForm(request.POST, request.FILES)
        try:
            is_good = self.keep(form, files) and not quota.is_over(request)
            if is_good and is_final:
                services.submit(submission=self.submission, by=self.user)
        except WrongState:
            return self.refuse_closed()
        except ScanMissing:
            files.add_error("scans", _("Add a scan of the certificate that you name."))
            is_good = False
        if quota.is_over(request):
            text = _("All files together may have %(count)d MB. What came beyond was not kept; "
                     "your texts are. Send fewer files at once.")  # fmt: skip
            files.add_error("pictures", text % {"count": quota.MEGABYTES})
            return self.render("listings/draft.html", form=form, files=files, status=413)
        if not is_good:
            return self.render("listings/draft.html", form=form, files=files)
        messages.success(request, _("Sent to the shop.") if is_final else _("The draft is saved."))
        return HttpResponseRedirect(self.submission.get_absolute_url())

    def keep(self, form: SubmissionForm, files: FilesForm) -> bool:
        """Whether everything that was sent could be kept."""
        are_texts_good = form.is_valid()
        services.save_draft(submission=self.submission, values=form.values())
        if files.is_valid():
            for name, file in self.sent_files(files):
                self.keep_file(files, name, file)
        return are_texts_good and not files.errors

    def sent_files(self, files: FilesForm) -> Iterator[tuple[str, Any]]:
        sent = dict(files.cleaned_data)  # add_error takes a field out of it
        for name in KINDS:
            for file in sent.get(name) or []:
                yield name, file

    def keep_file(self, files: FilesForm, name: str, file: Any) -> None:
        try:
            services.add_upload(
                submission=self.submission, kind=KINDS[name], file=file, size=file.size
            )
        except BadUpload as error:
            files.add_error(name, f"{file.name}: {error.sentence}")
        except TooManyFiles:
            most = {"name": file.name, "count": services.MOST_FILES[KINDS[name]]}
            files.add_error(name, _("%(name)s: at most %(count)d files.") % most)

    def refuse_closed(self) -> HttpResponse:
        messages.error(self.request, _("This is with the shop or decided, and cannot be changed."))
        return HttpResponseRedirect(self.submission.get_absolute_url())

    def render(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        uploads = list(self.submission.uploads.all())
        context["both"] = [context[name] for name in ("form", "files") if name in context]
        context |= {
            "maker": self.maker,
            "current": "products",
            "submission": self.submission,
            "moves": list(self.submission.moves.select_related("by")),
            "pictures": [each for each in uploads if each.kind == Upload.Kind.PICTURE],
            "scans": [each for each in uploads if each.kind == Upload.Kind.SCAN],
        }
        return TemplateResponse(self.request, template, context, status=status)


@private
class TakeBack(OneSubmission, View):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            services.take_back(submission=self.submission, by=self.user)
        except WrongState:
            text = _("The shop has decided meanwhile. Here is how it stands now.")
            messages.error(request, text)
        else:
            messages.success(request, _("Taken back: it is a draft again, and yours alone."))
        return HttpResponseRedirect(self.submission.get_absolute_url())


@private
class Discard(OneSubmission, View):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            services.discard(submission=self.submission)
        except WrongState as error:
            raise Http404 from error
        messages.success(request, _("The draft is deleted."))
        return self.to_products()


@private
class RemoveUpload(OneSubmission, View):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        upload = get_object_or_404(self.submission.uploads, pk=kwargs["upload"])
        try:
            services.remove_upload(upload=upload)
        except WrongState as error:
            raise Http404 from error
        messages.success(request, _("The file is removed."))
        return HttpResponseRedirect(self.submission.get_absolute_url())
