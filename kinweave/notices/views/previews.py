"""Every letter of the site with made-up words, for those who work on it. Not on a real site."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinweave.access import Viewer
from kinweave.notices.composing import as_read_by, html, plain, subject
from kinweave.notices.letters import Letter, Reader, letters, named
from kinweave.notices.links import link

SOMEBODY = "ada@example.org"


@require_GET
def previews(request: HttpRequest) -> HttpResponse:
    """All of them, and in which words."""
    languages = [code for code, _ in settings.LANGUAGES]
    context = {"letters": letters(), "languages": languages}
    return render(request, "notices/previews.html", context)


@require_GET
def preview(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Its subject and plain words."""
    letter, reader = _letter(name), _reader(language)
    with as_read_by(reader):
        words = plain(letter, letter.sample, reader, _stop(letter))
        lines = [subject(letter, letter.sample, reader), "", words]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_GET
@csp_replace({"style-src": ["'unsafe-inline'"], "script-src": ["'none'"]})  # type: ignore[arg-type]  # for views of a request alone
def preview_page(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """The page that a mail program draws, styles in its elements as there; here only."""
    letter, reader = _letter(name), _reader(language)
    with as_read_by(reader):
        return HttpResponse(html(letter, letter.sample, reader, _stop(letter)))


def _letter(name: str) -> Letter:
    try:
        return named(name)
    except LookupError:
        raise Http404 from None


def _stop(letter: Letter) -> str:
    """Where it would be stopped; here it leads to nobody's letters."""
    return "" if letter.needed else link("letters-stopped", "an-example")


def _reader(language: str) -> Reader:
    zone = timezone.get_current_timezone_name()
    return Reader(SOMEBODY, Viewer.public(), language, ZoneInfo(zone))
