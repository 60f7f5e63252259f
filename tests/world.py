"""The fixed cast. Every private word of it is a canary: unique, so a leak is known by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from kinweave.circles.models import Circle, Key, Responsibility, Scale, Standing
from kinweave.notices.links import stopping_token
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
    canaries: dict[str, frozenset[str]] = field(default_factory=dict)

    def canary(self, word: str, *personas: str) -> str:
        """A private ``word`` that only these personas may ever see; a crawl looks for it
        everywhere. Write it where the data is made, and with it whoever the rules let in."""
        assert word not in self.canaries, f"{word} stands for two things"
        self.canaries[word] = frozenset(personas)
        return word

    @property
    def stopping_token(self) -> str:
        """What stands in a letter to Fenna, behind "stop letters of this kind"."""
        return stopping_token(self["friend"].pk, "digest", None)

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


MEMBERS = ("friend", "partner", "crew member", "steward", "blocked")
"""Of Riverbend."""

POD = ("crew member", "partner")
"""Of its Tuesday pod."""

HIDDEN = {"friend": "blocked", "blocked": "friend"}
"""Who does not see whom."""


def fellows(persona: str) -> set[str]:
    """Those who share a circle with ``persona``, without a block in between, and themselves."""
    return ({*MEMBERS} - {HIDDEN.get(persona, "")} if persona in MEMBERS else set()) | {persona}


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
        world.canary(name, *fellows(persona), "administrator")
        world.people[persona] = someone
        profile = someone.profile
        profile.about = world.canary(f"canary-about-{first}", *fellows(persona))
        profile.pronouns = world.canary(f"canary-pronouns-{first}", persona)
        profile.pronouns_told = "me"
        profile.save()
        Note.objects.create(
            person=someone, kind="intention", written_at=NOW, changed_at=NOW,
            text=world.canary(f"canary-note-{first}", persona),
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
        circle=riverbend, name="Holding the whole",
        decides=world.canary("canary-decides-riverbend", *MEMBERS),
        keys=Key.values, holder=world["steward"], since=NOW.date(),
        until=NOW.date() + timedelta(days=3650),
    )  # fmt: skip
    Block.objects.create(person=world["friend"], other=world["blocked"], since=NOW)
    return world
