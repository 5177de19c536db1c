"""Pay: a role, in a place, at a rung; one line a figure, plainly none where there is none, and the nearest instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.pieces import which_role
from careerbot.dialogue.subjects import Where, nearest_region, where
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
    if not turn.role:
        return which_role(turn)
    state, rung = turn.state, turn.request.rung
    own = own_pay(turn.document, turn.corpus)
    own = None if own is not None and _is_ours(turn, own.amount) else own
    currency = "" if own is not None else _currency(turn.request.words or turn.document.text, turn.corpus)
    quote = turn.request.place or _country_of(own.currency if own else currency, turn) or state.focus.place or state.home
    place = (where(quote, turn.corpus) or (where(state.home, turn.corpus) if state.home else None)) if quote else None
    roles = _in_question(turn)
    held = tuple(job.slug for job in state.profile.jobs if job.now and job.kind == "role")
    against = turn.does("compare") or turn.does("tell") and own is None and turn.before.topic != "pay"
    if len(roles) == 1:
        before = turn.before.focus.role if turn.request.named and turn.does("compare") else ""
        mine = held[0] if held and against else ""
        other = (before or mine) if turn.before.topic == "pay" else (mine or before)  # "does that one pay more?"
        roles = tuple(dict.fromkeys((*roles, *((other,) if other else ()))))
    code = _code(own.currency if own else currency, turn)
    found = _side_by_side(roles, rung or ANYWHERE, place, quote, turn, dollars=code == DOLLARS)
    first = found[roles[0]]
    unlike = bool(currency) and first is not None and first.row.currency != code
    same = turn.before.topic == "pay" and roles[0] == turn.before.focus.role and (rung, quote) == _asked_before(turn)
    parts: list[Part] = [] if unlike and same else list(_told(turn, found, place, quote, rung))
    if first is not None and unlike:
        parts.insert(0, turn.say("pay.unlike", currency=currency, held=_named(first.row.currency, turn)))
    parts = [*_against(turn, own, first), *parts] if own is not None else [*parts, *_own_jobs(turn, found)]
    wanted = [role for role in roles if role not in held]
    if wanted or not state.focus.role:
        state = state.about(role=(wanted or list(roles))[0], other=next((role for role in roles if role != turn.role), ""))
    state = state.about(place=quote, rung=rung)
    caveat = "pay.caveat" if first is None or first.row.currency == DOLLARS else "pay.caveat_local"
    return Answer(tuple(parts), (turn.say(caveat),), state=state, topic="pay")


def _is_ours(turn: Turn, amount: int) -> bool:
    """Whether an amount is a figure that was just told: "102k is for the experienced"."""
    rows = (row for row in read_pay(turn.corpus) if row.role in turn.request.roles)
    return turn.before.topic == "pay" and any(round(row.median, -3) == amount for row in rows)


def _in_question(turn: Turn) -> tuple[Slug, ...]:
    """The roles named; where some are to be compared and fewer than two are, those compared or listed last besides."""
    request, state = turn.request, turn.state
    roles = request.roles[:MOST] if request.named else request.roles[:1]
    if not request.named and turn.before.topic == "compare" and state.focus.other:
        return (*roles, state.focus.other)
    if turn.does("compare") and len(roles) < TWO and turn.before.topic != "pay":
        listed_ = turn.before.topic == "roles" or bool(turn.document.references) or turn.document.quantity("other") is not None
        beside = state.roles_shown if listed_ and len(state.roles_shown) > 1 else (state.focus.other, turn.before.focus.role)
        roles = tuple(dict.fromkeys((*(roles if request.named or not listed_ else ()), *(slug for slug in beside if slug))))
    return roles[:MOST] or request.roles[:1]


TWO, MOST = 2, 3


def _side_by_side(
    roles: tuple[Slug, ...], rung: str, place: Where | None, quote: str, turn: Turn, *, dollars: bool = False
) -> dict[Slug, Found | None]:
    """The row of each role: of one place, rung and currency for all where there is such a one, else the nearest of each.

    In the money of the place, though it be of all rungs, unless `dollars` are spoken of.
    """
    asked = place.region if place is not None else ANYWHERE
    regions = tuple(_regions(asked, quote, turn))
    tables = [read_pay(turn.corpus, local=True), read_pay(turn.corpus)]
    ways = [(at, region, level) for at in range(dollars, 2) for region in regions for level in dict.fromkeys((rung, ANYWHERE))]
    table = {way: {role: find_row(PayQuestion(role, way[2], way[1]), tables[way[0]]) for role in roles} for way in ways}
    common = [way for way in ways if all(table[way].values())]
    found: dict[Slug, Found | None] = {}
    for role in roles:
        way = next((way for way in common or ways if table[way][role] is not None), None)
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


def _told(
    turn: Turn, found: dict[Slug, Found | None], place: Where | None, quote: str, rung: str
) -> Iterator[Part]:
    known = sorted((f for f in found.values() if f is not None), key=lambda f: -f.row.median)
    if len(known) > 1 and len({(one.row.region, one.row.level, one.row.currency) for one in known}) == 1:
        yield _verdict(turn, known)
    for role, one in found.items():
        if one is None:
            yield turn.say("pay.none", who=_who(turn, role, rung))
            yield from _neighbour(turn, role, place, quote)
    missing = [one for one in known if not (one.place and one.rung)]
    head = _instead(turn, missing, place, quote, rung) if missing else Say("")
    lines = [_line(turn, one.row) for one in known]
    if len(lines) > 1:
        yield Listing(tuple(Entry(line) for line in lines), head=head.text)
    else:
        yield from [*([head] if missing else []), *map(Say, lines)]


def _neighbour(turn: Turn, role: Slug, place: Where | None, quote: str) -> Iterator[Part]:
    """The figure of the job whose adverts ask for most of the same, where one is near enough and counts enough people."""
    paid = {row.role for row in read_pay(turn.corpus) if row.region == row.level == row.year == ANYWHERE and row.n >= ENOUGH}
    own = asked_for(turn.corpus.roles[role])
    likeness = {slug: _shared(own, asked_for(turn.corpus.roles[slug])) for slug in paid}
    near = sorted((slug for slug in likeness if likeness[slug] >= ALIKE), key=lambda slug: (-likeness[slug], slug))
    found = next((f for slug in near if (f := _side_by_side((slug,), ANYWHERE, place, quote, turn)[slug])), None)
    if found is not None:
        yield turn.say("pay.neighbour")
        yield Say(_line(turn, found.row))


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
    return turn.say("pay.more", role=turn.a(high.role), amount=_money(high.median - low.median, high.currency, turn))


def _instead(turn: Turn, missing: list[Found], place: Where | None, quote: str, rung: str) -> Say:
    """What is not held, and that the nearest follows."""
    one = missing[0]
    lacks_place, lacks_rung = not one.place and (place is not None or bool(quote)), not one.rung
    name = place.name if place is not None and where(quote, turn.corpus) is not None else quote
    if lacks_place and lacks_rung:
        return turn.say("pay.no_place_rung", place=name, rung=turn.text(f"rung.{rung}"))
    if lacks_rung:
        return turn.say("pay.no_rung", rung=turn.text(f"rung.{rung}"), place=_region(turn, one.row.region))
    return turn.say("pay.no_place", place=name)


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


def _against(turn: Turn, own: OwnPay, found: Found | None) -> Iterator[Part]:
    """What they are paid beside the figure, the verdict first; of another currency, that it has to be converted."""
    if found is None:
        return
    row, amount = found.row, own.amount
    told = f"{amount:,}" if amount % 1000 else f"{amount // 1000:,}k"
    if own.currency and _code(own.currency, turn) != row.currency or not own.currency and row.region == ANYWHERE:
        key = "pay.own" if turn.request.place or turn.state.home or own.currency else "pay.own_where"
        yield turn.say(key, amount=f"{told} {own.currency}".strip(), currency=_named(row.currency, turn))
        return
    at = sum(amount >= quartile for quartile in (row.q1, row.median, row.q3))
    mine, low, middle, high = (_money(value, row.currency, turn) for value in (amount, row.q1, row.median, row.q3))
    yield turn.say(f"pay.own_{at}", own=mine, low=low, middle=middle, high=high)
    if not own.currency:
        yield turn.say("pay.own_as", amount=told, currency=_named(row.currency, turn))


def _named(currency: str, turn: Turn) -> str:
    return str(turn.corpus.language.table("places")["money"][currency]["name"])


def _own_jobs(turn: Turn, found: dict[Slug, Found | None]) -> Iterator[Part]:
    """Of an occupation outside the field that is set against these, there is no figure."""
    span = (turn.request.start, turn.request.end)
    others = [r for r in turn.document.roles if r.kind == "background" and span[0] <= r.start < span[1] and r.stance == "none"]
    if others and found:
        yield turn.say("pay.outside", what=others[0].quote)
