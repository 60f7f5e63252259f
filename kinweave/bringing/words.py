"""How deeds of this app read in a circle's journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kinweave.journal.words import words

words("bringing.slots_opened", _("{who} opened slots at a gathering"))
words("bringing.slots_changed", _("{who} changed the slots of a gathering"))
words("bringing.slots_closed", _("{who} closed the slots of a gathering"))
words("bringing.scheduled", _("{who} gave somebody a slot at a gathering"))
words("bringing.clinic_opened", _("{who} opened a gathering for cases"))
words("bringing.clinic_changed", _("{who} changed how a gathering takes cases"))
words("bringing.clinic_closed", _("{who} closed a gathering for cases"))
words("bringing.case_chosen", _("{who} let a case be chosen for a gathering"))
words("bringing.board_opened", _("{who} opened a board for a gathering"))
words("bringing.board_changed", _("{who} changed the board of a gathering"))
