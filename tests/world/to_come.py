"""What is to come in it: gatherings, and what stands beside them."""

from __future__ import annotations

from datetime import time, timedelta
from io import BytesIO
from typing import Any

from kinweave.access import Audience
from kinweave.bringing import actions as bringing
from kinweave.decks import actions as decks
from kinweave.decks.choosing import Fitting
from kinweave.decks.models import Card
from kinweave.decks.opening import opened
from kinweave.decks.pictures import ALBUM as CARDS
from kinweave.decks.writing import Told as Written
from kinweave.fund.accounts import in_fours
from kinweave.gatherings import actions as gathering
from kinweave.gatherings.models import Gathering, Guest, Shared
from kinweave.gatherings.pictures import ALBUM, LARGE
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.jobs.models import State
from kinweave.mixing import actions as mixing
from kinweave.mixing.models import Participant, Plan, Seat
from kinweave.preparing import actions as preparing
from kinweave.preparing.actions.replying import Said
from kinweave.preparing.models import Question, Told
from kinweave.retreats import actions as retreat
from kinweave.retreats.models import (
    CrewPlace,
    CrewPlan,
    DayCrew,
)
from tests.builders import NOW
from tests.world.been import what_comes_from_elsewhere
from tests.world.cast import MEMBERS, POD, World, fellows

IBAN = "AT611904300234573201"


def what_is_to_come(world: World) -> None:
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
    what_comes_from_elsewhere(world)
    world.calendar_key = gathering.calendar_key(world["friend"], None, at=NOW)
    world.canary(world.calendar_key.key, "friend")


def an_open_evening(world: World) -> None:
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
    food = preparing.ask(stranger, world.open_evening, words="What do you eat?", at=NOW)
    said = Said(world.canary("canary-reply-of-a-guest", "stranger", "guest"))
    preparing.reply_as_guest(world.guest, replies={food.pk: said}, at=NOW)


def what_people_bring(world: World) -> None:
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


def what_is_prepared(world: World) -> None:
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


def three_days_at_the_mill(world: World) -> None:
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


def what_is_played(world: World) -> None:
    """Riverbend has a deck, to which Cleo adds a card; Fenna likes it and tells of it."""
    cleo, fenna = world["crew member"], world["friend"]
    came = Written(
        world.canary("canary-card-that-came", *MEMBERS), world.canary("canary-text-of-it", *MEMBERS)
    )
    world.deck = decks.begin(
        world["steward"], world.riverbend, name=world.canary("canary-deck", *MEMBERS),
        words=world.canary("canary-words-of-the-deck", *MEMBERS), language="en", cards=[came],
        at=NOW,
    )  # fmt: skip
    world.card = decks.fill_in(
        cleo, world.deck, title=world.canary("canary-card-of-somebodys", *MEMBERS),
        text=world.canary("canary-text-of-a-blank-card", *MEMBERS), kind="own", at=NOW,
    )  # fmt: skip
    seen = world.canary("canary-what-is-seen-on-a-card", *MEMBERS)
    picture = f"card-{LARGE}x853"
    Card.objects.filter(pk=world.card.pk).update(picture=picture, picture_alt=seen)
    CARDS.folder.mkdir(parents=True, exist_ok=True)
    for size in CARDS.sizes:
        colors = world.canary(f"canary-colors-of-the-card-{size}", *MEMBERS)
        CARDS.path_of(picture, size).write_text(colors)
    decks.like(fenna, world.card)
    told = world.canary("canary-story-of-fenna", *(fellows("friend") & {*MEMBERS}))
    decks.tell(fenna, world.card, words=told, at=NOW)
    world.table = decks.lay(cleo, world.deck, fits=Fitting(), seed=1, at=NOW)
    odd = world.canary("canary-card-that-did-not-come", "steward")
    text = f"## {odd}\n\n## {came.title}\n\nOther words.\n"
    found = opened("cards.md", BytesIO(text.encode()))
    world.cards_brought = decks.bring_in(world["steward"], world.deck, found=found, at=NOW)


def what_is_mixed(world: World) -> None:
    """Cleo mixes groups at the soup: Fenna, Bela, whom she does not see, and two who have no
    account and whose names stand nowhere else. One round has begun."""
    names = [
        world.canary(f"canary-walk-in-{word}", "friend", "blocked", "crew member", "steward")
        for word in ("xenia", "yves")
    ]
    first = world.soup.occasions.get(number=1)
    world.mixing_plan = plan = mixing.make(
        world["crew member"], first, rounds=2, size=2, minutes=10, names=names, at=NOW
    )
    people = list(plan.participants.all())
    for persona in ("friend", "blocked"):
        people.append(Participant.objects.create(plan=plan, person=world[persona]))
    # The engine takes longer to load than all of this.
    for one in plan.rounds.all():
        for n, who in enumerate(people):
            Seat.objects.create(round=one, participant=who, group=n % 2 + 1)
    plan.rounds.filter(number=1).update(began_at=NOW)
    Plan.objects.filter(pk=plan.pk).update(mixed_at=NOW, state=State.DONE)
    plan.refresh_from_db(fields=["mixed_at", "state"])
