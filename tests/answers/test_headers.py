from __future__ import annotations

import pytest

from kinweave.answers import ColumnMap
from kinweave.answers.day_words import TIMES_OF_DAY
from kinweave.answers.headers import guess, slot
from kinweave.answers.hours import HoursReader
from tests.answers.forms import CANONICAL, Forms, answer, free, if_need_be

HOURS = HoursReader(TIMES_OF_DAY)


@pytest.mark.parametrize("canonical", CANONICAL)
def test_a_column_s_own_name_is_known(canonical: str) -> None:
    assert guess((canonical,), {}, HOURS) == {canonical: (canonical,)}


@pytest.mark.parametrize(
    ("header", "canonical"),
    [
        *(("What's your email address?", "email"), ("E-Mail-Adresse", "email")),
        *(
            ("Correo electrónico", "email"),
            ("Email Address", "email"),
            ("What is your name?", "name"),
        ),
        *(("What should we call you?", "name"), ("Which time zone are you in?", "time_zone")),
        *(("Your timezone (e.g. CET)", "time_zone"), ("Where are you based?", "time_zone")),
        *(("In welcher Zeitzone lebst du?", "time_zone"), ("Fuseau horaire", "time_zone")),
        *(
            ("What languages do you speak?", "languages"),
            ("Welche Sprachen sprichst du?", "languages"),
        ),
        *(("When are you usually free?", "availability"), ("Your availability", "availability")),
        *(("When could you meet (in your time zone)?", "availability"),),
        *(("Which times work for you?", "availability"), ("Wann hast du Zeit?", "availability")),
        *(("What topics are you curious about?", "interests"), ("Your interests", "interests")),
        *(("What do you hope for from a crew?", "intention"), ("Why now?", "intention")),
        *(("Would you be up for hosting?", "host"), ("Could you host a meeting?", "host")),
        *(("Who would you like to be in a crew with?", "with"),),
        *(("Anyone you would like to be together with (e-mails)", "with"),),
        *(("Emails of people you'd love to be grouped with", "with"),),
        *(("Is there anyone you'd rather not be in a crew with?", "not_with"),),
        *(("Who do you NOT want to be with?", "not_with"), ("People to avoid", "not_with")),
        *(("Anyone you wouldn't want to be grouped with?", "not_with"),),
        *(("Mit wem möchtest du nicht zusammen sein?", "not_with"),),
        *(("Who have you already met?", "met"), ("Emails of people you have met", "met")),
        *(("Who were you in a crew with before? Whom have you met?", "met"),),
        *(("Which call would you like to join?", "call"), ("Name of the call", "call")),
    ],
)
def test_a_question_tells_what_its_column_holds(header: str, canonical: str) -> None:
    assert guess((header,), {}, HOURS) == {canonical: (header,)}


@pytest.mark.parametrize(
    "header",
    [
        *("Timestamp", "Anything else?", "Score", "Submitted at", "Feel free to add a comment"),
        *("How did you hear of us?", "Do you agree to our privacy notice?", "Network ID", "#"),
        *("Notes on your availability", "Pronouns", "Respondent ID", "Sun sign", "Mon chat"),
    ],
)
def test_other_questions_are_left_alone(header: str) -> None:
    assert guess((header,), {}, HOURS) == {}


@pytest.mark.parametrize(
    "header",
    [
        *("With whom would you not like to be?", "Who would you like to be with, or never again?"),
        *("Anyone you would like to be with? Or without?", "People I don't want to be with"),
        "Whom would you rather avoid being together with?",
    ],
)
def test_a_doubtful_question_is_never_taken_for_a_wish_to_be_together(header: str) -> None:
    assert "with" not in guess((header,), {}, HOURS)


def test_the_surer_of_two_headers_is_taken(forms: Forms) -> None:
    answers = forms.read(answer() | {"What is your second e-mail?": "other@example.org"})
    assert answers.people[0].person.key == "ada@example.org"
    assert "I left these columns alone: “What is your second e-mail?”." in answers.notes


def test_first_and_last_name_make_one_name(forms: Forms) -> None:
    row = {"First name": "Ada", "Last name": "Quill"} | answer()
    del row["name"]
    assert forms.read(row).people[0].name == "Ada Quill"


def test_without_a_name_the_address_gives_one(forms: Forms) -> None:
    answers = forms.read(answer("Ada") | {"name": " "})
    assert answers.people[0].name == "ada"
    assert "start of the e-mail address" in answers.notes[0]


@pytest.mark.parametrize(
    ("header", "cell", "surely", "perhaps"),
    [
        ("Tuesday [evening]", "Yes", "Tue 18:00-21:00", ""),
        ("Tuesday [evening]", "Maybe", "", "Tue 18:00-21:00"),
        ("Tuesday [evening]", "Yes, Maybe", "", "Tue 18:00-21:00"),
        ("Tuesday [evening]", "No", "", ""),
        ("Tuesday [evening]", "", "", ""),
        ("Tuesday [evening]", "TRUE", "Tue 18:00-21:00", ""),
        ("Tuesday [evening]", "x", "Tue 18:00-21:00", ""),
        ("Tuesday [evening]", "If need be", "", "Tue 18:00-21:00"),
        ("Tuesday [evening]", "Yes, that works well", "Tue 18:00-21:00", ""),
        ("Tuesday [evening]", "Tuesday evening", "Tue 18:00-21:00", ""),
        ("Tuesday evening", "Yes", "Tue 18:00-21:00", ""),
        ("Tue 18:00-20:00", "yes", "Tue 18:00-20:00", ""),
        (
            "When are you free? [Tuesday]",
            "Morning, Evening",
            "Tue 09:00-12:00; Tue 18:00-21:00",
            "",
        ),
        ("When are you free? [Tuesday]", "18:00-20:00?", "", "Tue 18:00-20:00"),
        ("When are you free? [Tuesday]", "Yes", "Tue 09:00-21:00", ""),
        ("When are you free? [Tuesday]", "no", "", ""),
        ("When are you free? (Tuesday evening)", "true", "Tue 18:00-21:00", ""),
        ("When are you free: Tuesday, morning", "1", "Tue 09:00-12:00", ""),
        ("Tuesdays - evening", "ja", "Tue 18:00-21:00", ""),
        ("Which Tuesdays suit you? [evening]", "Yes", "Tue 18:00-21:00", ""),
        (
            "When are you free? [Evening (6-9pm)]",
            "Mon, Thu",
            "Mon 18:00-21:00; Thu 18:00-21:00",
            "",
        ),
    ],
)
def test_columns_of_checkboxes_are_hours(
    forms: Forms, header: str, cell: str, surely: str, perhaps: str
) -> None:
    row = answer() | {header: cell}
    del row["availability"]
    hours = forms.read(row).people[0].person.hours
    assert (free(hours), if_need_be(hours)) == (surely, perhaps)


def test_checkboxes_and_written_hours_add_up(forms: Forms) -> None:
    row = answer(availability="Mon 18:00-21:00") | {"Tuesday [evening]": "yes"}
    assert free(forms.read(row).people[0].person.hours) == "Mon 18:00-21:00; Tue 18:00-21:00"


def test_an_odd_cell_among_checkboxes_is_named_with_its_column(forms: Forms) -> None:
    row = answer() | {"Tuesday [evening]": "perhaps not, or so"}
    problem = forms.error(row | {"Tuesday [evening]": "purple"}).problems[0]
    assert (problem.line, problem.column, problem.value) == (2, "Tuesday [evening]", "purple")


def test_a_header_that_names_no_time_is_no_slot() -> None:
    assert slot("Where do you live?", HOURS) == (None, None, ())


def test_a_missing_column_is_said_with_what_there_is(forms: Forms) -> None:
    error = forms.error_in("name,Zone of comfort\nAda,none\n")
    assert [problem.understood for problem in error.problems] == [
        "I found no column for “email”.",
        "I found no column for “time_zone”.",
        "I found no column for “availability”.",
    ]
    assert 'MAP.toml under [columns]: email = "…".' in str(error)
    assert "“Zone of comfort”" in str(error)


def test_two_columns_for_the_same_thing_are_refused_until_one_is_chosen(forms: Forms) -> None:
    row = answer() | {"Time zone": "CET", "Your time zone": "UTC"}
    del row["time_zone"]
    error = forms.error(row)
    assert error.problems[0].value == "Time zone, Your time zone"
    assert 'time_zone = "Time zone"' in str(error)
    chosen = ColumnMap(columns={"time_zone": ("Your time zone",)})
    assert forms.read(row, columns=chosen).people[0].person.zone == "UTC"


def test_two_columns_of_one_name_cannot_be_told_apart(forms: Forms) -> None:
    text = "email,email,time_zone,availability\na@example.org,b@example.org,UTC,Mon 9-12\n"
    assert "a name of its own" in str(forms.error_in(text))
