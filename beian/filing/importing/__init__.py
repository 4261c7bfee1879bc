"""Import filing state from JSON and Excel files: `beian import`, and the sample state.

Modules are loaded on first use: openpyxl alone takes half a second of a start.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beian.filing.importing.file_import import ImportReport, import_file
    from beian.filing.importing.parsed_file import Progress
    from beian.filing.importing.sample import load_sample
    from beian.filing.importing.template import write_template

_MODULE_OF = {
    "ImportReport": "file_import",
    "Progress": "parsed_file",
    "import_file": "file_import",
    "load_sample": "sample",
    "write_template": "template",
}

__all__ = ["ImportReport", "Progress", "import_file", "load_sample", "write_template"]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
