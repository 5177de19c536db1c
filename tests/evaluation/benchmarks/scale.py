"""How the index grows: build time, size, recall and time of a search at 1,000, 100,000 and 1,000,000 descriptions.

`python tests/evaluation/benchmarks/scale.py [--encode] [SIZE ...]`

The descriptions are put together from parts, so that they sound like skills. A few thousand of them, and every
question, are encoded by the model. Encoding a million takes the better part of an hour on two cores, so the others
get a vector that mixes two to four real ones and adds noise: nearness among them is like that among real texts,
but not the same. `--encode` encodes every description instead. The index is the one careerbot builds, and recall is
measured against comparing every vector.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from careerbot.embeddings.build import prepare
from careerbot.embeddings.index import Entry, build, open_index
from careerbot.embeddings.neighbors import NEAREST, exact_nearest, overlap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from careerbot.embeddings.encoder import Encoder

VERBS = """Designing|Building|Testing|Explaining|Maintaining|Measuring|Planning|Reviewing|Tuning|Deploying|Documenting|
Automating|Auditing|Simplifying|Scheduling|Monitoring|Migrating|Teaching|Estimating|Debugging|Comparing|Cleaning|
Visualising|Securing|Scaling|Costing|Prototyping|Calibrating|Labelling|Versioning"""
THINGS = """forecasts of demand|recommender systems|dashboards|streaming pipelines|image classifiers|speech recognisers|
language models|chat assistants|A/B experiments|causal studies|fraud detectors|feature stores|data contracts|
knowledge graphs|search engines|ranking models|robot controllers|medical imaging models|credit scores|route planners|
survival models|churn models|sensor networks|translation systems|embedding indexes|batch jobs|data warehouses|
access policies|model cards|test suites|annotation guides|pricing models|simulators|anomaly alarms|question answering|
document parsers|user surveys|clinical trials|risk reports|energy models|supply forecasts|quality checks"""
TOOLS = """Python|SQL|R|Spark|PyTorch|TensorFlow|scikit-learn|Kubernetes|Docker|Airflow|dbt|Kafka|Snowflake|BigQuery|
Power BI|Tableau|Excel|Rust|Scala|C++|MLflow|Terraform|PostgreSQL|Redis|Elasticsearch|FAISS|Ray|Dask|pandas|Polars|
Julia|MATLAB|SAS|Git|Azure|AWS|Google Cloud|Hugging Face|LangChain|ONNX"""
PLACES = """in a hospital|at a bank|for a city council|in a small shop|for an airline|at a university|in a factory|
for a newspaper|at a start-up|for an insurer|on a farm|in a laboratory|for a charity|in a power plant|at a publisher|
for a railway|in a call centre|for a museum|at a law firm|in a warehouse|for a games studio|at sea"""
PARTS = [[part.strip() for part in parts.split("|")] for parts in (VERBS, THINGS, TOOLS, PLACES)]

REAL = 6_000
QUESTIONS = 300
_STRIDE = 611_953
"""Coprime to the number of combinations, so that stepping by it meets each of them once, well mixed."""


def description(number: int) -> str:
    """The n-th description; all of the first million are different."""
    at = number * _STRIDE % int(np.prod([len(part) for part in PARTS]))
    chosen = []
    for part in PARTS:
        at, which = divmod(at, len(part))
        chosen.append(part[which])
    verb, thing, tool, place = chosen
    return f"{verb} {thing} with {tool} {place}"


class Descriptions(Sequence[Entry]):
    """The entries, made as they are asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN204
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        return Entry("skill", f"skill-{at}", description(at))


class Kept:
    """Hands out vectors, real or mixed, and keeps a copy of each for the exact comparison."""

    def __init__(self, encoder: Encoder, real: NDArray[np.float32] | None, copy: Path) -> None:
        self.name = f"scale-{'encoded' if real is None else 'mixed'}"
        self.dim = encoder.dim
        self.path = copy
        self._encoder = encoder
        self._real = real

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text."""
        vectors = self._encoder.encode(texts) if self._real is None else self._mixed(texts, self._real)
        with open(self.path, "ab") as file:
            file.write(vectors.tobytes())
        return vectors

    def _mixed(self, texts: Sequence[str], real: NDArray[np.float32]) -> NDArray[np.float32]:
        rng = np.random.default_rng(int.from_bytes(hashlib.sha256(texts[0].encode()).digest()[:8], "big"))
        shares = rng.dirichlet([0.5] * 4, len(texts)).astype(np.float32)
        rows = rng.integers(0, len(real), (len(texts), 4))
        vectors = np.einsum("nk,nkd->nd", shares, real[rows])
        vectors += rng.standard_normal(vectors.shape, dtype=np.float32) * np.float32(0.25 / np.sqrt(self.dim))
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def all(self) -> NDArray[np.float32]:
        """Every vector handed out, in order."""
        return np.memmap(self.path, dtype=np.float32, mode="r").reshape(-1, self.dim)


def measure(size: int, encoder: Encoder, real: NDArray[np.float32] | None, questions: NDArray[np.float32]) -> str:
    """One line of the table."""
    home = Path(tempfile.mkdtemp(prefix="careerbot-scale-"))
    try:
        kept = Kept(encoder, real, home / "copy")
        began = time.perf_counter()
        first: list[float] = []

        def tell(done: int, total: int, label: str) -> None:
            if label.startswith("arranging"):
                first.append(time.perf_counter())

        built = build(Descriptions(size), kept, home / "index", tell)
        ended = time.perf_counter()
        megabytes = sum(path.stat().st_size for path in built.folder.iterdir()) / 1e6
        about = built.kinds["skill"]
        exact = exact_nearest(kept.all(), questions, NEAREST)
        began_opening = time.perf_counter()
        index = open_index(home / "index", built.fingerprint)
        index.search(questions[:1], NEAREST)
        opening = time.perf_counter() - began_opening
        times = []
        found = []
        for question in questions:
            start = time.perf_counter()
            (hits,) = index.search(question[None], NEAREST)
            times.append(time.perf_counter() - start)
            found.append([int(hit.slug.partition("-")[2]) for hit in hits])
        recall = overlap(np.array(found), exact)
        median, late = statistics.median(times) * 1e3, statistics.quantiles(times, n=20)[-1] * 1e3
        return (
            f"| {size:,} | {about.factory}, {about.probes} probes | {first[0] - began:.1f} | {ended - first[0]:.1f} "
            f"| {megabytes:.0f} | {about.recall:.3f} | {recall:.3f} | {opening * 1e3:.1f} | {median:.2f} | {late:.2f} |"
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encode", action="store_true", help="encode every description with the model")
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 100_000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="careerbot-scale-") as small:
        encoder = prepare([Entry("skill", "one", "one")], Path(small)).encoder
    # Real descriptions and questions come from beyond the first million, so that no question is in any index.
    real = None if given.encode else encoder.encode([description(1_000_000 + at) for at in range(REAL)])
    asked = [description(1_000_000 + REAL + at) for at in range(QUESTIONS)]
    questions = encoder.encode(["I have been " + text[:1].lower() + text[1:] for text in asked])
    head = ("descriptions", "index", "vectors s", "index s", "MB", "recall when made", "recall@10")
    head = (*head, "open ms", "median ms", "95% ms")
    sys.stdout.write(f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n")
    for size in given.sizes:
        sys.stdout.write(measure(size, encoder, real, questions) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
