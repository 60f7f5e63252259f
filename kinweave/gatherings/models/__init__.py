"""A gathering, its dates, who comes, and the secret addresses of calendars."""

from kinweave.gatherings.models.answers import Answer
from kinweave.gatherings.models.calendars import CalendarKey
from kinweave.gatherings.models.gathering import Gathering, Shared
from kinweave.gatherings.models.occasions import Occasion

__all__ = ["Answer", "CalendarKey", "Gathering", "Occasion", "Shared"]
