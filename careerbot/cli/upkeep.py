"""What upkeep commands do: check a corpus, build and inspect the index, name the places on disk, change what was kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot import storage
from careerbot.cli.answering import say, say_json, show_blocks, skill_meant, sorry
from careerbot.corpus.corpus import shipped_folder
from careerbot.dialogue import session_store
from careerbot.dialogue.merging import Kept
from careerbot.documents.source import typed
from careerbot.errors import CareerbotError, IndexUnusable
from careerbot.matching.profile import Profile, forget
from careerbot.output.terminal import Paragraph, Row
from careerbot.planning.progress import finished

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Problem, Slug
    from careerbot.dialogue.state import State
    from careerbot.nlu.types import Mention
    from careerbot.settings import Settings


def check_corpus(settings: Settings, folder: Path | None, *, links: bool, as_json: bool = False) -> int:
    """Print every problem of a corpus; the exit code."""
    root = folder or settings.corpus_folder or shipped_folder()
    problems: list[Problem] = []
    for problem in _problems(root, settings.overlay, links=links):
        problems.append(problem)
        if not as_json:
            say(str(problem))
    if as_json:
        rows = [{"path": p.path, "key": p.key, "message": p.message} for p in problems]
        say_json({"schema": "careerbot.check/1", "corpus": str(root), "problems": rows})
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        where = "Each of them names" if as_json else "Each line above names"
        return sorry(f"The corpus in {root} has {count}. {where} the file and the key to look at.")
    if not as_json:
        say(f"No problems in {root}.")
    return 0


def _problems(root: Path, overlay: Path | None, *, links: bool) -> Iterator[Problem]:
    """What is wrong with the records; where nothing is, with the examples of the dialogue; and with the links, if asked."""
    from careerbot.corpus.checks.run import check
    from careerbot.corpus.corpus import load_corpus

    wrong = list(check([root] if overlay is None else [root, overlay]))
    yield from wrong
    if not wrong and (root / "dialogue").is_dir():
        from careerbot.corpus.phrasebook import check_dialogue

        yield from check_dialogue(load_corpus(root, overlay=overlay))
    if not wrong and (root / "language").is_dir():
        from careerbot.nlu.examples import check_examples

        for language in sorted(path for path in (root / "language").iterdir() if path.is_dir()):
            yield from check_examples(language)
    if links:
        from careerbot.corpus.checks.links import check_links

        corpus = load_corpus(root, overlay=overlay)
        yield from check_links(corpus.resources, where=corpus.where)


def build_index(settings: Settings, *, again: bool) -> int:
    """Make the index and the encoder; the exit code."""
    from careerbot.embeddings.build import index_folder, prepare
    from careerbot.embeddings.encoder import check_weights, find_model
    from careerbot.embeddings.search import entries, source_of
    from careerbot.settings import ProgressLine

    # what comes with careerbot needs no encoding, so nothing else would open the weights
    check_weights(find_model(settings.model))
    corpus = settings.corpus()
    progress = ProgressLine(sys.stderr)
    try:
        folder = index_folder(str(corpus.folder), settings.model)
        made = prepare(list(entries(corpus)), folder, settings.model, progress, again=again, source=source_of(corpus))
    finally:
        progress.close()
    counts = ", ".join(f"{about.count:,} of kind {kind}" for kind, about in made.index.kinds.items())
    show_blocks([Paragraph(f"The search by meaning is ready: {counts}."), Row("Folder", str(made.index.folder))])
    return 0


def show_index(settings: Settings, *, verify: bool, as_json: bool) -> int:
    """Say what the index holds and whether it is current; the exit code."""
    from careerbot.embeddings.build import index_folder, model_name, of_shipped
    from careerbot.embeddings.index import fingerprint, open_index
    from careerbot.embeddings.index import verify as read_through
    from careerbot.embeddings.search import entries

    corpus = settings.corpus()
    folder, texts = index_folder(str(corpus.folder), settings.model), list(entries(corpus))
    wanted = fingerprint(texts, model_name(settings.model))
    try:
        index = read_through(folder) if verify else open_index(folder, wanted)
    except IndexUnusable as error:
        # without one in the cache the vectors that come with careerbot answer, where they are those of this corpus
        shipped = of_shipped(texts, model_name(settings.model))
        if shipped is None:
            raise CareerbotError(f"{error} `careerbot index build` makes it.") from error
        index = shipped
    current = index.fingerprint == wanted
    if as_json:
        kinds = {k: {"count": a.count, "factory": a.factory, "recall": a.recall} for k, a in index.kinds.items()}
        say_json({
            "schema": "careerbot.index/1", "folder": str(index.folder), "fingerprint": index.fingerprint,
            "current": current, "encoder": index.encoder, "dim": index.dim, "kinds": kinds, "verified": verify,
        })  # fmt: skip
        return 0
    rows = [Row(kind, f"{a.count:,} texts, {a.factory}, recall {a.recall:.3f}") for kind, a in index.kinds.items()]
    state = "whole, every byte checked" if verify else "whole"
    rows = [Row("Model", f"{index.encoder}, {index.dim} dimensions"), *rows, Row("Folder", str(index.folder))]
    rows.append(Row("State", f"{state}; {'current' if current else 'made from another corpus or model'}"))
    show_blocks(rows)
    return 0


def show_places(settings: Settings, *, as_json: bool) -> None:
    """Print every place on disk."""
    from careerbot import __version__

    corpus = settings.corpus_folder or shipped_folder()
    places = {"corpus": str(corpus), "cache": str(storage.cache_place()), "data": str(storage.data_folder())}
    if as_json:
        say_json({"schema": "careerbot.where/1", "version": __version__, **places})
        return
    about = {
        "corpus": "what I know",
        "cache": "what can be made again: index, encoder, snapshots",
        "data": "what you asked me to keep: profile and transcripts",
    }
    show_blocks([Row(name.capitalize(), f"{place} ({about[name]})") for name, place in places.items()])


def kept(corpus: Corpus) -> State:
    """What was kept; CareerbotError where nothing was."""
    state = session_store.load(corpus)
    if state is None:
        message = "Nothing was kept about you. `careerbot chat --keep` keeps a profile between conversations."
        raise CareerbotError(message)
    return state


def strike_out(corpus: Corpus, what: str) -> tuple[Slug, str]:
    """Take one thing out of the kept profile; its slug and name."""
    kept(corpus)
    slug, name = _named(corpus, what)

    def without(before: Kept) -> Kept:
        after = forget(before.profile, slug)
        if after == before.profile:
            raise CareerbotError(f"{name} is not in what was kept about you. `careerbot profile show` lists what is.")
        return replace(before, profile=after)

    session_store.ProfileStore(corpus).change(without)
    return slug, name


def take_in(advisor: Advisor, path: Path, *, instead: bool) -> Profile:
    """Keep the profile that a file holds: one of ours exported, or any CV; what is kept now."""
    store = session_store.ProfileStore(advisor.corpus)
    if store.holds() and not instead:
        raise CareerbotError(
            "Something is kept about you already; `careerbot profile show` shows it. --replace puts this in its place."
        )
    profile = _profile_in(advisor, path)
    if profile.is_empty:
        raise CareerbotError(f"{path} says nothing that I know of skills or jobs, so nothing was kept.")
    return store.change(lambda before: replace(before, profile=profile)).profile


def _profile_in(advisor: Advisor, path: Path) -> Profile:
    from careerbot.documents.reader import MOST_BYTES, read_file
    from careerbot.output.exports import profile_in

    sheet = read_file(path)
    if sheet.format == "JSON Resume":
        import msgspec

        with path.open("rb") as file, suppress(msgspec.DecodeError):
            ours = profile_in(msgspec.json.decode(file.read(MOST_BYTES)))
            if ours is not None:
                return session_store.known_only(ours, advisor.corpus)
    return advisor.read(replace(sheet, kind="cv"))[1]


def _named(corpus: Corpus, what: str) -> tuple[Slug, str]:
    role = corpus.find_role(what)
    if role is not None and corpus.find_skill(what) is None:
        return role, corpus.roles[role].title
    background = corpus.lexicon.exact(what, "background")
    if background is not None:
        return background, corpus.backgrounds[background].name
    slug = skill_meant(corpus, what)
    return slug, corpus.skills[slug].name


def note_done(advisor: Advisor, what: str) -> tuple[tuple[Slug, int], ...]:
    """Note skills as learnt in the kept profile, which begins with them if there is none; the level of each now."""
    corpus = advisor.corpus
    what = typed(what)
    mentions = [m for m in advisor.understand(what).skills if m.stance not in ("lacks", "dislikes")]
    changed: list[Mention | Slug] = [*mentions] or [skill_meant(corpus, what)]
    slugs = [one if isinstance(one, str) else one.slug for one in changed]

    def learnt(before: Kept) -> Kept:
        profile = before.profile
        for one in changed:
            profile = finished(profile, one)
        return replace(before, profile=profile)

    profile = session_store.ProfileStore(corpus).change(learnt).profile
    return tuple((slug, profile.level(slug)) for slug in dict.fromkeys(slugs))
