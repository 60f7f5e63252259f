"""The site's addresses, as they are where the settings name a provider.

Import it before the settings are changed: the site's own addresses are put together only once.
"""

from __future__ import annotations

from django.urls import include, path

from kinweave.config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [
    path("account/elsewhere/", include("kinweave.people.sign_in.elsewhere")),
    *urlpatterns,
]
