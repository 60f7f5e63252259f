"""When the digest comes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from kinweave.notices.models import Rhythm


class RhythmForm(forms.Form):
    """Never, daily, or on chosen days: three answers of equal ease."""

    when = forms.ChoiceField(
        label=_("How often news from your circles comes in one letter"),
        choices=Rhythm.When.choices,
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label=_("Days"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hour = forms.TypedChoiceField(
        label=_("Hour, by your clock"),
        choices=[(number, f"{number}:00") for number in range(24)],
        coerce=int,
    )

    def __init__(self, *args: Any, rhythm: Rhythm | None, **options: Any) -> None:
        was = rhythm or Rhythm()
        options["initial"] = {"when": was.when, "days": list(was.days), "hour": was.hour}
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Chosen days without a day would be never, said in another way."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("when") == Rhythm.When.WEEKDAYS and not said.get("days"):
            self.add_error("days", _("Choose at least one day, or “never” above."))
        return said
