"""What a host may ask, and how: each of their buttons, and what it does not do."""

from __future__ import annotations

import pytest

from kinweave.gatherings import actions as gatherings
from kinweave.journal.models import Entry
from kinweave.preparing.models import Question, Reply, Role
from tests.gatherings.cast import AT, Cast, a_draft, client_of, says, soup
from tests.preparing.doing import COMING, HOST, asks, opens, page, replies, send


def test_a_host_asks_with_one_click_what_many_ask_and_each_once(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    for ready in ("food", "food", "access", "lifts"):
        send(cast.ada, made, "questions/asking/", ready=ready)
    found = Question.objects.order_by("place").values_list("ready", "told")
    assert list(found) == [("food", HOST), ("access", HOST), ("lifts", COMING)]
    assert send(cast.ada, made, "questions/asking/", ready="shoes")[0] == 404


def test_questions_change_places(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    first, second = asks(made, "First?"), asks(made, "Second?")
    for question, change in ((first, "later"), (first, "later"), (first, "earlier")):
        send(cast.ada, made, "questions/asking/", question=question.pk, change=change)
    assert list(Question.objects.all()) == [first, second]
    send(cast.ada, made, "questions/asking/", question=second.pk, change="earlier")
    assert list(Question.objects.all()) == [second, first]


def test_there_are_twelve_questions_at_most(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    for number in range(12):
        asks(made, f"Question {number}?")
    said = send(cast.ada, made, "questions/asking/", words="More?", kind="line", told="host")
    assert "twelve" in said[1]
    assert Question.objects.count() == 12


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ("Bus\r\nBike\n\n Bus ", "Bus\nBike"), ("Bus", None), ("", None),
        ("\n".join(map(str, range(13))), None), (f"Bus\n{'a' * 101}", None),
    ],
)  # fmt: skip
def test_one_of_several_has_several(options: str, kept: str | None, cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    fields = {"words": "How do you come?", "kind": "one", "told": "host", "options": options}
    status, shown = send(cast.ada, made, "questions/asking/", **fields)
    assert status == 200
    if kept is None:
        assert not Question.objects.exists()
        assert "How do you come?" in shown, "what was typed stays"
    else:
        assert Question.objects.get().options == kept


def test_a_choice_is_replied_to_with_what_there_is_to_choose_and_nothing_else(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    one = asks(made, "How?", kind="one", options="Bus\nBike")
    yes = asks(made, "Do you sing?", kind="yes-no")
    says(cast.ben, made, "yes")
    fields = {f"q{one.pk}": "Bike", f"q{yes.pk}": "yes"}
    send(cast.ben, made, "questions/", **fields)
    assert "Bike" in page(cast.ada, made, "questions/replies/")
    assert "You replied: Yes" in page(cast.ben, made)
    assert send(cast.ben, made, "questions/", **{**fields, f"q{one.pk}": "Boat"})[0] == 200
    assert Reply.objects.get(question=one).words == "Bike"


def test_a_hosts_hint_is_words_and_no_page_of_its_own(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    asks(made, "<b>What?</b>", hint="<script>ran</script>")
    says(cast.ben, made, "yes")
    answer = client_of(cast.ben).get(f"{made.get_absolute_url()}questions/").content.decode()
    assert "&lt;script&gt;ran" in answer
    assert "<script>ran" not in answer
    assert "<b>What" not in answer


def test_only_a_host_asks_or_reads_what_was_replied(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    asks(made)
    for ending in ("questions/asking/", "questions/replies/"):
        for name, status in (("ada", 200), ("stella", 200), ("ben", 403), ("sol", 404)):
            client = client_of(cast.people[name])
            assert client.get(made.get_absolute_url() + ending).status_code == status
    assert "is not shown to you" in page(cast.stella, made, "questions/replies/")


def test_questions_of_another_gathering_are_not_there(cast: Cast) -> None:
    made, other = soup(cast.ada, cast.circle), soup(cast.ben, cast.circle)
    question = asks(other)
    for number in (question.pk, 0, "x", ""):
        fields = {"question": number, "change": "stop"}
        assert send(cast.ada, made, "questions/asking/", **fields)[0] == 404
    says(cast.dan, made, "yes")
    asks(made)
    send(cast.dan, made, "questions/", **{f"q{question.pk}": "beans"})
    assert not Reply.objects.filter(question=question).exists()


def test_the_journal_says_that_something_is_asked_and_never_what(cast: Cast) -> None:
    draft = a_draft(cast.ada, cast.circle)
    asks(draft)
    assert not Entry.objects.exists(), "a draft is its host's alone"
    gatherings.announce(cast.ada, draft, at=AT)
    asks(draft, "canary?")
    says(cast.ben, draft, "yes")
    replies(cast.ben, Question.objects.filter(gathering=draft)[0], "canary-beans")
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["gatherings.announced", "preparing.questions_changed"]
    assert "canary" not in client_of(cast.ben).get("/c/riverbend/journal/").content.decode()


def test_a_button_pressed_twice_asks_once_and_opens_one_role(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    for _press in range(2):
        send(cast.ada, made, "questions/asking/", words="Your shoe size?", kind="line", told="host")
        send(cast.ada, made, "roles/wanted/", name="Piper", places="1")
    assert Question.objects.count() == Role.objects.count() == 1


def test_a_question_that_came_after_the_page_was_read_is_not_left_open_by_it(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    before = asks(made)
    says(cast.ben, made, "yes")
    later = asks(made, "And the cat?")
    send(cast.ben, made, "questions/", **{f"q{before.pk}": "beans"})
    assert list(Reply.objects.values_list("question", flat=True)) == [before.pk]
    assert "You have not replied. You need not." in page(cast.ben, made)
    send(cast.ben, made, "questions/", **{f"q{before.pk}": "beans", f"q{later.pk}": ""})
    assert Reply.objects.get(question=later).words == ""


@pytest.mark.parametrize("change", [{}, {"change": ""}, {"change": "٣"}])
def test_a_button_that_says_nothing_changes_nothing(cast: Cast, change: dict[str, str]) -> None:
    made = soup(cast.ada, cast.circle)
    which, wanted = asks(made), opens(made)
    said = {"ready": "", **change}
    for ending, thing in (
        ("questions/asking/", {"question": str(which.pk)}),
        ("roles/wanted/", {"role": str(wanted.pk)}),
    ):
        assert send(cast.ada, made, ending, **said, **thing)[0] == 404
    assert Question.objects.count() == Role.objects.count() == 1
