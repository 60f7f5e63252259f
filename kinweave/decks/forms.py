"""What people write on cards and say of decks. What was typed stays when a word is missing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience
from kinweave.decks.choosing import Fitting
from kinweave.decks.models import Card
from kinweave.decks.models.cards import AUDIENCES
from kinweave.decks.opening import MOST_PACKED, is_packed
from kinweave.decks.pictures import ALBUM
from kinweave.decks.reading import MOST_BYTES
from kinweave.people.fields import HowMany, OneLine
from kinweave.people.picture_form import WithPicture

MINUTES = (5, 10, 15, 20, 30, 45)


def _text(label: Any, most: int, rows: int, **more: Any) -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, **more)


class Keeping(forms.Form):
    """What a deck says of itself."""

    name = OneLine(label=_("What it is called"), max_length=80)
    words = _text(_("A few words about it"), 2_000, 3, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    licence = OneLine(
        label=_("Licence"),
        max_length=80,
        required=False,
        help_text=_("How others may use it, as in CC BY-SA 4.0. It stands on every printed sheet."),
    )
    audience = forms.ChoiceField(
        label=_("Who may read it and draw"),
        initial=Audience.CIRCLE,
        choices=[(one.value, one.label) for one in AUDIENCES],
    )


class Writing(WithPicture):
    """A card."""

    album = ALBUM
    field_order = ("title", "text", "picture", "picture_alt", "no_picture")

    title = OneLine(label=_("Title"), max_length=80)
    text = _text(_("What it says"), 700, 5, help_text=_("You may use Markdown: *words*, - list."))
    kind = forms.ChoiceField(label=_("What kind of card"), choices=Card.Kind.choices)
    scale = forms.ChoiceField(
        label=_("For groups of which size"), choices=Card.Scale.choices, required=False
    )
    minutes = HowMany(label=_("Minutes it takes"), min_value=1, max_value=600, required=False)
    least = HowMany(label=_("How many people at least"), min_value=1, max_value=999, required=False)
    most = HowMany(label=_("How many at most"), min_value=1, max_value=999, required=False)

    def clean(self) -> dict[str, Any]:
        """At least is not more than at most."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        least, most = said.get("least"), said.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("This is less than “at least”: change one of the two."))
        return said


class Choosing(forms.Form):
    """Which cards fit. It asks nothing that must be answered, and reads odd answers as none."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All kinds")), *Card.Kind.choices], required=False
    )
    scale = forms.ChoiceField(label=_("Size"), choices=Card.Scale.choices, required=False)
    minutes = forms.TypedChoiceField(
        label=_("Time"),
        coerce=int,
        empty_value=None,
        choices=[("", _("Any time")), *((n, _("%(n)s minutes") % {"n": n}) for n in MINUTES)],
        required=False,
    )
    mine = forms.BooleanField(label=_("Only those I like"), required=False)

    @property
    def fits(self) -> Fitting:
        """What was chosen."""
        self.is_valid()
        said = self.cleaned_data
        return Fitting(said.get("kind", ""), said.get("scale", ""), said.get("minutes"))

    @property
    def only_liked(self) -> bool:
        """Whether only what the viewer likes is asked for."""
        self.is_valid()
        return bool(self.cleaned_data.get("mine"))


class Telling(forms.Form):
    """A story of using a card."""

    words = _text(_("What happened when you tried it"), 4_000, 4)


class FromFile(forms.Form):
    """A file with cards."""

    file = forms.FileField(
        label=_("A file"),
        help_text=_(
            "Markdown with a heading for each card, a table as CSV, or a zip that holds one of "
            "them and the pictures it names."
        ),
        widget=forms.FileInput({"accept": ".md,.markdown,.txt,.csv,.tsv,.zip"}),
    )

    def clean_file(self) -> Any:
        """No file of cards is so large."""
        file = self.cleaned_data["file"]
        if is_packed(file.file):
            if file.size > MOST_PACKED:
                raise forms.ValidationError(_("This zip is too large: 350 MB at most."))
        elif file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for cards: 1 MB at most."))
        return file
