"""Reading a calendar's file (RFC 5545): what can be brought in, and what could not be read, in
words. It knows no rows, and no clock but the one it is given."""

from kinweave.importing.reading.calendar import Found, NoCalendar, read
from kinweave.importing.reading.planned import Date, Planned
from kinweave.importing.reading.remarks import Remark

__all__ = ["Date", "Found", "NoCalendar", "Planned", "Remark", "read"]
