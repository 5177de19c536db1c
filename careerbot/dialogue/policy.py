"""Dialogue policy: respond(state, document, advisor) -> (state, reply).

No clock, no randomness, no disk, no printing: what has to happen outside stands in `State.effects`. Every request of a
message is served, the answer first, in the order asked; a reply stays short, and the rest of it waits for `more`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.phrasebook import load_wording
from careerbot.dialogue.beliefs import Folded, fold
from careerbot.dialogue.corrections import in_english, levelled, without_objections
from careerbot.dialogue.fitting import Said, fits, fitted
from careerbot.dialogue.handlers import (
    adverts,
    advice,
    chances,
    comparing,
    gaps,
    pay,
    plans,
    profile,
    roles,
    skills,
    smalltalk,
)  # fmt: skip
from careerbot.dialogue.handlers.pieces import told
from careerbot.dialogue.noticing import acknowledged, besides_of, doubted, told_only, without_repeats
from careerbot.dialogue.repetition import (
    MOST_TOLD,
    OF_RECORDS,
    RECENT,
    REPEATABLE,
    ROLES,
    marks,
    other_answer,
    said_before,
    without_old_prose,
)  # fmt: skip
from careerbot.dialogue.requests import (
    ABOUT_ROLE,
    CLEAR,
    HALF_SURE,
    MOST_SERVED,
    MUCH_SURER,
    OF_A_SUBJECT,
    meant,
    requests_of,
)  # fmt: skip
from careerbot.dialogue.state import MOST_SAID, Pending, Request, State
from careerbot.dialogue.subjects import named_in, with_roles
from careerbot.dialogue.turn import PLAINLY, TOPICS, Answer, Turn, first_sentences, listed
from careerbot.matching.profile import Past, Profile
from careerbot.output.parts import Ask, Listing, Part, Reply, Say

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.nlu.types import Document

Handler = Callable[[Turn], Answer]

HANDLERS: Mapping[str, Handler] = {
    "ask_roles": roles.ask_roles,
    "ask_role": roles.ask_role,
    "choose": gaps.gaps,
    "ask_gaps": gaps.gaps,
    "ask_plan": plans.ask_plan,
    "what_if": chances.what_if,
    "ask_pay": pay.ask_pay,
    "compare": comparing.compare,
    "why": comparing.why,
    "why_not": comparing.why_not,
    "ask_chances": chances.chances,
    "worry": chances.worry,
    "ask_skill": skills.ask_skill,
    "ask_learn": skills.ask_learn,
    "ask_project": advice.ask_project,
    "ask_certificate": advice.ask_certificate,
    "ask_degree": chances.ask_degree,
    "ask_apply": advice.ask_market,
    "ask_market": advice.ask_market,
    "show_profile": profile.show_profile,
    "forget": profile.strike_out,
    "undo": profile.undo,
    "done": profile.done,
    "save": profile.save,
    "export": profile.export,
    "wipe": profile.wipe,
    "start_over": profile.start_over,
    "greet": smalltalk.greet,
    "thank": smalltalk.thank,
    "bye": smalltalk.bye,
    "help": smalltalk.help_,
    "about_bot": smalltalk.about_bot,
    "off_topic": smalltalk.off_topic,
    "abuse": smalltalk.abuse,
    "yes": smalltalk.yes,
    "no": smalltalk.no,
    "dont_know": smalltalk.dont_know,
    "advert": adverts.read_advert,
    "cv": adverts.read_cv,
    "match": adverts.match,
    "foreign": smalltalk.foreign,
}
"""What answers a request."""

CONTEXTS = {"show_profile": "profile", "forget": "profile", "ask_skill": "fact"}
"""What a reply is where neither the answer says so nor it is "other" (`nlu.examples.CONTEXTS`)."""

BRIEF, IN_SHORT = 3, 20
"""Rows of a list, and words of an answer in sentences, where brevity is asked for."""

REMEMBERED = 500
"""Characters of a line that the transcript keeps."""


def respond(state: State, document: Document, advisor: Advisor) -> tuple[State, Reply]:
    """What is said to a message, and where the conversation stands then."""
    said = (*state.said, document.text.strip()[:REMEMBERED])[-MOST_SAID:]
    told_age = document.quantity("age")
    before = replace(state, effects=(), said=said, age=told_age.value if told_age is not None else state.age)
    if (
        any(intent.name == "tell" for intent in document.intents)
        and (paid := pay.paid_now(document, advisor.corpus)) is not None
    ):
        before = replace(before, paid=(paid.amount, paid.currency))
    if not document.text.strip():
        return before, Reply(())
    if document.language:
        document = in_english(document)
    read, document = adverts.put_right(before, with_roles(document, before, advisor.corpus), advisor)
    document = without_objections(levelled(document, before, advisor), before)
    folded = Folded(read) if document.kind == "advert" else fold(read, document, advisor)
    names = tuple(intent.name for intent in meant(document))
    turn = Turn(document, before, folded.state, Request(""), names, advisor, load_wording(advisor.corpus.folder))
    answers, after = _served(turn, folded)
    return _closed(turn, folded, answers, after)


def _served(turn: Turn, folded: Folded) -> tuple[list[Answer], State]:
    """The answer to each request, in order; each sees what those before it changed."""
    state, answers = folded.state, list[Answer]()
    asked = _requests(turn, state)
    for at, request in enumerate(asked[:MOST_SERVED], 1):
        if request.name == "more":
            page = Answer(state.page, topic=state.topic) if state.page else Answer((turn.say("more.nothing"),))
            answers.append(page)
            continue
        if request.name == "brief":
            answers.append(_shorter(turn, state))
            continue
        request = _of_first_listed(request, asked[:at], answers)
        answer = _answer_to(turn.of(request, state))
        spoken_of = turn.does("tell") and (turn.document.skills or turn.document.roles or turn.document.leftovers)
        if answer.pending is not None and answer.pending.kind == "can" and (not state.profile.is_empty or spoken_of):
            # nobody is asked again for what they said of themselves
            request = Request("ask_roles", words=request.words)
            answer = roles.ask_roles(turn.of(request, replace(state, asked=state.asked | {"can"})))
        if said_before(turn.of(request, state), answer):
            if answers or at < len(asked):
                continue
            answer = replace(other_answer(turn.of(request, state), request, HANDLERS), request="other")
        state = replace(answer.state or state, topic=answer.topic or CONTEXTS.get(request.name, "other"))
        idea = any(earlier.request == "ask_project" for earlier in answers)
        surest = max((other.sure for other in asked[: at - 1] if other.name not in REPEATABLE), default=0.0)
        if request.name not in REPEATABLE and request.sure >= surest - MUCH_SURER and not idea:
            state = replace(state, last=replace(request, roles=answer.roles or request.roles))
        if len(answer.roles) > 1 or state.topic == "roles":
            state = replace(state, several=answer.roles)
        answer = without_repeats(without_old_prose(answer, state.told[-RECENT:]), answers)
        answer = replace(answer, request=answer.request or request.name)
        answers.append(_in_brief(answer) if turn.does("brief") else answer)
    return _whole(turn, state, folded, answers, asked)


def _whole(
    turn: Turn, state: State, folded: Folded, answers: list[Answer], asked: Sequence[Request]
) -> tuple[list[Answer], State]:
    """With what nothing heard, with a word for what is not known, and with something for a message that asks nothing."""
    besides = besides_of(turn, state, answers, asked)
    unknown = [] if besides else [turn.text(f"next.{a.request}") for a in answers if not a.known and a.request in OF_FACTS]
    answers = [answer for answer in answers if answer.known] or ([] if besides else _comforted(turn, answers[:1]))
    if unknown and any(answer.known for answer in answers):
        answers.append(Answer((turn.say("unknown.half", what=listed(unknown)),)))
    silent = not any(answer.parts or answer.ask for answer in answers) and not state.effects
    changed, there = state.profile != turn.before.profile, turn.of(Request(""), state)
    besides = [] if silent and chances.asks_of_experience(there) else besides
    if silent and not turn.does("bye") and (changed or not besides) and not (turn.does("forget") and not changed):
        of_it = chances.experience(there) if chances.asks_of_experience(there) else plans.of_the_plan(there)
        answer = of_it or told_only(there, folded)
        unanswered = "?" in turn.document.text and not changed and of_it is None
        if not folded.changes and (unanswered or said_before(there, answer)):
            answer = other_answer(there, Request(""), HANDLERS)
        state = replace(answer.state or state, topic=answer.topic or state.topic)
        answers.append(answer)
        besides = [] if turn.document.roles else besides
    besides = [without_repeats(answer, answers) for answer in besides]
    return answers + [answer for answer in besides if answer.parts], state


def _of_first_listed(request: Request, before: Sequence[Request], answers: Sequence[Answer]) -> Request:
    """Of the first role just listed, where the message asks which fits, too: "what could I do, and do I need a degree?"."""
    if request.named or request.name not in ABOUT_ROLE or all(r.name != ROLES for r in before):
        return request
    rows = (part for answer in answers if answer.request == ROLES for part in answer.parts if isinstance(part, Listing))
    first = next((ref.slug for part in rows for ref in part.refs), "")
    return replace(request, roles=(first,), named=True) if first else request


def _answer_to(turn: Turn) -> Answer:
    """What the answer base says where one of its questions is plainly asked, else what answers such a request."""
    name = "ask_certificate" if turn.request.name in OF_A_SUBJECT and advice.certificates_named(turn) else turn.request.name
    own = chances.experience(turn) if chances.asks_of_experience(turn) else plans.of_the_plan(turn)
    if (found := _beyond_the_field(turn) or own) is not None:
        return found
    named = turn.request.named and (name == "ask_role" or len(turn.request.roles) > 1)
    ordered = name in ("compare", ROLES) and roles.order_asked(turn) is not None
    heard = PLAINLY if turn.request.sure < CLEAR else ELSE
    least = 0.0 if ordered else PLAINLY if name in ADVISED else heard if name in MISHEARD else 0.0
    least = 0.0 if name == "ask_learn" and turn.nearest()[0] in turn.corpus.language.table("learning")["of_choice"] else least
    advised = turn.plainly_asked(least) if least else None
    # of a role that is named its record says more, but for what is asked of every role
    of_record = advised is None or named and not advised.matter or chances.is_of_them(turn, advised)
    return HANDLERS[name](turn) if of_record or advised is None else told(turn, advised)


def _beyond_the_field(turn: Turn) -> Answer | None:
    """What is said to who asks for an occupation that careerbot does not advise on: so, and what is near."""
    if turn.request.named or turn.request.name not in ABOUT_ROLE | {ROLES}:
        return None
    others = turn.corpus.backgrounds.keys() - {job.slug for job in turn.state.profile.jobs}
    aims = (r for r in turn.document.roles if r.slug in others and r.stance == AIMED and r.certainty >= HALF_SURE)
    aim = next(aims, None)
    if aim is None:
        return None
    there = Profile(jobs=(Past(aim.slug, aim.kind, None, True, aim.quote),))
    one, other = (turn.title(standing.slug) for standing in turn.advisor.suggest(there, 2).standings[:2])
    return Answer((turn.say("role.beyond", what=aim.quote, one=one, other=other),), topic=turn.state.topic)


AIMED = "wanted"
OF_ROLES, OF_FACTS = frozenset({"ask_gaps", "ask_plan", "choose"}), frozenset({"ask_market", "ask_certificate", "ask_degree"})
"""What cannot be answered without a role, and what is owned up to where nothing is known of it."""

MISHEARD, ELSE = OF_RECORDS - OF_ROLES, 0.6
"""What goes on being heard once it was spoken of, and the chance of an entry that shows something else to be meant."""

ADVISED = TOPICS.keys() - OF_RECORDS - {"ask_project", "ask_certificate"} | {"ask_role", "why"}
"""Requests of which the answer base may hold the very question."""


def _comforted(turn: Turn, answers: list[Answer]) -> list[Answer]:
    """Where nothing is known and somebody is worried, a true sentence and a way on."""
    return [chances.worry(turn.of(Request("worry")))] if answers and turn.does("worry") else answers


def _in_brief(answer: Answer) -> Answer:
    """With three rows of its lists and no more."""
    cut = [part for part in answer.parts if isinstance(part, Listing) and len(part.entries) > BRIEF]
    parts = tuple(replace(p, entries=p.entries[:BRIEF]) if isinstance(p, Listing) else p for p in answer.parts)
    rest = tuple(replace(p, entries=p.entries[BRIEF:], first=p.first + BRIEF, head="") for p in cut)
    return replace(answer, parts=parts, more=(*rest, *answer.more))


def _requests(turn: Turn, state: State) -> Sequence[Request]:
    if turn.document.kind != "message" or adverts.asks_to_match(turn):
        return (Request(turn.document.kind if turn.document.kind != "message" else "match"),)
    found = requests_of(turn.document, state, turn.corpus)
    if set(state.profile.excluded) - set(turn.before.profile.excluded):
        # "why is it still there? leave it out": what they want to see is the list without it
        found = tuple(replace(r, name=ROLES, roles=()) if r.name.startswith("why") and not r.named else r for r in found)
    told = state.profile.jobs != turn.before.profile.jobs  # a trade, however far from this field
    asked = [_of_no_role(turn, state, request) for request in found if request.name != "off_topic" or not told]
    if roles.order_asked(turn) is None:
        # "how do they compare on pay?" is one question
        paid = {request.start for request in asked if request.name == "ask_pay"}
        asked = [request for request in asked if request.name != "compare" or request.start not in paid]
    else:
        asked.sort(
            key=lambda request: (request.start, request.name == "ask_pay")
        )  # "which is quickest, and what does it pay?"
    first = [request for request in asked if request.name == ROLES][:1]
    return tuple(r for r in asked if r in first or r.name != ROLES and not (first and r.name == "ask_chances" and not r.roles))


def _of_no_role(turn: Turn, state: State, request: Request) -> Request:
    """What is asked of a role where none is named or known: which roles fit, where anything is known of them."""
    if request.roles or request.name not in OF_ROLES or state.profile.is_empty:
        return request
    strange = [left for left in turn.document.leftovers if left.kind == "role" and left.stance not in ("current", "past")]
    return request if strange else replace(request, name="ask_roles")


# ---------------------------------------------------------------- more, and shorter


def _shorter(turn: Turn, state: State) -> Answer:
    """The answer before, its first sentence and no more."""
    last = state.last
    if last is None or last.name not in HANDLERS:
        return Answer((turn.say("more.nothing"),))
    answer = HANDLERS[last.name](turn.of(last, state))
    said = answer.parts[: _SHORT.get(last.name, 1)]
    short = [Say(first_sentences(part.text, IN_SHORT)[0]) if isinstance(part, Say) else part for part in said]
    return Answer(tuple(short), (*answer.parts, *answer.more), topic=state.topic)


_SHORT = {"ask_roles": 2, "ask_gaps": 3, "choose": 3, "ask_plan": 2, "ask_pay": 2}
"""Parts without which the short answer would say nothing."""


# ---------------------------------------------------------------- the reply as a whole


def _closed(turn: Turn, folded: Folded, answers: Sequence[Answer], state: State) -> tuple[State, Reply]:
    """The reply in its bounds, with at most one question, and the state that goes with it."""
    unfolding = "more" in turn.names and len(answers) == 1
    names = [request.name for request in _requests(turn, turn.state)]
    lead = acknowledged(turn.of(Request(""), state), folded, [answer.request for answer in answers])
    answers = [answer for answer in answers if answer.parts or answer.ask is not None]
    said, later = _as_fits(lead, answers, names[MOST_SERVED:], unbounded=unfolding)
    ask, pending = doubted(turn.of(Request(""), state)) or _one_question(turn, answers)
    state = _on_screen(state, said, turn.corpus, keep_page=not unfolding)
    asked = state.asked | ({f"{pending.kind} {pending.subject}".strip()} if pending is not None else set())
    said_now = (*state.told, frozenset[int]().union(*map(marks, answers)))[-MOST_TOLD:]
    state = replace(state, pending=pending, asked=asked, told=said_now).remembering(turn.before)
    offer = turn.say("next.offer", what=listed([turn.text(f"next.{name}") for name in later])) if later else None
    parts = (*said.parts, *(part for part in (offer, ask) if part is not None))
    return state, Reply(parts, pending.options if pending is not None else ())


def _as_fits(
    lead: Sequence[Part], answers: Sequence[Answer], left: Sequence[str], *, unbounded: bool
) -> tuple[Said, list[str]]:
    """The answers there is room for, two at least; and what is asked besides, to be offered by name."""
    said = fitted(lead, answers, unbounded=unbounded)
    names = list(left)
    while len(answers) > LEAST_SERVED and not unbounded and not fits(said.parts, asks=False):
        names.insert(0, answers[-1].request)
        answers = answers[:-1]
        said = fitted(lead, answers)
    return said, [name for name in dict.fromkeys(names) if name in ABOUT_ROLE | {ROLES}]


LEAST_SERVED = 2
"""Requests of a message that are answered, however long their answers."""


def _one_question(turn: Turn, answers: Sequence[Answer]) -> tuple[Ask | None, Pending | None]:
    asking = [answer for answer in answers if answer.ask is not None]
    if not asking or (len(answers) > 1 and asking[-1] is not answers[-1]):
        return None, None
    return asking[-1].ask, asking[-1].pending


def _on_screen(state: State, said: Said, corpus: Corpus, *, keep_page: bool) -> State:
    """With the numbers that stand on the screen now, until another list is shown."""
    shown = state.shown
    for listing in said.listings:
        if listing.refs:
            shown = (*shown[: listing.first - 1], *listing.refs) if listing.first > 1 else listing.refs
    roles = tuple(ref.slug for ref in shown if ref.kind == "role")
    seen = tuple(dict.fromkeys((*roles, *((state.focus.role,) if state.focus.role else ()), *state.seen)))
    return replace(
        state, shown=shown, seen=seen, listed=roles or state.listed, page=said.page if keep_page else (),
        spoken=named_in("\n".join(_texts(said.parts)), corpus),
    )  # fmt: skip


def _texts(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Say):
            yield part.text
        if isinstance(part, Listing):
            yield part.head
            yield from (text for entry in part.entries for text in (entry.title, *entry.lines))
