"""The answers that calendars send back by mail, for an invitation.

Written by whatever program, and so read with patience: bare line feeds, lines cut within a
character, a byte order mark. Sources: RFC 5545 (iCalendar), RFC 5546 (iTIP), section 3.2.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import unquote

LARGEST = 100_000
"""Bytes. A reply is one event of a few lines; what is larger is something else."""

Answer = Literal["yes", "maybe", "no"]

_ANSWERS: dict[str, Answer] = {"ACCEPTED": "yes", "TENTATIVE": "maybe", "DECLINED": "no"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody's calendar answers. Anybody can write such a file: it proves nothing of whose
    answer it is. ``organizer``: the address that asked, as the invitation gave it, or nothing."""

    uid: str
    sequence: int
    address: str
    answer: Answer
    organizer: str = ""


def read_reply(data: bytes) -> Reply | None:
    """The answer to the first event of an iTIP reply (METHOD:REPLY).

    None for anything else: what is malformed, or larger than :data:`LARGEST`, or does not say who
    answers, to what, and with yes, maybe or no. Never raises, whatever the bytes.
    """
    if len(data) > LARGEST:
        return None
    event = _first_event(_FOLD.sub(b"", data).decode("utf-8-sig", errors="replace"))
    who = event.get("ATTENDEE", [])
    if len(who) != 1:
        return None  # which one of several has answered is not to be guessed
    uid = _ESCAPE.sub(_meant, _first(event, "UID", ""))
    sequence = _first(event, "SEQUENCE", "0")
    address = _address(who[0])
    answer = _ANSWERS.get(who[0].params.get("PARTSTAT", "").upper())
    # Printable: a database takes no NUL, not even to look for it.
    if not (uid and uid.isprintable() and _NUMBER.fullmatch(sequence) and address and answer):
        return None
    asked = event.get("ORGANIZER", [])
    return Reply(uid, int(sequence), address, answer, (asked and _address(asked[0])) or "")


class _Property(NamedTuple):
    params: dict[str, str]
    value: str


def _first_event(text: str) -> dict[str, list[_Property]]:
    """Its properties by their names, if it is of a reply, and whole; else nothing."""
    found: dict[str, list[_Property]] = {}
    inside: list[str] = []
    method = ""
    for name, given in filter(None, map(_read, _LINE_END.split(text))):
        value = given.value.upper()
        if name == "BEGIN":
            inside.append(value)
        elif name == "END":
            if not inside or inside.pop() != value:
                return {}
            if value == "VEVENT" and inside == ["VCALENDAR"]:
                return found if method == "REPLY" else {}
        elif name == "METHOD" and inside == ["VCALENDAR"]:
            method = value
        elif inside == ["VCALENDAR", "VEVENT"]:  # and not of an alarm within
            found.setdefault(name, []).append(given)
    return {}


def _read(line: str) -> tuple[str, _Property] | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    name, params, value = match.groups()
    known = {key.strip().upper(): word.strip('" ') for key, word in _PARAM.findall(params)}
    return name.upper(), _Property(known, value.strip())


def _first(event: dict[str, list[_Property]], name: str, otherwise: str) -> str:
    return event[name][0].value if name in event else otherwise


def _address(who: _Property) -> str | None:
    scheme, _, rest = who.value.partition(":")
    # Apple names some people by other things than addresses, and puts the address beside.
    address = unquote(rest) if scheme.lower() == "mailto" else who.params.get("EMAIL", "")
    return address if is_address(address) else None


def is_address(words: str) -> bool:
    """Whether a calendar takes this for a mail address: nothing odd about it, and one @."""
    return words.isprintable() and _ADDRESS.fullmatch(words) is not None


_ADDRESS = re.compile(r'[^@ "(),:;<>\[\\\]]+@[^@ "(),:;<>\[\\\]]+')


def _meant(escape: re.Match[str]) -> str:
    return "\n" if escape[1] in "nN" else escape[1]


_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_LINE_END = re.compile(r"[\r\n]+")
# Possessive, so that no line of any length makes them try twice.
_LINE = re.compile(r'([A-Za-z0-9-]++)((?:;[^;:="]++=(?:"[^"]*+"|[^";:])*+)*+):(.*+)')
_PARAM = re.compile(r';([^;:="]++)=((?:"[^"]*+"|[^";:])*+)')
_ESCAPE = re.compile(r"\\([\\;,nN])")
_NUMBER = re.compile("[0-9]{1,9}")
