"""Home, and the site's own pages."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from kinweave.web.views import home, site

urlpatterns = [
    path("", home.home, name="home"),
    path("map/", home.belonging, name="map"),
    path("who-sees-what/", site.who_sees_what, name="who-sees-what"),
    path("software/", site.software, name="software"),
    path("language/", site.language, name="language"),
    path("healthy", site.healthy, name="healthy"),
    path("robots.txt", site.robots, name="robots"),
    path("manifest.webmanifest", site.manifest, name="manifest"),
]
if settings.DEBUG or settings.DEMO:
    from kinweave.web.views.components import components

    urlpatterns.append(path("components/", components, name="components"))
