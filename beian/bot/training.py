"""Train a model as `beian train` does: `python -m beian.bot.training train ...` for `rasa train`.

With BEIAN_PLAIN_RASA=1, or as plain `rasa`, the same command runs without the patches.
"""

from __future__ import annotations

import sys

from rasa.__main__ import main as rasa

from beian.base.errors import BeianError
from beian.base.settings import Settings
from beian.bot.rasa_patches.patch import apply
from beian.bot.rasa_patches.training import TRAINING_PATCHES


def main() -> None:
    """Hand the arguments of this process to Rasa. Ends with code 1 where a setting is faulty."""
    try:
        if not Settings.from_environment().plain_rasa:
            apply(TRAINING_PATCHES)
    except BeianError as error:
        sys.exit(str(error))
    rasa()


if __name__ == "__main__":
    main()
