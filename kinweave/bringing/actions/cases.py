"""Cases: brought in private, chosen in turn, and not today after all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kinweave.access import Viewer, allowed
from kinweave.bringing.actions.asking import first_free, hosted, locked_date, note, still_on
from kinweave.bringing.fairness import Waiting, in_turn
from kinweave.bringing.models import Case, Choice, Clinic, NotToday
from kinweave.bringing.models.within import is_off
from kinweave.bringing.refusals import AlreadyBrought, Closed, Full, Gone, NoCase, Over
from kinweave.bringing.telling import tell_of_choice
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.people.models import Person


@transaction.atomic
def open_clinic(actor: Person, gathering: Gathering, *, places: int = 1, at: datetime) -> Clinic:
    """Let members bring cases; or say how many a date has time for, and open again."""
    hosted(actor, gathering)
    clinic, new = Clinic.objects.get_or_create(
        gathering=gathering, defaults={"places": places, "opened_at": at}
    )
    if not new:
        Clinic.objects.filter(pk=clinic.pk).update(places=places, closed_at=None)
        clinic.refresh_from_db(fields=["places", "closed_at"])
    verb = "bringing.clinic_opened" if new else "bringing.clinic_changed"
    note(verb, actor=actor, at=at, gathering=gathering)
    return clinic


@transaction.atomic
def close_clinic(actor: Person, clinic: Clinic, *, at: datetime) -> None:
    """Take no more cases. Those that are there stay with whoever brought them."""
    hosted(actor, clinic.gathering)
    if Clinic.objects.filter(pk=clinic.pk, closed_at=None).update(closed_at=at):
        note("bringing.clinic_closed", actor=actor, at=at, gathering=clinic.gathering)


@transaction.atomic
def bring(person: Person, clinic: Clinic, *, title: str, words: str = "", at: datetime) -> Case:
    """Bring a case, which nobody else is told of until it is chosen. One at a time."""
    viewer = Viewer.of(person.pk)
    still_on(viewer, clinic.gathering)
    allowed(viewer, "bring to", clinic)
    held = Clinic.objects.select_for_update().get(pk=clinic.pk)
    if held.closed_at is not None:
        raise Closed
    if Case.objects.at_hand(at).filter(clinic=held, person=person).exists():
        raise AlreadyBrought
    return Case.objects.create(clinic=held, person=person, title=title, words=words, brought_at=at)


@transaction.atomic
def change_case(person: Person, case: Case, *, title: str, words: str = "") -> None:
    """Say it otherwise; where it is chosen already, others read it so from now on."""
    if not Case.objects.filter(pk=case.pk, person=person).update(title=title, words=words):
        raise Gone


@transaction.atomic
def take_away(person: Person, case: Case, *, at: datetime) -> None:
    """The case goes, chosen or not, and nobody is told. Of one whose date has been, it is kept that
    they had a turn, and nothing of what it was."""
    Clinic.objects.select_for_update().get(pk=case.clinic_id)
    theirs = Case.objects.filter(pk=case.pk, person=person)
    Choice.objects.filter(case__in=theirs, occasion__ends_at__gt=at).delete()
    theirs.delete()


@transaction.atomic
def choose(actor: Person, clinic: Clinic, occasion: Occasion, *, at: datetime) -> Choice:
    """The next case in turn for this date; who hosts cannot choose another one. Its bringer is
    told by letter, and members see it. See :mod:`kinweave.bringing.fairness`."""
    hosted(actor, clinic.gathering)
    date = locked_date(occasion, clinic.gathering, at)
    held = Clinic.objects.select_for_update().get(pk=clinic.pk)
    place = first_free(
        Choice.objects.filter(occasion=date).values_list("place", flat=True), held.places
    )
    if place is None:
        raise Full
    case = _next(held, date)
    choice, _new = Choice.objects.update_or_create(
        case=case,
        defaults={
            "clinic": held, "person": case.person, "occasion": date, "place": place,
            "chosen_at": at,
        },
    )  # fmt: skip
    tell_of_choice(choice, clinic.gathering, at=at)
    note("bringing.case_chosen", actor=actor, at=at, gathering=clinic.gathering)
    return choice


@transaction.atomic
def not_today(person: Person, case: Case, *, at: datetime) -> None:
    """A chosen case is not to be for that date after all. It waits on for another; nobody is told,
    and the next can be chosen."""
    chosen = Choice.objects.filter(case=case, person=person).select_related("occasion__gathering")
    first = chosen.first()
    if first is None:
        raise Gone
    date = locked_date(first.occasion, first.occasion.gathering, at)
    Clinic.objects.select_for_update().get(pk=case.clinic_id)
    if not Choice.objects.filter(pk=first.pk, occasion=date).delete()[0]:
        raise Over
    NotToday.objects.get_or_create(case=case, occasion=date, defaults={"said_at": at})


def _next(clinic: Clinic, date: Occasion) -> Case:
    """Of those who brought one: see :func:`kinweave.bringing.fairness.in_turn`."""
    rows = Case.objects.waiting().filter(clinic=clinic).exclude(not_today__occasion=date)
    rows = rows.select_for_update(of=("self",)).select_related("person")
    cases = {one.person_id: one for one in rows}
    had: dict[int, list[datetime]] = {}
    turns = Choice.objects.filter(clinic=clinic, person__in=cases).exclude(is_off("occasion__"))
    for person, on in turns.values_list("person", "occasion__starts_at"):
        had.setdefault(person, []).append(on)
    waiting = [
        Waiting(person, len(had.get(person, [])), max(had.get(person, [one.brought_at])))
        for person, one in cases.items()
    ]
    if not waiting:
        raise NoCase
    return cases[in_turn(waiting, seed=f"{clinic.pk}:{date.pk}")[0].person]
