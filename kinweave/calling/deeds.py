"""How the journal says what was done about calls. It names nobody but who did it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.journal.words import words

words("calling.called", _("{who} called a crew"))
words("calling.started", _("{who} started a crew that they had called"))
words("calling.let_go", _("{who} let a call for a crew go"))
