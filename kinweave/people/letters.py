"""Letters about an account: a wish to be forgotten, and the last one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.jobs.models import State
from kinweave.notices.letters import About, Reader, letter
from kinweave.people.models import Erasure


@letter(
    "people.wish_to_be_forgotten",
    kind="account",
    what=_("You asked to be forgotten"),
    needed=True,
    sample={"until": datetime(2027, 4, 1, 12, tzinfo=UTC)},
)
def wish_to_be_forgotten(reader: Reader, about: About) -> dict[str, Any] | None:
    """Until when they can change their mind; nothing, if they already have."""
    wishes = Erasure.objects.visible_to(reader.viewer).filter(pk=about["erasure"])
    wish = wishes.filter(state=State.WAITING).first()
    return {"until": wish.next_attempt} if wish else None


@letter("people.forgotten", kind="account", what=_("You have been forgotten"), needed=True)
def forgotten(_reader: Reader, _about: About) -> dict[str, Any]:
    """It is done. There is nobody left whose permission could be asked."""
    return {}
