"""The conversation against documents built by hand: what is served, in which order, how long, and what is believed."""

from __future__ import annotations

import re

import pytest
from documents import document

from careerbot.advisor import Advisor
from careerbot.corpus.phrasebook import load_wording
from careerbot.dialogue.fitting import MOST_LINES, MOST_WORDS
from careerbot.dialogue.policy import HANDLERS, respond
from careerbot.dialogue.state import State, context_of
from careerbot.nlu.examples import CONTEXTS, INTENTS
from careerbot.output.parts import Ask, Listing
from careerbot.output.telling import tell
from careerbot.output.terminal import plain


class Talk:
    """A conversation by documents."""

    def __init__(self, advisor: Advisor) -> None:
        self.advisor, self.state, self.reply, self.text = advisor, State(today="2026-11"), None, ""

    def __call__(self, *what, **marks) -> str:
        self.state, self.reply = respond(self.state, document(*what, **marks), self.advisor)
        self.text = " ".join(plain(tell(self.reply, self.advisor.corpus), 10_000).split())
        return self.text

    @property
    def skills(self) -> set[str]:
        return {known.slug for known in self.state.profile.skills}


@pytest.fixture
def talk(adviser) -> Talk:
    return Talk(adviser)


@pytest.fixture
def analyst(talk) -> Talk:
    """Somebody who knows SQL, Excel and Tableau, with three roles on screen."""
    skills = [("sql", "has"), ("excel", "has"), ("tableau", "has")]
    talk("I know SQL, Excel and Tableau. what fits?", "ask_roles", "tell", skills=skills)
    return talk


def questions(reply) -> list:
    return [part for part in reply.parts if isinstance(part, Ask)]


# ---------------------------------------------------------------- every request, in order


def test_every_intent_is_served_or_told():
    from careerbot.dialogue.requests import TELLING

    assert set(INTENTS) <= set(HANDLERS) | TELLING | {"more", "brief"}


def test_two_requests_are_answered_in_the_order_asked(analyst):
    text = "what does a data scientist earn in the UK? and what am I missing for it"
    said = analyst(
        text, ("ask_gaps", "and what am I missing for it"), ("ask_pay", "what does a data scientist earn in the UK?"),
        roles=[("data-scientist", "none", "data scientist")], places=["UK"],
    )  # fmt: skip
    assert "United Kingdom" in said
    assert said.index("ai-jobs.net") < said.index("Missing")


def test_a_greeting_is_no_answer_of_its_own_beside_a_question(talk):
    said = talk("hi, which roles need sql?", "greet", "ask_roles", skills=[("sql", "none")])
    assert said.startswith("Roles with SQL")


def test_the_role_named_wins_over_the_one_under_discussion(analyst):
    analyst("what do I miss for data engineer?", "ask_gaps", roles=[("data-engineer", "none", "data engineer")])
    analyst("and the pay of a data analyst?", "ask_pay", roles=[("data-analyst", "none", "data analyst")])
    assert "Data analyst" in analyst.text
    assert analyst.state.focus.role == "data-analyst"


def test_the_role_under_discussion_is_held(analyst):
    analyst("what do I miss for data engineer?", "ask_gaps", roles=[("data-engineer", "none", "data engineer")])
    assert "data engineer" in analyst("make a plan", "ask_plan").lower()
    assert "data engineer" in analyst("what does it pay?", "ask_pay").lower()
    assert "data engineer" in analyst("do I need a degree?", "ask_degree").lower()


# ---------------------------------------------------------------- ellipsis


def test_a_place_alone_goes_on_with_pay(analyst):
    analyst("what does a data scientist earn?", "ask_pay", roles=[("data-scientist", "none", "data scientist")])
    said = analyst("and in Canada?", ("choose"), places=["Canada"])
    assert "Canada" in said
    assert "Data scientist" in said


def test_a_rung_alone_goes_on_with_pay(analyst):
    analyst("what does a data scientist earn?", "ask_pay", roles=[("data-scientist", "none", "data scientist")])
    assert "Senior data scientist" in analyst("and as a senior?", "choose")


def test_a_role_alone_repeats_the_request(analyst):
    analyst("what does a data scientist earn?", "ask_pay", roles=[("data-scientist", "none", "data scientist")])
    assert "Data engineer" in analyst("and a data engineer?", "choose", roles=[("data-engineer", "none", "data engineer")])
    assert "$" in analyst.text


def test_a_place_outside_the_table_is_said_and_the_nearest_given(analyst):
    asked = {"roles": [("data-scientist", "none", "data scientist")], "places": ["Switzerland"]}
    said = analyst("what does a data scientist earn in Switzerland?", "ask_pay", **asked)
    assert "no figures for Switzerland" in said
    assert "European Union" in said


def test_two_roles_are_set_side_by_side_in_one_place(analyst):
    roles = [("data-scientist", "none", "data scientist"), ("data-analyst", "none", "data analyst")]
    said = analyst("data scientist or data analyst, who earns more?", "ask_pay", "compare", roles=roles)
    assert said.startswith("A data scientist is paid more")
    assert said.count("ai-jobs.net") == 2


def test_shorter(analyst):
    long = analyst("what do I miss for data engineer?", "ask_gaps", roles=[("data-engineer", "none", "data engineer")])
    short = analyst("shorter please", "brief")
    assert 0 < len(short) < len(long)


def test_more_goes_on_with_the_numbers(analyst):
    first = analyst.state.shown
    assert len(first) == 3
    analyst("more", "more")
    assert analyst.state.shown[:3] == first
    assert len(analyst.state.shown) == 8
    assert "4." in plain(tell(analyst.reply, analyst.advisor.corpus))


def test_a_complaint_gets_the_real_answer(analyst):
    analyst("what about data scientist?", "ask_gaps", roles=[("data-scientist", "none", "data scientist")])
    said = analyst("I asked about pay", "complain", "ask_pay")
    assert not said.startswith("Sorry")
    assert "$" in said


def test_an_apology_is_for_a_request_answered_just_before(analyst):
    role = [("data-scientist", "none", "data scientist")]
    analyst("what does a data scientist earn?", "ask_pay", roles=role)
    said = analyst("no, in the UK I asked", "complain", "ask_pay", roles=[("data-scientist", "none", "no")], places=["UK"])
    assert said.startswith("Sorry. Data scientist, the United Kingdom")


def test_a_role_objected_to_is_not_what_is_asked_about(analyst):
    analyst("what about data engineer?", "ask_gaps", roles=[("data-engineer", "none", "data engineer")])
    text = "you described data engineer again. what does a data scientist earn?"
    asked = ("ask_pay", "what does a data scientist earn?")
    roles = [("data-engineer", "none", "data engineer"), ("data-scientist", "none", "data scientist")]
    said = analyst(text, ("complain", "you described data engineer again."), asked, roles=roles)
    assert "Data scientist, all" in said
    assert "Data engineer, all" not in said
    assert analyst.state.focus.role == "data-scientist"


def test_a_subject_of_the_role_under_discussion_is_no_other_role(analyst):
    analyst("plan for data scientist", "ask_plan", roles=[("data-scientist", "none", "data scientist")])
    analyst("machine learning first", "ask_plan", skills=[("machine-learning", "wants", "machine learning")])
    assert analyst.state.focus.role == "data-scientist"


def test_pay_now_is_set_beside_pay_then(analyst):
    roles = [("data-analyst", "none", "data analyst")]
    said = analyst("I make $60k. what does a data analyst earn?", "ask_pay", roles=roles)
    assert "your $60k" in said
    said = analyst("I make 60k euros. a data analyst?", "ask_pay", roles=roles)
    assert "you have €60k" in said
    said = analyst("and in pounds?", "ask_pay")
    assert "United Kingdom: £" in said
    said = analyst("and in francs?", "ask_pay")
    assert "no figures in francs" in said


def test_what_there_is_no_room_for_is_offered_by_name(analyst):
    roles = [("data-scientist", "none", "that one")]
    said = analyst("that one: pay? gaps? a degree? a plan?", "ask_pay", "ask_gaps", "ask_degree", "ask_plan", roles=roles)
    assert "Ask me about" in said


def test_a_complaint_never_gets_the_same_answer_again(analyst):
    first = analyst("what do I miss for data scientist?", "ask_gaps", roles=[("data-scientist", "none", "data scientist")])
    other = analyst("no, tell me what SQL is", "complain", "ask_gaps", skills=[("sql", "none")])
    assert "SQL" in other
    assert "Missing" not in other
    again = analyst("that is not what I asked", "complain")
    assert first.split("Missing")[1][:60] not in again


def test_words_of_a_title_point_to_a_role_that_was_shown(analyst):
    words = {ref.slug: set(analyst.advisor.corpus.roles[ref.slug].title.lower().split()) for ref in analyst.state.shown}
    only = {slug: own - set().union(*(w for other, w in words.items() if other != slug)) for slug, own in words.items()}
    slug, word = next((slug, min(own)) for slug, own in reversed(only.items()) if own)
    analyst("thanks", "thank")
    analyst(f"the {word} one, what does it do?", "ask_role", points=[f"the {word} one"])
    assert analyst.state.focus.role == slug


def test_a_step_that_is_not_wanted_leaves_the_plan(analyst):
    roles = [("data-scientist", "none", "data scientist")]
    before = analyst("plan for data scientist", "ask_plan", roles=roles)
    assert "achine learning" in before
    said = analyst("leave machine learning out", "set_limit", "ask_plan", skills=[("machine-learning", "dislikes", "machine learning")])
    assert said.startswith("Out of the plan: machine learning")
    assert "about 8 in ten adverts" in said.lower()
    assert "achine learning" not in said.split("It begins so:")[1]


def test_beginners_are_offered_no_posts_for_the_seasoned(talk):
    talk("I lead people, what is there?", "ask_roles", "tell", skills=[("leadership", "has")])
    roles = talk.advisor.corpus.roles
    assert all({"entry", "junior"} & set(roles[ref.slug].seniority) for ref in talk.state.shown)


# ---------------------------------------------------------------- the screen


def test_numbers_on_screen_are_kept_until_another_list_is_shown(analyst):
    second = analyst.state.shown[1].slug
    analyst("thanks", "thank")
    analyst("what does the second one do?", "ask_role", points=["the second one"])
    assert analyst.state.focus.role == second


def test_a_number_alone_picks_a_role(analyst):
    third = analyst.state.shown[2].slug
    analyst("3", "choose")
    assert analyst.state.focus.role == third


def test_roles_can_be_pointed_to_after_another_list(analyst):
    first = analyst.state.shown[0].slug
    analyst("what am I missing?", "ask_gaps", roles=[("data-engineer", "none", "data engineer")])
    analyst("back to the first role, what does it pay?", "ask_pay", points=["the first role"])
    assert analyst.state.focus.role == first


def test_a_step_on_screen_can_be_asked_about(analyst):
    analyst("what am I missing for data engineer?", "ask_gaps", roles=[("data-engineer", "none", "data engineer")])
    gap = analyst.state.shown[1].slug
    analyst("where do I learn the second?", "ask_learn", points=["the second"])
    assert analyst.state.focus.skill == gap


# ---------------------------------------------------------------- length and form


def everything():
    yield ("what fits me?", "ask_roles"), {}
    yield ("what am I missing?", "ask_gaps"), {"roles": [("machine-learning-engineer", "none", "missing")]}
    yield ("plan please", "ask_plan"), {"roles": [("machine-learning-engineer", "none", "plan")]}
    yield ("what does it earn", "ask_pay"), {"roles": [("data-scientist", "none", "earn"), ("data-engineer", "none", "what")]}
    yield ("compare", "compare"), {"roles": [("data-scientist", "none", "comp"), ("data-engineer", "none", "are")]}
    yield ("what does it do, what do I miss, how do I get there", "ask_role", "ask_gaps", "ask_plan"), {
        "roles": [("ai-engineer", "none", "it")]
    }
    for name in ("why", "why_not", "ask_chances", "ask_project", "ask_certificate", "ask_degree", "worry", "ask_market",
                 "ask_apply", "show_profile", "ask_skill", "ask_learn", "what_if", "help", "done"):  # fmt: skip
        yield (f"{name} sql", name), {"roles": [("data-engineer", "none", "sql")], "skills": [("python", "none", "sql")]}


@pytest.mark.parametrize(("what", "marks"), list(everything()), ids=lambda value: str(value[1:]) if isinstance(value, tuple) else "")
def test_a_reply_is_short_has_one_list_and_at_most_one_question_at_its_end(analyst, what, marks):
    analyst(*what, **marks)
    told = plain(tell(analyst.reply, analyst.advisor.corpus), 88)
    lines = [line for line in told.splitlines() if line.strip()]
    assert len(lines) <= MOST_LINES + 1, told
    assert len(told.split()) <= MOST_WORDS + 8, told
    assert sum(isinstance(part, Listing) for part in analyst.reply.parts) <= 1
    asked = questions(analyst.reply)
    assert len(asked) <= 1
    assert not asked or analyst.reply.parts[-1] is asked[0]
    assert told.count("%") <= 1
    assert "Noted" not in told


def test_no_question_is_put_twice(analyst):
    analyst("what am I missing?", "ask_gaps", roles=[("data-engineer", "none", "missing")])
    assert questions(analyst.reply)
    analyst("what am I missing?", "ask_gaps")
    assert not questions(analyst.reply)


def test_words_that_no_name_explains_are_not_asked_about(analyst):
    analyst("I use Wazuh daily", "tell", left=["Wazuh"])
    assert not questions(analyst.reply)


def test_every_reply_leaves_a_context_that_reading_knows(analyst):
    for what, marks in everything():
        analyst(*what, **marks)
        assert context_of(analyst.state) in CONTEXTS


def test_the_same_documents_give_the_same_conversation(adviser):
    def held() -> list[str]:
        talk = Talk(adviser)
        return [talk(*what, **marks) for what, marks in everything()]

    assert held() == held()


# ---------------------------------------------------------------- nothing on a guess


ACTS = ("save", "wipe", "export", "start_over")


@pytest.mark.parametrize("name", ACTS)
def test_what_cannot_be_undone_is_asked_first(analyst, name):
    before = analyst.state.profile
    analyst("do it", name, sure=1.0)
    assert not analyst.state.effects
    assert analyst.state.profile == before
    assert questions(analyst.reply)
    analyst("no", "no")
    assert not analyst.state.effects
    assert analyst.state.profile == before


@pytest.mark.parametrize("name", ACTS)
def test_a_yes_to_the_question_does_it(analyst, name):
    analyst("do it", name)
    analyst("yes please", "yes")
    assert analyst.state.effects or analyst.state.profile.is_empty


def test_a_yes_later_does_nothing(analyst):
    analyst("save it", "save")
    analyst("what does a data scientist earn?", "ask_pay", roles=[("data-scientist", "none", "data scientist")])
    analyst("yes", "yes")
    assert not analyst.state.effects


@pytest.mark.parametrize("name", sorted(set(INTENTS) - set(ACTS) - {"bye"}))
def test_nothing_else_has_an_effect_outside(analyst, name):
    analyst("don't save any of it", name)
    assert not analyst.state.effects
    analyst("yes", "yes")
    assert not analyst.state.effects


# ---------------------------------------------------------------- what is said


def test_every_sentence_has_its_words(shipped):
    from spoken import said_by_the_program

    from careerbot.corpus.phrasebook import check_dialogue

    assert [str(problem) for problem in check_dialogue(shipped)] == []
    wording = load_wording(shipped.folder)
    said = said_by_the_program(wording)
    assert set(said) == set(wording.replies)
    for key, filled in said.items():
        used = {name for text in wording.replies[key] for name in re.findall(r"\$(\w+)", text)}
        assert filled is None or used <= filled, key


def test_the_voice(shipped):
    for key, wordings in load_wording(shipped.folder).replies.items():
        for text in wordings:
            assert "!" not in text, key
            assert "Noted" not in text, key
