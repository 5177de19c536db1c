"""What a cue is, and those of other languages: people write the names of skills among words of their own."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Stance = Literal["has", "learning", "not", "dislikes", "likes"]


class Cue(Struct, frozen=True):
    """What a phrase says about the skills near it."""

    stance: Stance | None = None
    """None leaves the stance as it is."""
    level: int | None = None
    reach: Literal["item", "clause", "back"] = "clause"
    claimed: bool = True
    """False after words of asking or doubt: the skill is spoken of, and nobody says they have it."""


FOREIGN: tuple[tuple[Cue, str], ...] = (
    (Cue("not"), """не знаю | не умею | не знаком с | не работал с | нет опыта с | no sé | no sé nada de |
     no conozco | no tengo |
     je ne connais pas | je ne sais pas | ich kann kein | ich kenne kein | ich kenne nicht | 没用过 | 没学过 | 不会 |
     不懂 | não sei | nie znam | non conosco | non so"""),
    (Cue("learning"), """хочу выучить | хочу изучить | изучаю | учу | quiero aprender | me gustaría aprender | aprendiendo |
     je veux apprendre | j'apprends | ich lerne | ich will | ich möchte | lerne gerade | 想学 | 想学习 | 正在学 | 学习 |
     quero aprender |
     chcę się nauczyć | voglio imparare"""),
    (Cue("has", 2, "item"), """немного | чуть-чуть | algo de | notions de | des notions de | ein wenig | etwas |
     grundlagen in |
     conocimientos básicos de | bases de | 了解 | 学过一点 | 会一点 | um pouco de | trochę | un po di"""),
    (Cue("has", 4, "item"), "精通 | 熟练 | 擅长 | хорошо знаю | domino | je maîtrise | maîtrise de | sehr gut in |"
    " gute kenntnisse in"),
    (Cue("has"), "знаю | пишу на | работаю с | 会 | 我会 | 熟悉 | 使用 | sé | manejo | je connais | ich kann | ich kenne |"
    " eu sei | znam | conosco"),
)
"""Russian, Spanish, French, German, Chinese, Portuguese, Polish and Italian, as far as a line or two goes."""
