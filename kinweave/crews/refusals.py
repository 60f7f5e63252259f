"""What does not work as things stand; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal

__all__ = ["CannotBegin", "Laid", "NotFree", "NotYet", "Refusal", "Reworded", "Told"]


class CannotBegin(Refusal):
    """Somebody is not there any more, or the first date has passed. It does not say which."""

    words = _(
        "This crew cannot begin as it was meant: look at the people and the time once more. "
        "Nothing was changed."
    )


class Laid(Refusal):
    """Somebody laid the dates of the first cycle before."""

    words = _("Somebody of you has laid dates already. Nothing was changed.")


class NotFree(Refusal):
    """A turn that somebody else has taken, or whose meeting has been."""

    words = _("Somebody was quicker, or this meeting has been. Nothing was changed.")


class Reworded(Refusal):
    """Somebody worded a passage otherwise meanwhile."""

    words = _("Somebody changed this passage while you wrote. Both are here, and nothing is lost.")


class NotYet(Refusal):
    """It is not time for that."""

    words = _("It is not time for that yet. Nothing was changed.")


class Told(Refusal):
    """What was said stands, because the others know it now."""

    words = _("The crew knows what came of it, so this stands as it was said.")
