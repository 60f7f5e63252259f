"""What is asked of every page, as functions: tests ask them of the site as it is, and ask again
with one permission check taken out (see test_check_removal)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from kinweave.access import Sight, Viewer
from kinweave.access.policies import Policy, _policies, policies
from tests.access.addresses import ROWS, address, others
from tests.access.rows import changed, snapshot, undone, writes
from tests.access.visiting import (
    Answer,
    Form,
    fetch,
    forms,
    send,
    the_same_but_for,
    visitor,
    walk,
)
from tests.world import World


def wrong_answers(
    world: World, persona: str, rows: Iterable[Sight], ask: Callable[[str], Answer]
) -> Iterator[str]:
    """Where ``persona``, who gets what ``ask`` says, gets something else than the table says."""
    for sight in rows:
        got = ask(address(sight, world)).status
        if got != sight.answer(persona):
            yield f"{sight.name}: {got}, not {sight.answer(persona)}"


BEYOND = 120
"""So many pages are looked at that only links lead to."""


Rule = tuple[str, type]


@contextmanager
def refusals() -> Iterator[set[Rule]]:
    """The rules that said no inside, until they are cleared."""
    refused: set[Rule] = set()

    def noting(one: Rule, policy: Policy) -> Policy:
        def asked(viewer: Viewer, thing: object) -> bool:
            if not (yes := policy(viewer, thing)):
                refused.add(one)
            return yes

        return asked

    with pytest.MonkeyPatch.context() as noted:
        for one, policy in policies().items():
            noted.setitem(_policies, one, noting(one, policy))
        yield refused


@dataclass(frozen=True)
class Crawl:
    """What somebody found in the world as it was built and which rules said no to them, by address,
    and what their looking changed. Long to come by, and asked many things."""

    answers: dict[str, Answer]
    refused: dict[str, frozenset[Rule]]
    changed: dict[str, list[tuple[str, ...]]]


def crawl(world: World, persona: str) -> Crawl:
    """Every address of the table, and all that links lead to from there, as ``persona``."""
    if persona not in world.crawls:
        starts = [address(sight, world) for sight in ROWS.values()]
        made = Crawl({}, {}, {})
        with undone(), refusals() as refused:
            before = snapshot()
            for one in walk(visitor(world, persona), starts, most=len(ROWS) + BEYOND):
                made.answers[one.address] = one
                made.refused[one.address] = frozenset(refused)
                refused.clear()
            made.changed.update(changed(before))
        world.crawls[persona] = made
    known: Crawl = world.crawls[persona]
    return known


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
    known = {**crawl(world, persona).answers}

    def ask(where: str) -> Answer:
        if where not in known:
            known[where] = fetch(client, where)
        return known[where]

    for sight in ROWS.values():
        for here, nowhere in others(sight, world):
            answer = ask(here)
            closed = answer.status == 404 or (persona == "anonymous" and answer.status == 302)
            if closed and the_same_but_for(answer) != the_same_but_for(ask(nowhere)):
                yield f"{here} is not {nowhere}"
            yield from leaks(world, persona, answer)


def forms_of(world: World, persona: str) -> list[Form]:
    """Every form that ``persona`` is shown anywhere in the world as it was built, once for each
    place it goes to and each button that sends it."""
    if persona not in world.forms:
        found: dict[object, Form] = {}
        for answer in crawl(world, persona).answers.values():
            if answer.is_page and answer.status == 200:
                for form in forms(answer):
                    found.setdefault(form.kind, form)
        world.forms[persona] = list(found.values())
    return world.forms[persona]


@dataclass(frozen=True)
class Tried:
    """What came of a form that was sent by somebody who was never shown it: what it wrote (nothing,
    if all is well), and which rules said no."""

    wrong: tuple[str, ...]
    refused: frozenset[Rule]


def tried(world: World, persona: str, form: Form) -> Tried:
    """The same as ``written_from_outside``, once for each form in the world as it was built."""
    if (persona, form.kind) not in world.tried:
        with refusals() as refused:
            wrong = tuple(written_from_outside(world, persona, form))
        world.tried[persona, form.kind] = Tried(wrong, frozenset(refused))
    known: Tried = world.tried[persona, form.kind]
    return known


def written_from_outside(world: World, persona: str, form: Form) -> Iterator[str]:
    """What changes when ``persona`` sends a form that they were never shown; it is taken back."""
    with undone():
        with writes() as written:
            answer = send(visitor(world, persona), form, form.values)
        broken = answer.status_code >= 500
        after = {} if broken else snapshot(written)
    if broken:
        yield f"{form.action}: {answer.status_code}"
    elif difference := changed(after, written):
        yield f"{form.action} by {persona}: {sorted(difference)}"
