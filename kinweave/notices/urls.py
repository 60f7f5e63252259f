"""Addresses of notices."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from kinweave.notices.views import choosing, mishaps, previews

urlpatterns = [
    path("letters/", choosing.letters, name="letters"),
    path("letters/kinds/", choosing.kind, name="letters-kind"),
    path("letters/stopped/<str:token>/", choosing.stopped, name="letters-stopped"),
    path("letters/in-doubt/", mishaps.letters_in_doubt, name="letters-in-doubt"),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns += [
        path("letters/preview/", previews.previews, name="letters-preview"),
        path("letters/preview/<str:name>/<str:language>.txt", previews.preview, name="letter-txt"),
        path(
            "letters/preview/<str:name>/<str:language>.html",
            previews.preview_page,
            name="letter-html",
        ),
    ]
