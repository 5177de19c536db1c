"""Several processes at once that keep, learn, forget and wipe one profile; checks that nothing is lost, doubled or torn.

`python tests/support/crowd.py FOLDER RUNS [SEED]` makes RUNS runs of 2 to 8 processes and prints how many actions each kind
had. Every process notes when an action began and ended on the one clock of the machine, so that what must stand in the
file afterwards, and what must not, can be told:

    what was said after the last wipe was over, and not forgotten, stands there, once
    what was kept before the last wipe began is gone, and a conversation that kept it keeps nothing more
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from careerbot import storage
from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.dialogue import session_store
from careerbot.dialogue.merging import Kept
from careerbot.dialogue.session_store import ProfileStore, WipedError
from careerbot.matching.profile import Known, forget

TURNS = 4


class Log:
    """Actions of one process, appended to a file of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, kind: str, what: str, began: float) -> None:
        row = json.dumps([kind, what, began, time.monotonic()])
        with open(self._path, "a", encoding="utf-8") as file:
            file.write(row + "\n")


def with_skill(kept: Kept, slug: str) -> Kept:
    known = Known(slug, 3, True, slug, "name", 1.0)
    skills = (*(k for k in kept.profile.skills if k.slug != slug), known)
    return replace(kept, profile=replace(kept.profile, skills=skills), said=(*kept.said, f"I know {slug}"))


def chat(corpus: Corpus, log: Log, skills: list[str], dice: random.Random) -> None:
    """A conversation that is kept, turn by turn, until somebody wipes what it kept."""
    store = ProfileStore(corpus)
    kept = (store.load() if dice.random() < 0.5 else None) or Kept()
    for slug in skills:
        time.sleep(dice.random() * 0.004)
        began = time.monotonic()
        try:
            kept = store.keep(with_skill(kept, slug))
        except WipedError:
            log.note("refused", slug, began)
            return
        log.note("learn", slug, began)


def done(corpus: Corpus, log: Log, skills: list[str], dice: random.Random) -> None:
    """A command for each skill."""
    for slug in skills:
        time.sleep(dice.random() * 0.004)
        began = time.monotonic()
        ProfileStore(corpus).change(lambda kept, slug=slug: with_skill(kept, slug))  # type: ignore[misc]
        log.note("learn", slug, began)


def strike(corpus: Corpus, log: Log, skills: list[str], dice: random.Random) -> None:
    """Learn, and forget again; every second stays."""
    for at, slug in enumerate(skills):
        began = time.monotonic()
        ProfileStore(corpus).change(lambda kept, slug=slug: with_skill(kept, slug))  # type: ignore[misc]
        log.note("learn", slug, began)
        if at % 2 == 0:
            began = time.monotonic()
            ProfileStore(corpus).change(lambda kept, slug=slug: replace(kept, profile=forget(kept.profile, slug)))  # type: ignore[misc]
            log.note("forget", slug, began)


def wipe(corpus: Corpus, log: Log, skills: list[str], dice: random.Random) -> None:
    time.sleep(dice.random() * 0.02)
    began = time.monotonic()
    ProfileStore(corpus).wipe()
    log.note("wipe", "", began)


def run(folder: Path, corpus: Corpus, seed: int) -> dict[str, int]:
    """One run; how many actions of each kind."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["CAREERBOT_HOME"] = str(folder / "data")
    dice = random.Random(seed)
    many = dice.randint(2, 8)
    kinds = [chat, dice.choice([done, chat]), *dice.choices([chat, done, strike, wipe], [3, 3, 2, 2], k=many - 2)]
    slugs = iter(sorted(corpus.skills))
    work = [(kind, [next(slugs) for _ in range(TURNS)], random.Random(f"{seed} {at}")) for at, kind in enumerate(kinds)]
    children = []
    for at, (kind, skills, own) in enumerate(work):
        child = os.fork()
        if child == 0:
            os._exit(in_child_code(lambda k=kind, s=skills, o=own, a=at: k(corpus, Log(folder / f"log-{a}"), s, o)))  # type: ignore[misc]
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * many, f"seed {seed}: one of them failed"
    rows = [json.loads(line) for path in folder.glob("log-*") for line in path.read_text().splitlines()]
    try:
        judge(corpus, rows)
    except AssertionError as error:
        raise AssertionError(f"seed {seed}: {error}") from error
    return {kind: sum(row[0] == kind for row in rows) for kind in ("learn", "forget", "wipe", "refused")}


def in_child_code(work: object) -> int:
    """Run it; 0, or 1 with the reason on standard error."""
    try:
        work()  # type: ignore[operator]
    except BaseException as error:  # noqa: BLE001 (the parent must hear of anything)
        print(type(error).__name__, error, file=sys.stderr)
        return 1
    return 0


def judge(corpus: Corpus, rows: list[tuple[str, str, float, float]]) -> None:
    """AssertionError where the file does not hold what it must, or holds what it must not."""
    wipes = [(began, ended) for kind, _, began, ended in rows if kind == "wipe"]
    first, last = max(wipes, default=(0.0, 0.0), key=lambda row: row[1])
    kept = ProfileStore(corpus).load() or Kept()
    found = [known.slug for known in kept.profile.skills]
    assert len(found) == len(set(found)), "something is there twice"
    assert len(kept.said) == len(set(kept.said)), "a line is there twice"
    forgotten = {what for kind, what, _, _ in rows if kind == "forget"}
    learnt = {what: (began, ended) for kind, what, began, ended in rows if kind == "learn"}
    overlapping = [row for row in wipes if row[1] > first]
    must = {what for what, (began, _) in learnt.items() if began > last} - forgotten
    may = {what for what, (_, ended) in learnt.items() if not wipes or ended > min(row[0] for row in overlapping)}
    assert must <= set(found), f"lost: {must - set(found)}"
    assert set(found) <= may - forgotten, f"was to be gone: {set(found) - (may - forgotten)}"
    if not storage.data_folder().exists():
        assert not must
        return
    left = {path.name for path in storage.data_folder().iterdir()} - {storage.LOCK, session_store.profile_path().name}
    assert not left, f"left behind: {left}"


def main(folder: Path, runs: int, seed: int = 0) -> None:
    os.environ["CAREERBOT_CACHE"] = str(folder / "cache")
    corpus = load_corpus()
    total: dict[str, int] = {}
    for at in range(seed, seed + runs):
        for kind, count in run(folder / "run", corpus, at).items():
            total[kind] = total.get(kind, 0) + count
    print(runs, *(f"{kind} {count}" for kind, count in total.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or ["0"])[0]))
