"""How it comes to be: by what people do."""

from __future__ import annotations

from datetime import timedelta

from kinweave.access import Audience
from kinweave.circles import actions
from kinweave.circles.models import (
    Circle,
    Key,
    Scale,
    Standing,
)
from kinweave.jobs.models import State
from kinweave.notices.links import stopping_token
from kinweave.people.actions.blocks import block
from kinweave.people.actions.own import write_note
from kinweave.people.export.writing import write
from kinweave.people.models import Export, Note, Person, Topic
from kinweave.people.pictures import SIZES, folder, path_of
from tests import builders
from tests.builders import NOW
from tests.world.been import rounds_of_pairs, what_has_been, who_has_met
from tests.world.cast import MEMBERS, POD, World, fellows
from tests.world.crewed import a_crew_is_called, what_a_crew_says
from tests.world.crewing import a_crewing_season
from tests.world.given import what_is_given
from tests.world.to_come import (
    an_open_evening,
    three_days_at_the_mill,
    what_is_mixed,
    what_is_played,
    what_is_prepared,
    what_is_to_come,
    what_people_bring,
)
from tests.world.written import what_is_written


def build() -> World:
    """Riverbend, its Tuesday pod, Hilltop next door, and somebody of each kind."""
    riverbend = builders.circle("Riverbend", about="canary-about-riverbend")
    pod = builders.circle("Tuesday pod", Scale.CREW, parent=riverbend, about="canary-about-pod")
    hilltop = builders.circle("Hilltop", about="canary-about-hilltop")
    world = World(riverbend, pod, hilltop, {"anonymous": None})
    world.canary("canary-about-riverbend", *MEMBERS)
    world.canary("canary-about-pod", *POD)
    world.canary("canary-about-hilltop", "stranger")
    names = {
        "stranger": "Sigrid Stranger", "friend": "Fenna Friend", "partner": "Pavel Partner",
        "crew member": "Cleo Crewmate", "steward": "Stella Steward",
        "former member": "Fritz Former", "blocked": "Bela Blocked",
        "administrator": "Adnan Admin",
    }  # fmt: skip
    for persona, name in names.items():
        first = name.split()[0].lower()
        address = world.canary(f"{first}@example.org", persona, "administrator")
        someone = builders.person(name, email=address)
        answering = ("partner", "steward") if persona == "former member" else ()
        world.canary(name, *fellows(persona), *answering, "administrator")
        world.people[persona] = someone
        profile = someone.profile
        profile.about = world.canary(f"canary-about-{first}", *fellows(persona))
        profile.pronouns = world.canary(f"canary-pronouns-{first}", persona)
        profile.pronouns_told = "me"
        profile.save()
        words = world.canary(f"canary-note-{first}", persona)
        write_note(someone, kind="intention", text=words, at=NOW)
    Person.objects.filter(pk=world["administrator"].pk).update(is_staff=True, is_superuser=True)
    builders.member(hilltop, world["stranger"], Standing.PARTNER)
    for persona in ("friend", "crew member", "blocked"):
        builders.member(riverbend, world[persona])
    for persona in ("partner", "steward"):
        builders.member(riverbend, world[persona], Standing.PARTNER)
    builders.member(riverbend, world["former member"], until=NOW + timedelta(days=1))
    for persona in ("crew member", "partner"):
        builders.member(pod, world[persona])
    world.responsibility = actions.make_responsibility(
        world["steward"], riverbend, name="Holding the whole", at=NOW,
        decides=world.canary("canary-decides-riverbend", *MEMBERS),
        keys=Key.values, holder=world["steward"], until=NOW.date() + timedelta(days=3650),
    )  # fmt: skip
    world.note = Note.objects.get(person=world["friend"])
    world.block = block(world["friend"], world["blocked"], at=NOW)
    # What stands in a letter to Fenna, behind "stop letters of this kind"; it tells when it was
    # made, so that another would have another address.
    world.stopping_token = stopping_token(world["friend"].pk, "digest", None)
    _ways_in(world)
    _what_partners_do(world)
    _what_cleo_tells(world)
    what_is_to_come(world)
    an_open_evening(world)
    what_has_been(world)
    what_people_bring(world)
    three_days_at_the_mill(world)
    what_is_prepared(world)
    what_is_played(world)
    what_is_mixed(world)
    what_is_given(world)

    who_has_met(world)
    rounds_of_pairs(world)
    what_is_written(world)
    what_a_crew_says(world)
    a_crew_is_called(world)
    a_crewing_season(world)
    pictured = world["friend"].profile
    pictured.picture = "fenna"
    pictured.save()
    folder().mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        path_of("fenna", size).write_bytes(b"a picture")
    world.export = Export.objects.create(
        person=world["friend"], asked_at=NOW, next_attempt=NOW, state=State.DONE, finished_at=NOW
    )
    write(world.export, NOW + timedelta(days=36500))
    return world


def _what_cleo_tells(world: World) -> None:
    """Some of it to all circles, some to the pod, some to nobody: pages and searches know which."""
    cleo, near = world["crew member"], fellows("crew member") & {*POD}
    profile = cleo.profile
    profile.place = world.canary("canary-place-cleo", *fellows("crew member"))
    profile.interests_told, profile.learning_told = "near", "me"
    profile.save()
    for kind, who in (("interests", near), ("learning", {"crew member"})):
        words = world.canary(f"canary-{kind}-cleo", *who)
        Topic.objects.create(person=cleo, kind=kind, words=words)


def _ways_in(world: World) -> None:
    """A circle that everybody may know of, with a link into it; and one that has ended."""
    stranger = world["stranger"]
    world.millrace = actions.found(
        stranger, name="Millrace", scale=Scale.CONGREGATION, at=NOW,
        audience=Audience.PUBLIC, door=Circle.Door.APPLICATION,
    )  # fmt: skip
    world.invitation = actions.invite(stranger, world.millrace, at=NOW, uses=20)
    mill = actions.found(
        stranger, name="Old mill", scale=Scale.CREW, at=NOW,
        about=world.canary("canary-about-old-mill"), audience=Audience.PUBLIC,
    )  # fmt: skip
    world.ending = actions.end(stranger, mill, at=NOW)


def _what_partners_do(world: World) -> None:
    """Somebody asks to join again, while the door is open; the steward would like to hand over;
    people wish for crews, and are expected to be kind."""
    steward, former = world["steward"], world["former member"]
    doors = {"audience": world.riverbend.audience, "door": world.riverbend.door}
    open_doors = {"audience": Audience.SITE, "door": Circle.Door.APPLICATION}
    actions.tend(steward, world.riverbend, at=NOW, **open_doors)
    question = actions.ask(steward, world.riverbend, words="What brings you?", at=NOW)
    said = world.canary("canary-answer-fritz", "former member", "partner", "steward")
    world.application = actions.apply(former, world.riverbend, answers={question.pk: said}, at=NOW)
    told = world.canary("canary-message-fritz", "former member", "partner", "steward")
    actions.write_to(former, world.application, text=told, at=NOW)
    actions.tend(steward, world.riverbend, at=NOW, **doors)
    actions.expect(
        steward, world.riverbend, at=NOW, text=world.canary("canary-expected-riverbend", *MEMBERS)
    )
    world.handover = actions.offer(
        steward, world.responsibility, taker=world["partner"], at=NOW,
        notes=world.canary("canary-notes-for-the-next", "steward", "partner"),
        until=NOW.date() + timedelta(days=365),
    )  # fmt: skip
    actions.wish_for_crew(
        world["friend"], world.riverbend, at=NOW, until=NOW.date() + timedelta(days=90),
        words=world.canary("canary-wish-fenna", "friend", "steward"),
    )  # fmt: skip
