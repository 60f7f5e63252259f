"""What people write in a crew. What was typed stays when something needs another word."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.crews.models import LookBack, Passage
from kinweave.gatherings.clock import FIRST, LAST, instant
from kinweave.people import time_zones
from kinweave.people.fields import HowMany

MOST_MEETINGS = 26
MARKDOWN = _("You may use Markdown: # heading, *words*, - list.")


class Wording(forms.Form):
    """A passage of a charter. ``based_on``: the revision that was read."""

    words = forms.CharField(
        label=_("In your words"), max_length=Passage.LONGEST, required=False,
        widget=forms.Textarea({"rows": 8}), help_text=MARKDOWN,
    )  # fmt: skip
    based_on = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)


class LookingBack(forms.Form):
    """A few questions, none of which needs an answer."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for about, question in LookBack.About.choices:
            self.fields[about] = forms.CharField(
                label=question, max_length=LookBack.LONGEST, required=False,
                widget=forms.Textarea({"rows": 3}),
            )  # fmt: skip


class NextCycle(forms.Form):
    """The dates of another cycle."""

    day = forms.DateField(
        label=_("The first day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("A pause before it is a good idea."),
    )  # fmt: skip
    time = forms.TimeField(label=_("At"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    every_weeks = HowMany(label=_("Weeks between meetings"), min_value=1, max_value=8)
    meetings = HowMany(label=_("How many meetings"), min_value=1, max_value=MOST_MEETINGS)
    minutes = HowMany(label=_("Minutes for each"), min_value=15, max_value=600)

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.clock = zone

    def clean_day(self) -> date:
        """Within these years."""
        day: date = self.cleaned_data["day"]
        if not FIRST <= day <= LAST:
            raise forms.ValidationError(_("This is too far away: put a day of these years."))
        return day

    def clean(self) -> dict[str, Any]:
        """As one wall-clock time, which is yet to come."""
        found = super().clean() or {}
        if "day" in found and "time" in found:
            first = datetime.combine(found.pop("day"), found.pop("time"))
            if instant(first, str(found.get("zone", self.clock))) <= timezone.now():
                self.add_error("day", _("This has been. Put a day to come."))
            found["first"] = first
        return found


class FirstCycle(NextCycle):
    """The dates of a first one: also by which clock, and whether all have agreed to them."""

    zone = forms.ChoiceField(label=_("By the clocks of"))
    agreed = forms.BooleanField(
        label=_("All of us have agreed to these dates"), required=False,
        help_text=_("Then each comes unless they say otherwise. If not, each is asked."),
    )  # fmt: skip
    field_order = ("day", "time", "zone")

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        super().__init__(*args, zone=zone, **more)
        self.fields["day"].help_text = ""
        cast(forms.ChoiceField, self.fields["zone"]).choices = time_zones.choices(zone)
