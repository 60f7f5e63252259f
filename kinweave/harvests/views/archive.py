"""A circle's archive of what its gatherings left behind, and its podcast."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_GET, require_safe

from kinweave.access import page_of
from kinweave.harvests.cover import cover_of
from kinweave.harvests.feeds import podcast_of
from kinweave.harvests.showing import left_behind, lines
from kinweave.harvests.views.door import circle_for, viewer

A_PAGE = 30
RSS = "application/rss+xml; charset=utf-8"
A_MOMENT = timedelta(seconds=2)


@require_GET
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Harvests and recordings of a circle that whoever looks may read and hear, newest first."""
    looks = viewer(request)
    of = circle_for(request, slug)
    rows = left_behind(looks, gathering__circle=of.pk)
    page = page_of(rows, request.GET.get("page"), A_PAGE)
    context = {
        "circle": of,
        "page": page,
        "left": lines(page.rows),
        "podcast": podcast_of(slug) is not None,
        "inside": of.pk in looks.circles,
    }
    return render(request, "harvests/archive.html", context)


@require_safe
def podcast(request: HttpRequest, slug: str) -> HttpResponse:
    """What programs for podcasts read: the same for everybody. 304 if nothing changed."""
    found = podcast_of(slug)
    if found is None:
        raise Http404
    body = found.written(settings.SITE_URL)
    mark = f'"{sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type=RSS)
    answer["ETag"] = mark
    changed = _told(found.changed_at)
    if changed:
        answer["Last-Modified"] = http_date(changed)
    # Whatever is taken back must not be read from a cache in between.
    patch_cache_control(answer, private=True, max_age=0, must_revalidate=True)
    return get_conditional_response(request, mark, changed, answer) or answer


def _told(changed_at: datetime | None) -> int | None:
    """The instant in whole seconds, once its second is over: within it, there may be more to hear
    of, which a program that has this instant already would miss."""
    if changed_at is None or timezone.now() - changed_at < A_MOMENT:
        return None
    return int(changed_at.astimezone(UTC).timestamp())


@require_safe
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    """The podcast's picture, where there is a podcast."""
    found = podcast_of(slug)
    if found is None:
        raise Http404
    body = cover_of(found.circle.scale, found.circle.pk)
    mark = f'"{sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type="image/png")
    answer["ETag"] = mark
    patch_cache_control(answer, private=True, max_age=86400)
    return get_conditional_response(request, mark, None, answer) or answer
