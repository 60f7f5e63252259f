"""How groups are to be mixed, and who is in. What was typed stays when something needs a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kinweave.gatherings.models import Answer
from kinweave.mixing.models import MOST_ROUNDS, Size
from kinweave.people.fields import HowMany, one_line

MOST_NAMES = 100


class How(forms.Form):
    """So many rounds, so large, so long."""

    rounds = HowMany(label=_("Rounds"), min_value=1, max_value=MOST_ROUNDS, initial=3)
    size = forms.TypedChoiceField(
        label=_("Groups"), coerce=int, choices=Size.choices, initial=Size.THREE,
        widget=forms.RadioSelect,
        help_text=_("Where it does not come out, a group is one larger or smaller."),
    )  # fmt: skip
    minutes = HowMany(label=_("Minutes for each round"), min_value=1, max_value=240, initial=15)


class Who(forms.Form):
    """Those who said yes, and whoever else is in the room."""

    answers = forms.TypedMultipleChoiceField(
        label=_("Of those who said yes"), required=False, coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    names = forms.CharField(
        label=_("Who else is there, one name a line"), required=False, max_length=9_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "They need no account. Names stand in this plan and nowhere else. For two of one name, "
            "write something beside it."
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, said_yes: Sequence[Answer], ticked: bool = True, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choices = [(one.pk, _name(one)) for one in said_yes]
        if choices:
            field = cast(forms.MultipleChoiceField, self.fields["answers"])
            field.choices = choices
            field.initial = [number for number, _words in choices] if ticked else []
        else:
            del self.fields["answers"]

    def clean_names(self) -> list[str]:
        """Each once, as one line."""
        lines = (one_line(line) for line in self.cleaned_data["names"].splitlines())
        names = list(dict.fromkeys(filter(None, lines)))
        if too_long := next((name for name in names if len(name) > 80), ""):
            raise forms.ValidationError(
                gettext("“{name}…” is too long: a name has 80 letters at most.").format(
                    name=too_long[:20]
                )
            )
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(
                gettext("There is room for {most} names at a time.").format(most=MOST_NAMES)
            )
        return names

    @property
    def said(self) -> dict[str, Any]:
        """What an action takes."""
        return {
            "answers": self.cleaned_data.get("answers", []), "names": self.cleaned_data["names"],
        }  # fmt: skip


class Making(How, Who):
    """A plan."""

    field_order = ("rounds", "size", "minutes", "answers", "names")


def _name(answer: Answer) -> str:
    if answer.guest is not None:
        return gettext("{name}, as a guest").format(name=answer.guest.name)
    return answer.person.shown_name if answer.person is not None else ""
