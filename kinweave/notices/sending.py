"""The only way in which mail leaves: one row, one letter, asked again at the last moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kinweave.jobs.actions import works_on
from kinweave.jobs.held import mail_is_held
from kinweave.jobs.models import State
from kinweave.notices.composing import as_read_by, compose, reader_of
from kinweave.notices.letters import Letter, Reader, named
from kinweave.notices.models import Delivery, Stopped
from kinweave.notices.post import NotOurs, NotTaken, Refused, Unknown, hand_over

HELD = timedelta(minutes=15)
"""How long a letter waits before it asks again whether mail may leave."""

WITHOUT_ACCOUNT = 5
"""So many letters of one sort, at most, reach an address within a day if nobody here owns it."""


@works_on(Delivery)
def deliver(row: Delivery, now: datetime) -> State | None:
    """Write and send a claimed letter, if its receiver may and wants to have it."""
    if mail_is_held():
        row.postpone(now + HELD)
        return None
    return send(row, {}, now)


def send(row: Delivery, said: Mapping[str, Any], now: datetime) -> State | None:
    """Send a claimed row. ``said`` is what may not lie in the database, like a code."""
    letter = named(row.letter)
    reader = reader_of(row, letter)
    if reader is None or not wanted(letter, reader, row.circle_id):
        return State.DROPPED
    if not letter.needed and _had_enough(row, letter, now):
        row.not_taken(_("They had enough of these within a day."))
        return State.DROPPED
    with as_read_by(reader):
        context = letter.write(reader, {**row.about, **said})
        if context is None:
            return State.DROPPED
        message = compose(letter, reader, context, row)
    try:
        hand_over(message, lambda: row.hand_over(now))
    except Refused as refused:
        row.not_taken(str(refused))
        return State.FAILED
    except NotTaken as failed:
        row.not_taken(str(failed))
        row.put_back(now)
    except (Unknown, NotOurs):
        # Not ours: taken back while this process slept. Then it is not ours to settle either.
        return State.DOUBT
    return None


def wanted(letter: Letter, reader: Reader, circle: int | None) -> bool:
    """Whether its reader did not stop this kind, from everywhere or from this circle."""
    if letter.needed:
        return True
    who = reader.person.pk if reader.person else Stopped.fingerprint(reader.address)
    stopped = Stopped.objects.filter(**Stopped.by(who), kind=letter.kind)
    return not stopped.filter(Q(circle=None) | Q(circle=circle)).exists()


def _had_enough(row: Delivery, letter: Letter, now: datetime) -> bool:
    """Whether so many of this letter went to this receiver within a day that it is a nuisance.

    Two workers may both send the last one that still fits; a nuisance has no sharp edge.
    """
    recent = Delivery.objects.filter(letter=letter.name, handed_at__gt=now - timedelta(days=1))
    same = recent.filter(receiver=row.receiver_id, address__iexact=row.address)
    most = letter.a_day if row.receiver_id else min(letter.a_day, WITHOUT_ACCOUNT)
    return same.count() >= most
