"""One turn of a conversation: respond(state, text, advisor) -> (state, reply).

No clock, no randomness, no disk, no printing: what has to happen outside stands in `State.effects`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.phrasebook import load_wording
from careerbot.dialogue.corrections import reconsidered
from careerbot.dialogue.handlers import choices, doubts, exclusions, market, plans, profile, roles, smalltalk
from careerbot.dialogue.handlers.advert import about_advert
from careerbot.dialogue.handlers.circumstances import acknowledged, asks
from careerbot.dialogue.references import points, roles_meant
from careerbot.dialogue.state import MOST_SAID, Effect, Pending, PendingKind, State
from careerbot.dialogue.turn import Outcome, Turn
from careerbot.matching.profile import Profile
from careerbot.nlu.intents.recognizer import Act, Heard, Recogniser, Situation, main_act
from careerbot.nlu.pipeline import Understanding
from careerbot.output.parts import Ask, Part, Reply
from careerbot.text.language_id import foreign_language

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.embeddings.encoder import Encoder

__all__ = ["Effect", "Pending", "PendingKind", "State", "respond"]

Handler = Callable[[Turn, State, Heard], Outcome]

HANDLERS: Mapping[Act, Handler] = {
    "tell_skills": profile.tell,
    "ask_roles": roles.ask_roles,
    "correct": profile.correct,
    "ask_gaps": roles.ask_gaps,
    "ask_plan": plans.ask_plan,
    "set_hours": profile.set_hours,
    "set_deadline": profile.set_deadline,
    "why": roles.why,
    "why_not": roles.why_not,
    "what_if": plans.what_if,
    "compare": roles.compare,
    "choose": roles.choose,
    "exclude": exclusions.exclude,
    "ask_fact": market.ask_fact,
    "ask_skill": roles.ask_skill,
    "ask_role": roles.ask_role,
    "show_profile": profile.show_profile,
    "forget": profile.forget_it,
    "undo": profile.undo,
    "save": smalltalk.save,
    "export": smalltalk.export,
    "start_over": profile.start_over,
    "greet": smalltalk.greet,
    "thank": smalltalk.thank,
    "help": smalltalk.help_,
    "leave": smalltalk.leave,
    "yes": smalltalk.yes,
    "no": smalltalk.no,
    "off_topic": smalltalk.off_topic,
    "abuse": smalltalk.abuse,
    "dont_know": smalltalk.dont_know,
    "set_goal": plans.set_goal,
    "done": profile.done,
    "worry": doubts.worry,
    "ask_chances": choices.chances,
}

LONGEST_MESSAGE = 200_000
"""Characters of one message that are read: a CV of ten pages has 30,000."""

REMEMBERED = 500
"""Characters of a line that the transcript keeps."""


def respond(state: State, text: str, advisor: Advisor, recogniser: Recogniser | None = None) -> tuple[State, Reply]:
    """What is said to a message, and where the conversation stands then."""
    text = text[:LONGEST_MESSAGE]
    said = (*state.said, text.strip()[:REMEMBERED])[-MOST_SAID:]
    before = replace(state, effects=(), said=said)
    if not text.strip():
        return before, Reply(())
    understood, language = advisor.understand(text), foreign_language(text)
    heard: tuple[Heard, ...] = (Heard("tell_skills", 0, len(text), "names", 1.0),)
    if language:
        understood = names_only(understood)
    else:
        found = (recogniser or recogniser_of(advisor.corpus)).recognise(understood, situation_of(before))
        heard = reconsidered(followed_up(found, before, understood, advisor.corpus), understood, before)
    turn = Turn(text, understood, heard, before, advisor, load_wording(advisor.corpus.folder), language)
    answering = all(h.act in _PICKING for h in heard) and "?" not in text and not language
    if before.pending is not None and before.pending.kind == "activities" and answering and len(understood.skills) < 3:
        picked = smalltalk.picked_activities(turn, profile.learn(before, turn))
        if picked is not None:
            return _closed(turn, *picked)
    return _closed(turn, *_served(turn, profile.learn(before, turn)))


_PICKING = frozenset({"choose", "set_hours", "tell_skills", "yes", "dont_know", "off_topic", "set_goal", "ask_skill"})
"""What an answer to "which of these have you done" may sound like."""


def names_only(understood: Understanding) -> Understanding:
    """What a text in another language says for sure: the names in it."""
    named = (m for m in understood.skills if m.how == "name" and m.stance not in ("not", "dislikes"))
    skills = tuple(replace(m, level=None, stance="has", claimed=True) for m in named)
    return replace(understood, skills=skills, leftovers=(), limits=())


@lru_cache(maxsize=4)
def recogniser_of(corpus: Corpus) -> Recogniser:
    """The recogniser for a corpus, made once; it goes by words."""
    return Recogniser(load_wording(corpus.folder).examples, corpus.lexicon)


def recogniser_by_meaning(
    corpus: Corpus, model: str | Path | None = None, encoder: Encoder | None = None
) -> Recogniser:
    """One that weighs meaning as well. CareerbotError where no model can be had."""
    from careerbot.embeddings.build import index_folder
    from careerbot.embeddings.intent_kernel import ActMeanings, vectors_of

    by_words = recogniser_of(corpus)
    name = f"acts {corpus.folder}"
    used, vectors = vectors_of(by_words.texts, model, folder_name=name, encoder=encoder)
    kept = index_folder(name, model) / "say.bin"
    return by_words.with_meanings(ActMeanings(by_words.examples, used, vectors, kept).votes)


def situation_of(state: State) -> Situation:
    """What recognition needs to know of the state."""
    options = len(state.skills) if state.listed == "skills" else len(state.shown) if state.listed == "roles" else 0
    pending = state.pending.kind if state.pending is not None else ""
    return Situation(pending, options, not state.profile.is_empty, state.last)


def followed_up(
    heard: tuple[Heard, ...], state: State, understood: Understanding, corpus: Corpus
) -> tuple[Heard, ...]:
    """What was asked before, of something else: "and for the second?", "and Spark?"."""
    text = understood.text
    if len(heard) == 1 and state.last in ("ask_plan", "ask_roles") and _THE_REST.search(text) and heard[0].act == "ask_gaps":
        return (replace(heard[0], act=state.last, how="context"),)
    if market.asks_whence(text) and (state.last == "ask_fact" or not state.listed):
        return (replace(heard[0], act="ask_fact", how="context", end=heard[-1].end),)
    paid = state.market is not None and state.market.topic.kind == "pay"
    on_pay = paid and {h.act for h in heard} <= _ELLIPTIC | {"what_if", "compare"}
    if on_pay and market.names_a_place(text):
        return (replace(heard[0], act="ask_fact", how="context", end=heard[-1].end),)
    if len(heard) != 1 or not _GOES_ON.match(text):
        return heard
    act, last = heard[0].act, state.last
    named = understood.skills or points(text) or roles_meant(understood, (0, len(text)), state, corpus)
    if last != "ask_fact" and act == "off_topic" and not named:
        # of nothing that is known nothing can be said again
        return heard
    if last in _CONTINUED and act in _CONTINUED[last] and (text.rstrip().endswith("?") or act != "tell_skills"):
        return (replace(heard[0], act=last, how="context"),)
    return heard


_GOES_ON = re.compile(
    r"(?i)\W*(?:(?:actually|ok|okay|hmm|so|well|no|but|sorry|wait)\W+)*(?:and\b|or\b|what about\b|how about\b)"
)

_THE_REST = re.compile(r"(?i)\bthe (?:rest|remaining)\b")
"""Of whatever was listed last."""

_ELLIPTIC = frozenset(
    {"choose", "ask_role", "ask_skill", "tell_skills", "off_topic", "ask_fact", "why_not", "set_goal"}
)
_CONTINUED: Mapping[str, frozenset[str]] = {
    "ask_gaps": _ELLIPTIC - {"ask_fact"},
    "ask_plan": _ELLIPTIC - {"ask_fact"},
    "why": _ELLIPTIC - {"ask_fact"},
    "why_not": _ELLIPTIC - {"ask_fact"},
    "what_if": _ELLIPTIC - {"ask_fact"},
    "ask_role": _ELLIPTIC - {"ask_fact"},
    "ask_skill": _ELLIPTIC - {"ask_fact"},
    "ask_fact": _ELLIPTIC | {"ask_roles", "ask_gaps", "what_if", "set_deadline"},
}
"""After this act, short questions of those kinds go on with it."""


def _served(turn: Turn, state: State) -> Outcome:
    parts: list[Part] = []
    for heard in turn.heard:
        offered = state.pending is not None and state.pending.kind == "activities" and state.profile.is_empty
        if state.pending is not None and not offered and heard.act not in (
            "yes",
            "no",
            "dont_know",
            "greet",
            "thank",
            "off_topic",
            "abuse",
            "worry",
        ):
            state = replace(state, pending=None)
        state, said = _handled(turn, state, heard)
        parts += (part for part in said if part not in parts)
    if state.last == turn.before.last and not _passing(turn):
        state = replace(state, last=str(main_act(turn.heard)))
    return state, tuple(parts)


def _passing(turn: Turn) -> bool:
    """Whether a message leaves what is spoken of as it was: thanks, or a question put off."""
    pending = turn.before.pending
    put_off = pending is not None and pending.kind in ("hours", "deadline", "plan")
    return {h.act for h in turn.heard} <= ({"thank", "no", "dont_know"} if put_off else {"thank"})


_MISHEARD = frozenset({"exclude", "off_topic", "ask_fact", "set_deadline", "choose", "done", "forget", "abuse", "correct"})
"""Acts that somebody's circumstances are taken for where only likeness speaks for them."""


def _handled(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What one act brings: how somebody is placed is heard as that, whatever else it sounds like."""
    unsure = heard.act in _MISHEARD and heard.how in ("words", "meaning", "nothing") and len(turn.heard) == 1
    if unsure and state.profile == turn.before.profile and "?" not in turn.text and not asks(turn.text):
        placed = acknowledged(turn)
        if placed:
            return profile.led_on(turn, state, placed)
    if (about := about_advert(turn, state, heard)) is not None:
        return about
    return HANDLERS[heard.act](turn, state, heard)


# ---------------------------------------------------------------- the one question at the end


def _closed(turn: Turn, state: State, parts: tuple[Part, ...]) -> tuple[State, Reply]:
    """The reply, with one useful question where one is due and none was put."""
    if not any(isinstance(part, Ask) for part in parts) and state.pending is None and not state.effects:
        state, question = _question(turn, state)
        parts = (*parts, *question)
    if not (turn.before.pending is not None and turn.before.pending.kind == "start_over" and state.profile == Profile()):
        # what somebody had forgotten on purpose cannot be had back
        state = state.remembering(turn.before, turn.text.strip()[:REMEMBERED])
    return state, Reply(parts, _options(state))


def _question(turn: Turn, state: State) -> Outcome:
    act = state.last
    if "enough" in state.asked:
        return state, ()
    if state.profile.is_empty:
        if act in ("set_goal", "set_hours", "set_deadline", "ask_gaps") and "skills" not in state.asked:
            return replace(state, asked=state.asked | {"skills"}), (Ask(turn.wording.say("ask.skills")),)
        return state, ()
    if turn.does("ask_plan"):
        act = "ask_plan"
    if act in ("tell_skills", "yes", "no", "ask_roles", "correct", "exclude", "dont_know", "done"):
        return _about_a_skill(turn, state)
    if act in ("ask_gaps", "choose", "set_goal") and state.focus and "plan" not in state.asked:
        pending = Pending("plan", state.focus, ("yes", "no"))
        return replace(state, pending=pending, asked=state.asked | {"plan"}), (Ask(turn.wording.say("ask.plan")),)
    if act == "ask_plan" and state.listed == "skills" and state.profile.hours_a_week is None and "hours" not in state.asked:
        return replace(state, pending=Pending("hours"), asked=state.asked | {"hours"}), (
            Ask(turn.wording.say("ask.hours")),
        )
    return state, ()


def _about_a_skill(turn: Turn, state: State) -> Outcome:
    """The question that separates the leading roles best; without one, which of them to look at."""
    question = turn.advisor.suggest(state.profile, 1).question
    if state.last == turn.before.last == "no":
        # twice no: whoever was asked enough is not asked again
        question = None
    if question is not None and question.skill not in state.asked:
        from careerbot.output.phrases import a_role

        more, less = (a_role(slug, turn.corpus) for slug in question.roles)
        text = turn.wording.say("ask.knows_skill", skill=turn.skill(question.skill), more=more, less=less)
        pending = Pending("skill", question.skill, ("yes", "a bit", "no"))
        return replace(state, pending=pending, asked=state.asked | {question.skill}), (Ask(text),)
    if state.last == "ask_roles" and len(state.shown) > 1 and "goal" not in state.asked:
        numbers = tuple(str(n) for n in range(1, len(state.shown) + 1))
        pending = Pending("goal", options=numbers)
        return replace(state, pending=pending, asked=state.asked | {"goal"}), (Ask(turn.wording.say("ask.goal")),)
    return state, ()


def _options(state: State) -> tuple[str, ...]:
    if state.pending is not None and state.pending.options:
        return state.pending.options
    if state.listed == "roles":
        return tuple(str(n) for n in range(1, len(state.shown) + 1))
    return ()
