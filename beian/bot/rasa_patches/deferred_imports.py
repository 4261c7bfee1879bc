"""Defers imports that make a start of Rasa dear and that the served bot never uses: TensorFlow, by
its training loop and data generator; Matplotlib, by its plots; the client of Telegram.

Each of these modules of Rasa's is a stand-in until something of it is really used; then it is
imported and does what is asked. A pipeline with a component that needs TensorFlow works as before,
and takes as long to start. spaCy's library for models imports TensorFlow, too, wherever there is
one, to know its arrays; here it is told that there is none.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

# By module, the classes that others import from it, with the names of those that are asked theirs.
DEFERRED: Mapping[str, Mapping[str, str | None]] = {
    "rasa.utils.tensorflow.callback": {"RasaTrainingLogger": None, "RasaModelCheckpoint": None},
    "rasa.utils.tensorflow.data_generator": {"RasaBatchDataGenerator": None},
    "rasa.utils.plotting": {},
    "rasa.core.channels.telegram": {"TelegramInput": "telegram"},
}

_TENSORFLOW = "tensorflow"


class _DeferredClass(type):
    """The class of stand-ins for classes: calls and attributes are those of the real one."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        return cls._real()(*arguments, **named)

    def __getattr__(cls, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(cls._real(), attribute)

    def _real(cls) -> Any:
        return getattr(_real_module(cls.__module__), cls.__name__)


class _DeferredModule(ModuleType):
    """A stand-in for a module, which is imported when something else of it is asked for than the
    classes that have stand-ins."""

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):  # asked by whatever walks through all modules
            raise AttributeError(attribute)
        return getattr(_real_module(self.__name__), attribute)


def defer_imports() -> None:
    """Let those modules of DEFERRED that are not imported yet wait until they are used. Called
    before Rasa is imported."""
    for name, classes in DEFERRED.items():
        if name in sys.modules:
            continue
        module = _DeferredModule(name)
        for class_name, own_name in classes.items():
            body: dict[str, Any] = {"__module__": name}
            if own_name is not None:
                body["name"] = staticmethod(lambda told=own_name: told)
            setattr(module, class_name, _DeferredClass(class_name, (), body))
        sys.modules[name] = module
    _import_thinc_without_tensorflow()


def _import_thinc_without_tensorflow() -> None:
    if _TENSORFLOW in sys.modules:
        return
    sys.modules[_TENSORFLOW] = None  # type: ignore[assignment]  # to import it is an ImportError
    try:
        importlib.import_module("thinc.compat")
    finally:
        del sys.modules[_TENSORFLOW]


def _real_module(name: str) -> ModuleType:
    if isinstance(sys.modules.get(name), _DeferredModule):
        del sys.modules[name]
    return importlib.import_module(name)
