"""Preferences: the topic of a wish or limit, by its words.

That a stretch of a message is a wish, and whether for more or less of it, is learned; what it is about is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from careerbot.nlu.types import Topic
from careerbot.text.tokenizer import tokenise


class Preferences:
    """Topics of wishes.

    Args:
        words: the table `limits` of a language: topic -> words.

    """

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._topics = {word: topic for topic, listed in words.items() for word in listed}

    def topic(self, quote: str) -> Topic:
        """What a wish is about; "other" where no word of it is known."""
        words = [token.text for token in tokenise(quote)]
        return cast("Topic", next((self._topics[word] for word in words if word in self._topics), "other"))
