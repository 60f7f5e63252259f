"""Bring a handbook in and bind it; what it took, as a line of JSON. A process of its own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinweave.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone

from kinweave.access import Audience, Viewer
from kinweave.binding import actions
from kinweave.binding.leaves import Wanted
from kinweave.binding.models import Bound, Extent, Format
from kinweave.circles.models import Circle, Scale
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.models import Book, Kind, Page
from kinweave.jobs.actions import run_one
from kinweave.pages import Folder


def measure(folder: Path) -> dict[str, object]:
    """Seconds of the processor and bytes, of each kind of file."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    circle = Circle.objects.create(
        name="Bench", slug="bench", scale=Scale.CONGREGATION, began_at=now
    )
    book = Book.objects.create(
        circle=circle, slug="bench", title="Bench", audience=Audience.PUBLIC, begun_at=now
    )
    bring_in(book, Folder(folder), by=None, at=now)
    pages = Page.objects.filter(book=book, kind=Kind.PAGE, gone_at=None)
    found: dict[str, object] = {"pages": pages.count()}
    for kind in Format:
        row = actions.ask(Viewer.public(), book, Wanted(Extent.BOOK, kind), at=now)
        began = process_time()
        run_one(Bound._meta.label_lower, row.pk, timezone.now())
        took = process_time() - began
        found[kind.value] = {"seconds": took, "bytes": row.path.stat().st_size}
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
