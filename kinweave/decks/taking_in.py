"""Making the pictures of cards that were brought in, when a worker comes to it: each as if somebody
had sent it, so that nothing of its file is kept but its colors."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kinweave.access import Viewer, can
from kinweave.decks.actions.picturing import show_picture
from kinweave.decks.models import Bringing, Card
from kinweave.decks.pictures import ALBUM
from kinweave.decks.reading import MOST_ODD
from kinweave.jobs.actions import works_on
from kinweave.jobs.models import State
from kinweave.pages import NoBook, Zip
from kinweave.pages.sources import TooLarge
from kinweave.pictures import NoPicture

KEPT = timedelta(days=30)
"""How long it is told what came in."""


@works_on(Bringing)
def take_in(row: Bringing, now: datetime) -> State | None:  # noqa: ARG001 - every kind of work is told the time
    """One picture after the other. Whoever is killed goes on where it was: a card that has one
    already is left as it is."""
    if not can(Viewer.of(row.person_id), "keep", row.deck):
        row.path.unlink(missing_ok=True)
        return State.DROPPED
    try:
        source = Zip(row.path)
    except NoBook:
        return State.FAILED
    with translation.override(row.person.language or settings.LANGUAGE_CODE):
        while row.done < len(row.wanted):
            _take(row, source, *row.wanted[row.done])
            row.done += 1
            told = {"done": row.done, "pictures": row.pictures, "odd": row.odd,
                    "unsaid": row.unsaid}  # fmt: skip
            if not row.still_at_it(timezone.now(), **told):
                return None
    row.path.unlink(missing_ok=True)
    return State.DONE


def _take(row: Bringing, source: Zip, pk: int, name: str, alt: str) -> None:
    card = Card.objects.select_related("deck__circle").filter(pk=pk, deck=row.deck_id).first()
    if card is None or card.picture:
        row.pictures += card is not None
        return
    try:
        whole = source.read(name)
        made = ALBUM.read(BytesIO(whole), len(whole))
    except NoPicture as why:
        _say(row, card, name, str(why))
    except TooLarge:
        _say(row, card, name, _("This file is larger than 8 MB. A smaller copy of it will do."))
    except (OSError, KeyError):
        _say(row, card, name, _("It cannot be unpacked."))
    else:
        show_picture(row.person, card, picture=made, alt=alt[:300])
        row.pictures += 1


def _say(row: Bringing, card: Card, name: str, why: str) -> None:
    if len(row.odd) >= MOST_ODD:
        row.unsaid += 1
        return
    words = _("“{title}” came without its picture {file}. {why}")
    row.odd.append(words.format(title=card.title, file=name[:120], why=why))


def forget_brought(now: datetime) -> int:
    """What came in a month ago, and zips that nobody will look into any more; how many."""
    old = Bringing.objects.filter(asked_at__lt=now - KEPT)
    found = old.count()
    old.delete()
    open_still = Bringing.objects.filter(state__in=[State.WAITING, State.CLAIMED])
    wanted = set(open_still.values_list("file", flat=True))
    folder = Bringing.folder()
    before = (now - timedelta(days=1)).timestamp()
    left = [
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.name not in wanted and path.stat().st_mtime < before
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return found + len(left)
