"""How the journal says what was done here. It names nobody but who did it, and no title."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.journal.words import words

words("handbook.begun", _("{who} began a handbook"))
words("handbook.opened", _("{who} changed for whom a handbook is"))
words("handbook.brought", _("{who} brought pages into a handbook"))
words("handbook.moved", _("{who} moved a page of a handbook"))
words("handbook.took_out", _("{who} took a page out of a handbook"))
words("handbook.put_back", _("{who} put a page of a handbook back"))
words("handbook.took_away", _("{who} took a picture or a file out of a handbook"))
words("handbook.took", _("{who} took up a proposal for a handbook"))
