"""What people write about gatherings. What was typed stays when something needs another word."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kinweave.access import Audience
from kinweave.fund.fields import Amount, above_nought
from kinweave.fund.money import USUAL
from kinweave.gatherings.clock import A_DAY, FIRST, LAST, instant
from kinweave.gatherings.models import Gathering, Shared
from kinweave.gatherings.models.answers import MOST_BROUGHT
from kinweave.gatherings.models.gathering import EVERY, WHICH
from kinweave.gatherings.models.posted import REMIND
from kinweave.gatherings.pictures import ALBUM
from kinweave.gatherings.refusals import NoFund
from kinweave.gatherings.rhythm import FIRST_MOST, Every, Rhythm, dates
from kinweave.people import time_zones
from kinweave.people.fields import Address, HowMany, OneLine
from kinweave.people.picture_form import WithPicture

HELP = _("To this circle's fund, in {currency}. Empty: whoever sees it may come. Whoever sees who "
         "comes then knows that they give at least so much, and not how much more. Others see the "
         "gathering, and place and link are told to those who come only.")  # fmt: skip
LONGEST = timedelta(days=14)
MOONS = (Every.FULL_MOON, Every.NEW_MOON)


def _text(label: Any, most: int, rows: int, **more: Any) -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, required=False, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    shown = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(label=label, widget=shown, validators=[_within_reach], **more)


def _within_reach(day: date) -> None:
    if not FIRST <= day <= LAST:
        raise forms.ValidationError(_("This is too far away: put a day of these years."))


class Hour(forms.TimeInput):
    """As a browser asks for it."""

    def __init__(self) -> None:
        super().__init__({"type": "time"}, "%H:%M")


class MaybeHour(Hour):
    """One that whole days do without: only whoever reads the form knows whether it is needed."""

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 - Django calls it so
        return False


NO_HOUR = {"required": _("Put an hour, or say that it is of whole days.")}


def _hour(label: Any, widget: type[Hour] = Hour, **more: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=widget, **more)


def _no_fund(_typed: str) -> None:
    raise forms.ValidationError(str(NoFund.words))


class Saying(forms.Form):
    """What a gathering says of itself."""

    name = OneLine(label=_("What it is called"), max_length=120)
    words = _text(
        _("What it is about"),
        20_000,
        8,
        help_text=_("You may use Markdown: # heading, *words*, - list."),
    )
    place = OneLine(label=_("Place"), max_length=200, required=False)
    directions = _text(_("How to get there"), 2_000, 3)
    link = forms.CharField(
        label=_("Link to join a call"), max_length=500, required=False,
        help_text=_("It begins with https://"), validators=[URLValidator(["http", "https"])],
    )  # fmt: skip
    shared = forms.ChoiceField(
        label=_("Who is told place and link"), choices=Shared.choices, initial=Shared.SEEN,
        widget=forms.RadioSelect,
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=_("Who may see it and come"), initial=Audience.CIRCLE,
        choices=[(one.value, one.label) for one in Gathering.AUDIENCES],
    )  # fmt: skip
    least = Amount(
        label=_("Only for those who give at least so much a month"), currency=USUAL[0],
        required=False,
    )  # fmt: skip
    seats = HowMany(
        label=_("Seats"), min_value=1, max_value=10_000, required=False,
        help_text=_("Empty: as many as come. Whoever comes later waits, in order."),
    )  # fmt: skip
    brings = forms.TypedChoiceField(
        label=_("Whether each may bring others"), coerce=int, required=False,
        choices=[
            (0, _("Each comes alone")),
            *((n, ngettext_lazy("Up to %(n)s other", "Up to %(n)s others", n) % {"n": n})
              for n in range(1, MOST_BROUGHT + 1)),
        ],
        help_text=_("Each of them takes a seat, too."),
    )  # fmt: skip

    def __init__(self, *args: Any, currency: str, **more: Any) -> None:
        """``currency``: in which people give to the circle; nothing, where it has no open fund."""
        super().__init__(*args, **more)
        if currency:
            least = cast(Amount, self.fields["least"])
            least.currency, least.help_text = currency, format_lazy(HELP, currency=currency)
        elif self.data.get("least", "").strip():  # the fund was closed while somebody wrote
            self.fields["least"] = OneLine(label=self.fields["least"].label, validators=[_no_fund])
        else:
            del self.fields["least"]

    def clean_least(self) -> int | None:
        """Something, or nobody is asked."""
        return above_nought(self.cleaned_data["least"])

    def clean(self) -> dict[str, Any]:
        """Where those who come give so much, they alone are told place and link."""
        found = super().clean() or {}
        if found.get("least"):
            found["shared"] = Shared.COMING
        return found

    def clean_brings(self) -> int:
        """Nobody, where nothing was chosen."""
        return int(self.cleaned_data["brings"] or 0)


class Changing(WithPicture, Saying):
    """One that is there already: also how long its dates last."""

    album = ALBUM

    minutes = HowMany(
        label=_("How many minutes each date lasts"), min_value=1,
        max_value=int(LONGEST.total_seconds()) // 60,
    )  # fmt: skip
    days = HowMany(label=_("How many days it lasts"), min_value=1, max_value=LONGEST.days)

    def __init__(self, *args: Any, all_day: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["minutes" if all_day else "days"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "days" in found:
            found["minutes"] = found.pop("days") * A_DAY
        return found


class Planning(WithPicture, Saying):
    """A new gathering: also when it is."""

    album = ALBUM

    day = _day(_("First day"))
    all_day = forms.BooleanField(
        label=_("Whole days, without hours"), required=False,
        help_text=_("It is on the same days for everybody, wherever they are."),
    )  # fmt: skip
    time = _hour(_("From"), widget=MaybeHour, error_messages=NO_HOUR)
    ends = _hour(_("To"), widget=MaybeHour, error_messages=NO_HOUR)
    last_day = _day(
        _("Last day"), required=False, help_text=_("Only if it ends on another day than it begins.")
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("A city whose clocks it goes by, also in summer time.")
    )
    every = forms.ChoiceField(
        label=_("How often"),
        choices=[(one.value, words) for one, words in EVERY.items() if one != Every.DATES],
    )
    which = forms.TypedChoiceField(
        label=_("Which weekday of the month"), coerce=int, required=False,
        help_text=_("Only for what is every month on the same weekday."),
        choices=[("", _("as on the first day")), *((n, w) for n, w in WHICH.items() if n)],
    )  # fmt: skip
    times = HowMany(
        label=_("How many times"), min_value=1, max_value=FIRST_MOST, initial=1,
        help_text=_("Then it ends, or you say that it goes on. For what is once: 1."),
    )  # fmt: skip
    field_order = (
        "name", "day", "all_day", "time", "ends", "last_day", "zone", "every", "which", "times",
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast(forms.ChoiceField, self.fields["zone"])
        field.choices = time_zones.choices(zone)
        field.initial = zone
        if self.is_bound and "all_day" in self.data:
            self.fields["time"].required = self.fields["ends"].required = False

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if {"day", "time", "ends", "zone", "every"} - found.keys():
            return found
        last, ends_on = found.pop("last_day", None) or found["day"], found.pop("ends")
        if found["all_day"]:
            found["time"] = ends_on = time()
            last += timedelta(days=1)
        starts = datetime.combine(found["day"], found["time"])
        ends = datetime.combine(last, ends_on)
        begun, over = (instant(wall, found["zone"]) for wall in (starts, ends))
        if over <= begun:
            where = "last_day" if found["all_day"] else "ends"
            self.add_error(where, _("It would end before it starts: put a later hour or day."))
        elif ends - starts > LONGEST:
            self.add_error(
                "last_day", _("It would last for more than two weeks: put an earlier one.")
            )
        elif over < timezone.now():
            self.add_error("day", _("This has passed already: put a day to come."))
        lasts = ends - starts if found["all_day"] else over - begun
        found["minutes"] = int(lasts.total_seconds() // 60)
        every, which = Every(found.pop("every")), int(found.pop("which", 0) or 0)
        if every in MOONS and begun < over:
            found["day"] = _moon_on_or_after(every, starts, found["zone"])
        if every == Every.WEEKDAY and not which:
            which = _week_of(starts)
        found["rhythm"] = Rhythm(every, which if every == Every.WEEKDAY else 0)
        times = found.get("times", 2) or 1
        found["times"] = 1 if every == Every.ONCE else times
        if every != Every.ONCE and times < 2:
            self.add_error("times", _("A rhythm needs two dates at least: put how many."))
        return found


def _moon_on_or_after(every: Every, day: datetime, zone: str) -> date:
    """Who says "at full moon, from the third on" means the first full moon from then on."""
    return dates(Rhythm(every), day - timedelta(days=1), zone, 2)[1].date()


def _week_of(day: datetime) -> int:
    """The how-maniest of its weekday in the month a day is; the fifth is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number <= 4 else -1


class Moving(forms.Form):
    """Another day or hour for a date."""

    day = _day(_("Day"))
    time = _hour(_("From"))
    following = forms.BooleanField(
        label=_("All that follow, too"), required=False,
        help_text=_("By as many days, at the same hour. Dates moved before stay where they are."),
    )  # fmt: skip

    def clean_day(self) -> date:
        """Not into the past, where nobody would find it again; a day's grace for zones."""
        day: date = self.cleaned_data["day"]
        if day < timezone.localdate() - timedelta(days=1):
            raise forms.ValidationError(_("This has passed already: put a day to come."))
        return day


class Why(forms.Form):
    """A few words on why it does not take place."""

    reason = OneLine(
        label=_("A few words for those who would have come"), max_length=300, required=False
    )


class GoingOn(forms.Form):
    """How many dates more."""

    more = HowMany(label=_("How many times more"), min_value=1, max_value=FIRST_MOST, initial=6)


class Coming(forms.Form):
    """Who would come without an account."""

    name = OneLine(label=_("Your name"), max_length=80)
    address = Address(
        label=_("Your mail address"), max_length=254,
        help_text=_("You get one letter, with a link to say whether you come."),
    )  # fmt: skip


class ByMail(forms.Form):
    """How somebody wants the dates that they come to."""

    invitations = forms.BooleanField(
        label=_("Send each date by mail, so that my calendar takes it in"), required=False,
        help_text=_("A month before it at most; and again when it moves or is off."),
    )  # fmt: skip
    remind_before = forms.TypedChoiceField(
        label=_("Remind me by mail"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Never")), *REMIND.items()],
    )  # fmt: skip
