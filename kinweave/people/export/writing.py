"""Writing the file: a zip with one JSON, one page that anybody can read, and the pictures.

The row has the file's name before anything is written, and the file gets it only when it is
whole. Killed at any instant, the next attempt begins again and nothing half is ever given out.
"""

from __future__ import annotations

import json
import os
import secrets
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone, translation

from kinweave.people.export.parts import Part, all_files, all_parts
from kinweave.people.models import Export, Person

FORMAT, VERSION = "kinweave.person", 1
KEPT = timedelta(days=7)


def folder() -> Path:
    """Where the files lie: not below media/, so no address leads to them."""
    return Path(settings.HOME) / "exports"


def path_of(export: Export) -> Path:
    """Where the file of one export lies."""
    return folder() / export.file


def write(export: Export, now: datetime) -> None:
    """Put everything together, and keep it for a week; the one before goes."""
    person = export.person
    with translation.override(person.language or settings.LANGUAGE_CODE), timezone.override(None):
        gathered = _gather(export, person)
        document = {
            "format": FORMAT,
            "version": VERSION,
            "site": settings.SITE_URL,
            "made_at": now,
            **{part.name: given for part, given in gathered},
        }
        data = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        page = render_to_string(
            "people/export/page.html",
            {
                "site": settings.SITE_NAME,
                "made_at": now,
                "parts": [(part.title, readable(given, part)) for part, given in gathered],
            },
        )
    texts = {"data.json": data, "read-me.html": page}
    _put(path_of(export), texts, all_files(person))
    if not Export.objects.filter(pk=export.pk).update(progress=100, expires_at=now + KEPT):
        path_of(export).unlink(missing_ok=True)  # its person was forgotten meanwhile
        return
    for older in Export.objects.filter(person=person).exclude(pk=export.pk):
        discard(older)


def discard(export: Export) -> None:
    """The file, and then the row: killed in between, the row is still there to begin again."""
    path_of(export).unlink(missing_ok=True)
    export.delete()


def readable(given: Any, part: Part) -> dict[str, Any]:
    """The same for a template: a row of labels and values, a list, or one value."""
    if isinstance(given, dict):
        rows = [(part.labels[key], readable(value, part)) for key, value in given.items()]
        return {"rows": [row for row in rows if not row[1].get("empty")]}
    if isinstance(given, list):
        return {"several": [readable(one, part) for one in given], "empty": not given}
    return {"value": given, "empty": given is None or given == ""}


def _gather(export: Export, person: Person) -> list[tuple[Part, Any]]:
    parts = all_parts()
    gathered = []
    for number, part in enumerate(parts, start=1):
        gathered.append((part, part.give(person)))
        Export.objects.filter(pk=export.pk).update(progress=90 * number // len(parts))
    return gathered


def _put(whole: Path, texts: dict[str, str], files: dict[str, Path]) -> None:
    """Write beside, then rename: a reader finds all of it or nothing."""
    whole.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = whole.with_name(f"{whole.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as out:
            os.chmod(beside, 0o600)
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, text in texts.items():
                    archive.writestr(name, text)
                for name, path in files.items():
                    archive.write(path, name)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(whole)
    finally:
        beside.unlink(missing_ok=True)
