"""plan.json, written: the stable form of a plan that other programs may read.

Described for its readers in docs/plan-json.md and docs/plan.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kinweave import __version__
from kinweave.plans.reasons import reason_in_words
from kinweave.solvers.crews.problem import Crew, Plan, Problem, Season, Unplaced
from kinweave.solvers.running import Quality

# Not those of the reader's language: programs read them.
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def crew_ids(plan: Plan) -> tuple[str, ...]:
    """``crew-01`` and so on, in the order of the plan; the same in every file made from it."""
    width = max(2, len(str(len(plan.crews))))
    return tuple(f"crew-{number:0{width}d}" for number in range(1, len(plan.crews) + 1))


def plan_to_json(
    plan: Plan, problem: Problem, names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The plan as plain values. ``names``: what the reasons call people by, where they do."""
    names = names or {}
    return {
        "season": _season(problem.season),
        "crews": [
            _crew(crew_id, crew, names)
            for crew_id, crew in zip(crew_ids(plan), plan.crews, strict=True)
        ],
        "unplaced": [_unplaced(person, names) for person in plan.unplaced],
        "quality": {**_quality(plan.quality), "weights": asdict(plan.weights)},
        "seed": plan.seed,
        "version": __version__,
    }


def plan_text(document: Mapping[str, Any]) -> str:
    """The text of plan.json, to be written as UTF-8."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def starts_local(start: datetime, zone: str) -> str:
    """``Tue 19:00``: when a meeting begins by the clock of its zone."""
    local = start.astimezone(ZoneInfo(zone))
    return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"


def _season(season: Season) -> dict[str, Any]:
    return {**asdict(season), "start": season.start.isoformat()}


def _crew(crew_id: str, crew: Crew, names: Mapping[str, str]) -> dict[str, Any]:
    series = crew.times[0].series
    return {
        "id": crew_id,
        "members": list(crew.members),
        "language": crew.languages[0],
        "hosts": list(crew.hosts),
        "zone": series.zone,
        "starts_local": starts_local(series.starts[0], series.zone),
        "length_minutes": series.length_minutes,
        "meetings": [_instant(start) for start in series.starts],
        "call": crew.call,
        "score": crew.score,
        "reasons": [reason_in_words(reason, names) for reason in crew.reasons],
    }


def _instant(start: datetime) -> str:
    return f"{start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _unplaced(person: Unplaced, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "email": person.key,
        "reason": reason_in_words(person.reason, names),
        "would_help": [reason_in_words(reason, names) for reason in person.would_help],
    }


def _quality(quality: Quality) -> dict[str, Any]:
    return {
        "objective": quality.objective,
        "bound": quality.bound,
        "gap": quality.gap,
        "proven": quality.proven,
        # Rare, and then the plan may not come out the same again: said only when it is so.
        **({"cut_short": True} if quality.cut_short else {}),
    }
