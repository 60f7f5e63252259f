"""What does not work as things stand; each says so in words that may be shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.circles.refusals import Refusal


class Over(Refusal):
    """Another did it before, or it is not there any more."""

    words = _("That was done already, or is not there any more. Nothing has changed.")


class NotNow(Refusal):
    """Wishes are not taken at this time."""

    words = _(
        "Wishes for this season are not taken at the moment. Nothing has changed. If you would "
        "still like a crew, tell those who gather the season, or the next one."
    )


class TooLate(Refusal):
    """Answers were due."""

    words = _(
        "The day for answers is over, so this one came too late. What you had answered before "
        "stands. If a crew has begun, its people can still be asked."
    )


class Changed(Refusal):
    """The crew is another than the one that somebody answers to."""

    words = _("The crew has changed since you opened this page. Have another look, then answer.")


class UnderWay(Refusal):
    """The engine works already."""

    words = _("Crews are being looked for already. Nothing was begun a second time.")


class DaysGone(Refusal):
    """The day until which wishes come lies behind."""

    words = _("The last day for wishes is over. Choose a later one first.")


class StillOpen(Refusal):
    """Wishes still come in."""

    words = _("Wishes still come in. Crews can be looked for once the day for wishes is over.")


class NotTogether(Refusal):
    """People who cannot be one crew, for whatever reason: hours, languages, calls, what somebody
    told in private, or a lot. It is always said so, with no word more (decision 0027)."""

    words = _(
        "As things stand, these people cannot be one crew; why is never said. Nothing has changed."
    )


class TooFew(Refusal):
    """A crew that is too small to be kept as it is."""

    words = _("This crew has too few people to be kept as it is. Nothing has changed.")


class TooMany(Refusal):
    """More than the season's largest size."""

    words = _("That would be more people than a crew of this season has at most.")


class NotWhole(Refusal):
    """A proposal with crews that cannot be proposed."""

    words = _(
        "At least one crew has too few people, or no time any more that suits all of them. "
        "Change it by hand, or look for crews again; then propose."
    )
