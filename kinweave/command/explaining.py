"""``--explain``: what was read of one person, and what came of it."""

from __future__ import annotations

from kinweave.command.crews import first_meeting, members
from kinweave.command.reading import Gathered
from kinweave.command.showing import Screen
from kinweave.plans import crew_ids, reason_in_words
from kinweave.plans.languages import language
from kinweave.plans.wording import hours_of_week, listed, name_of, plain
from kinweave.solvers.crews.problem import Hosting, Person, Plan, Problem
from kinweave.words import gettext as _


def explain(screen: Screen, problem: Problem, plan: Plan, key: str, gathered: Gathered) -> None:
    """Tell it. Says what a person answered about themselves, nothing about others."""
    from kinweave.solvers.crews.propose import explain as reasons_for

    names = gathered.names
    person = next(person for person in problem.people if person.key == key)
    screen.heading(_("{name} ({email})").format(name=name_of(key, names), email=key))
    screen.say(_("What was read:"))
    for line in _read(person, gathered):
        screen.say(line, indent=2)
    for crew_id, crew in zip(crew_ids(plan), plan.crews, strict=True):
        if key in crew.members:
            screen.say(
                _("In {crew} ({when}): {members}.").format(
                    crew=crew_id,
                    when=", ".join(first_meeting(crew).split("\n")),
                    members=members(crew, names),
                )
            )
            break
    else:
        screen.say(_("In no crew yet. Why, and what would help:"))
    for reason in reasons_for(problem, plan, key):
        screen.say(reason_in_words(reason, names), indent=2)


def _read(person: Person, gathered: Gathered) -> list[str]:
    said = [_("Time zone: {zone}").format(zone=person.zone)]
    for label, ranges in (
        (_("Free: {hours}"), person.hours.free),
        (_("Free if need be: {hours}"), person.hours.if_need_be),
    ):
        if ranges:
            said.append(label.format(hours="; ".join(hours_of_week(*span) for span in ranges)))
    if len(said) == 1:
        said.append(_("Free: never"))
    if person.languages:
        said.append(
            _("Languages: {languages}").format(
                languages=listed(language(code) for code in sorted(person.languages))
            )
        )
    said.append(_HOSTING[person.host]())
    if person.interests:
        spelling = gathered.answers.spelling
        words = ", ".join(plain(spelling.get(word, word)) for word in sorted(person.interests))
        said.append(_("Interests: {interests}").format(interests=words))
    if person.call:
        said.append(_("Call: {call}").format(call=plain(person.call)))
    return said


_HOSTING = {
    Hosting.YES: lambda: _("Would host"),
    Hosting.MAYBE: lambda: _("Might host"),
    Hosting.NO: lambda: _("Would rather not host, or was not asked"),
}
