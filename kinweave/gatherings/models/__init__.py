"""A gathering, its dates, who comes, and how dates reach calendars."""

from kinweave.gatherings.models.answers import Answer
from kinweave.gatherings.models.calendars import CalendarKey
from kinweave.gatherings.models.gathering import Gathering, Shared
from kinweave.gatherings.models.guests import Guest
from kinweave.gatherings.models.hosting import hosted_by, hosted_themself_by
from kinweave.gatherings.models.occasions import Occasion
from kinweave.gatherings.models.posted import DatesByMail, Invited, Posted

__all__ = [
    "Answer",
    "CalendarKey",
    "DatesByMail",
    "Gathering",
    "Guest",
    "Invited",
    "Occasion",
    "Posted",
    "Shared",
    "hosted_by",
    "hosted_themself_by",
]
