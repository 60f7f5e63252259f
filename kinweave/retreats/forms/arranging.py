"""What those who arrange it write."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kinweave.fund.fields import Amount, above_nought, line, once
from kinweave.fund.forms import HowToPay
from kinweave.fund.money import DECIMALS, choices
from kinweave.people.fields import HowMany, OneLine
from kinweave.people.models import Person
from kinweave.retreats.models import Retreat


class Planning(HowToPay):
    """What a retreat says of itself. ``people``: who may keep its money."""

    currency = forms.ChoiceField(label=_("Currency"), choices=choices)
    free = forms.BooleanField(
        label=_("People may also choose an amount of their own"), required=False
    )
    share = HowMany(
        label=_("Per cent of what is left that goes to the common fund"), min_value=0,
        max_value=100, initial=0,
        help_text=_("Everybody who may come reads it before they choose a price."),
    )  # fmt: skip
    treasurer = forms.ModelChoiceField(
        label=_("Who keeps the money"), queryset=Person.objects.none(),
        empty_label=_("choose somebody"),
        help_text=_("They see who owes what, and whoever asks to pay less asks them. You do not "
                    "see either, unless you choose yourself."),
    )  # fmt: skip
    without = line(
        _("How somebody comes who has no account here"),
        help_text=_("An address to write to, or a telephone number. It stands on the page."),
    )
    field_order = ("currency", "free", "share", "treasurer")

    def __init__(self, *args: Any, retreat: Retreat | None, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        keeps = cast("forms.ModelChoiceField[Person]", self.fields["treasurer"])
        keeps.queryset = people
        if retreat:
            # What is written is meant in the currency that is chosen beside it.
            posted = self.data.get("currency") if self.is_bound else None
            currency = posted if posted in DECIMALS else retreat.currency
            for name, label, help_text in _FREE:
                self.fields[name] = Amount(
                    label=label, help_text=help_text, currency=currency, required=False
                )
            self.order_fields(["currency", "free", *(name for name, *_rest in _FREE)])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        least, most = found.get("least"), found.get("most")
        if least is not None and most is not None and most < least:
            self.add_error("most", _("The most is less than the least."))
        suggested = found.get("suggested")
        inside = suggested is None or (
            (least is None or suggested >= least) and (most is None or suggested <= most)
        )
        if not inside:
            self.add_error("suggested", _("It is not between the least and the most."))
        return found


_FREE = (
    ("suggested", _("An amount that you suggest"), ""),
    ("least", _("The least"), _("Empty: nought is welcome.")),
    ("most", _("The most"), ""),
)


class ItemForm(forms.Form):
    """A line of the programme."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=int)
    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    ends = forms.TimeField(
        label=_("To"), widget=forms.TimeInput({"type": "time"}, "%H:%M"), required=False
    )
    title = OneLine(label=_("What it is"), max_length=120)
    words = forms.CharField(
        label=_("A few words"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    place = line(_("Where"), 120)

    def __init__(self, *args: Any, retreat: Retreat, **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast(forms.TypedChoiceField, self.fields["day"])
        field.choices = [
            (number, date_format(retreat.day(number), "l j F"))
            for number in range(1, retreat.days + 1)
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        starts, ends = found.get("starts"), found.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("It would end before it starts: put a later hour."))
        return found


class PriceForm(forms.Form):
    """A price to choose."""

    name = OneLine(
        label=_("What you call it"), max_length=60, help_text=_("Supported, standard, abundant …")
    )
    words = line(_("For whom it is"))

    def __init__(self, *args: Any, retreat: Retreat, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["amount"] = Amount(label=_("Amount"), currency=retreat.currency)
        self.order_fields(["name", "amount"])


class RoomForm(forms.Form):
    """A place to sleep."""

    name = OneLine(label=_("What it is"), max_length=60)
    beds = HowMany(label=_("How many beds"), min_value=1, max_value=1_000)
    words = line(_("A few words"))

    def __init__(self, *args: Any, retreat: Retreat, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["extra"] = Amount(
            label=_("What it adds to the price"), currency=retreat.currency, negative=True,
            required=False, help_text=_("Empty: nothing. Less than nothing for a tent, say: -20."),
        )  # fmt: skip
        self.order_fields(["name", "beds", "extra"])

    def clean_extra(self) -> int:
        """Nothing, where nothing stands."""
        return self.cleaned_data["extra"] or 0


class CostForm(forms.Form):
    """Something that had to be paid for."""

    words = OneLine(label=_("What for"), max_length=120)
    once = once()

    def __init__(self, *args: Any, retreat: Retreat, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["amount"] = Amount(label=_("Amount"), currency=retreat.currency)

    def clean_amount(self) -> int | None:
        """Something."""
        return above_nought(self.cleaned_data["amount"])


class CrewsForm(forms.Form):
    """How large the crews of a day are."""

    size = HowMany(label=_("People in a crew"), min_value=2, max_value=12, initial=4)
