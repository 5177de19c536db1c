"""What somebody tells about themselves, and what they take back: told, corrected, forgotten, undone, shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.handlers.choices import time_there
from careerbot.dialogue.handlers.circumstances import acknowledged, circumstances, offer_activities, placed_in
from careerbot.dialogue.handlers.plans import HOW_LONG, with_goal
from careerbot.dialogue.handlers.standing import changes, nearest
from careerbot.dialogue.references import places, points, roles_meant, skills_meant
from careerbot.dialogue.state import Pending, State
from careerbot.dialogue.turn import hours_told, level_name, round_number, sentence
from careerbot.matching.profile import Profile, forget, update
from careerbot.nlu.pipeline import Mention, RoleMention, Understanding
from careerbot.output.parts import Ask, Part, ProfileView, Say
from careerbot.output.phrases import job_title
from careerbot.output.terminal import one_line
from careerbot.planning.progress import finished
from careerbot.text.numbers import number
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.nlu.intents.recognizer import Heard

TELLING = frozenset({
    "tell_skills", "correct", "set_goal", "ask_roles", "ask_gaps", "ask_plan", "set_hours", "set_deadline", "greet",
    "thank",
    "dont_know", "yes", "no", "help", "show_profile", "off_topic", "ask_fact", "worry",
})  # fmt: skip
"""Acts whose words may say something of the writer, in passing."""

ASKED_ABOUT = frozenset({"ask_fact", "off_topic", "help", "show_profile"})
"""Of those, acts that name what is asked about: "can I start without a degree" rules nothing out."""

ASKING_ACTS = ("ask_roles", "ask_gaps", "ask_plan", "compare", "why", "why_not", "what_if", "show_profile", "done")
"""Where one of these follows, what was told needs no answer of its own."""

QUOTED = 60
"""Characters of a message that is named again when it is taken back."""


_WITH_HOURS = (
    "set_hours", "set_deadline", "ask_plan", "tell_skills", "correct", "ask_roles", "ask_gaps", "set_goal", "greet",
)  # fmt: skip
"""Acts beside which hours a week are those somebody has, and none that are supposed."""


def learn(state: State, turn: Turn) -> State:
    """The state after what the message says of its writer, whatever else it does."""
    understood = turn.understood
    if understood.form == "advert":
        return state
    claims = claimed(turn)
    profile = _without_hated_job(update(state.profile, claims), turn.text)
    _, read = turn.advisor.read(turn.text, state.profile) if _has_prose(turn) else (None, None)
    if read is not None and read.leanings != state.profile.leanings:
        profile = replace(profile, leanings=read.leanings)
    if not turn.does(*_WITH_HOURS):
        profile = replace(profile, hours_a_week=state.profile.hours_a_week)
    if not turn.does("set_deadline") and "moving" in circumstances(turn):
        # the month of a move is no deadline
        profile = replace(profile, months=state.profile.months, by=state.profile.by)
    if not turn.does(*TELLING):
        profile = replace(profile, unrecognised=state.profile.unrecognised)
    # how they are placed is answered, so its words are none that nobody understood
    unexplained = tuple(words for words in profile.unrecognised if not placed_in(words))
    return state.changed(_dated(replace(profile, unrecognised=unexplained), state.today))


_FED_UP = re.compile(
    r"(?i)\b(?:hate|loathe|can['’]?t stand|cannot stand|sick of|tired of|fed up with|had enough of|bored (?:of|with|by)|"
    r"want (?:to get )?(?:out|away)(?: of| from)?|don['’]?t (?:like|enjoy)|dislike) "
    r"(?:it|this|that|(?:my|the|this) (?:job|work|role)|being one|doing (?:it|that|this))\b"
)


def _without_hated_job(profile: Profile, text: str) -> Profile:
    """The job somebody has and cannot stand is known, but none that is suggested."""
    held = tuple(j.slug for j in profile.jobs if j.now and j.kind == "role" and j.slug not in profile.excluded)
    if not held or len(text) > QUOTED * 5 or not _FED_UP.search(text):
        return profile
    return replace(profile, excluded=(*profile.excluded, *held), wanted=tuple(w for w in profile.wanted if w not in held))


def _has_prose(turn: Turn) -> bool:
    return turn.understood.form == "cv" or turn.does("tell_skills") and bool(turn.understood.skills)


def claimed(turn: Turn) -> Understanding:
    """What is said of the writer: questions, suppositions and orders about names claim nothing."""
    understood = turn.understood
    skills = tuple(m for m in understood.skills if m.claimed and _tells(turn, m.start))
    roles = tuple(r for r in understood.roles if _role_told(turn, r))
    limits = understood.limits if turn.does(*TELLING - ASKED_ABOUT, "exclude") else ()
    unexplained = tuple(x for x in understood.leftovers if _act_at(turn, x.start) in ("tell_skills", "correct"))
    return replace(understood, skills=skills, roles=roles, limits=limits, leftovers=unexplained)


def _act_at(turn: Turn, at: int) -> str:
    return next((h.act for h in turn.heard if h.start <= at < h.end), "tell_skills")


def _tells(turn: Turn, at: int) -> bool:
    return _act_at(turn, at) in TELLING


def _role_told(turn: Turn, role: RoleMention) -> bool:
    act = _act_at(turn, role.start)
    if role.stance in ("current", "past"):
        return act in TELLING
    if role.stance == "wanted":
        return act in ("tell_skills", "set_goal", "ask_gaps", "ask_plan", "ask_roles", "correct")
    return role.stance == "excluded" and act in ("tell_skills", "exclude", "ask_roles", "correct")


def _dated(profile: Profile, today: str) -> Profile:
    """A deadline given as a date becomes a length of time, where today is known."""
    if not profile.by or not today:
        return profile
    (year, month), (this_year, this_month) = (map(int, date.split("-")) for date in (profile.by, today))
    return replace(profile, months=float(max(0, 12 * (year - this_year) + month - this_month)))


# ---------------------------------------------------------------- telling


def tell(turn: Turn, state: State, heard: Heard) -> Outcome:
    """They said what they can do."""
    if turn.understood.form == "advert":
        from careerbot.dialogue.handlers.advert import read_advert

        return read_advert(turn, state)
    said = changes(turn.before.profile, state.profile, turn)
    if turn.language:
        return _in_another_language(turn, state, said)
    if turn.does(*ASKING_ACTS):
        return state, ()
    if not said and turn.does("worry"):
        return state, ()
    if not said and (placed := acknowledged(turn)):
        return led_on(turn, state, placed)
    if not said:
        kept = any(m.claimed for m in turn.understood.skills)
        return state, () if turn.does("correct") else (
            turn.say("profile.nothing_new" if kept else "profile.nothing_found"),
        )
    key = "profile.cv" if turn.understood.form == "cv" else "profile.noted"
    parts: list[Part] = [*acknowledged(turn)]
    if not parts or not all(what.startswith("“") for what in said):
        parts.append(turn.say(key, what=", ".join(said)))
    if state.profile.unrecognised:
        parts.append(
            Say("I did not understand: " + ", ".join(f"“{w[:60]}”" for w in state.profile.unrecognised[:4]) + ".")
        )
    from careerbot.dialogue.handlers.advert import after_telling

    shown, more = after_telling(turn, state) or nearest(turn, state)
    return shown, (*parts, *more)


def _in_another_language(turn: Turn, state: State, said: list[str]) -> Outcome:
    """That only English is understood, and what was taken from the message all the same."""
    if not said:
        return state, (turn.say("small.language", language=turn.language),)
    noted = turn.say("small.language_took", language=turn.language, what=", ".join(said))
    state, more = nearest(turn, state)
    return state, (noted, *more)


def led_on(turn: Turn, state: State, placed: tuple[Say, ...]) -> Outcome:
    """After what is no skill: on to what is."""
    if state.profile.is_empty:
        state, question = offer_activities(turn, state)
        return state, (*placed, *question)
    state, more = nearest(turn, state)
    return state, (*placed, *more)


def set_hours(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Hours a week."""
    hours = turn.understood.hours_a_week or _bare_number(turn.words(heard))
    listing = turn.before.pending is not None and turn.before.pending.kind == "activities"
    if listing and not turn.understood.hours_a_week:
        # a number beside a list of six things is none of hours
        return state, (Ask(turn.wording.say("ask.activities_still")),)
    if not hours or not 0 < hours <= 100:
        return replace(state, pending=Pending("hours")), (turn.say("profile.hours_what"),)
    state = state.changed(replace(state.profile, hours_a_week=hours))
    said = [turn.wording.say("profile.hours_set", hours=hours_told(hours))]
    if _new_deadline(turn, state) and not turn.does("set_deadline"):
        said = [turn.wording.say("profile.both_set", hours=hours_told(hours), when=_when(state))]
    aim = state.goal or (state.focus if state.listed == "skills" or HOW_LONG.search(turn.text) else "")
    if aim and not state.profile.is_empty and not turn.does(*ASKING_ACTS):
        said.append(time_there(turn, state, aim))
    if not turn.does("tell_skills", "correct", "set_goal") and changes(turn.before.profile, state.profile, turn):
        # told in the same breath: "a teacher, excel, 5 hours a week"
        state, told = tell(turn, state, heard)
        return state, (Say(" ".join(said)), *told)
    return state, (Say(" ".join(said)),)


def _new_deadline(turn: Turn, state: State) -> bool:
    now, before = state.profile, turn.before.profile
    return bool(now.months or now.by) and (now.months, now.by) != (before.months, before.by)


def _when(state: State) -> str:
    months = state.profile.months
    if months is None:
        return f"by {state.profile.by}"
    return "about a month" if round_number(months) == "1" else f"about {round_number(months)} months"


def _bare_number(text: str) -> float | None:
    found = [number(token.text.rstrip("h")) for token in tokenise(text) if token.text not in ("a", "an")]
    values = [value for value in found if value]
    return sum(values) / len(values) if values else None


def set_deadline(turn: Turn, state: State, heard: Heard) -> Outcome:
    """By when."""
    from careerbot.text.dates import months_until

    text = turn.words(heard)
    if "no " in f"{text.lower()} " and not any(c.isdigit() for c in text) and turn.understood.months is None:
        state = state.changed(replace(state.profile, months=None, by=None))
        return state, (turn.say("profile.deadline_none"),)
    months = turn.understood.months or months_until(text, state.today) or state.profile.months
    hours = turn.understood.hours_a_week if not turn.does("set_hours") else None
    if turn.understood.by and state.profile.by == turn.understood.by:
        months = state.profile.months
    if months is None and not state.profile.by:
        return replace(state, pending=Pending("deadline")), (turn.say("profile.deadline_what"),)
    state = state.changed(replace(state.profile, months=months))
    if hours and state.profile.hours_a_week == hours:
        return state, (turn.say("profile.both_set", hours=hours_told(hours), when=_when(state)),)
    return state, (turn.say("profile.deadline_set", when=_when(state)),)


# ---------------------------------------------------------------- taking back


def correct(turn: Turn, state: State, heard: Heard) -> Outcome:
    """They change what was understood: names with their new meaning were learnt already, bare denials are done here."""
    profile = state.profile
    start, end = heard.start, heard.end
    mentions = [m for m in turn.understood.skills if start <= m.start < end]
    if _DENIAL & {t.text for t in tokenise(turn.words(heard))}:
        for mention in mentions:
            if turn.before.profile.level(mention.slug) and mention.stance in ("has", "not"):
                profile = forget(profile, mention.slug)
    profile = _levels(turn, profile, mentions, heard)
    told = any(h.act == "tell_skills" and h.start < start for h in turn.heard)
    # what was told in the same message has been said already
    base = replace(state.profile, hours_a_week=turn.before.profile.hours_a_week) if told else turn.before.profile
    said = [*_gone(turn.before.profile, profile, turn), *changes(base, profile, turn)]
    state = state.changed(profile)
    if profile.hours_a_week != turn.before.profile.hours_a_week and profile.hours_a_week:
        said.append(f"{hours_told(profile.hours_a_week)} a week")
    if not said:
        return state, () if told else (turn.say("profile.unsure_change"),)
    state, more = nearest(turn, state) if not turn.does(*ASKING_ACTS) else (state, ())
    return state, (turn.say("profile.changed", what=", ".join(said)), *more)


_DENIAL = frozenset({"never"})
_LEVEL_WORDS = {
    "beginner": 2,
    "basic": 2,
    "intermediate": 3,
    "working": 3,
    "good": 4,
    "strong": 4,
    "advanced": 4,
    "expert": 5,
}


def _levels(turn: Turn, profile: Profile, mentions: Iterable[Mention], heard: Heard) -> Profile:
    """The level that stands after a name: "python should be beginner"."""
    level = next((_LEVEL_WORDS[t.text] for t in tokenise(turn.words(heard)) if t.text in _LEVEL_WORDS), None)
    if level is None:
        return profile
    named = {m.slug for m in mentions if m.level is None}
    skills = tuple(replace(k, level=level, stated=True) if k.slug in named else k for k in profile.skills)
    return replace(profile, skills=skills)


def _gone(before: Profile, after: Profile, turn: Turn) -> Iterator[str]:
    have = {k.slug for k in after.skills} | {w.slug for w in after.missing}
    yield from (f"without {turn.skill(k.slug)}" for k in before.skills if k.slug not in have)


def forget_it(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Something is to be forgotten: a skill, a job, hours, a deadline, the goal, a role ruled out."""
    words = {t.text for t in tokenise(turn.words(heard))}
    profile, gone = state.profile, []
    for slug in _meant(turn, state, heard):
        after = forget(profile, slug)
        if after != profile:
            gone.append(turn.skill(slug) if slug in turn.corpus.skills else job_title(slug, turn.corpus))
            profile = after
    for field, names, label in _FIELDS:
        if words & names and getattr(profile, field):
            profile = _cleared(profile, field)
            gone.append(label)
    if not gone:
        return state, (turn.say("profile.forget_unknown" if len(words) > 1 else "profile.forget_what"),)
    return state.changed(profile), (turn.say("profile.forgot", what=", ".join(gone)),)


def _cleared(profile: Profile, field: str) -> Profile:
    match field:
        case "hours_a_week":
            return replace(profile, hours_a_week=None)
        case "months":
            return replace(profile, months=None, by=None)
        case _:
            return replace(profile, wanted=())


_FIELDS = (
    ("hours_a_week", frozenset({"hours", "hour", "time", "pace"}), "your hours"),
    ("months", frozenset({"deadline", "date", "months"}), "your deadline"),
    ("wanted", frozenset({"goal", "aim", "target"}), "your aim"),
)


def _meant(turn: Turn, state: State, heard: Heard) -> tuple[str, ...]:
    span = (heard.start, heard.end)
    jobs = tuple(r.slug for r in turn.understood.roles if span[0] <= r.start < span[1])
    skills = tuple(m.slug for m in turn.understood.skills if span[0] <= m.start < span[1])
    noted = tuple(slug for slug in (*skills, *jobs) if forget(state.profile, slug) != state.profile)
    if noted:
        return noted
    words = {t.text for t in tokenise(turn.words(heard))}
    named = tuple(k.slug for k in state.profile.skills if words & {t.text for t in tokenise(f"{k.quote} {k.slug}")})
    past = tuple(j.slug for j in state.profile.jobs if words & {t.text for t in tokenise(f"{j.quote} {j.slug}")})
    return named or past or (*skills, *jobs) or skills_meant(turn.understood, span, state, turn.corpus)


_BACK = re.compile(
    r"(?i)\W*(?:please |ok(?:ay)? )*(?:(?:go|step|take me|get) )?back(?: (?:please|to the (?:list|roles)|again))*\W*"
)


def _to_the_list(turn: Turn, state: State) -> Outcome:
    """Back to the roles that were on screen, nothing being taken back; without any, what is meant is asked."""
    shown = state.shown if len(state.shown) > 1 else ()
    if not shown or state.profile.is_empty:
        return state, (turn.say("profile.back_what"),)
    scores = {slug: turn.advisor.match(state.profile, slug).score for slug in shown}
    words = ", ".join(f"{n}. {turn.role(slug)} ({scores[slug]:.0%})" for n, slug in enumerate(shown, 1))
    return replace(state, listed="roles", focus="", last="ask_roles"), (turn.say("profile.back_to", roles=words),)


def undo(turn: Turn, state: State, heard: Heard) -> Outcome:
    """One step back: the last change, where undoing is meant; where that was no change, the list before."""
    said_before = state.said[-2] if len(state.said) > 1 else ""
    if _BACK.fullmatch(turn.words(heard)) and not (turn.before.past and turn.before.past[-1].said == said_before):
        return _to_the_list(turn, state)
    named = roles_meant(turn.understood, (heard.start, heard.end), state, turn.corpus)
    if named and named[0] != state.goal and heard.how != "rule":
        # "no, back to data analyst" is an aim
        return with_goal(turn, state, named[0])
    if not turn.before.past:
        return state, (turn.say("profile.undo_none"),)
    back = replace(turn.before.taken_back(), effects=state.effects)
    said = one_line(turn.before.past[-1].said, QUOTED)
    return back, (turn.say("profile.undone", said=said), ProfileView(back.profile))


def start_over(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Everything is to go: asked once, unless there is nothing to lose."""
    if state.profile == Profile():
        return State(today=state.today, said=state.said), (turn.say("profile.started_over"),)
    question = Ask(turn.wording.say("profile.start_over_sure"), ("yes", "no"))
    return replace(state, pending=Pending("start_over", options=("yes", "no"))), (question,)


_AIM = re.compile(r"(?i)\b(?:goal|aim|target)\b")


def show_profile(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What is known."""
    if _AIM.search(turn.words(heard)):
        said = turn.say("roles.goal_set", role=sentence(turn.role(state.goal))) if state.goal else turn.say("roles.goal_none")
        return state, (said,)
    if state.profile == Profile():
        return state, (turn.say("profile.empty"),)
    return state, (ProfileView(state.profile),)


def done(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Something was learnt just now: a skill by name, a step by number."""
    span = (heard.start, heard.end)
    mentions = [m for m in turn.understood.skills if span[0] <= m.start < span[1]]
    slugs = [m.slug for m in mentions] or list(places(turn.words(heard), state.skills))
    if not slugs and state.listed == "skills" and "step" in turn.words(heard).lower():
        slugs = list(state.skills[:1])
    if not slugs and state.skill and points(turn.words(heard)):
        slugs = [state.skill]
    if not slugs:
        return state, (turn.say("profile.done_what"),)
    profile, parts = state.profile, []
    for slug in slugs:
        mention = next((m for m in mentions if m.slug == slug), None)
        profile = finished(profile, slug, mention.level if mention else None)
        parts.append(turn.say("profile.done", skill=turn.skill(slug), level=level_name(profile.level(slug))))
    state = state.changed(profile)
    if turn.does("ask_plan", "ask_gaps", "ask_roles"):
        return state, tuple(parts)
    state, more = nearest(turn, state)
    return state, (*parts, *more)
