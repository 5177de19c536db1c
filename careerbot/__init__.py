"""careerbot: a private, offline, explainable career adviser for machine learning, data and AI.

Public names are loaded when first used, so that `import careerbot` costs nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import load_corpus
    from careerbot.matching.profile import Profile

__version__ = "0.1.0"
__all__ = ["Advisor", "Profile", "__version__", "load_corpus"]

_HOME = {"Advisor": "careerbot.advisor", "Profile": "careerbot.matching.profile", "load_corpus": "careerbot.corpus.corpus"}


def __getattr__(name: str) -> object:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'careerbot' has no attribute {name!r}")


# onnxruntime would keep a device id in the home folder and report its use to its maker: no process of ours lets it.
# Set here because it has to be there before the library is first imported, whoever imports it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
