"""What people write about what they bring. What was typed stays when something needs a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kinweave.bringing.models import Request
from kinweave.gatherings.models import Occasion
from kinweave.people.fields import HowMany, OneLine, one_line

MOST_SPOTS = 20
MOST_TIMES = 30
A_DAY = 24 * 60
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s+(\d{1,4}))?")


def _text(label: Any, most: int, rows: int, **more: Any) -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, **{"required": False, **more})


class SlotsOpening(forms.Form):
    """What there is room for."""

    name = OneLine(
        label=_("What a slot is for"), max_length=80, help_text=_("As in: Present your project.")
    )
    minutes = HowMany(label=_("Minutes each"), min_value=1, max_value=480, initial=15)
    places = HowMany(label=_("How many on each date"), min_value=1, max_value=20, initial=1)


class Asking(forms.Form):
    """Somebody would like a slot."""

    title = OneLine(label=_("What it is about, in one line"), max_length=120)
    words = _text(_("A few words"), 1_000, 4)
    from_day = forms.DateField(
        label=_("Not before"), required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )  # fmt: skip
    not_on = forms.TypedMultipleChoiceField(
        label=_("Not on these dates"), required=False, coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    remind = forms.TypedChoiceField(
        label=_("A reminder, once it has a date"), coerce=int, choices=Request.Remind.choices,
        initial=Request.Remind.NEVER,
    )  # fmt: skip

    def __init__(self, *args: Any, dates: Sequence[Occasion], **more: Any) -> None:
        super().__init__(*args, **more)
        self.dates = {one.pk: one for one in dates}
        if self.dates:
            chosen = cast(forms.ChoiceField, self.fields["not_on"])
            chosen.choices = [(one.pk, date_format(one.day)) for one in dates]
        else:
            del self.fields["not_on"]

    def clean_not_on(self) -> list[Occasion]:
        """The dates themselves."""
        return [self.dates[number] for number in self.cleaned_data["not_on"]]


class ClinicOpening(forms.Form):
    """How much time there is."""

    places = HowMany(
        label=_("How many cases a date has time for"), min_value=1, max_value=10, initial=1
    )


class Bringing(forms.Form):
    """A case."""

    title = OneLine(label=_("Your case in one line"), max_length=120)
    words = _text(_("What it is about, as much as you like to write"), 4_000, 6)


class BoardOpening(forms.Form):
    """Where and when there is room on a day."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=date.fromisoformat)
    spots = _text(
        _("Rooms and spots, one a line"), 2_000, 5, required=True,
        help_text=_("As in: The kitchen. Under the walnut tree."),
    )  # fmt: skip
    minutes = HowMany(label=_("Minutes for each session"), min_value=1, max_value=A_DAY, initial=45)
    times = _text(
        _("When sessions begin, one a line"), 1_000, 5, required=True,
        help_text=_("As in: 10:00. For one that is longer or shorter, with its minutes: 14:00 90."),
    )  # fmt: skip

    def __init__(self, *args: Any, days: Iterable[date] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(day.isoformat(), date_format(day)) for day in days]
        if choices:
            cast(forms.ChoiceField, self.fields["day"]).choices = choices
        else:
            del self.fields["day"]

    def clean_spots(self) -> list[str]:
        """Names, each once."""
        lines = (one_line(line) for line in self.cleaned_data["spots"].splitlines())
        names = list(dict.fromkeys(filter(None, lines)))
        if too_long := next((name for name in names if len(name) > 80), ""):
            raise forms.ValidationError(
                gettext("“{name}…” is too long for a board: 80 letters at most.").format(
                    name=too_long[:20]
                )
            )
        if not names:
            raise forms.ValidationError(_("Put one room or spot at least."))
        if len(names) > MOST_SPOTS:
            raise forms.ValidationError(
                gettext("A board has room for {most} at most.").format(most=MOST_SPOTS)
            )
        return names

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "times" not in found or "minutes" not in found:
            return found
        try:
            found["times"] = self._read(found["times"], found.pop("minutes"))
        except forms.ValidationError as error:
            self.add_error("times", error)
        return found

    def _read(self, text: str, usual: int) -> list[tuple[time, int]]:
        read: dict[time, int] = {}
        for line in filter(None, map(one_line, text.splitlines())):
            match = _TIME.fullmatch(line)
            hour, minute = (int(match[1]), int(match[2])) if match else (99, 99)
            lasts = int(match[3] or usual) if match else 0
            if not match or hour > 23 or minute > 59 or not 1 <= lasts <= A_DAY:
                raise forms.ValidationError(
                    gettext("“{line}” is no time: write it as 10:00 or 10:00 45.").format(
                        line=line[:30]
                    )
                )
            read[time(hour, minute)] = lasts
        if not read:
            raise forms.ValidationError(_("Put one time at least."))
        if len(read) > MOST_TIMES:
            raise forms.ValidationError(
                gettext("A board has room for {most} at most.").format(most=MOST_TIMES)
            )
        return sorted(read.items())


class Placing(forms.Form):
    """Where on the board; nowhere yet is a place, too."""

    place = forms.ChoiceField(label=_("Where and when"), required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["place"]).choices = [
            ("", gettext("Without a place yet")), *places,
        ]  # fmt: skip

    def clean_place(self) -> tuple[int, int] | None:
        """Numbers of a spot and a stretch."""
        place = self.cleaned_data["place"]
        if not place:
            return None
        spot, stretch = place.split("-")
        return int(spot), int(stretch)


class Putting(Placing):
    """A session."""

    title = OneLine(label=_("What you would like to do, in one line"), max_length=120)
    words = _text(_("A few words"), 1_000, 4)
    field_order = ("title", "words", "place")


def days_of(occasion: Occasion) -> list[date]:
    """The days that a date touches, by its gathering's wall clock."""
    last: datetime = occasion.wall + timedelta(minutes=occasion.gathering.minutes - 1)
    return [
        occasion.day + timedelta(days=number)
        for number in range((last.date() - occasion.day).days + 1)
    ]
