"""What a crew has agreed on, and says to itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from kinweave.crews import actions as crews
from kinweave.crews.actions.beginning import lay_cycle
from tests.builders import NOW
from tests.world.cast import POD, World


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
