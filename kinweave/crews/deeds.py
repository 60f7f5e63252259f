"""How the journal says what was done in a crew. It names nobody but who did it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.journal.words import words

words("crews.begun", _("{who} began a cycle of meetings"))
words("crews.charter_worded", _("{who} worded a passage of the charter"))
words("crews.turn_taken", _("{who} took a turn to host"))
words("crews.asked_what_next", _("{who} asked what comes next"))
