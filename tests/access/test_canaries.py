"""Every private word of the tests' world is unique: whoever may not see it must never find it, on
no page, in no letter, in no file. Nor does looking change anything, or stay in a cache."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kinweave.jobs.actions import run_due
from kinweave.notices.models import Delivery
from tests.access.addresses import ROWS
from tests.access.checks import crawl, leaks
from tests.access.visiting import Answer
from tests.world import PERSONAS, World

FOR_ALL = {reverse("robots"), reverse("manifest")}
"""Files that are the same whoever asks."""


@pytest.fixture(params=PERSONAS)
def persona(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_nobody_finds_what_is_not_for_them_and_looking_changes_nothing(
    persona: str, world: World
) -> None:
    crawled = crawl(world, persona)
    found = list(crawled.answers.values())
    assert len(found) >= len(ROWS)
    assert [line for answer in found for line in leaks(world, persona, answer)] == []
    assert [f"{one.address}: {one.status}" for one in found if one.status >= 500] == []
    assert crawled.changed == {}
    assert [line for one in found for line in kept_by_a_cache(one, persona)] == []


def kept_by_a_cache(answer: Answer, persona: str) -> list[str]:
    """A cache may keep what is the same for all; what depends on who looks, it must not."""
    control = answer.headers.get("Cache-Control", "")
    if "no-store" in control or "private" in control or answer.status >= 300:
        return []
    if persona == "anonymous" or answer.address in FOR_ALL:
        return []
    return [f"{answer.address}: Cache-Control {control!r}"]


def test_pages_of_two_people_never_mix_in_a_cache_between(world: World) -> None:
    """A cache that keeps whatever it may, and asks by what the answers vary."""
    kept: dict[str, list[tuple[Answer, str]]] = {}
    for persona in ("friend", "stranger", "anonymous"):
        for answer in crawl(world, persona).answers.values():
            control = answer.headers.get("Cache-Control", "")
            if "no-store" not in control and "private" not in control and answer.status == 200:
                kept.setdefault(answer.address, []).append((answer, persona))
    mixed = [
        f"{address}: {persona}"
        for address, answers in kept.items()
        for answer, persona in answers
        if "cookie" not in answer.headers.get("Vary", "").lower()
        if any(other.body != answer.body for other, _ in answers)
    ]
    assert mixed == []


def test_letters_hold_nothing_that_is_not_for_their_reader(world: World) -> None:
    run_due(timezone.now(), Delivery)
    readers = {someone.email: name for name, someone in world.people.items() if someone}
    readers[world.guest.address] = "guest"
    wrong = [
        f"{message.subject} to {reader}: {word}"
        for message in mail.outbox
        for reader in message.to
        for words in [message.message().as_string()]
        for word, who in world.canaries.items()
        if word in words and word != reader and readers.get(reader) not in who
    ]
    assert wrong == []
