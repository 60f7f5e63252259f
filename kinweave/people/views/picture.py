"""Somebody's picture, for those whom they show it to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from kinweave.access import visible_or_404
from kinweave.people import pictures
from kinweave.people.asking import viewer
from kinweave.people.models import Person
from kinweave.people.told import told
from kinweave.pictures import sent


@login_required
@require_GET
def picture(request: HttpRequest, pk: int, size: int) -> FileResponse:
    """The file itself. Not told and not there are the same."""
    person: Person = visible_or_404(Person.objects, viewer(request), pk=pk)
    if size not in pictures.SIZES or not told(viewer(request), person).picture:
        raise Http404
    return sent(pictures.path_of(person.profile.picture, size))
