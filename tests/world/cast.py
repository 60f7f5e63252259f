"""Who there is: personas, and what is known of the world by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from kinweave.bringing.models import Board, Clinic, Request, Session, Slots
from kinweave.calling.models import Call, CallQuestion
from kinweave.circles.models import (
    Application,
    Circle,
    Ending,
    Handover,
    Invitation,
    Responsibility,
)
from kinweave.decks.models import Bringing as CardsBrought
from kinweave.decks.models import Card, Deck, Table
from kinweave.fund.models import Contribution, Fund
from kinweave.gatherings.models import CalendarKey, Gathering, Guest
from kinweave.gatherings.pictures import LARGE
from kinweave.handbook.models import Book, Bringing, Embed, Enclosure, Page, Picture, Proposal
from kinweave.harvests.models import Harvest, Recording, Speaker
from kinweave.importing.models import Import
from kinweave.mixing.models import Plan as MixingPlan
from kinweave.people.models import Block, Export, Note, Person
from kinweave.people.pictures import SMALL
from kinweave.retreats.models import (
    Booking,
    Item,
    Price,
    Retreat,
    Room,
    Scholarship,
)
from kinweave.rounds.models import Meeting, Round
from kinweave.weaving.models import Proposal as CrewsProposed
from kinweave.weaving.models import Season


@dataclass(repr=False)  # it holds whatever tests keep in it
class World:
    """Who there is. ``people`` maps a persona of the matrix to somebody; anonymous is nobody."""

    riverbend: Circle
    tuesday_pod: Circle
    hilltop: Circle
    people: dict[str, Person | None] = field(default_factory=dict)
    canaries: dict[str, frozenset[str]] = field(default_factory=dict)
    millrace: Circle = field(init=False)
    invitation: Invitation = field(init=False)
    ending: Ending = field(init=False)
    responsibility: Responsibility = field(init=False)
    handover: Handover = field(init=False)
    application: Application = field(init=False)
    soup: Gathering = field(init=False)
    calendar_key: CalendarKey = field(init=False)
    passage: str = "why"
    call: Call = field(init=False)
    call_question: CallQuestion = field(init=False)
    open_evening: Gathering = field(init=False)
    guest: Guest = field(init=False)
    brought: Import = field(init=False)
    mill: Retreat = field(init=False)
    walk: Item = field(init=False)
    price: Price = field(init=False)
    room: Room = field(init=False)
    place: Booking = field(init=False)
    scholarship: Scholarship = field(init=False)
    first_date: int = 1
    evening: Gathering = field(init=False)
    mill_evening: Gathering = field(init=False)
    harvest: Harvest = field(init=False)
    asked: Recording = field(init=False)
    speaker: Speaker = field(init=False)
    slots: Slots = field(init=False)
    asked_for: Request = field(init=False)
    clinic: Clinic = field(init=False)
    board: Board = field(init=False)
    session: Session = field(init=False)
    deck: Deck = field(init=False)
    card: Card = field(init=False)
    cards_brought: CardsBrought = field(init=False)
    table: Table = field(init=False)
    mixing_plan: MixingPlan = field(init=False)
    fund: Fund = field(init=False)
    contribution: Contribution = field(init=False)
    supper: Gathering = field(init=False)
    round: Round = field(init=False)
    meeting: Meeting = field(init=False)
    handbook: Book = field(init=False)
    leaf: Page = field(init=False)
    leaf_in_spanish: Page = field(init=False)
    drawing: Picture = field(init=False)
    enclosure: Enclosure = field(init=False)
    embed: Embed = field(init=False)
    suggestion: Proposal = field(init=False)
    filed: Bringing = field(init=False)
    season: Season = field(init=False)
    proposal: CrewsProposed = field(init=False)
    export: Export | None = None
    note: Note = field(init=False)
    stopping_token: str = field(init=False)
    block: Block = field(init=False)
    visitors: dict[str, Any] = field(default_factory=dict)
    crawls: dict[str, Any] = field(default_factory=dict)
    forms: dict[str, list[Any]] = field(default_factory=dict)
    refusals: dict[Any, Any] = field(default_factory=dict)
    tried: dict[Any, Any] = field(default_factory=dict)
    small: int = SMALL
    wide: int = LARGE
    accounts: str = "people"
    elsewhere: str = "oidc"
    bound_part: str = "page"
    bound_as: str = "epub"

    def canary(self, word: str, *personas: str) -> str:
        """A private ``word`` that only these personas may ever see; a crawl looks for it
        everywhere. Write it where the data is made, and with it whoever the rules let in."""
        assert word not in self.canaries, f"{word} stands for two things"
        self.canaries[word] = frozenset(personas)
        return word

    @property
    def people_by_name(self) -> SimpleNamespace:
        """The cast as attributes, for paths in the table: ``people_by_name.crew_member.pk``."""
        return SimpleNamespace(**{name.replace(" ", "_"): who for name, who in self.people.items()})

    @property
    def cleo(self) -> Person:
        """A member whom others look at."""
        return self["crew member"]

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
