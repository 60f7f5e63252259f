"""What a crew has agreed on, and says to itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from kinweave.calling import actions as calling
from kinweave.crews import actions as crews
from kinweave.crews.actions.beginning import lay_cycle
from tests.builders import NOW
from tests.world.cast import MEMBERS, POD, World, fellows


def what_a_crew_says(world: World) -> None:
    """Cleo and Pavel are in the last two weeks of a cycle: they have worded a charter, look back,
    and are asked what comes next. Pavel would have somebody else host."""
    cleo, pavel, pod = world["crew member"], world["partner"], world.tuesday_pod
    cycle = lay_cycle(
        cleo, pod, [cleo, pavel], languages=["en"], zone="Europe/Vienna",
        first=datetime.combine(NOW.date() + timedelta(days=4), time(19)), every_weeks=1,
        meetings=2, minutes=90, by="crew", key="crew:of-the-world", at=NOW,
    )  # fmt: skip
    for based_on, word in enumerate(("canary-charter-before", "canary-charter")):
        crews.word(
            cleo, pod, about="why", words=world.canary(word, *POD), based_on=based_on, at=NOW
        )
    for who, name in ((cleo, "cleo"), (pavel, "pavel")):
        said = {"hard": world.canary(f"canary-look-back-{name}", *POD)}
        crews.look_back(who, cycle, said=said, at=NOW)
    asked = crews.ask_what_next(cleo, cycle, at=NOW)
    crews.say(pavel, asked, says="leave", at=NOW)
    crews.offer_turn(pavel, cycle.turns.get(host=pavel), at=NOW)


def a_crew_is_called(world: World) -> None:
    """Cleo calls one in Riverbend. Pavel and Fenna would join, the steward may; Bela asked
    something that only Cleo reads, and Fenna something that was answered for all."""
    cleo, day = world["crew member"], NOW.date()
    world.call = calling.call(
        cleo, world.riverbend, at=NOW, name=world.canary("canary-call", *MEMBERS),
        words=world.canary("canary-words-of-a-call", *MEMBERS), languages=["en"],
        practice=world.canary("canary-practice", *MEMBERS), zone="Europe/Vienna",
        starts=day + timedelta(days=50), until=day + timedelta(days=40),
    )  # fmt: skip
    for persona, says in (("partner", "yes"), ("friend", "yes"), ("steward", "maybe")):
        calling.answer(world[persona], world.call, says=says, week="f" * 336, at=NOW)
    asked = world.canary("canary-asked-of-a-caller", "blocked", "crew member")
    world.call_question = calling.ask(world["blocked"], world.call, words=asked, at=NOW)
    of_fenna = fellows("friend")
    told = calling.ask(
        world["friend"], world.call, words=world.canary("canary-asked-for-all", *of_fenna), at=NOW
    )
    reply = world.canary("canary-reply-for-all", *of_fenna)
    calling.reply(cleo, told, words=reply, told=True, at=NOW)
