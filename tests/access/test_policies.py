"""Who may do what, of the cast: every rule, asked directly, whatever stands before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kinweave.access import Viewer, can
from kinweave.access.policies import policies
from kinweave.crews.models import Turn
from kinweave.decks.models import Story
from kinweave.gatherings.models import Gathering
from kinweave.notices.models import Delivery
from tests.world import MEMBERS, PERSONAS, POD, World

SIGNED_IN = {*PERSONAS} - {"anonymous"}
PARTNERS = {"partner", "steward"}
Thing = Callable[[World], Any]


def turn_of(world: World, persona: str) -> Turn:
    """Somebody's turn to host in the pod."""
    return Turn.objects.get(host=world[persona])


MAY: dict[str, tuple[Thing, set[str]]] = {
    "take part Circle": (lambda world: world.riverbend, {*MEMBERS}),
    "begin inside Circle": (lambda world: world.riverbend, {*MEMBERS}),
    "invite Circle": (lambda world: world.riverbend, PARTNERS),
    "answer Circle": (lambda world: world.riverbend, PARTNERS),
    "welcome Circle": (lambda world: world.riverbend, {"steward"}),
    "tend Circle": (lambda world: world.riverbend, {"steward"}),
    "appoint Circle": (lambda world: world.riverbend, {"steward"}),
    "end Circle": (lambda world: world.riverbend, {"steward"}),
    "step forward Circle": (lambda world: world.tuesday_pod, {*POD}),
    "apply Circle": (lambda world: world.millrace, SIGNED_IN - {"stranger"}),
    "revoke Invitation": (lambda world: world.invitation, {"stranger"}),
    "undo Ending": (lambda world: world.ending, {"stranger"}),
    "write Application": (lambda world: world.application, {"former member", *PARTNERS}),
    "answer Application": (lambda world: world.application, PARTNERS),
    "withdraw Application": (lambda world: world.application, {"former member"}),
    "hand over Responsibility": (lambda world: world.responsibility, {"steward"}),
    "answer Handover": (lambda world: world.handover, {"partner"}),
    "take back Handover": (lambda world: world.handover, {"steward"}),
    "change Person": (lambda world: world.cleo, {"crew member"}),
    "block Person": (lambda world: world.cleo, SIGNED_IN - {"crew member"}),
    "open rounds Circle": (lambda world: world.riverbend, {"steward"}),
    "count in Circle": (lambda world: world.riverbend, {*MEMBERS}),
    "say Meeting": (lambda world: world.meeting, {"friend", "crew member"}),
    "give Fund": (lambda world: world.fund, {*MEMBERS}),
    "keep Fund": (lambda world: world.fund, {"partner"}),
    "host in Circle": (lambda world: world.riverbend, {*MEMBERS}),
    "host Gathering": (lambda world: world.soup, {"crew member", "steward"}),
    "take on Gathering": (lambda world: Gathering(circle=world.riverbend), {*MEMBERS}),
    "answer Gathering": (lambda world: world.soup, {*MEMBERS}),
    "come Gathering": (lambda world: world.soup, {*MEMBERS}),
    "know where Gathering": (lambda world: world.soup, {"crew member", "steward"}),
    "look back Gathering": (lambda world: world.evening, {"crew member"}),
    "harvest Occasion": (lambda world: world.evening.occasions.get(), {*MEMBERS}),
    "change Harvest": (lambda world: world.harvest, {"partner"}),
    "publish Harvest": (lambda world: world.harvest, {"partner"}),
    "take back Harvest": (lambda world: world.harvest, {"partner", "crew member", "steward"}),
    "open Harvest": (lambda world: world.harvest, {"crew member", "steward"}),
    "answer Speaker": (lambda world: world.speaker, {"steward"}),
    "ask for Slots": (lambda world: world.slots, {*MEMBERS}),
    "change Request": (lambda world: world.asked_for, {"partner"}),
    "bring to Clinic": (lambda world: world.clinic, {*MEMBERS}),
    "put on Board": (lambda world: world.board, {*MEMBERS}),
    "change Session": (lambda world: world.session, {"partner"}),
    "move Session": (lambda world: world.session, {"partner", "crew member", "steward"}),
    "run Plan": (lambda world: world.mixing_plan, {"crew member", "steward"}),
    "keep decks Circle": (lambda world: world.riverbend, {"steward"}),
    "keep Deck": (lambda world: world.deck, {"steward"}),
    "play Deck": (lambda world: world.deck, {*MEMBERS}),
    "change Card": (lambda world: world.card, {"crew member", "steward"}),
    "take back Story": (lambda _world: Story.objects.get(), {"friend"}),
    "begin a book Circle": (lambda world: world.riverbend, PARTNERS),
    "edit Book": (lambda world: world.handbook, PARTNERS),
    "propose Book": (lambda world: world.handbook, {*MEMBERS}),
    "answer Proposal": (lambda world: world.suggestion, PARTNERS),
    "bring in Import": (lambda world: world.brought, {"crew member"}),
    "stop Import": (lambda world: world.brought, {"crew member", "steward"}),
    "arrange Retreat": (lambda world: world.mill, {"crew member", "steward"}),
    "keep money Retreat": (lambda world: world.mill, {"partner"}),
    "take a place Retreat": (lambda world: world.mill, {*MEMBERS}),
    "know the costs Retreat": (
        lambda world: world.mill,
        {"friend", "partner", "crew member", "steward"},
    ),
    "know the crews Retreat": (lambda world: world.mill, {"friend", "crew member", "steward"}),
    "answer Scholarship": (lambda world: world.scholarship, {"partner"}),
    "crew Circle": (lambda world: world.tuesday_pod, {*POD}),
    "look back Cycle": (lambda world: world.tuesday_pod.cycles.get(), {*POD}),
    "offer Turn": (lambda world: turn_of(world, "crew member"), {"crew member"}),
    "take Turn": (lambda world: turn_of(world, "crew member"), {"partner"}),
    "go on WhatNext": (lambda world: world.tuesday_pod.cycles.get().what_next, {*POD}),
    "call a crew Circle": (lambda world: world.riverbend, {*MEMBERS}),
    "answer Call": (lambda world: world.call, {*MEMBERS} - {"crew member"}),
    "start Call": (lambda world: world.call, {"crew member"}),
    "reply CallQuestion": (lambda world: world.call_question, {"crew member"}),
    "weave Circle": (lambda world: world.riverbend, {"steward"}),
    "gather Season": (lambda world: world.season, {"steward"}),
    "gather Proposal": (lambda world: world.proposal, {"steward"}),
    "wish Season": (lambda world: world.season, {*MEMBERS}),
    "settle Delivery": (lambda _world: Delivery(), {"administrator"}),
}
"""By the rule: a thing of the world, and whoever may do that with it. Nobody else may."""

RULES = {f"{verb} {kind.__name__}": (verb, kind) for verb, kind in policies()}


def test_every_rule_is_asked_about() -> None:
    assert set(MAY) == set(RULES)


@pytest.mark.parametrize("rule", MAY)
def test_those_may_who_should_and_nobody_else(rule: str, world: World) -> None:
    thing, may = MAY[rule]
    verb, _kind = RULES[rule]
    viewers = {
        persona: Viewer.of(someone.pk) if someone else Viewer.public()
        for persona, someone in world.people.items()
    }
    about = thing(world)
    assert {persona for persona, looks in viewers.items() if can(looks, verb, about)} == may
