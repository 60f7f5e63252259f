"""Ferrymoor comes to life: everything happens through the actions that people have, on its day.

All of it is one transaction, so nobody ever walks into half a congregation: a process that is
killed meanwhile leaves nothing in the database, and the next one begins anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from kinweave.circles import actions
from kinweave.circles.models import Circle, Invitation, Membership, Responsibility, Standing
from kinweave.circles.models.memberships import MembershipQuerySet
from kinweave.demo.afterwards import leave_behind
from kinweave.demo.arriving import arrive
from kinweave.demo.bringing import bring
from kinweave.demo.calendar import Calendar
from kinweave.demo.crewing import call_out, crew_up
from kinweave.demo.giving import give_together
from kinweave.demo.hosting import gather
from kinweave.demo.importing import bring_in
from kinweave.demo.mixing import mix
from kinweave.demo.playing import play
from kinweave.demo.preparing import prepare
from kinweave.demo.rounds import go_round
from kinweave.demo.seasons import gather_season
from kinweave.demo.texts import Said, happenings, people
from kinweave.demo.writing import write_a_book
from kinweave.people.actions.blocks import block
from kinweave.people.actions.own import write_note
from kinweave.people.models import Person

Row = Mapping[str, Any]
A_YEAR = 365


@dataclass
class Story:
    """What has happened so far. ``people``: by the first name, as the texts call them; ``came``:
    how many days ago each of them made an account; ``circles``: by their names."""

    days: Calendar
    people: dict[str, Person] = field(default_factory=dict)
    came: dict[str, int] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)

    def all_of(self, names: list[str]) -> list[Person]:
        """Those people, in that order."""
        return [self.people[name] for name in names]

    def not_before_coming(self, name: str, days: int) -> int:
        """So many days ago, or when they came, if that was later."""
        return min(days, self.came[name])


@transaction.atomic
def tell(now: datetime) -> Story:
    """The whole story, from the first kitchen table to this morning."""
    story = Story(Calendar(now))
    texts = happenings()
    _everybody_has_an_account(story)
    network = _found(story, texts["network"], "network")
    ferrymoor = _found(story, texts["congregation"], "congregation", network, door="application")
    quincebank = _found(story, texts["neighbor"], "congregation", network)
    _door_and_expectations(story, ferrymoor, texts)
    _people_come(story, ferrymoor, people("ferrymoor"), texts["applications"])
    _people_come(story, quincebank, people("quincebank"), [])
    for row in texts["applications"]:
        _somebody_asks(story, ferrymoor, row)
    _power_is_shared(story, ferrymoor, texts["keeping"], texts["responsibilities"])
    for scale, rows in (("crew", texts["crews"]), ("dyad", texts["pairs"])):
        for row in rows:
            _found(story, row, scale, ferrymoor)
    _newer_expectations(story, ferrymoor, texts["expectations"][1])
    _soup_is_offered(story, ferrymoor, texts["offer"])
    for row in texts["invitations"]:
        _somebody_invites(story, ferrymoor, row)
    for row in texts["wishes"]:
        actions.wish_for_crew(
            story.people[row["person"]],
            ferrymoor,
            words=row["words"],
            until=story.days.in_days(row["left"]),
            at=story.days.ago(row["days"]),
        )
    _somebody_leaves(story, ferrymoor, texts["departed"])
    give_together(texts["fund"], ferrymoor, story.people, story.days)
    for row in texts["gatherings"]:
        gather(row, story.circles[row["circle"]], story.people, story.days)
    leave_behind(texts, story.people, story.days)
    bring(texts, story.people, story.days)
    for row in texts["calendars"]:
        bring_in(row, story.circles[row["circle"]], story.people, story.days)
    for row in texts["preparations"]:
        prepare(row, story.people, story.days)
    mix(texts["mixed"], story.people, story.days)
    play(texts["deck"], ferrymoor, story.people, story.days)
    go_round(texts["round"], ferrymoor, story.people, story.days)
    founder = story.people[texts["congregation"]["founder"]]
    write_a_book(texts["handbook"], founder, ferrymoor, story.people, story.days)
    for row in texts["cycles"]:
        story.circles[row["name"]] = crew_up(row, ferrymoor, story.people, story.days)
    for row in texts["called"]:
        call_out(row, ferrymoor, story.people, story.days)
    for row in texts["seasons"]:
        gather_season(row, founder, ferrymoor, story.people, story.days)
    _what_is_private(story, texts)
    return story


def _everybody_has_an_account(story: Story) -> None:
    asked = {row["person"]: row["days"] for row in happenings()["applications"]}
    for said in (*people("ferrymoor"), *people("quincebank"), *people("asking")):
        days = max(said.days, asked.get(said.key, 0))
        story.came[said.key] = days
        story.people[said.key] = arrive(said, at=story.days.ago(days))


def _found(
    story: Story, row: Row, scale: str, parent: Circle | None = None, *, door: str = "invitation"
) -> Circle:
    """Somebody begins a circle, and those named in it say yes to an invitation."""
    founder, at = story.people[row["founder"]], story.days.ago(row["days"])
    if parent is not None and scale == "congregation":
        _come_in(story, parent, founder, days=row["days"])
    circle = actions.found(
        founder,
        name=row["name"],
        scale=scale,
        about=row["about"],
        parent=parent,
        audience=row.get("audience", "public" if scale == "congregation" else "circle"),
        door=door,
        friend_name=row.get("friend_name", ""),
        partner_name=row.get("partner_name", ""),
        at=at,
    )
    if "welcome" in row:
        actions.tend(founder, circle, welcome=row["welcome"], at=at)
    story.circles[circle.name] = circle
    for number, name in enumerate(row.get("others", [])):
        standing = Standing.FRIEND if scale == "network" else Standing.PARTNER
        days = story.not_before_coming(name, row["days"])
        _come_in(story, circle, story.people[name], days=days, order=number + 1, standing=standing)
    if row["days"] > A_YEAR:
        _goes_on_tending(story, circle, founder)
    return circle


def _goes_on_tending(story: Story, circle: Circle, holder: Person, **changes: Any) -> None:
    """The first term, of a year, is long over: the same person holds it for another one."""
    tending = Responsibility.objects.get(circle=circle, holder=holder)
    said: dict[str, Any] = {
        "name": tending.name,
        "decides": tending.decides,
        "keys": tending.keys,
        "understudy": None,
        "until": story.days.in_days(200),
    }
    actions.change_responsibility(holder, tending, **{**said, **changes}, at=story.days.ago(160))


def _come_in(
    story: Story,
    circle: Circle,
    person: Person,
    *,
    days: int,
    by: Person | None = None,
    standing: str = Standing.FRIEND,
    order: int = 0,
) -> None:
    """Somebody holds out a link, and somebody else says yes. Whoever is in stays as they are."""
    current = Membership.objects.current().filter(circle=circle)
    if current.filter(person=person).exists():
        return
    at = story.days.ago(days, order=order)
    host = by or _host(current, standing, days)
    links = Invitation.objects.open(at).filter(circle=circle, made_by=host, standing=standing)
    link = links.first() or actions.invite(host, circle, standing=standing, uses=8, days=30, at=at)
    actions.enter(person, link, at=at)


def _host(current: MembershipQuerySet, standing: str, days: int) -> Person:
    """Whoever began it brings partners in; friends come through one or the other partner."""
    partners = list(current.filter(standing=Standing.PARTNER).select_related("person"))
    return partners[0 if standing == Standing.PARTNER else days % len(partners)].person


def _door_and_expectations(story: Story, circle: Circle, texts: Row) -> None:
    founder, at = story.people[texts["congregation"]["founder"]], circle.began_at
    for row in texts["questions"]:
        actions.ask(founder, circle, words=row["words"], needed=row.get("needed", False), at=at)
    first = texts["expectations"][0]
    actions.expect(founder, circle, text=first["text"], at=story.days.ago(first["days"]))


def _people_come(
    story: Story, circle: Circle, group: tuple[Said, ...], applying: list[dict[str, Any]]
) -> None:
    """By invitation, the earliest first; those who asked to join come another way."""
    ask = {row["person"] for row in applying}
    expectations = circle.expectations.first()
    for said in sorted(group, key=lambda one: -one.days):
        if said.key in ask:
            continue
        person = story.people[said.key]
        by = story.people.get(said.by)
        _come_in(story, circle, person, days=said.days, by=by, standing=said.standing)
        if expectations:
            actions.accept(person, expectations, at=story.days.ago(said.days))


def _somebody_asks(story: Story, circle: Circle, row: Row) -> None:
    person, days = story.people[row["person"]], story.days
    questions = circle.questions.all()
    said = {question.pk: text for question, text in zip(questions, row["answers"], strict=True)}
    application = actions.apply(person, circle, answers=said, at=days.ago(row["days"]))
    for author, ago, text in row.get("lines", []):
        actions.write_to(story.people[author], application, text=text, at=days.ago(ago))
    oona = story.people["oona"]
    if "welcomed" in row:
        actions.welcome(oona, application, at=days.ago(row["welcomed"]))
    if "declined" in row:
        actions.decline(oona, application, at=days.ago(row["declined"]))


def _power_is_shared(story: Story, circle: Circle, keeping: Row, rows: list[Row]) -> None:
    """What the founder held alone is held by many; she keeps one key."""
    _goes_on_tending(
        story,
        circle,
        story.people["wanda"],
        name=keeping["name"],
        decides=keeping["decides"],
        keys=["appoint"],
        understudy=story.people[keeping["understudy"]],
        until=story.days.in_days(keeping["left"]),
    )
    for row in rows:
        _somebody_holds(story, circle, row)


def _somebody_holds(story: Story, circle: Circle, row: Row) -> None:
    actions.make_responsibility(
        story.people["wanda"],
        circle,
        name=row["name"],
        decides=row["decides"],
        keys=row.get("keys", []),
        holder=story.people.get(row.get("holder", "")),
        understudy=story.people.get(row.get("understudy", "")),
        until=story.days.in_days(row["left"]),
        at=story.days.ago(row.get("days", 120)),
    )


def _newer_expectations(story: Story, circle: Circle, row: Row) -> None:
    """A newer version: some have said yes to it, others have not read it yet."""
    days = row["days"]
    writer = story.people[row["written_by"]]
    version = actions.expect(writer, circle, text=row["text"], at=story.days.ago(days))
    for number, person in enumerate(story.all_of(row["accepted_by"])):
        actions.accept(person, version, at=story.days.ago(max(days - 1 - number, 0)))


def _soup_is_offered(story: Story, circle: Circle, row: Row) -> None:
    responsibility = Responsibility.objects.get(circle=circle, name=row["responsibility"])
    actions.offer(
        story.people[row["giver"]],
        responsibility,
        taker=story.people[row["taker"]],
        notes=row["notes"],
        until=story.days.in_days(row["left"]),
        at=story.days.ago(row["days"]),
    )


def _somebody_invites(story: Story, circle: Circle, row: Row) -> Invitation:
    host, at = story.people[row["by"]], story.days.ago(row["days"])
    invitation = actions.invite(
        host,
        circle,
        words=row["words"],
        address=row.get("address", ""),
        uses=row.get("uses", 1),
        days=row["lasts"],
        at=at,
    )
    if "revoked" in row:
        actions.revoke(host, invitation, at=story.days.ago(row["revoked"]))
    return invitation


def _somebody_leaves(story: Story, circle: Circle, row: Row) -> None:
    actions.leave(story.people[row["person"]], circle, at=story.days.ago(row["days"]))


def _what_is_private(story: Story, texts: Row) -> None:
    for row in texts["blocks"]:
        block(
            story.people[row["person"]],
            story.people[row["other"]],
            at=story.days.ago(row["days"]),
        )
    for row in texts["notes"]:
        write_note(
            story.people[row["person"]],
            kind=row["kind"],
            text=row["text"],
            at=story.days.ago(row["days"]),
        )
