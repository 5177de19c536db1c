"""What becomes of a command: an exit code, and a sentence for whatever stopped it."""

from __future__ import annotations

from collections.abc import Callable

from careerbot.errors import CareerbotError

STOPPED = 130
"""The exit code of what was stopped with Ctrl-C."""


def answered(action: Callable[[], int]) -> int:
    """Do it; the exit code, with a sentence on stderr for whatever stopped it."""
    try:
        return action()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except KeyboardInterrupt:
        return STOPPED
    except CareerbotError as error:
        from careerbot.cli.answering import UsageError, sorry

        return sorry(str(error), 2 if isinstance(error, UsageError) else 1)
    except Exception as error:  # noqa: BLE001 (the last line of defence: a sentence, never a traceback)
        from careerbot.cli.answering import mishap, misused

        return misused(error) if hasattr(error, "format_message") else mishap(error)
