"""Measures how PDFs of other programs are read: their words, their order, and what stands under skills and experience.

    python tests/evaluation/measure_pdfs.py [--wrong]

The CVs are those of shared/data/outside/cv-pdfs; without them, or without pdftotext, nothing is measured. A line is in
order if its pieces stand one behind the other in what pdftotext gives too, whose columns are told apart as well.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / "support")]

from places import SHARED

from careerbot.advisor import Advisor
from careerbot.corpus.corpus import load_corpus
from careerbot.documents import formats
from careerbot.documents.annotation import BULLETS
from careerbot.documents.sheet import Sheet, tidy

FOLDER = SHARED / "data" / "outside" / "cv-pdfs"
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"^[^:,]{2,40}:\s*")
_ITEMS = re.compile(r"[,;•|·]|\s–\s")  # noqa: RUF001
_BRACKETS = re.compile(r"\([^()]*\)")


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return "".join(_WORD.findall(text.lower()))


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def theirs(path: Path) -> str:
    """What pdftotext finds, tidied as ours is."""
    found = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    return "\n".join(tidy(line) for line in found.splitlines())


def missing(ours: str, other: str) -> Counter[str]:
    """Words of theirs that are not in ours, not even as part of what they broke by spacing letters out."""
    whole = squeezed(ours)
    return Counter({word: n for word, n in (words(other) - words(ours)).items() if word not in whole})


def mixed(sheet: Sheet, other: str) -> list[str]:
    """Lines of which a piece stands nowhere in theirs."""
    whole = squeezed(other)
    return [line.text for line in sheet.lines if any(squeezed(piece) not in whole for piece in line.text.split(" | "))]


def counts(advisor: Advisor, sheet: Sheet) -> tuple[int, int]:
    """(skills listed, posts dated)."""
    document, parts = advisor.segmenter.divided(advisor.understand_many([sheet])[0], sheet)
    skills = posts = 0
    for part in parts:
        line = document.text[part.start + part.label : part.end].strip()
        if part.section == "skills":
            rest = _LABEL.sub("", _BRACKETS.sub("", line.lstrip(BULLETS + " ")))
            skills += sum(bool(squeezed(item)) for item in _ITEMS.split(rest))
        elif part.section == "experience" and line[:1] not in BULLETS:
            posts += any(True for _ in advisor.segmenter.dates.spans(line))
    return skills, posts


def main() -> None:
    """Print the table."""
    paths = sorted(FOLDER.glob("*.pdf"))
    if not paths or not shutil.which("pdftotext"):
        print("nothing to measure: the PDFs or pdftotext are not here")
        return
    advisor = Advisor(load_corpus())
    found = all_words = skills_right = posts_right = cvs = 0
    apart: list[tuple[str, str]] = []
    for path in paths:
        sheet, other = formats.read(path.read_bytes()), theirs(path)
        lost = missing(sheet.text, other)
        total = sum(words(other).values())
        found, all_words = found + total - lost.total(), all_words + total
        expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))["cascade"]
        skills, posts = counts(advisor, sheet)
        good = abs(skills - expected["skillsCount"]) <= 1, abs(posts - expected["experienceCount"]) <= 1
        skills_right, posts_right = skills_right + good[0], posts_right + good[1]
        cvs += advisor.understand_many([sheet])[0].kind == "cv"
        apart += [(path.stem, line) for line in mixed(sheet, other)]
        if "--wrong" in sys.argv and (lost or not all(good)):
            told = f"skills {skills} of {expected['skillsCount']}, posts {posts} of {expected['experienceCount']}"
            print(path.stem, told, f"words {1 - lost.total() / total:.3f}", *lost)
    if "--wrong" in sys.argv:
        print(*(f"{name}: {line}" for name, line in apart), sep="\n")
    n = len(paths)
    print(f"files={n} cv={cvs} words={found / all_words:.4f} lines out of order={len(apart)}")
    print(f"skills within one={skills_right / n:.3f} posts within one={posts_right / n:.3f}")


if __name__ == "__main__":
    main()
