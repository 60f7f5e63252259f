"""Who may do what with what a date leaves behind. Pure predicates, each in words for people.

Recordings are added and changed by whoever hosts: the rule "host" of gatherings says who that is.
"""

from __future__ import annotations

from kinweave.access import Audience, Viewer, can, rule
from kinweave.gatherings.models import Answer, Gathering, Occasion
from kinweave.gatherings.models.gathering import seen_by
from kinweave.harvests.models import Harvest, Speaker
from kinweave.harvests.models.harvest import narrower


@rule("look back", Gathering)
def look_back(viewer: Viewer, gathering: Gathering) -> bool:
    """Note who came, and write to them: whoever hosts it; where nobody does any more, whoever
    tends the circle. Who tends does not read who comes to what others host."""
    if gathering.circle_id not in viewer.circles:
        return False
    if gathering.host_id is None:
        return can(viewer, "tend", gathering.circle)
    return viewer.person == gathering.host_id


@rule("harvest", Occasion)
def harvest(viewer: Viewer, occasion: Occasion) -> bool:
    """Any member of the circle, and whoever else said that they would come, or may. Writing says
    that one was there: the host's note of who came is not asked."""
    if not viewer.is_somebody:
        return False
    seen = Gathering.objects.filter(seen_by(viewer), pk=occasion.gathering_id)
    if occasion.gathering.circle_id in viewer.circles:
        return occasion.gathering.published_at is not None and seen.exists()
    said = [Answer.Says.YES, Answer.Says.MAYBE]
    came = Answer.objects.filter(occasion=occasion, person=viewer.person, says__in=said)
    return came.exists() and seen.exists()


@rule("change", Harvest)
def change(viewer: Viewer, one: Harvest) -> bool:
    """Its author, while they could write one."""
    return viewer.person == one.author_id and harvest(viewer, one.occasion)


@rule("publish", Harvest)
def publish(viewer: Viewer, one: Harvest) -> bool:
    """Its author; what was taken back, whoever did so."""
    if one.taken_back_by_id is not None:
        return viewer.person == one.taken_back_by_id
    return change(viewer, one)


@rule("take back", Harvest)
def take_back(viewer: Viewer, one: Harvest) -> bool:
    """Its author, always; and whoever hosts the gathering."""
    return viewer.person == one.author_id or can(viewer, "host", one.occasion.gathering)


@rule("open", Harvest)
def open_up(viewer: Viewer, one: Harvest) -> bool:
    """Let it go as far as its author wishes: whoever hosts the gathering."""
    return can(viewer, "host", one.occasion.gathering)


@rule("answer", Speaker)
def answer(viewer: Viewer, speaker: Speaker) -> bool:
    """Agree to be heard, or not: each speaker for themselves. For somebody without an account,
    whoever hosts passes on that they do not agree any more."""
    if speaker.person_id is None:
        return bool(speaker.name) and can(viewer, "host", speaker.recording.occasion.gathering)
    return viewer.person == speaker.person_id


def widest(viewer: Viewer, gathering: Gathering) -> str:
    """How far what this viewer writes goes without anybody else's yes: as far as the gathering
    itself; for whoever hosts, as far as they say."""
    if can(viewer, "host", gathering):
        return Audience.PUBLIC
    return gathering.audience


def reach(viewer: Viewer, gathering: Gathering, wished: str) -> str:
    """The audience that a wish for one comes to."""
    return narrower(wished, widest(viewer, gathering))
