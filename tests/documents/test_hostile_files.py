"""Hostile files: whatever is done to a document, a sentence or a text comes back, within bounds, and nothing else happens.

`pytest -m slow tests/documents/test_hostile_files.py` tries FILES of them; CAREERBOT_FUZZ sets another number.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import msgspec
import pytest
from make_documents import broken, documents, pages

from careerbot.documents import markup, reader
from careerbot.documents.markup import read_latex
from careerbot.documents.reader import outcome_of, read, read_apart
from careerbot.documents.sheet import Sheet, UnreadableError
from careerbot.errors import FileTrouble

FILES = int(os.environ.get("CAREERBOT_FUZZ", "2000"))
AT_ONCE = 50
"""Files that one process reads: its bound on time is that of a few."""
SECONDS = 5


def _read_many(numbers: range) -> list[tuple[int, str, float]]:
    """(number, what came of it, seconds) of files made by number; in a process that they may take down."""
    reader.bound()
    made = documents()
    found = []
    for number in numbers:
        data = broken(made[number % len(made)][2], number)
        begun = time.process_time()
        outcome = msgspec.json.decode(outcome_of(data))
        reason = outcome["reason"]
        assert (outcome["sheet"] is None) == bool(reason)
        assert "\n" not in reason
        found.append((number, reason, time.process_time() - begun))
    return found


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_broken_files_end_in_a_text_or_a_sentence():
    outcomes: Counter[str] = Counter()
    died, slow = [], []
    for first in range(0, FILES, AT_ONCE):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            try:
                for number, reason, seconds in pool.submit(_read_many, range(first, min(first + AT_ONCE, FILES))).result():
                    outcomes[reason[:40]] += 1
                    slow += [number] if seconds > SECONDS else []
            except BrokenProcessPool:
                died.append(first)  # a parser took its process down: careerbot's own would go on
    assert not slow
    print(outcomes.most_common(), "processes that died:", died)


@pytest.mark.parametrize("seed", range(8))
def test_a_broken_file_never_harms_the_process_that_asked(seed):
    made = documents()
    data = broken(made[seed * 7 % len(made)][2], seed)
    try:
        assert isinstance(read(data), Sheet)
    except FileTrouble as error:
        assert "\n" not in str(error)


def test_a_parser_that_runs_away_is_stopped(monkeypatch):
    monkeypatch.setattr(reader, "SECONDS", 1)
    deep = b"\\begin{document}" + b"{" * 300_000 + b"\\end{document}"
    begun = time.monotonic()
    try:
        read_apart(deep)
    except UnreadableError as error:
        assert str(error)
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("data", [b"[" * 200_000, b'{"a":' * 200_000, b"<a>" * 300_000, b"*" * 2_000_000, b"a@" * 500_000, b"# " * 500_000, b"[](" * 300_000, b"~~" * 500_000, b"|" * 800_000, b"1." * 500_000, b"- " * 800_000, b"A " * 500_000])
def test_long_monotonous_files_take_seconds(data):
    begun = time.process_time()
    try:
        read(data)
    except FileTrouble as error:
        assert "\n" not in str(error)
    assert time.process_time() - begun < 2 * SECONDS


@pytest.mark.parametrize("seed", [797, 8754, 9523])
def test_latex_whose_braces_stay_open_is_read_once(seed):
    """Each open brace in the arguments of a macro had everything behind it read again: minutes for six kilobytes."""
    made = documents()
    begun = time.process_time()
    outcome = msgspec.json.decode(outcome_of(broken(made[seed % len(made)][2], seed)))
    assert len(outcome["sheet"]["lines"]) > 50
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("piece", ["\\cvitem{a}{b ", "\\textbf{", "\\section[", "{\\begin{x}$", "\\a ", "\\newcommand{\\x}["])
@pytest.mark.parametrize("many", [40, 20_000])
def test_latex_that_ends_nowhere_takes_seconds(piece, many):
    begun = time.process_time()
    try:
        read_latex("\\begin{document}words" + piece * many)
    except UnreadableError as error:
        assert "give the PDF" in str(error)
    assert time.process_time() - begun < SECONDS


def test_latex_that_would_be_read_on_and_on_is_refused(monkeypatch):
    monkeypatch.setattr(markup, "READS", 100)
    monkeypatch.setattr(markup, "READS_A_SIGN", 0)
    with pytest.raises(UnreadableError, match="give the PDF"):
        read_latex("\\begin{document}" + "words " * 100)


def test_a_pdf_of_ten_pages_is_read_in_a_moment():
    """The bound is loose; a quiet machine takes a quarter of it."""
    lines = [("line", f"Line {i}: built pipelines in Python and SQL for {i} people, every week of the year") for i in range(60)]
    begun = time.process_time()
    sheet = read(pages([(60, 800, 480, lines)]))
    assert len(sheet.lines) >= 60
    assert time.process_time() - begun < SECONDS
