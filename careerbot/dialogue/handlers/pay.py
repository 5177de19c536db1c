"""Pay: a role, in a place, at a rung; one line a figure, plainly none where there is none, and the nearest instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.pieces import lowered, which_role
from careerbot.dialogue.handlers.roles import each_of
from careerbot.dialogue.subjects import Where, inside, nearest_region, together, where
from careerbot.dialogue.turn import Answer, sentence
from careerbot.output.parts import Entry, Listing, Part, Say
from careerbot.questions.pay import DOLLARS, ENOUGH, PayQuestion, PayRow, find_row, read_pay
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Role
    from careerbot.dialogue.turn import Turn
    from careerbot.nlu.types import Document

ANYWHERE = "all"


class Found(Struct, frozen=True):
    """The row that answers, and what it stands in for."""

    row: PayRow
    place: bool
    """Whether it is of the place asked about."""
    rung: bool
    """Whether it is of the rung asked about."""


def ask_pay(turn: Turn) -> Answer:
    """The pay of the role under discussion, or of several, the better paid first; what they earn now is set beside it."""
    strange = list(_strange(turn))
    if strange and not turn.request.named and not turn.does("compare"):
        return Answer(tuple(strange), topic="pay")  # of a job that no table holds, no other one's figure
    if not turn.role:
        return which_role(turn)
    state, rung = turn.state, turn.request.rung
    told = paid_now(turn.document, turn.corpus)
    told = None if told is not None and _is_ours(turn, told.amount) else told
    own = told or (OwnPay(*state.paid) if state.paid[0] else None)
    currency = "" if told is not None else _currency(turn.request.words or turn.document.text, turn.corpus)
    country = _country_of(own.currency if own and not currency else currency, turn)
    quote = turn.request.place or (country if told or currency else "") or state.focus.place or state.home or country
    place = (where(quote, turn.corpus) or (where(state.home, turn.corpus) if state.home else None)) if quote else None
    roles = _in_question(turn)
    held = tuple(job.slug for job in state.profile.jobs if job.now and job.kind == "role")
    against = turn.does("compare") or turn.does("tell") and own is None and turn.before.topic != "pay"
    if len(roles) == 1 and told is None:
        before = turn.before.focus.role if turn.request.named and turn.does("compare") else ""
        mine = held[0] if held and against else ""
        other = (before or mine) if turn.before.topic == "pay" else (mine or before)  # "does that one pay more?"
        roles = tuple(dict.fromkeys((*roles, *((other,) if other else ()))))
    code = _code(told.currency if told else currency, turn)
    dollars = code == DOLLARS
    found = _side_by_side(roles, rung or ANYWHERE, place, quote, turn, dollars=dollars, alike=turn.does("compare"))
    known = sorted((one for one in found.values() if one is not None), key=lambda one: -one.row.median)
    unlike = bool(currency) and bool(known) and known[0].row.currency != code
    same = turn.before.topic == "pay" and roles[0] == turn.before.focus.role and (rung, quote) == _asked_before(turn)
    parts: list[Part] = [] if unlike and same else list(_told(turn, found, place, quote, rung))
    if unlike:
        parts.insert(0, turn.say("pay.unlike", currency=currency, held=_named(known[0].row.currency, turn)))
    beside = turn.does("compare") or turn.before.topic == "pay"
    asked = told is not None or beside and speaks_of_own(turn.document, turn.corpus)
    if own is not None and (asked or len(known) == 1):
        parts = [*_beside(turn, own, known, told=asked), *parts]
    parts = [*strange, *parts]
    wanted = [role for role in roles if role not in held]
    if wanted or not state.focus.role:
        state = state.about(role=(wanted or list(roles))[0], **({"other": roles[1]} if len(roles) > 1 else {}))
    state = state.about(place=quote, rung=rung)
    caveat = "pay.caveat_local" if known and known[0].row.currency != DOLLARS else "pay.caveat"
    return Answer(tuple(parts), (turn.say(caveat),), state=state, topic="pay", roles=roles)


def _is_ours(turn: Turn, amount: int) -> bool:
    """Whether an amount is a figure that was just told: "102k is for the experienced"."""
    rows = (row for row in read_pay(turn.corpus) if row.role in turn.request.roles)
    return turn.before.topic == "pay" and any(round(row.median, -3) == amount for row in rows)


def _in_question(turn: Turn) -> tuple[Slug, ...]:
    """The roles named; where some are to be compared and fewer than two are, those compared or listed last besides."""
    request, state = turn.request, turn.state
    roles = request.roles[:MOST]
    if request.named or len(roles) > 1:
        return roles
    together_ = together(turn.before)
    if len(together_) > 1 and (turn.before.topic == "compare" or turn.does("compare") or each_of(turn)):
        return together_[:MOST]
    if turn.does("compare") and turn.before.topic != "pay":
        listed_ = turn.before.topic == "roles" or bool(turn.document.references or turn.document.quantity("other"))
        beside = state.roles_shown if listed_ and state.roles_shown else (state.focus.other, turn.before.focus.role)
        roles = tuple(dict.fromkeys((*(() if listed_ else roles), *(slug for slug in beside if slug))))
    return (each_of(turn) or roles)[:MOST] or request.roles[:1]


TWO, MOST = 2, 3
"""Roles whose pay is told at once, at most."""


def _side_by_side(
    roles: tuple[Slug, ...], rung: str, place: Where | None, quote: str, turn: Turn, *,
    dollars: bool = False, alike: bool = True,
) -> dict[Slug, Found | None]:
    """The row of each role, the nearest of each; where they are to be `alike`, of one place, rung and money if there is such.

    In the money of the place, though it be of all rungs, unless `dollars` are spoken of.
    """
    asked = place.region if place is not None else ANYWHERE
    regions = tuple(_regions(asked, quote, turn))
    tables = [read_pay(turn.corpus, local=True), read_pay(turn.corpus)]
    ways = [(at, region, level) for at in range(dollars, 2) for region in regions for level in dict.fromkeys((rung, ANYWHERE))]
    table = {way: {role: find_row(PayQuestion(role, way[2], way[1]), tables[way[0]]) for role in roles} for way in ways}
    counted = {role for role in roles if any(table[way][role] for way in ways)}
    common = [way for way in ways if alike and counted and all(table[way][role] for role in counted)]
    found: dict[Slug, Found | None] = {}
    for role in roles:
        way = next((way for way in (*common, *ways) if table[way][role] is not None), None)
        row = table[way][role] if way is not None else None
        whole = (place is None and not quote) or (place is not None and (place.exact or place.region != "eu"))
        found[role] = Found(row, row.region == asked != "other" and whole, row.level == rung) if row is not None else None
    return found


def _regions(asked: str, quote: str, turn: Turn) -> Iterator[str]:
    """Where to look: the place, what is near it, everywhere."""
    if asked != "other":
        yield asked
    if asked in ("germany", "other"):
        near = "eu" if asked == "germany" else nearest_region(quote, turn.corpus)
        yield near
    yield ANYWHERE


def _told(turn: Turn, found: dict[Slug, Found | None], place: Where | None, quote: str, rung: str) -> Iterator[Part]:
    """The verdict where the figures are of one kind, what was asked for, what stands in for it, and where there is none."""
    known = sorted((f for f in found.values() if f is not None), key=lambda f: -f.row.median)
    if len(known) > 1 and len({(one.row.region, one.row.level, one.row.currency) for one in known}) == 1:
        yield _verdict(turn, known)
    exact = [one for one in known if one.place and one.rung]
    yield from _lines(turn, exact, "")
    if missing := [one for one in known if one not in exact]:
        of = turn.titles([one.row.role for one in missing]) if exact else ""
        yield from _lines(turn, missing, _instead(turn, missing, place, quote, rung, of))
    for role, one in found.items():
        if one is None:
            yield turn.say("pay.none", who=_who(turn, role, rung))
            yield from _neighbour(turn, role, place, quote, {one.row.role for one in known})


def _lines(turn: Turn, rows: list[Found], head: str) -> Iterator[Part]:
    lines = [_line(turn, one.row) for one in rows]
    if len(lines) > 1:
        yield Listing(tuple(Entry(line) for line in lines), head=head)
    else:
        yield from [*([Say(head)] if head else []), *map(Say, lines)]


def _neighbour(turn: Turn, role: Slug, place: Where | None, quote: str, told: set[Slug]) -> Iterator[Part]:
    """The figure of the job whose adverts ask for most of the same, where one is near enough and counts enough people."""
    paid = {row.role for row in read_pay(turn.corpus) if row.region == row.level == row.year == ANYWHERE and row.n >= ENOUGH}
    own = asked_for(turn.corpus.roles[role])
    likeness = {slug: _shared(own, asked_for(turn.corpus.roles[slug])) for slug in paid}
    near = sorted((slug for slug in likeness if likeness[slug] >= ALIKE), key=lambda slug: (-likeness[slug], slug))
    moves = {move.role for move in turn.corpus.roles[role].leads_to}
    ahead = sorted(paid & moves, key=lambda slug: (-likeness[slug], slug))
    for key, slugs in (("pay.neighbour", near), ("pay.ahead", ahead)):
        found = next((f for slug in slugs if (f := _side_by_side((slug,), ANYWHERE, place, quote, turn)[slug])), None)
        if found is not None and found.row.role in told:
            yield turn.say("pay.neighbour_above", role=turn.title(found.row.role))
        elif found is not None:
            yield from (turn.say(key), Say(_line(turn, found.row)))
        if found is not None:
            return


ALIKE = 0.45
"""Share of what two roles ask for that is the same, from which one's pay is told for want of the other's."""


def asked_for(role: Role) -> dict[Slug, float]:
    """What a role's adverts ask for, with its weight."""
    weights = {slug: group.weight / len(group.skills) for group in role.any_of for slug in group.skills}
    return weights | {slug: need.weight for slug, need in role.needs.items()}


def _shared(one: dict[Slug, float], other: dict[Slug, float]) -> float:
    both = sum(min(one[slug], other[slug]) for slug in one.keys() & other.keys())
    return 2 * both / (sum(one.values()) + sum(other.values()))


def _verdict(turn: Turn, known: list[Found]) -> Part:
    high, low = known[0].row, known[-1].row
    if high.median == low.median:
        return turn.say("pay.level")
    key = "pay.most" if len(known) > TWO else "pay.more"
    apart = _money(high.median - low.median, high.currency, turn)
    return turn.say(key, other=turn.a(low.role), role=turn.a(high.role), amount=apart)


def _instead(turn: Turn, missing: list[Found], place: Where | None, quote: str, rung: str, of: str) -> str:
    """What is not held, `of` which roles if not of all, and that the nearest follows."""
    one = missing[0]
    lacks_place, lacks_rung = not one.place and (place is not None or bool(quote)), not one.rung
    name = place.name if place is not None and where(quote, turn.corpus) is not None else quote
    key = "pay.no_place" if not lacks_rung else "pay.no_place_rung" if lacks_place else "pay.no_rung"
    rung = turn.text(f"rung.{rung}") if lacks_rung else ""
    said = turn.head(key, place=name if lacks_place else _region(turn, one.row.region), rung=rung)
    return turn.head("pay.own_of", role=of, what=said) if of else said


def _line(turn: Turn, row: PayRow) -> str:
    """One figure: who, where, the middle, the middle half, year, number and source."""
    year = turn.text("pay.all_years") if row.year == ANYWHERE else row.year
    line = turn.text(
        "pay.line", who=sentence(_who(turn, row.role, "" if row.level == ANYWHERE else row.level)),
        place=_region(turn, row.region), middle=_money(row.median, row.currency, turn), year=year,
        low=_money(row.q1, row.currency, turn), high=_money(row.q3, row.currency, turn),
        n=f"{row.n:,}", source=turn.text("pay.own_source" if row.own else "pay.source"),
    )  # fmt: skip
    return line if row.n >= ENOUGH else f"{line} {turn.text('pay.few')}"


def _who(turn: Turn, role: Slug, rung: str) -> str:
    title = turn.title(role)
    return turn.text("pay.at_rung", rung=turn.text(f"rung.{rung}"), role=title) if rung else title


def _region(turn: Turn, region: str) -> str:
    return str(turn.corpus.language.table("places")["names"].get(region, region))


def _money(amount: int, currency: str, turn: Turn) -> str:
    """An amount as people write it: $54k, £29k, ₹30 lakh."""
    money = turn.corpus.language.table("places")["money"][currency]
    number = f"{round(amount / money['unit']):,}" if amount >= 10_000 else f"{amount:,}"
    return f"{money['sign']}{number}{money['short'] if amount >= 10_000 else ''}"


def _code(name: str, turn: Turn) -> str:
    """The code of a currency as people call it; empty for one that no figure is in."""
    money = turn.corpus.language.table("places")["money"]
    return next((code for code, known in money.items() if name in (known["name"], known["sign"])), "")


def _country_of(name: str, turn: Turn) -> str:
    """Where people are paid in a currency."""
    return str(turn.corpus.language.table("places")["money"].get(_code(name, turn), {}).get("where", ""))


# ---------------------------------------------------------------- other currencies, and what they are paid now


def _asked_before(turn: Turn) -> tuple[str, str]:
    return turn.before.focus.rung, turn.before.focus.place


def _currency(text: str, corpus: Corpus) -> str:
    """The currency other than the dollar that a text names; empty for none."""
    names = corpus.language.table("places")["currencies"]
    words = {token.text for token in tokenise(text)} | set(text)
    return next((name for name, forms in names.items() if words & set(forms)), "")


class OwnPay(Struct, frozen=True):
    """What they say they are paid."""

    amount: int
    currency: str
    """Empty where none is named."""


_AMOUNT = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:[.,]\d{3})+|\d{5,6}|\d{2,3}(?= ?k\b)|\d{1,2}(?= ?lakh))", re.IGNORECASE)
LEAST_PAY, MOST_PAY, BESIDE = 10_000, 10_000_000, 8
"""Yearly amounts that may be pay, and characters beside one in which its currency stands."""


def own_pay(document: Document, corpus: Corpus) -> OwnPay | None:
    """The amount of a year's pay that a message names, the last of several."""
    found = None
    for match in _AMOUNT.finditer(document.text):
        digits = int("".join(letter for letter in match.group() if letter.isdigit()))
        amount = digits * (100_000 if digits < 100 and "lakh" in document.text[match.end() :][:BESIDE].lower() else 1000)
        amount = digits if digits >= 1000 else amount
        timed = any(q.start <= match.start() < q.end and q.value for q in document.quantities)
        if LEAST_PAY <= amount <= MOST_PAY and not timed:
            around = document.text[max(0, match.start() - 2) : match.end() + BESIDE]
            found = OwnPay(amount, "$" if "$" in around else _currency(around, corpus))
    return found


def paid_now(document: Document, corpus: Corpus) -> OwnPay | None:
    """What a message says that its writer is paid: no amount spoken of beside a rung ("102k is for the experienced")."""
    words, theirs = {token.text for token in tokenise(document.text)}, speaks_of_own(document, corpus)
    ranks = corpus.language.table("references")["rungs"].keys()
    of_others = bool(words & ranks) or all(intent.name == "set_limit" for intent in document.intents)
    return own_pay(document, corpus) if document.kind == "message" and (theirs or not of_others) else None


def speaks_of_own(document: Document, corpus: Corpus) -> bool:
    """Whether somebody speaks of themselves: "is that more than I make?"."""
    words = corpus.language.table("references")["own"]["words"]
    return any(token.text in words for token in tokenise(document.text))


def _beside(turn: Turn, own: OwnPay, known: list[Found], *, told: bool) -> list[Part]:
    """What they are paid beside each figure, the verdict first; where none is in that money, that it has to be converted."""
    alike = [one.row for one in known if own.currency and _code(own.currency, turn) == one.row.currency]
    taken = [one.row for one in known if told and not own.currency and one.row.region != ANYWHERE]
    name = f"{own.amount:,}" if own.amount % 1000 else f"{own.amount // 1000:,}k"
    parts: list[Part] = []
    for row in alike or taken:
        at = sum(own.amount >= quartile for quartile in (row.q1, row.median, row.q3))
        mine, low, middle, high = (_money(value, row.currency, turn) for value in (own.amount, row.q1, row.median, row.q3))
        said = turn.text(f"pay.own_{at}", own=mine, low=low, middle=middle, high=high)
        said = turn.text("pay.own_of", role=turn.title(row.role), what=lowered(said)) if known[1:] else said
        parts.append(Say(sentence(said)))
    currency = _named(known[0].row.currency, turn) if known else ""
    if taken:
        parts.append(turn.say("pay.own_as", amount=name, currency=currency))
    elif told and known and not parts:
        key = "pay.own" if turn.request.place or turn.state.home or own.currency else "pay.own_where"
        parts.append(turn.say(key, amount=f"{name} {own.currency}".strip(), currency=currency))
    return parts


def _named(currency: str, turn: Turn) -> str:
    return str(turn.corpus.language.table("places")["money"][currency]["name"])


def _strange(turn: Turn) -> Iterator[Part]:
    """Of a job that is none of the field, or that nothing explains, there is no figure."""
    span = (turn.request.start, turn.request.end)
    told = {job.slug for job in turn.state.profile.jobs}  # what they are themselves is asked about only to compare
    others_ = (r for r in turn.document.roles if r.kind != "role" and r.slug not in told)
    said: list[tuple[str, str]] = [(r.quote, r.stance) for r in others_ if inside(span, r.start)]
    said += [(x.text, x.stance) for x in turn.document.leftovers if x.kind == "role" and inside(span, x.start)]
    others = [quote for quote, stance in said if stance == "none" or not turn.does("tell")]
    if others:
        yield turn.say("pay.outside", what=others[0])
