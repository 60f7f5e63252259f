"""A worker as the site has it, but more watchful, so that a test need not wait."""

from __future__ import annotations

import django

django.setup()

from kinweave.jobs import working

working.LOOK_AROUND = 0.2
working.LISTEN = 0.05
working.Worker(()).run()
