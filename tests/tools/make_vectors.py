"""Writes the vectors of the shipped corpus's texts: careerbot/models/vectors.bin. Run it after editing a text of the corpus.

    python tests/tools/make_vectors.py [--again]

Vectors that are there stay as they are, so that only what was edited changes; `--again` encodes everything.
"""

from __future__ import annotations

import sys

import numpy as np

from careerbot.corpus.corpus import load_corpus
from careerbot.embeddings.index import fingerprint, vectors_of
from careerbot.embeddings.reader import carried_model
from careerbot.embeddings.search import advice_entries, entries, source_of
from careerbot.embeddings.shipped_vectors import SHIPPED_VECTORS, as_bytes, shipped_vectors, text_hash


def main() -> None:
    encoder = carried_model(one_shot=False).encoder()
    known = None if "--again" in sys.argv else shipped_vectors(encoder.name)
    corpus = load_corpus()
    # kind by kind, as an index has them; the texts of the answer base, which has its own, stand behind
    found = sorted(entries(corpus), key=lambda entry: ("skill", "role", "answer").index(entry.kind))
    texts = {text_hash(entry.text): entry.text for entry in (*found, *advice_entries(corpus))}
    keys = [text_hash(entry.text) for entry in found]
    keys += texts.keys() - set(keys)
    keys[len(found) :] = sorted(keys[len(found) :])
    new = [key for key in texts if known is None or key not in known.at]
    made = dict(zip(new, vectors_of([texts[key] for key in new], encoder).astype(np.float16), strict=True)) if new else {}
    halves = np.array([made[key] if known is None or key in made else known.halves[known.at[key]] for key in keys], np.float16)
    kinds: dict[str, list[str]] = {}
    for entry in found:
        kinds.setdefault(entry.kind, []).append(entry.slug)
    about = {
        "encoder": encoder.name, "source": source_of(corpus), "kinds": kinds, "fingerprint": fingerprint(found, encoder.name),
    }  # fmt: skip
    SHIPPED_VECTORS.write_bytes(as_bytes(about, keys, halves))
    print(f"{SHIPPED_VECTORS}: {len(keys)} vectors, {len(new)} of them new")


if __name__ == "__main__":
    main()
