"""The space of the self: its three parts in words, and what one writes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kinweave.people.models import Note

Kind = Note.Kind
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of notes: what it is called, what it is for, what could be there."""

    kind: Kind
    name: Any
    about: Any
    empty: Any
    write: Any
    all_of_them: Any


PARTS = (
    Part(
        Kind.INTENTION,
        _("Intentions"),
        _("What you would like to turn towards."),
        _("One line is enough: something to come back to when the days are full."),
        _("Write an intention"),
        _("All intentions, with those you let go"),
    ),
    Part(
        Kind.REFLECTION,
        _("Reflections"),
        _("What happened, and what you make of it."),
        _("After an evening with others, a few lines to yourself can stand here."),
        _("Write a reflection"),
        _("All reflections, with those you let go"),
    ),
    Part(
        Kind.EDGE,
        _("Learning edges"),
        _("Where you are not at ease yet, and would like to be."),
        _("Something to try, to ask for, or to do another way next time."),
        _("Write a learning edge"),
        _("All learning edges, with those you let go"),
    ),
)


def part_of(kind: str) -> Part | None:
    """The part that a word in an address or a form stands for."""
    return next((part for part in PARTS if part.kind == kind), None)


class Writing(forms.Form):
    """Words to oneself. ``part`` keeps the fields of one page apart."""

    text = forms.CharField(
        label=_("Your words"), max_length=LONGEST, widget=forms.Textarea({"rows": 5})
    )

    def __init__(self, data: Any = None, *, part: Part | None = None, **more: Any) -> None:
        super().__init__(data, auto_id=f"{part.kind}-%s" if part else "id_%s", **more)
