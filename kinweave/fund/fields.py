"""Fields of several forms."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kinweave.fund.money import Unreadable, plain, read
from kinweave.people.fields import OneLine


class Amount(OneLine):
    """An amount of one currency, in its smallest coin; ``None`` where nothing was typed."""

    def __init__(self, *, currency: str, negative: bool = False, **more: Any) -> None:
        self.currency, self.negative = currency, negative
        super().__init__(max_length=40, **more)
        self.widget.attrs |= {"inputmode": "text" if negative else "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """As one would type it."""
        return plain(value, self.currency) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The amount. What can be read in two ways is asked about."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read(typed, self.currency, negative=self.negative)
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable.words)) from unreadable


def line(label: Any, most: int = 300, **more: Any) -> OneLine:
    """A line in the host's own words, if they like."""
    return OneLine(label=label, max_length=most, required=False, **more)


def once() -> forms.CharField:
    """What a form carries along so that a button pressed twice does what it does once."""
    return forms.CharField(
        widget=forms.HiddenInput, initial=token_urlsafe, max_length=64, required=False
    )


def above_nought(amount: int | None) -> int | None:
    """For what must be something."""
    if amount is not None and amount < 1:
        raise forms.ValidationError(_("Put an amount above nought."))
    return amount
