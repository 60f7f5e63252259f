from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.answers.day_words import TIMES_OF_DAY
from kinweave.answers.errors import MisreadError
from kinweave.answers.hours import HoursReader, Slot
from kinweave.solvers.crews.problem import Hours
from tests.answers.forms import DAYS, Forms, answer, free, if_need_be

READER = HoursReader(TIMES_OF_DAY)
EVERY_EVENING = "; ".join(f"{day} 18:00-21:00" for day in DAYS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon 18:00-21:00", "Mon 18:00-21:00"),
        ("Mon 18:00-21:00; Tue 09:00-12:00", "Mon 18:00-21:00; Tue 09:00-12:00"),
        ("Monday 18:00 – 21:00, Wednesday 9:30 — 11:00", "Mon 18:00-21:00; Wed 09:30-11:00"),
        ("Tue 18-21", "Tue 18:00-21:00"),
        ("tue 6pm-9pm", "Tue 18:00-21:00"),
        ("Tue 6-9 p.m.", "Tue 18:00-21:00"),
        ("Tue 6:30 PM to 9", "Tue 18:30-21:00"),
        ("Sat 10-1pm", "Sat 10:00-13:00"),
        ("Sat 9am-5", "Sat 09:00-17:00"),
        ("Sat 9am-12", "Sat 09:00-12:00"),
        ("Sat 12-2pm", "Sat 12:00-14:00"),
        ("Sat 12am-6am", "Sat 00:00-06:00"),
        ("Sat noon-2pm", "Sat 12:00-14:00"),
        ("Fri 9pm-midnight", "Fri 21:00-24:00"),
        ("Fri 1800-2100", "Fri 18:00-21:00"),
        ("Fri 18.30-21.00", "Fri 18:30-21:00"),
        ("Fri 18:00:00-21:00:00", "Fri 18:00-21:00"),
        ("Mar 18h-21h / Jeu 18h30-21h", "Tue 18:00-21:00; Thu 18:30-21:00"),
        ("Mo, Di und Do 18 bis 20 Uhr", "Mon 18:00-20:00; Tue 18:00-20:00; Thu 18:00-20:00"),
        ("lunes y miércoles de 18 a 21", "Mon 18:00-21:00; Wed 18:00-21:00"),
        ("segunda-feira das 19h às 21h", "Mon 19:00-21:00"),
        ("sábado 10:00-12:00", "Sat 10:00-12:00"),
        ("between 18 and 21 on Thursdays", "Thu 18:00-21:00"),
        ("6pm-9pm Mon, Tue", "Mon 18:00-21:00; Tue 18:00-21:00"),
        ("Mon 9-12, 14-16", "Mon 09:00-12:00; Mon 14:00-16:00"),
        ("Mon 9-12; 14-16; Tue 9-12", "Mon 09:00-12:00; Mon 14:00-16:00; Tue 09:00-12:00"),
        ("Mon, Tue 18-21 Wed 9-12", "Mon 18:00-21:00; Tue 18:00-21:00; Wed 09:00-12:00"),
        ("• Mon 9-12\n• Tue 9-12", "Mon 09:00-12:00; Tue 09:00-12:00"),
        ("Fri-Mon 9-10", "Mon 09:00-10:00; Fri 09:00-10:00; Sat 09:00-10:00; Sun 09:00-10:00"),
        ("weekends 10:00-14:00", "Sat 10:00-14:00; Sun 10:00-14:00"),
        ("Mon-Fri 12-13", "; ".join(f"{day} 12:00-13:00" for day in DAYS[:5])),
        ("Mon 00:00-24:00", "Mon 00:00-24:00"),
        ("Mon 22:00-24:00; Tue 00:00-02:00", "Mon 22:00-02:00"),
        ("Sat 22:00-02:00", "Sat 22:00-02:00"),
        ("Sun 22:00-02:00", "Mon 00:00-02:00; Sun 22:00-24:00"),
        ("Tue evening", "Tue 18:00-21:00"),
        ("Tuesday evenings, Saturday morning", "Tue 18:00-21:00; Sat 09:00-12:00"),
        ("Dienstag abends", "Tue 18:00-21:00"),
        ("samedi matin et dimanche soir", "Sat 09:00-12:00; Sun 18:00-21:00"),
        ("evenings Mon, Tue", "Mon 18:00-21:00; Tue 18:00-21:00"),
        ("Tue Evening (6-9)", "Tue 18:00-21:00"),
        ("Tue evening 19:00-22:00", "Tue 19:00-22:00"),
        ("Mon after 18:00", "Mon 18:00-21:00"),
        ("Mon 18:00 onwards", "Mon 18:00-21:00"),
        ("Mon before 12:00", "Mon 09:00-12:00"),
        ("Mon 18:00-20:00; Mon 19:00-21:00", "Mon 18:00-21:00"),
        ("Monday, Tuesday", "Mon 09:00-21:00; Tue 09:00-21:00"),
        ("evenings", EVERY_EVENING),
        ("18:00-21:00", EVERY_EVENING),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, meant: str) -> None:
    assert free(READER.read(written).hours) == meant
    assert READER.read(written).hours.if_need_be == ()


@pytest.mark.parametrize(
    ("written", "surely", "perhaps"),
    [
        ("Mon 18:00-21:00; Tue 09:00-12:00?", "Mon 18:00-21:00", "Tue 09:00-12:00"),
        ("Mon 18-20, 20-21?", "Mon 18:00-20:00", "Mon 20:00-21:00"),
        ("Mon 18:00-21:00 (if need be)", "", "Mon 18:00-21:00"),
        ("Mon evening, Tue evening (maybe)", "Mon 18:00-21:00", "Tue 18:00-21:00"),
        ("if need be: Mon 9-10, Tue 9-10", "", "Mon 09:00-10:00; Tue 09:00-10:00"),
        ("Mon, Tue 9-10?", "", "Mon 09:00-10:00; Tue 09:00-10:00"),
        ("Mon?, Tue 9-10", "Tue 09:00-10:00", "Mon 09:00-10:00"),
        ("Sun 23:00-01:00?", "", "Mon 00:00-01:00; Sun 23:00-24:00"),
    ],
)
def test_a_question_mark_means_if_need_be(written: str, surely: str, perhaps: str) -> None:
    hours = READER.read(written).hours
    assert (free(hours), if_need_be(hours)) == (surely, perhaps)


@pytest.mark.parametrize(
    "written",
    [
        *("Mon 25:00-26:00", "Mon 18:75-19:00", "Mon 24:30-25:00", "Mon 21:00-21:00"),
        *("Mon 24:00-02:00", "Mon 18:00", "Foo 18:00-21:00", "Mon 18:00-21:00 CET", "Mon 12345"),
        *("Mon 18:05-18:10", "Mon after 23:00", "whenever", "not Mon", "=1+1", "Mon 18:00-21:00x"),
    ],
)
def test_hours_that_are_none_are_refused_with_advice(written: str) -> None:
    with pytest.raises(MisreadError) as caught:
        READER.read(written)
    assert caught.value.understood
    assert "Mon " in caught.value.instead


def test_times_off_the_quarter_hour_are_narrowed_inwards_and_said() -> None:
    reading = READER.read("Wed 18:10-21:05")
    assert free(reading.hours) == "Wed 18:15-21:00"
    assert ("narrowed", "18:10-21:05", "18:15–21:00") in reading.remarks


def test_what_was_guessed_about_times_is_said_to_the_host(forms: Forms) -> None:
    answers = forms.read(
        answer("Ada", availability="Tue evening"),
        answer("Ben", availability="evenings"),
        answer("Cy", availability="Mon, Tue"),
        answer("Di", availability="Mon 6-9"),
    )
    assert answers.notes == (
        "I read “evening” as 18:00–21:00 for 2 people.",
        "I read “Mon, Tue”, without a time, as 09:00–21:00 for 1 person.",
        "I read “evenings”, without a day, as every day for 1 person.",
        "I read “6-9” as 06:00–09:00 for 1 person; for the evening write it with pm.",
    )


def test_a_community_has_its_own_times_of_day() -> None:
    reader = HoursReader(TIMES_OF_DAY | {"evening": "19:30-22:00", "after work": "17:30-20:00"})
    assert free(reader.read("Mon evenings").hours) == "Mon 19:30-22:00"
    assert free(reader.read("Mon after work").hours) == "Mon 17:30-20:00"


def test_a_header_can_say_the_day_and_the_cell_the_time() -> None:
    tuesday = Slot(days=(1,))
    assert free(READER.read("Morning, Evening", tuesday).hours) == (
        "Tue 09:00-12:00; Tue 18:00-21:00"
    )
    assert if_need_be(READER.read("18:00-20:00?", tuesday).hours) == "Tue 18:00-20:00"


def test_a_header_can_say_the_time_and_the_cell_the_days() -> None:
    evening = Slot(times=((1080, 1260),))
    assert free(READER.read("Monday, Thursday", evening).hours) == (
        "Mon 18:00-21:00; Thu 18:00-21:00"
    )


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Hours, str]:
    """Hours as quarters of a week, and the text that an orderly person writes for them."""
    spans = []
    quarters = draw(
        st.lists(st.integers(0, 671), unique=True, max_size=12).filter(lambda q: len(q) % 2 == 0)
    )
    quarters.sort()
    for start, end in zip(quarters[::2], quarters[1::2], strict=True):
        spans.append((15 * start, 15 * end))
    sure = [draw(st.booleans()) for _span in spans]
    separator = draw(st.sampled_from(["; ", ";", "\n", " ;\r\n"]))
    dash = draw(st.sampled_from(["-", "–", " - ", " to "]))
    texts = []
    for (start, end), surely in zip(spans, sure, strict=True):
        for day in range(7):
            first, last = max(start, 1440 * day), min(end, 1440 * day + 1440)
            if first < last:
                clocks = [
                    f"{minute // 60:02}:{minute % 60:02}"
                    for minute in (first - 1440 * day, last - 1440 * day)
                ]
                texts.append(f"{DAYS[day]} {dash.join(clocks)}{'' if surely else '?'}")
    hours = Hours(
        tuple(span for span, surely in zip(spans, sure, strict=True) if surely),
        tuple(span for span, surely in zip(spans, sure, strict=True) if not surely),
    )
    return hours, separator.join(draw(st.permutations(texts)))


@settings(deadline=None, max_examples=150)
@given(weeks())
def test_hours_that_are_written_in_full_are_read_back_the_same(week: tuple[Hours, str]) -> None:
    hours, text = week
    reading = READER.read(text)
    assert reading.hours == hours
    assert reading.remarks == ()


BITS = "Mon,tue-fri,weekends,evening,morning,18:00,9,6pm,25:00,-,to,;,?,and,(,),+,after,before"
BITS += ",between,Mittwoch,noon,midnight,24:00,0:00,x,18:07"


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(BITS.split(",")), max_size=10).map(" ".join))
def test_whatever_is_written_hours_stay_within_the_week_or_are_refused(text: str) -> None:
    try:
        hours = READER.read(text).hours
    except MisreadError:
        return
    for spans in (hours.free, hours.if_need_be):
        assert all(0 <= start < end <= 10080 for start, end in spans)
        assert all(start % 15 == 0 and end % 15 == 0 for start, end in spans)
        assert all(one[1] < two[0] for one, two in pairwise(spans))
