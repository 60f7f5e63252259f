"""Noting that people have met. Whatever brings them together calls this, and nobody else does.

An app that knows when people have met says so in the transaction that makes it known::

    met.actions.note([[anna, ben], [cleo, dan, eva]], circle=circle, how=How.ROUND,
                     key=f"round:{round.pk}", at=now)

Groups are of people's numbers; in each, everybody has met everybody. The same two, ``how`` and
``key`` are one thing: noted again, it only lasts longer. So it may be called as often as one
likes, with more groups, in any order, and from two processes at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Greatest, Least

from kinweave.circles.models import Circle
from kinweave.met.models import Met
from kinweave.people.models import Person


@transaction.atomic
def note(
    groups: Iterable[Iterable[int]], *, circle: Circle | None, how: str, key: str, at: datetime
) -> None:
    """Note that in each group all have met, in ``circle``, at the thing that ``how`` and ``key``
    name. Nobody is told; each finds it in their own space.

    Whoever was forgotten meanwhile has met nobody. Two between whom there is a block are noted like
    any two: neither sees it while there is one.
    """
    together = [frozenset(group) for group in groups]
    # In the order of their numbers, so that two who note never wait for each other; and locked, so
    # that whoever is forgotten now is so before this or after it.
    there = Person.objects.select_for_update(no_key=True).filter(
        pk__in=frozenset().union(*together), forgotten_at=None
    )
    still = set(there.order_by("pk").values_list("pk", flat=True))
    pairs = {two for group in together for two in combinations(sorted(group & still), 2)}
    if not pairs:
        return
    same = Q(how=how, key=key, one__in=still, other__in=still)
    known = {(one, other): pk for pk, one, other in _numbers(same)}
    Met.objects.bulk_create(
        [
            Met(one_id=one, other_id=other, circle=circle, how=how, key=key, since=at, last=at)
            for one, other in sorted(pairs - known.keys())
        ],
        ignore_conflicts=True,
    )
    again = [known[two] for two in pairs & known.keys()]
    Met.objects.filter(pk__in=again).update(
        since=Least("since", Value(at)), last=Greatest("last", Value(at))
    )


def _numbers(which: Q) -> Iterable[tuple[int, int, int]]:
    return Met.objects.filter(which).order_by().values_list("pk", "one", "other")
