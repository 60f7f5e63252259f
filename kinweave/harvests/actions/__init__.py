"""What people do once a date has been. The actor comes first, then what it is about; all else by
name.

Each is one transaction, asks whether the actor may, and writes the journal where all may know.
"""

from kinweave.harvests.actions.consenting import (
    agree,
    decline,
    end_consents,
    not_me,
    withdraw,
)
from kinweave.harvests.actions.harvesting import (
    change,
    draft,
    open_up,
    publish,
    take_back,
    throw_away,
)
from kinweave.harvests.actions.looking_back import (
    forget_notes,
    guests_who_came,
    note,
    receivers,
    take_out,
    taken_out,
    write_to_those_who_came,
)
from kinweave.harvests.actions.recording import add_speakers, record, say_otherwise, take_away
from kinweave.harvests.refusals import Gone, LongAgo, NotYet, Refusal, Sent

__all__ = [
    "Gone",
    "LongAgo",
    "NotYet",
    "Refusal",
    "Sent",
    "add_speakers",
    "agree",
    "change",
    "decline",
    "draft",
    "end_consents",
    "forget_notes",
    "guests_who_came",
    "not_me",
    "note",
    "open_up",
    "publish",
    "receivers",
    "record",
    "say_otherwise",
    "take_away",
    "take_back",
    "take_out",
    "taken_out",
    "throw_away",
    "withdraw",
    "write_to_those_who_came",
]
