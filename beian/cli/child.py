"""Run a Python module as a child that ends with its parent, even a killed one.

`python -m beian.cli.child MODULE ARGUMENT ...`: standard input is a pipe that the parent holds
open. When it closes, the parent is gone, and this process ends itself.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading


def end_with_parent() -> None:
    """Wait for the pipe to close, then ask this process to stop."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
