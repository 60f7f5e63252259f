"""What waits for a worker: bringing pages in, keeping them in step, and what they mean."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db import transaction

from kinweave.access import Viewer, can
from kinweave.handbook.actions.writing import locked
from kinweave.handbook.archives import Archive, archives_of, read_first
from kinweave.handbook.bringing import bring_in
from kinweave.handbook.embedding import Seen, look_at
from kinweave.handbook.models import Bringing, Embed, Meaning, Wording
from kinweave.handbook.models.page import ALBUM
from kinweave.handbook.rendering import keep_embeds_again
from kinweave.handbook.telling import tell_of_standing_still
from kinweave.jobs.actions import works_on
from kinweave.jobs.models import State
from kinweave.journal.actions import write
from kinweave.outside import Fetched, Refused, Why, fetch
from kinweave.pages import NoBook, Zip

EVERY, GIVE_UP = timedelta(hours=6), timedelta(days=14)
SECONDS = 60.0
MOST_BYTES = 60_000_000
NO_BOOK, NOTHING = "no book", "nothing"


class TakenBack(Exception):
    """This process does not hold it any more, or it is not wanted any more."""


@works_on(Bringing)
def work(row: Bringing, now: datetime) -> State | None:
    """Fetch it, if it is elsewhere, and bring all of it in."""
    if not can(Viewer.of(row.person_id), "edit", row.book):
        _put(row, content=None, stopped_at=row.stopped_at or now)
        return State.DROPPED
    try:
        whole, mark, archive = _fetched(row)
        if whole is not None:
            _bring(row, whole, archive.folder, now)
    except TakenBack:
        return None
    except Refused as refused:
        return _failed(row, refused.why.value, now)
    except NoBook:
        return _failed(row, NO_BOOK, now)
    first = row.worked_at is None
    _put(row, worked_at=now, why="", progress=100, content=None, etag=mark,
         found_at=archive.address, failing_since=None)  # fmt: skip
    if first:
        write("handbook.brought", actor=row.person, at=now, circle=row.book.circle, thing=row.book)
    return _rest(row, now) if row.keeps else State.DONE


def _fetched(row: Bringing) -> tuple[bytes | None, str, Archive]:
    """The zip, by what its server knows it, and where it is; ``None`` where it is what it was."""
    if not row.address:
        return bytes(row.content or b""), "", Archive("")
    if not row.address.startswith("https://"):
        raise Refused(Why.NOT_SAFE)

    def ask(address: str, seconds: float) -> Fetched:
        return fetch(
            address, accept="application/zip, */*;q=0.1", most_bytes=MOST_BYTES, seconds=seconds,
            site=settings.SITE_URL, etag=row.etag if address == row.found_at else "",
        )  # fmt: skip

    archives = archives_of(row.address)
    # Where it was found once, it is asked for first; a host may have moved on since.
    archives = tuple(sorted(archives, key=lambda one: one.address != row.found_at))
    archive, got = read_first(archives, SECONDS, ask)
    return (None if got.unchanged else got.body), got.etag, archive


def _bring(row: Bringing, whole: bytes, folder: str, now: datetime) -> None:
    def hold() -> None:
        rows = Bringing.objects.select_for_update(of=("self",)).filter(
            pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at, stopped_at=None
        )
        if not rows.exists():
            raise TakenBack

    report = bring_in(
        row.book, Zip(BytesIO(whole), folder), by=row.person, at=now, hold=hold,
        told=lambda percent: _put(row, progress=percent),
    )  # fmt: skip
    _put(row, report=report.kept())


def _failed(row: Bringing, why: str, now: datetime) -> State:
    """Again later, if it is kept in step; after two weeks not by itself any more."""
    since = row.failing_since or now
    _put(row, why=why, content=None, failing_since=since)
    if row.keeps and now - since >= GIVE_UP:
        _put(row, stopped_at=now)
        tell_of_standing_still(row, now)
        return State.DONE
    return _rest(row, now) if row.keeps else State.DONE


def _rest(row: Bringing, now: datetime) -> State:
    rows = Bringing.objects.filter(pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at)
    again = {"state": State.WAITING, "claimed_at": None, "next_attempt": now + EVERY, "attempts": 0}
    rows.update(**again)
    return State.WAITING


def _put(row: Bringing, **changes: Any) -> None:
    rows = Bringing.objects.filter(pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at)
    rows.update(**changes)


@works_on(Embed)
def look(row: Embed, now: datetime) -> State:
    """What a page embeds: its name and its picture, while whoever asked may edit the book."""
    if row.person_id is None or not can(Viewer.of(row.person_id), "edit", row.book):
        return State.DROPPED
    why, seen = "", Seen()
    try:
        seen = look_at(row.url)
        why = "" if seen.title or seen.picture else NOTHING
    except Refused as refused:
        why = refused.why.value
    if seen.picture is not None:
        ALBUM.keep(seen.picture)
    with transaction.atomic():
        _seen(row, seen, why)
    del now
    return State.DONE


def _seen(row: Embed, seen: Seen, why: str) -> None:
    """What was there before stays, where nothing is to be had now."""
    locked(row.book)
    rows = Embed.objects.filter(pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at)
    if why:
        rows.update(why=why)
        return
    name = seen.picture.name if seen.picture else ""
    width, height = map(int, name.rpartition("-")[2].split("x")) if name else (0, 0)
    said = {"title": seen.title, "name": name, "width": width, "height": height, "why": ""}
    before = rows.values_list("name", flat=True).first()
    if rows.update(**said):
        ALBUM.discard(before or "")
        keep_embeds_again(row.book)


@works_on(Meaning)
def mean(row: Meaning, now: datetime) -> State:
    """What a page's sentences mean; nothing, where that cannot be said here."""
    from kinweave.handbook.asking import understand

    del now
    return State.DONE if understand(row.revision) else State.DROPPED


@works_on(Wording)
def read(row: Wording, now: datetime) -> State:
    """Which words stand in a page."""
    from kinweave.handbook import wording

    del now
    return State.DONE if wording.read(row) else State.DROPPED
