"""What people write after a date. What was typed stays when something needs another word."""

from __future__ import annotations

import re
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience
from kinweave.harvests.models import Recording
from kinweave.harvests.models.harvest import AUDIENCES, CHOICES
from kinweave.people.fields import HowMany, OneLine

ENDINGS = {
    Recording.Kind.MP3: (".mp3",),
    Recording.Kind.M4A: (".m4a",),
    Recording.Kind.MP4: (".mp4", ".m4v"),
}
"""Programs for podcasts look at how an address ends, not only at the type that is told."""
_LENGTH = re.compile(r"(?:(\d{1,3}):)?(\d{1,4})(?::([0-5]?\d))?")
MARKDOWN = _("You may use Markdown: # heading, *words*, - list.")
LONGEST = 7 * 24 * 3600

People = list[tuple[int, str]]


def _area(label: Any, most: int, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea({"rows": rows}), **more
    )


class Writing(forms.Form):
    """A harvest."""

    title = OneLine(label=_("Title"), max_length=120)
    words = _area(_("What you take from it"), 20_000, 12, help_text=MARKDOWN)
    wished = forms.ChoiceField(label=_("Who may read it"), choices=CHOICES, initial="circle")
    named = forms.BooleanField(
        label=_("With my name, for whoever reads it"), required=False, initial=True
    )

    def __init__(self, *args: Any, widest: str, **more: Any) -> None:
        super().__init__(*args, **more)
        if widest != Audience.PUBLIC:
            self.fields["wished"].help_text = _(
                "Further than “{audience}” it goes once whoever hosts has opened it."
            ).format(audience=Audience(widest).label)


def _choices(label: Any, **more: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


class Noting(forms.Form):
    """Who came."""

    expected = _choices(_("They said that they come, or may"))
    others = _choices(_("Others of the circle"))

    def __init__(self, *args: Any, expected: People, others: People, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, people in (("expected", expected), ("others", others)):
            cast(forms.TypedMultipleChoiceField, self.fields[name]).choices = people
            if not people:
                del self.fields[name]

    def people(self) -> set[int]:
        """All that are ticked, by their numbers."""
        return {one for chosen in self.cleaned_data.values() for one in chosen}


class Saying(forms.Form):
    """What is said of a recording."""

    title = OneLine(label=_("Title"), max_length=120)
    kind = forms.ChoiceField(
        label=_("What the link leads to"), choices=Recording.Kind.choices, initial="page",
        help_text=_("Files that everybody may hear are in the circle's podcast, too."),
    )  # fmt: skip
    size = HowMany(
        label=_("Size of the file, in bytes"), min_value=1, max_value=2**40, required=False,
        help_text=_("Only for a file. Programs for podcasts ask for it."),
    )  # fmt: skip
    length = forms.CharField(
        label=_("How long it is"), required=False, max_length=10,
        help_text=_("As in 1:05:00 or 65:00."),
    )  # fmt: skip
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), required=True
    )
    words = _area(_("What one hears"), 4_000, 5, required=False, help_text=MARKDOWN)
    explicit = forms.BooleanField(label=_("Not for children's ears"), required=False)
    audience = forms.ChoiceField(label=_("Who may hear it"), choices=CHOICES, initial="circle")

    def clean_length(self) -> int | None:
        """In seconds."""
        said = self.cleaned_data["length"].strip()
        if not said:
            return None
        found = _LENGTH.fullmatch(said)
        if found is None:
            raise forms.ValidationError(_("Write it as in 1:05:00, or 65:00, or 65."))
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        whole = hours * 3600 + minutes * 60 + seconds
        if not 0 < whole <= LONGEST:
            raise forms.ValidationError(_("Write it as in 1:05:00, or 65:00, or 65."))
        return whole

    def link_said(self) -> str:
        """Where it lies."""
        return str(self.cleaned_data.get("link", ""))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found["seconds"] = found.pop("length", None)
        kind, link = found.get("kind", Recording.Kind.PAGE), self.link_said()
        if kind == Recording.Kind.PAGE:
            found["size"] = None
            return found
        if not found.get("size") and "size" not in self.errors:
            self.add_error("size", _("A file needs its size: look it up where the file lies."))
        endings = ENDINGS[Recording.Kind(kind)]
        if link and not urlsplit(link).path.lower().endswith(endings):
            self.add_error(
                "kind",
                _("The link of such a file ends in {ending}. Or say that it is a page.").format(
                    ending=endings[0]
                ),
            )
        return found


class Naming(forms.Form):
    """Who speaks in it."""

    speakers = _choices(_("Who speaks in it"), help_text=_(
        "Each of them is asked, and it can be heard once all have said yes. If you speak in it "
        "yourself, naming yourself is your yes."
    ))  # fmt: skip
    outsider = OneLine(
        label=_("Somebody without an account who speaks in it"), max_length=120, required=False
    )
    how = OneLine(
        label=_("How they agreed"), max_length=300, required=False,
        help_text=_("You vouch for it: “told me so on the phone on Monday”."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: People, **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.TypedMultipleChoiceField, self.fields["speakers"]).choices = people

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        outsider, how = found.pop("outsider", ""), found.pop("how", "")
        if outsider and not how:
            self.add_error("how", _("Say how they agreed; without it, it cannot be heard."))
        if not outsider and not found.get("speakers"):
            self.add_error("speakers", _("Name everybody who speaks in it: at least one."))
        found["outsiders"] = [(outsider, how)] if outsider else []
        return found


class Adding(Naming, Saying):
    """A new recording."""

    link = forms.CharField(
        label=_("Link to the recording"), max_length=500,
        help_text=_("It lies elsewhere. The link begins with https://"),
        validators=[URLValidator(["http", "https"])],
    )  # fmt: skip
    field_order = (
        "title", "link", "kind", "size", "length", "day", "words", "explicit", "audience",
        "speakers", "outsider", "how",
    )  # fmt: skip


class Changing(Saying):
    """A recording that is there: where it lies stays, and its audience widens no more."""

    def __init__(self, *args: Any, recording: Recording, **more: Any) -> None:
        super().__init__(*args, **more)
        self._link = recording.link
        reach = AUDIENCES.index(Audience(recording.audience))
        field = cast(forms.ChoiceField, self.fields["audience"])
        field.choices = CHOICES[: reach + 1]
        field.help_text = _("No further than what everybody has agreed to.")

    def link_said(self) -> str:
        return self._link


class WritingToThem(forms.Form):
    """The letter afterwards."""

    words = _area(_("Your words"), 8_000, 8, help_text=MARKDOWN)
