"""Trains the reader: MiniLM with its three lower layers frozen, heads for intents, spans and tags of words.

    python tests/tools/train_reader.py corpus/language/en OUT.safetensors [--epochs 8] [--share 1.0] [--parts train]

Made from the annotated examples and nothing else; same examples, recipe and machine, same bytes. A window of text goes
through the model once. Three heads read the last hidden states: intents by label-wise attention (each label looks for its
own words), spans by a small perceptron over [mean of the span, first state, mean of its surroundings], tags by one layer. A
fourth says which entry of the answer base a sentence asks for: by the cosine of the mean of its states and a vector that
each entry has. It learns from the phrasings of the answer base, alone and beside sentences that people say first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
from annotated import read_examples
from torch import nn

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.embeddings.encoder import find_model
from careerbot.embeddings.search import advice_texts
from careerbot.nlu.examples import CONTEXTS, INTENTS, MARKS, Example
from careerbot.text.tokenizer import tokenise, windows

LABELS = tuple(f"{kind}:{label}" for kind, labels in MARKS.items() for label in labels if kind != "X")
TAGS = ("O", *MARKS)
INDEX = {label: i for i, label in enumerate(LABELS)}
INTENT = {name: i for i, name in enumerate(INTENTS)}
FROZEN, MOST_TOKENS = 3, 128
ANSWERS = 0.5
"""Weight of the loss of the entries asked for."""
DERIVED = 0.5
"""Weight of a candidate that nobody marked in a text where everything is marked: it means nothing there."""
AROUND = 6
DOCUMENTS, READ = ("cv", "advert"), ("messages", "posts")
"""Contexts of documents, which the linear reader reads; and the folders of what is learned here."""
HALF = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
"""Whether the processor computes in half precision: one that does not takes fifteen times as long over it."""
EVERY, ASKED = 4, 2
"""Windows of stories, which overlap threefold, and phrasings of the answer base: every how many of them make an epoch."""
SCALE = 16.0
"""Of the cosine, as a logit of the entry asked for (a temperature of 1/16)."""
ASKS_NONE = frozenset(
    ["greet", "thank", "bye", "yes", "no", "dont_know", "tell", "correct", "set_goal", "set_time", "reject_role", "choose", "ask_roles", "ask_gaps", "ask_plan", "ask_pay", "show_profile", "forget", "undo", "save", "export", "start_over", "more", "brief"]
)
"""Intents that no entry of the answer base answers: a message that has no other asks for none."""


class Row:
    """One window with what is to be learnt of it."""

    __slots__ = (
        "text", "spans", "tags", "intents", "inside", "kinds", "answer", "asking", "ids", "places", "pieces", "marked", "lower",
    )

    def __init__(self, text, spans, tags, intents, inside, kinds, answer=-1, asking=(0, 0)):
        self.text, self.spans, self.tags = text, spans, tags
        self.intents, self.inside, self.kinds = intents, inside, kinds
        self.answer, self.asking = answer, asking
        """Number of the entry that the characters `asking` ask for; 0 is none, -1 not known."""


def rows_of(example: Example, corpus: Corpus) -> list[Row]:
    found = derived(example, corpus)
    rows = []
    for window in windows(example.text):
        inside = [s for s in example.spans if window.start <= s.start < window.end]
        more = [s for s in found if window.start <= s[0] < window.end]
        head = f"{example.context} : "
        move = len(head) + window.at - window.start
        spans = [(s.start + move, s.end + move, INDEX[f"{s.kind}:{s.label}"], 1.0) for s in inside if s.kind != "X"]
        spans += [(a + move, b + move, label, weight) for a, b, label, weight in more]
        tags = [(s.start + move, s.end + move, TAGS.index(s.kind)) for s in inside if s.label != "word"]
        hot = [INTENT[name] for name in example.intents] if len(example.text) <= 280 else []
        inside = (window.start + move, window.end + move)
        none = 0 if example.intents and ASKS_NONE.issuperset(example.intents) else -1
        rows.append(Row(head + window.text, spans, tags, hot, inside, example.kinds, none, inside))
    return [r for r in rows if r.spans or r.intents]


def answer_rows(corpus: Corpus, examples: list[Example]) -> list[Row]:
    """The phrasings of the answer base, every other one behind or before a sentence that tells something."""
    chance = random.Random(7)
    told = [e.text for e in examples if e.intents and set(e.intents) <= {"tell", "worry", "complain"} and len(e.text) <= 110]
    texts = advice_texts(corpus)
    phrasings = [(text, number) for number, slug in enumerate(answers(corpus), 1) for text in texts[slug][0]]
    phrasings += [(text, 0) for text in corpus.language.table("off_topic").get("ask", ())]
    rows = []
    for text, number in phrasings:
        head = f"{chance.choice(CONTEXTS)} : "
        before = after = ""
        if told and chance.random() < 0.5:
            other = chance.choice(told).strip()
            before, after = (other + ("" if other[-1:] in ".!?" else ".") + " ", "") if chance.random() < 0.7 else ("", " " + other)
        start = len(head) + len(before)
        rows.append(Row(head + before + text + after, [], [], [], (0, 0), frozenset(), number, (start, start + len(text))))
    return rows


def answers(corpus: Corpus) -> list[str]:
    """The entries of the answer base, in the order of their vectors."""
    return sorted(advice_texts(corpus))


def derived(example: Example, corpus: Corpus) -> list[tuple[int, int, int, float]]:
    """Names the lexicon finds, labelled by the mark they lie in; without one they mean nothing."""
    out = []
    tokens = tokenise(example.text)
    for found in corpus.lexicon.scan(tokens):
        start, end = tokens[found.first].start, tokens[found.last - 1].end
        kinds = {"S" if kind == "skill" else "R" if kind in ("role", "background") else "" for kind, _, _ in found.entries}
        for kind in kinds & example.kinds:
            over = [s for s in example.spans if s.start < end and s.end > start]
            same = [s for s in over if s.kind == kind]
            if any((s.start, s.end) == (start, end) for s in same):
                continue
            if same:
                out.append((start, end, INDEX[f"{kind}:{same[0].label}"], 1.0))
            elif not over:
                out.append((start, end, INDEX["S:word" if kind == "S" else "R:none"], DERIVED))
    return out


class Reader(nn.Module):
    def __init__(self, model, entries: int) -> None:
        super().__init__()
        self.model = model
        self.answer = nn.Parameter(torch.randn(entries + 1, model.config.hidden_size))
        size = model.config.hidden_size
        self.look = nn.Parameter(torch.randn(len(INTENTS), size) * 0.02)
        self.intent = nn.Parameter(torch.zeros(len(INTENTS), size))
        self.whole = nn.Linear(size, len(INTENTS))
        self.span_in, self.span_out = nn.Linear(3 * size, 192), nn.Linear(192, len(LABELS))
        self.tag = nn.Linear(size, len(TAGS))
        self.drop = nn.Dropout(0.1)

    def lower(self, ids, mask):
        """The frozen part: the same for every epoch."""
        with torch.no_grad():
            h = self.model.embeddings(input_ids=ids)
            for layer in self.model.encoder.layer[:FROZEN]:
                h = run_layer(layer, h, barred(mask), None)
        return h

    def upper(self, h, mask):
        for layer in self.model.encoder.layer[FROZEN:]:
            h = run_layer(layer, h, barred(mask), self.drop if self.training else None)
        return h

    def hidden(self, ids, mask):
        return self.upper(self.lower(ids, mask), mask)

    def intents(self, h, mask):
        h = self.drop(h)
        scores = h @ self.look.T / 4.0 + (1.0 - mask[:, :, None].float()) * -1e4
        attended = torch.einsum("btl,bth->blh", scores.softmax(1), h)
        mean = (h * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return (attended * self.intent).sum(-1) + self.whole(mean)

    def answers(self, h, pieces):
        """Logits of the entries that sentences (row, first and last + 1 piece) ask for."""
        v = torch.stack([h[i, a:b].mean(0) for i, a, b in pieces])
        return SCALE * nn.functional.normalize(self.drop(v), dim=1) @ nn.functional.normalize(self.answer, dim=1).T

    def spans(self, h, places):
        v = torch.stack([
            torch.cat([h[i, a:b].mean(0), h[i, 0], h[i, max(0, a - AROUND) : b + AROUND].mean(0)]) for i, a, b in places
        ])
        return self.span_out(self.drop(nn.functional.gelu(self.span_in(self.drop(v)))))


def barred(mask):
    """What keeps attention off the padding."""
    return (1.0 - mask[:, None, None, :].float()) * -1e4


def run_layer(layer, h, bias, drop):
    """One BERT layer, written out: the graph that answers computes the same."""
    attention, b, t, size = layer.attention, h.shape[0], h.shape[1], h.shape[2]
    heads = attention.self.num_attention_heads

    def split(x):
        return x.view(b, t, heads, size // heads).transpose(1, 2)

    q, k, v = (split(f(h)) for f in (attention.self.query, attention.self.key, attention.self.value))
    weights = (q @ k.transpose(-1, -2) / (size // heads) ** 0.5 + bias).softmax(-1)
    if drop:
        weights = drop(weights)
    mixed = attention.output.dense((weights @ v).transpose(1, 2).reshape(b, t, size))
    h = attention.output.LayerNorm((drop(mixed) if drop else mixed) + h)
    wide = layer.output.dense(nn.functional.gelu(layer.intermediate.dense(h)))
    return layer.output.LayerNorm((drop(wide) if drop else wide) + h)


def prepare(rows: list[Row], tokenizer) -> None:
    """Word pieces of each row, and where its spans and tags fall on them."""
    for row in rows:
        one = tokenizer.encode(row.text)
        offsets = one.offsets
        row.ids, row.places, row.lower = one.ids, [], None
        for start, end, label, weight in row.spans:
            hit = [k for k, (a, b) in enumerate(offsets) if b > a and a < end and b > start]
            if hit:
                row.places.append((hit[0], hit[-1] + 1, label, weight))
        asking = [k for k, (a, b) in enumerate(offsets) if b > a and a < row.asking[1] and b > row.asking[0]]
        row.pieces = (asking[0], asking[-1] + 1) if asking and row.answer >= 0 else None
        row.marked = None
        if len(row.kinds) >= 3:
            row.marked = [-100] * len(one.ids)
            for k, (a, b) in enumerate(offsets):
                if b > a and row.inside[0] <= a < row.inside[1]:
                    tag = next((t for s, e, t in row.tags if a < e and b > s), 0)
                    # of kinds that are not marked throughout nothing is known: "O" then means nothing
                    row.marked[k] = tag


def batch_of(rows: list[Row], tokenizer=None):
    if tokenizer is not None:
        prepare(rows, tokenizer)
    longest = max(len(r.ids) for r in rows)
    ids, mask = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest, dtype=torch.long)
    tags = torch.full((len(rows), longest), -100)
    places, labels, weights = [], [], []
    for i, row in enumerate(rows):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        mask[i, : len(row.ids)] = 1
        if row.marked is not None:
            tags[i, : len(row.ids)] = torch.tensor(row.marked)
        for a, b, label, weight in row.places:
            places.append((i, a, b))
            labels.append(label)
            weights.append(weight)
    return ids, mask, tags, places, torch.tensor(labels), torch.tensor(weights)


def remember_lower(reader: Reader, rows: list[Row]) -> None:
    """What the frozen layers make of every row, once and for all, in half precision."""
    order = sorted(rows, key=lambda r: len(r.ids))
    for k in range(0, len(order), 64):
        part = order[k : k + 64]
        ids, mask, *_ = batch_of(part)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            h = reader.lower(ids, mask)
        for row, one in zip(part, h, strict=True):
            row.lower = one[: len(row.ids)].to(torch.bfloat16).clone()


@torch.no_grad()
def begin_at_means(reader: Reader, rows: list[Row]) -> None:
    """The vector of each entry begins as the mean of its phrasings."""
    sums = torch.zeros_like(reader.answer)
    order = sorted(rows, key=lambda row: len(row.ids))
    for k in range(0, len(order), 64):
        part = order[k : k + 64]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            h = reader.upper(nn.utils.rnn.pad_sequence([row.lower for row in part], batch_first=True).float(), batch_of(part)[1])
        for row, one in zip(part, h.float(), strict=True):
            sums[row.answer] += nn.functional.normalize(one[slice(*row.pieces)].mean(0), dim=0)
    reader.answer.copy_(nn.functional.normalize(sums, dim=1))


GROUP = torch.full((len(LABELS), len(LABELS)), -1e4)
for _i, _a in enumerate(LABELS):
    for _j, _b in enumerate(LABELS):
        if _a[0] == _b[0]:
            GROUP[_i, _j] = 0.0


def loss_of(reader: Reader, rows: list[Row], device_weights) -> torch.Tensor:
    _, mask, tags, places, labels, weights = batch_of(rows)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        h = reader.upper(nn.utils.rnn.pad_sequence([row.lower for row in rows], batch_first=True).float(), mask)
    h = h.float()
    total = torch.zeros(())
    asking = [i for i, r in enumerate(rows) if r.intents]
    if asking:
        goal = torch.zeros(len(asking), len(INTENTS))
        for k, i in enumerate(asking):
            goal[k, rows[i].intents] = 1.0
        z = reader.intents(h[asking], mask[asking])
        total = total + 6.0 * nn.functional.binary_cross_entropy_with_logits(z, goal, pos_weight=device_weights)
    asked = [(i, *row.pieces) for i, row in enumerate(rows) if row.pieces]
    if asked:
        goals = torch.tensor([rows[i].answer for i, *_ in asked])
        total = total + ANSWERS * nn.functional.cross_entropy(reader.answers(h, asked), goals)
    if places:
        z = reader.spans(h, places) + GROUP[labels]
        losses = nn.functional.cross_entropy(z, labels, reduction="none", label_smoothing=0.0)
        total = total + (losses * weights).sum() / weights.sum()
    if (tags >= 0).any():
        z = reader.tag(reader.drop(h))
        total = total + 0.5 * nn.functional.cross_entropy(z.view(-1, len(TAGS)), tags.view(-1), ignore_index=-100)
    return total


def train(examples: list[Example], corpus: Corpus, *, epochs: int, seed: int = 0, say=print) -> tuple[Reader, object]:
    from tokenizers import Tokenizer
    from transformers import AutoModel

    torch.manual_seed(seed)
    random.seed(seed)
    torch.set_num_threads(int(os.environ.get("THREADS", "2")))
    folder = find_model(None).folder
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    reader = Reader(AutoModel.from_pretrained(folder), len(answers(corpus)))
    for name, p in reader.model.named_parameters():
        if not any(f"layer.{i}." in name for i in range(FROZEN, 6)):
            p.requires_grad = False
    stories = [row for example in examples if example.context == "post" for row in rows_of(example, corpus)]
    rows = [row for example in examples if example.context != "post" for row in rows_of(example, corpus)]
    asking = answer_rows(corpus, examples)
    stories = [row for at, row in enumerate(stories) if -at % EVERY < epochs]
    every = [*stories, *rows, *asking]
    say(f"{len(examples)} examples, {len(every)} windows, {sum(len(r.spans) for r in every)} spans", flush=True)
    prepare(every, tokenizer)
    remember_lower(reader.eval(), every)
    begin_at_means(reader, asking)
    upper = [p for p in reader.model.parameters() if p.requires_grad]
    heads = [p for n, p in reader.named_parameters() if not n.startswith("model.")]
    optimiser = torch.optim.AdamW([{"params": upper}, {"params": heads}], weight_decay=0.01)
    rates, size = (2e-4, 1.5e-3), 32
    positive = torch.full((len(INTENTS),), 2.0)
    turns = min(EVERY, epochs)
    share = len(rows) + len(stories) // turns + len(asking) // ASKED
    steps, step, began = epochs * (share // size + 1), 0, time.time()
    for epoch in range(epochs):
        reader.train()
        taken = rows + stories[epoch % turns :: turns] + asking[epoch % ASKED :: ASKED]
        random.shuffle(taken)
        taken.sort(key=lambda r: len(r.text) // 30 + random.random())
        batches = [taken[k : k + size] for k in range(0, len(taken), size)]
        random.shuffle(batches)
        total = 0.0
        for batch in batches:
            share = min(1.0, step / (0.1 * steps)) * max(0.0, 1 - step / steps)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            step += 1
            loss = loss_of(reader, batch, positive)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*upper, *heads], 1.0)
            optimiser.step()
            total += loss.item()
        say(f"epoch {epoch} loss {total / len(batches):.3f} {time.time() - began:.0f} s", flush=True)
    reader.eval()
    return reader, tokenizer


def save(reader: Reader, path: Path, about: dict[str, str]) -> None:
    """Tuned layers and heads in half precision, as safetensors, with what they were made from in the head."""
    keep = {n: p.detach().half().contiguous() for n, p in reader.named_parameters()
            if not n.startswith("model.") or any(f"layer.{i}." in n for i in range(FROZEN, 6))}
    header, blobs, at = {"__metadata__": about}, [], 0
    for name in sorted(keep):
        data = keep[name].numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(keep[name].shape), "data_offsets": [at, at + len(data)]}
        blobs.append(data)
        at += len(data)
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(len(head).to_bytes(8, "little") + head + b"".join(blobs))


def recipe(path: Path) -> bytes:
    """The text of a program without its imports: where a function lies changes nothing of what is made."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("import ", "from "))).encode()


def fingerprint(folder: Path, corpus: Corpus) -> str:
    """Of the examples, the phrasings of the answer base and this recipe."""
    digest = hashlib.sha256(recipe(Path(__file__)))
    texts = advice_texts(corpus)
    for slug in answers(corpus):
        digest.update("\0".join((slug, *texts[slug][0])).encode() + b"\0")
    for path in sorted(p for name in READ for p in (folder / name).rglob("*.t*")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--parts", default="train")
    given = parser.parse_args()
    corpus = load_corpus()
    examples = [e for part in given.parts.split(",") for e in read_examples(given.examples, part) if e.context not in DOCUMENTS]
    if given.share < 1:
        random.Random(1).shuffle(examples)
        examples = examples[: int(len(examples) * given.share)]
    reader, _ = train(examples, corpus, epochs=given.epochs)
    about = {"made_from": fingerprint(given.examples, corpus), "labels": " ".join(LABELS), "tags": " ".join(TAGS),
             "intents": " ".join(INTENTS), "frozen": str(FROZEN), "answers": " ".join(answers(corpus))}
    save(reader, given.out, about)


if __name__ == "__main__":
    main()
