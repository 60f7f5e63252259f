from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinweave.answers import AnswersError, ColumnMap, read
from kinweave.answers.columns import ANSWERS
from kinweave.solvers.crews.problem import Hosting
from tests.answers.forms import CANONICAL, Forms, answer, free

EXAMPLE = Path(__file__).parents[2] / "examples" / "form-export.csv"


def from_text(folder: Path, text: str) -> ColumnMap:
    path = folder / "MAP.toml"
    path.write_text(text, encoding="utf-8")
    return ColumnMap.from_toml(path)


def test_a_file_read_by_its_own_map_gives_the_same_people_and_no_guesses(tmp_path: Path) -> None:
    first = read(EXAMPLE)
    mapped = from_text(tmp_path, first.columns.to_toml())
    again = read(EXAMPLE, columns=mapped)
    assert again.people == first.people
    assert again.calls == first.calls
    assert again.columns.columns == first.columns.columns
    assert not any("as Europe/Paris" in note for note in again.notes)
    assert from_text(tmp_path, again.columns.to_toml()).to_toml() == again.columns.to_toml()


texts = st.text(st.characters(codec="utf-8"), max_size=12)
maps = st.builds(
    ColumnMap,
    columns=st.dictionaries(
        st.sampled_from(CANONICAL),
        st.lists(texts.filter(lambda text: bool(text.strip())), min_size=1, max_size=3).map(tuple),
    ),
    zones=st.dictionaries(texts, st.sampled_from(["Europe/Vienna", "UTC"]), max_size=3),
    times_of_day=st.dictionaries(texts, st.sampled_from(["18:00-21:00", "22:00-02:00"])),
    answers=st.dictionaries(st.sampled_from(sorted(ANSWERS)), st.lists(texts).map(tuple)),
    languages=st.dictionaries(texts, st.sampled_from(["en", "pt-BR"]), max_size=3),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(maps)
def test_a_map_is_read_back_as_it_was_written(tmp_path: Path, mapped: ColumnMap) -> None:
    again = from_text(tmp_path, mapped.to_toml())
    assert again.columns == mapped.columns
    assert again.zones == mapped.zones
    assert again.languages == mapped.languages
    assert {**again.times_of_day, **mapped.times_of_day} == again.times_of_day
    assert {key: again.answers[key] for key in mapped.answers} == mapped.answers


def test_a_map_says_what_words_and_columns_mean(tmp_path: Path, forms: Forms) -> None:
    mapped = from_text(
        tmp_path,
        """
        [columns]
        email = "Q1"
        name = ["Q2", "Q3"]
        time_zone = "Q4"
        availability = ["Q5", "Tuesday [evening]"]
        languages = "Q6"
        host = "Q7"
        met = ""
        [zones]
        "home" = "europe/vienna"
        [times_of_day]
        evening = "19:00-22:00"
        [answers]
        yes = ["aye"]
        maybe = ["yes"]
        [languages]
        "Elvish" = "sjn"
        """,
    )
    row = {
        "Q1": "ada@example.org",
        "Q2": "Ada",
        "Q3": "Quill",
        "Q4": "Home",
        "Q5": "Mon evening",
        "Q6": "elvish",
        "Q7": "yes",
        "Tuesday [evening]": "aye",
        "met": "x@example.org",
    }
    answers = forms.read(row, columns=mapped)
    person = answers.people[0].person
    assert answers.people[0].name == "Ada Quill"
    assert (person.zone, person.languages) == ("Europe/Vienna", {"sjn"})
    assert person.host is Hosting.MAYBE
    assert free(person.hours) == "Mon 19:00-22:00; Tue 19:00-22:00"
    assert not any("met" in note and "name" in note for note in answers.notes)


def test_a_header_is_found_whatever_its_case_and_spaces(forms: Forms) -> None:
    mapped = ColumnMap(columns={"email": ("my  E-MAIL",)})
    row = answer() | {"My e-mail ": "me@example.org"}
    assert forms.read(row, columns=mapped).people[0].person.key == "me@example.org"


def test_a_header_that_the_file_lacks_is_said_with_the_nearest(forms: Forms) -> None:
    mapped = ColumnMap(columns={"host": ("Would you hots?",)})
    error = forms.error(answer() | {"Would you host?": "yes"}, columns=mapped)
    assert error.problems[0].value == "Would you hots?"
    assert "Did you mean “Would you host?”" in str(error)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[columns", "not written as TOML"),
        ("[colums]\nemail = 'x'", "Did you mean [columns]?"),
        ("columns = 1", "no such section"),
        ("[columns]\nemial = 'x'", "Did you mean email?"),
        ("[columns]\nemail = 3", "not a text"),
        ("[columns]\nemail = ['x', 3]", "not a text"),
        ("[zones]\nCET = 'Europe/Pari'", "Europe/Paris"),
        ("[zones]\nCET = ['UTC', 'UTC']", "one text"),
        ("[zones]\nCET = 'Mars'", "no time zone"),
        ("[times_of_day]\nevening = '6pm to 9pm'", "18:00-21:00"),
        ("[times_of_day]\nevening = '18:00-18:00'", "18:00-21:00"),
        ("[times_of_day]\nevening = '18:00-25:00'", "18:00-21:00"),
        ("[answers]\nmayb = ['x']", "Did you mean maybe?"),
        ("[languages]\nEnglish = 'the King'", "code"),
        ("[columns]\nemail = '\x00'", "not a text file"),
    ],
)
def test_a_mistake_in_the_map_is_said_kindly(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(AnswersError) as caught:
        from_text(tmp_path, text)
    assert says in str(caught.value)
    assert "MAP.toml" in str(caught.value)


def test_all_mistakes_in_a_map_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(AnswersError) as caught:
        from_text(tmp_path, "[zones]\na = 'b'\nc = 'd'\n[answers]\nperhaps = 'x'")
    assert [problem.column for problem in caught.value.problems] == [
        *("[zones] a", "[zones] c", "[answers] perhaps"),
    ]


def test_a_missing_map_is_said(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="cannot open"):
        ColumnMap.from_toml(tmp_path / "none.toml")
