"""Why something cannot be fetched: a kind, which a row can keep, and the words for it."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Why(StrEnum):
    """What is in the way. The values stand in rows: they stay."""

    NO_ADDRESS = "no address"
    INSIDE = "inside"
    UNKNOWN = "unknown"
    NO_ANSWER = "no answer"
    TOO_SLOW = "too slow"
    NOT_SAFE = "not safe"
    LED_AWAY = "led away"
    CLOSED = "closed"
    GONE = "gone"
    TROUBLE = "trouble"
    TOO_LARGE = "too large"
    BROKEN = "broken"


WORDS: dict[str, Promise | str] = {
    Why.NO_ADDRESS: _(
        "This is no address that can be read from here. It begins with https://, has no password "
        "in it, and no port of its own."
    ),
    Why.INSIDE: _(
        "This address leads to no place in the public internet, and only those are read from here."
    ),
    Why.UNKNOWN: _("Nobody knows a server of this name. Perhaps a letter is missing."),
    Why.NO_ANSWER: _("The server does not answer."),
    Why.TOO_SLOW: _("The server took too long to answer."),
    Why.NOT_SAFE: _("The server could not show that it is the one of this name."),
    Why.LED_AWAY: _("The address leads on and on, or to one that is not safe."),
    Why.CLOSED: _(
        "The server does not give this to everybody. Calendars often have a secret address that "
        "needs no password: use that one."
    ),
    Why.GONE: _("There is nothing at this address."),
    Why.TROUBLE: _("The server has trouble of its own at the moment."),
    Why.TOO_LARGE: _("There is more at this address than is read from here."),
    Why.BROKEN: _("What the server sent cannot be understood, or was cut off on its way."),
}


class Refused(Exception):
    """Nothing was fetched. ``why`` says what was in the way; ``str`` says so to people."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return str(WORDS[self.why])
