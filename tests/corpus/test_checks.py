"""Every rule of the corpus, each broken once in a small made-up corpus.

The table below is the proof: with its rule the corpus has exactly the problem named, without its rule it has not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from careerbot.corpus.checks.run import RULES, check
from careerbot.corpus.corpus import shipped_folder
from careerbot.errors import FileTrouble

ROLE = '''title = "{title}"
summary = """
{summary}"""
also_called = [{titles}]
seniority = ["junior"]
enters_by = ["{enters}"]
degree = "none"
traits = {{ coding = 1, maths = 1, people = 1, writing = 1, research = 1 }}
tasks = ["Sail out", "Mend the nets", "Sort the catch", "Sell it", "Watch the weather", "Paint the hull"]
evidence = "judgement"
evidence_note = "ours"
industries = ["food"]
works_with = {{ {other} = "shares a harbour" }}
sources = ["harbour-book"]

[[leads_to]]
role = "{other}"
years = "2-4"
changes = "other water"

[[any_of]]
name = "a boat"
skills = ["dinghy", "trawler"]
level = 2
weight = 0.5

[needs]
knots = {{ level = 3, weight = 0.8, must = true }}
weather = {{ level = 2, weight = 0.4, must = true }}
'''

FISHER = (
    "Leaves before dawn, sets nets where fish are likely, and is back before the market opens. "
    "The work is cold, wet and measured in boxes, and no two days pay the same amount."
)
FERRY = (
    "Takes people and their bicycles over the water all day, forty crossings at a time in summer. "
    "Regulars know the timetable better than the pilot does, and they say so whenever it slips a little."
)


TITLES = ("mate", "hand", "master", "junior", "chief", "trainee", "helper", "lead")


def _titles(word: str) -> str:
    return ", ".join(f'"{word} {x}"' for x in TITLES)


BASE = {
    "roles/sea/fisher.toml": ROLE.format(
        title="Fisher", summary=FISHER, titles=_titles("fishing"), enters="beginner", other="ferry-pilot"
    ),
    "roles/sea/ferry-pilot.toml": ROLE.format(
        title="Ferry pilot", summary=FERRY, titles=_titles("ferry"), enters="experienced", other="fisher"
    ),
    "skills/sea.toml": """
[knots]
name = "knots"
kind = "ability"
about = "Tying rope so that it holds and comes off again."
also_called = ["rope work"]
hours = [1, 5, 20, 80, 300]

[weather]
name = "weather reading"
kind = "knowledge"
about = "Knowing from the sky what comes."
needs = { knots = 1 }
implies = { knots = 2 }
hours = [2, 6, 20, 80, 300]
project = "Write down a forecast each morning for a month and mark it each evening."

[dinghy]
name = "dinghy"
kind = "tool"
about = "A small open boat."
ambiguous = ["tub"]
like = { trawler = 0.5 }
hours = [2, 6, 20, 80, 300]

[trawler]
name = "trawler"
kind = "tool"
about = "A boat that drags a net."
hours = [2, 6, 20, 80, 300]
""",
    "resources/sea.toml": """
[knot-book]
title = "Sixty knots"
kind = "book"
publisher = "Harbour Press"
authors = ["A. Hand"]
year = 1990
cost = "paid"
hours = 10
teaches = { knots = 3 }

[boat-course]
title = "Boats"
kind = "course"
publisher = "Harbour School"
cost = "free"
hours = 20
url = "https://example.org/boats"
teaches = { dinghy = 3, trawler = 2 }
starts_at = { dinghy = 1 }
""",
    "backgrounds.toml": """
[lighthouse-keeper]
name = "Lighthouse keeper"
also_called = ["lamp keeper"]
implies = { weather = 4 }
sources = ["harbour-book"]
""",
    "sources.toml": """
[harbour-book]
title = "The harbour book"
publisher = "The harbour"
licence = "facts used"
""",
    "facts/sea.toml": """
[facts.boats-counted]
text = "Forty boats lay in the harbour."
kind = "figure"
value = 40
unit = "boats"
year = "1990"
status = "ok"
sources = ["harbour-book"]

[answers.how-many-boats]
questions = ["How many boats are there?", "how many boats", "number of boats"]
text = "The book says: {boats-counted}"
facts = ["boats-counted"]
roles = ["fisher"]
""",
    "answers/sea.toml": """
[work-early]
question = "Why so early?"
ask = ["why fish", "why nets", "why knots", "why boats", "why rain", "why wind", "why tides", "why salt", "why gulls",
  "why sails", "why hooks", "why ropes"]
unseen = ["must it be dark"]
answer = "Fish sleep late."
kind = "practice"
roles = ["fisher"]
""",
    "salaries.csv": "# made by hand\nrole,level,region,year,n,q1,median,q3\nfisher,all,all,1990,10,100,200,300\n",
    "weights/list.csv": "# made by hand\nskill,fisher,ferry-pilot\n(start),0,1\nknots,3,4\n",
    "evidence.csv": "# made by hand\nrole,skill,kind,share,n\nfisher,knots,prose,0.5,40\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def broken(*changes: tuple[str, str, str]) -> dict[str, str]:
    files = dict(BASE)
    for name, old, new in changes:
        assert old in files[name], f"{old!r} does not stand in {name}"
        files[name] = files[name].replace(old, new, 1)
    return files


ADVICE = "answers/sea.toml"
SKILLS, RESOURCES, FACTS = "skills/sea.toml", "resources/sea.toml", "facts/sea.toml"
FISHER_FILE, FERRY_FILE = "roles/sea/fisher.toml", "roles/sea/ferry-pilot.toml"
LONE_SKILL = '\n[{slug}]\nname = "{slug}"\nkind = "tool"\nabout = "A thing."\nhours = [1, 2, 3, 4, 5]\n'

COMPASS = LONE_SKILL.format(slug="compass").lstrip() + "\n"

# (rule, (file, old, new) or several, the problem as printed)
CASES = [
    (
        "unknown_skills", (SKILLS, "needs = { knots = 1 }", "needs = { knotts = 1 }"),
        "skills/sea.toml: weather.needs.knotts: no skill is called knotts; did you mean knots?",
    ),
    (
        "unknown_skills", (FISHER_FILE, '"dinghy", "trawler"', '"dinghy", "zeppelin"'),
        "roles/sea/fisher.toml: any_of.zeppelin: no skill is called zeppelin",
    ),
    (
        "unknown_skills", (SKILLS, "implies = { knots = 2 }", "implies = { knotz = 2 }"),
        "skills/sea.toml: weather.implies.knotz: no skill is called knotz; did you mean knots?",
    ),
    (
        "unknown_skills", (SKILLS, "like = { trawler = 0.5 }", "like = { trawlers = 0.5 }"),
        "skills/sea.toml: dinghy.like.trawlers: no skill is called trawlers; did you mean trawler?",
    ),
    (
        "unknown_skills", (RESOURCES, "teaches = { knots = 3 }", "teaches = { knot = 3, knots = 3 }"),
        "resources/sea.toml: knot-book.teaches.knot: no skill is called knot; did you mean knots?",
    ),
    (
        "unknown_skills", (RESOURCES, "starts_at = { dinghy = 1 }", "starts_at = { dingy = 1 }"),
        "resources/sea.toml: boat-course.starts_at.dingy: no skill is called dingy; did you mean dinghy?",
    ),
    (
        "unknown_skills", ("backgrounds.toml", "weather = 4", "wether = 4"),
        "backgrounds.toml: lighthouse-keeper.implies.wether: no skill is called wether; did you mean weather?",
    ),
    (
        "unknown_skills", (FISHER_FILE, "weather = {", "sextants = {"),
        "roles/sea/fisher.toml: needs.sextants: no skill is called sextants",
    ),
    (
        "unknown_roles", (FISHER_FILE, 'role = "ferry-pilot"', 'role = "fery-pilot"'),
        "roles/sea/fisher.toml: leads_to.fery-pilot: no role is called fery-pilot; did you mean ferry-pilot?",
    ),
    (
        "unknown_roles", (FISHER_FILE, "works_with = { ferry-pilot", "works_with = { ferry-pilots"),
        "roles/sea/fisher.toml: works_with.ferry-pilots: no role is called ferry-pilots; did you mean ferry-pilot?",
    ),
    (
        "unknown_roles", (FACTS, 'roles = ["fisher"]', 'roles = ["fischer"]'),
        "facts/sea.toml: how-many-boats.roles.fischer: no role is called fischer; did you mean fisher?",
    ),
    (
        "unknown_roles", (ADVICE, 'roles = ["fisher"]', 'roles = ["fischer"]'),
        "answers/sea.toml: work-early.roles.fischer: no role is called fischer; did you mean fisher?",
    ),
    (
        "unknown_sources", (ADVICE, 'roles = [', 'source = "hearsay"\nroles = ['),
        "answers/sea.toml: work-early.sources.hearsay: no source is called hearsay",
    ),
    (
        "topics_of_entries", (ADVICE, "[work-early]", "[early]"),
        "answers/sea.toml: early: begins with no topic; the topics are about, applying, background, choosing, credentials, "
        "domain, future, interview, job, learning, portfolio, project, situation, thread, work",
    ),
    (
        "few_phrasings", (ADVICE, '"why fish", ', ""),
        "answers/sea.toml: work-early.ask: 11 phrasings; 12 at least",
    ),
    (
        "overlong_answers", (ADVICE, "Fish sleep late.", "So " * 81),
        "answers/sea.toml: work-early.answer: 81 words; 1 to 80",
    ),
    (
        "overlong_answers", (ADVICE, "Fish sleep late.", ""),
        "answers/sea.toml: work-early.answer: 0 words; 1 to 80",
    ),
    (
        "unsourced_figures", (ADVICE, 'kind = "practice"', 'kind = "fact"'),
        "answers/sea.toml: work-early.source: a fact names its source",
    ),
    (
        "unsourced_figures", (ADVICE, "Fish sleep", "40% of fish sleep"),
        "answers/sea.toml: work-early.source: the figure 40% has no source",
    ),
    (
        "phrasings_twice", (ADVICE, '"must it be dark"', '"Why nets?"'),
        'answers/sea.toml: work-early.unseen: "Why nets?" stands already in work-early',
    ),
    (
        "unknown_sources", (FISHER_FILE, 'sources = ["harbour-book"]', 'sources = ["harbor-book"]'),
        "roles/sea/fisher.toml: sources.harbor-book: no source is called harbor-book; did you mean harbour-book?",
    ),
    (
        "unknown_sources", ("backgrounds.toml", 'sources = ["harbour-book"]', 'sources = ["hearsay"]'),
        "backgrounds.toml: lighthouse-keeper.sources.hearsay: no source is called hearsay",
    ),
    (
        "unknown_sources", (SKILLS, 'kind = "ability"', 'kind = "ability"\nsources = ["hearsay"]'),
        "skills/sea.toml: knots.sources.hearsay: no source is called hearsay",
    ),
    (
        "unknown_sources",
        (
            FACTS, "[answers.",
            '[[facts.boats-counted.newer]]\nvalue = 5\nyear = "1999"\ntext = "Five."\nsource = "hearsay"\n\n[answers.',
        ),
        "facts/sea.toml: boats-counted.sources.hearsay: no source is called hearsay",
    ),
    (
        "unknown_facts", (FACTS, 'facts = ["boats-counted"]', 'facts = ["boats-count"]'),
        "facts/sea.toml: how-many-boats.facts.boats-count: no fact is called boats-count; did you mean boats-counted?",
    ),
    (
        "unknown_facts", (FACTS, "says: {boats-counted}", "says: {ships}"),
        "facts/sea.toml: how-many-boats.facts.ships: no fact is called ships",
    ),
    (
        "unknown_rows", ("salaries.csv", "fisher,all", "fishr,all"),
        "salaries.csv: line 3: no role is called fishr; did you mean fisher?",
    ),
    (
        "unknown_rows", ("evidence.csv", "fisher,knots", "fisher,knot"),
        "evidence.csv: line 3: no skill is called knot; did you mean knots?",
    ),
    (
        "unknown_weights", ("weights/list.csv", "knots,3", "knotts,3"),
        "weights/list.csv: line 4: no skill is called knotts; did you mean knots?",
    ),
    (
        "unknown_weights", ("weights/list.csv", "skill,fisher", "skill,fischer"),
        "weights/list.csv: fischer: no role is called fischer; did you mean fisher?",
    ),
    (
        "prerequisite_loops", (SKILLS, "also_called = [", "needs = { weather = 1 }\nalso_called = ["),
        "skills/sea.toml: knots.needs.weather: a loop of prerequisites: knots -> weather -> knots",
    ),
    (
        "prerequisite_loops", (SKILLS, "needs = { knots = 1 }", "needs = { weather = 1 }"),
        "skills/sea.toml: weather.needs.weather: a loop of prerequisites: weather -> weather",
    ),
    (
        "self_references", (SKILLS, "implies = { knots = 2 }", "implies = { weather = 2 }"),
        "skills/sea.toml: weather.implies.weather: refers to itself",
    ),
    (
        "self_references", (SKILLS, "like = { trawler = 0.5 }", "like = { dinghy = 0.5 }"),
        "skills/sea.toml: dinghy.like.dinghy: refers to itself",
    ),
    (
        "self_references", (FERRY_FILE, 'role = "fisher"', 'role = "ferry-pilot"'),
        "roles/sea/ferry-pilot.toml: leads_to.ferry-pilot: refers to itself",
    ),
    (
        "self_references", (FERRY_FILE, "works_with = { fisher", "works_with = { ferry-pilot"),
        "roles/sea/ferry-pilot.toml: works_with.ferry-pilot: refers to itself",
    ),
    (
        "names_claimed_twice", (SKILLS, 'name = "trawler"', 'name = "trawler"\nalso_called = ["Rope-Work"]'),
        'skills/sea.toml: trawler.also_called: "Rope-Work" means the skill knots already',
    ),
    (
        "names_claimed_twice", (FISHER_FILE, '"fishing mate"', '"fishing mate", "rope work"'),
        'roles/sea/fisher.toml: also_called: "rope work" means the skill knots already',
    ),
    (
        "names_claimed_twice", ("backgrounds.toml", '"lamp keeper"', '"Ferry Hand"'),
        'backgrounds.toml: lighthouse-keeper.also_called: "Ferry Hand" means the role ferry-pilot already',
    ),
    (
        "ambiguous_twice", (SKILLS, 'name = "trawler"', 'name = "trawler"\nambiguous = ["Tub"]'),
        'skills/sea.toml: trawler.ambiguous: "Tub" hints at the skill dinghy already',
    ),
    (
        "ambiguous_twice", (SKILLS, 'ambiguous = ["tub"]', 'ambiguous = ["rope work"]'),
        'skills/sea.toml: dinghy.ambiguous: "rope work" hints at the skill knots already',
    ),
    (
        "mistaken_in_vain", (SKILLS, 'name = "trawler"', 'name = "trawler"\nmistaken = ["rope work"]'),
        'skills/sea.toml: trawler.mistaken: "rope work" is a name itself, or a single word',
    ),
    (
        "names_never_found", (SKILLS, '"rope work"', '"rope work", "***"'),
        'skills/sea.toml: knots.also_called: "***" can never be found in a text',
    ),
    (
        "names_never_found", (SKILLS, '"rope work"', '"a b c d e f g h i j"'),
        'skills/sea.toml: knots.also_called: "a b c d e f g h i j" can never be found in a text',
    ),
    (
        "roles_out_of_reach", (FISHER_FILE, 'role = "ferry-pilot"', 'role = "fisher"'),
        "roles/sea/ferry-pilot.toml: enters_by: out of reach: no way in, and no role leads to it",
    ),
    (
        "dead_ends",
        (FERRY_FILE, '[[leads_to]]\nrole = "fisher"\nyears = "2-4"\nchanges = "other water"\n', ""),
        "roles/sea/ferry-pilot.toml: leads_to: a dead end: name at least one usual next job",
    ),
    (
        "unused_skills", (SKILLS, "\n[trawler]", LONE_SKILL.format(slug="sextant") + "\n[trawler]"),
        "skills/sea.toml: sextant: no role uses it, nor does a skill that a role uses",
    ),
    (
        "gaps_without_step", (RESOURCES, "dinghy = 3, trawler = 2", "dinghy = 3"),
        "skills/sea.toml: trawler.project: a role asks for level 2, but nothing teaches it",
    ),
    (
        "gaps_without_step", (RESOURCES, "teaches = { knots = 3 }", "teaches = { knots = 1 }"),
        "skills/sea.toml: knots.project: a role asks for level 3, but what teaches it ends at 1",
    ),
    (
        "gaps_without_step",
        ((SKILLS, "needs = { knots = 1 }", "needs = { compass = 1 }"), (SKILLS, "[dinghy]", COMPASS + "[dinghy]")),
        "skills/sea.toml: compass.project: a role asks for level 1, but nothing teaches it",
    ),
    (
        "untidy_slugs", (SKILLS, "[trawler]", '["../Sextant"]\nname = "s"\n\n[trawler]'),
        "skills/sea.toml: ../Sextant: the name of a skill holds a-z, 0-9 and hyphens only, 64 at most",
    ),
    (
        "unclean_text", (SKILLS, "A small open boat.", "A small \\u001b[31mopen boat."),
        "skills/sea.toml: dinghy.about: holds the character U+001B, which is not text",
    ),
    (
        "unclean_text", (FISHER_FILE, '"Sail out"', '"Sail \u202eout"'),
        "roles/sea/fisher.toml: tasks: holds the character U+202E, which is not text",
    ),
    (
        "unclean_text", (FACTS, "Forty boats", "Forty\\u0007 boats"),
        "facts/sea.toml: boats-counted.text: holds the character U+0007, which is not text",
    ),
    (
        "overlong_fields", (SKILLS, 'name = "dinghy"', f'name = "dinghy {"o" * 80}"'),
        "skills/sea.toml: dinghy.name: 87 characters long; 80 at most",
    ),
    (
        "empty_fields", (SKILLS, "A small open boat.", " "),
        "skills/sea.toml: dinghy.about: is empty",
    ),
    (
        "unsorted_weights", (FISHER_FILE, "weight = 0.4", "weight = 0.9"),
        "roles/sea/fisher.toml: needs.weather: weight 0.9 stands below 0.8",
    ),
    (
        "must_counts", (FISHER_FILE, "weight = 0.4, must = true", "weight = 0.4"),
        "roles/sea/fisher.toml: needs: 1 needs are marked must; 2 to 8 are wanted",
    ),
    (
        "any_of_members", (FISHER_FILE, '["dinghy", "trawler"]', '["dinghy", "knots"]'),
        "roles/sea/fisher.toml: any_of.knots: stands under needs or in another group too",
    ),
    (
        "any_of_members", (FISHER_FILE, '["dinghy", "trawler"]', '["dinghy"]'),
        'roles/sea/fisher.toml: any_of: "a boat" offers no choice',
    ),
    (
        "summary_lengths", (FISHER_FILE, FISHER, "Fishes."),
        "roles/sea/fisher.toml: summary: 1 words; 30 to 90 are wanted",
    ),
    (
        "shared_sentences",
        (FERRY_FILE, "Regulars", "THE work is cold, wet and measured in boxes,\nand no two days pay the same amount."),
        'roles/sea/fisher.toml: summary: shares a sentence with ferry-pilot: "'
        'The work is cold, wet and measured in boxes, and no two days pay the same amount."',
    ),
    (
        "few_titles", (FISHER_FILE, '"fishing mate", ', ""),
        "roles/sea/fisher.toml: also_called: 7 titles; 8 or more are wanted",
    ),
    (
        "few_tasks", (FISHER_FILE, '"Sail out", ', ""),
        "roles/sea/fisher.toml: tasks: 5 tasks; 6 or more are wanted",
    ),
    (
        "implausible_steps", (SKILLS, "[1, 5, 20, 80, 300]", "[1, 5, 5, 80, 300]"),
        "skills/sea.toml: knots.hours: [1, 5, 5, 80, 300] does not rise from level to level",
    ),
    (
        "implausible_steps", (SKILLS, "[1, 5, 20, 80, 300]", "[1, 5, 20, 80, 9000]"),
        "skills/sea.toml: knots.hours: 9000 hours for one level; 3000 at most",
    ),
    (
        "implausible_resources", (RESOURCES, "hours = 20", "hours = 0"),
        "resources/sea.toml: boat-course.hours: 0 hours; 1 to 1500 are plausible",
    ),
    (
        "unusable_resources", (RESOURCES, "https://example.org/boats", "javascript:alert(1)"),
        "resources/sea.toml: boat-course.url: is not a web address",
    ),
    (
        "unusable_resources", (RESOURCES, 'url = "https://example.org/boats"\n', ""),
        "resources/sea.toml: boat-course.url: is missing; only our own projects and books do without",
    ),
    (
        "unusable_resources", (RESOURCES, "year = 1990\n", ""),
        "resources/sea.toml: knot-book.authors: a book names its authors and its year",
    ),
    (
        "unusable_resources", (RESOURCES, "starts_at = { dinghy = 1 }", "starts_at = { dinghy = 3 }"),
        "resources/sea.toml: boat-course.starts_at.dinghy: expects the level 3 it teaches",
    ),
    (
        "unusable_resources", (RESOURCES, "teaches = { knots = 3 }", "teaches = {}"),
        "resources/sea.toml: knot-book.teaches: teaches nothing",
    ),
    (
        "undated_figures", (FACTS, 'year = "1990"\n', ""),
        "facts/sea.toml: boats-counted.year: a figure needs the year it is about, or as_of",
    ),
    (
        "unsourced_facts", (FACTS, 'sources = ["harbour-book"]', "sources = []"),
        "facts/sea.toml: boats-counted.sources: names no source",
    ),
    (
        "unsourced_facts", (FISHER_FILE, 'sources = ["harbour-book"]', "sources = []"),
        "roles/sea/fisher.toml: sources: names no source",
    ),
    (
        "few_questions", (FACTS, ', "number of boats"', ""),
        "facts/sea.toml: how-many-boats.questions: 2 phrasings; 3 or more are wanted",
    ),
    (
        "implausible_pay", ("salaries.csv", "100,200,300", "100,90,300"),
        "salaries.csv: line 3: quartiles out of order: 100, 90, 300",
    ),
    (
        "implausible_pay", ("salaries.csv", "100,200,300", "100,much,300"),
        "salaries.csv: line 3: q1, median and q3 are not all figures",
    ),
]  # fmt: skip


def test_the_made_up_corpus_is_clean(tmp_path):
    assert check(write(tmp_path, BASE)) == ()


@pytest.mark.parametrize(("rule", "change", "problem"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_a_rule_and_nothing_else_reports_its_problem(tmp_path, rule, change, problem):
    changes = change if isinstance(change[0], tuple) else (change,)
    folder = write(tmp_path, broken(*changes))
    assert problem in [str(p) for p in check(folder)]
    others = [r for r in RULES if r.__name__ != rule]
    assert len(others) == len(RULES) - 1
    assert problem not in [str(p) for p in check(folder, rules=others)]


def test_every_rule_has_a_case():
    assert {rule.__name__ for rule in RULES} == {case[0] for case in CASES}


def test_all_problems_are_reported_at_once_with_path_and_key(tmp_path):
    files = broken(
        (SKILLS, "needs = { knots = 1 }", "needs = { knotts = 1 }"),
        (FISHER_FILE, 'role = "ferry-pilot"', 'role = "fery-pilot"'),
        (FISHER_FILE, "knots = { level = 3", "knots = { level = 7"),
        (FACTS, 'year = "1990"\n', ""),
        (RESOURCES, "hours = 20", "hours = -20"),
        ("salaries.csv", "fisher,all", "fishr,all"),
    )
    found = [(p.path, p.key) for p in check(write(tmp_path, files))]
    for expected in [
        (SKILLS, "weather.needs.knotts"),
        (FISHER_FILE, "needs.knots.level"),
        (FACTS, "boats-counted.year"),
        (RESOURCES, "boat-course.hours"),
        ("salaries.csv", "line 3"),
    ]:
        assert expected in found
    assert all(path and key for path, key in found)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            (FISHER_FILE, "knots = { level = 3", "knots = { level = 7"),
            "roles/sea/fisher.toml: needs.knots.level: Expected `int` <= 5",
        ),
        (
            (FISHER_FILE, "weight = 0.8", "weight = 1.8"),
            "roles/sea/fisher.toml: needs.knots.weight: Expected `float` <= 1.0",
        ),
        (
            (SKILLS, "implies = { knots = 2 }", "implies = { knots = 0 }"),
            "skills/sea.toml: weather.implies.knots: Expected `int` >= 1",
        ),
        (
            (SKILLS, "like = { trawler = 0.5 }", "like = { trawler = 5 }"),
            "skills/sea.toml: dinghy.like.trawler: Expected `float` <= 1.0",
        ),
        (
            (RESOURCES, "teaches = { knots = 3 }", "teaches = { knots = 6 }"),
            "resources/sea.toml: knot-book.teaches.knots: Expected `int` <= 5",
        ),
        (
            ("backgrounds.toml", "weather = 4", 'weather = "much"'),
            "backgrounds.toml: lighthouse-keeper.implies.weather: Expected `int`, got `str`",
        ),
        (
            (SKILLS, 'kind = "ability"', 'kind = "gift"'),
            "skills/sea.toml: knots: kind: Invalid enum value 'gift'",
        ),
        (
            (SKILLS, 'kind = "ability"\n', ""),
            "skills/sea.toml: knots: Object missing required field `kind`",
        ),
    ],
)  # fmt: skip
def test_a_value_out_of_range_is_named_with_its_key(tmp_path, change, problem):
    assert problem in [str(p) for p in check(write(tmp_path, broken(change)))]


def test_a_broken_file_does_not_make_references_to_it_look_wrong(tmp_path):
    files = broken((SKILLS, "[weather]\nname", "[weather]\nname ="), (FISHER_FILE, "[needs]", "[needs"))
    found = check(write(tmp_path, files))
    assert {p.path for p in found if "TOML" in p.message} == {SKILLS, FISHER_FILE}
    assert not [p for p in found if "no skill is called" in p.message or "no role is called" in p.message]


def test_a_record_that_cannot_be_read_is_still_known_by_name(tmp_path):
    found = check(write(tmp_path, broken((SKILLS, 'kind = "knowledge"\n', ""))))
    assert [p.key for p in found if p.path == SKILLS] == ["weather"]
    assert not [p for p in found if "no skill is called" in p.message]


def test_hostile_names_never_reach_the_terminal_as_they_are(tmp_path):
    files = dict(BASE)
    files[SKILLS] += '\n["\\u001b[31mred"]\nname = "red"\n'
    text = "\n".join(str(p) for p in check(write(tmp_path, files)))
    assert "\\x1b[31mred" in text
    assert "\x1b" not in text


def test_an_undated_figure_may_stand_when_its_verdict_says_so(tmp_path):
    undated = (FACTS, 'year = "1990"\nstatus = "ok"', 'status = "unverifiable"\nnote = "The book has no date."')
    assert check(write(tmp_path, broken(undated))) == ()


def test_an_overlay_passes_through_the_same_gate(tmp_path):
    shipped = write(tmp_path / "shipped", BASE)
    own = write(tmp_path / "own", {"roles/sea/fisher.toml": BASE[FISHER_FILE].replace("knots = {", "knotts = {")})
    found = check((shipped, own))
    message = "no skill is called knotts; did you mean knots?"
    assert [str(p) for p in found] == [f"roles/sea/fisher.toml: needs.knotts: {message}"]


def test_lines_that_are_no_rows_are_problems_not_crashes(tmp_path):
    files = dict(BASE)
    for name in ("salaries.csv", "evidence.csv", "weights/list.csv"):
        files[name] += '\n"unclosed\n' + "x" * 200_000 + "\n,,,,,,,,,,,\n"
    found = check(write(tmp_path, files))
    assert {"salaries.csv", "evidence.csv", "weights/list.csv"} <= {p.path for p in found}


def test_two_loops_are_both_reported(tmp_path):
    files = dict(BASE)
    for one, other in (("sail", "mast"), ("oar", "lock")):
        for slug, needs in ((one, other), (other, one)):
            files[SKILLS] += LONE_SKILL.format(slug=slug) + f"needs = {{ {needs} = 1 }}\n"
    loops = [p for p in check(write(tmp_path, files)) if "loop" in p.message]
    assert len(loops) == 2


def test_a_missing_folder_is_said_plainly(tmp_path):
    with pytest.raises(FileTrouble, match="no corpus folder"):
        check(tmp_path / "nowhere")


def test_the_shipped_corpus_is_clean():
    assert [str(p) for p in check(shipped_folder())] == []
