"""What does not work as things stand; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal
from kinweave.crews.refusals import CannotBegin

__all__ = ["CannotBegin", "NoCommonTime", "NotOpen", "Refusal"]


class NotOpen(Refusal):
    """A call that is over."""

    words = _("This call is over. Nothing was changed.")


class NoCommonTime(Refusal):
    """A time at which these people cannot meet, or too many or too few of them."""

    words = _(
        "These people cannot meet at that time as things stand, or they are too many or too few. "
        "Look at the week once more: nothing was changed."
    )
