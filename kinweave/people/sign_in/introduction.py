"""What is asked when somebody makes an account, and what can be guessed."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kinweave.people.fields import OneLine
from kinweave.people.models import Person, Profile


class Introduction(forms.Form):
    """A name; and, if their browser says it, the zone that they live in."""

    name = OneLine(
        label=_("What people call you"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-time-zone": ""})
    )

    def clean_time_zone(self) -> str:
        """A zone that there is, or the one that everybody begins with: never an error."""
        given = str(self.cleaned_data["time_zone"])
        return given if given in available_timezones() else "UTC"

    def signup(self, _request: Any, person: Person) -> None:
        """Put it down, with an empty profile."""
        person.name = self.cleaned_data["name"]
        person.time_zone = self.cleaned_data["time_zone"]
        person.language = (translation.get_language() or "")[:10]
        person.save(update_fields=["name", "time_zone", "language"])
        Profile.objects.get_or_create(person=person)
