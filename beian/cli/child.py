"""Run a Python module as a child that ends with its parent, even a killed one.

It tells on standard error what it was at when it crashes, or when SIGUSR1 asks it.

`python -m beian.cli.child MODULE ARGUMENT ...`: standard input is a pipe that the parent holds
open. When it closes, the parent is gone, and this process ends itself.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import runpy
import signal
import sys
import threading

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Wait for the pipe to close, then ask this process to stop."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def wake_with_parents_end() -> None:
    """Have Linux wake this process when its parent ends: one that is stopped can't end itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGCONT)


def main() -> None:
    wake_with_parents_end()
    faulthandler.enable()
    faulthandler.register(signal.SIGUSR1, all_threads=True)
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
