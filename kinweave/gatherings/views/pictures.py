"""A gathering's picture, for those who see the gathering."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from kinweave.gatherings.pictures import ALBUM
from kinweave.gatherings.views.door import gathering_for
from kinweave.pictures import sent


@require_GET
def picture(request: HttpRequest, pk: int, size: int) -> FileResponse:
    """The file itself. Asked at each request: who does not see the gathering finds nothing here."""
    of = gathering_for(request, pk)
    if size not in ALBUM.sizes or not of.picture:
        raise Http404
    return sent(ALBUM.path_of(of.picture, size))
