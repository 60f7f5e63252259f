"""What people write about calls. What was typed stays when something needs another word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.calling.models import Call
from kinweave.people import languages, time_zones
from kinweave.people.fields import HowMany, OneLine
from kinweave.people.forms_week import Week

FARTHEST = timedelta(days=180)


def _day(label: Any, **more: Any) -> forms.DateField:
    shown = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(label=label, widget=shown, **more)


class Calling(forms.Form):
    """A call for a crew."""

    name = OneLine(label=_("What it is called"), max_length=80)
    words = forms.CharField(
        label=_("What you would like to do together"), max_length=4_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("A sentence is enough. You may use Markdown: # heading, *words*, - list."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What kind of crew"), choices=Call.Kind.choices)
    practice = OneLine(
        label=_("What you would do at a meeting"), max_length=300, required=False,
        help_text=_("Such as: each tells, the others listen; reading aloud; working side by side."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("In which language"))
    other = forms.ChoiceField(label=_("Or in which other one"), required=False)
    every_weeks = HowMany(label=_("Weeks between meetings"), min_value=1, max_value=8, initial=2)
    meetings = HowMany(
        label=_("How many meetings, and then it is over"), min_value=1, max_value=26, initial=6
    )
    minutes = HowMany(label=_("Minutes for each"), min_value=15, max_value=600, initial=90)
    smallest = HowMany(label=_("How many of you at least"), min_value=2, max_value=8, initial=3)
    largest = HowMany(
        label=_("How many at most"), min_value=2, max_value=8, initial=6,
        help_text=_("You are one of them. Four to six fit one table best."),
    )  # fmt: skip
    until = _day(_("Until when one can answer"))
    starts = _day(_("The first meeting is in the week from"))
    zone = forms.ChoiceField(label=_("By the clocks of"))

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        today = timezone.localdate()
        start = {
            "zone": zone, "until": today + timedelta(days=21), "starts": today + timedelta(days=28),
        }  # fmt: skip
        super().__init__(*args, **{**more, "initial": {**start, **more.get("initial", {})}})
        names = languages.all_by_name()
        self.fields["language"].choices = names  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["other"].choices = [("", _("in none")), *names]  # type: ignore[attr-defined]  # the same
        self.fields["zone"].choices = time_zones.choices(zone)  # type: ignore[attr-defined]  # the same

    def clean(self) -> dict[str, Any]:
        """As a call takes it, its days and sizes in order."""
        found = super().clean() or {}
        today = timezone.localdate()
        until, starts = found.get("until"), found.get("starts")
        if isinstance(until, date) and not today <= until <= today + FARTHEST:
            self.add_error("until", _("Put a day within the next half year."))
        elif isinstance(until, date) and isinstance(starts, date):
            if starts <= until:
                self.add_error("starts", _("Put a day after the last one on which one answers."))
            elif starts > until + FARTHEST:
                self.add_error("starts", _("Put a day within half a year after that."))
        if found.get("smallest", 0) > found.get("largest", 99):
            self.add_error("largest", _("At most cannot be fewer than at least."))
        chosen = [found.pop("language", ""), found.pop("other", "")]
        found["languages"] = list(dict.fromkeys(filter(None, chosen)))
        return found


class Answering(Week):
    """What somebody says, with their hours for it: those of the profile unless said otherwise."""

    hosts = forms.BooleanField(label=_("I would host meetings, too"), required=False)

    def __init__(self, *args: Any, week: str, hosts: bool, **more: Any) -> None:
        super().__init__(*args, week=week, **more)
        self.fields["hosts"].initial = hosts


class Asking(forms.Form):
    """A question to the caller."""

    words = forms.CharField(
        label=_("Ask something"), max_length=1_000, widget=forms.Textarea({"rows": 2})
    )


class Replying(forms.Form):
    """The caller's reply."""

    words = forms.CharField(
        label=_("Your answer"), max_length=2_000, widget=forms.Textarea({"rows": 3})
    )
    told = forms.BooleanField(
        label=_("Let everybody here read it, with the question and without who asked"),
        required=False, initial=True,
    )  # fmt: skip
