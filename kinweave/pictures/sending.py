"""A picture on its way to a browser."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404


def sent(path: Path) -> FileResponse:
    """The file itself, as nothing but a picture; one that is gone is not there (404).

    The address changes with the picture; a browser may keep it for a day, nobody in between.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
