"""What people write in a season. What was typed stays when something is to be mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinweave.people import languages, time_zones
from kinweave.people.fields import HowMany, OneLine
from kinweave.people.forms_week import NAMES, Week
from kinweave.people.models import Person
from kinweave.weaving.actions.gathering import day_is_over
from kinweave.weaving.models import Season, Wish
from kinweave.weaving.naming import People

HERE = "here"
"""The list of all who are here, by its id on the page."""
MOST_AHEAD = timedelta(days=400)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class Gathering(forms.Form):
    """A season's words, days and sizes."""

    name = OneLine(label=gettext_lazy("What it is called"), max_length=80)
    words = forms.CharField(
        label=gettext_lazy("A few words about it"), max_length=4000, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    asks = OneLine(
        label=gettext_lazy("A question of your own to those who wish for a crew"),
        max_length=300, required=False,
        help_text=gettext_lazy("What they reply is read by nobody but themselves and you."),
    )  # fmt: skip
    wishes_on = _day(gettext_lazy("Last day for wishes"))
    answers_on = _day(
        gettext_lazy("Last day for answers"),
        gettext_lazy("Crews are looked for between the two; leave a few days for each."),
    )
    starts_on = _day(
        gettext_lazy("Crews meet from"),
        gettext_lazy("Each crew meets for the first time within seven days from then."),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Days end by the clock in"))
    minutes = HowMany(
        label=gettext_lazy("Minutes of a meeting"), min_value=15, max_value=480, step_size=15
    )
    every_weeks = HowMany(label=gettext_lazy("Weeks between meetings"), min_value=1, max_value=8)
    meetings = HowMany(label=gettext_lazy("How many meetings"), min_value=1, max_value=26)
    smallest = HowMany(label=gettext_lazy("People in a crew, at least"), min_value=3, max_value=16)
    target = HowMany(label=gettext_lazy("People in a crew, best"), min_value=3, max_value=16)
    largest = HowMany(label=gettext_lazy("People in a crew, at most"), min_value=3, max_value=16)

    def __init__(self, *args: Any, now: datetime, narrow: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.now = now
        zone = self.get_initial_for_field(self.fields["zone"], "zone")
        self.fields["zone"].choices = time_zones.choices(zone or "")  # type: ignore[attr-defined]  # of a choice
        if narrow:
            for name in set(self.fields) - {"name", "words"}:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        wishes, answers, starts = (
            found.get(name) for name in ("wishes_on", "answers_on", "starts_on")
        )
        if wishes and answers and answers <= wishes:
            self.add_error(
                "answers_on", _("This lies before the last day for wishes, or is the same day.")
            )
        if answers and starts and starts <= answers:
            self.add_error(
                "starts_on", _("This lies before the last day for answers, or is the same day.")
            )
        if starts and starts > (self.now + MOST_AHEAD).date():
            self.add_error("starts_on", _("This is more than a year ahead. Is the year right?"))
        if answers and found.get("zone") and day_is_over(answers, found["zone"]) <= self.now:
            self.add_error("answers_on", _("This day is over already."))
        sizes = [found.get(name) for name in ("smallest", "target", "largest")]
        if None not in sizes and sizes != sorted(sizes):  # type: ignore[type-var]  # no None in it
            self.add_error(
                "target", _("The best size lies between the smallest and the largest of a crew.")
            )
        return found


def a_new_season(now: datetime, zone: str, like: Season | None) -> dict[str, Any]:
    """What a new season begins with: a month's days from now, and all else as in the last one."""
    today = now.date()
    found: dict[str, Any] = {
        "wishes_on": today + timedelta(days=14),
        "answers_on": today + timedelta(days=24),
        "starts_on": today + timedelta(days=31),
        "zone": zone,
        "minutes": 90, "every_weeks": 2, "meetings": 6, "smallest": 3, "target": 5, "largest": 6,
    }  # fmt: skip
    if like is not None:
        found |= as_said(like)
        length: timedelta = like.starts_on - like.wishes_on
        answers: timedelta = like.answers_on - like.wishes_on
        first: date = today + timedelta(days=14)
        found |= {
            "wishes_on": first, "answers_on": first + answers, "starts_on": first + length,
        }  # fmt: skip
    return found


def as_said(season: Season) -> dict[str, Any]:
    """A season as its form reads."""
    return {name: getattr(season, name) for name in Gathering.base_fields}


class Hours(Week):
    """Other hours than in one's wish."""

    zone = forms.ChoiceField(label=gettext_lazy("Hours are by the clock in"))

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["zone"] = zone
        fields: dict[str, Any] = self.fields
        fields["zone"].choices = time_zones.choices(zone)

    def days(self) -> Iterable[forms.BoundField]:
        """The seven lines of the week."""
        return [self[name] for name in NAMES]


class Wishing(Week):
    """Somebody's wish: three minutes, most of it filled in already."""

    intention = forms.CharField(
        label=gettext_lazy("What would you like a crew for?"), max_length=1000, required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "Only you read it. A word that you have in common with others in your crew, they read "
            "too."
        ),
    )  # fmt: skip
    reply = forms.CharField(max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages could a crew of yours speak?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one: a crew has to speak.")},
    )
    another = forms.ChoiceField(label=gettext_lazy("Another language"), required=False)
    hosting = forms.ChoiceField(
        label=gettext_lazy("Would you host a meeting now and then?"), choices=Wish.Hosting.choices,
        widget=forms.RadioSelect, initial=Wish.Hosting.MAYBE,
    )  # fmt: skip
    zone = forms.ChoiceField(label=gettext_lazy("Hours are by the clock in"))
    calls = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which calls would you join?"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Only you read it. It counts if whoever called wishes for a crew in this season, too."
        ),
    )  # fmt: skip
    wished = People(
        label=gettext_lazy("With whom would you like to be?"), most=Wish.MOST_REGARDS, names=HERE
    )
    apart = People(label=gettext_lazy("With whom rather not?"), most=Wish.MOST_REGARDS, names=HERE)

    def __init__(
        self,
        *args: Any,
        season: Season,
        people: Sequence[Person],
        calls: Sequence[tuple[int, str]],
        spoken: Collection[str],
        **more: Any,
    ) -> None:
        week_first = more.pop("initial", {})
        super().__init__(*args, **more)
        self.initial |= week_first
        fields: dict[str, Any] = self.fields
        if season.asks:
            fields["reply"].label = season.asks
            fields["reply"].help_text = _("Those who gather the season read it, nobody else.")
        else:
            del fields["reply"]
        known = sorted(((code, languages.name_of(code)) for code in spoken), key=lambda one: one[1])
        fields["languages"].choices = known
        fields["languages"].required = not (self.data.get("another") if self.is_bound else "")
        fields["another"].choices = [
            ("", _("None")),
            *(one for one in languages.all_by_name() if one[0] not in set(spoken)),
        ]
        fields["zone"].choices = time_zones.choices(str(week_first.get("zone", "")))
        if calls:
            fields["calls"].choices = calls
        else:
            del fields["calls"]
        names = [(one.pk, one.shown_name) for one in people]
        for name in ("wished", "apart"):
            fields[name].among(names)
        self.names = list(fields["wished"].by_number.values())

    def days(self) -> Iterable[forms.BoundField]:
        """The seven lines of the week."""
        return [self[name] for name in NAMES]

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        found = self.cleaned_data
        return {
            "intention": found["intention"],
            "reply": found.get("reply", ""),
            "languages": [*found["languages"], *([found["another"]] if found["another"] else [])],
            "week": self.week,
            "zone": found["zone"],
            "hosting": found["hosting"],
            "calls": found.get("calls", ()),
            "wished": found["wished"],
            "apart": found["apart"],
        }
