"""What cannot be done any more, or not yet; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Something that somebody may do, but that does not work as things stand."""

    words: Promise | str = ""

    def __str__(self) -> str:
        return str(self.words)


class Closed(Refusal):
    """An invitation, an application or an offer that is no longer open."""

    words = _("This is no longer open. Nothing has changed.")


class NotHere(Refusal):
    """Somebody is asked for who is not in the circle."""

    words = _("They are not in this circle at the moment.")


class LastPartner(Refusal):
    """Without this person nobody would tend the circle."""

    words = _("They are the only partner. Somebody else needs to be a partner first.")


class Unanswered(Refusal):
    """A question that needs an answer has none."""

    words = _("One of the questions needs an answer.")


class DoesNotFit(Refusal):
    """A circle cannot lie inside one that is not larger."""

    words = _("This kind of circle cannot be made there.")
