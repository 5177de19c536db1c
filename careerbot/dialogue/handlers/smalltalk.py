"""Hello and goodbye, yes and no, help for those who do not know what to say, and what is none of our business."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.circumstances import acknowledged, offer_activities
from careerbot.dialogue.handlers.plans import first_step, plan_for, with_goal
from careerbot.dialogue.handlers.roles import ask_roles, gaps_of
from careerbot.dialogue.handlers.standing import changes, nearest
from careerbot.dialogue.pointing import span_of
from careerbot.dialogue.references import roles_meant
from careerbot.dialogue.state import Effect, State
from careerbot.dialogue.turn import round_number, sentence
from careerbot.matching.profile import Known, Profile, with_skill
from careerbot.nlu.intents.features import ORDINALS
from careerbot.output.parts import Ask, FactList, Part
from careerbot.planning.plan import USUAL_HOURS
from careerbot.text.numbers import number
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.nlu.intents.recognizer import Heard


def greet(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Hello."""
    if len({h.act for h in turn.heard}) > 1:
        return state, ()
    if state.profile.skills:
        return state, (turn.say("small.greet_known", skills=turn.skills([k.slug for k in state.profile.skills[:5]])),)
    return state, (turn.say("small.greet"),)


def thank(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Thanks."""
    return state, (turn.say("small.thank"),) if len({h.act for h in turn.heard}) == 1 else ()


def leave(turn: Turn, state: State, heard: Heard) -> Outcome:
    """They go."""
    return replace(state, effects=(*state.effects, Effect("leave")), pending=None), ()


def help_(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What this is, and what can be said."""
    from careerbot.dialogue.slash_commands import COMMANDS

    return state, (turn.say("small.help", commands=" ".join(f"/{c.name}" for c in COMMANDS)),)


def save(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Keep this."""
    return replace(state, effects=(*state.effects, Effect("save"))), ()


_SENDING = re.compile(r"(?i)\b(?:e-?mail|mail|send|whatsapp|fax|forward|text me|post (?:me|it|this|that))\b")


def export(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Write a file."""
    if _SENDING.search(turn.words(heard)):
        return state, (turn.say("small.cannot_send"),)
    words = turn.words(heard).split()
    named = next((w.strip(",;\"'") for w in words if w.strip(".,;\"'").lower().endswith((".md", ".json"))), "")
    form = named.rstrip(".") or ("json" if "json" in turn.words(heard).lower() else "")
    return replace(state, effects=(*state.effects, Effect("export", form))), ()


def off_topic(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Something else: one sentence and the way back. A market question in disguise is answered."""
    if heard.how != "rule":
        answer = turn.advisor.ask(turn.words(heard), state.market)
        if answer.answered:
            return replace(state, market=answer), (FactList(answer),)
    if len([h for h in turn.heard if h.act != "off_topic"]):
        return state, (turn.say("small.off_topic"),)
    first = (
        "small.orders"
        if heard.how == "rule"
        else "small.not_understood"
        if heard.how == "nothing"
        else "small.off_topic"
    )
    return state, (turn.say(first), _way_back(turn, state))


def abuse(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Rudeness is met calmly."""
    return state, (turn.say("small.abuse"), _way_back(turn, state))


def _way_back(turn: Turn, state: State) -> Part:
    if state.pending is not None and state.pending.kind == "activities":
        return turn.say("ask.activities_again", options=", ".join(a.label for a in turn.wording.activities.values()))
    return turn.say("small.way_back_shown" if state.shown else "small.way_back")


# ---------------------------------------------------------------- beginners


def dont_know(turn: Turn, state: State, heard: Heard) -> Outcome:
    """They do not know what to say: what was asked is left alone, or everyday things are offered."""
    kind = state.pending.kind if state.pending is not None else ""
    if kind in ("hours", "deadline", "goal", "plan"):
        return _left_open(turn, replace(state, pending=None), kind)
    if kind == "skill" and not _UNSURE.search(turn.words(heard)):
        return replace(state, pending=None), (turn.say("small.not_understood"), _way_back(turn, state))
    if state.pending is not None and state.pending.kind == "skill":
        # not to be sure is no denial: nothing is noted
        skill, state = turn.skill(state.pending.subject), replace(state, pending=None)
        state, parts = nearest(turn, state)
        return state, (turn.say("small.unsure", skill=skill), *parts)
    if turn.does("ask_roles") and not state.profile.is_empty:
        return state, ()
    state, question = offer_activities(turn, state)
    return state, (*acknowledged(turn), *question)


_UNSURE = re.compile(
    r"(?i)\b(?:know|idea|clue|sure|certain|idk|dunno|maybe|perhaps|possibly|hm+|er+m?|depends?|pass|skip)\b|\?"
)


def _left_open(turn: Turn, state: State, kind: str) -> Outcome:
    """A question they cannot answer, or will not: how it goes on without."""
    if kind == "hours":
        return state, (turn.say("small.hours_later", pace=round_number(USUAL_HOURS)),)
    if kind == "goal":
        return _first_shown(turn, state)
    return state, (turn.say("small.nothing_open"), _way_back(turn, state))


ALL_WORDS = 4
"""Words of "all of them"; in a longer message "all" says something else."""


def picked_activities(turn: Turn, state: State) -> Outcome | None:
    """The activities a reply picks, made into skills; None where it picks none."""
    tokens = {t.text for t in tokenise(turn.text)}
    counted = tokens - {"a", "an"}
    numbers = {int(n) for t in counted if (n := number(t)) and n == int(n)} | {ORDINALS.get(t, 0) for t in tokens}
    rows = list(enumerate(turn.wording.activities.values(), 1))
    everything = bool(tokens & {"all", "everything"}) and len(tokens) <= ALL_WORDS
    chosen = [a for n, a in rows if n in numbers or tokens & set(a.words) or everything]
    if not chosen or tokens & {"not", "none", "no", "hate"}:
        return None
    profile = state.profile
    for activity in chosen:
        for slug, level in activity.skills.items():
            if slug in turn.corpus.skills and profile.level(slug) < level:
                profile = with_skill(profile, slug, level)
        profile = replace(profile, skills=tuple(_with_words(k, activity.label) for k in profile.skills))
    state = replace(state, pending=None).changed(profile)
    told = ", ".join(changes(turn.before.profile, profile, turn))
    said = turn.say("profile.noted", what=told) if told else turn.say("profile.nothing_new")
    state, parts = nearest(turn, state)
    return state, (said, *parts)


def _with_words(known: Known, text: str) -> Known:
    """What they picked from the list, where they had no words of their own."""
    return known if known.quote else replace(known, quote=text.strip()[:60], stated=False)


# ---------------------------------------------------------------- yes and no


def yes(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Yes, to what was asked; where nothing was, to what lies nearest."""
    pending, state = state.pending, replace(state, pending=None)
    if pending is None:
        return (state, ()) if len(turn.heard) > 1 else _next(turn, state)
    match pending.kind:
        case "skill":
            return _knows(turn, state, pending.subject, turn.words(heard))
        case "plan":
            return plan_for(turn, replace(state, last="ask_plan"), pending.subject)
        case "start_over":
            return State(today=state.today, said=state.said), (turn.say("profile.started_over"),)
        case "hours" if named := roles_meant(turn.understood, span_of(heard), state, turn.corpus):
            return with_goal(turn, replace(state, last="set_goal"), named[0])
        case "hours":
            return replace(state, pending=pending), (turn.say("profile.hours_what"),)
        case "deadline":
            return replace(state, pending=pending), (turn.say("profile.deadline_what"),)
        case "activities":
            state = replace(state, pending=pending)
            return state, () if len(turn.heard) > 1 else (Ask(turn.wording.say("ask.activities_still")),)
        case "goal":
            return _first_shown(turn, state)


def _knows(turn: Turn, state: State, slug: Slug, said: str) -> Outcome:
    """Yes, to whether they know a skill."""
    if len(turn.heard) > 1 and _FILLER.fullmatch(said.strip(" ,.")):
        # "ok, what jobs are there" opens a question and answers none
        return state, ()
    if _GO_ON.search(said):
        # "let's do it" says nothing of a skill
        return _next(turn, state)
    level = turn.before.profile.level(slug) or _level_said(turn)
    state, parts = nearest(turn, state.changed(_stated(state.profile, slug, level, turn.text)))
    return state, (turn.say("profile.noted", what=turn.skill(slug)), *parts)


_FILLER = re.compile(r"(?i)(?:ok(?:ay)?|fine|right|alright|all right|sure|well|so|great|cool|and|[ ,])+")
_GO_ON = re.compile(r"(?i)\b(?:let'?s|let us|go (?:on|ahead|for)|do (?:it|that)|sounds?)\b")


def _next(turn: Turn, state: State) -> Outcome:
    """What somebody agrees to who was asked nothing: the next thing on the way they are on."""
    if state.profile.is_empty:
        return offer_activities(turn, state)
    if state.last == "ask_plan" and state.skills:
        return first_step(turn, state)
    if state.focus and state.listed == "skills":
        return plan_for(turn, replace(state, last="ask_plan"), state.focus)
    if state.focus or (state.shown and state.listed == "roles"):
        return _first_shown(turn, state)
    return ask_roles(turn, replace(state, last="ask_roles"), turn.heard[0])


def _first_shown(turn: Turn, state: State) -> Outcome:
    """The gaps of the role spoken of, or of the first one on screen."""
    slug = state.focus or (state.shown[0] if state.shown else "")
    if not slug:
        return ask_roles(turn, replace(state, last="ask_roles"), turn.heard[0])
    state, parts = gaps_of(turn, state, slug)
    return replace(state, last="choose"), (turn.say("roles.first_taken", role=sentence(turn.role(slug))), *parts)


def _stated(profile: Profile, slug: str, level: int, words: str) -> Profile:
    after = with_skill(profile, slug, level)
    skills = tuple(replace(k, quote=words.strip()[:60], stated=False) if k.slug == slug else k for k in after.skills)
    return replace(after, skills=skills)


def _level_said(turn: Turn) -> int:
    words = {t.text for t in tokenise(turn.text)}
    return (
        2
        if words & {"bit", "little", "basic", "some", "beginner"}
        else 4
        if words & {"well", "strong", "expert"}
        else 3
    )


def no(turn: Turn, state: State, heard: Heard) -> Outcome:
    """No, to what was asked."""
    pending, state = state.pending, replace(state, pending=None)
    if pending is None or pending.kind == "goal":
        key = "small.no_then" if state.shown and state.listed == "roles" else "small.nothing_open"
        said: tuple[Part, ...] = (turn.say(key),)
        return state, () if len(turn.heard) > 1 else said if state.listed == "roles" else (*said, _way_back(turn, state))
    if pending.kind == "skill" and turn.does("correct", "set_goal"):
        # "no, not Java" takes something back and answers nothing
        return state, ()
    if pending.kind == "skill" and any(m.claimed and m.slug != pending.subject for m in turn.understood.skills):
        # "I said I don't know Python" is no answer about another skill
        from careerbot.dialogue.handlers.profile import tell

        return tell(turn, state, heard)
    if pending.kind == "skill":
        from careerbot.matching.profile import Wanted, forget

        gone = forget(state.profile, pending.subject)
        missing = (*gone.missing, Wanted(pending.subject, turn.text.strip()[:60], "name", 1.0))
        state, parts = nearest(turn, state.changed(replace(gone, missing=missing)))
        return state, (turn.say("profile.noted", what=f"no {turn.skill(pending.subject)}"), *parts)
    if pending.kind == "start_over":
        return state, (turn.say("profile.kept_going"),)
    if pending.kind in ("hours", "plan"):
        return _left_open(turn, state, pending.kind)
    return state, (_way_back(turn, state),)
