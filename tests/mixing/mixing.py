"""Evenings that mix, in a line each; and how people read of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.utils import timezone

from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.jobs.actions import run_due
from kinweave.mixing import actions
from kinweave.mixing.models import Participant, Plan, Round, Seat
from kinweave.people.models import Person
from tests.gatherings.cast import AT, client_of, date_of


def it_is_now(gathering: Gathering) -> None:
    """Its first date has begun."""
    first = Occasion.objects.filter(gathering=gathering, number=1)
    first.update(starts_at=AT, ends_at=AT + timedelta(hours=2))


def makes(gathering: Gathering, names: Sequence[str] = (), **said: Any) -> Plan:
    """By its host, of all who said yes: two rounds of twos, unless it is ``said`` otherwise."""
    assert gathering.host is not None
    on = date_of(gathering)
    on.gathering.circle = gathering.circle
    told: dict[str, Any] = {
        "rounds": 2, "size": 2, "minutes": 10, "at": AT, "names": names,
        "answers": Answer.objects.filter(occasion=on).values_list("pk", flat=True), **said,
    }  # fmt: skip
    return actions.make(gathering.host, on, **told)


def works(at: datetime | None = None) -> int:
    """The worker has its turn, now unless it is said otherwise."""
    return run_due(at or timezone.now(), Plan)


def by_hand(plan: Plan, *rounds: Sequence[Sequence[str]]) -> Plan:
    """Groups as they are written here, by first names, without the engine."""
    Seat.objects.filter(round__plan=plan, round__began_at=None).delete()
    people = {one.called.split()[0].lower(): one for one in plan.participants.all()}
    for number, groups in enumerate(rounds, 1):
        one = Round.objects.get(plan=plan, number=number)
        for n, group in enumerate(groups, 1):
            for name in group:
                Seat.objects.create(round=one, participant=people[name], group=n)
    Plan.objects.filter(pk=plan.pk).update(mixed_at=AT, state="done")
    plan.refresh_from_db(fields=["mixed_at", "asked", "state"])
    return plan


def groups(plan: Plan, number: int = 1) -> set[str]:
    """Who sits together in a round, by first names."""
    found: dict[int, list[str]] = {}
    for seat in Seat.objects.filter(round__plan=plan, round__number=number):
        name = seat.participant.called.split()[0].lower()
        found.setdefault(seat.group, []).append(name)
    return {" ".join(sorted(some)) for some in found.values()}


def begin(host: Person, plan: Plan, after: int = 0, at: datetime = AT) -> None:
    """The next round."""
    actions.begin_next(host, plan, after=after, at=at)


def part_of(plan: Plan, name: str) -> Participant:
    """Somebody who is in, by first name."""
    return next(one for one in plan.participants.all() if one.called.split()[0].lower() == name)


def read(reader: Person, address: str) -> str:
    """A page as somebody reads it."""
    answer = client_of(reader).get(address)
    assert answer.status_code == 200, f"{answer.status_code} at {address}"
    return unescape(answer.content.decode())


def send(sender: Person, address: str, **form: Any) -> str:
    """What comes of a form."""
    answer = client_of(sender).post(address, form, follow=True)
    assert answer.status_code == 200, f"{answer.status_code} at {address}"
    return unescape(answer.content.decode())
