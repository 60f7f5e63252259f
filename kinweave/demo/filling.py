"""Fill an empty site with the demo, once and whole."""

from __future__ import annotations

import shutil
from datetime import datetime

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kinweave.circles.models import Circle
from kinweave.demo.scenario import tell
from kinweave.gatherings.pictures import ALBUM
from kinweave.handbook.models.page import ALBUM as DRAWINGS
from kinweave.handbook.shelf import path_of
from kinweave.people import pictures


def make_tables() -> None:
    """Bring the database up to the models, if it is not."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def fill(now: datetime) -> bool:
    """Tell the story, unless it has been told; whether this did it.

    Somebody who was killed meanwhile left no row, and at most some pictures, which nobody knows.
    """
    if Circle.objects.exists():
        return False
    for folder in (pictures.folder(), ALBUM.folder, DRAWINGS.folder, path_of("")):
        shutil.rmtree(folder, ignore_errors=True)
    tell(now)
    return True
