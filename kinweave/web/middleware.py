"""Who looks, and in which words and hours."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from kinweave.access import Viewer

Next = Callable[[HttpRequest], HttpResponse]


def seen_by(get_response: Next) -> Next:
    """Give each request its viewer (built when it is first asked for), language and zone.

    Pages of somebody who is signed in are never kept by a cache in between, nor by the browser
    for whoever sits down at it next.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]  # read by viewer_of
        person = request.user
        language = (person.is_authenticated and person.language) or None
        with (
            translation.override(language or translation.get_language_from_request(request)),
            timezone.override(_zone(person.time_zone) if person.is_authenticated else None),
        ):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            response = get_response(request)
        if person.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return answer


def _viewer(request: HttpRequest) -> Viewer:
    if request.user.is_authenticated:
        return Viewer.of(request.user.pk)
    return Viewer.public()


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None
