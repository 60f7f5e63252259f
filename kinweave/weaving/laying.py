"""A plan of the engine as rows, and rows as a plan.

What is kept of reasons holds nothing that somebody said in private: not how many wishes to be
together came true, nor how many have met, nor how many asked to join a call.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from kinweave.access import Kept, some
from kinweave.solvers.crews import problem as engine
from kinweave.solvers.running import Quality, Reason
from kinweave.weaving.models import Left, Place, Proposal, ProposedCrew

PRIVATE = {"call", "met", "wishes"}
TIMES_KEPT = 6
OPEN_PARTS = ("time", "interests", "host", "size", "places")


def told(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Reasons as a row keeps them."""
    return [{"kind": one.kind, **one.values} for one in reasons if one.kind not in PRIVATE]


def reasons_of(rows: Iterable[dict[str, Any]]) -> list[Reason]:
    """And back."""
    return [
        Reason(str(row["kind"]), {name: value for name, value in row.items() if name != "kind"})
        for row in rows
    ]


def times_of(crew: engine.Crew) -> list[dict[str, Any]]:
    """Its times as a row keeps them, the proposed one first."""
    return [
        {
            "zone": time.series.zone,
            "starts": [start.isoformat() for start in time.series.starts],
            "if_need_be": list(time.if_need_be),
        }
        for time in crew.times[:TIMES_KEPT]
    ]


def fields_of(crew: engine.Crew) -> dict[str, Any]:
    """What a row keeps of a crew beside its people."""
    return {
        "languages": list(crew.languages),
        "times": times_of(crew),
        "score": crew.score,
        "parts": crew.parts,
        "reasons": told(crew.reasons),
    }


def lay_crew(
    proposal: Proposal, number: int, members: Iterable[int], fields: dict[str, Any]
) -> ProposedCrew:
    """A new crew with its people."""
    crew = ProposedCrew.objects.create(proposal=proposal, number=number, **fields)
    Place.objects.bulk_create(
        Place(proposal=proposal, crew=crew, person_id=person) for person in members
    )
    return crew


def lay_left(proposal: Proposal, plan: engine.Plan) -> None:
    """Who is in no crew, in place of what was said before."""
    Left.objects.filter(proposal=proposal).delete()
    Left.objects.bulk_create(
        Left(
            proposal=proposal,
            person_id=int(one.key),
            reasons=told([one.reason, *one.would_help]),
        )
        for one in plan.unplaced
    )


def quality_of(quality: Quality) -> dict[str, Any]:
    """How good the engine says it is."""
    return {"objective": quality.objective, "bound": quality.bound, "proven": quality.proven}


def people_in(crews: Sequence[ProposedCrew]) -> dict[int, list[int]]:
    """The people of each crew, by their numbers."""
    found: dict[int, list[int]] = {one.pk: [] for one in crews}
    for crew, person in _places.ask(crews=list(found)) if found else ():
        found[crew].append(person)
    return found


def _in_crews() -> QuerySet[Place, tuple[int, int]]:
    rows = Place.objects.filter(crew__in=some("crews")).order_by("pk")
    return rows.values_list("crew", "person")


_places = Kept(_in_crews)


def crew_size(crew: ProposedCrew) -> int:
    """How many it was when it was described."""
    sizes = (one["size"] for one in crew.reasons if one["kind"] == "size")
    return int(next(sizes, 0))
