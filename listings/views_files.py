"""Gives out what was uploaded, to its maker and to staff."""

from django.db.models import Q
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View

from accounts.views import Member
from listings.access import private
from listings.models import Upload


@private
class PrivateFile(Member, View):
    """Pictures are shown, papers downloaded; neither is ever read as anything else."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        uploads = Upload.objects.all()
        if not self.user.has_perm("listings.review"):
            uploads = uploads.filter(Q(submission__producer__users=self.user))
        upload = get_object_or_404(uploads, pk=pk)
        extension = "jpg" if upload.is_image else "pdf"
        response = FileResponse(
            upload.file.open("rb"),
            as_attachment=not upload.is_image,
            filename=f"{upload.kind}-{upload.pk}.{extension}",
            content_type=upload.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
