"""What calendars answer by mail, and whose answer it is.

A letter proves nothing: anybody can write any sender into it. But each invitation asks that answers
go to an address of its own, which only its receiver has been sent, and which calendar programs give
back unread. So the address says who answers, to what; it is signed, and nobody finds another's.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from datetime import datetime
from email.message import Message
from email.utils import getaddresses, parseaddr

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from kinweave.access import NotAllowed, Viewer
from kinweave.gatherings.actions.answering import answer, answer_as_guest
from kinweave.gatherings.models import Answer, Guest, Occasion
from kinweave.gatherings.posting import name, receiver
from kinweave.gatherings.refusals import ForThoseWhoGive, Refusal
from kinweave.gatherings.replies import LARGEST, Reply, read_reply
from kinweave.notices.actions import tell
from kinweave.notices.inbox import receives
from kinweave.people.models import Person

_SALT = "kinweave.gatherings.answers_by_mail"
_OWN = re.compile(r"\+(\d{1,18})-(g?)(\d{1,18})-([a-z2-7]{16})@", re.IGNORECASE)


def address_for(date: int, person: int | None, guest: int | None) -> str:
    """Where this one answers to this date. Where nobody reads answers it is made of the address
    that letters come from: a calendar needs one."""
    who = f"g{guest}" if guest else str(person)
    base = settings.INBOX_ADDRESS or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    local, _, host = base.partition("@")
    return f"{local}+{date}-{who}-{_sign(f'{date}-{who}')}@{host}"


def _sign(words: str) -> str:
    """Eighty bits, in letters that survive a mail server that writes everything small."""
    digest = salted_hmac(_SALT, words, algorithm="sha256").digest()
    return b32encode(digest[:10]).decode().lower()


@receives
def take_in(letter: Message, at: datetime) -> bool:
    """Whether it was an answer of a calendar; what it said is done, where it still can be."""
    reply = _reply(letter)
    if reply is None:
        return False
    addresses = [reply.organizer, *(one for _name, one in getaddresses(_receivers(letter)))]
    for found in filter(None, (_OWN.search(one) for one in addresses)):
        date, kind, number, sign = found.groups()
        if hmac.compare_digest(sign.lower(), _sign(f"{date}-{kind.lower()}{number}")):
            _say(int(date), bool(kind), int(number), reply, at)
            return True
    return False


def _receivers(letter: Message) -> list[str]:
    names = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
    return [str(value) for name in names for value in letter.get_all(name, [])]


def _reply(letter: Message) -> Reply | None:
    for part in letter.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and len(content) <= LARGEST:
                return read_reply(content)
    return None


@transaction.atomic
def _say(date: int, guest: bool, number: int, reply: Reply, at: datetime) -> None:
    on = Occasion.objects.select_related("gathering__circle").filter(pk=date).first()
    who: Person | Guest | None = (
        Guest.objects.filter(pk=number, gathering__occasions=date).first()
        if guest
        else Person.objects.filter(pk=number, is_active=True, forgotten_at=None).first()
    )
    if on is None or who is None:
        return
    # A yes to what it was before is none to what it is now; their calendar has been sent that.
    if reply.sequence < on.sequence and reply.answer != "no":
        return
    try:
        if isinstance(who, Guest):
            said = answer_as_guest(who, on, says=reply.answer, at=at)[0]
        elif Occasion.objects.visible_to(Viewer.of(who.pk)).filter(pk=on.pk).exists():
            said = answer(who, on, says=reply.answer, at=at)[0]
        else:
            return
    except ForThoseWhoGive:
        unsaid = Answer(occasion=on, **{"guest" if isinstance(who, Guest) else "person": who})
        _write("gatherings.for_those_who_give", unsaid, f"{on.pk}:{name(unsaid)}", at)
        return
    except (Refusal, NotAllowed):
        return  # it is over or off: whoever had it in their calendar has been told
    if said.says == Answer.Says.WAITING:
        said.occasion = on
        _write("gatherings.waits", said, f"{said.pk}:{said.since.isoformat()}", at)


def _write(letter: str, to: Answer, key: str, at: datetime) -> None:
    """To whoever answered by mail, and sees no page that would say what came of it."""
    on = to.occasion
    tell(
        letter,
        **receiver(to, on.gathering, {"occasion": on.pk, "starts_at": on.starts_at.isoformat()}),
        key=f"{letter}:{key}",
        at=at,
        circle=on.gathering.circle,
    )
