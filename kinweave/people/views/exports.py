"""Taking all one's data along: asking, waiting, fetching."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import visible_or_404
from kinweave.people.asking import me, viewer
from kinweave.people.export.asking import ask_for_export
from kinweave.people.export.writing import path_of
from kinweave.people.models import Export


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """What is there to be fetched, what is on its way, and a button to ask."""
    now = timezone.now()
    if request.method == "POST":
        ask_for_export(me(request), at=now)
        messages.success(request, _("Your data is being put together. This page says when."))
        return redirect("exports")
    found = list(Export.objects.visible_to(viewer(request)))
    ready = [one for one in found if one.can_be_fetched(now)]
    waiting = next((one for one in found if one.under_way), None)
    return render(request, "people/exports.html", {"ready": ready, "waiting": waiting})


@login_required
@require_GET
def export_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file, for whom it is about, with their session, for a week."""
    export = visible_or_404(Export.objects, viewer(request), pk=pk)
    if not export.can_be_fetched(timezone.now()):
        raise Http404
    try:
        file = path_of(export).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = f"kinweave-{export.asked_at:%Y-%m-%d}.zip"
    response = FileResponse(file, as_attachment=True, filename=name)
    response["Content-Type"] = "application/zip"
    response["X-Content-Type-Options"] = "nosniff"
    return response
