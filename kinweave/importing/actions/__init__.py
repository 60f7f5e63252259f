"""What people do with other calendars. The actor comes first, then what it is about."""

from kinweave.importing.actions.asking import ask, confirm, discard, forget_unconfirmed
from kinweave.importing.actions.keeping import go_on, pause, stop

__all__ = ["ask", "confirm", "discard", "forget_unconfirmed", "go_on", "pause", "stop"]
