"""All addresses. Nouns; a new verb is a new noun that is created and deleted."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from kinweave.people.admin import site

urlpatterns = [
    path("", include("kinweave.web.urls")),
    path("", include("kinweave.people.urls")),
    path("", include("kinweave.decks.urls")),
    path("", include("kinweave.rounds.urls")),
    path("", include("kinweave.binding.urls")),
    path("", include("kinweave.handbook.urls")),
    path("", include("kinweave.calling.urls")),
    path("", include("kinweave.crews.urls")),
    path("", include("kinweave.weaving.urls")),
    path("", include("kinweave.harvests.urls")),
    path("", include("kinweave.bringing.urls")),
    path("", include("kinweave.mixing.urls")),
    path("", include("kinweave.importing.urls")),
    path("", include("kinweave.retreats.urls")),
    path("", include("kinweave.preparing.urls")),
    path("", include("kinweave.gatherings.urls")),
    path("", include("kinweave.fund.urls")),
    path("", include("kinweave.met.urls")),
    path("", include("kinweave.circles.urls")),
    path("", include("kinweave.notices.urls")),
    path("account/", include("kinweave.people.sign_in.urls")),
    path("site/", site.urls),
]
if settings.DEMO:
    urlpatterns.insert(0, path("", include("kinweave.demo.urls")))

handler400 = "kinweave.web.errors.not_understood"
handler403 = "kinweave.web.errors.not_allowed"
handler404 = "kinweave.web.errors.not_here"
handler500 = "kinweave.web.errors.broken"
