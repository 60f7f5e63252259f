"""Whom somebody would rather not be with is read, obeyed, and never told."""

from __future__ import annotations

import itertools
import traceback

import pytest

from kinweave.answers import AnswersError
from kinweave.answers.errors import BadValue
from tests.answers.forms import Forms, answer

CANARY = "canary@example.org"


def rows(**ada: str) -> list[dict[str, str]]:
    return [answer("Ada", **ada), answer("Canary"), answer("Ben")]


def everything_told(error: AnswersError) -> str:
    """All that a person, a log or a report of a crash could see of an error."""
    return "".join([str(error), repr(error), *traceback.format_exception(error)])


def test_it_is_read_and_kept(forms: Forms) -> None:
    ada, canary, _ben = forms.read(*rows(not_with=f"{CANARY}; gone@example.org")).people
    assert ada.person.apart == {CANARY}
    assert canary.person.apart == frozenset()


@pytest.mark.parametrize(
    "written",
    [CANARY, "Canary", "gone@example.org", "Somebody unknown", "not an address", "=1+1", "("],
)
def test_nothing_that_is_written_there_is_noted_or_shown(forms: Forms, written: str) -> None:
    silent = forms.read(*rows(not_with=""))
    answers = forms.read(*rows(not_with=written))
    assert answers.notes == silent.notes == ()
    assert answers.columns == silent.columns
    assert repr(answers) == repr(silent)


def test_a_wish_that_the_same_person_takes_back_is_refused_without_saying_why(
    forms: Forms,
) -> None:
    error = forms.error(*rows(not_with=CANARY, **{"with": f"{CANARY}, ben@example.org"}))
    (problem,) = error.problems
    assert (problem.line, problem.column, problem.value) == (2, "with", "")
    told = everything_told(error).casefold()
    for hint in ("canary", "not_with", "not with", "rather", "apart", "contradict"):
        assert hint not in told.replace(str(forms.path).casefold(), "")


def test_that_refusal_is_the_same_as_for_a_wish_for_oneself(forms: Forms) -> None:
    taken_back = forms.error(*rows(not_with=CANARY, **{"with": CANARY}))
    oneself = forms.error(*rows(not_with="", **{"with": "ada@example.org"}))
    assert str(taken_back) == str(oneself)


def test_a_wish_for_somebody_who_would_rather_not_is_read_without_a_word(forms: Forms) -> None:
    answers = forms.read(
        answer("Ada", **{"with": "ben@example.org"}), answer("Ben", not_with="ada@example.org")
    )
    assert answers.people[0].person.wishes == {"ben@example.org"}
    assert answers.people[1].person.apart == {"ada@example.org"}
    assert answers.notes == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Nowhere"},
        {"availability": "Foo"},
        {"email": ""},
        {"email": "ben@example.org"},
        {"languages": "Englsh"},
        {"with": "nobody.here@example.org"},
        {"with": "canari@example.com"},
        {"call": "(caller)"},
    ],
)
def test_other_mistakes_of_the_same_answer_do_not_show_it(
    forms: Forms, wrong: dict[str, str]
) -> None:
    people = [answer("Ada", not_with="secret.person@example.org") | wrong, answer("Ben")]
    assert "secret" not in everything_told(forms.error(*people))


def test_two_columns_that_ask_for_it_are_both_obeyed(forms: Forms) -> None:
    first, second = "Anyone you would rather not be with?", "Who should we not put you with?"
    row = answer("Ada") | {first: CANARY, second: "ben@example.org"}
    answers = forms.read(row, answer("Canary"), answer("Ben"))
    assert answers.people[0].person.apart == {CANARY, "ben@example.org"}
    assert answers.notes == ()


def test_a_suggestion_does_not_depend_on_it(forms: Forms) -> None:
    def problems(apart: str) -> tuple[BadValue, ...]:
        return forms.error(*rows(not_with=apart, **{"with": "canry@example.org"})).problems

    kept_apart = ("", CANARY, "ben@example.org", "gone@example.org")
    assert all(one == two for one, two in itertools.pairwise(map(problems, kept_apart)))
