"""Run a command of Rasa's as it is served: `python -m beian.bot run ...` for `rasa run ...`.

This is the one place that patches Rasa (beian.bot.rasa_patches); with BEIAN_PLAIN_RASA=1, or as
plain `rasa`, the same command runs without the patches. `python -m beian.bot test core ...` plays
conversations as they are served.
"""

from __future__ import annotations

import gc
import sys

from beian.base.errors import BeianError
from beian.base.settings import Settings
from beian.base.trackers import check_trackers
from beian.bot.rasa_patches.deferred_imports import defer_imports


def main() -> None:
    """Hand the arguments of this process to Rasa. Ends with code 1 where a setting is faulty
    or the tracker store can't be read."""
    try:
        settings = Settings.from_environment()
        if sys.argv[1:2] == ["run"]:
            check_trackers(settings.tracker_database_url)  # Rasa itself would tell by a traceback
        if not settings.plain_rasa:
            _patch_rasa()
    except BeianError as error:
        sys.exit(str(error))
    from rasa.__main__ import main as rasa  # noqa: PLC0415

    from beian.nlu.model.threads import one_thread_for_good  # noqa: PLC0415

    one_thread_for_good()
    if sys.argv[1:2] == ["run"]:
        gc.disable()  # until all is loaded (beian.bot.channel): nothing of it is garbage
    rasa()


def _patch_rasa() -> None:
    """Patch Rasa, which is imported here and not before, as some of its imports are deferred."""
    defer_imports()
    from beian.bot.rasa_patches.patch import apply  # noqa: PLC0415
    from beian.bot.rasa_patches.table import PATCHES  # noqa: PLC0415

    apply(PATCHES)


if __name__ == "__main__":
    main()
