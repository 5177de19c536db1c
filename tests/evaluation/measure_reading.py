"""Measures reading as the product does it, on real texts that nothing was learned from or tuned on.

    python tests/evaluation/measure_reading.py posts     stances on the 240 posts of shared/data/dev/mentions.jsonl
    python tests/evaluation/measure_reading.py talks     intents of the 118 messages of trial_talks.jsonl
    python tests/evaluation/measure_reading.py clinc     lines out of the field that are not taken for a request
    python tests/evaluation/measure_reading.py held      stances and intents on our own held part
    python tests/evaluation/measure_reading.py documents [dev|held]   kinds of documents and their parts
    add --words for the linear reader alone

Skills are counted as in data/README.md: has, ahead (learning, wants), lacks, dislikes against nothing; a mention that careerbot
does not find counts as nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / place) for place in ("tools", "support")]

from annotated import read_documents, read_examples
from places import DEV, ROOT

from careerbot.advisor import Advisor
from careerbot.nlu.examples import INTENTS, Example, Span
from careerbot.nlu.linear import Kinds, LinearModel
from careerbot.nlu.types import Document
from careerbot.settings import Settings
from careerbot.text.tokenizer import tokenise

AHEAD = {"learning": "ahead", "wants": "ahead"}
NOTHING = ("none", "word", "rejected", "mentioned")
OUT_OF_FIELD = frozenset({"out_of_scope", "weather", "time", "tell_joke", "fun_fact", "definition", "spelling", "taxes", "do_you_have_pets", "meaning_of_life"})
REQUESTS = frozenset(name for name in INTENTS if name.startswith("ask_")) | {"compare", "why", "why_not", "what_if", "save", "wipe"}


def outside_posts() -> Iterator[Example]:
    """Real posts with the labels of their readers."""
    texts = {}
    for line in (DEV / "career_questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["id"]] = f"{row.get('title') or ''}\n{row.get('text') or ''}"[:2600]
    for line in (DEV / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [
            Span(m["start"], m["end"], "R" if m["kind"] == "role" else "S", m["label"])
            for m in row["mentions"] if texts[row["id"]][m["start"] : m["end"]] == m["quote"]
        ]  # fmt: skip
        yield Example("start", texts[row["id"]], tuple(spans), (), frozenset(), row["id"])


def trials() -> Iterator[Example]:
    """The messages of trial conversations."""
    for line in (DEV / "trial_talks.jsonl").read_text(encoding="utf-8").splitlines():
        for number, turn in enumerate(json.loads(line)["turns"]):
            yield Example("start" if number == 0 else "other", turn["said"], (), tuple(turn["labels"]), frozenset(), "")


def read(advisor: Advisor, examples: Sequence[Example]) -> list[Document]:
    documents: list[Document] = []
    for start in range(0, len(examples), 32):
        for example in examples[start : start + 32]:
            documents.append(advisor.understand(example.text, example.context))
    return documents


def confused(examples: Sequence[Example], documents: Sequence[Document]):
    """(kind, label, what was read) counted, and (certainty, right) of every "has"."""
    confusion: Counter[tuple[str, str, str]] = Counter()
    sure: list[tuple[float, bool]] = []
    for example, document in zip(examples, documents, strict=True):
        for kind, found in (("S", document.skills), ("R", document.roles)):
            extra = [x for x in document.leftovers if (x.kind == "skill") == (kind == "S")]
            for span in example.spans:
                if span.kind != kind:
                    continue
                hit = next((m for m in (*found, *extra) if m.start < span.end and m.end > span.start), None)
                said = hit.stance if hit is not None else "none"
                confusion[kind, span.label, said] += 1
                if hit is not None and kind == "S" and said == "has":
                    sure.append((hit.certainty, span.label == "has"))
    return confusion, sorted(sure, reverse=True)


def spans(examples: Sequence[Example], documents: Sequence[Document]) -> None:
    """F1 over what is claimed, and class by class."""
    confusion, sure = confused(examples, documents)
    for kind in "SR":
        rows = Counter({(AHEAD.get(g, g), AHEAD.get(p, p)): 0 for k, g, p in confusion if k == kind})
        for (k, g, p), n in confusion.items():
            if k == kind:
                rows[AHEAD.get(g, g), AHEAD.get(p, p)] += n
        tp = sum(n for (g, p), n in rows.items() if g == p and g not in NOTHING)
        said = sum(n for (g, p), n in rows.items() if p not in NOTHING)
        gold = sum(n for (g, p), n in rows.items() if g not in NOTHING)
        print(f"{'skills' if kind == 'S' else 'roles '} P {tp / said:.3f} R {tp / gold:.3f} F1 {2 * tp / (said + gold):.3f} of {gold}")
        for label in sorted({g for g, _ in rows if g not in NOTHING}):
            hit = rows[label, label]
            said, gold = sum(n for (_, p), n in rows.items() if p == label), sum(n for (g, _), n in rows.items() if g == label)
            print(f"   {label:9s} P {hit / max(said, 1):.3f} R {hit / max(gold, 1):.3f} F1 {2 * hit / max(said + gold, 1):.3f} of {gold}")
    held = sum(n for (k, g, _), n in confusion.items() if k == "S" and g == "has")
    for share in (0.3, 0.4, 0.5):
        count = right = 0
        for _, ok in sure:
            count, right = count + 1, right + ok
            if right >= share * held:
                break
        print(f"   has-precision at recall {right / max(held, 1):.2f}: {right / max(count, 1):.3f}")


def intents(examples: Sequence[Example], documents: Sequence[Document]) -> None:
    tp = got = gold = first = best = n = 0
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for example, document in zip(examples, documents, strict=True):
        if not example.intents:
            continue
        heard = [i.name for i in document.intents]
        want = set(example.intents)
        tp, got, gold, n = tp + len(want & set(heard)), got + len(heard), gold + len(want), n + 1
        first += example.intents[0] in heard
        best += heard[0] in want if heard else False
        missed.update(want - set(heard))
        false.update(set(heard) - want)
    print(f"intents P {tp / got:.3f} R {tp / gold:.3f} F1 {2 * tp / (got + gold):.3f}  first label found {first / n:.3f}  best right {best / n:.3f} of {n}")
    print("   missed", missed.most_common(10))
    print("   false ", false.most_common(10))


def clinc(advisor: Advisor) -> None:
    rows = [json.loads(line) for line in (DEV / "chat_utterances.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if r["intent"] in OUT_OF_FIELD]
    wrong = [r["text"] for r in rows if any(i.name in REQUESTS for i in advisor.understand(r["text"]).intents)]
    print(f"not taken for a request: {1 - len(wrong) / len(rows):.3f} of {len(rows)}")
    print("  ", wrong[:15])


def sheets(part: str) -> None:
    """Kind, part of each line and headings of annotated CVs and adverts."""
    kinds = Kinds(LinearModel())
    count: Counter[str] = Counter()
    for sheet in read_documents(ROOT / "corpus" / "language" / "en", part):
        text = "\n".join(line.text for line in sheet.lines)
        count["sheets"] += 1
        count["kind"] += kinds.kind(text, len(tokenise(text))) == sheet.kind
        for line, (_, _, found) in zip((x for x in sheet.lines if x.text.strip()), kinds.sections(text, sheet.kind), strict=True):
            heading = line.section.startswith("head:")
            count["lines"] += 1
            count["part"] += found.removeprefix("head:") == line.section.removeprefix("head:")
            count["headings"] += heading
            count["heads"] += heading and found == line.section
    print(f"kind {count['kind'] / count['sheets']:.3f} of {count['sheets']}, part of a line {count['part'] / count['lines']:.3f} "
          f"of {count['lines']}, headings {count['heads'] / count['headings']:.3f} of {count['headings']}")  # fmt: skip


def main() -> None:
    words = "--words" in sys.argv
    advisor = Settings(words_only=words).advisor()
    for what in [a for a in sys.argv[1:] if not a.startswith("--")] or ["posts", "talks"]:
        if what == "documents":
            sheets("held" if "held" in sys.argv else "dev")
            break
        if what == "clinc":
            clinc(advisor)
            continue
        examples = list(
            outside_posts() if what == "posts" else trials() if what == "talks" else read_examples(ROOT / "corpus/language/en", what)
        )
        documents = read(advisor, examples)
        print(what, Counter(d.read_by for d in documents))
        if any(e.spans for e in examples):
            spans(examples, documents)
        if any(e.intents for e in examples):
            intents(examples, documents)


if __name__ == "__main__":
    main()
