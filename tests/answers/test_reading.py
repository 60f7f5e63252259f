from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kinweave.answers import Answers, AnswersError, BadValue, read
from kinweave.answers.errors import SHOWN
from kinweave.solvers.crews.problem import Call, Hosting
from tests.answers.forms import CANONICAL, Forms, answer, text_of


def test_an_answer_in_the_canonical_columns_becomes_a_person(forms: Forms) -> None:
    answers = forms.read(
        answer(
            email="Ada@Example.org",
            languages="en; pt-BR",
            host="yes",
            interests="Bread;  the Sea, bread",
            not_with="cy@example.org",
            met="ben@example.org; gone@example.org",
        )
        | {"with": "ben@example.org"},
        answer("Ben", interests="the sea"),
        answer("Cy"),
    )
    ada = answers.people[0]
    assert (ada.name, ada.line, ada.person.key) == ("Ada", 2, "ada@example.org")
    assert ada.person.zone == "Europe/Vienna"
    assert ada.person.hours.free == ((1080, 1260),)
    assert ada.person.languages == {"en", "pt"}
    assert ada.person.interests == {"bread", "the sea"}
    assert ada.person.host is Hosting.YES
    assert ada.person.wishes == ada.person.met == {"ben@example.org"}
    assert ada.person.apart == {"cy@example.org"}
    assert answers.people[1].person.interests == {"the sea"}
    assert answers.spelling == {"bread": "Bread", "the sea": "the Sea"}
    assert answers.notes == ("1 name under those already met is not in this file. That is fine.",)


@pytest.mark.parametrize(
    ("written", "hosting"),
    [
        *(
            ("yes", "yes"),
            ("Y", "yes"),
            ("TRUE", "yes"),
            ("1", "yes"),
            ("oui", "yes"),
            ("sí", "yes"),
        ),
        *(
            ("Ja, gern", "yes"),
            ("Yes! I'd love to", "yes"),
            ("no", "no"),
            ("Nein", "no"),
            ("", "no"),
        ),
        *(("No, not this time", "no"), ("I'd rather not", "no"), ("maybe", "maybe")),
        *(("vielleicht", "maybe"), ("Peut-être", "maybe"), ("Not sure yet", "maybe")),
        *(("Yes, if need be", "maybe"), ("if nobody else does", "maybe"), ("=maybe", "maybe")),
    ],
)
def test_whether_somebody_would_host_is_read_as_they_write_it(
    forms: Forms, written: str, hosting: str
) -> None:
    assert forms.person(host=written).host is Hosting(hosting)


def test_an_unclear_answer_about_hosting_is_a_maybe_and_shown(forms: Forms) -> None:
    answers = forms.read(answer(host="With a friend"))
    assert answers.notes == ("I read “With a friend”, about hosting, as maybe for 1 person.",)
    assert answers.columns.answers == {"maybe": ("With a friend",)}


@pytest.mark.parametrize(
    "written",
    [
        *("ben@example.org; Cy@example.org", "ben@example.org,cy@example.org"),
        *("ben@example.org cy@example.org", "ben@example.org\ncy@example.org"),
        *("Ben <ben@example.org>, cy@example.org.", "mailto:ben@example.org; Cy", "Ben; CY"),
    ],
)
def test_people_are_named_by_address_or_by_name(forms: Forms, written: str) -> None:
    answers = forms.read(answer(**{"with": written}), answer("Ben"), answer("Cy"))
    assert answers.people[0].person.wishes == {"ben@example.org", "cy@example.org"}


@pytest.mark.parametrize("written", ["", "-", "nobody", "Anyone", "no preference", "n/a"])
def test_nobody_in_particular_is_nobody(forms: Forms, written: str) -> None:
    assert forms.person(**{"with": written}).wishes == frozenset()


def test_a_name_that_two_people_have_names_neither(forms: Forms) -> None:
    twin = answer("Ben") | {"email": "other@example.org"}
    error = forms.error(answer(**{"with": "Ben"}), answer("Ben"), twin)
    assert error.problems[0].value == "Ben"


def test_a_call_has_its_caller_and_those_who_would_join(forms: Forms) -> None:
    answers = forms.read(
        answer("Ada", call="call: Slow  work (caller, 4-6)"),
        answer("Ben", call="slow work"),
        answer("Cy", call="Reading (caller)"),
        answer("Di", call="none"),
        answer("Ed", call="Trees"),
    )
    assert answers.calls == (
        Call("Slow work", "ada@example.org", 4, 6),
        Call("Reading", "cy@example.org"),
    )
    joined = [one.person.call for one in answers.people]
    assert joined == ["Slow work", "Slow work", "Reading", None, None]
    assert answers.notes == (
        "Nobody is the caller of “Trees”, which I leave out for 1 person."
        " The caller's cell should read “Trees (caller)”.",
    )


def test_intentions_share_the_words_that_some_but_not_all_use(forms: Forms) -> None:
    said = ["courage, and the wish to listen", "Courage with people", "I wish to rest", "soup"]
    people = [answer(f"P{at}", intention=text) for at, text in enumerate([*said, *[""] * 8])]
    everyone = [answer(f"Q{at}", intention="listen and rest") for at in range(4)]
    found = [one.person.intention for one in forms.read(*people, *everyone).people]
    assert found[:4] == [{"courage", "wish"}, {"courage"}, {"wish"}, frozenset()]
    assert found[-1] == frozenset()  # five of sixteen would listen, and five would rest


@pytest.mark.parametrize(
    ("said", "column", "value", "hint"),
    [
        ({"time_zone": "Nowhere"}, "time_zone", "Nowhere", "Lisbon"),
        ({"time_zone": ""}, "time_zone", "", "Lisbon"),
        ({"availability": "Mon 25:00-26:00"}, "availability", "Mon 25:00-26:00", "18:00-21:00"),
        ({"availability": "Mon 21:00-21:00"}, "availability", "Mon 21:00-21:00", "00:00-24:00"),
        ({"availability": "=SUM(A1)"}, "availability", "=SUM(A1)", "18:00-21:00"),
        ({"languages": "Englsh"}, "languages", "Englsh", "English"),
        ({"email": ""}, "email", "", "Write one"),
        ({"email": "ada at example.org"}, "email", "ada at example.org", "ada@example.org"),
        ({"email": "ada@example"}, "email", "ada@example", "ada@example.org"),
        ({"email": "=ada@example.org"}, "email", "=ada@example.org", "ada@example.org"),
        (
            {"email": "a@example.org; b@example.org"},
            "email",
            "a@example.org; b@example.org",
            "ada@",
        ),
        ({"with": "bee@example.org"}, "with", "bee@example.org", "ben@example.org"),
        ({"with": "Somebody else"}, "with", "Somebody else", "leave it out"),
        ({"with": "ada@example.org"}, "with", "", "empty the cell"),
        ({"call": "(caller)"}, "call", "(caller)", "(caller)"),
        ({"call": "Bread (caller, 9-4)"}, "call", "Bread (caller, 9-4)", "4-6"),
        ({"call": "Bread (caller, many)"}, "call", "Bread (caller, many)", "4-6"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_place_and_what_to_write(
    forms: Forms, said: dict[str, str], column: str, value: str, hint: str
) -> None:
    problem = forms.error(answer("Ben"), answer("Ada") | said).problems[0]
    assert (problem.file, problem.line, problem.column) == (str(forms.path), 3, column)
    assert problem.value == value
    assert hint in problem.instead
    assert problem.understood


def test_two_answers_of_one_address_name_both_lines(forms: Forms) -> None:
    problem = forms.error(answer("Ada"), answer("Ben"), answer("ADA")).problems[0]
    assert (problem.line, problem.value) == (4, "ada@example.org")
    assert "Line 2" in problem.understood


def test_two_callers_of_one_call_name_both_lines(forms: Forms) -> None:
    people = answer("Ada", call="Bread (caller)"), answer("Ben", call="bread (caller)")
    problem = forms.error(*people).problems[0]
    assert (problem.line, problem.value) == (3, "bread")
    assert "Line 2" in problem.understood


def test_everything_wrong_is_said_at_once_but_not_without_end(forms: Forms) -> None:
    people = [answer(f"P{at}", time_zone=f"Zone {at}", languages="?!") for at in range(20)]
    error = forms.error(*people)
    assert len(error.problems) == 40
    assert [problem.line for problem in error.problems[:3]] == [2, 2, 3]
    assert str(error).count("line ") == SHOWN
    assert str(error).endswith(f"and {40 - SHOWN} more.")


def test_a_message_has_place_value_reading_and_advice() -> None:
    problem = BadValue(
        "a.csv", 7, "Time zone", "Mars\x1b[31m" + "!" * 80, "None such.", "Write UTC."
    )
    head, understood, instead = str(problem).splitlines()
    assert head.startswith("a.csv, line 7, column “Time zone”: “Mars [31m!!!")
    assert len(head) < 110
    assert (understood, instead) == ("  None such.", "  Write UTC.")


def test_cells_that_a_spreadsheet_would_run_are_only_text(forms: Forms) -> None:
    answers = forms.read(
        answer("Ada", interests="=1+1; @SUM(A1)", intention="=cmd", call="=2+3 (caller)")
        | {"name": "=HYPERLINK(1)"}
    )
    assert answers.people[0].name == "=HYPERLINK(1)"
    assert answers.people[0].person.interests == {"=1+1", "@sum(a1)"}
    assert answers.calls[0].name == "=2+3"


def test_only_the_columns_that_are_needed_must_be_there(forms: Forms) -> None:
    path = forms.write("name,email\nAda,ada@example.org\n")
    person = read(path, needs=()).people[0].person
    assert (person.zone, person.hours.free, person.languages) == ("UTC", (), {"en"})
    with pytest.raises(AnswersError, match="time_zone"):
        read(path, needs=("time_zone",))
    with pytest.raises(AnswersError, match="email"):
        read(forms.write("name\nAda\n"), needs=())


def test_the_order_of_rows_and_columns_changes_nobody(forms: Forms) -> None:
    people = [
        answer(
            f"P{at}", intention="rest" if at < 2 else "", call="Bread (caller)" if at == 3 else ""
        )
        | {"with": "P0" if at == 5 else "", "met": "P1"}
        for at in range(9)
    ]
    rng = random.Random(5)
    first = {one.person.key: one.person for one in forms.read(*people).people}
    shuffled = []
    for one in rng.sample(people, len(people)):
        headers = rng.sample(sorted(one), len(one))
        shuffled.append({header: one[header] for header in headers})
    assert {one.person.key: one.person for one in forms.read(*shuffled).people} == first


words = st.sampled_from(
    [
        *CANONICAL,
        *("ada@example.org", "ben@example.org", "CET", "GMT+1", "Mon 18:00-21:00", "Mon ?"),
        *("evening", "Tuesday [evening]", "yes", "maybe", "x (caller)", "x (caller, 3-5)", "en"),
        *('"', ",", ";", "\t", "\n", "\r\n", "=", "é", "\x00", "\ufeff", "\u202e", "𝔘", " "),
    ]
)


def read_or_refused(path: Path) -> Answers | AnswersError:
    """What comes of a file; anything but these two fails the test."""
    try:
        return read(path)
    except AnswersError as error:
        return error


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(words, max_size=40).map(lambda found: "".join(found).encode()),
        st.lists(words, max_size=60).map(
            lambda found: (",".join(CANONICAL) + "\n" + ",".join(found)).encode()
        ),
        st.lists(words, max_size=40).map(lambda found: "".join(found).encode("utf-16")),
    )
)
@example(b'"')
@example(b"sep=")
@example(b"sep=\n")
@example(b'sep="\nemail')
@example(b"\xff\xfe")
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(forms: Forms, content: bytes) -> None:
    found = read_or_refused(forms.write(content))
    if isinstance(found, AnswersError):
        assert found.problems
        assert all(problem.understood for problem in found.problems)
        assert all(line.isprintable() for line in str(found).split("\n"))
    else:
        assert found.people


cells = st.one_of(words, st.text(max_size=20)).filter(lambda text: "\x00" not in text)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(CANONICAL), cells))
def test_whatever_a_person_writes_it_is_read_or_named_with_its_line(
    forms: Forms, said: dict[str, str]
) -> None:
    text = text_of([answer("Ben"), answer("Ada") | said])
    found = read_or_refused(forms.write(text.encode("utf-8", "replace")))
    if isinstance(found, AnswersError):
        assert all(problem.line for problem in found.problems)
    else:
        assert len(found.people) == 2
