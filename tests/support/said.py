"""What is claimed in a text, in short: the notation of the tables of cases."""

from __future__ import annotations

from careerbot.nlu.pipeline import Understanding

SHORT = {"has": "", "not": "!", "learning": ">", "dislikes": "-", "likes": "+"}


def said(understood: Understanding) -> set[str]:
    """What is claimed: `sql!` not, `sql>` wants to learn, `sql-` dislikes, `sql+` likes, `sql=4` level 4."""
    return {m.slug + SHORT[m.stance] + (f"={m.level}" if m.level else "") for m in understood.skills if m.claimed}
