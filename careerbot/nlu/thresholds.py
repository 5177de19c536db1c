"""Calibration and decision thresholds: how sure a reader must be before something is believed.

Made by tests/tools/calibrate.py from the part of the examples kept for tuning. Above a threshold a belief is taken,
below it is left; nothing here is hard to undo.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from careerbot.errors import CareerbotError
from careerbot.nlu.examples import MARKS

FILE = Path(__file__).parent.parent / "models" / "thresholds.json"

By = Literal["model", "words"]
LEFT = {"S": "none", "R": "none", "T": "other", "L": "none", "D": "none", "P": "none"}
"""What a span means where no other meaning is sure enough."""


class Scale(Struct, frozen=True):
    """Of one reader."""

    sharpness: Mapping[str, float]
    """Kind of span -> the power its chances are raised to, so that they come true as often as they say."""
    least: Mapping[str, float]
    """`S:has` -> the chance from which it is believed."""
    intents: Mapping[str, tuple[float, float, float]]
    """Intent -> (slope, offset, least): a logistic scale of the logit, and the chance from which it is heard."""


class Thresholds(Struct, frozen=True):
    """Of the model and of the linear reader."""

    model: Scale
    words: Scale

    def judged(self, by: By, kind: str, chances: tuple[float, ...]) -> tuple[str, float]:
        """The label believed of a span, and how sure it is."""
        scale = self.model if by == "model" else self.words
        power = scale.sharpness.get(kind, 1.0)
        raised = [max(p, 1e-9) ** power for p in chances]
        total = sum(raised)
        best = max(range(len(raised)), key=lambda i: raised[i])
        label, sure = MARKS[kind][best], raised[best] / total
        if sure < scale.least.get(f"{kind}:{label}", 0.0):
            left = LEFT[kind]
            return left, raised[MARKS[kind].index(left)] / total
        return label, sure

    def heard(self, by: By, name: str, chance: float) -> tuple[float, bool]:
        """How sure it is that a message does something, and whether that is enough to hear it."""
        scale = self.model if by == "model" else self.words
        slope, offset, least = scale.intents.get(name, (1.0, 0.0, 0.5))
        chance = min(max(chance, 1e-6), 1 - 1e-6)
        sure = 1 / (1 + math.exp(-(slope * math.log(chance / (1 - chance)) + offset)))
        return sure, sure >= least


EVEN = Thresholds(Scale({}, {}, {}), Scale({}, {}, {}))
"""Chances as they come."""


def load_thresholds(path: Path = FILE) -> Thresholds:
    """The thresholds that came with the readers."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Thresholds)
    except FileNotFoundError:
        return EVEN
    except (OSError, msgspec.MsgspecError) as error:
        message = f"The reader's thresholds {path.name} cannot be read; install careerbot again."
        raise CareerbotError(message) from error
