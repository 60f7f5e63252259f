"""How the deeds of this app read in a circle's journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.journal.words import words

words("importing.brought", _("{who} brought in a calendar"))
words("importing.kept", _("{who} keeps a calendar in step"))
words("importing.stopped", _("{who} stopped keeping a calendar in step"))
