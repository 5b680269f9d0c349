"""What a phone asks a stage to do: in order, once, and for that stage only."""

import pytest

from ui.hall import desk, remote
from ui.hall.remote import COMMANDS, MOST_STAGES, Remote


def test_each_command_has_a_number_of_its_own():
    stages = Remote()
    assert stages.last("a") == (0, "")
    stages.send("a", "lanjut")
    stages.send("a", "lanjut")
    stages.send("b", "hitam")
    assert stages.last("a") == (2, "lanjut")
    assert stages.last("b") == (1, "hitam")


def test_nobody_asks_for_something_else():
    with pytest.raises(ValueError, match="hapus"):
        Remote().send("a", "hapus")


def test_stages_that_nobody_steers_are_forgotten(monkeypatch):
    stages = Remote()
    for number in range(MOST_STAGES + 1):
        stages.send(str(number), "lanjut")
    assert stages.last("0") == (0, "")
    assert stages.last(str(MOST_STAGES)) == (1, "lanjut")
    later = remote.time.monotonic() + remote.FORGET_SECONDS
    monkeypatch.setattr(remote.time, "monotonic", lambda: later)
    assert stages.last(str(MOST_STAGES)) == (0, "")


def test_the_phone_has_a_button_for_every_command():
    assert set(desk.CONTROLS) == set(COMMANDS)
