"""The fixed cast. Every private word of it is a canary: unique, so a leak is known by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from kinweave.circles.models import Circle, Key, Responsibility, Scale, Standing
from kinweave.people.models import Block, Note, Person
from tests import builders
from tests.builders import NOW


@dataclass
class World:
    """Who there is. ``people`` maps a persona of the matrix to somebody; anonymous is nobody."""

    riverbend: Circle
    tuesday_pod: Circle
    hilltop: Circle
    people: dict[str, Person | None] = field(default_factory=dict)

    def __getitem__(self, persona: str) -> Person:
        found = self.people[persona]
        assert found is not None
        return found


PERSONAS = (
    "anonymous", "stranger", "friend", "partner", "crew member", "steward", "former member",
    "blocked", "administrator",
)  # fmt: skip
"""``stranger``: in another congregation. ``steward``: holds every key. ``blocked``: a member whom
``friend`` does not want to see. ``administrator``: of the site, in no circle."""


def build() -> World:
    """Riverbend, its Tuesday pod, Hilltop next door, and somebody of each kind."""
    riverbend = builders.circle("Riverbend", about="canary-about-riverbend")
    pod = builders.circle("Tuesday pod", Scale.CREW, parent=riverbend, about="canary-about-pod")
    hilltop = builders.circle("Hilltop", about="canary-about-hilltop")
    world = World(riverbend, pod, hilltop, {"anonymous": None})
    names = {
        "stranger": "Sigrid Stranger", "friend": "Fenna Friend", "partner": "Pavel Partner",
        "crew member": "Cleo Crewmate", "steward": "Stella Steward",
        "former member": "Fritz Former", "blocked": "Bela Blocked",
        "administrator": "Adnan Admin",
    }  # fmt: skip
    for persona, name in names.items():
        someone = builders.person(name, email=f"{name.split()[0].lower()}@example.org")
        world.people[persona] = someone
        profile = someone.profile
        profile.about = f"canary-about-{someone.name.split()[0].lower()}"
        profile.pronouns = f"canary-pronouns-{someone.name.split()[0].lower()}"
        profile.pronouns_told = "me"
        profile.save()
        Note.objects.create(
            person=someone, kind="intention", written_at=NOW, changed_at=NOW,
            text=f"canary-note-{someone.name.split()[0].lower()}",
        )  # fmt: skip
    Person.objects.filter(pk=world["administrator"].pk).update(is_staff=True, is_superuser=True)
    builders.member(hilltop, world["stranger"], Standing.PARTNER)
    for persona in ("friend", "crew member", "blocked"):
        builders.member(riverbend, world[persona])
    for persona in ("partner", "steward"):
        builders.member(riverbend, world[persona], Standing.PARTNER)
    builders.member(riverbend, world["former member"], until=NOW + timedelta(days=1))
    for persona in ("crew member", "partner"):
        builders.member(pod, world[persona])
    Responsibility.objects.create(
        circle=riverbend, name="Holding the whole", decides="canary-decides-riverbend",
        keys=Key.values, holder=world["steward"], since=NOW.date(),
        until=NOW.date() + timedelta(days=3650),
    )  # fmt: skip
    Block.objects.create(person=world["friend"], other=world["blocked"], since=NOW)
    return world
