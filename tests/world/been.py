"""What has been there, and what comes from elsewhere."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from kinweave.access import Audience
from kinweave.circles.models import (
    Circle,
)
from kinweave.gatherings import actions as gathering
from kinweave.gatherings.models import Answer, Gathering
from kinweave.harvests import actions as after
from kinweave.harvests.models import Harvest, Recording
from kinweave.importing import actions as importing
from kinweave.importing.models import Import
from kinweave.jobs.actions import run_due
from kinweave.met import actions as met
from kinweave.met.models import How
from kinweave.people.models import Person
from kinweave.rounds import actions as rounds
from kinweave.rounds.models import Meeting, Place, Round
from tests.builders import NOW
from tests.world.cast import MEMBERS, World


def what_has_been(world: World) -> None:
    """Cleo hosted an evening: Pavel wrote about it and would be read by everybody, Stella took
    something else of his off the page, Fenna has a draft. Cleo noted that Fenna came, and wrote to
    her; Pavel agrees to be heard, Stella has not said, and Cleo would not. At the mill, all is
    for all."""
    cleo, fenna, pavel = world["crew member"], world["friend"], world["partner"]
    world.evening = _evening(cleo, world.riverbend, world.canary("canary-evening", *MEMBERS))
    on = world.evening.occasions.get()
    Answer.objects.create(occasion=on, person=fenna, says="yes", since=NOW)

    def wrote(author: Person, word: str, *readers: str, wished: str = "circle") -> Harvest:
        title, words = (world.canary(f"canary-{part}-{word}", *readers) for part in ("of", "words"))
        return after.draft(author, on, title=title, words=words, wished=wished, at=NOW)

    world.harvest = wrote(pavel, "harvest", *MEMBERS, wished="public")
    taken = wrote(pavel, "taken-back", "partner", "steward")
    for one in (world.harvest, taken):
        after.publish(pavel, one, at=NOW)
    after.take_back(world["steward"], taken, at=NOW)
    wrote(fenna, "draft-of-fenna", "friend")
    after.note(cleo, on, [fenna.pk, pavel.pk], at=NOW)
    after.take_out(pavel, on, at=NOW)
    words = world.canary("canary-to-those-who-came", "crew member", "friend")
    after.write_to_those_who_came(cleo, on, words=words, at=NOW)

    def recorded(word: str, *hearers: str, **said: Any) -> Recording:
        name, link, words = (
            world.canary(f"canary-{part}-{word}", *hearers) for part in ("name", "link", "words")
        )
        link = f"https://example.org/{link}.mp3"
        file = {"kind": "audio/mpeg", "size": 1000, "seconds": 60}
        return after.record(cleo, on, title=name, link=link, words=words, **file, **said, at=NOW)

    heard = recorded("heard", *MEMBERS, audience="circle", speakers=[pavel.pk])
    after.agree(pavel, heard.speakers.get(), at=NOW)
    outsider = world.canary("canary-outsider", "crew member", "steward")
    world.asked = recorded(
        "unheard", "crew member", "steward", audience="public",
        speakers=[world["steward"].pk, cleo.pk],
        outsiders=[(outsider, world.canary("canary-how-they-agreed", "crew member"))],
    )  # fmt: skip
    after.decline(cleo, world.asked.speakers.get(person=cleo), at=NOW)
    world.speaker = world.asked.speakers.get(person=world["steward"])
    _at_the_mill(world)


def _at_the_mill(world: World) -> None:
    stranger = world["stranger"]
    world.mill_evening = _evening(stranger, world.millrace, "Flour", audience=Audience.PUBLIC)
    on = world.mill_evening.occasions.get()
    said = {"title": "Bread", "words": "It rises.", "wished": Audience.PUBLIC, "named": False}
    after.publish(stranger, after.draft(stranger, on, **said, at=NOW), at=NOW)
    after.record(
        stranger, on, title="The wheel", words="It *turns*.", kind="audio/mpeg", size=1_000,
        link="https://example.org/wheel.mp3", seconds=61, audience=Audience.PUBLIC,
        speakers=[stranger.pk], at=NOW,
    )  # fmt: skip


def _evening(host: Person, circle: Circle, name: str, **said: Any) -> Gathering:
    """It has been, three days before the world begins."""
    before = NOW - timedelta(days=9)
    made = gathering.plan(
        host, circle, name=name, day=NOW.date() - timedelta(days=3), time=time(19),
        zone="Europe/Vienna", minutes=90, at=before, **said,
    )  # fmt: skip
    gathering.announce(host, made, at=before)
    return made


def who_has_met(world: World) -> None:
    """Fenna has met Pavel, and Bela, whom she does not see. What it is kept by is not for eyes."""
    fenna, key = world["friend"], world.canary("canary-key-of-a-meeting")
    pairs = [[fenna.pk, world[other].pk] for other in ("partner", "blocked")]
    met.note(pairs, circle=world.riverbend, how=How.ROUND, key=key, at=NOW)


def rounds_of_pairs(world: World) -> None:
    """Stella had opened one, in which Fenna and Cleo are paired; and has opened another."""
    stella, at = world["steward"], NOW - timedelta(days=5)
    for word in ("paired", "open"):
        words = world.canary(f"canary-words-of-a-round-{word}", *MEMBERS)
        world.round = rounds.open_round(
            stella, world.riverbend, shape="pairs", words=words, at=at,
            pairs_at=NOW + timedelta(days=36500 if word == "open" else -3),
        )  # fmt: skip
        if word == "paired":
            # The engine takes longer to load than all of this.
            later = {"paired_at": NOW, "next_attempt": NOW + timedelta(days=36500)}
            Round.objects.filter(pk=world.round.pk).update(**later)
            hour = (NOW + timedelta(days=3)).isoformat()
            world.meeting = Meeting.objects.create(round=world.round, hours=[hour])
            for persona in ("friend", "crew member"):
                Place.objects.create(
                    round=world.round, meeting=world.meeting, person=world[persona]
                )
    rounds.count_in(world["friend"], world.riverbend, at=NOW)
    rounds.schedule(
        stella,
        world.riverbend,
        shape="pairs",
        weeks=4,
        opens_at=NOW + timedelta(days=36500),
        at=NOW,
    )


def what_comes_from_elsewhere(world: World) -> None:
    """Cleo has a calendar at a secret address, of which some came in; and one that she only looked
    at so far."""
    cleo, own = world["crew member"], ("crew member",)
    there = "https://example.org/" + world.canary("canary-secret-of-a-calendar", *own)
    day = f"{NOW.date() + timedelta(days=9):%Y%m%d}"
    event = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:{0}\nDTSTART:{1}T180000Z\nDURATION:PT1H\nEND:VEVENT"
    come = event.format(world.canary("canary-choir-from-elsewhere", *MEMBERS), day)
    seen = event.format(world.canary("canary-only-looked-at", *own), day)
    for told in (come, seen):
        made = importing.ask(
            cleo, world.riverbend, zone="Europe/Vienna", at=NOW, address=there,
            content=f"BEGIN:VCALENDAR\n{told}\nEND:VCALENDAR\n".encode(),
            called=world.canary(f"canary-calendar-{len(told)}", *own, *tended(told, come)),
        )  # fmt: skip
        run_due(NOW, Import)
        if told is come:
            importing.confirm(cleo, made, audience="circle", keep=True, at=NOW)
            run_due(NOW, Import)
            world.brought = Import.objects.get(pk=made.pk)
    Import.objects.filter(pk=world.brought.pk).update(next_attempt=NOW + timedelta(days=36500))


def tended(told: str, come: str) -> tuple[str, ...]:
    """Whoever tends the circle may stop what came in, and so knows what it is called."""
    return ("steward",) if told == come else ()
