"""Amounts: whole numbers of a currency's smallest coin, read as people write them and shown so.

What can be read in two ways is not guessed: whoever wrote it is asked.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from django.utils.formats import get_format, number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kinweave.fund.refusals import Refusal

MOST = 10**10
"""The largest amount, in the smallest coin: what a bank's form for transfers holds."""

USUAL = ("EUR", "GBP", "USD", "CHF")
_TWO = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
    "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW"
)
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
DECIMALS = {
    code: places for codes, places in ((_NONE, 0), (_TWO, 2), (_THREE, 3)) for code in codes.split()
}
"""How many decimals each currency in use has (ISO 4217, 2024)."""

_SIGNS = {"EUR": "€", "GBP": "£", "JPY": "¥"}
"""Signs that mean one currency only; every other is written as its code."""

_MARKS = "€£¥$"
_SPACES = re.compile(r"[\s'’_]")


class UnknownCurrency(Refusal):
    """Nobody pays in it."""

    words = gettext_lazy("No currency is called that. Write its three letters, like EUR.")


class Unreadable(Refusal):
    """What was typed is no amount, or could be two; ``words`` say what to write instead."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def decimals(currency: str) -> int:
    """How many decimals a currency has. Raises :class:`UnknownCurrency`."""
    try:
        return DECIMALS[currency]
    except KeyError:
        raise UnknownCurrency from None


def choices() -> list[tuple[str, str]]:
    """The currencies to choose from, the usual ones first."""
    return [(code, code) for code in (*USUAL, *sorted(DECIMALS.keys() - set(USUAL)))]


def read(text: str, currency: str, *, point: str = "", negative: bool = False) -> int:
    """What somebody typed, in the smallest coin: ``12,50``, ``12.50``, ``1.250,00``, ``€ 12``.

    ``point``: the sign before decimals, where it is known (a file says it by its other lines);
    otherwise the reader's language helps with what has one sign and three digits behind it.
    Raises :class:`Unreadable`, with words for whoever typed it.
    """
    places = decimals(currency)
    bare = _SPACES.sub("", unicodedata.normalize("NFKC", text)).replace("−", "-")
    bare = bare.upper().replace(currency, "")
    for mark in _MARKS:
        bare = bare.replace(mark, "")
    minus, bare = bare.startswith("-"), bare.removeprefix("-").removeprefix("+")
    if len(bare) > 40 or not re.fullmatch(r"[0-9]+([.,][0-9]+)*", bare, re.ASCII):
        raise Unreadable(_("This is no amount. Write a number, like {example}.").format(
            example=_example(places)))  # fmt: skip
    whole, part = _parted(bare, places, point)
    if len(part) > places:
        raise Unreadable(
            _("{currency} has no coins that small. Write {example}.").format(
                currency=currency, example=_example(places)
            )
        )
    amount = int(whole + part.ljust(places, "0"))
    if amount > MOST:
        raise Unreadable(_("This is more than a transfer can hold."))
    if minus and amount and not negative:
        raise Unreadable(_("An amount is nought or more here."))
    return -amount if minus else amount


def _parted(bare: str, places: int, point: str) -> tuple[str, str]:
    """The digits before and behind the sign for decimals."""
    signs = [sign for sign in bare if sign in ".,"]
    if not signs:
        return bare, ""
    last, (head, tail) = signs[-1], re.split(r"[.,](?=[0-9]+$)", bare)
    if point:
        decimal = last == point
    elif len(set(signs)) == 2:
        decimal = signs.count(last) == 1
    elif len(signs) > 1 or not places:
        decimal = len(signs) == 1 and len(tail) != 3
    elif len(tail) == 3:
        decimal = last == get_format("DECIMAL_SEPARATOR")
        if decimal and places != len(tail):
            raise Unreadable(
                _("“{typed}” can be read in two ways. Write {large}, or {small}.").format(
                    typed=bare, large=f"{head}{tail}", small=f"{head}{last}{tail[:2]}"
                )
            )
    else:
        decimal = True
    groups, part = (head, tail) if decimal else (bare, "")
    others = set(groups) & set(".,")
    if others and not re.fullmatch(
        rf"[0-9]{{1,3}}([{re.escape(others.pop())}][0-9]{{3}})+", groups
    ):
        raise Unreadable(_("The signs in “{typed}” stand at odd places. Write it without any "
                           "between the thousands.").format(typed=bare))  # fmt: skip
    return re.sub(r"[.,]", "", groups), part


def _example(places: int) -> str:
    return "120" if not places else f"120{get_format('DECIMAL_SEPARATOR')}{'50'.ljust(places, '0')}"


def plain(amount: int, currency: str) -> str:
    """As one would type it, and as :func:`read` reads it: no currency, only the digits."""
    places = decimals(currency)
    value = f"{Decimal(amount).scaleb(-places):.{places}f}"
    return value.replace(".", get_format("DECIMAL_SEPARATOR"))


def shown(amount: int, currency: str) -> str:
    """As one reads it: ``€120``, ``€12.50``, ``1,250 CHF``; a language that writes the sign behind
    gets it behind."""
    places = decimals(currency)
    value = Decimal(abs(amount)).scaleb(-places)
    whole = value == value.to_integral_value()
    digits = number_format(
        value, decimal_pos=0 if whole else places, use_l10n=True, force_grouping=True
    )
    minus, sign = "−" if amount < 0 else "", _SIGNS.get(currency)
    if sign and (get_language() or "en").startswith("en"):
        return f"{minus}{sign}{digits}"
    return f"{minus}{digits}\N{NO-BREAK SPACE}{sign or currency}"
