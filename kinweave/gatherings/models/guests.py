"""Those who come to a public gathering without an account."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kinweave.access import NotShown, address
from kinweave.gatherings.models.calendars import new_secret
from kinweave.gatherings.models.gathering import Gathering


class Guest(NotShown):
    """Somebody with a name and a mail address, for one gathering.

    ``secret``: the end of the address that was sent to them; holding it is their permission, since
    only whoever reads that mailbox does. ``confirmed_at``: when they first said something there.
    ``language``: of the page on which they asked.
    """

    not_shown = "it is read at its secret address; others see the name, with its answer"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(max_length=80)
    address = models.EmailField()
    language = models.CharField(max_length=10)
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "address"], name="guest_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("guest", self.secret)


def guest_with(number: int) -> Guest | None:
    """To whom a letter goes; ``None`` once they took their name out."""
    return Guest.objects.filter(pk=number).first()


def guest_at(secret: str) -> Guest | None:
    """Who holds this address."""
    rows = Guest.objects.filter(secret=secret)
    return rows.select_related("gathering__circle", "gathering__host").first()
