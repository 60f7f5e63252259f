from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinweave.answers import AnswersError, read_past
from kinweave.answers.past import LARGEST_CREW

EXAMPLE = Path(__file__).parents[2] / "examples" / "past-crews.csv"


def written(folder: Path, content: str | bytes, name: str = "past.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pairs(*crews: str) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset(f"{one}@example.org" for one in pair)
        for crew in crews
        for pair in combinations(crew, 2)
    )


def test_those_of_one_crew_have_met(tmp_path: Path) -> None:
    text = "\ufeff" + "\r\n".join(
        [
            '"crew","name","email","time_zone"',
            *('"crew-01","Ada","a@example.org","UTC"', '"crew-01","Ben","B@example.org","UTC"'),
            *('"crew-01","Cy","c@example.org","UTC"', '"crew-02","Di","d@example.org","UTC"'),
        ]
    )
    assert read_past(written(tmp_path, text)) == pairs("abc", "d")


@pytest.mark.parametrize("header", ["Crew", "group", "Pod", "Which crew were you in?"])
def test_a_form_s_export_will_do_too(tmp_path: Path, header: str) -> None:
    rows = ["a;North", "b;north ", "c;South", "d;", "e;none", "f;none"]
    text = f"What's your e-mail?;{header}\n" + "\n".join(
        row.replace(";", "@example.org;") for row in rows
    )
    assert read_past(written(tmp_path, text)) == pairs("ab")


def test_an_earlier_plan_will_do_too(tmp_path: Path) -> None:
    plan = {"crews": [{"members": ["a@example.org", "B@example.org"]}, {"members": []}]}
    assert read_past(written(tmp_path, json.dumps(plan), "plan.json")) == pairs("ab")


def test_the_example_of_an_earlier_season_is_read() -> None:
    met = read_past(EXAMPLE)
    assert frozenset({"rufus@example.org", "tamsin@example.net"}) in met
    assert len(met) == 31


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("past.csv", "", "“crew”"),
        ("past.csv", "name,email\nAda,a@example.org", "“crew”"),
        ("past.csv", "crew,name\n1,Ada", "“email”"),
        ("past.csv", "crew,group,email\n1,2,a@example.org", "“crew”"),
        ("past.csv", "crew,email\n1,a at example", "line 2, column “email”: “a at example”"),
        ("past.csv", "crew,email\n1,a@example.org,what", "3 cells"),
        ("plan.json", "{", "plan.json"),
        ("plan.json", "[]", "plan.json"),
        ("plan.json", '{"crews": [{"members": ["Ada"]}]}', "plan.json"),
        ("plan.json", '{"crews": 3}', "plan.json"),
        ("plan.json", "[" * 100_000, "plan.json"),
    ],
)
def test_what_holds_no_crews_is_refused_in_words(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    with pytest.raises(AnswersError) as caught:
        read_past(written(tmp_path, content, name))
    assert says in str(caught.value)


def test_a_whole_congregation_is_no_crew(tmp_path: Path) -> None:
    rows = [f"2026,p{at}@example.org" for at in range(LARGEST_CREW + 1)]
    with pytest.raises(AnswersError, match="too many for a crew"):
        read_past(written(tmp_path, "\n".join(["crew,email", *rows])))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=100), st.sampled_from(["past.csv", "plan.json"]))
def test_whatever_it_holds_it_is_read_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    path = written(tmp_path, content, name)
    try:
        found = read_past(path)
    except AnswersError:
        return
    assert all(len(pair) == 2 for pair in found)
