"""Addresses of people."""

from __future__ import annotations

from django.urls import URLPattern, path

from kinweave.people.views.erasure import erasure, erasure_change_of_mind
from kinweave.people.views.exports import export_file, exports
from kinweave.people.views.picture import picture

urlpatterns: list[URLPattern] = [
    path("people/<int:pk>/picture/<int:size>/", picture, name="picture"),
    path("exports/", exports, name="exports"),
    path("exports/<int:pk>/file/", export_file, name="export-file"),
    path("erasure/", erasure, name="erasure"),
    path("erasure/change-of-mind/", erasure_change_of_mind, name="erasure-change-of-mind"),
]
