"""What is kept in the cache: used while corpus and program are the same, made again when either changes or it is damaged."""

from __future__ import annotations

import pytest

from careerbot.corpus import files as module
from careerbot.corpus.files import kept


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, int]:
        self.times += 1
        return {"made": self.times}


@pytest.fixture
def made(tmp_path, monkeypatch, shipped):
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path))
    make = Counted()
    assert kept("numbers", shipped, dict[str, int], make) == {"made": 1}
    return make


def test_it_is_made_once(made, shipped):
    assert kept("numbers", shipped, dict[str, int], made) == {"made": 1}
    assert made.times == 1


def test_another_program_makes_it_again(made, shipped, monkeypatch):
    monkeypatch.setattr(module, "_program", lambda: "other")
    assert kept("numbers", shipped, dict[str, int], made) == {"made": 2}
    assert kept("numbers", shipped, dict[str, int], made) == {"made": 2}


@pytest.mark.parametrize("at", [0, 10, -1, -5])
def test_damage_is_found(made, shipped, tmp_path, at):
    (path,) = tmp_path.glob("numbers-*.json")
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert kept("numbers", shipped, dict[str, int], made) == {"made": 2}


@pytest.mark.parametrize("length", [0, 5, 40])
def test_half_a_file_is_not_believed(made, shipped, tmp_path, length):
    (path,) = tmp_path.glob("numbers-*.json")
    path.write_bytes(path.read_bytes()[:length])
    assert kept("numbers", shipped, dict[str, int], made) == {"made": 2}


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path, monkeypatch, shipped):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path / "file"))
    make = Counted()
    assert [kept("numbers", shipped, dict[str, int], make)["made"] for _ in range(2)] == [1, 2]
