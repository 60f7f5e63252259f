"""What people say about rounds. What was typed stays when something is to be mended."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.people.fields import OneLine
from kinweave.rounds.models import Shape

FARTHEST = timedelta(days=365)
HOUR = time(8)
_DAY = {"type": "date"}


class _ADay(forms.Form):
    day = forms.DateField(label=_("On"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))

    def clean_day(self) -> Any:
        day, today = self.cleaned_data["day"], timezone.localdate()
        if not today < day <= today + FARTHEST:
            raise forms.ValidationError(_("Choose a day from tomorrow on, within a year."))
        return day

    @property
    def moment(self) -> datetime:
        """Eight in the morning of that day, by the clock of whoever says it."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], HOUR))


class Opening(_ADay):
    """One round."""

    shape = forms.ChoiceField(
        label=_("How people meet"), choices=Shape.choices, initial=Shape.PAIRS,
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = OneLine(label=_("A few words about it"), max_length=300, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"].label = _("Pairs are made on")
        self.fields["day"].help_text = _("In the morning. Until then people count themselves in.")


class Scheduling(_ADay):
    """A round every so many weeks."""

    weeks = forms.IntegerField(label=_("Every so many weeks"), min_value=1, max_value=26, initial=4)
    shape = forms.ChoiceField(label=_("How people meet"), choices=Shape.choices)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "every-%s", **more})
        self.fields["day"].label = _("The first opens on")
        self.fields["day"].help_text = _("Pairs are made a week later.")


class Pausing(_ADay):
    """A day from which on one is in again."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "pause-%s", **more})
        self.fields["day"].label = _("Not before")
