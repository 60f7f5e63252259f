"""The site's own settings, for tests: nothing from this machine's environment, a folder of their
own, and the database that ``KINWEAVE_TEST_DATABASE`` names (SQLite if none)."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

for name in ("SITE_URL", "MAIL_URL", "HOST", "PORT", "DEBUG", "BEHIND_PROXY", "OIDC_URL"):
    os.environ.pop(name, None)
home = tempfile.mkdtemp(prefix="kinweave-")
os.mkdir(os.path.join(home, "static"))
atexit.register(shutil.rmtree, home, ignore_errors=True)
os.environ["KINWEAVE_HOME"] = home
os.environ["SECRET_KEY"] = "for tests only; long enough to satisfy every check that there is"  # noqa: S105 - no secret
os.environ["DATABASE_URL"] = os.environ.get("KINWEAVE_TEST_DATABASE", "")
os.environ["SITE_URL"] = "http://testserver"
# A second for each page of a book. Tests that ask by meaning turn it on.
os.environ["KINWEAVE_MEANING"] = "off"
# Playwright keeps an event loop in the thread that tests run in; nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"

from kinweave.config.settings import *  # noqa: F403 - settings are names
from kinweave.config.settings import DATABASES, INSTALLED_APPS, STORAGES, TEMPLATES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A browser's requests share the test's one connection, which no real site does. Where its list
    # of prepared statements is full, two threads that put one in together break it: KeyError.
    DATABASES["default"]["OPTIONS"]["cached_statements"] = 10_000
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Test databases are dropped at the end, which a pool's open connections would refuse.
    DATABASES["default"]["OPTIONS"] = {}
# Letters of tests.notices.trial: set in each of its tests, all templates would be read anew there.
TEMPLATES[0]["DIRS"] = [os.path.join(os.path.dirname(__file__), "notices", "templates")]
INSTALLED_APPS = [
    *INSTALLED_APPS,
    "allauth.socialaccount.providers.openid_connect",
    "tests.jobs",
]
