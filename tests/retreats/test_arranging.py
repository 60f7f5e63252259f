"""Beginning a retreat, and what it says of itself."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.actions import leave
from kinweave.circles.refusals import NotHere
from kinweave.fund.money import UnknownCurrency
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.journal.models import Entry
from kinweave.people.models import Person
from kinweave.retreats import actions
from kinweave.retreats.models import Cost, Due, Item, Price, Retreat, Room
from kinweave.retreats.refusals import Gone, Inhabited, NothingToChoose, Repeats, Standing
from tests.gatherings.cast import AT, Cast, soup
from tests.retreats.cast import (
    IBAN,
    SAID,
    again,
    at,
    begun,
    days,
    draft,
    due_of,
    loft,
    mill,
    placed,
    read,
    send,
)

FORM: dict[str, Any] = {
    "currency": "EUR", "share": 10, "holder": "Riverbend", "iban": IBAN, "bic": "", "link": "",
    "payment_words": "", "without": "",
}  # fmt: skip


def test_a_host_begins_one_and_is_its_treasurer_unless_they_name_another(cast: Cast) -> None:
    made = actions.begin(cast.ada, days(cast), currency="EUR", at=AT)
    assert made.treasurer == cast.ada
    other = days(cast, name="Another")
    assert begun(cast, other).treasurer == cast.ben
    assert begun(cast, other).pk == begun(cast, other).pk
    for nobody in (cast.dan, cast.sol):
        with pytest.raises(NotAllowed):
            actions.begin(nobody, other, currency="EUR", at=AT)
    with pytest.raises(NotHere):
        actions.begin(cast.ada, days(cast), currency="EUR", treasurer=cast.sol, at=AT)


def test_what_repeats_is_no_retreat_and_is_not_offered_to_become_one(cast: Cast) -> None:
    series = soup(cast.ada, cast.circle)
    with pytest.raises(Repeats):
        begun(cast, series)
    assert "Add a programme" not in read(cast.ada, series.get_absolute_url())
    once = days(cast)
    assert "Add a programme" in read(cast.ada, once.get_absolute_url())
    assert "Add a programme" not in read(cast.dan, once.get_absolute_url())


def test_a_currency_that_nobody_knows_is_refused(cast: Cast) -> None:
    gathering = days(cast)
    with pytest.raises(UnknownCurrency):
        begun(cast, gathering, currency="XYZ")
    address = f"/gatherings/{gathering.pk}/retreat/plan/"
    send(cast.ada, address, 200, **{**FORM, "currency": "XYZ", "treasurer": cast.ben.pk})
    assert not Retreat.objects.exists()


def test_a_currency_stays_once_amounts_stand_in_it(cast: Cast) -> None:
    made = begun(cast, days(cast))
    actions.change(cast.ada, made, currency="JPY", at=AT)
    actions.change(cast.ada, made, currency="EUR", at=AT)
    actions.put_price(cast.ada, made, name="One", amount=100)
    with pytest.raises(Standing):
        actions.change(cast.ada, made, currency="JPY", at=AT)
    said = {**FORM, "currency": "JPY", "treasurer": cast.ben.pk}
    assert "so it stays" in send(cast.ada, at(made, "plan/"), 200, **said)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("iban", "AT611904300234573210", "This is no IBAN"),
        ("iban", "DROP TABLE", "This is no IBAN"),
        ("bic", "GIBA", "A BIC has 8 or 11"),
        ("link", "javascript:alert(1)", "URL"),
        ("link", "ftp://example.org/", "URL"),
        ("share", "101", "100"),
        ("share", "-1", "0"),
        ("suggested", "1.250", "two ways"),
        ("suggested", "-5", "nought or more"),
        ("least", "lots", "no amount"),
        ("treasurer", "999999", "valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    field: str, typed: str, said: str, cast: Cast
) -> None:
    made = begun(cast, days(cast))
    told = {**FORM, "treasurer": cast.ben.pk, "payment_words": "Until May.", field: typed}
    answer = send(cast.ada, at(made, "plan/"), 200, **told)
    assert said in answer
    assert "Until May." in answer
    assert again(made).payment_words == ""


def test_a_suggestion_lies_between_the_least_and_the_most(cast: Cast) -> None:
    made = begun(cast, days(cast))
    told = {**FORM, "treasurer": cast.ben.pk, "free": "on"}
    answer = send(cast.ada, at(made, "plan/"), 200, **told, least="50", most="20")
    assert "The most is less than the least." in answer
    answer = send(cast.ada, at(made, "plan/"), 200, **told, least="50", suggested="20")
    assert "not between" in answer
    send(cast.ada, at(made, "plan/"), **told, least="50", suggested="60,50", most="90.00")
    now = again(made)
    assert (now.least, now.suggested, now.most) == (5_000, 6_050, 9_000)


def test_only_those_who_arrange_it_see_it_before_it_is_open(cast: Cast) -> None:
    made = begun(cast, days(cast))
    for who, status in ((cast.ada, 200), (cast.stella, 200), (cast.ben, 200), (cast.dan, 404)):
        read(who, at(made), status)
    with pytest.raises(NothingToChoose):
        actions.open_for_booking(cast.ada, made, at=AT)
    send(cast.ada, at(made, "opening/"))
    assert again(made).opened_at is None
    actions.put_price(cast.ada, made, name="One", amount=0)
    send(cast.ada, at(made, "opening/"))
    read(cast.dan, at(made))
    read(cast.sol, at(made), 404)
    assert Entry.objects.filter(verb="retreats.opened").count() == 1


def test_a_retreat_of_a_draft_is_its_hosts_alone(cast: Cast) -> None:
    made = begun(cast, draft(cast), treasurer=cast.ben)
    for who in (cast.stella, cast.ben, cast.dan):
        read(who, at(made), 404)
    assert not Entry.objects.filter(verb__startswith="retreats.").exists()


def test_a_programme_is_read_by_its_days_and_moves_with_the_gathering(
    cast: Cast, retreat: Retreat
) -> None:
    for day, starts, title in ((2, 9, "Walk"), (1, 18, "Supper"), (3, 8, "Goodbye")):
        actions.put_item(cast.ada, retreat, day=day, starts=time(starts), title=title)
    text = read(cast.dan, at(retreat))
    assert text.index("Supper") < text.index("Walk") < text.index("Goodbye")
    assert retreat.days == 3
    first = retreat.gathering.day
    assert f"{first + timedelta(days=1):%A %-d %B}" in text
    gatherings.move(cast.ada, retreat.gathering.occasions.get(), day=first + timedelta(days=7),
                    time=time(16), at=AT)  # fmt: skip
    assert f"{first + timedelta(days=8):%A %-d %B}" in read(cast.dan, at(retreat))


def test_an_item_ends_after_it_starts_and_is_on_one_of_the_days(
    cast: Cast, retreat: Retreat
) -> None:
    said = {"day": "2", "starts": "10:00", "ends": "09:00", "title": "Walk"}
    assert "It would end before it starts" in send(cast.ada, at(retreat, "programme/"), 200, **said)
    send(cast.ada, at(retreat, "programme/"), 200, **{**said, "ends": "", "day": "4"})
    send(cast.ada, at(retreat, "programme/"), 200, **{**said, "ends": "", "day": "0"})
    assert not Item.objects.exists()
    send(cast.ada, at(retreat, "programme/"), **{**said, "ends": "11:00"})
    item = Item.objects.get()
    send(cast.ada, at(retreat, f"programme/{item.pk}/"), **{**said, "ends": "12:00"})
    item.refresh_from_db()
    assert item.ends == time(12)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(ends=time(9))
    send(cast.ada, at(retreat, f"programme/{item.pk}/"), remove="1")
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("start", "minutes", "count"),
    [(time(16), 45 * 60, 3), (time(9), 480, 1), (time(9), 15 * 60, 1), (time(22), 180, 2),
     (time(0), 14 * 24 * 60, 14)],
)  # fmt: skip
def test_the_days_of_a_retreat_are_those_that_it_touches(
    start: time, minutes: int, count: int
) -> None:
    made = Retreat(gathering=Gathering(minutes=minutes))
    made.occasion = Occasion(time=start)
    assert made.days == count


def test_where_something_is_stands_there_for_those_who_may_know_where(cast: Cast) -> None:
    made = mill(cast)
    gatherings.change(cast.ada, made.gathering, shared="coming", place="canary-mill", at=AT)
    actions.put_item(cast.ada, made, day=1, starts=time(9), title="Walk", place="canary-weir")
    for who, knows in ((cast.ada, True), (cast.dan, False)):
        text = read(who, at(made))
        assert [word in text for word in ("canary-mill", "canary-weir")] == [knows] * 2
    placed(cast.dan, made)
    assert "canary-weir" in read(cast.dan, at(made))


def test_a_price_is_offered_changed_and_offered_no_more(cast: Cast, retreat: Retreat) -> None:
    dan = placed(cast.dan, retreat)
    price = Price.objects.get()
    send(cast.ada, at(retreat, f"prices/{price.pk}/"), name="Dearer", amount="200")
    assert Price.objects.get().amount == 20_000
    assert due_of(cast.dan, retreat).total == 18_000
    send(cast.ada, at(retreat, f"prices/{price.pk}/"), 200, remove="1")
    assert Price.objects.exists(), "the last price stays while the retreat is open"
    send(cast.ada, at(retreat, "offers/"), **{"price": "1", "price-name": "Less",
                                              "price-amount": "0"})  # fmt: skip
    send(cast.ada, at(retreat, f"prices/{price.pk}/"), remove="1")
    assert Price.objects.get().name == "Less"
    assert Due.objects.get(booking=dan).total == 18_000
    for amount in ("-1", "a", "1.000"):
        send(cast.ada, at(retreat, "offers/"), 200,
             **{"price": "1", "price-name": "x", "price-amount": amount})  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Price.objects.update(amount=-1)


def test_a_room_keeps_the_beds_that_are_taken(cast: Cast, retreat: Retreat) -> None:
    room = loft(retreat)
    for who in (cast.dan, cast.cleo):
        placed(who, retreat, room=room)
    for beds, status in (("1", 200), ("2", 302), ("5", 302)):
        send(cast.ada, at(retreat, f"rooms/{room.pk}/"), status, name="Loft", beds=beds, extra="-5")
    assert Room.objects.get().extra == -500
    with pytest.raises(Inhabited):
        actions.remove_room(cast.ada, room)
    actions.withdraw(cast.dan, retreat, at=AT)
    actions.withdraw(cast.cleo, retreat, at=AT)
    actions.remove_room(cast.ada, room)
    with pytest.raises(Gone):
        actions.put_room(cast.ada, retreat, room, name="Loft", beds=3)


def test_a_cost_is_something_and_is_struck_out_again(cast: Cast, retreat: Retreat) -> None:
    for amount in ("0", "-3", ""):
        send(cast.ada, at(retreat, "costs/"), 200, write="1", words="Bread", amount=amount)
    send(cast.ada, at(retreat, "costs/"), write="1", words="Bread", amount="12,50")
    placed(cast.dan, retreat)
    assert "€12.50" in read(cast.dan, at(retreat, "costs/"))
    read(cast.cleo, at(retreat, "costs/"), 403)
    number = Cost.objects.get().pk
    send(cast.dan, at(retreat, "costs/"), 403, strike=number)
    send(cast.ada, at(retreat, "costs/"), 404, strike="٣")
    send(cast.ada, at(retreat, "costs/"), strike=number)
    assert not Cost.objects.exists()


def test_those_who_do_not_arrange_it_change_nothing(cast: Cast, retreat: Retreat) -> None:
    placed(cast.dan, retreat)
    for page in ("plan/", "programme/", "offers/", "people/", "people/people.csv",
                 f"rooms/{loft(retreat).pk}/"):  # fmt: skip
        read(cast.dan, at(retreat, page), 403)
        read(cast.sol, at(retreat, page), 404)
    deeds: list[Any] = [
        lambda who: actions.change(who, retreat, share=99, at=AT),
        lambda who: actions.put_item(who, retreat, day=1, starts=time(9), title="x"),
        lambda who: actions.put_price(who, retreat, name="x", amount=1),
        lambda who: actions.put_room(who, retreat, name="x", beds=1),
        lambda who: actions.write_cost(who, retreat, words="x", amount=1, at=AT),
        lambda who: actions.ask_for_crews(who, retreat, size=2, seed=1, at=AT),
    ]
    for deed in deeds:
        for who in (cast.dan, cast.sol, cast.ben):
            with pytest.raises(NotAllowed):
                deed(who)


def test_when_the_host_leaves_those_who_tend_the_circle_go_on_and_name_a_treasurer(
    cast: Cast,
) -> None:
    made = mill(cast, treasurer=cast.ada)
    leave(cast.ada, cast.circle, at=AT)
    now = again(made)
    assert (now.treasurer, now.gathering.host) == (None, None)
    read(cast.ada, at(made), 404)
    assert "choose somebody" in read(cast.stella, at(made, "plan/"))
    actions.change(cast.stella, now, treasurer=cast.stella, at=AT)
    assert "nobody but you sees this page" in read(cast.stella, at(made, "money/"))
    assert not Retreat.objects.visible_to(Viewer.of(cast.ada.pk)).exists()


def test_a_rows_own_fields_hold_what_its_form_takes(cast: Cast, retreat: Retreat) -> None:
    for row in (retreat, Price.objects.get(), Room.objects.get()):
        try:
            row.full_clean()
        except ValidationError as wrong:
            pytest.fail(str(wrong))
    assert SAID["iban"] == retreat.iban
    assert Person.objects.get(pk=cast.ben.pk) == retreat.treasurer


def test_amounts_are_meant_in_the_currency_that_is_chosen_beside_them(cast: Cast) -> None:
    made = begun(cast, days(cast))
    told = {"currency": "JPY", "free": "on", "share": "0", "treasurer": cast.ben.pk}
    send(cast.ada, at(made, "plan/"), **told, suggested="12000")
    assert again(made).suggested == 12_000


def test_what_is_open_keeps_something_to_choose(cast: Cast) -> None:
    made = begun(cast, days(cast), free=True)
    actions.open_for_booking(cast.ada, made, at=AT)
    page = send(cast.ada, at(made, "plan/"), 200, currency="EUR", share="0", treasurer=cast.ben.pk)
    assert "There is no price to choose yet" in page


def test_a_button_pressed_twice_writes_one_cost_and_the_same_again_is_another(
    cast: Cast, retreat: Retreat
) -> None:
    form = read(cast.ada, at(retreat, "costs/"))
    once = form.split('name="once" value="')[1].split('"')[0]
    for _press in range(2):
        send(cast.ada, at(retreat, "costs/"), write="1", words="Bread", amount="5", once=once)
    assert Cost.objects.count() == 1
    send(cast.ada, at(retreat, "costs/"), write="1", words="Bread", amount="5", once="another")
    assert Cost.objects.count() == 2
