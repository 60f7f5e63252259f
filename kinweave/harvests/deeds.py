"""How the journal says what was done here. It names nobody but who did it, and no title."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.journal.words import words

words("harvests.published", _("{who} left a harvest of a gathering"))
words("harvests.opened", _("{who} let a harvest be read by more people"))
words("harvests.taken_back", _("{who} took a harvest back"))
words("harvests.recording_added", _("{who} added a recording of a gathering"))
words("harvests.recording_changed", _("{who} changed what is said of a recording"))
words("harvests.recording_taken_away", _("{who} took a recording away"))
words("harvests.letter_sent", _("{who} wrote to those who came to a gathering"))
