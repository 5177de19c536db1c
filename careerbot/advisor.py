"""Corpus, names and vectors in one hand: what the command line and the conversation both call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Advice, Slug
from careerbot.documents.sheet import Sheet
from careerbot.errors import CareerbotError
from careerbot.matching.confidence import Contrast, Ranking, Shift, WhyNot, best_question, judge
from careerbot.matching.needs import asked_by
from careerbot.matching.origins import with_origins
from careerbot.matching.profile import Profile, Wanted, effective, forget, is_prose, update, with_skill
from careerbot.matching.ranking import Match, Ranker
from careerbot.matching.weights import telling_words
from careerbot.nlu.levels import Levels, Preferences
from careerbot.nlu.linear import Kinds, LinearModel, LinearReader, load_thresholds
from careerbot.nlu.pipeline import Tools, annotate_list, annotate_many
from careerbot.nlu.types import Asked, Document, Leftover, Mention, Reader, Stance
from careerbot.text.amounts import NumberGrammar
from careerbot.text.spelling import Languages, Speller, english_words

if TYPE_CHECKING:
    # plans and the market are a third of the code: a question about roles does not wait for them
    from careerbot.corpus.records import Advice
    from careerbot.documents.segmentation import Segmenter
    from careerbot.embeddings.search import AdviceNear, Guess, Meaning
    from careerbot.matching.advert import Advert, Fit
    from careerbot.nlu.types import Document
    from careerbot.planning.plan import Plan
    from careerbot.planning.shape import Shape
    from careerbot.questions.router import MarketAnswer

NEAR = 0.42
"""Cosine from which a phrase that no name explains is taken to mean the nearest skill; measured by
tests/evaluation/measure_quality.py on paraphrases against phrases from other fields."""
NEAR_TOOL = 0.65
"""The same for a tool: who uses one calls it by its name, and a corpus is not NLTK."""

FEWEST_LETTERS = 3
"""Leftovers shorter than this are not asked of the vectors."""

THIS_YEAR, THIS_MONTH = 2026, 11
"""When this version was made: what "since 2015" is counted from. No clock, so that the same words give the same answer."""

Said = str | Sheet | tuple[str, ...]
"""What is read: a text, a file, or a list of skills."""


class Advisor:
    """Answers for one corpus."""

    def __init__(
        self, corpus: Corpus, meaning: Meaning | None = None, reader: Callable[[], Reader | None] | None = None
    ) -> None:
        self.corpus = corpus
        self.meaning = meaning
        self.degraded = ""
        """Why the model could not be used, once it was needed and could not."""
        self._open_reader = reader

    @cached_property
    def ranker(self) -> Ranker:
        """The scores."""
        return Ranker(self.corpus)

    @cached_property
    def tools(self) -> Tools:
        """What reading works with."""
        return tools_of(self.corpus)

    @cached_property
    def _reader(self) -> Reader | None:
        return self._open_reader() if self._open_reader is not None else None

    def reader(self) -> Reader | None:
        """The model that reads sentences, opened when first needed; None where there is none."""
        try:
            return self._reader
        except CareerbotError as error:
            self._gone(error)
            return None

    def use_reader(self, reader: Reader) -> None:
        """From now on sentences are read by this."""
        self.__dict__["_reader"] = reader

    def _gone(self, error: CareerbotError) -> None:
        self.degraded = str(error)
        self.meaning = self._open_reader = None
        self.__dict__["_reader"] = None

    # ------------------------------------------------------------ understanding

    def understand(self, text: str, context: str = "start") -> Document:
        """What a text says; phrases that no name explains are looked for among the vectors."""
        return self.understand_many([text], context)[0]

    def understand_many(self, said: Sequence[Said], context: str = "start", *, read: bool = False) -> list[Document]:
        """What texts, files, or lists of skills, say; reader and vectors are asked for all of them at once.

        `read` if their meaning as a whole will be asked for too.
        """
        documents = self._documents(said, context)
        asked = [[x for x in one.leftovers if self._worth_asking(x)] for one in documents]
        phrases = list(dict.fromkeys(left.text for row in asked for left in row))
        whole = [one.text for one, row in zip(documents, asked, strict=True) if row]
        guesses = dict(zip(phrases, self._near(phrases, whole if read else ()), strict=True))
        rows = zip(documents, asked, strict=True)
        return [_with_meanings(one, row, guesses, self.corpus) if row else one for one, row in rows]

    def _worth_asking(self, left: Leftover) -> bool:
        whole = left.text.lower() in self.corpus.language.table("references")["field"]["words"]
        return left.kind == "skill" and len(left.text) >= FEWEST_LETTERS and not whole

    def _documents(self, said: Sequence[Said], context: str) -> list[Document]:
        texts = [(one.substance if isinstance(one, Sheet) else one, context) for one in said if not isinstance(one, tuple)]
        try:
            read = iter(annotate_many(texts, self.tools, self.reader))
        except CareerbotError as error:
            self._gone(error)
            read = iter(annotate_many(texts, self.tools))
        return [
            annotate_list(one, self.tools) if isinstance(one, tuple) else self._divided(next(read), one)
            for one in said
        ]

    def _divided(self, document: Document, said: str | Sheet) -> Document:
        """With the sections of a CV or an advertisement heeded; one line of a message has none."""
        if document.kind == "message" and isinstance(said, str) and "\n" not in said and ":" not in said:
            return document
        return self.segmenter.heeded(document, said)

    @cached_property
    def segmenter(self) -> Segmenter:
        """Divides CVs and advertisements into sections."""
        # many answers have no document to divide
        from careerbot.documents.segmentation import Segmenter

        return Segmenter(self.corpus.language.table("cv"), self.tools)

    def _near(self, phrases: Sequence[str], whole: Sequence[str]) -> Sequence[Guess | None]:
        if self.meaning is not None and phrases:
            try:
                return self.meaning.skills_near(phrases, whole)
            except CareerbotError as error:
                self.degraded = str(error)
                self.meaning = None
        return [None] * len(phrases)

    def read(self, text: str | Sheet, profile: Profile | None = None) -> tuple[Document, Profile]:
        """What a text or a file says, and the profile after it."""
        document = self.understand_many([text], read=True)[0]
        return document, self.updated([(document, profile or Profile())])[0]

    def read_many(self, said: Sequence[Said]) -> list[tuple[Document, Profile]]:
        """The same for texts, files, or lists of skills, of as many people: each as if it were read alone."""
        documents = self.understand_many(said, read=True)
        profiles = self.updated([(one, Profile()) for one in documents])
        # a list is a list, however long and strange
        return [
            (one, replace(after, prose=False) if isinstance(what, tuple) else after)
            for what, one, after in zip(said, documents, profiles, strict=True)
        ]

    def updated(self, rows: Sequence[tuple[Document, Profile]]) -> list[Profile]:
        """The profiles after documents were folded into them, with what their meaning as a whole leans to."""
        after = [with_origins(update(profile, document), document, self.corpus) for document, profile in rows]
        telling = [i for i, (document, _) in enumerate(rows) if _tells_more_than_names(document)]
        for i, found in zip(telling, self._leanings([rows[i][0].text for i in telling]), strict=True):
            after[i] = replace(after[i], leanings=_higher(after[i].leanings, found))
        return [self._worded(one, document) for one, (document, _) in zip(after, rows, strict=True)]

    def _worded(self, profile: Profile, document: Document) -> Profile:
        """With the words of the work, if this was said in sentences."""
        if not is_prose(document):
            return profile
        found = telling_words(document.text, self.ranker.words)
        return replace(profile, words=tuple(sorted({*profile.words, *found})))

    def leanings(self, text: str) -> tuple[tuple[Slug, float], ...]:
        """(role, cosine of its description with the text); nothing where only words are had."""
        return tuple(self._leanings([text])[0])

    def _leanings(self, texts: Sequence[str]) -> Sequence[tuple[tuple[Slug, float], ...]]:
        if self.meaning is not None and texts:
            try:
                return self.meaning.role_similarity(texts)
            except CareerbotError as error:
                self.degraded = str(error)
                self.meaning = None
        return [()] * len(texts)

    # ------------------------------------------------------------ ranking

    def suggest(self, profile: Profile, top: int = 5) -> Ranking:
        """The roles that fit, best first; `top` 0 for every role."""
        standings = tuple(self.ranker.standings(profile))
        shown = standings if top == 0 else standings[:top]
        confidence, certainty = judge(profile, standings, self.corpus)
        matches = tuple(self.ranker.matches(profile, [s.slug for s in shown])) if confidence != "none" else ()
        question = best_question(profile, standings, self.corpus) if confidence != "none" else None
        return Ranking(matches, standings, confidence, certainty, question)

    def match(self, profile: Profile, role: Slug) -> Match:
        """One role in full."""
        return self.ranker.match(profile, role)

    def advert(self, said: str | Sheet) -> Advert:
        """What an advertisement asks for."""
        from careerbot.matching.advert import read_advert

        return read_advert(said, self.tools, self.segmenter, self.corpus.language.table("cv"))

    def fit(self, advert: Advert, profile: Profile) -> Fit:
        """An advertisement set against somebody."""
        from careerbot.matching.advert import fit

        corpus = self.corpus
        return fit(advert, effective(profile, corpus.skills, corpus.roles, corpus.backgrounds), corpus)

    def what_if(self, profile: Profile, skills: Iterable[tuple[Slug, int]], lost: Iterable[Slug] = ()) -> tuple[Shift, ...]:
        """Every role whose score changes when these skills reach these levels, and `lost` are gone; largest change first.

        Where skills are only learnt the largest rise stands first, where they are only lost the largest fall.
        """
        after, learnt, gone = profile, tuple(skills), tuple(lost)
        for slug in gone:
            after = forget(after, slug)
            # a job would go on speaking for it
            after = replace(after, missing=(*after.missing, Wanted(slug, "", "name", 1.0)))
        for slug, level in learnt:
            after = with_skill(after, slug, level)
        shifts = self.shifts(profile, after)
        if learnt and gone:
            return tuple(sorted(shifts, key=lambda s: (-abs(s.score[1] - s.score[0]), s.rank[1], s.slug)))
        if gone:
            return tuple(sorted(shifts, key=lambda s: (s.score[1] - s.score[0], s.rank[0], s.slug)))
        return tuple(sorted(shifts, key=lambda s: (s.score[0] - s.score[1], s.rank[1], s.slug)))

    def shifts(self, profile: Profile, after: Profile) -> list[Shift]:
        """Every role whose score or place is another after a change of the profile."""
        before_at = {s.slug: (i, s.score) for i, s in enumerate(self.ranker.standings(profile), 1)}
        shifts = []
        for rank, standing in enumerate(self.ranker.standings(after), 1):
            was, score = before_at[standing.slug]
            if abs(standing.score - score) > 1e-9 or was != rank:
                shifts.append(Shift(standing.slug, (score, standing.score), (was, rank)))
        return shifts

    def why_not(self, profile: Profile, role: Slug) -> WhyNot:
        """What would have to be true for a role to lead."""
        excluded = role in profile.excluded
        open_ = replace(profile, excluded=tuple(x for x in profile.excluded if x != role))
        standings = self.ranker.standings(open_)
        rank = next(i for i, s in enumerate(standings, 1) if s.slug == role)
        leader = standings[0].slug if standings[0].slug != role else standings[1].slug
        match, lead = self.ranker.matches(open_, [role, leader])
        after, chosen = open_, []
        for gap in match.gaps:
            if self.ranker.score_with(after, role) >= self.ranker.score_with(after, leader):
                break
            after = with_skill(after, gap.slug, gap.needed)
            chosen.append(gap)
        then = self.ranker.score_with(after, role)
        reached = then >= self.ranker.score_with(after, leader)
        return WhyNot(match, rank, lead, excluded, tuple(chosen) if reached else (), then)

    def compare(self, profile: Profile, one: Slug, other: Slug) -> Contrast:
        """Two roles side by side."""
        first, second = self.ranker.matches(profile, [one, other])
        a, b = asked_by(self.corpus, one), asked_by(self.corpus, other)
        return Contrast(
            first, second,
            tuple(s for s in a if s in b),
            tuple(s for s in a if s not in b),
            tuple(s for s in b if s not in a),
        )  # fmt: skip

    # ------------------------------------------------------------ plans and facts

    def plan(
        self,
        profile: Profile,
        goal: Slug,
        *,
        hours_a_week: float | None = None,
        months: float | None = None,
        paid: bool = False,
        shape: Shape | None = None,
    ) -> Plan:
        """Steps to a role, in the shape asked for, or in that of their wishes."""
        from careerbot.planning.plan import make_plan

        return make_plan(
            profile, goal, self.corpus,
            hours_a_week=hours_a_week or profile.hours_a_week, months=months or profile.months, paid=paid,
            match=lambda p: self.ranker.score_with(p, goal), shape=shape,
        )  # fmt: skip

    def ask(self, question: str, context: MarketAnswer | None = None) -> MarketAnswer:
        """What the corpus says of a market question, or that it does not know."""
        from careerbot.questions.router import answer

        similar = self.meaning.answers_near if self.meaning else None
        return answer(question, self.corpus, context=context, similar=similar, advised=self.advice_near)

    def advice_near(self, question: str, asked: Mapping[Slug, float] | None = None) -> AdviceNear | None:
        """How near a question is to the entries of the answer base; None where no model can be had."""
        near = self.meaning.advice_near(question) if self.meaning is not None else None
        if near is None:
            return None
        if asked is None and (reader := self.reader()) is not None:
            span = (0, len(question))
            (entries,) = reader.read([Asked(question, "fact", (), False, (span,))])[0].entries or ((),)
            asked = dict(entries)
        return replace(near, asked=asked or {})

    def advise(
        self, question: str, role: Slug | None = None, *, background: Slug | None = None, topics: tuple[str, ...] = ()
    ) -> Advice | None:
        """What the answer base says to a question; None where nothing in it is likely to be meant."""
        from careerbot.questions.advice import find_advice

        return find_advice(question, self.corpus, self.advice_near, role=role, background=background, topics=topics)

    def have(self, profile: Profile) -> dict[Slug, int]:
        """Everything somebody can be taken to have, with levels."""
        found = effective(profile, self.corpus.skills, self.corpus.roles, self.corpus.backgrounds)
        return {slug: known.level for slug, known in found.items()}


def _tells_more_than_names(document: Document) -> bool:
    """Whether a text holds words that its names do not stand for, so that its meaning as a whole is worth asking."""
    if is_prose(document) or any(m.how == "meaning" for m in document.skills) or document.leftovers:
        return True
    # a life told without a skill's name: what was done there says which work is near
    return bool(document.roles) and document.read_by != "list" and not any(m.stance == "has" for m in document.skills)


def _higher(before: tuple[tuple[Slug, float], ...], after: tuple[tuple[Slug, float], ...]) -> tuple[tuple[Slug, float], ...]:
    """Role by role the higher similarity: what one message leaves unsaid another has said."""
    best = dict(before)
    for slug, cosine in after:
        best[slug] = max(cosine, best.get(slug, -1.0))
    return tuple(sorted(best.items()))


def _with_meanings(
    document: Document, asked: Sequence[Leftover], guesses: Mapping[str, Guess | None], corpus: Corpus
) -> Document:
    """The document with leftovers that turned out to mean a skill moved among its mentions."""
    extra = []
    for left in asked:
        guess = guesses[left.text]
        if guess is not None and guess.cosine >= (NEAR_TOOL if corpus.skills[guess.slug].kind == "tool" else NEAR):
            sure = round(min(0.8, guess.cosine), 3)
            stance = cast("Stance", left.stance)
            extra.append(Mention(guess.slug, left.start, left.end, left.text, "meaning", sure, stance, left.certainty))
    gone = {mention.start for mention in extra}
    skills = tuple(sorted((*document.skills, *extra), key=lambda m: (m.start, m.slug)))
    return replace(document, skills=skills, leftovers=tuple(x for x in document.leftovers if x.start not in gone))


def tools_of(corpus: Corpus) -> Tools:
    """What reading works with, for the names and the language of a corpus."""
    table = corpus.language.table
    model = LinearModel()
    return Tools(
        lexicon=corpus.lexicon,
        speller=Speller(corpus.lexicon.vocabulary(), english_words, table("function_words")),
        grammar=NumberGrammar(table("numbers")),
        levels=Levels(table("levels")),
        preferences=Preferences(table("limits")),
        kinds=Kinds(model),
        neutral=frozenset(table("lists")["neutral"]),
        strikes=frozenset(table("lists")["strikes"]),
        joins=frozenset(table("references")["joins"]["words"]),
        languages=Languages.of(table("other_languages")),
        thresholds=load_thresholds(),
        linear=LinearReader(model),
        is_title=lambda title: corpus.occupations.exactly(title) is not None,
        year=THIS_YEAR,
        month=THIS_MONTH,
    )
