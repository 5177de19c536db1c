"""Made-up people for the tests and figures of `batch`: short statements and CVs from the words of the corpus.

`python tests/support/population.py short|mixed|cv COUNT` prints them as JSON lines.
"""

from __future__ import annotations

import json
import random
import sys
from typing import TYPE_CHECKING

from careerbot.corpus.corpus import Corpus, load_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator


class Population:
    """The same people every time for the same seed."""

    def __init__(self, corpus: Corpus | None = None, seed: int = 1) -> None:
        corpus = corpus or load_corpus()
        self._rng = random.Random(seed)
        self._names = [skill.name for skill in corpus.skills.values()]
        self._sentences = [
            sentence for skill in corpus.skills.values() for sentence in " ".join(skill.about.split()).split(". ")
        ]
        self._tasks = [task for role in corpus.roles.values() for task in role.tasks]

    def short(self) -> dict[str, object]:
        """A line of known words."""
        return {"text": ", ".join(self._rng.sample(self._names, self._rng.randint(3, 6)))}

    def phrases(self) -> dict[str, object]:
        """A statement with words that only the vectors may explain."""
        words = self._rng.choice(self._sentences).split()
        return {"text": f"I'm good with {self._rng.choice(self._names)} and {' '.join(words[:6]).lower()}"}

    def listed(self) -> dict[str, object]:
        """A list from a form."""
        return {"skills": [*self._rng.sample(self._names, 4), "R", "bread, butter and jam"]}

    def cv(self) -> dict[str, object]:
        """A CV of some four hundred words."""
        rng = self._rng
        jobs = []
        for year in range(2012, 2024, 3):
            done = "\n".join(f"- {task}" for task in rng.sample(self._tasks, 3))
            known = ", ".join(rng.sample(self._names, 4))
            jobs.append(f"{year} to {year + 3}\n{done}\n{'. '.join(rng.sample(self._sentences, 3))}.\nTools: {known}.")
        head = f"Curriculum vitae\nSkills: {', '.join(rng.sample(self._names, 8))}\n\nWork experience\n"
        return {"text": head + "\n".join(jobs)}

    def mixed(self) -> dict[str, object]:
        """One of these."""
        return self._rng.choice((self.short, self.phrases, self.listed, self.cv))()

    def rows(self, kind: str, count: int) -> Iterator[dict[str, object]]:
        """That many of one kind, numbered."""
        for at in range(count):
            yield {"id": f"p{at}", **getattr(self, kind)()}

    def lines(self, kind: str, count: int) -> str:
        """The same as JSON lines."""
        return "".join(json.dumps(row) + "\n" for row in self.rows(kind, count))


if __name__ == "__main__":
    sys.stdout.write(Population().lines(sys.argv[1], int(sys.argv[2])))
