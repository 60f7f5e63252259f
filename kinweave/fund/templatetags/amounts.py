"""Amounts in pages and letters."""

from __future__ import annotations

from django import template

from kinweave.fund.accounts import in_fours
from kinweave.fund.money import shown

register = template.Library()


@register.filter
def money(amount: int | None, currency: str) -> str:
    """An amount as one reads it, or nothing."""
    return "" if amount is None else shown(amount, currency)


@register.filter
def fours(text: str) -> str:
    """An account or a reference, in groups of four."""
    return in_fours(text)
