"""What the site says about itself: who sees what, its source, its language; and to machines."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from kinweave import __version__
from kinweave.web.seen import audiences, chapters, keys, tellings

PUBLIC = ("/$", "/who-sees-what/$", "/software/$", "/gatherings/*/retreat/$")
"""Addresses that search engines may read, as a robots.txt writes them."""


@require_GET
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """Every page of the site and who sees it, from the table that the tests hold them to."""
    context = {
        "chapters": chapters(),
        "audiences": audiences(),
        "tellings": tellings(),
        "keys": keys(),
    }
    return render(request, "web/who_sees_what.html", context)


@require_GET
def software(request: HttpRequest) -> HttpResponse:
    """What runs here, under which licence, and where its source is."""
    context = {"version": __version__, "source": settings.SOURCE_URL}
    return render(request, "web/software.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of pages and letters; without an account, of this browser's pages."""
    if request.method != "POST":
        return render(request, "web/language.html", {"back": _came_from(request)})
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return HttpResponseRedirect(request.path)
    answer = HttpResponseRedirect(_on_this_site(request, request.POST.get("next", "")))
    if request.user.is_authenticated:
        request.user.language = code
        request.user.save(update_fields=["language"])
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    with override(code):
        messages.success(request, _("From now on, in English."))
    return answer


@require_GET
def healthy(request: HttpRequest) -> HttpResponse:
    """For a watcher: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
@cache_control(public=True, max_age=24 * 60 * 60)
def robots(request: HttpRequest) -> HttpResponse:
    """For search engines: what is public, and nothing else."""
    lines = ["User-agent: *", *(f"Allow: {path}" for path in PUBLIC), "Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_GET
@cache_control(public=True, max_age=24 * 60 * 60)
def manifest(request: HttpRequest) -> HttpResponse:
    """For a phone: what stands under the icon on its home screen."""
    icons = [
        {"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("web/mark-180.png"), "sizes": "180x180", "type": "image/png"},
        {"src": static("web/mark-512.png"), "sizes": "512x512", "type": "image/png"},
    ]
    content = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#f8f4ec",
        "theme_color": "#f8f4ec",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")


def _came_from(request: HttpRequest) -> str:
    return _on_this_site(request, request.headers.get("Referer", ""))


def _on_this_site(request: HttpRequest, address: str) -> str:
    """The address if it is one of this site's own, else home."""
    good = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if good and address else "/"
