"""Writes the vectors of the shipped corpus's texts: careerbot/models/vectors.bin. Run it after editing a text of the corpus.

    python tests/tools/make_vectors.py [--again]

Vectors that are there stay as they are, so that only what was edited changes; `--again` encodes everything.
"""

from __future__ import annotations

import sys

import numpy as np

from careerbot.corpus.corpus import load_corpus
from careerbot.embeddings.carried_model import carried_model
from careerbot.embeddings.index import vectors_of
from careerbot.embeddings.search import advice_entries, entries
from careerbot.embeddings.shipped_vectors import SHIPPED_VECTORS, as_bytes, shipped_vectors, text_hash


def main() -> None:
    encoder = carried_model(one_shot=False).encoder()
    known = None if "--again" in sys.argv else shipped_vectors(encoder.name)
    corpus = load_corpus()
    texts = {text_hash(entry.text): entry.text for entry in (*entries(corpus), *advice_entries(corpus))}
    new = [key for key in texts if known is None or key not in known.at]
    made = dict(zip(new, vectors_of([texts[key] for key in new], encoder).astype(np.float16), strict=True))
    if known is not None:
        made |= {key: known.halves[known.at[key]] for key in texts if key in known.at}
    SHIPPED_VECTORS.write_bytes(as_bytes(encoder.name, made))
    print(f"{SHIPPED_VECTORS}: {len(made)} vectors, {len(new)} of them new")


if __name__ == "__main__":
    main()
