"""A crewing season: who wishes for what, and the crew that is proposed to three of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kinweave.jobs.models import State
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving import actions
from kinweave.weaving.checking import fields_by_hand
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.laying import lay_crew
from kinweave.weaving.models import Left, Proposal
from tests.builders import NOW
from tests.world.cast import MEMBERS, World

WEEK = ("." * 36 + "ffffff" + "." * 6) * 7
CREW = ("friend", "crew member", "partner")


def a_crewing_season(world: World) -> None:
    """Fenna, Cleo, Pavel and Bela wish for a crew. The first three are proposed one."""
    steward, before = world["steward"], NOW - timedelta(days=9)
    days: dict[str, Any] = {
        "wishes_on": NOW.date() - timedelta(days=4),
        "answers_on": NOW.date() + timedelta(days=20),
        "starts_on": NOW.date() + timedelta(days=30),
    }
    world.season = actions.make_season(
        steward, world.riverbend, at=before, zone="Europe/Vienna", **days,
        name=world.canary("canary-season", *MEMBERS),
        words=world.canary("canary-words-of-the-season", *MEMBERS),
        asks="What do you bring?",
    )  # fmt: skip
    actions.open_season(steward, world.season, at=before)
    world.season.refresh_from_db()
    for persona in (*CREW, "blocked"):
        apart = [world["blocked"].pk] if persona == "crew member" else []
        first = world[persona].name.split()[0].lower()
        actions.say_wish(
            world[persona], world.season, at=before, week=WEEK, zone="Europe/Vienna",
            languages=["en"], hosting="maybe", apart=apart, wished=[world["partner"].pk],
            intention=world.canary(f"canary-intention-{first}", persona),
            reply=world.canary(
                f"canary-reply-{first}", persona, "steward"
            ),
        )  # fmt: skip
    world.proposal = Proposal.objects.create(
        season=world.season, number=1, seed=1, asked_by=steward, asked_at=NOW, next_attempt=NOW,
        state=State.DONE, finished_at=NOW, made_at=NOW, progress=100,
        quality={"objective": 2.0, "bound": 2.0, "proven": True},
    )  # fmt: skip
    people = [world[persona].pk for persona in CREW]
    rules = Rules(problem_of(world.season, NOW))
    lay_crew(world.proposal, 1, people, fields_by_hand(rules, people))
    Left.objects.create(
        proposal=world.proposal, person=world["blocked"], reasons=[{"kind": "next_season"}]
    )
    actions.publish(steward, world.proposal, at=NOW)
