"""Runs a trained reader in torch, for calibration and measures: what the product computes with onnxruntime and numpy."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from train_reader import GROUP, MOST_TOKENS, Reader, answers, batch_of, rows_of

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.embeddings.encoder import find_model
from careerbot.nlu.examples import Example

AT_ONCE = 64


def load(path: Path):
    """(reader, tokenizer) of a file that train_reader wrote."""
    from tokenizers import Tokenizer
    from transformers import AutoModel

    folder = find_model(None).folder
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    reader = Reader(AutoModel.from_pretrained(folder), len(answers(load_corpus())))
    data = Path(path).read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    params = dict(reader.named_parameters())
    with torch.no_grad():
        for name, about in json.loads(data[8:start]).items():
            if name != "__metadata__":
                a, b = about["data_offsets"]
                values = np.frombuffer(data[start + a : start + b], np.float16).reshape(about["shape"])
                params[name].copy_(torch.from_numpy(values.astype(np.float32)))
    return reader.eval(), tokenizer


@torch.no_grad()
def run(reader, tokenizer, examples: Sequence[Example], corpus: Corpus):
    """({example: intent chances}, {example: [(chances of every label, gold label)]}): by number of the example."""
    rows, owner = [], []
    for number, example in enumerate(examples):
        for row in rows_of(example, corpus):
            row.spans = [span for span in row.spans if span[3] == 1.0]
            rows.append(row)
            owner.append(number)
    intents: dict[int, np.ndarray] = {}
    spans = defaultdict(list)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].text))
    for start in range(0, len(order), AT_ONCE):
        part = order[start : start + AT_ONCE]
        ids, mask, _, places, labels, _ = batch_of([rows[i] for i in part], tokenizer)
        hidden = reader.hidden(ids, mask)
        chances = reader.intents(hidden, mask).sigmoid().numpy()
        for at, i in enumerate(part):
            intents[owner[i]] = np.maximum(intents.get(owner[i], 0), chances[at])
        if places:
            judged = (reader.spans(hidden, places) + GROUP[labels]).softmax(-1).numpy()
            for (at, _, _), chance, gold in zip(places, judged, labels.tolist(), strict=True):
                spans[owner[part[at]]].append((chance, gold))
    return intents, spans
