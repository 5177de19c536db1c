"""Changes to the profile that was kept, one command at a time."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.cli.answering import skill_meant
from careerbot.dialogue import session_store
from careerbot.dialogue.merging import Kept
from careerbot.documents.source import typed
from careerbot.errors import CareerbotError
from careerbot.matching.profile import Profile, forget
from careerbot.planning.progress import finished

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Slug
    from careerbot.dialogue.state import State
    from careerbot.nlu.types import Mention


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
        message = "Something is kept about you already; `careerbot profile show` shows it. --replace puts this in its place."
        raise CareerbotError(message)
    profile = _profile_in(advisor, path)
    if profile.is_empty:
        message = f"{path} says nothing that I know of skills or jobs, so nothing was kept."
        raise CareerbotError(message)
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
