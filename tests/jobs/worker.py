"""A worker as the site has it, but more watchful, so that a test need not wait.

python -m tests.jobs.worker [LABEL of a kind of work that is taken back at once]
"""

from __future__ import annotations

import sys
from datetime import timedelta

import django

django.setup()

from django.apps import apps

from kinweave.jobs import working
from kinweave.jobs.models import Work

for label in sys.argv[1:]:
    kind = apps.get_model(label)
    assert issubclass(kind, Work)
    kind.PATIENCE = timedelta(0)
working.LOOK_AROUND = 0.2
working.LISTEN = 0.05
working.Worker(()).run()
