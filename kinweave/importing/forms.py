"""Naming a calendar; saying for whom it comes in."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience
from kinweave.gatherings.models import Gathering
from kinweave.importing.reading.calendar import MOST_BYTES
from kinweave.outside import Refused, place_of
from kinweave.people import time_zones
from kinweave.people.fields import one_line


class Asking(forms.Form):
    """A file or an address."""

    file = forms.FileField(
        label=_("A file"), required=False, allow_empty_file=True,
        help_text=_("As calendar programs export it. It ends in .ics."),
        widget=forms.FileInput({"accept": ".ics,text/calendar"}),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Or its address"), required=False, max_length=2_000,
        help_text=_(
            "It begins with https:// or webcal://. Many calendars have a secret one; here nobody "
            "but you sees it."
        ),
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip
    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("For what the calendar tells in no zone of its own.")
    )

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast(forms.ChoiceField, self.fields["zone"])
        field.choices = time_zones.choices(zone)
        field.initial = zone

    def clean_file(self) -> Any:
        """Not larger than what is read."""
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 5 MB. Export fewer years of it.")
            )
        return file

    def clean_address(self) -> str:
        """An address that could be read; whether it can, the job says."""
        text = str(self.cleaned_data["address"]).strip()
        for scheme in ("webcal://", "webcals://"):
            if text.lower().startswith(scheme):
                text = "https://" + text[len(scheme) :]
        if text:
            try:
                place_of(text)
            except Refused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return text

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if self.errors:
            return found
        if not found.get("file") and not found.get("address"):
            self.add_error("file", _("Choose a file, or put an address below."))
        elif found.get("file") and found.get("address"):
            self.add_error("address", _("Either a file or an address: take one of them away."))
        return found

    @property
    def asked(self) -> dict[str, Any]:
        """What the action is given."""
        file = self.cleaned_data.get("file")
        return {
            "content": file.read() if file else None,
            "called": one_line(file.name)[:120] if file else "",
            "address": self.cleaned_data["address"],
            "zone": self.cleaned_data["zone"],
        }


class Confirming(forms.Form):
    """For whom, and whether it goes on."""

    audience = forms.ChoiceField(
        label=_("Who may see it and come"), initial=Audience.CIRCLE,
        choices=[(one.value, one.label) for one in Gathering.AUDIENCES],
    )  # fmt: skip
    keep = forms.BooleanField(
        label=_("Keep it in step"), required=False, initial=True,
        help_text=_("Every few hours, what changed there changes here. You can stop it."),
    )  # fmt: skip
    tell = forms.BooleanField(
        label=_("Tell the members, once, in their digest"), required=False, initial=True
    )

    def __init__(self, *args: Any, address: str, **more: Any) -> None:
        super().__init__(*args, **more)
        if not address:
            del self.fields["keep"]
