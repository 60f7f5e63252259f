"""The four people of the demo whom anybody may be, and the links that sign them in."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinweave.people.models import Person

_signer = Signer(salt="kinweave.demo.persona")


@dataclass(frozen=True, slots=True)
class Persona:
    """``key``: the first name, as the texts call them. ``who``: what they are in Ferrymoor."""

    key: str
    who: str | Promise

    @property
    def address(self) -> str:
        """That of their account."""
        return f"{self.key}@example.org"

    @property
    def link(self) -> str:
        """A path that leads to a button. It holds for as long as the site keeps its secret."""
        return reverse("demo-persona", args=[_signer.sign(self.key)])

    def person(self) -> Person | None:
        """Their account; ``None`` if they have been forgotten meanwhile."""
        rows = Person.objects.present().filter(email=self.address, is_active=True)
        found: Person | None = rows.first()
        return found


PERSONAS = (
    Persona("wanda", _("a steward")),
    Persona("joaquim", _("a partner")),
    Persona("pip", _("a friend")),
    Persona("nadia", _("a newcomer")),
)


def persona_of(token: str) -> Persona | None:
    """Whose link this is; ``None`` for a forged or cut one."""
    try:
        key = _signer.unsign(token)
    except BadSignature:
        return None
    return next((one for one in PERSONAS if one.key == key), None)
