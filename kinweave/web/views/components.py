"""Every piece that pages are made of, in every state. For those who build pages, and for tests;
its sample words are English, since translators have enough to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinweave.circles.models import Scale
from kinweave.people.told import Shown
from kinweave.web.example import example
from kinweave.web.icons import ICONS


class Questions(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(label="Name", help_text="What people call you.")
    mail = forms.EmailField(label="E-mail")
    words = forms.CharField(label="A few words", widget=forms.Textarea, required=False)
    day = forms.DateField(
        label="Day", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    scale = forms.ChoiceField(label="Scale", choices=Scale.choices)
    told = forms.ChoiceField(
        label="Who sees it",
        choices=[("me", "only me"), ("near", "my crews and pairs")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Days",
        choices=[("mon", "Monday"), ("tue", "Tuesday")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="I have read it", help_text="Take your time.")
    picture = forms.FileField(label="Picture", required=False)


@dataclass(frozen=True, slots=True)
class Square:
    """Half an hour of a week: where it is drawn, and how many of five are free."""

    x: int
    y: int
    free: int


NAMES = ("Io Marsh", "Mads", "Temperance Oak", "Rubén", "Noor", "Ines", "Ada Anker", "Bo", "Cy")


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """The page."""
    week = [
        Square(40 + 51 * day, 24 + 14 * slot, (day * 7 + slot * slot) % 6)
        for day in range(7)
        for slot in range(14)
    ]
    context = {
        "scales": ["self", *Scale.values],
        "form": Questions(),
        "wrong": Questions({"mail": "not an address", "scale": "choir"}),
        "people": [Shown(person=n, name=name) for n, name in enumerate(NAMES)],
        "icons": sorted(ICONS),
        "week": week,
        "moment": datetime(2027, 3, 2, 19, tzinfo=UTC),
        "map": example(),
    }
    return render(request, "web/components.html", context)
