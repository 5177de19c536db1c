"""How people say they are placed (laid off, at school, on the move), which is no skill: answered, and led on from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.state import Pending, State
from careerbot.output.parts import Ask, Say

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Outcome, Turn

_PLACES: tuple[tuple[str, str], ...] = (
    (
        "laid_off",
        r"laid off|made redundant|redundan\w+|lost my job|(?:got|was|been) (?:fired|let go|sacked)|out of work|"
        r"unemployed|jobless|(?:factory|shop|company|plant|office) (?:is |has |was )?(?:clos\w+|shut\w*)",
    ),
    (
        "school",
        r"(?:just|only|recently) (?:\w+ )?(?:finish\w*|left|complet\w+|graduat\w+|done with)|"
        r"(?:finish\w*|leaving|left|still (?:at|in)|in|at) (?:my |the )?(?:high ?|secondary )?(?:school|sixth form|college)|"
        r"graduated|school leaver|a-?levels|abitur",
    ),
    (
        "young",
        r"(?:i am|i'?m|im|aged?) (?:only |just )?1[0-9](?= years? old|\s*(?:$|[,.;!?]|and|or|but|so))|"
        r"teenager",
    ),
    (
        "older",
        r"(?:i am|i'?m|im|aged?) (?:already |now )?[4-7]\d(?= years? old|\s*(?:$|[,.;!?]|and|or|but|so))",
    ),
    (
        "play",
        r"(?:play|playing|mod|modding|watch) \w*(?: \w+){0,2}(?:games?|gaming|minecraft|fortnite|roblox|fifa|chess|football|"
        r"youtube|tiktok|twitch|guitar|piano)|(?:make|making|edit|editing) (?:videos?|music|memes)",
    ),
    (
        "remote",
        r"remote(?:ly)?|from home|home ?office|hybrid",
    ),
    (
        "moving",
        r"mov(?:e|ed|ing) (?:to|from|abroad|country|here|house)|"
        r"relocat\w+|emigrat\w+|immigra\w+|new (?:country|city)",
    ),
    (
        "family",
        r"(?:my|our|have|got|having|with|raising|raise|two|three|four|2|3|4|young|little|small|new) (?:\w+ )?"
        r"(?:kids?|children|bab(?:y|ies)|toddlers?)|(?:kids?|children|baby) at home|^(?:kids?|children)$|"
        r"single (?:mum|mom|dad|parent|mother|father)|"
        r"parental leave|maternity|carer|caring for|look after my",
    ),
    (
        "money",
        r"no money|broke|can'?t afford|cannot afford|cheap(?:ly)?|for free|free of charge",
    ),
    (
        "tired",
        r"burn(?:t|ed)? ?out|hate my (?:job|work)|sick of (?:my|this)|fed up|bored (?:of|with|at)|tired of my",
    ),
    (
        "health",
        r"disab\w+|chronic\w*|depress\w+|back (?:pain|trouble|problems)|injur\w+|"
        r"illness|adhd|autis\w+|dyslexi\w+",
    ),
)
_PLACED = tuple((name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _PLACES)

STORY = 600
"""Characters from which a message is a CV or a long story: such words in it say little of how things stand now."""

MOST_ACKNOWLEDGED = 2
"""Of several circumstances in a message, those that are answered."""


_QUESTION = re.compile(
    r"(?i)\W*(?:and |but |so )?(?:what|which|how|why|where|when|who|is|are|do|does|can|could|would|should|will)\b"
)


def asks(text: str) -> bool:
    """Whether a message begins like a question."""
    return _QUESTION.match(text) is not None


def circumstances(turn: Turn) -> tuple[str, ...]:
    """How somebody says they are placed, by kind."""
    return placed_in(turn.text)[:MOST_ACKNOWLEDGED] if len(turn.text) <= STORY else ()


def placed_in(text: str) -> tuple[str, ...]:
    """The kinds of circumstances that words speak of."""
    return tuple(name for name, pattern in _PLACED if pattern.search(text))


def acknowledged(turn: Turn) -> tuple[Say, ...]:
    """A sentence on each of their circumstances."""
    return tuple(turn.say(_PLACE_KEYS[name]) for name in circumstances(turn))


_PLACE_KEYS = {
    "laid_off": "placed.laid_off", "school": "placed.school", "young": "placed.young", "older": "placed.older",
    "remote": "placed.remote", "moving": "placed.moving", "family": "placed.family", "money": "placed.money",
    "play": "placed.play",
    "tired": "placed.tired", "health": "placed.health",
}  # fmt: skip


def offer_activities(turn: Turn, state: State) -> Outcome:
    """Everyday things, to be picked by number or name."""
    labels = tuple(a.label for a in turn.wording.activities.values())
    if state.pending is not None and state.pending.kind == "activities":
        return state, (Ask(turn.wording.say("ask.activities_again", options=", ".join(labels))),)
    lines = [turn.wording.say("ask.activities"), *(f"{n}. {label}" for n, label in enumerate(labels, 1))]
    pending = Pending("activities", options=labels)
    return replace(state, pending=pending, asked=state.asked | {"activities"}), (Ask("\n".join(lines)),)
