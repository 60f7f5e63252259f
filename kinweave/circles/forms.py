"""What people write about circles. What was typed stays when something needs another word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience
from kinweave.circles.actions.founding import lies_inside
from kinweave.circles.models import Circle, Key, Question, Responsibility, Scale, Standing
from kinweave.people.fields import Address, HowMany, OneLine
from kinweave.people.models import Person

_AROUND = [(one.value, one.label) for one in Circle.AUDIENCES]


def _words(label: Any, most: int, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea({"rows": rows}), **more
    )


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}), **more)


class Founding(forms.Form):
    """Beginning a circle. Inside another one, only smaller ones are offered."""

    scale = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect)
    name = OneLine(label=_("Its name"), max_length=80)
    about = _words(_("What it is for"), 4000, required=False)
    audience = forms.ChoiceField(
        label=_("Who may know that it exists"), choices=_AROUND, initial=Audience.CIRCLE
    )
    door = forms.ChoiceField(label=_("How people come in"), choices=Circle.Door.choices)
    friend_name = OneLine(
        label=_("What you call those who take part as they like"), max_length=40, required=False
    )
    partner_name = OneLine(
        label=_("What you call those who also tend the whole"), max_length=40, required=False
    )

    def __init__(self, *args: Any, parent: Circle | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast(forms.ChoiceField, self.fields["scale"])
        around = parent.scale if parent else None
        field.choices = [
            (scale.value, scale.label)
            for scale in Scale
            if around is None or lies_inside(scale, around)
        ]
        field.initial = Scale.CREW if parent else Scale.CONGREGATION


class Tending(forms.ModelForm):  # type: ignore[type-arg]  # Django's own takes none
    """What a circle says of itself."""

    class Meta:
        model = Circle
        fields: ClassVar = [
            "name", "about", "welcome", "audience", "door", "friend_name", "partner_name",
            "size_least", "size_most",
        ]  # fmt: skip
        field_classes: ClassVar = {
            "name": OneLine, "friend_name": OneLine, "partner_name": OneLine,
        }  # fmt: skip
        labels: ClassVar = {
            "friend_name": _("What you call those who take part as they like"),
            "partner_name": _("What you call those who also tend the whole"),
            "size_least": _("From how many people it feels like itself"),
            "size_most": _("From how many on it may be two"),
        }

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        least, most = found.get("size_least"), found.get("size_most")
        if least is not None and most is not None and least > most:
            self.add_error("size_most", _("This is less than the least: put a larger number."))
        return found


class Inviting(forms.Form):
    """A way in."""

    standing = forms.ChoiceField(label=_("They come in as"), choices=Standing.choices)
    address = Address(
        label=_("Their address"),
        required=False,
        help_text=_("With an address the link goes by mail and is for its owner alone."),
    )
    words = _words(_("A few words to them"), 1000, rows=3, required=False)
    uses = HowMany(label=_("For how many people"), min_value=1, max_value=200, initial=1)
    days = HowMany(label=_("For how many days"), min_value=1, max_value=90, initial=14)

    def __init__(self, *args: Any, circle: Circle, partners: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast(forms.ChoiceField, self.fields["standing"])
        offered = Standing if partners else [Standing.FRIEND]
        field.choices = [(one.value, circle.standing_name(one)) for one in offered]


class Joining(forms.Form):
    """A circle's questions, each a field of its own."""

    def __init__(self, *args: Any, questions: list[Question], **more: Any) -> None:
        super().__init__(*args, **more)
        for question in questions:
            self.fields[f"q{question.pk}"] = _words(question.words, 4000, required=question.needed)

    @property
    def answers(self) -> dict[int, str]:
        """What was answered, by the questions' ids."""
        return {int(name[1:]): text for name, text in self.cleaned_data.items()}


class Writing(forms.Form):
    """A message to the other side."""

    text = _words(_("Write to each other"), 4000)


class Expecting(forms.Form):
    """A version of what a circle expects."""

    text = _words(_("What we expect of each other"), 8000, rows=12)


class Asking(forms.Form):
    """A question."""

    words = OneLine(label=_("A question"), max_length=300)
    needed = forms.BooleanField(label=_("An answer is needed"), required=False)


class Holding(forms.Form):
    """A responsibility: what, which keys, who, until when."""

    name = OneLine(label=_("Its name"), max_length=80)
    decides = _words(_("What it decides"), 2000, required=False)
    keys = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=Key.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    holder = forms.ModelChoiceField(
        label=_("Who holds it"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_("Somebody else is asked first, and it stands open until they say yes."),
    )
    understudy = forms.ModelChoiceField(
        label=_("Who would take over"), queryset=Person.objects.none(), required=False
    )
    until = _day(_("Until"))

    def __init__(self, *args: Any, people: QuerySet[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("holder", "understudy"):
            cast(Any, self.fields[name]).queryset = people

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("holder") and found.get("holder") == found.get("understudy"):
            self.add_error("understudy", _("Choose somebody else than who holds it."))
        return found


class Changing(Holding):
    """The same of one that is there: who holds it changes by handing over."""

    def __init__(self, *args: Any, of: Responsibility, **more: Any) -> None:
        super().__init__(*args, **more)
        self.of = of
        del self.fields["holder"]

    def clean_understudy(self) -> Person | None:
        found: Person | None = self.cleaned_data["understudy"]
        if found and found.pk == self.of.holder_id:
            raise forms.ValidationError(_("Choose somebody else than who holds it."))
        return found


class HandingOver(forms.Form):
    """Whom to ask, until when, and what they should know."""

    taker = forms.ModelChoiceField(label=_("Whom you ask"), queryset=Person.objects.none())
    until = _day(_("Until when they would hold it"))
    notes = _words(_("What the next one should know"), 4000, rows=6, required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        cast(Any, self.fields["taker"]).queryset = people


class Wishing(forms.Form):
    """A wish for a crew."""

    words = OneLine(label=_("A few words about it"), max_length=300, required=False)
    until = _day(_("Until when it stands"))

    def clean_until(self) -> Any:
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within the next year."))
        return until
