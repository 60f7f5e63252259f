"""What people write about a fund, and how whatever asks for money asks how to pay."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from kinweave.fund import accounts
from kinweave.fund.fields import Amount, above_nought, line
from kinweave.fund.money import choices
from kinweave.people.models import Person

WEB = URLValidator(["http", "https"])


class HowToPay(forms.Form):
    """An account, a page elsewhere, a few words; none of them must be."""

    holder = line(_("Whose bank account it is"), accounts.HOLDER)
    iban = line(_("IBAN"), 60)
    bic = line(_("BIC"), 20, help_text=_("Only if your bank says that it is needed."))
    link = forms.CharField(
        label=_("Or a page elsewhere on which one pays"), max_length=500, required=False,
        help_text=_("It begins with https://"), validators=[WEB],
    )  # fmt: skip
    payment_words = line(_("A few words on paying"), help_text=_("Until when, say; or in parts."))

    def clean_iban(self) -> str:
        """An account that can be one."""
        typed: str = accounts.bare(self.cleaned_data["iban"])
        if typed and not accounts.is_iban(typed):
            raise forms.ValidationError(
                _("This is no IBAN: a letter or digit is missing, or two have changed places.")
            )
        return typed

    def clean_bic(self) -> str:
        """A bank that can be one."""
        typed: str = accounts.bare(self.cleaned_data["bic"])
        if typed and not accounts.is_bic(typed):
            raise forms.ValidationError(_("A BIC has 8 or 11 letters and digits."))
        return typed

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("iban") and not found.get("holder"):
            self.add_error("holder", _("A bank wants to know whose account it is."))
        return found


class Tending(HowToPay):
    """What a fund says of itself. ``people``: who may keep it."""

    words = forms.CharField(
        label=_("What it is for"), max_length=4_000, required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("What it pays, and who decides that. You may use Markdown."),
    )  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"), choices=choices)
    keeper = forms.ModelChoiceField(
        label=_("Who keeps it"), queryset=Person.objects.none(), required=False,
        empty_label=_("nobody yet"),
        help_text=_("They see who gives how much, and nobody else does; you neither, unless you "
                    "choose yourself. They are told, and can step back at any time."),
    )  # fmt: skip
    field_order = ("words", "currency", "keeper")

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        keeps = cast("forms.ModelChoiceField[Person]", self.fields["keeper"])
        keeps.queryset = people
        self.fields["payment_words"].help_text = _("A standing order, say, and to which day.")


class Giving(forms.Form):
    """So much a month."""

    def __init__(self, *args: Any, currency: str, label: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["amount"] = Amount(label=label, currency=currency)

    def clean_amount(self) -> int | None:
        """Something: nothing has a button of its own."""
        return above_nought(self.cleaned_data["amount"])
