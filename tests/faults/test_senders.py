"""Several senders on one outbox, and several who queue the same letters: each letter leaves once."""

from collections import Counter

import pytest

from tests.faults.house import House

LETTERS = 60


@pytest.mark.parametrize("senders", [2, 4])
def test_each_letter_is_sent_once_however_many_send(house: House, senders: int) -> None:
    (case,) = house.opens(1)
    house.does("live", case=case, letters=0)
    assert house.does("queue_letters", case=case, letters=LETTERS).told == LETTERS
    ended = house.do_together(*[house.job("send")] * senders)
    house.is_whole(LETTERS)
    assert [one.code for one in ended] == [0] * senders
    assert Counter(state for one in ended for state in one.told) == {"sent": LETTERS}
    assert set(house.copies().values()) == {1}


def test_each_letter_is_queued_once_however_many_queue_it(house: House) -> None:
    (case,) = house.opens(1)
    house.does("live", case=case, letters=0)
    ended = house.do_together(*[house.job("queue_letters", case=case, letters=LETTERS)] * 4)
    assert sorted(one.told for one in ended) == [0, 0, 0, LETTERS]
    house.does("send")
    house.is_whole(LETTERS)
    assert set(house.copies().values()) == {1}
