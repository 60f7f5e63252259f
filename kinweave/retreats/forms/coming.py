"""What those write who come, and what the treasurer writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kinweave.fund.fields import Amount, above_nought, line, once
from kinweave.fund.money import shown
from kinweave.retreats.models import Booking, Due, Price, Retreat, Room
from kinweave.retreats.statements import LARGEST, Table

OWN, KEPT, NO_BED = "own", "kept", "none"
"""What can be chosen besides a price's number and a room's."""


class Taking(forms.Form):
    """A place: a price, a bed, a word on access and food.

    ``prices``, ``rooms``: what is offered, rooms with ``beds_taken``. ``due``: what they owe now.
    """

    price = forms.ChoiceField(label=_("What you pay"), widget=forms.RadioSelect)
    room = forms.ChoiceField(label=_("Where you sleep"), widget=forms.RadioSelect)
    notes = forms.CharField(
        label=_("What those who host should know: food, access, sleep"), max_length=2_000,
        required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("They read it, and nobody else."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        retreat: Retreat,
        prices: Iterable[Price],
        rooms: Iterable[Room],
        booking: Booking | None = None,
        due: Due | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.retreat = retreat
        self.prices = {str(one.pk): one for one in prices}
        self.rooms = {str(one.pk): one for one in rooms}
        mine = booking.room_id if booking and not booking.withdrawn_at else None
        self._offer_prices(due, standing=booking is not None and booking.withdrawn_at is None)
        self._offer_rooms(mine)
        if booking and due and not booking.withdrawn_at:
            self.initial = {**self.initial, **_as_it_is(booking, due)}
        elif retreat.free:
            self.initial = {**self.initial, "amount": retreat.suggested}

    def _offer_prices(self, due: Due | None, *, standing: bool) -> None:
        """What was chosen or agreed can be kept, whatever became of that price."""
        retreat, currency = self.retreat, self.retreat.currency
        offered = []
        if due and due.agreed_at:
            agreed = gettext("What you agreed with the treasurer: {amount}")
            offered.append((KEPT, agreed.format(amount=shown(due.amount, currency))))
        elif due and standing:
            chosen = gettext("As you chose: {amount}")
            offered.append((KEPT, chosen.format(amount=shown(due.amount, currency))))
        for number, one in self.prices.items():
            about = f"{one.name}: {shown(one.amount, currency)}"
            offered.append((number, f"{about} · {one.words}" if one.words else about))
        if retreat.free:
            offered.append((OWN, gettext("An amount of your own")))
            self.fields["amount"] = Amount(
                label=_("The amount of your own"), currency=currency, required=False,
                help_text=between(retreat),
            )  # fmt: skip
        cast(forms.ChoiceField, self.fields["price"]).choices = offered
        self.order_fields(["price", "amount", "room", "notes"])
        if len(offered) == 1:
            self.initial["price"] = offered[0][0]

    def _offer_rooms(self, mine: int | None) -> None:
        """A bed that is not free any more is said so, and still chosen by whoever has it."""
        if not self.rooms:
            del self.fields["room"]
            return
        offered = [(NO_BED, gettext("I sleep elsewhere"))]
        for number, one in self.rooms.items():
            if is_free(one) or one.pk == mine:
                extra = shown(one.extra, self.retreat.currency)
                extra = f"+{extra}" if one.extra > 0 else extra
                offered.append((number, f"{one.name}: {extra}" if one.extra else one.name))
        cast(forms.ChoiceField, self.fields["room"]).choices = offered

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("price") == OWN and "amount" not in self.errors:
            amount = found.get("amount")
            if amount is None:
                self.add_error("amount", _("Put an amount."))
            elif not self.retreat.lets(amount):
                self.add_error("amount", between(self.retreat))
        return found

    @property
    def chosen(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        return {
            "price": self.prices.get(said["price"]),
            "amount": said.get("amount") if said["price"] == OWN else None,
            "keep": said["price"] == KEPT,
            "room": self.rooms.get(said.get("room", "")),
            "notes": said["notes"],
        }


def is_free(room: Room) -> bool:
    """Whether a bed in it is free, of a room with ``beds_taken``."""
    return bool(room.beds_taken < room.beds)  # type: ignore[attr-defined]  # annotated


def between(retreat: Retreat) -> str:
    """From which amount to which one may choose, in words."""
    least, most = retreat.least or 0, retreat.most
    if most is not None:
        return gettext("Between {least} and {most}.").format(
            least=shown(least, retreat.currency), most=shown(most, retreat.currency)
        )
    if least:
        return gettext("{least} or more.").format(least=shown(least, retreat.currency))
    return gettext("Whatever is right for you; nought too.")


def _as_it_is(booking: Booking, due: Due) -> dict[str, Any]:
    own = not due.agreed_at and not due.name
    return {
        "price": KEPT,
        "amount": due.amount if own else None,
        "room": str(booking.room_id) if booking.room_id else NO_BED,
        "notes": booking.notes,
    }


class Asking(forms.Form):
    """To pay less."""

    words = forms.CharField(
        label=_("A few words, if you like"), max_length=2_000, required=False,
        widget=forms.Textarea({"rows": 4}), help_text=_("You need not explain anything."),
    )  # fmt: skip

    def __init__(self, *args: Any, retreat: Retreat, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["can_pay"] = Amount(label=_("What you can pay"), currency=retreat.currency)
        self.order_fields(["can_pay"])


class Granting(forms.Form):
    """The treasurer's yes."""

    def __init__(self, *args: Any, retreat: Retreat, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["granted"] = Amount(label=_("What they pay"), currency=retreat.currency)


class Noting(forms.Form):
    """A payment that came in."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        initial=timezone.localdate,
    )  # fmt: skip
    note = line(_("A note for yourself"))
    once = once()

    def __init__(self, *args: Any, retreat: Retreat, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["amount"] = Amount(label=_("Amount"), currency=retreat.currency)
        self.order_fields(["amount"])

    def clean_amount(self) -> int | None:
        """Something."""
        return above_nought(self.cleaned_data["amount"])

    def clean_day(self) -> date:
        """Of these years."""
        day: date = self.cleaned_data["day"]
        if not date(2000, 1, 1) <= day <= date(2100, 1, 1):
            raise forms.ValidationError(_("This is too far away: put a day of these years."))
        return day


class Bank(forms.Form):
    """A bank's list: a file, or its text; and which columns are which, where they do not say."""

    file = forms.FileField(
        label=_("The list of payments that your bank exports as CSV"), required=False,
        allow_empty_file=True, widget=forms.FileInput({"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=_("Up to 1 MB. Only lines with a reference of this retreat are kept."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Or its text"), required=False, max_length=LARGEST, strip=False,
        widget=forms.Textarea({"rows": 6}),
    )  # fmt: skip

    def ask_for_columns(self, table: Table) -> None:
        """Let somebody say which they are; what they gave stays in the form as text."""
        columns = [("", "")] + [
            (str(at), header or gettext("column {number}").format(number=at + 1))
            for at, header in enumerate(table.headers)
        ]
        for name, label, at in (
            ("day", _("Which column is the date?"), table.day),
            ("amount", _("Which column is the amount?"), table.amount),
        ):
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=columns, coerce=int, initial=at if at >= 0 else ""
            )

    def is_valid_again(self) -> bool:
        """The same, with the columns that were asked for."""
        self.full_clean()
        return self.is_valid()

    def at(self, which: str) -> int:
        """Where a column stands."""
        return int(self.cleaned_data[which])

    def keep(self, text: str) -> None:
        """What a file held goes into the form, so that it need not be given twice."""
        self.data = {**{name: self.data[name] for name in self.data}, "text": text}
