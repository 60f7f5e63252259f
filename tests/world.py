"""The fixed cast. Every private word of it is a canary: unique, so a leak is known by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from types import SimpleNamespace
from typing import Any

from kinweave.access import Audience
from kinweave.bringing import actions as bringing
from kinweave.bringing.models import Board, Clinic, Request, Session, Slots
from kinweave.circles import actions
from kinweave.circles.models import (
    Application,
    Circle,
    Ending,
    Handover,
    Invitation,
    Key,
    Responsibility,
    Scale,
    Standing,
)
from kinweave.gatherings import actions as gathering
from kinweave.gatherings.models import Answer, CalendarKey, Gathering, Guest, Shared
from kinweave.gatherings.pictures import ALBUM, LARGE
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.harvests import actions as after
from kinweave.harvests.models import Harvest, Recording, Speaker
from kinweave.importing import actions as importing
from kinweave.importing.models import Import
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.notices.links import stopping_token
from kinweave.people.actions.blocks import block
from kinweave.people.actions.own import write_note
from kinweave.people.export.writing import write
from kinweave.people.models import Block, Export, Note, Person, Topic
from kinweave.people.pictures import SIZES, SMALL, folder, path_of
from kinweave.preparing import actions as preparing
from kinweave.preparing.actions.replying import Said
from kinweave.preparing.models import Question, Told
from kinweave.retreats import actions as retreat
from kinweave.retreats.accounts import in_fours
from kinweave.retreats.models import (
    Booking,
    CrewPlace,
    CrewPlan,
    DayCrew,
    Item,
    Price,
    Retreat,
    Room,
    Scholarship,
)
from tests import builders
from tests.builders import NOW

IBAN = "AT611904300234573201"


@dataclass
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
    export: Export | None = None
    note: Note = field(init=False)
    block: Block = field(init=False)
    forms: dict[str, list[Any]] = field(default_factory=dict)
    small: int = SMALL
    wide: int = LARGE
    accounts: str = "people"
    elsewhere: str = "oidc"

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
    _ways_in(world)
    _what_partners_do(world)
    _what_cleo_tells(world)
    _what_is_to_come(world)
    _an_open_evening(world)
    _what_has_been(world)
    _what_people_bring(world)
    _three_days_at_the_mill(world)
    _what_is_prepared(world)
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


def _what_is_to_come(world: World) -> None:
    """Cleo cooks soup for Riverbend every week, and tells those who come where; she has a draft;
    the pod has a call of its own; and Fenna reads it all in her calendar."""
    cleo, day = world["crew member"], NOW.date() + timedelta(days=5)
    when: dict[str, Any] = {
        "day": day, "time": time(19), "zone": "Europe/Vienna", "minutes": 120,
        "at": NOW, "rhythm": Rhythm(Every.WEEKLY), "times": 3,
    }  # fmt: skip
    told = ("crew member", "steward")
    world.soup = gathering.plan(
        cleo, world.riverbend, name=world.canary("canary-soup", *MEMBERS), **when,
        words=world.canary("canary-words-of-the-soup", *MEMBERS), shared=Shared.COMING,
        place=world.canary("canary-place-of-the-soup", *told),
        directions=world.canary("canary-way-to-the-soup", *told),
        link="https://example.org/" + world.canary("canary-link-of-the-soup", *told),
    )  # fmt: skip
    gathering.announce(cleo, world.soup, at=NOW)
    picture = f"soup-{LARGE}x853"
    Gathering.objects.filter(pk=world.soup.pk).update(
        picture=picture, picture_alt=world.canary("canary-picture-of-the-soup", *MEMBERS)
    )
    ALBUM.folder.mkdir(parents=True, exist_ok=True)
    for size in ALBUM.sizes:
        seen = world.canary(f"canary-colors-of-the-soup-{size}", *MEMBERS)
        ALBUM.path_of(picture, size).write_text(seen)
    first = world.soup.occasions.get(number=1)
    gathering.answer(world["friend"], first, says="maybe", at=NOW)
    gathering.answer(world["partner"], first, says="no", at=NOW)
    gathering.plan(
        cleo, world.riverbend, name=world.canary("canary-draft", "crew member"), **when
    )  # fmt: skip
    call = gathering.plan(
        cleo, world.tuesday_pod, name=world.canary("canary-call-of-the-pod", *POD), **when
    )
    gathering.announce(cleo, call, at=NOW)
    _what_comes_from_elsewhere(world)
    world.calendar_key = gathering.calendar_key(world["friend"], None, at=NOW)
    world.canary(world.calendar_key.key, "friend")


def _what_has_been(world: World) -> None:
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


def _what_people_bring(world: World) -> None:
    """To the soup. Pavel has a slot and Fenna waits for one; Cleo's case is chosen, Pavel's was and
    is not today; he puts a session on the board, which Fenna would join."""
    cleo, fenna, pavel = world["crew member"], world["friend"], world["partner"]
    first, of_fenna = world.soup.occasions.get(number=1), fellows("friend")
    word = world.canary
    world.slots = bringing.open_slots(
        cleo, world.soup, name=word("canary-slots", *MEMBERS), minutes=15, places=1, at=NOW
    )
    bringing.ask(
        fenna, world.slots, title=word("canary-asked-fenna", *of_fenna),
        words=word("canary-words-asked-fenna", *of_fenna), at=NOW,
    )  # fmt: skip
    world.asked_for = bringing.ask(
        pavel, world.slots, title=word("canary-asked-pavel", *MEMBERS),
        words=word("canary-words-asked-pavel", *MEMBERS), at=NOW,
    )  # fmt: skip
    bringing.schedule(cleo, world.asked_for, first, at=NOW)
    world.clinic = bringing.open_clinic(cleo, world.soup, at=NOW)
    bringing.bring(
        cleo, world.clinic, title=word("canary-case-cleo", *MEMBERS),
        words=word("canary-words-case-cleo", *MEMBERS), at=NOW,
    )  # fmt: skip
    bringing.choose(cleo, world.clinic, first, at=NOW)
    case = bringing.bring(
        pavel, world.clinic, title=word("canary-case-pavel", "partner"),
        words=word("canary-words-case-pavel", "partner"), at=NOW,
    )  # fmt: skip
    bringing.choose(cleo, world.clinic, world.soup.occasions.get(number=2), at=NOW)
    bringing.not_today(pavel, case, at=NOW)
    world.board = bringing.open_board(
        cleo, first, day=first.day, spots=[word("canary-spot", *MEMBERS)], times=[(time(19), 45)],
        at=NOW,
    )  # fmt: skip
    world.session = bringing.put_on(
        pavel, world.board, title=word("canary-session-pavel", *MEMBERS),
        words=word("canary-words-session-pavel", *MEMBERS), at=NOW,
    )  # fmt: skip
    bringing.join(fenna, world.session, at=NOW)


def _what_comes_from_elsewhere(world: World) -> None:
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


def _three_days_at_the_mill(world: World) -> None:
    """Cleo hosts a retreat of Riverbend, and Pavel keeps its money. Fenna has a place, paid a part,
    and asked Pavel, and nobody else, to pay less."""
    cleo, pavel, fenna = world["crew member"], world["partner"], world["friend"]
    hosting, told = ("crew member", "steward"), ("friend", "crew member", "steward")
    days = gathering.plan(
        cleo, world.riverbend, name=world.canary("canary-mill", *MEMBERS), zone="Europe/Vienna",
        day=NOW.date() + timedelta(days=60), time=time(16), minutes=45 * 60, at=NOW,
    )  # fmt: skip
    gathering.announce(cleo, days, at=NOW)
    world.mill = retreat.begin(
        cleo, days, currency="EUR", treasurer=pavel, share=20, free=True, at=NOW,
        holder=world.canary("canary-holder", *told), iban=IBAN,
        payment_words=world.canary("canary-words-on-paying", *told),
    )  # fmt: skip
    world.canary(IBAN, *hosting)
    world.canary(in_fours(IBAN), "friend")
    world.walk = retreat.put_item(
        cleo, world.mill, day=2, starts=time(9), ends=time(11),
        title=world.canary("canary-walk", *MEMBERS), place=world.canary("canary-weir", *MEMBERS),
    )  # fmt: skip
    world.price = retreat.put_price(
        cleo, world.mill, name=world.canary("canary-standard", *MEMBERS), amount=18_000
    )
    world.room = retreat.put_room(
        cleo, world.mill, name=world.canary("canary-loft", *MEMBERS), beds=2
    )
    retreat.open_for_booking(cleo, world.mill, at=NOW)
    world.mill.refresh_from_db()
    place = retreat.book(
        fenna, world.mill, price=world.price, room=world.room, at=NOW,
        notes=world.canary("canary-food-fenna", *told),
    )  # fmt: skip
    assert place is not None
    world.place = place
    world.canary(in_fours(place.due.reference), "friend", "partner")
    world.canary("€43.21", "friend", "partner")
    world.scholarship = retreat.ask(
        fenna, world.mill, can_pay=4_321, at=NOW,
        words=world.canary("canary-why-fenna-asks", "friend", "partner"),
    )  # fmt: skip
    world.canary("€7.77", "friend", "partner")
    retreat.note_payment(
        pavel, place, amount=777, day=NOW.date(), at=NOW,
        note=world.canary("canary-note-of-the-treasurer", "partner"),
    )  # fmt: skip
    retreat.write_cost(
        cleo, world.mill, words=world.canary("canary-cost", "partner", *told), amount=5_000, at=NOW
    )
    # The engine takes longer to load than all of this.
    plan = CrewPlan.objects.create(retreat=world.mill, size=4, made_at=NOW, told_at=NOW)
    crew = DayCrew.objects.create(plan=plan, day=1, number=1)
    CrewPlace.objects.create(crew=crew, booking=place)


def _what_is_prepared(world: World) -> None:
    """Cleo asks those who come to the soup three things; Fenna replies, and the steward, who may
    come; Pavel replied before he said no. Fenna will cook; Bela, who does not see her, keeps the
    time."""
    cleo, soup, host = world["crew member"], world.soup, "crew member"
    first = soup.occasions.get(number=1)
    food, lifts, later = (
        preparing.ask(cleo, soup, words=world.canary(f"canary-asked-{name}", *MEMBERS),
                      hint=world.canary(f"canary-hint-{name}", *MEMBERS), told=told, at=NOW)
        for name, told in (("food", Told.HOST), ("lifts", Told.COMING), ("later", Told.HOST))
    )  # fmt: skip
    may_read: dict[str, tuple[str, ...]] = {
        "friend": (host, "steward"), "steward": (host, "friend", "blocked"), "partner": (),
    }  # fmt: skip
    for persona, readers in may_read.items():
        if persona != "friend":
            gathering.answer(world[persona], first, says="maybe", at=NOW)
        name = world[persona].name.split()[0].lower()
        narrow = (persona, *readers[:1])
        said = {
            food.pk: Said(world.canary(f"canary-reply-food-{name}", *narrow)),
            lifts.pk: Said(
                world.canary(f"canary-reply-lifts-{name}", persona, *readers), Told.COMING
            ),
            later.pk: Said(world.canary(f"canary-reply-later-{name}", *narrow)),
        }
        preparing.reply(world[persona], soup, replies=said, at=NOW)
    gathering.answer(world["partner"], first, says="no", at=NOW)
    preparing.tell_replies_to(cleo, Question.objects.get(pk=later.pk), told=Told.COMING, at=NOW)
    gathering.answer(world["blocked"], first, says="maybe", at=NOW)
    for name, taker in (("cooks", "friend"), ("minds-the-clock", "blocked")):
        role = preparing.open_role(
            cleo, soup, name=world.canary(f"canary-role-{name}", *MEMBERS), at=NOW, places=2,
            words=world.canary(f"canary-words-of-who-{name}", *MEMBERS),
        )  # fmt: skip
        preparing.take(world[taker], role, first, at=NOW)


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


def _an_open_evening(world: World) -> None:
    """Everybody may come to the mill, also without an account: somebody does, whose address nobody
    is told."""
    stranger = world["stranger"]
    world.open_evening = gathering.plan(
        stranger, world.millrace, name="Open evening", day=NOW.date() + timedelta(days=9),
        time=time(18), zone="Europe/Vienna", minutes=180, at=NOW, audience=Audience.PUBLIC,
        shared=Shared.COMING,
        place=world.canary("canary-place-of-the-evening", "stranger", "guest"),
    )  # fmt: skip
    gathering.announce(stranger, world.open_evening, at=NOW)
    gathering.come_as_guest(
        world.open_evening, name=world.canary("canary-name-of-a-guest", "stranger", "guest"),
        address=world.canary("canary-guest", "guest") + "@example.org", language="en", at=NOW,
    )  # fmt: skip
    world.guest = Guest.objects.get()
    gathering.answer_as_guest(world.guest, world.open_evening.occasions.get(), says="yes", at=NOW)


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
