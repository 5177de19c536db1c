"""Advice: what records answer exactly, then the answer base, then one sentence that it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import Template
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.pieces import RARE, not_known, share_of, told
from careerbot.dialogue.repetition import marks
from careerbot.dialogue.state import Request
from careerbot.dialogue.subjects import named_among, subject_named
from careerbot.dialogue.turn import PLAINLY, Answer, Turn, first_sentences, hours_told, sentence
from careerbot.matching.profile import SEASONED_LEVEL, SEASONED_YEARS
from careerbot.output.parts import Entry, Listing, Part, Ref, Say
from careerbot.questions.records import certificates_for, certificates_in

ROWS, CERTIFICATES, MOST_JUDGED = 2, 3, 2

FACT_WORDS = 60
"""Words of an answer of the market that are told at once."""


def ask_market(turn: Turn) -> Answer:
    """Applications, demand, industries, places, the future: the answer base, else what the records hold."""
    found = turn.advice()
    return told(turn, found) if found is not None else _market(turn) or not_known(turn)


def _market(turn: Turn) -> Answer | None:
    """A fact with its year and source; None where none answers."""
    found = turn.advisor.ask(turn.request.words or turn.document.text)
    if not found.answered:
        return None
    instead = turn.instead_of(found.topic.answer)
    if instead is not None:
        return told(turn, instead)
    lead, *rest = found.text.split("\n")
    now, later = first_sentences(lead.removeprefix("- "), FACT_WORDS)
    rows = tuple(Entry(line.removeprefix("- ")) for line in rest if line.startswith("- "))
    listing = (Listing(rows[:ROWS], head=now),) if rows and now.endswith(":") else ()
    more: list[Part] = [Say(text) for text in (later, *(line for line in rest if line and not line.startswith("- "))) if text]
    more += [Listing(rows[len(listing) * ROWS :])] if rows[len(listing) * ROWS :] else []
    state = turn.state.about(role=turn.role) if turn.request.named else turn.state
    return Answer((*(listing or (Say(now),)), *_sources(turn, found.facts)), tuple(more), state=state, topic="fact")


def _sources(turn: Turn, facts: Iterable[object]) -> tuple[Part, ...]:
    named = dict.fromkeys(
        (getattr(fact, "organisation", ""), getattr(fact, "year", "")) for fact in facts if getattr(fact, "organisation", "")
    )
    rows = [f"{who}, {year}" if year else who for who, year in list(named)[:2]]
    return (turn.say("fact.source", what="; ".join(rows)),) if rows else ()


# ---------------------------------------------------------------- projects


def ask_project(turn: Turn) -> Answer:
    """An idea for the role, about what they know; what the answer base says of portfolios, where that is asked."""
    table, profile = turn.corpus.language.table("projects"), turn.state.profile
    likeliest = BY_DEFAULT if profile.is_empty else turn.advisor.suggest(profile, 1).standings[0].slug
    role, subject = turn.role or likeliest, _subject(turn, table)
    named = {mention.slug for mention in turn.document.skills}
    shapes = sorted(table["roles"].get(role, ()), key=lambda name: named.isdisjoint(table["shapes"][name]["core"]))
    other, own = turn.nearest(), turn.nearest("portfolio-", "project-")
    entry, chance = other if other[0] and other[1] >= PLAINLY else own
    advice = turn.corpus.advice.get(entry)
    of_a_role = entry.startswith("portfolio-") and (entry == ON_GITHUB or advice is not None and bool(advice.roles))
    if shapes and named_among(table["follow"]["judge"], turn.document.text):
        return Answer(tuple(_own_idea(turn, table, role, shapes[0])), state=turn.state.about(role=role), topic="fact")
    known = bool(shapes and (turn.role or subject))
    at_large = not entry.startswith("project-") and not of_a_role
    least = PLAINLY if entry in table["entries"]["at_large"] else 1.0 if known and not at_large else IDEA
    if advice is None and not known:
        advice, chance = turn.advice(), 1.0
    if advice is not None and chance >= least and entry not in table["entries"]["of_work"]:
        return told(turn, advice)
    if not shapes:
        return not_known(turn)
    idea = Idea(turn, table, role, subject or table["home"].get(role, ""), bool(subject))
    rows = tuple(Entry(sentence(idea.filled(name, "title"))) for name in shapes)
    parts: tuple[Part, ...] = (Listing(rows, head=turn.head("project.shelf", role=turn.a(role))), turn.say("project.how"))
    if not of_a_role or chance < IDEA or subject_named(turn.document.text, turn.corpus) or idea.is_old(parts):
        parts = _next_idea(idea, shapes)
    return Answer(parts, state=turn.state.about(role=role) if turn.role else None, topic="fact")


def _own_idea(turn: Turn, table: Mapping[str, Any], role: Slug, first: str) -> Iterable[Part]:
    """An idea of their own: what it shows for the role, what makes it worth showing, and what it leaves out."""
    rows, lines = table["judged"], turn.state.said[: -LATELY : -1]  # "and for a data analyst, would it do there?"
    kinds = [[(len(word), kind) for kind in rows.values() for word in named_among(kind["words"], line)] for line in lines]
    kind = max(next(filter(None, kinds), []), key=lambda found: found[0], default=(0, rows["other"]))[1]
    asked = [slug for slug in kind["skills"] if share_of(turn.corpus.roles[role], slug) >= RARE][:ROWS]
    key, names = "project.judged" if asked else "project.judged_beside", {"shows": kind["shows"], "role": turn.a(role)}
    yield turn.say(key, what=turn.skills(asked), **names) if asked else turn.say(key, **names)
    yield turn.say("project.add", what=kind["add"])
    left = [slug for slug in table["shapes"][first]["core"] if slug not in kind["skills"]][:1]
    yield from (turn.say("project.add_skill", what=turn.skill(slug)) for slug in left)


def _next_idea(idea: Idea, shapes: Sequence[str]) -> tuple[Part, ...]:
    """The first that was not told; where all were, in small, and then about other things."""
    before = [name for name in shapes if idea.is_old(idea.whole(name)[:1])]
    if idea.asks("small"):
        return idea.small((before or shapes)[0])
    further = tuple(idea.turn.say("project.further", what=idea.filled(name, "deep")) for name in before[:1])
    if further and idea.asks("hard") and not idea.is_old(further):
        return further
    ideas = (tell(name) for tell in (idea.whole, idea.small, replace(idea, subject="").whole) for name in shapes)
    return next((parts for parts in ideas if not idea.is_old(parts[:1])), idea.whole(shapes[0]))


def _subject(turn: Turn, table: Mapping[str, Any]) -> str:
    """What they know something of, by this message, the last ones, their trade, or older ones; empty for nothing."""
    named = [subject_named(text, turn.corpus) for text in turn.state.said[::-1]]
    jobs, rows = turn.state.profile.jobs[::-1], table["subjects"].items()
    trades = [subject_named(job.quote, turn.corpus) for job in jobs]
    trades += [name for job in jobs for name, row in rows if job.slug in row["trades"]]
    return next((name for name in (*named[:LATELY], *trades, *named[LATELY:]) if name), "")


class Idea(Struct, frozen=True):
    """Work that proves a role, about one subject; each shape of it in words."""

    turn: Turn
    table: Mapping[str, Any]
    role: Slug
    subject: str
    """Empty where nothing is known of them: each shape has its own then."""
    theirs: bool

    def asks(self, kind: str) -> bool:
        """Whether the message asks for that kind of idea."""
        return bool(named_among(self.table["follow"][kind], self.turn.document.text))

    def is_old(self, parts: tuple[Part, ...]) -> bool:
        """Whether all of it was told before."""
        return marks(Answer(parts)) <= frozenset[int]().union(*self.turn.state.told)

    def about(self, name: str) -> Mapping[str, Any]:
        """The subject of a shape."""
        return self.table["subjects"][self.subject or self.table["shapes"][name]["subject"]]  # type: ignore[no-any-return]

    def filled(self, name: str, text: str) -> str:
        """A text of a shape, about the subject."""
        about = {key: value for key, value in self.about(name).items() if isinstance(value, str)}
        return Template(self.table["shapes"][name].get(text, text)).substitute(about)

    def whole(self, name: str) -> tuple[Part, ...]:
        """What it is, its steps, which data, and what it shows."""
        turn, shape, title = self.turn, self.table["shapes"][name], self.filled(name, "title")
        title += "" if title.endswith("?") else "."
        head = turn.head("project.head", role=turn.a(self.role), title=title, hours=hours_told(shape["hours"]))
        steps = [f"{at}. {sentence(self.filled(name, step))}" for at, step in enumerate(shape["steps"], 1)]
        said = [m.slug for m in turn.document.skills if m.confidence >= NAMED]
        profile = turn.state.profile
        left = {*shape["core"], *(w.slug for w in (*profile.missing, *profile.dislikes)), *self.table["entries"]["tools"]}
        new = [slug for slug in dict.fromkeys(said) if slug not in left]
        tools = [slug for slug in new if turn.corpus.skills[slug].kind == "tool"]
        more: list[Part] = [turn.say("project.tools", what=turn.skills(tools))] if tools else []
        data, deep = [self._data(name)], self._deep(name)
        more += [*(deep + data if self.asks("hard") else data + deep), turn.say("project.shows", what=shape["shows"])]
        return (Say("\n".join((head, *steps))), *more, *([Say(self.about(name)["trap"])] if self.theirs else []))

    def small(self, name: str) -> tuple[Part, ...]:
        """The same for a weekend."""
        what = self.filled(name, "small")
        return self.turn.say("project.small", role=self.turn.a(self.role), what=what), self._data(name)

    def _data(self, name: str) -> Part:
        about, asked = self.about(name), self.turn.asked_for() or {}
        of_work = sum(asked.get(slug, 0.0) for slug in self.table["entries"]["of_work"])
        told = "open" if self.asks("secret") else "work" if self.theirs and self.subject or of_work >= AT_ALL else "any"
        kind = "own" if about.get("own") else told
        return self.turn.say(f"project.data_{kind}", what=about["open"])

    def _deep(self, name: str) -> list[Part]:
        """What makes it harder, for who has years in the field, knows its core, or says so."""
        have, jobs = self.turn.advisor.have(self.turn.state.profile), self.turn.state.profile.jobs
        years = max((job.years or 0.0 for job in jobs if job.kind == "role"), default=0.0)
        core = max(have.get(slug, 0) for slug in self.table["shapes"][name]["core"])
        harder = years >= SEASONED_YEARS or core >= SEASONED_LEVEL or self.asks("hard")
        return [self.turn.say("project.deep", what=self.filled(name, "deep"))] if harder else []


BY_DEFAULT, ON_GITHUB = "data-analyst", "portfolio-github"
"""The role of an idea for somebody of whom nothing is known; the entry that asks what to show, of whatever role."""

LATELY, NAMED, IDEA, AT_ALL = 3, 0.8, 0.3, 0.15
"""Lines in which a subject comes before a trade; confidence of a tool to use; chances of entries heard, and hinted at."""


# ---------------------------------------------------------------- certificates


def ask_certificate(turn: Turn) -> Answer:
    """Whether the one named is worth it for the role; of none, whether any is, and which."""
    table, role = turn.corpus.language.table("certificates"), turn.role
    asked = turn.of(Request("")).asked_for() or {}
    state = turn.state.about(role=role) if role else None
    entries, limits = table["entries"], turn.state.profile.limits
    poor = any(more in entries["limits"].get(topic, ()) for topic, more, _ in limits)
    poor = poor or any(asked.get(slug, 0.0) >= IDEA for slug in entries["of_money"])
    poor = poor or any(named_among(entries["poor"], text) for text in turn.state.said)
    free = next((turn.say("certificate.free", what=what) for what, roles in table["free"].items() if role in roles), None)
    parts: list[Part] = [free or turn.say("certificate.none_free")] if poor else []
    slugs = certificates_named(turn)
    platform = [] if slugs else _of_platform(turn)[:1]
    judged = [part for slug in (*slugs[:MOST_JUDGED], *platform) for part in _judged(turn, slug, table, by_name=bool(slugs))]
    if judged:
        return Answer(tuple(dict.fromkeys((*judged, *parts))), state=state, topic="fact")
    entry, chance = turn.nearest("credentials-")
    if not role or chance >= PLAINLY and entry not in entries["of_roles"]:
        found = turn.advice()
        return told(turn, found) if found is not None else not_known(turn)
    counts = next((kind for kind, roles in table["counts"].items() if role in roles), "seldom")
    names = certificates_for(role, turn.corpus)
    rows = tuple(_certificate(turn, one) for one in names[:CERTIFICATES])
    if poor:
        parts += [turn.say("certificate.employer", what=entry.title) for entry in rows[:1]]
    elif rows:
        parts.append(Listing(rows, head=turn.head("certificate.nearest")))
    worth = turn.say(f"certificate.{counts}", role=turn.a(role), roles=f"{turn.title(role)}s")
    return Answer((worth, *parts), state=state, topic="fact")


def certificates_named(turn: Turn) -> list[Slug]:
    """Certificates that the message names, in the order of how plainly."""
    rows = turn.corpus.language.table("certificates")["named"].items()
    found = [(len(name), slug) for slug, row in rows for name in named_among(row["names"], turn.document.text)]
    return list(dict.fromkeys(slug for _, slug in sorted(found, reverse=True)))


def _of_platform(turn: Turn) -> list[Slug]:
    """Those for a tool that the message names, the role's own first."""
    corpus = turn.corpus
    tools = [slug for slug in turn.request.skills if corpus.skills[slug].kind == "tool"]
    own = [one for one in certificates_for(turn.role, corpus) if not corpus.resources[one].teaches.keys().isdisjoint(tools)]
    return [*own, *certificates_in(tools, corpus)]


def _judged(turn: Turn, slug: Slug, table: Mapping[str, Any], *, by_name: bool) -> list[Part]:
    """A certificate in question: yes or no for the role, what it is, what it costs or what lies nearer."""
    row, own, found = table["named"].get(slug, {}), certificates_for(turn.role, turn.corpus), turn.corpus.resources.get(slug)
    fits = slug in own or turn.role in row.get("roles", ())
    misfit = bool(turn.role and not fits and row.get("roles") != [])
    kind = "misfit" if misfit else "no" if row.get("roles") == [] else "any" if not turn.role else "fits" if by_name else "one"
    names = {"role": turn.a(turn.role) if turn.role else "", "what": found.title if found else ""}
    parts: list[Part] = [turn.say(f"certificate.{kind}", **names), Say(row.get("tells") or f"{names['what']}.")]
    if found is not None and not misfit:
        parts.append(turn.say("certificate.cost", hours=hours_told(found.hours)))
    elif own and misfit:
        parts.append(turn.say("certificate.nearer", what=turn.corpus.resources[own[0]].title))
    return parts


def _certificate(turn: Turn, slug: Slug) -> Entry:
    found = turn.corpus.resources[slug]
    key = f"certificate.row_{found.cost.replace('-', '_')}"
    title = turn.text(key, title=sentence(found.title), by=found.publisher, hours=hours_told(found.hours))
    return Entry(title, (), Ref("resource", slug), found.title)
