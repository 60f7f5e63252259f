from __future__ import annotations

import pytest

from kinweave.answers import ColumnMap
from kinweave.answers.errors import MisreadError
from kinweave.answers.language_names import ENGLISH, ITSELF
from kinweave.answers.languages import LanguagesReader
from tests.answers.forms import Forms, answer

READER = LanguagesReader({})


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        *(("en", "en"), ("EN;de", "de en"), ("en, fr / pt & it", "en fr it pt"), ("pt-BR", "pt")),
        *(
            ("zh_Hant_TW", "zh"),
            ("English and Deutsch", "de en"),
            ("Deutsch und Englisch", "de en"),
        ),
        *(
            ("Français et anglais", "en fr"),
            ("español y inglés", "en es"),
            ("日本語、English", "en ja"),
        ),
        *(("português", "pt"), ("portugues", "pt"), ("te reo Māori", "mi"), ("Mandarin", "zh")),
        *(("English (fluent), German (native)", "de en"), ("English - native", "en")),
        *(("Native: English", "en"), ("I speak English", "en"), ("Norsk", "no"), ("no", "no")),
        *(("English\nFrench", "en fr"), ("", ""), ("-", ""), ("Euskara", "eu"), ("BSL", "bfi")),
        *(("English, a bit of French", "en"), ("English (C1), Spanish (basic, A2)", "en")),
    ],
)
def test_languages_are_read_as_people_write_them(written: str, codes: str) -> None:
    assert " ".join(sorted(READER.read(written).codes)) == codes


def test_more_than_sixty_languages_are_known_by_code_and_in_two_tongues() -> None:
    assert len(ENGLISH) > 60
    for code in ENGLISH:
        for name in (code, ENGLISH[code], ITSELF[code]):
            assert READER.read(name).codes == {code}


@pytest.mark.parametrize(
    ("written", "hint"),
    [("Englsh", "English"), ("Klingon", "[languages]"), ("xx", "[languages]"), ("=en", "Write")],
)
def test_a_language_that_is_not_known_is_refused_with_a_hint(written: str, hint: str) -> None:
    with pytest.raises(MisreadError) as caught:
        READER.read(written)
    assert hint in caught.value.instead


def test_a_host_can_say_what_language_it_is(forms: Forms) -> None:
    said = ColumnMap(languages={"Klingon": "tlh", "": "en"})
    answers = forms.read(
        answer("Ada", languages="klingon, German"), answer("Ben", languages=""), columns=said
    )
    assert [one.person.languages for one in answers.people] == [{"tlh", "de"}, {"en"}]


def test_a_language_spoken_a_little_is_left_out_and_said(forms: Forms) -> None:
    answers = forms.read(answer(languages="English, a bit of French"))
    assert answers.people[0].person.languages == {"en"}
    assert answers.notes == (
        "I left out “a bit of French” for 1 person: in a crew everyone should speak with ease.",
    )


def test_without_a_column_everyone_is_taken_to_speak_english_and_it_is_said(forms: Forms) -> None:
    people = [answer("Ada"), answer("Ben")]
    for one in people:
        del one["languages"]
    answers = forms.read(*people)
    assert {one.person.languages for one in answers.people} == {frozenset({"en"})}
    assert "everyone speaks English" in " ".join(answers.notes)
    assert answers.columns.languages == {"": "en"}
    said = ColumnMap(languages={"": "de"})
    assert forms.read(*people, columns=said).people[0].person.languages == {"de"}
