"""Whom a change of a fund is told. What the letters say is in :mod:`letters`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from kinweave.access import Viewer, can
from kinweave.circles.models import Circle, Membership, Standing
from kinweave.fund.models import Contribution, Fund
from kinweave.notices.actions import tell
from kinweave.people.models import Person


def tell_who_keeps_it(fund: Fund, before: Person | None, *, by: Person, at: datetime) -> None:
    """Whoever keeps it now, and who did, unless they did it themself; and, in their digest, those
    whose amounts are seen by another."""
    if before is not None and before != by:
        _tell("fund.keeping_ended", fund, before, at=at)
    if fund.keeper is None:
        return
    if fund.keeper != by:
        _tell("fund.keeping", fund, fund.keeper, at=at)
    giving = fund.contributions.current().exclude(person__in=[fund.keeper, by])
    for one in giving.select_related("person").order_by("pk"):
        _tell("fund.kept_by_another", fund, one.person, at=at, in_digest=True)


def tell_that_nobody_keeps_it(fund: Fund, *, but: Person, at: datetime) -> None:
    """Those who tend the circle, and can name somebody."""
    for one in who_tends(fund.circle):
        if one != but:
            _tell("fund.without_keeper", fund, one, at=at)


def tell_of_the_end(fund: Fund, given: Iterable[Contribution], *, by: Person, at: datetime) -> None:
    """Those who give, each about their own: they may have a standing order."""
    for one in given:
        if one.person != by:
            _tell("fund.closed", fund, one.person, at=at, contribution=one.pk)


def tell_of_a_correction(
    before: Contribution, after: Contribution | None, fund: Fund, *, at: datetime
) -> None:
    """Whose it is."""
    _tell(
        "fund.corrected", fund, before.person, at=at,
        before=before.pk, after=after.pk if after else 0,
    )  # fmt: skip


def who_tends(circle: Circle) -> list[Person]:
    """Its members who may change what the circle says, as things stand at this moment."""
    held = Q(person__responsibilities__circle=circle, person__responsibilities__closed_at=None)
    rows = Membership.objects.current().filter(
        held | Q(standing=Standing.PARTNER), circle=circle, circle__ended_at=None
    )
    found = {one.person_id: one.person for one in rows.select_related("person").order_by("pk")}
    return [one for number, one in found.items() if can(Viewer.of(number), "tend", circle)]


def _tell(
    letter: str, fund: Fund, receiver: Person, *, at: datetime, in_digest: bool = False, **more: int
) -> None:
    tell(
        letter,
        receiver=receiver,
        about={"fund": fund.pk, **more},
        key=f"{letter}:{fund.pk}:{receiver.pk}:{at:%Y%m%d%H%M%S%f}",
        at=at,
        circle=fund.circle,
        in_digest=in_digest,
    )
