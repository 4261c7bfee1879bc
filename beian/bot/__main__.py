"""Run a command of Rasa's as it is served: `python -m beian.bot run ...` for `rasa run ...`.

This is the one place that patches Rasa (beian.bot.rasa_patches); with BEIAN_PLAIN_RASA=1, or as
plain `rasa`, the same command runs without the patches. `python -m beian.bot test core ...` plays
conversations as they are served.
"""

from __future__ import annotations

import sys

from rasa.__main__ import main as rasa

from beian.base.errors import BeianError
from beian.base.settings import Settings
from beian.bot.rasa_patches.patch import apply
from beian.bot.rasa_patches.table import PATCHES
from beian.nlu.threads import one_thread_for_good


def main() -> None:
    """Hand the arguments of this process to Rasa. Ends with code 1 where a setting is faulty."""
    try:
        if not Settings.from_environment().plain_rasa:
            apply(PATCHES)
    except BeianError as error:
        sys.exit(str(error))
    one_thread_for_good()
    rasa()


if __name__ == "__main__":
    main()
