"""What is asked of every page, as functions: tests ask them of the site as it is, and ask again
with one permission check taken out (see test_check_removal)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.test import Client

from kinweave.access import Sight
from tests.access.addresses import ROWS, address, others
from tests.access.rows import changed, snapshot, writes
from tests.access.visiting import (
    Answer,
    Form,
    fetch,
    forms,
    the_same_but_for,
    visitor,
    walk,
)
from tests.world import World


def wrong_answers(
    world: World, persona: str, rows: Iterable[Sight] = ROWS.values()
) -> Iterator[str]:
    """Where ``persona`` gets something else than the table says."""
    client = visitor(world, persona)
    for sight in rows:
        got = fetch(client, address(sight, world)).status
        if got != sight.answer(persona):
            yield f"{sight.name}: {got}, not {sight.answer(persona)}"


BEYOND = 120
"""So many pages are looked at that only links lead to."""


def visited(world: World, client: Client, most: int = len(ROWS) + BEYOND) -> Iterator[Answer]:
    """Every address of the table, and all that links lead to from there."""
    return walk(client, [address(sight, world) for sight in ROWS.values()], most=most)


def leaks(world: World, persona: str, answer: Answer) -> list[str]:
    """The private words in ``answer`` that ``persona`` may not see."""
    # A page's link may name the address somebody asked for; that they know already.
    words = answer.words.replace(answer.address, "")
    # At a calendar's secret address everybody reads as its owner, and no more than that.
    if answer.address.startswith("/calendars/") and answer.address.endswith(".ics"):
        persona = "friend"
    # And a guest's is theirs, whoever holds it.
    if answer.address.startswith("/guests/"):
        persona = "guest"
    # Whoever holds an invitation's link reads who made it.
    inviting = answer.address.startswith("/in/")
    names = {someone.name for someone in world.people.values() if someone and inviting}
    # Whoever would rather not see somebody finds their name where it can be undone, and only there.
    if answer.address == "/blocks/" and persona == "friend":
        names.add(world["blocked"].name)
    return [
        f"{answer.address}: {word}"
        for word, who in world.canaries.items()
        if persona not in who and word in words and word not in names
    ]


def differing(world: World, persona: str) -> Iterator[str]:
    """Other people's things that answer otherwise than things that do not exist."""
    client = visitor(world, persona)
    nothing: dict[str, Answer] = {}
    for sight in ROWS.values():
        for here, nowhere in others(sight, world):
            if nowhere not in nothing:
                nothing[nowhere] = fetch(client, nowhere)
            answer, absent = fetch(client, here), nothing[nowhere]
            closed = answer.status == 404 or (persona == "anonymous" and answer.status == 302)
            if closed and the_same_but_for(answer) != the_same_but_for(absent):
                yield f"{here} is not {nowhere}"
            yield from leaks(world, persona, answer)


def forms_of(world: World, persona: str) -> list[Form]:
    """Every form that ``persona`` is shown anywhere in the world as it was built, once for each
    place it goes to and each button that sends it."""
    if persona not in world.forms:
        found: dict[object, Form] = {}
        for answer in visited(world, visitor(world, persona)):
            if answer.is_page and answer.status == 200:
                for form in forms(answer):
                    found.setdefault(form.kind, form)
        world.forms[persona] = list(found.values())
    return world.forms[persona]


def written_from_outside(world: World, persona: str, filled: list[Form]) -> Iterator[str]:
    """What changes when ``persona`` sends forms that they were never shown."""
    client = visitor(world, persona)
    before = snapshot()
    for form in filled:
        with writes() as written:
            answer = client.post(form.action, form.values)
        if answer.status_code >= 500:
            yield f"{form.action}: {answer.status_code}"
        if difference := changed(before, written):
            yield f"{form.action} by {persona}: {sorted(difference)}"
            before |= snapshot(written)
