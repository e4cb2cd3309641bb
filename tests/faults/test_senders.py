"""Several senders on one outbox, and several who queue the same letters: each letter leaves once."""

import pytest

from tests.faults.house import House
from tests.faults.trials import queued_side_by_side, sent_side_by_side

LETTERS = 60


@pytest.mark.parametrize("senders", [2, 4])
def test_each_letter_is_sent_once_however_many_send(house: House, senders: int) -> None:
    sent_side_by_side(house, senders, LETTERS)


def test_each_letter_is_queued_once_however_many_queue_it(house: House) -> None:
    queued_side_by_side(house, 4, LETTERS)
