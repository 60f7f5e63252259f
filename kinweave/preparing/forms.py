"""What people write to prepare a gathering. What was typed stays when something is to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kinweave.people.fields import HowMany, OneLine, one_line
from kinweave.preparing.actions.replying import Said
from kinweave.preparing.asked import Asked
from kinweave.preparing.models import Question, Role, Told

LONGEST_OPTION = 100
OPEN = _("I leave it open")


class Asking(forms.Form):
    """A question to those who come."""

    words = OneLine(label=_("What you ask"), max_length=300)
    hint = OneLine(label=_("A hint"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("How one replies"), choices=Question.Kind.choices)
    options = forms.CharField(
        label=_("To choose from"), max_length=1500, required=False,
        widget=forms.Textarea({"rows": 3}), help_text=_("Only for one of several: each on a line."),
    )  # fmt: skip
    told = forms.ChoiceField(
        label=_("Who is told the replies"), choices=Told.choices, initial=Told.HOST,
        widget=forms.RadioSelect, help_text=_("It is said beside the question."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") != Question.Kind.ONE or "options" not in found:
            found["options"] = ""
            return found
        lines = [one_line(line) for line in found["options"].splitlines()]
        options = list(dict.fromkeys(line for line in lines if line))
        if not 2 <= len(options) <= Question.MOST:
            self.add_error("options", _("Put two to twelve of them, each on a line of its own."))
        elif max(map(len, options)) > LONGEST_OPTION:
            self.add_error("options", _("One of them is very long: a few words are enough."))
        found["options"] = "\n".join(options)
        return found


class Replying(forms.Form):
    """A gathering's questions, each a field of its own; none has to be answered.

    Beside each question that is told to those who come goes along that the page said so. Where a
    reply was given before it did, that is a box to tick.
    """

    def __init__(self, *args: Any, asked: Sequence[Asked], **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = asked
        for one in asked:
            self.fields[f"q{one.question.pk}"] = _field(one)
            if one.question.told == Told.COMING:
                self.fields[f"t{one.question.pk}"] = _told(one)

    @property
    def replies(self) -> dict[int, Said]:
        """What is replied, by the questions' numbers. What was not on the page yet that they sent
        is not left open by them: it is still to be asked."""
        found = {}
        sent = (one.question.pk for one in self.asked if f"q{one.question.pk}" in self.data)
        for number in sent:
            told = self.cleaned_data.get(f"t{number}") in (True, Told.COMING.value)
            words = self.cleaned_data[f"q{number}"]
            found[number] = Said(words, Told.COMING if told else Told.HOST)
        return found


def _field(one: Asked) -> forms.Field:
    question = one.question
    # What a field says of itself is put on the page as HTML: a host's words are made plain first.
    told = _("Told to whoever hosts, and to members who come.")
    if question.told == Told.HOST:
        told = _("Told to whoever hosts.")
    about: dict[str, Any] = {
        "label": question.words,
        "help_text": format_html("{} {}", question.hint, told) if question.hint else told,
        "required": False,
        "initial": one.said or "",
    }
    if question.choices:
        choices = [*question.choices, ("", OPEN)]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **about)
    if question.kind == Question.Kind.LINES:
        return forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}), **about)
    return OneLine(max_length=300, **about)


def _told(one: Asked) -> forms.Field:
    if one.is_narrow:
        label = _("Tell what I replied there to members who come, too: I was not asked that before")
        return forms.BooleanField(label=label, required=False)
    return forms.CharField(required=False, widget=forms.HiddenInput, initial=Told.COMING.value)


class Opening(forms.Form):
    """A role that anybody who comes may take."""

    name = OneLine(label=_("What it is called"), max_length=60)
    words = OneLine(label=_("In a few words"), max_length=200, required=False)
    places = HowMany(
        label=_("For how many people, each time"), min_value=1, max_value=Role.MOST_PLACES,
        initial=1,
    )  # fmt: skip


class Places(forms.Form):
    """How many people a role is for."""

    places = HowMany(min_value=1, max_value=Role.MOST_PLACES)
