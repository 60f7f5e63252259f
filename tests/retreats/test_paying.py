"""What came in: noted by hand, counted from a bank's list, told to those whom it concerns."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from kinweave.access import NotAllowed
from kinweave.people.erasure.forgetting import forget
from kinweave.retreats import actions
from kinweave.retreats.models import Booking, Payment, Retreat
from kinweave.retreats.statements import LARGEST
from kinweave.retreats.sums import came_in
from tests.gatherings.cast import AT, Cast
from tests.retreats.cast import at, due_of, mill, paid, placed, read, send

BANK = "money/list/"


def reference(cast: Cast, retreat: Retreat, name: str) -> str:
    return due_of(cast.people[name], retreat).reference


def a_list(*rows: tuple[str, str]) -> str:
    return "Date;Text;Amount\n" + "".join(f"02.10.2026;{text};{amount}\n" for text, amount in rows)


def give(cast: Cast, retreat: Retreat, text: str, **more: Any) -> str:
    return send(cast.ben, at(retreat, BANK), 200, text=text, **more)


def counted(retreat: Retreat) -> list[int]:
    rows = Payment.objects.counted().filter(retreat=retreat)
    return sorted(rows.values_list("amount", flat=True))


def test_the_treasurer_notes_a_payment_and_takes_it_back(cast: Cast, retreat: Retreat) -> None:
    made = placed(cast.dan, retreat)
    page = at(retreat, f"money/places/{made.pk}/")
    send(cast.ben, page, note_it="1", amount="100", day="2026-10-02", note="in cash")
    payment = Payment.objects.get()
    assert (payment.amount, payment.day, payment.noted_by) == (10_000, date(2026, 10, 2), cast.ben)
    assert "€100 of €180" in read(cast.dan, at(retreat, "place/"))
    assert "in cash" not in read(cast.dan, at(retreat, "place/"))
    assert "€80 to come" in read(cast.ben, at(retreat, "money/"))
    send(cast.ben, page, back=payment.pk)
    payment.refresh_from_db()
    assert payment.undone_by == cast.ben
    assert "taken back" in read(cast.ben, page)
    assert "€100 of" not in read(cast.dan, at(retreat, "place/"))


@pytest.mark.parametrize(
    "said",
    [
        {"amount": "0"}, {"amount": "-5"}, {"amount": ""}, {"amount": "1.000"},
        {"day": "1850-01-01"}, {"day": "soon"}, {"amount": "99999999999"},
    ],
)  # fmt: skip
def test_a_payment_is_something_on_some_day(
    said: dict[str, str], cast: Cast, retreat: Retreat
) -> None:
    made = placed(cast.dan, retreat)
    told = {"note_it": "1", "amount": "5", "day": "2026-10-02", **said}
    send(cast.ben, at(retreat, f"money/places/{made.pk}/"), 200, **told)
    assert not Payment.objects.exists()


def test_nobody_but_the_treasurer_sees_or_notes_what_is_paid(cast: Cast, retreat: Retreat) -> None:
    made = placed(cast.dan, retreat)
    payment = paid(cast, made, 500)
    for who, status in ((cast.ada, 403), (cast.stella, 403), (cast.dan, 403), (cast.sol, 404)):
        for page in ("money/", BANK, f"money/places/{made.pk}/"):
            read(who, at(retreat, page), status)
        with pytest.raises(NotAllowed):
            actions.note_payment(who, made, amount=1, day=AT.date(), at=AT)
        with pytest.raises(NotAllowed):
            actions.take_back(who, payment, at=AT)
    assert counted(retreat) == [500]


def test_a_banks_list_is_matched_by_the_reference_wherever_it_stands(
    cast: Cast, retreat: Retreat
) -> None:
    for name in ("dan", "cleo", "stella"):
        placed(cast.people[name], retreat)
    dan, cleo, stella = (reference(cast, retreat, name) for name in ("dan", "cleo", "stella"))
    text = give(cast, retreat, a_list(
        (f"Transfer Dan {dan[:4]} {dan[4:8]} {dan[8:]} thanks", "180,00"),
        (f"NOTPROVIDED/{cleo.lower()}/EREF", "100,00"),
        (f"{stella}", "200,00"),
        ("Rent canary-rent", "-900,00"),
        ("Somebody else canary-else", "50,00"),
        (f"both {dan} {cleo}", "10,00"),
    ))  # fmt: skip
    assert counted(retreat) == [10_000, 18_000, 20_000]
    for words in ("Dan Dove", "€80 to come", "€20 too much", "canary-else", "more than one place"):
        assert words in text
    assert "canary-rent" not in text
    assert not Payment.objects.filter(note__contains="canary").exists()


def test_a_list_that_is_read_twice_counts_once(cast: Cast, retreat: Retreat) -> None:
    placed(cast.dan, retreat)
    dan = reference(cast, retreat, "dan")
    text = a_list((dan, "90,00"), (dan, "90,00"))
    give(cast, retreat, text)
    assert counted(retreat) == [9_000, 9_000]
    assert "not counted again" in give(cast, retreat, text)
    assert counted(retreat) == [9_000, 9_000]
    give(cast, retreat, a_list((dan, "90,00"), (dan, "90,00"), (dan, "5,00")))
    assert counted(retreat) == [500, 9_000, 9_000]
    one = Payment.objects.filter(amount=500).get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            retreat=retreat, booking=one.booking, amount=1, day=one.day, noted_at=AT,
            fingerprint=one.fingerprint,
        )  # fmt: skip
    actions.take_back(cast.ben, one, at=AT)
    give(cast, retreat, a_list((dan, "90,00"), (dan, "90,00"), (dan, "5,00")))
    assert counted(retreat) == [9_000, 9_000], "what was taken back stays taken back"


def test_a_reference_of_another_retreat_pays_nothing_here(cast: Cast, retreat: Retreat) -> None:
    other = mill(cast)
    placed(cast.dan, other)
    give(cast, retreat, a_list((reference(cast, other, "dan"), "90,00")))
    assert not Payment.objects.exists()


def test_a_file_is_read_and_its_columns_are_chosen_where_they_do_not_say(
    cast: Cast, retreat: Retreat
) -> None:
    placed(cast.dan, retreat)
    dan = reference(cast, retreat, "dan")
    rows = f"A;B;C\n{dan};02.10.2026;1.180,00\n".encode("cp1252")
    page = send(cast.ben, at(retreat, BANK), 200, file=SimpleUploadedFile("bank.csv", rows))
    assert "Which column is the amount?" in page
    assert dan in page, "what the file held stands in the form"
    assert not Payment.objects.exists()
    assert "Which column" in give(cast, retreat, rows.decode(), day="", amount="2")
    assert "Which column" in give(cast, retreat, rows.decode(), day="1", amount="77")
    give(cast, retreat, rows.decode(), day="1", amount="2")
    assert counted(retreat) == [118_000]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "This is a workbook"),
        (b"%PDF-1", "This is a PDF"),
        (b"a;b\n" * (LARGEST // 4 + 1), "larger than a megabyte"),
        (b"", "no columns"),
        (b"hello", "no columns"),
    ],
)
def test_a_wrong_file_is_refused_in_words(
    content: bytes, words: str, cast: Cast, retreat: Retreat
) -> None:
    file = SimpleUploadedFile("bank.csv", content)
    assert words in send(cast.ben, at(retreat, BANK), 200, file=file)
    assert not Payment.objects.exists()


def test_what_came_in_is_told_in_sums_of_three(cast: Cast, retreat: Retreat) -> None:
    people = [cast.dan, cast.cleo, cast.stella]
    for number, who in enumerate(people):
        page = read(cast.ada, at(retreat, "costs/"))
        assert "not told yet" in page
        paid(cast, placed(who, retreat), 10_000 + number, at=AT + timedelta(hours=number))
    actions.write_cost(cast.ada, retreat, words="Bread", amount=20_003, at=AT)
    page = read(cast.dan, at(retreat, "costs/"))
    for words in ("€300.03", "€200.03", "To the common fund: 20 %", "€20"):
        assert words in page
    paid(cast, placed(cast.ada, retreat), 50_000, at=AT + timedelta(hours=9))
    assert came_in(retreat) == 30_003


def test_what_somebody_paid_stays_without_their_name_when_they_are_forgotten(
    cast: Cast, retreat: Retreat
) -> None:
    made = placed(cast.dan, retreat, notes="canary-food")
    paid(cast, made, 5_000, note="canary-note")
    actions.ask(cast.dan, retreat, can_pay=1, words="canary-why", at=AT)
    forget(cast.dan.pk, at=AT)
    row = Booking.objects.get(pk=made.pk)
    assert (row.person, row.notes, row.room) == (None, "", None)
    assert counted(retreat) == [5_000]
    page = read(cast.ben, at(retreat, "money/"))
    assert "Somebody who left" in page
    assert "€50" in page
    assert "canary" not in read(cast.ben, at(retreat, f"money/places/{made.pk}/"))
    assert "Dan Dove" not in page


def test_a_currency_without_a_code_for_banks_is_paid_without_a_picture(cast: Cast) -> None:
    made = mill(cast, currency="JPY")
    placed(cast.dan, made)
    page = read(cast.dan, at(made, "place/"))
    assert "¥18,000" in page
    assert "banking app" not in page
    with_link = mill(cast, iban="", holder="", link="https://example.org/pay")
    placed(cast.dan, with_link)
    page = read(cast.dan, at(with_link, "place/"))
    assert 'href="https://example.org/pay"' in page
    assert "AT61" not in page


def test_a_button_pressed_twice_notes_one_payment(cast: Cast, retreat: Retreat) -> None:
    booking = placed(cast.dan, retreat)
    where = at(retreat, f"money/places/{booking.pk}/")
    once = re.search(r'name="once" value="([\w-]+)"', read(cast.ben, where))
    assert once
    for _again in range(2):
        send(cast.ben, where, note_it="1", amount="20", day=AT.date(), note="", once=once[1])
    assert Payment.objects.count() == 1


def test_digits_without_end_in_a_bank_list_are_no_amount(cast: Cast, retreat: Retreat) -> None:
    placed(cast.dan, retreat)
    text = "Date;Amount;Words\n2027-09-09;" + "9" * 5_000 + ";x\n"
    send(cast.ben, at(retreat, "money/list/"), 200, text=text)
