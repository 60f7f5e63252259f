"""How to pay: an account, a page elsewhere, a few words."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

PAYMENT = ("holder", "iban", "bic", "link", "payment_words")
"""What it says, and what may hold somebody's own account."""


class SaysHowToPay(models.Model):
    """Columns of whatever people pay for. ``written_by``: who wrote the account last; it may be
    their own, and so goes with them when they are forgotten."""

    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    holder = models.CharField(max_length=70, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    link = models.URLField(max_length=500, blank=True)
    payment_words = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract: ClassVar = True

    @property
    def paid_at(self) -> str:
        """The outside link, if it leads to the web: the form takes no other."""
        return self.link if self.link.startswith(("http://", "https://")) else ""
