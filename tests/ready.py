"""What the process has loaded from which :mod:`tests.apart` has others forked: a whole site.

It has opened no database and begun no thread: neither would survive a fork.
"""

from __future__ import annotations

import gc
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.apart_settings"

import django

django.setup()

from django.urls import get_resolver

from tests import apart, builders, crowd  # noqa: F401 - what those need that are forked

get_resolver().url_patterns  # noqa: B018 - loads all pages
gc.collect()
gc.freeze()  # what is not looked through by those who share it is not copied either
