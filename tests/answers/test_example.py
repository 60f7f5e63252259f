"""The example that the README starts with."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kinweave.answers import Answers, read

EXAMPLE = Path(__file__).parents[2] / "examples" / "form-export.csv"


def example() -> Answers:
    return read(EXAMPLE)


def test_it_is_read_without_a_map() -> None:
    answers = example()
    assert len(answers.people) == 60
    assert len({one.person.zone for one in answers.people}) == 12
    assert [call.name for call in answers.calls] == ["Slow work", "Letters", "Porch light"]
    assert "I left these columns alone: “Timestamp”, “Anything else?”." in answers.notes


def test_it_holds_what_real_forms_hold() -> None:
    people = [one.person for one in example().people]
    languages = Counter(language for person in people for language in person.languages)
    assert sum(count >= 4 for count in languages.values()) >= 4
    assert any(count == 1 for count in languages.values())
    assert all(person.hours.free or person.hours.if_need_be for person in people)
    assert any(person.hours.if_need_be for person in people)
    assert sum(bool(person.wishes) for person in people) > 5
    assert sum(bool(person.apart) for person in people) > 2
    assert any(person.met for person in people)
    content = EXAMPLE.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content


def test_everybody_in_it_is_made_up() -> None:
    for one in example().people:
        assert one.person.key.endswith(("@example.org", "@example.net"))
