"""What cannot be done as things stand; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.gatherings.refusals import Over, Refusal

__all__ = ["Enough", "Gone", "NotComing", "Over", "Refusal", "TakenAlready"]


class Enough(Refusal):
    """As many questions, or roles, as a gathering has at most."""

    words = _("That is as many as one can keep in mind: twelve. Take one away first.")


class NotComing(Refusal):
    """It is for those who come."""

    words = _("This is for those who come: say yes or maybe first. Nothing was changed.")


class TakenAlready(Refusal):
    """No place is free."""

    words = _("Somebody was quicker: no place is free there any more.")


class Gone(Refusal):
    """It was taken away meanwhile."""

    words = _("That is not wanted any more. Nothing was changed.")
