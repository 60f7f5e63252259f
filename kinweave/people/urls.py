"""Addresses of people."""

from __future__ import annotations

from django.urls import URLPattern, path

from kinweave.people.views.blocks import block_somebody, block_undo, blocks
from kinweave.people.views.erasure import erasure, erasure_change_of_mind
from kinweave.people.views.exports import export_file, exports
from kinweave.people.views.own import own, own_note, own_part
from kinweave.people.views.people import people, person
from kinweave.people.views.picture import picture
from kinweave.people.views.profile import picture_change, picture_removal, profile
from kinweave.people.views.settings import settings
from kinweave.people.views.week import week

urlpatterns: list[URLPattern] = [
    path("people/", people, name="people"),
    path("people/<int:pk>/", person, name="person"),
    path("profile/", profile, name="profile"),
    path("profile/picture/", picture_change, name="picture-change"),
    path("profile/picture/removal/", picture_removal, name="picture-removal"),
    path("people/<int:pk>/picture/<int:size>/", picture, name="picture"),
    path("people/<int:pk>/block/", block_somebody, name="block"),
    path("blocks/", blocks, name="blocks"),
    path("blocks/<int:pk>/undo/", block_undo, name="block-undo"),
    path("self/", own, name="self"),
    path("self/<int:pk>/", own_note, name="self-note"),
    path("self/<slug:kind>/", own_part, name="self-part"),
    path("settings/", settings, name="settings"),
    path("week/", week, name="week"),
    path("exports/", exports, name="exports"),
    path("exports/<int:pk>/file/", export_file, name="export-file"),
    path("erasure/", erasure, name="erasure"),
    path("erasure/change-of-mind/", erasure_change_of_mind, name="erasure-change-of-mind"),
]
