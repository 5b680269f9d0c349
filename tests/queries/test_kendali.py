"""What a phone asks a stage to do: the newest command, for that stage only, whatever process was told."""

import os
import subprocess
import sys

import pytest

from data import remote
from queries import kendali
from ui.hall import desk

STAGE, OTHER = "ab12cd34", "ef56ab78"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOLDER_KEADAAN", str(tmp_path))
    return tmp_path


def test_each_command_has_a_number_of_its_own():
    assert kendali.last(STAGE) == (0, "")
    assert kendali.send(STAGE, "lanjut")
    first, command = kendali.last(STAGE)
    assert command == "lanjut"
    assert kendali.send(STAGE, "lanjut")
    assert kendali.send(OTHER, "hitam")
    second, command = kendali.last(STAGE)
    assert (second > first, command) == (True, "lanjut")


def test_another_process_is_told():
    told = "from queries import kendali; kendali.send('ab12cd34', 'jeda')"
    subprocess.run([sys.executable, "-c", told], check=True, env=os.environ)
    assert kendali.last(STAGE)[1] == "jeda"


@pytest.mark.parametrize(("code", "command"), [(STAGE, "hapus"), ("../../etc", "lanjut"), ("", "lanjut")])
def test_nothing_else_is_passed_on(code, command, folder):
    with pytest.raises(ValueError, match=command):
        kendali.send(code, command)
    assert kendali.last(code) == (0, "")
    assert list(folder.rglob("*kendali*")) == []


def test_old_commands_and_stages_are_forgotten(folder, monkeypatch):
    kendali.send(STAGE, "lanjut")
    for number in range(remote.MOST_STAGES):
        kendali.send(f"stage{number:03}", "lanjut")
    assert len(list(folder.rglob("kendali-*"))) == remote.MOST_STAGES
    later = remote.time.time() + remote.FORGET_SECONDS
    monkeypatch.setattr(remote.time, "time", lambda: later)
    assert kendali.last("stage199") == (0, "")


def test_a_folder_that_is_a_file_is_said(folder, monkeypatch):
    (folder / "berkas").touch()
    monkeypatch.setenv("FOLDER_KEADAAN", str(folder / "berkas"))
    assert not kendali.send(STAGE, "lanjut")


def test_the_phone_has_a_button_for_every_command():
    assert set(desk.CONTROLS) == set(kendali.COMMANDS)
