"""What people write about themselves. What was typed stays when something needs another word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kinweave.people import languages, time_zones
from kinweave.people.fields import OneLine
from kinweave.people.models import Field, Person, Profile, SpokenLanguage, Told, Topic
from kinweave.people.words import LONGEST, MOST, separate

Point = tuple[Decimal, Decimal]
MOST_LANGUAGES = 20
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d{1,3}(?:\.\d{1,20})?")


class SeveralWords(forms.CharField):
    """A few words each, with commas in between."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=4000, help_text=_("Commas in between."), **more)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(value or ())

    def clean(self, value: Any) -> list[str]:
        found = separate(super().clean(value))
        if len(found) > MOST:
            raise forms.ValidationError(
                _("These are {count}; up to {most} fit. Leave some out.").format(
                    count=len(found), most=MOST
                )
            )
        for words in found:
            if len(words) > LONGEST:
                raise forms.ValidationError(
                    _(
                        "“{words}…” is longer than {most} signs. Put a comma, or fewer words."
                    ).format(words=words[:30], most=LONGEST)
                )
        return found


class PointField(forms.CharField):
    """Latitude and longitude, of which one decimal is kept."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else f"{value[0]}, {value[1]}"

    def clean(self, value: Any) -> Point | None:
        text = super().clean(value)
        if not text:
            return None
        numbers = _NUMBER.findall(text)
        if len(numbers) != 2 or not re.fullmatch(r"[-+\N{MINUS SIGN}\d., ()°]*", text):
            raise forms.ValidationError(
                _("Write two numbers, first north, then east, like 48.2, 16.4. South and west "
                  "have a minus.")
            )  # fmt: skip
        north, east = (_coarse(number) for number in numbers)
        if abs(north) > 90 or abs(east) > 180:
            raise forms.ValidationError(
                _("{north}, {east} is not on earth: the first number goes to 90, the second to "
                  "180.").format(north=north, east=east)
            )  # fmt: skip
        return north, east


def _coarse(number: str) -> Decimal:
    found = Decimal(number.replace("\N{MINUS SIGN}", "-"))
    return found.quantize(Decimal("0.1"), ROUND_HALF_UP) + 0  # no minus before a zero


@dataclass(frozen=True, slots=True)
class Line:
    """A part of the page: what is told (one field or two), and who sees it."""

    field: Field
    told: BoundField
    answers: tuple[BoundField, ...]


class Telling(forms.Form):
    """A profile, each part with who sees it."""

    name = OneLine(
        label=_("What people call you"),
        max_length=80,
        help_text=_("Everybody in your circles sees it."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    pronouns = OneLine(label=_("Pronouns"), max_length=40, required=False)
    about = forms.CharField(
        label=_("A few words"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
    place = OneLine(
        label=_("Place"), max_length=80, required=False, help_text=_("As you would say it.")
    )
    point = PointField(
        label=_("A point on the map"),
        max_length=80,
        required=False,
        help_text=_("Two numbers, like 48.2, 16.4. One decimal is kept, which is some ten "
                    "kilometers: your region, not your house."),
    )  # fmt: skip
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("A city whose clocks show what yours shows.")
    )
    interests = SeveralWords(label=_("Interests"))
    skills = SeveralWords(label=_("Skills"))
    learning = SeveralWords(label=_("Would like to learn"))

    ANSWERS: ClassVar[dict[Field, tuple[str, ...]]] = {
        Field.PRONOUNS: ("pronouns",), Field.ABOUT: ("about",), Field.PLACE: ("place", "point"),
        Field.ZONE: ("time_zone",), Field.LANGUAGES: (), Field.INTERESTS: ("interests",),
        Field.SKILLS: ("skills",), Field.LEARNING: ("learning",), Field.PICTURE: (),
        Field.HOURS: (),
    }  # fmt: skip
    """Languages are rows of their own; picture and weekly hours are changed on their own pages."""

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        more["initial"] = _stands(person)
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["time_zone"]).choices = time_zones.choices(
            person.time_zone
        )
        for field in self.ANSWERS:
            self.fields[f"{field}_told"] = forms.ChoiceField(
                label=_("Who sees it"), choices=Told.choices
            )

    @property
    def lines(self) -> Iterator[Line]:
        """The parts in their order."""
        for field, answers in self.ANSWERS.items():
            yield Line(field, self[f"{field}_told"], tuple(self[name] for name in answers))

    @property
    def told(self) -> dict[str, Any]:
        """What was told, as :func:`~kinweave.people.actions.profile.tell_of_oneself` takes it."""
        found = dict(self.cleaned_data)
        found["latitude"], found["longitude"] = found.pop("point") or (None, None)
        found["topics"] = {kind: found.pop(kind) for kind in Topic.Kind.values}
        return found


def _stands(person: Person) -> dict[str, Any]:
    """What the form begins with."""
    profile = getattr(person, "profile", None) or Profile()
    words: dict[str, list[str]] = {kind: [] for kind in Topic.Kind.values}
    for topic in person.topics.all():
        words[topic.kind].append(topic.words)
    return {
        "name": person.name,
        "time_zone": person.time_zone,
        "point": profile.point,
        **{name: getattr(profile, name) for name in ("pronouns", "about", "place")},
        **{f"{field}_told": getattr(profile, f"{field}_told") for field in Telling.ANSWERS},
        **words,
    }


class Speaking(forms.Form):
    """A language and how well; without a language, the line is left out."""

    code = forms.ChoiceField(label=_("Language"), required=False)
    fluency = forms.TypedChoiceField(
        label=_("How well"),
        coerce=int,
        choices=SpokenLanguage.Fluency.choices,
        initial=SpokenLanguage.Fluency.EASE,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        names = languages.all_by_name()
        own = self.initial.get("code")
        if own and own not in languages.NAMES:
            names.append((own, own))
        cast(forms.ChoiceField, self.fields["code"]).choices = [("", _("no language")), *names]


class Languages(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's own takes none
    """Each language once."""

    def clean(self) -> None:
        codes = [code for form in self.forms if (code := form.cleaned_data.get("code"))]
        for code in codes:
            if codes.count(code) > 1:
                raise forms.ValidationError(
                    _("{language} is here twice. Keep the line that is true.").format(
                        language=languages.name_of(code)
                    )
                )

    @property
    def spoken(self) -> dict[str, int]:
        """How well, by code."""
        return {
            form.cleaned_data["code"]: form.cleaned_data["fluency"]
            for form in self.forms
            if form.cleaned_data.get("code")
        }


_Languages = forms.formset_factory(
    Speaking,
    formset=Languages,
    extra=2,
    max_num=MOST_LANGUAGES,
    absolute_max=2 * MOST_LANGUAGES,
    validate_max=True,
)


def languages_of(person: Person, said: Any = None) -> Languages:
    """The lines of somebody's languages, and two empty ones; or what they sent."""
    own = [{"code": one.code, "fluency": one.fluency} for one in person.languages.all()]
    return cast(Languages, _Languages(said, initial=own, prefix="languages"))


class Picturing(forms.Form):
    """A picture to upload."""

    picture = forms.FileField(
        label=_("A picture of you"),
        allow_empty_file=True,  # said better by what looks into the file
        help_text=_("JPEG, PNG, WebP or GIF, up to 8 MB. Its middle is cut out as a square, and "
                    "where it was taken is removed."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )  # fmt: skip
