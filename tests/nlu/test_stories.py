"""Stories of many sentences: what is the writer's own, and what is said of others, of jobs on offer and of the world."""

from __future__ import annotations

import pytest
from said import said

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.matching.profile import Profile, effective, update
from careerbot.nlu.pipeline import with_meanings
from careerbot.text.sentences import STORY


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


BEFORE = """I have been in the same small town since I was born and I never thought much about what would come next.
Lately I have been reading what others write here, and I would like to hear what you think of it.
"""
AFTER = """
It has been a long year for everyone at home, so any advice is welcome, and thank you for taking the time to answer.
"""


def test_the_frame_is_a_story_that_says_nothing(read):
    understood = read(BEFORE + AFTER)
    assert understood.form == "statement"
    assert len((BEFORE + AFTER).split()) > STORY
    assert not understood.skills
    assert not understood.roles
    assert not understood.limits


# (a sentence in the middle of a story, what is claimed, why)
SENTENCES = [
    ("I use Python and SQL at work.", "python=3 sql=3", "I"),
    ("My company uses Java for everything.", "", "the company does"),
    ("My friend knows Java well but I only know Python.", "python=3", "each to their own"),
    ("A colleague of mine built it in Rust, and he is good at Docker.", "", "a colleague does"),
    ("You should know Kubernetes for that, people say.", "", "the reader should"),
    ("I was told that you need SQL.", "", "needed is not known"),
    ("I have never gone through Kubernetes.", "kubernetes!", "never gone through"),
    ("I have tinkered around with Docker.", "docker=2", "tinkering is little"),
    ("I have used C++, but very minimal.", "cpp=2", "made small behind"),
    ("Worked with Tableau and Power BI before that.", "tableau=3 power-bi=3", "the subject is left out"),
    ("The market for Java is bad and AI will replace developers.", "", "the world"),
    ("There are many jobs that require strong knowledge of Spark.", "", "what jobs ask"),
    ("My main tool is Excel.", "excel=4", "my"),
    ("Is SQL needed for that?", "", "a question"),
    ("Which is better, Python vs Java?", "", "a comparison"),
    ("I have an upcoming Python interview.", "", "an interview is no skill"),
    ("I have heard that Python is easy.", "", "hearsay"),
    ("I wrote down what they need, and built the dashboards in Tableau.", "tableau=3 dashboards=3", "they is not the end"),
    ("I want to do a masters in statistics.", "statistics>", "a degree in the making is a plan"),
    ("I have a PhD in statistics.", "statistics=5", "a degree held"),
    ("I want to move away from Excel and get into Python.", "excel- python>", "from, into"),
    ("I struggle with statistics but I am good at Excel.", "statistics=2 excel=4", "a struggle is little, not none"),
    ("I use Kotlin instead of Java.", "kotlin=3", "instead of denies and claims nothing"),
    ("I do not feel confident in SQL.", "sql=2", "little, not none"),
    ("I don't have proper notes on machine learning.", "", "notes are no skill"),
    ("I have no experience with Docker or AWS.", "docker! aws!", "a denial reaches its list"),
    ("I did some research before I decided.", "", "an everyday word"),
    ("They want somebody who has done Hadoop for years.", "", "they want"),
    ("I spent five years at Tableau.", "", "an employer"),
    ("It was an AI-generated mess.", "", "only a describing word"),
    ("If I say that I built the reports in Tableau, will they ask about it?", "", "supposed, not said"),
    ("Would it be fair to expect that I know Spark?", "", "asked, not said"),
    ("I am not sure whether I know enough SQL.", "", "wondered, not said"),
    ("Should I learn Docker or Kubernetes?", "docker> kubernetes>", "who asks what to learn has an interest"),
    ("They asked me to build a scraper in Rust.", "", "told to is not done"),
    ("They said I would start with Tableau and move into Spark.", "", "reported of the writer by others"),
    ("A colleague told me “I know Docker and Kubernetes very well, you should too” again.", "", "a quotation"),
    ("Many technical people struggle with presenting and with SQL.", "", "others struggle"),
    ("I know somebody with zero Python background who got in.", "", "somebody's lack"),
    ("I have a non-CS degree.", "", "non-"),
    ("Should I go back for a masters in statistics?", "", "a degree thought of is not held"),
    ("I am joining a BTech in statistics next month.", "", "a degree not begun"),
    ("How hard is it to land a job with a MSc in statistics?", "", "a degree of anybody"),
    ("I got an offer for a Java and Spark position.", "", "an offer says what others want"),
    ("I am training the model every night.", "", "what is taught is a machine"),
    ("I am not an expert in SQL.", "sql", "no expert is not nothing"),
    ("I am not anti-Java.", "", "a prefix"),
    ("I do not want a career in statistics.", "statistics-", "a field turned down"),
    ("The interviews had no Python or SQL rounds.", "", "what an interview lacks"),
    ("No coding, and I am fine with that.", "programming-fundamentals!", "a denial that is all its clause says"),
    ("I started my first job in 2022 at a consulting company.", "", "a job in a year is no field"),
    ("I should have used Docker.", "", "a regret"),
    ("I did not have to use SQL.", "", "what was not needed"),
    ("I tried to learn Kotlin.", "kotlin=2", "who tried knows a little"),
    ("I am leaning towards Docker.", "docker>", "leaning is an interest"),
    ("A course taught me SQL.", "sql=3", "taught me is known by me"),
    ("I know that Java is popular.", "", "known of it, not known"),
    ("I never got into it, as life took me down the Java road.", "", "it is what is denied"),
    ("I haven't used my skills with the exception of SQL.", "sql", "an exception of a denial"),
    ("I got a job as a backend developer (Kotlin).", "backend-development kotlin", "a bracket after the job"),
    ("I am thinking about an introduction to Docker.", "docker>", "a course thought of"),
    ("I want to develop my skills in Rust.", "rust>", "skills to develop are a wish"),
    ("What jobs can I get with a statistics degree?", "", "with, in a question"),
    ("It is fun and it's able to write Kotlin.", "", "a tool is able"),
    ("I am building skills through a site (SQL, Docker).", "sql> docker>", "skills under construction"),
    ("I have a book of interviews in Java.", "", "what interviews are in"),
    ("I bombed a round that had no coding.", "", "what a round lacks"),
    ("If it's relevant, I know SQL.", "sql=3", "a matter of form supposes nothing"),
    ("Java: I've worked with this on and off.", "java", "a label and its sentence"),
    ("My uni uses Java for the first year.", "", "the school does"),
    ("I made a small game in Kotlin.", "kotlin=3", "made in"),
    ("I made a decision about Kotlin.", "", "a decision is no work"),
    ("We may switch to Spark-based reading.", "", "based describes"),
    ("I have two interview rounds in Java.", "", "having something else"),
    ("Wherever I look, the job descriptions list it all: React, SQL, Docker.", "", "a list of what adverts ask"),
    ("My main doubt is:\nIs it enough to master DSA along with Java?", "", "a doubt is no statement"),
    ("Years back I did a solid software engineering program.", "", "solid is the program"),
    ("I use my main languages (C and Python) daily.", "c python=4", "my languages, in a bracket"),
    ("I love things that make me think, and programming is not that.", "", "a new subject after the comma"),
    ("To be fair AI will replace us.", "", "to be fair says no level"),
    ("My questions are:\n* aside from contributing to open source, what can I do?", "", "questions in points"),
    ("I am contemplating a course vs. just building projects and doing leetcode.", "", "weighed, not done"),
    ("Should I use Vue or learn React?", "react>", "a choice is no wish, learning is one"),
    ("I can't do much outside of debugging here.", "debugging", "outside of is an exception"),
    ("I can't remember anything other than SQL.", "sql", "other than is an exception"),
    ("I used AI for a headshot.", "", "using AI makes nobody an expert of it"),
    ("I am not going to pivot into web development with this.", "", "a plan denied is no wish"),
    ("I quit to move to a major cloud computing company.", "", "the company is in the field, not its reader"),
    ("With a Java background I would like to move into Spark.", "java spark>", "the background is had"),
    ("It was offered to me because of my computer science degree.", "computer-science", "my degree"),
    ("I am getting my CS degree next year.", "", "not yet"),
    ("I have graduated from college with a BSc in Computer Science.", "computer-science=3", "a college acts on nobody"),
    ("I am gathering some experience with React.", "react>", "gathered, not had"),
    ("I am not solving problems that nobody solved before.", "", "only some are denied"),
    ("What might I pursue if I have experience in Excel and can already code in Python?", "excel=3 python=3", "it is so"),
    ("I would not say never give up and grind leetcode.", "", "never give up is no dislike"),
    ("I'm not gonna be in the business of coming up with algorithms.", "", "not in that business"),
    ("What I found is a general roadmap.\n* JAVA, Python, and SQL.\n* Knowledge of finance", "", "a roadmap in points"),
    ("I am considering offering SQL coaching.", "", "what is offered is not to be learnt"),
    ("I work at an agency that supports a big telecom company for about 4 years.", "", "years there, not years of it"),
    ("3. Develop the soft skills. Build communication.", "", "advice to others"),
    ("I have hardly been coding lately.", "", "hardly of late is no denial"),
    ("I have the option to either do ms data science in Dubai.", "", "an option is not had"),
    ("My masters would be in economics but more focused on AI.", "", "not yet"),
    ("I get by in my job given its nature (SQL, Docker).", "sql docker", "my job, in a bracket"),
    ("```\nHi, I know Python and SQL\n```", "", "a quoted letter"),
    ("I interned at a startup where I got great experience in React.", "react=4", "where begins anew"),
    ("I will get good experience in Docker there.", "docker>", "experience to come"),
    ("Python is not my strong suit.", "python=2", "weak is not nothing"),
    ("I never really spent much time learning SQL or doing leetcode.", "", "never reaches what it denies"),
    ("I could get any job I want based on my experience and communication.", "", "the job is wanted"),
    ("From what I saw, Informatics has some topics like SQL.", "", "the field has them"),
    ("She will steer me away from SQL.", "", "she does"),
    ("My Passion = Python & SQL", "", "a passion is no skill"),
    ("I have brought it down to 2. Go and Java.", "", "two names in a paragraph are no list of skills"),
    ("I saw it, and the process can be intense: mental math, probability, coding.", "", "the process is"),
    ("It was three calls, none of them interviews, no coding, and that was it.", "", "no coding there"),
    ("I mostly focus on Docker at work.", "docker=3", "focus on is done, not wished"),
    ("I need to do something that is for the good of everyone at home, like SQL.", "", "too far from its cue"),
    ("I am thinking of going back for a BS in Computer Science.", "computer-science>", "a degree thought of"),
    ("I looked into scikit-learn and PyTorch, but found nothing.", "", "looked at is not known"),
    ("I worked as a backend engineer on Spring Boot and JS.", "backend-development spring javascript", "worked on"),
    ("The offer is on a team focused on the JavaScript library.", "", "the team is"),
    ("It will be less Java and more of the same.", "", "what it will be is no dislike"),
    ("I want less Java and more SQL.", "java- sql>", "less and more"),
    ("I will go on to another degree after my 3 years of BSc Computer Science.", "", "years to come"),
    ("Work stack includes AWS and Docker.", "aws=3 docker=3", "the stack at work"),
    ("It went on. Mainly working with SQL for various ends.", "sql=3", "mainly opens"),
    ("What I do know is that I don't wanna do any frontend development.", "frontend-development-", "is that asks nothing"),
    ("2.5 YOE frontend dev (React, Next, Docker).", "frontend-development=3 react docker", "a maker's tools in a bracket, Next is a name"),
    ("Building a website or an API seems easy.", "", "said of the doing"),
    ("I'm pondering over Java or SQL.", "", "pondered"),
    ("All the stress and the fast developing AI make me sad.", "", "it develops by itself"),
    ("I worry about being pigeonholed as a Salesforce dev for 12 months.", "", "feared, not lived"),
    ("I also have leadership that disagrees on it.", "", "those who lead"),
    ("I am trying to get weak juniors to do backend work.", "", "they are to do it"),
    ("I can refer you for the following roles:\n- Backend engineer, Java\n- Payroll", "", "on offer"),
    ("After some time i think software development is more lucrative.", "", "some time is no little of it"),
    ("I have an offer at a legacy company working on SQL engines.", "", "the company works on it"),
    ("I am enrolled in a master's program in Python.", "", "a programme, not to program"),
    ("I also program in Java.", "java=3", "to program"),
    ("I am a full stack dev with tons of JS experience (React, Vue).", "web-development javascript=4 react vue", "full stack is no stack of mine"),
    ("My gpa is not high enough for the 3.0 requirement but ok.", "", "the 0 of a number denies nothing"),
    ("I see lots of SQL-heavy jobs and read some whitepapers.", "", "seen and read"),
    ("I am 25 with a CS degree but no practice.", "computer-science", "with a degree"),
    ("It is all automated away with AI tools helping people.", "", "tools of the day"),
    ("I'd like to know what helps a backend engineer working in a cloud environment.", "", "somebody else's work"),
    ("A junior helps with my load but refuses his work and has no idea of the basics of Java.", "", "his"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), SENTENCES, ids=[row[2] for row in SENTENCES])
def test_sentence_of_a_story(read, sentence, expected, why):
    assert said(read(BEFORE + sentence + AFTER)) == set(expected.split()), why


JOBS = [
    ("I work at a small company as a data analyst.", "data-analyst:current", "as a, at work"),
    ("I have 3 years of experience as a data engineer.", "data-engineer:current", "as a, with years"),
    ("I landed my first job as a data engineer.", "data-engineer:current", "landed"),
    ("I was laid off from my warehouse job after 12 years.", "warehouse-worker:past", "laid off"),
    ("My goal is to move into a data scientist role.", "data-scientist:wanted", "into a"),
    ("Suppose you get hired as a data engineer.", "", "you"),
    ("The recruiters said they need data engineers.", "", "they need"),
    ("My wife is a data scientist.", "", "the wife"),
    ("Do I go work as a waiter now?", "", "not done"),
    ("I cancelled my psychologist's appointment.", "", "my psychologist is not me"),
    ("I feel like I'm an auditor for everybody else.", "", "like"),
    ("I spoke with a recruiter.", "", "with is no having in a story"),
    ("I don't have an undergraduate degree.", "", "a degree denied"),
    ("If I worked as a data engineer, what then?", "", "supposed"),
    ("I am a final year CS student.", "cs-student:current", "words of rank"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), JOBS, ids=[row[2] for row in JOBS])
def test_job_in_a_story(read, sentence, expected, why):
    roles = {f"{r.slug}:{r.stance}" for r in read(BEFORE + sentence + AFTER).roles if r.stance != "mentioned"}
    assert roles == set(expected.split()), why


PASTED = """
Job description:
Strong SQL and Python
Experience with Spark or Hadoop
Willingness to use Docker
"""


def test_a_pasted_advertisement_is_somebody_elses(read):
    assert said(read(BEFORE + PASTED + "\nI know SQL." + AFTER)) == {"sql=3"}


def test_a_list_stands_under_the_line_that_opens_it(read):
    items = "\nMobile apps\nSQL\nAdvanced Python\nDocker and Kubernetes\n"
    assert not said(read(BEFORE + "The electives are:" + items + AFTER))
    assert {m.split("=")[0] for m in said(read(BEFORE + "My skills are:" + items + AFTER))} > {"sql", "python"}


def test_a_news_item_is_nobodys_curriculum(read):
    text = (
        "Developers say their jobs begin to look like warehouse work. According to the paper they are pushed to use "
        "artificial intelligence and must work faster than before, in every team of the company. Others welcome it, "
        "and the managers of the warehouse say so too."
    )
    understood = read(text)
    assert not said(understood)
    assert not [r for r in understood.roles if r.stance == "current"]


@pytest.mark.parametrize(
    ("sentence", "limits"),
    [
        ("I want a job with no coding.", {("coding", False)}),
        ("Most days are endless calls with no coding to keep me sharp.", set()),
        ("Lots of people here are looking for a job.", set()),
        ("I don't have people around me.", set()),
        ("I enjoy writing code.", set()),
        ("I am looking for a remote job.", {("remote", True)}),
    ],
)
def test_wishes_of_a_story_are_the_writers(read, sentence, limits):
    assert {(x.topic, x.more) for x in read(BEFORE + sentence + AFTER).limits} == limits


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("I want to become a data analyst in 6 months.", 6.0),
        ("They want me to touch back in a year.", None),
        ("I told them what I want, and my salary has not changed in 3 years.", None),
        ("I need to know what to do when I enter the market in 4 years.", None),
        ("I am asking for this whole thing because I put in 2 weeks notice.", None),
    ],
)
def test_a_deadline_is_aimed_at(read, sentence, months):
    assert read(BEFORE + sentence + AFTER).months == months


def test_five_hours_away_are_none_to_spare(read):
    assert read(BEFORE + "I am up to 5 hours away on the weekends." + AFTER).hours_a_week is None


def test_a_product_is_no_mistyped_word(read):
    assert not read("stuck in Documentum support since 2020").skills


@pytest.mark.parametrize(
    ("sentence", "hours"),
    [
        ("I can study 8 hours a week.", 8.0),
        ("I work 50 hours a week and hate it.", None),
        ("They make us sit there for 9 hours a day.", None),
    ],
)
def test_hours_of_a_job_are_none_to_spare(read, sentence, hours):
    assert read(BEFORE + sentence + AFTER).hours_a_week == hours


def test_times_that_are_no_practice(read):
    assert said(read("I started SQL two years ago")) & {"sql=3", "sql=4", "sql=2"} in (set(), {"sql=2"}, {"sql=3"})
    assert [m.years for m in read("1.5 years of SQL").skills] == [1.5]


def test_liking_a_subject_is_an_interest_and_liking_a_tool_is_using_it(read):
    profile = update(Profile(), read("I like maths, I love Python and I enjoy teaching"))
    assert {k.slug for k in profile.skills} == {"python", "teaching"}
    assert {w.slug for w in profile.likes} == {"mathematics", "python", "teaching"}


def test_long_years_in_a_job_make_good_for_its_discount(corpus, read):
    def levels(text: str) -> dict[str, int]:
        profile = update(Profile(), read(text))
        return {k: v.level for k, v in effective(profile, corpus.skills, corpus.roles, corpus.backgrounds).items()}

    one, eight = levels("data scientist for 1 year"), levels("data scientist with 8 years of experience")
    assert eight.keys() == one.keys()
    needs = corpus.roles["data-scientist"].needs
    assert all(eight[slug] == min(one[slug] + 1, 5) for slug in one if slug in needs and one[slug] == needs[slug].level - 1)
    assert max(eight.values()) <= 5


def test_one_word_by_meaning_has_to_be_nearer_than_a_phrase(read):
    word, phrase = read("gaming").leftovers[0], read("teaching computers to see").leftovers[0]
    assert phrase.text == "teaching computers to see"
    assert not with_meanings(read("gaming"), [(word, "kpi-design", 0.45)]).skills
    found = with_meanings(read("teaching computers to see"), [(phrase, "computer-vision", 0.49)]).skills
    assert [m.slug for m in found] == ["computer-vision"]


def test_what_is_guessed_by_meaning_is_claimed_as_a_name_would_be(read):
    asked, told = read("is teaching computers to see worth it?"), read("I love teaching computers to see")
    for text, stances in ((asked, []), (told, ["likes"])):
        phrase = next(x for x in text.leftovers if x.text.startswith("teaching computers to see"))
        found = with_meanings(text, [(phrase, "computer-vision", 0.49)]).skills
        assert [m.stance for m in found if m.claimed] == stances
        assert [m.slug for m in found] == ["computer-vision"]


def test_a_story_is_not_guessed_at(read):
    text = read(BEFORE + "I started the process with an interview, and one of the people in the team was rude." + AFTER)
    assert text.leftovers
    assert not with_meanings(text, [(x, "hiring", 0.6) for x in text.leftovers]).skills


ROLES = [
    ("I was hired as a Junior Developer last year.", "software-engineer:current", "developer alone"),
    ("I've worked as a web developer for a little over 5 years now.", "software-engineer:current:5", "small words between"),
    ("I'm an application developer in Toronto for around 7 years now.", "software-engineer:current:7", "a place between"),
    ("I study for certs to get a job as an SRE.", "devops-engineer:wanted", "to get a job is to want one"),
    ("TLDR: SWE with a strong record.", "software-engineer:current", "a label before it"),
    ("I have an MBA and 5 years in sales.", "business-graduate:current", "the years are those of sales"),
    ("I don't think I am cut out to be a doctor.", "doctor:mentioned", "a doubt is no wish"),
    ("I landed my first software engineering role this year.", "software-engineer:current", "landed"),
    ("I am currently a Network Test Engineer.", "qa-tester:current", "a word between that names no trade"),
    ("I'm a 3rd year CSE student.", "student:current", "letters between"),
    ("I was able to get a job as a SWE.", "software-engineer:current", "got"),
    ("I have 4 YOE as Fullstack dev.", "software-engineer:current:4", "in one word"),
    ("I spent 4 years in the startup world as a Frontend Developer.", "software-engineer:past", "spent is over"),
    ("As any dev worth their salt knows, it is hard.", "software-engineer:mentioned", "any"),
    ("I just landed a Helpdesk position.", "it-support:current", "by its place"),
    ("I was hired fresh out of college and placed at a client as a SOA developer.", "software-engineer:current", "placed"),
    ("I was promoted to a Senior Software Engineer.", "software-engineer:current", "promoted"),
    ("I have a law degree.", "law-graduate:current", "a degree names a trade"),
    ("It is for grads (not students).", "student:mentioned", "others are left out"),
    ("There is mockery toward students.", "student:mentioned", "people at large"),
    ("I lead a team now, after working as a software engineer for 8 years.", "software-engineer:past:8", "after it"),
    ("It teaches them to become web developers.", "software-engineer:mentioned", "people at large"),
    ("I was fortunate to land a DevOps role.", "devops-engineer:current", "landed by luck"),
    ("I got an offer to join them as a SWE in town.", "software-engineer:wanted", "an offer is no job yet"),
    ("We do all of it without any recruiters.", "recruiter:mentioned", "people at large"),
    ("I got an offer from a bank as a data analyst.", "data-analyst:wanted", "offered, not taken"),
    ("I accepted an offer from a bank as a data analyst.", "data-analyst:current", "taken"),
    ("The company hired another experienced dev.", "software-engineer:mentioned", "somebody else was hired"),
    ("If a company is looking for a web developer, match half of it.", "software-engineer:mentioned", "they look for one"),
    ("I am looking for a web developer role.", "software-engineer:wanted", "the writer looks for one"),
    ("I was hired full time as a dev (then canned).", "software-engineer:past", "and dismissed"),
    ("I almost became a nurse.", "nurse:mentioned", "almost"),
    ("Two years ago I became a data analyst.", "data-analyst:current", "a job begun long ago is a job"),
    ("Ten years ago I wanted to be a doctor.", "doctor:mentioned", "a wish of long ago"),
    ("My dad wants me to be a doctor.", "doctor:mentioned", "somebody else's wish"),
    ("My parents think I should become a lawyer.", "lawyer:mentioned", "somebody else's advice"),
    ("I think I should become a data analyst.", "data-analyst:wanted", "the writer's own"),
    ("I regret becoming a developer.", "software-engineer:mentioned", "regret is no wish"),
    ("I have been offered a position as a QA tester.", "qa-tester:mentioned", "offered"),
    ("I don't know if I want to be a data scientist.", "data-scientist:mentioned", "a doubt"),
    ("I left a job as a data engineer.", "data-engineer:past", "left"),
    ("I'm a data engineer. Recently I was laid off.", "data-engineer:past", "laid off, told in the next sentence"),
    ("I'm a data engineer. My whole team was laid off.", "data-engineer:current", "others were"),
    ("I have an internship lined up as a data analyst.", "data-analyst:mentioned", "still to come"),
    ("I had 3 internships, hired full time as dev (then canned).", "software-engineer:past", "the same without an article"),
    ("I have 3 years of SWE experience prior to school.", "software-engineer:past:3", "before something else"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ROLES)
def test_jobs_told_of(read, text, expected, why):
    roles = read(BEFORE + text + AFTER).roles
    told = [f"{r.slug}:{r.stance}" + (f":{r.years:g}" if r.years else "") for r in roles]
    assert told == [expected], why


def test_a_time_to_come_is_no_deadline(read):
    assert read("I'm moving in 9 months, know SQL").months is None
    assert read("I'm moving to another city in 9 months, know SQL").months is None
    assert read("I have to decide within 2 weeks, know SQL").months is None
    assert read("I'm moving into data analysis in 9 months").months == 9
    assert read("is software development dead in 10 years?").months is None
    assert read("want to be a data analyst in 9 months").months == 9
    assert read("want to stay for the next 3 years, know SQL").months is None


def test_an_advert_for_its_readers_tells_nothing_of_its_writer(read):
    assert not said(read("Want to crack your next interview? We bring it all to you at one place. " * 4 + "Learn system design."))


def test_a_word_used_again_and_again_is_no_slip(read):
    text = "I have experience in guidewire. I like guidewire. I want to leave guidewire." + AFTER
    assert not any(m.how == "typo" for m in read(BEFORE + text).skills)


def test_a_discussion_is_no_cv(read):
    text = "I work in one of the AI teams here. A majority of papers came from elsewhere. This is a loss for all. " * 8
    assert read(text + "I see no end to it.").form == "statement"


def test_news_is_no_cv(read):
    text = "The court upheld the claim against the firm. The probability of appeal is low. It ruled for the state. " * 8
    understood = read(text)
    assert understood.form == "statement"
    assert not said(understood)


ASIDE = [
    ("I have a junior on my team who is weak in SQL.", set(), "somebody else's weakness"),
    ("I am a nurse on a ward who is weak in SQL.", {"sql=2"}, "the writer's own"),
    ("I mentor a junior who doesn't know Git.", set(), "somebody else's gap"),
    ("There is a course on basic SQL that I looked at.", set(), "basic says what the course is about"),
    ("I want to learn more about basic SQL.", {"sql>=2"}, "of a wish it says the level"),
    ("I started learning SQL in 2018 and used an app.", set(), "begun long ago: no wish"),
    ("I am not learning much about SQL here.", set(), "not learning"),
    ("I have courses that I want to take and SQL seems really hard.", set(), "a new subject after the wish"),
    ("I count by hand even though we can use SQL.", set(), "what anybody could use"),
    ("I have 0 curiosity about it.", set(), "of one thing, not of all"),
    ("I have some vague understanding of how GPUs work.", {"gpu-computing=1"}, "vague"),
    ("I have an offer from Cisco on the table.", set(), "an employer"),
    ("I wish I had learned SQL earlier.", set(), "a wish about the past"),
    ("I was told to learn SQL.", set(), "somebody else's advice"),
    ("I used to love SQL.", set(), "no longer"),
    ("I tried to learn SQL and gave up.", set(), "given up"),
    ("I don't see myself doing SQL for the rest of my life.", set(), "a refusal is no skill"),
    ("Everyone in my cohort is grinding Leetcode.", set(), "people around the writer"),
    ("I work in GA and my wife in Texas.", set(), "a state"),
    ("I lied about knowing SQL.", set(), "not so"),
    ("I used to build logic apps for them.", set(), "a product, not a way of thinking"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ASIDE)
def test_what_is_named_in_passing(read, text, expected, why):
    assert said(read(BEFORE + text + AFTER)) == expected, why
