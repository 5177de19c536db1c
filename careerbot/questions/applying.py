"""Questions of somebody about to begin or to apply: interviews, CVs, projects, bootcamps, whether a degree is needed at all,
what the work does to one's life. Where nothing here tells, that is said, with what is held instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot import lazy
from careerbot.corpus.provenance import sentence, view
from careerbot.corpus.records import LEVEL_NAMES
from careerbot.questions.definitions import most_asked, week_of
from careerbot.questions.features import pattern, said, word_table
from careerbot.questions.query import WHOLE_FIELD, MarketAnswer, Topic
from careerbot.questions.records import DEGREE, HOW_MANY, JUDGED, REQUIRED, field_role, roles_asked
from careerbot.text.tokenizer import in_text, listed, with_article

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Role
    from careerbot.questions.query import Asked
    from careerbot.questions.retrieval import Match

MOST_NEEDS, MOST_TASKS, MOST_PLACES, MOST_PROJECTS = 6, 3, 4, 4

LONGEST_LIST = 8
"""Roles that are named one by one."""


def _role(asked: Asked, corpus: Corpus) -> str:
    """The one role a question is about; empty where it names none, or several."""
    asked = _without_cv(asked)
    roles = roles_asked(asked, corpus) or ((asked.before.role,) if asked.before.role else ()) or field_role(asked, corpus)
    return roles[0] if len(roles) == 1 else ""


def _without_cv(asked: Asked) -> Asked:
    """The question without computer vision, where its "CV" is a paper."""
    if not re.search(r"(?i)\bcvs?\b", asked.question) or re.search(r"(?i)\bcomputer vision\b", asked.question):
        return asked
    others = tuple(subject for subject in asked.subjects if not subject[1].startswith("computer-vision"))
    return replace(asked, subjects=others)


# ---------------------------------------------------------------- applying

_APPLYING = tuple((*rest, lazy.pattern(asks)) for *rest, asks in said("applying", "applying"))
"""What no source says, how to ask so that something can be said, how it is asked for."""


def applying(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """How to prepare for an interview, or what to put on a CV: what the adverts of the role ask for."""
    found = next(((what, example) for what, example, asks in _APPLYING if asks.search(asked.question)), None)
    if found is None or HOW_MANY.search(asked.question):
        return None
    what, example = found
    slug = _role(asked, corpus)
    if not slug:
        text = (
            f"No source here says what {what}. What I can name is what the adverts of a role ask for, which is what to be "
            f"ready to show: ask again with the role, for example “{example}”."
        )
        return MarketAnswer(asked.question, answered=False, text=text)
    role = corpus.roles[slug]
    lines = [
        f"No source here says what {what}. What to be ready to show as {with_article(role.title)}, by what is asked for most:",
        *(f"- {skill}: {LEVEL_NAMES[level]} level" for skill, level in most_asked(role, corpus)[:MOST_NEEDS]),
        "Have something of your own to tell for work like this:",
        *(f"- {' '.join(task.split())}" for task in role.tasks[:MOST_TASKS]),
    ]
    if practice := _practice(role, corpus):
        lines.append(f"To practise: {practice}.")
    topic = Topic("applying", "", slug)
    return MarketAnswer(asked.question, answered=True, text="\n".join(lines), topic=topic)


def _practice(role: Role, corpus: Corpus) -> str:
    """Places to practise what a role asks for, those that train most of it first."""
    weights = {slug: need.weight for slug, need in role.needs.items()}
    weights |= {slug: group.weight for group in role.any_of for slug in group.skills}
    places = {
        slug: sum(weights.get(skill, 0.0) for skill in resource.teaches)
        for slug, resource in corpus.resources.items()
        if resource.kind == "practice"
    }
    best = sorted((slug for slug, worth in places.items() if worth), key=lambda slug: (-places[slug], slug))
    told = []
    for slug in best[:MOST_PLACES]:
        skills = sorted((s for s in corpus.resources[slug].teaches if s in weights), key=lambda s: -weights[s])
        told.append(f"{corpus.resources[slug].title} ({listed([corpus.skills[s].name for s in skills[:2]])})")
    return listed(told)


_PROJECT_AIDS = word_table("applying", "project_aids")


def projects(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """Projects that prove what a role, or a skill, is asked for."""
    own = set(asked.words) - asked.inside_names
    if "project" not in own or HOW_MANY.search(asked.question):
        return None
    if any(word not in _PROJECT_AIDS and not word.startswith("role:") for word in own):
        return None
    named = [slug for kind, slug in asked.subjects if kind == "skill" and slug not in WHOLE_FIELD]
    roles = asked.roles
    if roles:
        needs = corpus.roles[roles[0]].needs
        named = sorted(needs, key=lambda slug: (not needs[slug].must, -needs[slug].weight, slug))
    told = [slug for slug in named if corpus.skills[slug].project][:MOST_PROJECTS]
    if not told:
        return None
    what = f"what {with_article(corpus.roles[roles[0]].title)} is asked for" if roles else "that you can do it"
    lines = [f"Small pieces of work that prove {what}, by skill:"]
    lines += [f"- {corpus.skills[slug].name}: {' '.join(corpus.skills[slug].project.split())}" for slug in told]
    lines.append("One finished project with a page on what went wrong is worth more than four notebooks.")
    topic = Topic("projects", "which-projects", roles[0] if roles else "")
    return MarketAnswer(asked.question, answered=True, text="\n".join(lines), topic=topic)


# ---------------------------------------------------------------- degrees and bootcamps

_NAMED_DEGREE: dict[str, str] = dict(said("applying", "named_degree"))


def any_degree(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """Whether a degree is needed, where no role is named: how many roles ask for which."""
    if not DEGREE.search(asked.question) or not REQUIRED.search(asked.question) or HOW_MANY.search(asked.question):
        return None
    if roles_asked(asked, corpus) or any(word not in _DEGREE_WORDS for word in asked.words):
        return None
    asks = {degree: [s for s, r in corpus.roles.items() if r.degree == degree] for degree in _NAMED_DEGREE}
    open_ = [slug for slug, role in corpus.roles.items() if role.needs_no_degree]
    names = listed([in_text(corpus.roles[slug].title) for slug in open_[:LONGEST_LIST]])
    counted = listed([f"{_NAMED_DEGREE[d]} in {len(asks[d])}" for d in ("bachelor", "master", "phd") if asks[d]])
    text = (
        f"It depends on the role. Of the {len(corpus.roles)} here, most employers want {counted}. "
        f"{len(open_)} are open without one: {names}.\n{JUDGED}\n"
        "Ask about a role by name for who gets a first job in it."
    )
    return MarketAnswer(asked.question, answered=True, text=text, topic=Topic("degree"))


_DEGREE_WORDS = word_table("applying", "degree_words")

_BOOTCAMP = pattern("applying", "bootcamp")


def bootcamps(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """Nothing here tells of bootcamps; what the articles name instead is said."""
    if not _BOOTCAMP.search(asked.question):
        return None
    held = [slug for slug in ("step-projects", "step-portfolio") if slug in corpus.facts]
    free = sum(one.cost in ("free", "free-audit") for one in corpus.resources.values())
    lines = [
        "Nothing here tells how people fare after bootcamps, what they cost or what employers think of them. "
        "What the articles name instead:",
        *(f"- {sentence(slug, corpus)}" for slug in held),
        f"Of the {len(corpus.resources)} courses, books and other resources I plan with, {free} are free to follow: set the "
        "plan for your role against what a bootcamp promises to teach.",
    ]
    views = tuple(view(slug, corpus) for slug in held)
    return MarketAnswer(asked.question, answered=False, text="\n".join(lines), facts=views)


# ---------------------------------------------------------------- what the work does to one's life

_LIFE = tuple((*rest, lazy.pattern(asks)) for *rest, asks in said("applying", "life"))
"""What nobody measured, and how it is asked for."""


def working_life(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """Nothing here measures stress or hours; what the week of a role is made of is said."""
    what = next((name for name, asks in _LIFE if asks.search(asked.question)), "")
    if not what:
        return None
    slug = _role(asked, corpus)
    text = f"No source here measures {what} in data and AI jobs."
    if slug:
        role = corpus.roles[slug]
        tasks = "; ".join(task[:1].lower() + " ".join(task.split())[1:] for task in role.tasks[:MOST_TASKS])
        text += (
            f" What I hold of {with_article(role.title)} is what the week is made of, by judgement: {week_of(slug, corpus)}. "
            f"Some of it: {tasks}."
        )
    else:
        text += " For a role by name I can say what its week is made of: how much coding, maths, people, writing and research."
    return MarketAnswer(asked.question, answered=False, text=text)
