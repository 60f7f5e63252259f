"""A week in seven lines of text. What was typed stays when a line needs another word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinweave.people.week import NotATime, Stretch, Why, in_words, read_day, woven

LONGEST_LINE = 1000
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_WORDS = {
    Why.UNCLEAR: gettext_lazy(
        "“{piece}” is not from one time until another. Write it like this: 18:00-21:00, and put "
        "a comma before the next."
    ),
    Why.NO_SUCH_TIME: gettext_lazy(
        "“{piece}” names a time that no clock shows. Hours go from 00:00 to 24:00, as in "
        "18:00-21:00."
    ),
    Why.NO_LENGTH: gettext_lazy(
        "“{piece}” ends when it begins. For a whole day write 00:00-24:00."
    ),
    Why.TOO_SHORT: gettext_lazy(
        "“{piece}” holds no whole half hour. Begin and end on one, as in 18:00-18:30."
    ),
}


class DayField(forms.CharField):
    """The hours of one day."""

    def __init__(self, number: int) -> None:
        line = forms.TextInput(
            {
                "autocomplete": "off",
                "spellcheck": "false",
                "data-day": number,
                "data-short": WEEKDAYS_ABBR[number],
            }
        )
        super().__init__(  # type: ignore[call-arg]  # Django 5's template_name is not in the stubs
            label=WEEKDAYS[number],
            required=False,
            max_length=LONGEST_LINE,
            widget=line,
            template_name="people/week_day.html",
        )

    def clean(self, value: Any) -> tuple[Stretch, ...]:
        """The stretches of the day."""
        text = super().clean(value)
        try:
            return read_day(text)
        except NotATime as wrong:
            words = str(_WORDS[wrong.why]).format(piece=wrong.piece)
            raise forms.ValidationError(words) from wrong


class Week(forms.Form):
    """Seven days, from Monday."""

    def __init__(self, *args: Any, week: str, **more: Any) -> None:
        initial = dict(zip(NAMES, in_words(week), strict=True))
        super().__init__(*args, **{"initial": initial, **more})
        for number, name in enumerate(NAMES):
            self.fields[name] = DayField(number)

    @property
    def week(self) -> str:
        """The signs of the week."""
        return woven([self.cleaned_data[name] for name in NAMES])

    def narrowed(self) -> list[str]:
        """What is not kept as it was written, since weeks are kept in half hours, in words."""
        return [
            _("{day}: {written} is kept as {kept}, in whole half hours.").format(
                day=WEEKDAYS[number], written=one.narrowed, kept=one
            )
            for number, name in enumerate(NAMES)
            for one in self.cleaned_data[name]
            if one.narrowed
        ]
