"""What cannot be done; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal

__all__ = [
    "Answered",
    "Changed",
    "Full",
    "IsOriginal",
    "Loop",
    "Refusal",
    "SameLanguage",
    "Taken",
    "TakenByOneOutside",
]


class Changed(Refusal):
    """Somebody else wrote meanwhile."""

    words = _("Somebody else changed this page while you wrote. Nothing of either is lost.")


class Taken(Refusal):
    """Another page has this address."""

    words = _("Another page has this address. Choose another one.")


class TakenByOneOutside(Taken):
    """A page that is out of the book has this address, and gets it again when it comes back."""

    words = _(
        "A page that was taken out of the book has this address. Put that one back, or choose "
        "another address."
    )


class Loop(Refusal):
    """A page under itself."""

    words = _("A page cannot stand under itself. Nothing was moved.")


class SameLanguage(Refusal):
    """A translation into the language it is in."""

    words = _("Both pages are in the same language, so neither translates the other.")


class IsOriginal(Refusal):
    """A page that others translate already."""

    words = _("Other pages are translations of this one, so it stays the original.")


class Full(Refusal):
    """As many pictures or files as a book may have."""

    words = _("This book has as many pictures and files as it can hold. Take one away first.")


class Answered(Refusal):
    """A proposal that is open no more."""

    words = _("This was answered already. Nothing was changed.")
